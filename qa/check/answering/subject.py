"""Subject: the quotes are about whom, where and when the question is about.

Sees: names and years of the question that stand neither in the quotes, nor in the headline, nor elsewhere in their article (the
year may be that of publication), or that stand elsewhere in the article while the quotes hold no other word of the question
either; a precise figure of the question that stands nowhere there, unless the statement puts another in its place. Cannot see:
a name that stands in the article and has nothing to do with the quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.check.answering.focus import share
from qa.check.answering.query import Query
from qa.check.reading import Ground, Reading, widened
from qa.check.reading.dates import When, resolved
from qa.check.reading.quantities import Quantity
from qa.check.rules.names import names
from qa.check.rules.numbers import figures_equal
from qa.check.verdict import Failure

_PRECISE = 1000  # smaller numbers without a unit only help to ask: `the two reports`, `three countries`


def subject(query: Query, statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail when the quotes are about somebody, somewhere or some time else than the question."""
    found = _elsewhere(query, statement, grounds)
    if not found or share(query, grounds) == 0:
        return found
    return _elsewhere(query, statement, [widened(ground) for ground in grounds])


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
