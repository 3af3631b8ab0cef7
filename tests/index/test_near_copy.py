"""Near-copies: the same story is known again, a story with another number is not."""

import pytest

from index.near_copy import is_near_copy

STORY = "The council of Port Alder voted on Tuesday to close the old tramway after 48 years, citing costs of 3.2 million crowns."


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (STORY, True),
        ("By our correspondent. " + STORY + " More follows.", True),
        (STORY.replace("Tuesday", "tuesday").replace(",", ""), True),
        (STORY.replace("48", "47"), False),
        (STORY.replace("3.2", "3.5"), False),
        ("The council of Port Alder met. The old tramway has cost 3.2 million crowns for 48 years.", False),
        ("", False),
    ],
)
def test_a_copy_is_told_from_a_retelling_and_from_a_correction(other, expected):
    assert is_near_copy(STORY, other) is expected


def test_a_passage_of_a_few_words_is_a_copy_of_nothing():
    assert not is_near_copy("Yes, he said.", "Yes, he said.")
