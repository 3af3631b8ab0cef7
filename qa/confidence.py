"""Confidence: how sure it is that the articles answer the question.

Two scales: what the quotes tell alone, and that together with the model's two readings, of the sentences together and of one
alone, as `qa.bars` weighs them.
"""

from __future__ import annotations

from math import exp, log

from qa.bars import Bars
from qa.findings import Findings

_CERTAIN = 1e-4  # a probability is kept this far from 0 and 1
_EXTRACTS = 6

EXTRACTIVE_THRESHOLD = 0.3
"""Below this, without a model's grade, there is no answer."""


def graded(bars: Bars, p_yes: float, proved: float | None, quotes: float, *, checked: bool = True) -> float:
    """Return the confidence in [0, 1] from the model's two readings and from the quotes.

    Args:
        bars: Whose weights count.
        p_yes: Whether the sentences together state the answer, P(yes) of the first reading.
        proved: Whether the best statement is proved, P(yes) of the second; None when there was nothing to read.
        quotes: What `ungraded` says.
        checked: Whether the check takes that statement for an answer, too.
    """
    if proved is None:
        return round(min(p_yes, bars.worth_reading), 4)
    weighed = bars.first * log_odds(p_yes) + bars.second * log_odds(proved) + bars.quotes * log_odds(quotes)
    return _logistic(weighed if checked else weighed - bars.unchecked)


def worth_reading(bars: Bars, p_yes: float, quotes: float) -> bool:
    """Return whether a good second reading could still make it sure enough; where not, single sentences need no reading."""
    return graded(bars, p_yes, bars.hoped_for, quotes) >= bars.sure_enough


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
