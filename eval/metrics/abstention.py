"""Does it know when to be silent? Declining, judged against whether the articles answer at all.

A failure (an error, no answer at all) is never a success here: on an answerable question it counts as a wrong refusal, on an
unanswerable one as a missed one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.metrics.intervals import Figure, wilson


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on one question; `failed` wins over `abstained`."""

    answerable: bool
    abstained: bool
    failed: bool = False


def abstention_precision(decisions: Sequence[Decision]) -> Figure:
    """Return the share of refusals that were right: of the questions declined, those that the articles do not answer.

    Source: the abstention measures of SelfAware (Yin et al. 2023) and of Wen et al. 2025, "Know your limits".

    Trap: it depends on how many unanswerable questions the set holds; compare it on the same set only. A failure on an answerable
    question stands in the denominator. Never declining: NaN, not 1.

    Example:
        >>> abstention_precision([Decision(False, True), Decision(True, True), Decision(True, False)]).value
        0.5
    """
    right = sum(d.abstained and not d.failed and not d.answerable for d in decisions)
    wrong = sum((d.abstained or d.failed) and d.answerable for d in decisions)
    return wilson(right, right + wrong)


def abstention_recall(decisions: Sequence[Decision]) -> Figure:
    """Return the share of the questions without an answer in the articles that were declined.

    Trap: always declining scores 1; read it beside `over_refusal`.

    Example:
        >>> abstention_recall([Decision(False, True), Decision(False, False)]).value
        0.5
    """
    open_ = [d for d in decisions if not d.answerable]
    return wilson(sum(d.abstained and not d.failed for d in open_), len(open_))


def over_refusal(decisions: Sequence[Decision]) -> Figure:
    """Return the share of the answerable questions that got no answer, by refusal or by failure. Lower is better.

    Trap: the mirror of answer recall, not of abstention precision.

    Example:
        >>> over_refusal([Decision(True, True), Decision(True, False), Decision(True, False)]).value
        0.3333333333333333
    """
    askable = [d for d in decisions if d.answerable]
    return wilson(sum(d.abstained or d.failed for d in askable), len(askable))


def risk_coverage(confidence: Sequence[float], correct: Sequence[bool]) -> list[tuple[float, float]]:
    """Return (coverage, risk) after answering the 1, 2, … most confident questions; both in [0, 1].

    Definition: coverage is the share of all questions answered so far, risk the share of those that are wrong. A curve that
    starts low and rises means that confidence knows something. Questions of equal confidence enter together.

    Source: El-Yaniv and Wiener 2010; Geifman and El-Yaniv 2017.

    Trap: the left end rests on few questions and jumps.

    Example:
        >>> risk_coverage([0.9, 0.5], [True, False])
        [(0.5, 0.0), (1.0, 0.5)]
    """
    points = []
    for bar in sorted(set(confidence), reverse=True):
        taken = [right for sure, right in zip(confidence, correct, strict=True) if sure >= bar]
        points.append((len(taken) / len(confidence), 1 - sum(taken) / len(taken)))
    return points


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Return the probability that a positive outranks a negative, ties counting half; NaN when either is missing.

    Source: Hanley and McNeil 1982, by the rank-sum of Mann and Whitney.

    Trap: it judges the order, not the values: confidences that are all too high can still give 1. It says nothing of the
    threshold.

    Example:
        >>> auroc([0.9, 0.4, 0.4], [True, True, False])
        0.75
    """
    high = np.asarray([s for s, good in zip(scores, positive, strict=True) if good])
    low = np.asarray([s for s, good in zip(scores, positive, strict=True) if not good])
    if not len(high) or not len(low):
        return float("nan")
    margin = high[:, None] - low[None, :]
    return float((margin > 0).mean() + (margin == 0).mean() / 2)
