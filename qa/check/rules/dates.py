"""Dates: every date of the statement stands in the quotes, or follows from one by the day the article was published.

Sees: year, month, day and weekday, each for itself; `Monday` in an article published on Monday 15 August 2022 bears out `15
August 2022`, `in February` bears out `February 2022`, `last year` bears out `2021`. `today` in a statement must be `today` in
a quote.
Cannot see: seasons, holidays, quarters, times of day, and whether a date belongs to the event it is put beside (that is
`binding`). A date that no sentence states is not borne out by the publication date alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.check.reading import Ground, Reading
from qa.check.reading.cues import Certainty
from qa.check.reading.when import When, resolved
from qa.check.verdict import Failure


def dates(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail on the first date that no quote bears out."""
    for when in statement.whens:
        if not any(_bears_out(when, ground, other) for ground in grounds for other in _said(ground)) and not _as_number(
            when, grounds
        ):
            return Failure("dates", f"“{when.text}” is not in the quotes")
    return None


def _said(ground: Ground) -> Iterator[When]:
    ahead = any(force.certainty < Certainty.FACT for force in ground.line.forces)
    for when in ground.line.whens:
        yield from resolved(when, ground.published, ahead=ahead)


def _bears_out(when: When, ground: Ground, other: When) -> bool:
    if when.relative:
        return _same_relative(when, ground, other)
    if when.decade:
        return other.year is not None and other.year // 10 == (when.year or 0) // 10
    return not other.decade and when.says_no_more_than(other)


def _same_relative(when: When, ground: Ground, other: When) -> bool:
    if other.relative and (when.offset_days, when.period, when.shift) == (other.offset_days, other.period, other.shift):
        return True
    if when.offset_days is not None or ground.published is None:
        return False
    meant = resolved(when, ground.published)[-1]
    return meant.year is not None and meant.year == other.year and meant.month in (None, other.month)


def _as_number(when: When, grounds: Sequence[Ground]) -> bool:
    """Whether what reads as a year is a plain number in the quotes."""
    bare = when.year is not None and when.month is None
    return bare and any(when.year in quantity.values for ground in grounds for quantity in ground.line.quantities)
