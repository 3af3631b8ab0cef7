"""Choosing: the model reads the likeliest sentences one by one and takes those that answer.

Judging one sentence is what a small model does best, and the sentence that it takes is an answer that cannot be wrong about the
article. Then it holds others against that one: which give another answer to the same question? (`docs/abstention.md` has the
measurements.)
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import inf
from statistics import mean

from qa import prompts
from qa.answer import Usage
from qa.bars import Bars
from qa.confidence import log_odds
from qa.extract import Extract
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
        disputed: P(yes) that the archive answers the question in more than one way; None where nothing told that.
    """

    extract: Extract
    yes: float | None
    strength: float
    disputed: float | None = None


async def judged(
    model: LanguageModel, part: Part, bars: Bars, *, every_account: bool, left_s: Callable[[], float]
) -> AsyncGenerator[tuple[Judged, Usage], None]:
    """Yield the extracts that may answer as the model has read them, and what that used.

    Behind a clear one the best of other articles are read, as many as the bars say.

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
    elsewhere = 0
    readable = (extract for extract in part.extracts if _may_answer(extract, bars) and not _articles(extract) & settled)
    for extract in islice(readable, max(bars.most_read, _MOST_READ_FOR_ALL if every_account else 0)):
        judgement, usage = await _judgement(model, part, extract, bars, left_s)
        yield judgement, usage
        elsewhere += bool(settled)
        if judgement.strength >= bars.clear:
            settled |= _articles(extract)
        if settled and elsewhere >= bars.elsewhere and not every_account:
            break


async def compared(
    model: LanguageModel, part: Part, best: Extract, others: Sequence[Extract], *, bars: Bars, left_s: Callable[[], float]
) -> AsyncGenerator[tuple[Judged, Usage], None]:
    """Yield others as the model has held them against the best, and what that used; they are as strong as that reading says.

    Args:
        model: Reads.
        part: What they are to answer.
        best: An answer.
        others: What may be another, the likeliest first; as many as the bars say are read.
        bars: How many are.
        left_s: Returns the seconds that are left for it.

    Raises:
        LanguageModelError: The model failed; what was yielded before stands.
        TimeoutError: It did not finish in time.
    """
    for other in others[: bars.compared]:
        prompt = prompts.comparing(part.asked, best.sentences, other.sentences)
        grade = await asyncio.wait_for(model.grade(prompt), left_s())
        yield Judged(other, grade.yes, log_odds(grade.yes), grade.disputed), grade.usage


def in_vain(read: Sequence[Judged], bars: Bars) -> bool:
    """Whether so many in a row were no other answer that the rest need not be read: most questions have no second answer.

    The more disputed the question seems by what was read, the more are read.
    """
    patience = max(bars.least_in_vain, round(bars.in_vain + bars.persistence * _dispute(read)))
    last = read[-patience:]
    return len(last) == patience and all(one.strength < _enough(read, bars) for one in last)


def other_answers(read: Sequence[Judged], bars: Bars) -> list[Judged]:
    """Return those of what was held against the best that are strong enough to be shown, the strongest first."""
    return sorted((one for one in read if one.strength >= _enough(read, bars)), key=lambda one: -one.strength)[: bars.others]


def _enough(read: Sequence[Judged], bars: Bars) -> float:
    """Return the strength of another answer: a question that seems disputed is the likelier to have one."""
    return log_odds(bars.another) - bars.dispute * _dispute(read)


def _dispute(read: Sequence[Judged]) -> float:
    """Return the log odds that the question is disputed, the mean of what the readings say; 0 where they say nothing."""
    told = [log_odds(one.disputed) for one in read if one.disputed is not None]
    return mean(told) if told else 0.0


async def _judgement(
    model: LanguageModel, part: Part, extract: Extract, bars: Bars, left_s: Callable[[], float]
) -> tuple[Judged, Usage]:
    text = extract.sentences[-1].text
    proof = await asyncio.wait_for(prove(model, part.asked, text, extract.sentences, headed=bars.headed), left_s())
    strength = bars.appeal * extract.appeal + (inf if proof.yes is None else log_odds(proof.yes))
    return Judged(extract, proof.yes, strength), proof.usage


def _may_answer(extract: Extract, bars: Bars) -> bool:
    """Whether the model is to read it: the check takes it for an answer, or with these bars doubts only what it is about."""
    return extract.answers or (bars.unchecked < inf and extract.fits)


def accepted(read: Sequence[Judged], bars: Bars, *, every_account: bool) -> list[Judged]:
    """Return the best of those that are proved, and others that come near it, or of each article the best when asked for.

    Near comes a sentence that is almost as strong and stands in another article, or one that answers in its own right.
    """
    proved = sorted((one for one in read if one.yes is None or one.yes >= bars.proved), key=lambda one: -one.strength)
    best: dict[str, Judged] = {}
    for one in proved:
        best.setdefault(_article(one), one)
    if every_account:
        return list(best.values())
    return [one for one in proved if one is proved[0] or _is_near(one, proved[0], best[_article(one)], bars)][: bars.accounts]


def _is_near(one: Judged, strongest: Judged, first_of_article: Judged, bars: Bars) -> bool:
    if one.yes is None:
        return False
    return one.yes >= bars.also or (one is first_of_article and one.strength >= strongest.strength - bars.beside)


def _article(judged: Judged) -> str:
    return judged.extract.sentences[-1].article.id


def _articles(extract: Extract) -> set[str]:
    return {extract.sentences[-1].article.id, *extract.sentences[-1].also_in}
