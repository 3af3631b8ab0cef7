"""Confidence: how sure it is that the articles answer the question, and from where on that is enough to speak.

Two scales, because there are two judges: the model's own P(yes) beside what the search shows, or the search alone. Both are
logistic functions whose weights were fitted, and whose thresholds were set, on development questions (`docs/abstention.md`).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from qa.evidence import Sentence
from qa.extract import answering_sentences

_CERTAIN = 1e-4  # P(yes) is kept this far from 0 and 1

GENERATED_THRESHOLD = 0.5
"""Below this, with a model's grade, there is no answer."""

EXTRACTIVE_THRESHOLD = 0.5
"""Below this, without one, there is no answer."""


def graded(p_yes: float, ranked: Sequence[Sentence], question: str) -> float:
    """Return the confidence in [0, 1] from the model's P(yes), the nearest sentence and whether one of the nearest answers."""
    clipped = min(1 - _CERTAIN, max(_CERTAIN, p_yes))
    return _logistic(1.0 * log(clipped / (1 - clipped)) + 3.0 * (_nearness(ranked) - 0.5) + 0.5 * _answering(ranked, question))


def ungraded(ranked: Sequence[Sentence], question: str) -> float:
    """Return the confidence in [0, 1] from the nearest sentence and whether one of the nearest answers the question."""
    return _logistic(8.0 * (_nearness(ranked) - 0.5) + 1.0 * _answering(ranked, question) - 0.5)


def _nearness(ranked: Sequence[Sentence]) -> float:
    return ranked[0].score if ranked else 0.0


def _answering(ranked: Sequence[Sentence], question: str) -> float:
    return float(bool(answering_sentences(question, ranked[:5], most=1)))


def _logistic(x: float) -> float:
    return round(1 / (1 + exp(-x)), 4)
