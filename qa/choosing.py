"""Choosing: the model reads the nearest sentences one by one and takes those that answer.

Judging one sentence is what a small model does best, and the sentence that it takes is an answer that cannot be wrong about the
article (`docs/abstention.md` has the measurements).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from math import inf

from qa.answer import Usage
from qa.confidence import log_odds, pointed
from qa.extract import Extract
from qa.findings import Part
from qa.hint import Hint
from qa.llm.model import LanguageModel
from qa.proof import PROVED, Proof, prove

_MOST_READ, _MOST_READ_DENIED, _MOST_READ_FOR_ALL = 3, 2, 5  # for one account, if the hint denies it, and for every account
_HELD = 0.5  # appeal that a sentence gains in the order of reading which holds all of the hint
_TRUSTED = Proof(0.8, Usage())  # what a sentence is as good as that needs no reading
_CLEAR = 1.8  # from this strength on nothing more is read in the article, and one sentence of another
_BESIDE = 0.9  # so much weaker than the best one another article's account may be
_MOST_ACCOUNTS = 2  # unless more are asked for


@dataclass(frozen=True, slots=True)
class Judged:
    """An extract, and what the model's reading of it came to.

    Attributes:
        extract: It.
        proof: The reading of it alone.
        points: What the hint says of it, in [-1, 1].
    """

    extract: Extract
    proof: Proof
    points: float = 0.0

    @property
    def yes(self) -> float | None:
        """P(yes) of the reading as the hint makes it likelier or less; None without probabilities."""
        return None if self.proof.yes is None else pointed(self.proof.yes, self.points)

    @property
    def holds(self) -> bool:
        """Whether it may be shown."""
        return self.yes is None or self.yes >= PROVED

    @property
    def strength(self) -> float:
        """How well it answers: the log odds of `yes` and its appeal, which tell more together than either alone."""
        return self.extract.appeal + _log_odds(self.yes)

    @property
    def strength_alone(self) -> float:
        """The same without the hint, which points at one account and so away from every other."""
        return self.extract.appeal + _log_odds(self.proof.yes)


async def judged(
    model: LanguageModel,
    part: Part,
    hint: Hint | None,
    *,
    trusting: bool = False,
    every_account: bool,
    left_s: Callable[[], float],
) -> AsyncGenerator[Judged, None]:
    """Yield the extracts that the check takes for answers as the model has read them.

    Behind a clear one the most appealing of another article is read, unless it says the same: a journalist asks for that next.

    Args:
        model: Reads.
        part: Its extracts are read, the most appealing first.
        hint: Those that it points at are read before others; None where there is none.
        trusting: Whether the first that holds all of the hint is taken unread.
        every_account: Whether all other articles are read on after a clear one.
        left_s: Returns the seconds that are left for it.

    Raises:
        LanguageModelError: The model failed; what was yielded before stands.
        TimeoutError: It did not finish in time.
    """
    settled: set[str] = set()
    waiting = _readable(part, hint)
    for _ in range(_most_read(hint, every_account=every_account)):
        if not waiting or (hint and settled and waiting[0][1] == 1.0):
            return
        extract, points = waiting.pop(0)
        taken = trusting and points == 1.0 and not settled
        judgement = Judged(extract, _TRUSTED if taken else await _read(model, part, extract, left_s()), points)
        yield judgement
        if settled and not every_account:
            return
        if judgement.strength >= _CLEAR:
            settled |= _articles(extract)
            elsewhere = [one for one in waiting if not _articles(one[0]) & settled]
            waiting = elsewhere if every_account else sorted(elsewhere, key=lambda one: -one[0].appeal)


def accepted(read: Sequence[Judged], *, every_account: bool) -> list[Judged]:
    """Return the best of those that are proved, and of other articles the best that come near it, or all when asked for."""
    best: dict[str, Judged] = {}
    for one in sorted((one for one in read if one.holds), key=lambda one: -one.strength):
        best.setdefault(one.extract.sentences[-1].article.id, one)
    accounts = list(best.values())
    if every_account:
        return accounts
    return [one for one in accounts if one is accounts[0] or _is_beside(one, accounts[0])][:_MOST_ACCOUNTS]


def _most_read(hint: Hint | None, *, every_account: bool) -> int:
    if every_account:
        return _MOST_READ_FOR_ALL
    return _MOST_READ_DENIED if hint and hint.denied else _MOST_READ


async def _read(model: LanguageModel, part: Part, extract: Extract, timeout_s: float) -> Proof:
    return await asyncio.wait_for(prove(model, part.asked, extract.sentences[-1].text, extract.sentences), timeout_s)


def _readable(part: Part, hint: Hint | None) -> list[tuple[Extract, float]]:
    """Return the extracts worth reading in the order of reading, each with what the hint says of it."""
    passing = [extract for extract in part.extracts if extract.answers]
    told = [(extract, hint.points_at(extract.sentences[-1]) if hint else 0.0) for extract in passing]
    return sorted(told, key=lambda one: -(one[0].appeal + _HELD * one[1])) if hint else told


def _log_odds(yes: float | None) -> float:
    return inf if yes is None else log_odds(yes)


def _is_beside(other: Judged, best: Judged) -> bool:
    return other.proof.yes is not None and other.strength_alone >= best.strength_alone - _BESIDE


def _articles(extract: Extract) -> set[str]:
    return {extract.sentences[-1].article.id, *extract.sentences[-1].also_in}
