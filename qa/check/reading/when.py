"""When: a date as far as it was given, and what it can mean on the day an article was published.

What lacks a part is resolved: a weekday to the nearest one up to the publication (or after it, in a sentence about the future), a
bare month likewise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

SEASONS = {"spring": 4, "summer": 7, "autumn": 10, "fall": 10, "printemps": 4, "ete": 7, "automne": 10}
"""The month that a season begins in."""

_SOON_DAYS = 60


@dataclass(frozen=True, slots=True)
class When:
    """A date expression, as far as the text gives it.

    Attributes:
        year: Calendar year; None when unsaid.
        month: 1 to 12.
        day: 1 to 31.
        weekday: 0 for Monday.
        decade: Whether `year` opens a decade (`the 1990s`).
        offset_days: Days from the publication, for `yesterday`.
        period: `year`, `month` or `week`, for `last month`.
        shift: How many periods from the publication; None outside `period`.
        start: Index of the first token.
        end: One past the last.
        text: As written.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    decade: bool = False
    offset_days: int | None = None
    period: str = ""
    shift: int | None = None
    start: int = 0
    end: int = 0
    text: str = ""

    @property
    def parts(self) -> tuple[int | None, ...]:
        """Year, month, day and weekday, each None when unsaid."""
        return self.year, self.month, self.day, self.weekday

    def says_no_more_than(self, other: When) -> bool:
        """Whether `other` gives every part that it gives, and the same."""
        return all(part is None or part == given for part, given in zip(self.parts, other.parts, strict=True))

    @property
    def relative(self) -> bool:
        """Whether it says nothing without a day to count from."""
        return self.offset_days is not None or bool(self.period)


def resolved(when: When, published: date | None, *, ahead: bool = False) -> tuple[When, ...]:
    """Return what `when` can mean in an article of the day `published`, as given first, then with every part that follows.

    Args:
        when: An expression read from the article.
        published: The article's day; None resolves nothing.
        ahead: Whether the sentence speaks of the future, so that the next Monday is meant as well as the last.
    """
    if when.year and when.month and when.day:
        return (when, _of_day(when, day_of(when.year, when.month, when.day)))
    if published is None:
        return (when,)
    return (when, *_resolutions(when, published, ahead=ahead))


def _resolutions(when: When, published: date, *, ahead: bool) -> list[When]:
    if when.offset_days is not None:
        return [_of_day(when, published + timedelta(days=when.offset_days))]
    if when.period:
        return [_of_period(when, published)]
    if when.month and when.year is None:
        years = _years_of(when, published, ahead=ahead)
        return [_of_day(when, day_of(year, when.month, when.day)) if when.day else replace(when, year=year) for year in years]
    if when.weekday is not None and when.year is None and when.month is None:
        back = (published.weekday() - when.weekday) % 7
        days = [published - timedelta(days=back)] + ([published + timedelta(days=7 - back)] if ahead and back else [])
        return [_of_day(when, day) for day in days]
    return []


def _years_of(when: When, published: date, *, ahead: bool) -> list[int]:
    """Return the year of the last such month, of the next one in a sentence about the future, and for a day of the nearest."""
    month = when.month or 1
    passed = (month, when.day or 1) <= (published.month, published.day)
    past, coming = (published.year, published.year + 1) if passed else (published.year - 1, published.year)
    next_day = day_of(coming, month, when.day)
    soon = when.day is not None and next_day is not None and (next_day - published).days <= _SOON_DAYS
    return [past, coming] if ahead or soon else [past]


def _of_period(when: When, published: date) -> When:
    shift = when.shift or 0
    if when.period == "year":
        return replace(when, year=published.year + shift)
    if when.period in SEASONS:
        passed = published.month >= SEASONS[when.period]
        return replace(when, year=published.year + (1 if shift > 0 and passed else -1 if shift < 0 and not passed else 0))
    if when.period == "month":
        months = published.year * 12 + published.month - 1 + shift
        return replace(when, year=months // 12, month=months % 12 + 1)
    return when


def day_of(year: int, month: int, day: int | None) -> date | None:
    """Return that day, the first of the month when none is given, or None when the calendar has no such day."""
    try:
        return date(year, month, day or 1)
    except ValueError:
        return None


def _of_day(when: When, day: date | None) -> When:
    return when if day is None else replace(when, year=day.year, month=day.month, day=day.day, weekday=day.weekday())
