"""Choosing: the model reads the likeliest sentences one by one and takes those that answer.

Judging one sentence is what a small model does best, and the sentence that it takes is an answer that cannot be wrong about the
article (`docs/abstention.md` has the measurements).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import inf

from qa.answer import Usage
from qa.bars import Bars
from qa.confidence import log_odds
from qa.extract import Extract, next_to
from qa.findings import Part
from qa.llm.model import LanguageModel
from qa.proof import prove

_MOST_READ_FOR_ALL = 5  # where every account is asked for


@dataclass(frozen=True, slots=True)
class Judged:
    """An extract, and what the model's reading of it came to.

    Attributes:
        extract: It.
        yes: P(yes) that it answers; None from a model that gives no probabilities.
        strength: How well it answers: the log odds of `yes` and its appeal, which tell more together than either alone.
        beside: Whether it was read because it stands next to the best, and is nothing without that.
    """

    extract: Extract
    yes: float | None
    strength: float
    beside: bool = False


async def judged(
    model: LanguageModel, part: Part, bars: Bars, *, every_account: bool, left_s: Callable[[], float]
) -> AsyncGenerator[tuple[Judged, Usage], None]:
    """Yield the extracts that may answer as the model has read them, and what that used.

    Behind a clear one, the best of other articles are read: a second account is what a journalist asks for next. Last comes what
    stands next to the strongest in its article, where it may be shown too; never before it, whatever the model makes of it.

    Args:
        model: Reads.
        part: Its extracts are read, the most appealing first.
        bars: How many are and which, and from where on one is clear.
        every_account: Whether all other articles are read on after a clear one.
        left_s: Returns the seconds that are left for it.

    Raises:
        LanguageModelError: The model failed; what was yielded before stands.
        TimeoutError: It did not finish in time.
    """
    settled: set[str] = set()
    known: list[Judged] = []
    elsewhere = 0
    readable = (extract for extract in part.extracts if _may_answer(extract, bars) and not _articles(extract) & settled)
    for extract in islice(readable, max(bars.most_read, _MOST_READ_FOR_ALL if every_account else 0)):
        judgement, usage = await _judgement(model, part, extract, bars, left_s)
        known.append(judgement)
        yield judgement, usage
        elsewhere += bool(settled)
        if elsewhere == bars.elsewhere and not every_account:
            break
        if judgement.strength >= bars.clear:
            settled |= _articles(extract)
    best = _best(known, bars)
    if best is None:
        return
    for neighbour in next_to(part.question, best.extract, [one.extract for one in known]):
        judgement, usage = await _judgement(model, part, neighbour, bars, left_s)
        yield replace(judgement, strength=min(judgement.strength, best.strength), beside=True), usage


async def _judgement(
    model: LanguageModel, part: Part, extract: Extract, bars: Bars, left_s: Callable[[], float]
) -> tuple[Judged, Usage]:
    text = extract.sentences[-1].text
    proof = await asyncio.wait_for(prove(model, part.asked, text, extract.sentences, headed=bars.headed), left_s())
    strength = bars.appeal * extract.appeal + (inf if proof.yes is None else log_odds(proof.yes))
    return Judged(extract, proof.yes, strength), proof.usage


def _best(known: Sequence[Judged], bars: Bars) -> Judged | None:
    """Return the strongest, if it is proved and what stands next to it could be shown too."""
    best = max(known, key=lambda one: one.strength, default=None)
    return best if best and best.yes is not None and best.yes >= bars.proved and bars.also < 1 else None


def _may_answer(extract: Extract, bars: Bars) -> bool:
    """Whether the model is to read it: the check takes it for an answer, or with these bars doubts only what it is about."""
    return extract.answers or (bars.unchecked < inf and extract.fits)


def accepted(read: Sequence[Judged], bars: Bars, *, every_account: bool) -> list[Judged]:
    """Return the best of those that are proved, and others that come near it, or of each article the best when asked for.

    Near comes a sentence that is almost as strong and stands in another article, or one that clearly answers too.
    """
    proved = sorted((one for one in read if one.yes is None or one.yes >= bars.proved), key=lambda one: -one.strength)
    if not every_account:
        return [one for one in proved if one is proved[0] or _is_beside(one, proved, bars)][: bars.accounts]
    best: dict[str, Judged] = {}
    for one in proved:
        best.setdefault(_article(one), one)
    return list(best.values())


def _is_beside(other: Judged, proved: Sequence[Judged], bars: Bars) -> bool:
    """Whether it is shown beside the best: the first of its article and almost as strong, or an answer in its own right."""
    if other.yes is None:
        return False
    first = next(one for one in proved if _article(one) == _article(other))
    elsewhere = first is other and other.strength >= proved[0].strength - bars.beside
    return elsewhere or other.yes >= bars.also


def _article(judged: Judged) -> str:
    return judged.extract.sentences[-1].article.id


def _articles(extract: Extract) -> set[str]:
    return {extract.sentences[-1].article.id, *extract.sentences[-1].also_in}
