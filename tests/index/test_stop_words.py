"""Stop words: a question loses what it is asked with, in its own language."""

import pytest

from index.stop_words import content_words


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When did the last French soldiers leave Mali?", ["last", "french", "soldiers", "leave", "mali"]),
        ("Whose son won the race?", ["son", "won", "race"]),
        ("Qui est le maire et où est son fils ?", ["maire", "fils"]),
        ("Who was it?", ["who", "was", "it"]),
        ("", []),
    ],
)
def test_what_a_question_is_asked_with_is_left_out(question, expected):
    assert content_words(question) == expected
