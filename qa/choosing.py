"""Choosing: the model reads the nearest sentences one by one and takes those that answer.

Judging one sentence is what a small model does best, and the sentence that it takes is an answer that cannot be wrong about the
article (`docs/abstention.md` has the measurements).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import inf

from qa.confidence import log_odds
from qa.extract import Extract
from qa.findings import Part
from qa.llm.model import LanguageModel
from qa.proof import Proof, prove

_MOST_READ, _MOST_READ_FOR_ALL = 3, 5  # sentences for one account, and where every account is asked for
_CLEAR = 1.8  # from this strength on nothing more is read in the article, and one sentence of another
_BESIDE = 0.9  # so much weaker than the best one another article's account may be
_MOST_ACCOUNTS = 2  # unless more are asked for


@dataclass(frozen=True, slots=True)
class Judged:
    """An extract, and what the model's reading of it came to."""

    extract: Extract
    proof: Proof

    @property
    def strength(self) -> float:
        """How well it answers: the log odds of P(yes) and its appeal, which tell more together than either alone."""
        return self.extract.appeal + (inf if self.proof.yes is None else log_odds(self.proof.yes))


async def judged(
    model: LanguageModel, part: Part, *, every_account: bool, left_s: Callable[[], float]
) -> AsyncGenerator[Judged, None]:
    """Yield the extracts that the check takes for answers as the model has read them.

    Behind a clear one, the best of one other article is read: a second account is what a journalist asks for next.

    Args:
        model: Reads.
        part: Its extracts are read, the most appealing first.
        every_account: Whether all other articles are read on after a clear one.
        left_s: Returns the seconds that are left for it.

    Raises:
        LanguageModelError: The model failed; what was yielded before stands.
        TimeoutError: It did not finish in time.
    """
    settled: set[str] = set()
    readable = (extract for extract in part.extracts if extract.answers and not _articles(extract) & settled)
    for extract in islice(readable, _MOST_READ_FOR_ALL if every_account else _MOST_READ):
        text = extract.sentences[-1].text
        judgement = Judged(extract, await asyncio.wait_for(prove(model, part.asked, text, extract.sentences), left_s()))
        yield judgement
        if settled and not every_account:
            return
        if judgement.strength >= _CLEAR:
            settled |= _articles(extract)


def accepted(read: Sequence[Judged], *, every_account: bool) -> list[Judged]:
    """Return the best of those that are proved, and of other articles the best that come near it, or all when asked for."""
    best: dict[str, Judged] = {}
    for one in sorted((one for one in read if one.proof.holds), key=lambda one: -one.strength):
        best.setdefault(one.extract.sentences[-1].article.id, one)
    accounts = list(best.values())
    if every_account:
        return accounts
    return [one for one in accounts if one is accounts[0] or _is_beside(one, accounts[0])][:_MOST_ACCOUNTS]


def _is_beside(other: Judged, best: Judged) -> bool:
    return other.proof.yes is not None and other.strength >= best.strength - _BESIDE


def _articles(extract: Extract) -> set[str]:
    return {extract.sentences[-1].article.id, *extract.sentences[-1].also_in}
