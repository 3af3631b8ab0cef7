"""Confidence: how sure it is that the articles answer the question, and from where on that is enough to speak.

Two scales: what the quotes tell alone, and that together with the model's two readings, of the excerpts and of one sentence.
Weights and thresholds were set on development questions (`docs/abstention.md`).
"""

from __future__ import annotations

from math import exp, log

from qa.findings import Findings

_CERTAIN = 1e-4  # a probability is kept this far from 0 and 1
_EXTRACTS = 6

WORTH_READING = 0.35
"""Below this P(yes) of the first reading, of the excerpts together, there is no answer."""

_HOPED_FOR = 0.8  # P(yes) that a sentence is seldom read with when the first reading was doubtful

SURE_OF_THE_HINT = 0.7
"""From this P(yes) of the first reading on a sentence that holds all of the hint is taken without a second reading."""

WORTH_WRITING = 0.8
"""From this P(yes) of the first reading on the model writes from all excerpts when no sentence answers by itself."""

_FOR, _AGAINST = 1.0, 0.4  # log odds that a sentence gains which holds all of the hint, and that each loses when it denies

SURE_ENOUGH = 0.61
"""Below this confidence, of both readings and the quotes together, a sentence is not shown."""

EXTRACTIVE_THRESHOLD = 0.3
"""Below this, without a model's grade, there is no answer."""


def graded(p_yes: float, proved: float | None, quotes: float) -> float:
    """Return the confidence in [0, 1] from the model's two readings and from the quotes.

    Args:
        p_yes: Whether the excerpts state the answer, P(yes) of the first reading.
        proved: Whether the best statement is proved, P(yes) of the second; None when there was nothing to read.
        quotes: What `ungraded` says.
    """
    if proved is None:
        return round(min(p_yes, WORTH_READING), 4)
    return _logistic(0.4 * log_odds(p_yes) + 0.6 * log_odds(proved) + 0.3 * log_odds(quotes))


def pointed(p_yes: float, points: float) -> float:
    """Return P(yes) of a second reading as the hint makes it likelier or less.

    Args:
        p_yes: Of the reading.
        points: What `Hint.points_at` says of the sentence, in [-1, 1].
    """
    return _logistic(log_odds(p_yes) + (_FOR if points > 0 else _AGAINST) * points)


def worth_reading(p_yes: float, quotes: float, points: float) -> bool:
    """Return whether a good second reading could still make it sure enough; where not, single sentences need no reading.

    Args:
        p_yes: Of the first reading.
        quotes: What `ungraded` says.
        points: The most that the hint says of any sentence, in [-1, 1].
    """
    return graded(p_yes, pointed(_HOPED_FOR, points), quotes) >= SURE_ENOUGH


def ungraded(findings: Findings) -> float:
    """Return the confidence in [0, 1] from the nearest extracts that pass as answers: their focus and their nearness."""
    answering = [extract for extract in findings.extracts[:_EXTRACTS] if extract.answers]
    focus = max((extract.focus for extract in answering), default=0.0)
    nearness = max((extract.score for extract in answering), default=0.0)
    return _logistic(2.7 * focus + 1.4 * nearness - 2.2)


def log_odds(p: float) -> float:
    """Return the natural log odds of a probability, which is kept a little off 0 and 1."""
    clipped = min(1 - _CERTAIN, max(_CERTAIN, p))
    return log(clipped / (1 - clipped))


def _logistic(x: float) -> float:
    return round(1 / (1 + exp(-x)), 4)
