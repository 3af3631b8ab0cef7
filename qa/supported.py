"""What stands of what the model writes: each statement with the sentences that bear it out, once it is checked and proved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import TypeVar

from qa.answer import Usage
from qa.attribution import attribute
from qa.evidence import Sentence
from qa.llm.model import LanguageModel
from qa.proof import prove
from qa.writer import write

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Supported:
    """A statement that passed the check and the second reading.

    Attributes:
        text: One sentence.
        grounds: The sentences that it passed on; at least one.
        yes: P(yes) of the second reading; None without one.
    """

    text: str
    grounds: tuple[Sentence, ...]
    yes: float | None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A statement that no sentence bears out, or that does not answer the question. Never to be shown.

    Attributes:
        text: One sentence.
        yes: P(yes) of the second reading, where it came to one.
    """

    text: str
    yes: float | None = None


async def supported(
    model: LanguageModel,
    question: str,
    checked: str,
    evidence: Sequence[Sentence],
    *,
    proving: bool,
    headed: bool,
    left_s: Callable[[], float],
) -> AsyncGenerator[Supported | Dropped | Usage, None]:
    """Have `model` answer from `evidence` and yield what stands and what does not; closing it stops the model.

    Args:
        model: Writes.
        question: What it is asked, standalone.
        checked: What its statements must answer.
        evidence: Numbered sentences.
        proving: Whether what the check passes is read once more; needless when each sentence of the evidence was.
        headed: Whether that reading sees the headline and the date of the article.
        left_s: Returns the seconds that are left for it.

    Raises:
        LanguageModelError: The model failed; what was yielded before stands.
        TimeoutError: It did not finish in time.
    """
    numbered = {sentence.number: sentence for sentence in evidence}
    async with aclosing(write(model, question, evidence)) as reply:
        async for item in _in_time(reply, left_s):
            if isinstance(item, Usage):
                yield item
                continue
            grounds = await asyncio.to_thread(attribute, checked, item.text, [numbered[one] for one in item.numbers], evidence)
            if not grounds:
                yield Dropped(item.text)
            elif not proving:
                yield Supported(item.text, grounds, None)
            else:
                proof = await asyncio.wait_for(prove(model, question, item.text, grounds, headed=headed), left_s())
                yield proof.usage
                yield Supported(item.text, grounds, proof.yes) if proof.holds else Dropped(item.text, proof.yes)


async def _in_time(items: AsyncIterator[_T], left_s: Callable[[], float]) -> AsyncGenerator[_T, None]:
    while True:
        try:
            yield await asyncio.wait_for(anext(items), left_s())
        except StopAsyncIteration:
            return
