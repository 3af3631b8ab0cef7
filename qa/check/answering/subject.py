"""Subject: the quotes are about whom, where and when the question is about.

Sees: names and years of the question that stand neither in the quotes, nor in the headline, nor elsewhere in their article
(the year may be that of publication), or that stand elsewhere in the article while the quotes hold no other word of the
question either; for a figure or a date, names to which nothing has led up, neither the lead nor what stands right before the
quote: the toll of one raid is not that of the next; a precise figure of the question that stands nowhere there, unless the
statement puts another in its place. A quoted figure or date that carries another name instead is about something else.
Cannot see: a name that stands in the article and has nothing to do with the quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.check.answering.focus import share
from qa.check.answering.kinds import AnswerKind
from qa.check.answering.query import Query
from qa.check.reading import Ground, Reading, led_up_to, widened
from qa.check.reading.names import Name
from qa.check.reading.places import is_demonym
from qa.check.reading.quantities import Quantity
from qa.check.reading.when import When, resolved
from qa.check.reading.words import word_set
from qa.check.rules.names import names
from qa.check.rules.numbers import figures_equal
from qa.check.verdict import Failure

_VALUES = frozenset({AnswerKind.AMOUNT, AnswerKind.MONEY, AnswerKind.DATE, AnswerKind.DURATION})
_PRONOUNS = word_set("it its they them their he his him she her elle il ils elles leur leurs son sa ses")
_MEMBERS = word_set("countries nations states regions provinces districts islands cities towns pays états régions villes")
_PRECISE = 1000  # smaller numbers without a unit only help to ask: `the two reports`, `three countries`


def subject(query: Query, statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail when the quotes are about somebody, somewhere or some time else than the question."""
    found = _elsewhere(query, statement, grounds)
    if not found or (share(query, grounds) == 0 and not any(_points_back(query, ground.line) for ground in grounds)):
        return found
    if other := _another(query, grounds):
        return Failure("subject", f"{found.detail}, which speak of “{other}”")
    context = led_up_to if query.kind in _VALUES or query.kind is AnswerKind.PLACE else widened
    return _elsewhere(query, statement, [context(ground) for ground in grounds])


def _another(query: Query, grounds: Sequence[Ground]) -> str:
    """Return the name that the quotes of a figure or a date carry in place of the question's names; empty when there is none.

    `42 soldiers were killed at Tessit` is no answer about Kati, however near Kati stands in the article.
    """
    asked = {key for name in _proper(query.reading) if not _names_members(query.reading, name) for key in name.keys}
    said = {key: name for ground in grounds for line in ground.lines for name in _proper(line) for key in name.keys}
    if query.kind not in _VALUES or not asked or asked & set(said):
        return ""
    return next((name.text for ground in grounds for name in _proper(ground.line)), "")


def _names_members(reading: Reading, name: Name) -> bool:
    """Whether a name stands for the many that it holds: the `Sahel countries` are called by their own names."""
    return name.end < len(reading.tokens) and reading.tokens[name.end].text.lower() in _MEMBERS


def _proper(reading: Reading) -> list[Name]:
    """Return the names without those that only say of which country something is."""
    return [name for name in reading.names if not name.initial and not all(is_demonym(token.folded) for token in name.tokens)]


def _points_back(query: Query, line: Reading) -> bool:
    """Whether a quote holds a pronoun or a part of one of the question's names: `Mr Falk`, `the federation`."""
    parts = {token.folded for name in _proper(query.reading) for token in name.tokens}
    return any(token.text.lower() in _PRONOUNS or token.folded in parts for token in line.tokens)


def _elsewhere(query: Query, statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    missing = names(query.reading, grounds)
    if missing:
        return Failure("subject", missing.detail)
    for when in query.reading.whens:
        if when.year and not any(_of_year(when, ground) for ground in grounds):
            return Failure("subject", f"the quotes are not about {when.text}")
    for quantity in query.reading.quantities:
        if _insists(quantity) and not statement.quantities and not any(figures_equal(quantity, one) for one in _figures(grounds)):
            return Failure("subject", f"the quotes do not mention “{quantity.text}”")
    return None


def _insists(quantity: Quantity) -> bool:
    return quantity.kind == "cardinal" and (bool(quantity.unit) or max(quantity.values) >= _PRECISE)


def _figures(grounds: Sequence[Ground]) -> Iterator[Quantity]:
    for ground in grounds:
        yield from ground.line.quantities
        yield from ground.title.quantities


def _of_year(when: When, ground: Ground) -> bool:
    said = {given.year for said in ground.line.whens for given in resolved(said, ground.published) if given.year}
    if when.year in said or any(when.year == given.year for given in ground.title.whens):
        return True
    return ground.published is not None and ground.published.year == when.year
