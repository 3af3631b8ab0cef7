"""Fusion: two ranked lists of passages become one.

A blend of the two scores, each divided by the best of its list. Unlike reciprocal ranks it keeps how far ahead the best one is:
docs/search.md has both, measured.
"""

from __future__ import annotations

from collections.abc import Mapping

DENSE_WEIGHT = 0.5


def blend(dense: Mapping[int, float], lexical: Mapping[int, float], *, dense_weight: float = DENSE_WEIGHT) -> dict[int, float]:
    """Return a score in [0, 1] for every passage of either list.

    Args:
        dense: Passage number to cosine.
        lexical: Passage number to BM25 score.
        dense_weight: The share of the dense score, in [0, 1].
    """
    scaled_dense, scaled_lexical = _scaled(dense), _scaled(lexical)
    return {
        number: dense_weight * scaled_dense.get(number, 0.0) + (1 - dense_weight) * scaled_lexical.get(number, 0.0)
        for number in {**dense, **lexical}
    }


def _scaled(scores: Mapping[int, float]) -> dict[int, float]:
    """Scale to [0, 1]: the best gets 1, nothing (or worse) gets 0."""
    best = max(scores.values(), default=0.0)
    return {number: max(0.0, score) / best if best > 0 else 0.0 for number, score in scores.items()}
