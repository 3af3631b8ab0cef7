"""Confidence: how sure it is that the articles answer the question, and from where on that is enough to speak.

Two scales, because there are two judges: the model's own P(yes) beside what the search shows, or the search alone. Both are
logistic functions whose weights were fitted, and whose thresholds were set, on development questions (`docs/abstention.md`).
"""

from __future__ import annotations

from math import exp, log

from qa.findings import Findings

_CERTAIN = 1e-4  # P(yes) is kept this far from 0 and 1

GENERATED_THRESHOLD = 0.5
"""Below this, with a model's grade, there is no answer."""

EXTRACTIVE_THRESHOLD = 0.5
"""Below this, without one, there is no answer."""


def graded(p_yes: float, findings: Findings) -> float:
    """Return the confidence in [0, 1] from the model's P(yes), the nearest sentence and whether one of the nearest answers."""
    clipped = min(1 - _CERTAIN, max(_CERTAIN, p_yes))
    return _logistic(log(clipped / (1 - clipped)) + 3.0 * (_nearness(findings) - 0.5))


def ungraded(findings: Findings) -> float:
    """Return the confidence in [0, 1] from the best extract alone: its nearness, its focus, whether it passes as an answer."""
    best = findings.extracts[0] if findings.extracts else None
    if best is None:
        return 0.0
    return _logistic(5.0 * (best.score - 0.5) + 1.5 * (best.focus - 0.4) + 0.8 * best.answers)


def _nearness(findings: Findings) -> float:
    return findings.ranked[0].score if findings.ranked else 0.0


def _logistic(x: float) -> float:
    return round(1 / (1 + exp(-x)), 4)
