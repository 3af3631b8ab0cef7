"""Sentences: exact offsets whatever the text, and no break inside a name."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import sentence_spans

LANGUAGES = st.sampled_from([None, "en", "fr", "en-GB", "fr_FR", "xx", "zh", "", "../etc"])
PIECES = st.one_of(
    st.text(max_size=20), st.sampled_from(["\ud800", "\udfff", "\0", " ", ". ", "\n", "M. ", "J. K. ", "!” ", "« ", "Dr. "])
)
ANY_TEXT = st.lists(PIECES, max_size=40).map("".join)


def sentences(text, language=None):
    return [text[span.start : span.end] for span in sentence_spans(text, language)]


@given(text=ANY_TEXT, language=LANGUAGES)
def test_sentences_come_in_order_and_hold_every_visible_character_of_any_text(text, language):
    spans = sentence_spans(text, language)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(span.start < span.end for span in spans)
    inside = {at for span in spans for at in range(span.start, span.end)}
    assert all(character.isspace() for at, character in enumerate(text) if at not in inside)


@given(text=ANY_TEXT, language=LANGUAGES)
def test_a_sentence_never_begins_or_ends_with_white_space_nor_crosses_a_line(text, language):
    for sentence in sentences(text, language):
        assert sentence == sentence.strip()
        assert "\n" not in sentence


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "M. Macron a dit oui. Il part demain.", ["M. Macron a dit oui.", "Il part demain."]),
        (
            "fr",
            "Mme. Duval et le Dr. Petit sont là. Mr. Jones aussi.",
            ["Mme. Duval et le Dr. Petit sont là.", "Mr. Jones aussi."],
        ),
        ("fr", "J. K. Rowling a écrit. Elle vend.", ["J. K. Rowling a écrit.", "Elle vend."]),
        ("en", "J. K. Rowling wrote it. Gen. Smith read it.", ["J. K. Rowling wrote it.", "Gen. Smith read it."]),
        ("en", "“Stop!” he said. “Who is it?” she asked.", ["“Stop!” he said.", "“Who is it?” she asked."]),
        ("en", "It rose 4.5% to $1.2 billion. It fell.", ["It rose 4.5% to $1.2 billion.", "It fell."]),
        ("xx", "One is here. Two is there.", ["One is here.", "Two is there."]),
        ("en", "A headline without a stop\nThe text begins.", ["A headline without a stop", "The text begins."]),
    ],
)
def test_titles_and_initials_do_not_end_a_sentence(language, text, expected):
    assert sentences(text, language) == expected


@pytest.mark.parametrize("piece", ["a", "a. ", "M. ", "Was? ", "é\n", "\ud800", "\0"])
def test_ten_times_the_text_does_not_take_a_hundred_times_as_long(piece):
    def seconds(length):
        text = (piece * length)[:length]
        began = time.process_time()
        sentence_spans(text, "fr")
        return time.process_time() - began

    assert seconds(1_000_000) < 40 * max(seconds(100_000), 0.01)
