"""Bars: how much each reading weighs, and from where on it is enough to speak.

There are two sets, for two kinds of readings: the yes or no that a model says, which any model can be asked for; and what a probe
reads in its network (`qa/llm/probe.py`), which tells more and so decides more. Set on development questions
(`docs/abstention.md`).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf


@dataclass(frozen=True, slots=True)
class Bars:
    """Weights and bars of one kind of readings. P(yes) is a probability in [0, 1], weights go with log odds.

    Attributes:
        first: Weight in the confidence of the first reading, of the sentences together.
        second: Weight of the second, of one sentence alone.
        quotes: Weight of what the quotes tell without a model.
        unchecked: So much less sure, in log odds, is a sentence of the right kind that the check does not take for an answer;
            such are not read where this is infinite.
        headed: Whether the second reading sees the headline and the date of the article.
        worth_reading: Below this P(yes) of the first reading there is no answer.
        hoped_for: P(yes) that a sentence is seldom read with when the first reading was doubtful.
        worth_writing: From this P(yes) of the first on the model writes from all when no sentence answers by itself.
        proved: Below this P(yes) of the second a sentence is not shown.
        sure_enough: Below this confidence a sentence is not shown.
        most_read: So many sentences are read.
        appeal: Weight of a sentence's appeal beside the log odds of its reading, in its strength.
        clear: From this strength on nothing more is read in the article.
        elsewhere: So many sentences of other articles are read behind a clear one.
        beside: So much weaker than the best another article's account may be.
        compared: So many sentences are held against the best, of what stands right behind it and a second search finds.
        in_vain: After so many in a row that are no other answer the rest is not read, where it is even whether the question is
            disputed.
        persistence: So many more for each unit of log odds that it is.
        least_in_vain: Never after fewer.
        dispute: Weight of those log odds beside the third reading.
        also: From this P(yes) of the second on a sentence is shown beside the best.
        another: From this P(yes) of the third on, where it is even whether the question is disputed.
        accounts: So many sentences are shown for their own reading unless more are asked for.
        others: So many are shown beside them that give another answer.
    """

    first: float
    second: float
    quotes: float
    unchecked: float
    headed: bool
    worth_reading: float
    hoped_for: float
    worth_writing: float
    proved: float
    sure_enough: float
    most_read: int
    appeal: float
    clear: float
    elsewhere: int
    beside: float
    compared: int
    in_vain: int
    persistence: float
    least_in_vain: int
    dispute: float
    also: float
    another: float
    accounts: int
    others: int


SAID = Bars(
    first=0.4,
    second=0.6,
    quotes=0.3,
    unchecked=inf,
    headed=False,
    worth_reading=0.35,
    hoped_for=0.7,
    worth_writing=0.8,
    proved=0.5,
    sure_enough=0.58,
    most_read=3,
    appeal=1.0,
    clear=1.8,
    elsewhere=1,
    beside=0.9,
    compared=0,
    in_vain=0,
    persistence=0.0,
    least_in_vain=0,
    dispute=0.0,
    also=1.0,
    another=1.0,
    accounts=2,
    others=0,
)
"""For the yes or no that a model says."""

PROBED = Bars(
    first=0.8,
    second=1.0,
    quotes=0.4,
    unchecked=0.8,
    headed=True,
    worth_reading=0.02,
    hoped_for=0.88,
    worth_writing=0.9,
    proved=0.22,
    sure_enough=0.38,
    most_read=8,
    appeal=2.0,
    clear=4.0,
    elsewhere=0,
    beside=1.5,
    compared=10,
    in_vain=5,
    persistence=2.0,
    least_in_vain=2,
    dispute=0.3,
    also=0.38,
    another=0.45,
    accounts=3,
    others=3,
)
"""For what a probe reads."""
