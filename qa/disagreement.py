"""Disagreement: independent articles that state different values for what was asked.

Sees numbers, money, spans of time and dates that are counted alike, and for a `why` the reasons given. Names are not compared:
two names in two articles are more often two parts of one answer than a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.check import AnswerKind, answers, bears_out, expected_kind, figures_for
from qa.check.reading import Reading, read
from qa.check.reading.dates import When
from qa.check.reading.quantities import Quantity
from qa.check.reading.tokens import language_of
from qa.evidence import Sentence

_FIGURES = frozenset({AnswerKind.AMOUNT, AnswerKind.MONEY, AnswerKind.DURATION})
_NEAR = 0.6  # of the best sentence's score: what is further from the question is about something else
_SHARED_WORDS = 2  # stems that another account shares with the first or with the question, at the least
_LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Account:
    """A sentence of another article that states another value than the answer does."""

    sentence: Sentence
    value: str
    answered: str


def other_accounts(question: str, cited: Sequence[Sentence], ranked: Sequence[Sentence]) -> list[Account]:
    """Return one account for each value that differs from the one in `cited`, nearest to the question first.

    Args:
        question: Standalone.
        cited: The sentences that the answer rests on.
        ranked: Every sentence found, best first.
    """
    kind = expected_kind(question)
    if not cited or kind not in {*_FIGURES, AnswerKind.DATE, AnswerKind.REASON}:
        return []
    ours = [sentence for sentence in cited if sentence.article.id == cited[0].article.id]
    accounts: list[Account] = []
    for sentence in _rivals(question, ours, cited, ranked):
        difference = _difference(kind, question, ours, sentence)
        if difference and difference[1] not in {account.value for account in accounts}:
            accounts.append(Account(sentence, value=difference[1], answered=difference[0]))
    return accounts


def _rivals(question: str, ours: Sequence[Sentence], cited: Sequence[Sentence], ranked: Sequence[Sentence]) -> Iterator[Sentence]:
    """Yield sentences of independent articles that answer the question: those cited already, then the nearest others."""
    known = {id_ for sentence in ours for id_ in (sentence.article.id, *sentence.also_in)}
    least = _NEAR * max(sentence.score for sentence in ours)
    near = [sentence for sentence in ranked[:_LOOKED_AT] if sentence.score >= least and sentence not in cited]
    for sentence in [*cited, *near]:
        independent = sentence.article.id not in known and not known & set(sentence.also_in)
        if independent and answers(question, sentence.text, [sentence]).ok:
            yield sentence


def _difference(kind: AnswerKind, question: str, cited: Sequence[Sentence], rival: Sentence) -> tuple[str, str] | None:
    """Return the value in `cited` and the other one in `rival`; None when they agree or speak of different things."""
    asked, theirs = _reading(question), _reading(rival.text)
    for sentence in cited:
        ours = _reading(sentence.text)
        if len((ours.stems | asked.stems) & theirs.stems) < _SHARED_WORDS or bears_out(rival.text, [sentence]).ok:
            continue
        found = _differing(kind, question, sentence, rival)
        if found:
            return found
    return None


def _differing(kind: AnswerKind, question: str, cited: Sentence, rival: Sentence) -> tuple[str, str] | None:
    if kind in _FIGURES:
        return _differing_figures(figures_for(question, cited), figures_for(question, rival))
    ours, theirs = _reading(cited.text), _reading(rival.text)
    if kind is AnswerKind.DATE:
        return _differing_dates(ours.whens, theirs.whens)
    one_holds_the_other = ours.stems <= theirs.stems or theirs.stems <= ours.stems
    return None if one_holds_the_other else (ours.text, theirs.text)


def _differing_figures(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> tuple[str, str] | None:
    """Return the first figure that no comparable one of the other account equals; what is the same in both settles it."""
    if any(set(one.values) & set(other.values) for one in ours for other in theirs):
        return None
    pairs = ((one.text, other.text) for one in ours for other in theirs if _comparable(one, other))
    return next(pairs, None)


def _comparable(one: Quantity, other: Quantity) -> bool:
    if "ordinal" in (one.kind, other.kind) or one.unit != other.unit:
        return False
    return bool(one.unit) or _heads(one) == _heads(other)


def _heads(quantity: Quantity) -> str:
    return quantity.counted[-1].stem if quantity.counted else ""


def _differing_dates(ours: Sequence[When], theirs: Sequence[When]) -> tuple[str, str] | None:
    for one in ours:
        rivals = [other for other in theirs if _same_parts(one, other)]
        if rivals and not any(_parts(one) == _parts(other) for other in rivals):
            return one.text, rivals[0].text
    return None


def _parts(when: When) -> tuple[int | None, ...]:
    return when.year, when.month, when.day, when.weekday


def _same_parts(one: When, other: When) -> bool:
    """Whether two dates are given as exactly as each other, so that they can be held side by side."""
    return [part is None for part in _parts(one)] == [part is None for part in _parts(other)] and not one.relative


def _reading(text: str) -> Reading:
    return read(text, language_of(text))
