"""Choosing: the model reads the nearest sentences one by one and takes those that answer.

Judging one sentence is what a small model does best, and the sentence that it takes is an answer that cannot be wrong about the
article (`docs/abstention.md` has the measurements).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from math import inf

from qa.confidence import log_odds
from qa.extract import Extract
from qa.findings import Part
from qa.llm.model import LanguageModel
from qa.proof import Proof, prove

_MOST_READ = 4
_CLEAR = 1.8  # from this strength on no further sentence is read


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
    model: LanguageModel, question: str, part: Part, *, every_account: bool, left_s: Callable[[], float]
) -> AsyncGenerator[Judged, None]:
    """Yield the extracts that the check takes for answers as the model has read them; a clear one ends it.

    Args:
        model: Reads.
        question: What each is to answer.
        part: Its extracts are read, the most appealing first.
        every_account: Whether other articles are read on after a clear one.
        left_s: Returns the seconds that are left for it.

    Raises:
        LanguageModelError: The model failed; what was yielded before stands.
        TimeoutError: It did not finish in time.
    """
    settled: set[str] = set()
    read = 0
    for extract in part.extracts:
        if extract.answers and read < _MOST_READ and not _articles(extract) & settled:
            text = extract.sentences[-1].text
            proof = await asyncio.wait_for(prove(model, question, text, extract.sentences), left_s())
            read += 1
            judgement = Judged(extract, proof)
            yield judgement
            if judgement.strength >= _CLEAR:
                if not every_account:
                    return
                settled |= _articles(extract)


def accepted(read: Sequence[Judged], *, every_account: bool) -> list[Extract]:
    """Return the best of those that are proved; of every account, the best of each article."""
    best: dict[str, Judged] = {}
    for one in sorted((one for one in read if one.proof.holds), key=lambda one: -one.strength):
        best.setdefault(one.extract.sentences[-1].article.id if every_account else "", one)
    return [one.extract for one in best.values()]


def _articles(extract: Extract) -> set[str]:
    return {extract.sentences[-1].article.id, *extract.sentences[-1].also_in}
