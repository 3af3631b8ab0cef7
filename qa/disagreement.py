"""Disagreement: independent articles that state different values for what was asked.

Sees numbers, money, spans of time and dates that are counted alike, and for a `why` the reasons given. Names are not compared:
two names in two articles are more often two parts of one answer than a contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.check import AnswerKind, answers, bears_out, expected_kind, figures_for
from qa.check.reading import Reading, read
from qa.check.reading.quantities import Quantity
from qa.check.reading.tokens import language_of
from qa.check.reading.when import When
from qa.evidence import Sentence

_FIGURES = frozenset({AnswerKind.AMOUNT, AnswerKind.MONEY, AnswerKind.DURATION})
_NEAR = 0.45  # of the best sentence's score: what is further from the question is about something else
_SHARED_WORDS = 2  # stems that another account shares with the first or with the question, at the least
_LOOKED_AT = 12
_HOUR = re.compile(r"\b\d{1,2}(?::| h )\d{2}\b")


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
    quoted = {sentence.place for sentence in cited}
    near = [sentence for sentence in ranked[:_LOOKED_AT] if sentence.score >= least and sentence.place not in quoted]
    for sentence in [*cited, *near]:
        independent = sentence.article.id not in known and not known & set(sentence.also_in)
        if independent and answers(question, sentence.text, [sentence]).ok:
            yield sentence


def _difference(kind: AnswerKind, question: str, cited: Sequence[Sentence], rival: Sentence) -> tuple[str, str] | None:
    """Return the value in `cited` and the other one in `rival`; None when they agree or speak of different things."""
    asked, theirs = _reading(question), _reading(rival.text).stems
    if kind in _FIGURES:  # whose sentence may be as short as `Nine people were treated.`
        theirs = theirs | _reading(rival.article.article.title).stems
    for sentence in cited:
        ours = _reading(sentence.text).stems
        if len((ours | asked.stems) & theirs) < _SHARED_WORDS or bears_out(rival.text, [sentence]).ok:
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
        return _differing_hours(cited.text, rival.text) or _differing_dates(ours.whens, theirs.whens)
    one_holds_the_other = ours.stems <= theirs.stems or theirs.stems <= ours.stems
    return None if one_holds_the_other else (ours.text, theirs.text)


def _differing_figures(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> tuple[str, str] | None:
    """Return two figures that count the same and differ; what the other account says first settles it when it stands in both.

    So `nine, not eleven` contradicts `eleven` and agrees with `nine`.
    """
    if not theirs or any(set(one.values) & set(theirs[0].values) for one in ours):
        return None
    corrected = [one for one in ours if any(set(one.values) & set(other.values) for other in theirs)]
    if corrected:
        return corrected[0].text, theirs[0].text
    alone = len(ours) == len(theirs) == 1
    pairs = ((one.text, other.text) for one in ours for other in theirs if _comparable(one, other, alone=alone))
    return next(pairs, None)


def _comparable(one: Quantity, other: Quantity, *, alone: bool) -> bool:
    """Whether two figures count the same; of two that count nothing expressly one cannot tell unless each stands alone."""
    if "ordinal" in (one.kind, other.kind) or one.unit != other.unit:
        return False
    return bool(one.unit) or (_heads(one) == _heads(other) and (alone or bool(one.counted)))


def _heads(quantity: Quantity) -> str:
    return quantity.counted[-1].stem if quantity.counted else ""


def _differing_hours(ours: str, theirs: str) -> tuple[str, str] | None:
    """Return the hours that either account gives, when it gives just one."""
    hours = [_HOUR.findall(text) for text in (ours, theirs)]
    if any(len(found) != 1 for found in hours) or _minutes(hours[0][0]) == _minutes(hours[1][0]):
        return None
    return hours[0][0], hours[1][0]


def _minutes(hour: str) -> str:
    return re.sub(r"\D", "", hour).lstrip("0")


def _differing_dates(ours: Sequence[When], theirs: Sequence[When]) -> tuple[str, str] | None:
    for one in ours:
        rivals = [other for other in theirs if _same_parts(one, other)]
        if rivals and not any(one.parts == other.parts for other in rivals):
            return one.text, rivals[0].text
    return None


def _same_parts(one: When, other: When) -> bool:
    """Whether two dates are given as exactly as each other, so that they can be held side by side."""
    return [part is None for part in one.parts] == [part is None for part in other.parts] and not one.relative


def _reading(text: str) -> Reading:
    return read(text, language_of(text))
