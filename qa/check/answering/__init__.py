"""Answering: do a statement and its quotes answer the question?"""

from __future__ import annotations

from collections.abc import Sequence

from qa.check.answering.focus import focus
from qa.check.answering.kind import kind
from qa.check.answering.kinds import AnswerKind, expected_kind
from qa.check.answering.query import Query, Rule
from qa.check.answering.repetition import repetition
from qa.check.reading import grounds_of, read
from qa.check.verdict import Failure, Verdict
from qa.evidence import Sentence

__all__ = ["ANSWER_RULES", "AnswerKind", "answers", "expected_kind"]

ANSWER_RULES: tuple[Rule, ...] = (kind, repetition, focus)
"""In the order in which failures are reported."""


def answers(question: str, statement: str, evidence: Sequence[Sentence], *, rules: Sequence[Rule] = ANSWER_RULES) -> Verdict:
    """Tell whether `statement`, on the ground of `evidence`, answers `question`; whether it is true is for `bears_out` to say.

    Never raises, whatever the texts are.

    Args:
        question: As asked, standalone.
        statement: One sentence of the answer.
        evidence: The sentences that bear it out.
        rules: The rules to apply; all of them unless a test leaves one out.
    """
    if not statement.strip() or not evidence:
        return Verdict((Failure("kind", "there is no statement" if evidence else "there is no quote"),))
    grounds = grounds_of(evidence)
    language = grounds[0].line.language
    asked = Query(read(question, language), expected_kind(question))
    said = read(statement, language)
    return Verdict(tuple(failure for rule in rules if (failure := rule(asked, said, grounds))))
