"""Answering: do a statement and its quotes answer the question?"""

from __future__ import annotations

from collections.abc import Sequence

from qa.check.answering.amounts import amounts_in, durations_in, money_in
from qa.check.answering.belonging import belonging
from qa.check.answering.focus import focus, share
from qa.check.answering.kind import kind
from qa.check.answering.kinds import TAG, AnswerKind, expected_kind
from qa.check.answering.parts import asks_for_accounts, parts_of
from qa.check.answering.query import Query, Rule
from qa.check.answering.repetition import repetition, tells_nothing_new
from qa.check.answering.subject import subject
from qa.check.reading import Ground, Reading, grounds_of, read
from qa.check.reading.quantities import Quantity
from qa.check.reading.tokens import Language
from qa.check.verdict import Failure, Verdict
from qa.evidence import Sentence

__all__ = [
    "ANSWER_RULES",
    "TAG",
    "AnswerKind",
    "answers",
    "asks_for_accounts",
    "expected_kind",
    "figures_for",
    "focus_share",
    "may_reply",
    "parts_of",
    "was_said",
]

ANSWER_RULES: tuple[Rule, ...] = (kind, repetition, subject, belonging, focus)
"""In the order in which failures are reported."""

_FITTING = {AnswerKind.AMOUNT: amounts_in, AnswerKind.MONEY: money_in, AnswerKind.DURATION: durations_in}


def answers(question: str, statement: str, evidence: Sequence[Sentence], *, rules: Sequence[Rule] = ANSWER_RULES) -> Verdict:
    """Tell whether `statement`, on the ground of `evidence`, answers `question`; whether it is true is for `bears_out` to say.

    Of a question in two parts (`How many died, and who was blamed?`) a statement may answer either. Never raises, whatever the
    texts are.

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
    said = read(statement, language)
    verdicts = [_verdict(part, said, grounds, rules) for part in parts_of(question)]
    return next((verdict for verdict in verdicts if verdict.ok), verdicts[0])


def figures_for(question: str, sentence: Sentence) -> tuple[Quantity, ...]:
    """Return the figures of `sentence` that may be what `question` asks for; none when it asks for no figure."""
    grounds = grounds_of([sentence])
    asked = _query(question, grounds[0].line.language)
    fitting = _FITTING.get(asked.kind)
    return tuple(fitting(asked, read(sentence.text, grounds[0].line.language), grounds)) if fitting else ()


def may_reply(question: str, sentence: Sentence) -> bool:
    """Whether `sentence` may be another account than the one next to it: somebody speaks there, or it has a figure as asked."""
    line = grounds_of([sentence])[0].line
    said = read(sentence.text, line.language)
    return bool(said.attributions) or (expected_kind(question) in _FITTING and bool(said.quantities))


def was_said(talk: str, sentence: Sentence) -> bool:
    """Whether `sentence` tells no more than `talk`, a follow-up behind the exchange before it: who asks on wants more."""
    language = grounds_of([sentence])[0].line.language
    return tells_nothing_new(talk, sentence.text, language)


def focus_share(question: str, evidence: Sequence[Sentence]) -> float:
    """Return the share in [0, 1] of the question's ordinary words, names and numbers aside, that `evidence` holds."""
    grounds = grounds_of(evidence)
    return share(_query(question, grounds[0].line.language), grounds) if grounds else 0.0


def _query(question: str, language: Language) -> Query:
    return Query(read(question, language), expected_kind(question))


def _verdict(question: str, said: Reading, grounds: Sequence[Ground], rules: Sequence[Rule]) -> Verdict:
    asked = _query(question, said.language)
    return Verdict(tuple(failure for rule in rules if (failure := rule(asked, said, grounds))))
