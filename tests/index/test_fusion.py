"""Fusion: what both halves like comes first, and each half can bring a passage alone."""

from hypothesis import given
from hypothesis import strategies as st

from index.fusion import blend

SCORES = st.dictionaries(st.integers(0, 30), st.floats(-1, 40), max_size=20)


def test_a_passage_that_both_halves_like_beats_one_that_either_likes_alone():
    scores = blend({1: 0.9, 2: 0.88}, {2: 11.0, 3: 12.0})
    assert max(scores, key=scores.get) == 2
    assert set(scores) == {1, 2, 3}


@given(dense=SCORES, lexical=SCORES)
def test_every_passage_of_either_half_has_a_score_between_0_and_1(dense, lexical):
    scores = blend(dense, lexical)
    assert scores.keys() == dense.keys() | lexical.keys()
    assert all(0 <= score <= 1 for score in scores.values())


def test_one_half_alone_keeps_its_order():
    assert sorted(blend({1: 0.2, 2: 0.7, 3: 0.4}, {}).items(), key=lambda pair: -pair[1])[0][0] == 2
