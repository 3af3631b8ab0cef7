"""Proof: the model's second reading of a statement, after the check and beside the quotes that bear it out.

The check tells whether a statement is true to its quotes; whether it is an answer to *this* question it can tell only in part.
Asked of one statement and its quotes alone, a small model tells that well, far better than it writes (`docs/abstention.md`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa import prompts
from qa.answer import Usage
from qa.check import answers, parts_of
from qa.errors import ModelRubbishError
from qa.evidence import Sentence
from qa.llm.model import LanguageModel

PROVED = 0.5
"""From this P(yes) on a statement may be shown."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the second reading came to.

    Attributes:
        yes: P(yes) in [0, 1]; None when the model gives no probabilities, and the check alone decides.
        usage: What the call used.
    """

    yes: float | None
    usage: Usage

    @property
    def holds(self) -> bool:
        """Whether the statement may be shown."""
        return self.yes is None or self.yes >= PROVED


async def prove(model: LanguageModel, question: str, statement: str, quotes: Sequence[Sentence], *, headed: bool) -> Proof:
    """Have `model` read `statement` against its quotes once more; of a question in parts, beside the part that it answers.

    Args:
        model: Reads.
        question: As the model is asked it, standalone.
        statement: One sentence.
        quotes: The sentences that it rests on.
        headed: Whether the headline and the date of their article stand before them.

    Raises:
        LanguageModelError: The model failed otherwise than by giving no probabilities.
    """
    try:
        grade = await model.grade(prompts.proving(_part(question, statement, quotes), statement, quotes, headed=headed))
    except ModelRubbishError:
        return Proof(None, Usage())
    return Proof(grade.yes, grade.usage)


def _part(question: str, statement: str, quotes: Sequence[Sentence]) -> str:
    parts = parts_of(question)
    if len(parts) == 1:
        return question
    return next((part for part in parts if answers(part, statement, quotes).ok), question)
