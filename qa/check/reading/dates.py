"""Dates: day, month, year and weekday expressions in a text.

Reads `15 August 2022`, `August 15`, `Aug 2022`, `2022-08-15`, `2014`, `the 1990s`, `Monday`, `last month`, `this year`,
`yesterday`, `two years ago`, and the same in French; `when` tells what those that lack a part mean.
Does not read seasons, holidays, fiscal years or times of day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.check.reading.numerals import SMALL
from qa.check.reading.tokens import Token, fold, lower
from qa.check.reading.units import UNITS
from qa.check.reading.when import SEASONS, When, day_of
from qa.check.reading.words import word_set

_MONTH_NAMES = """january jan janvier|february feb fevrier|march mar mars|april apr avril|may mai|june jun juin|july jul
juillet|august aug aout|
september sept sep septembre|october oct octobre|november nov novembre|december dec decembre"""
_WEEKDAY_NAMES = "monday lundi|tuesday mardi|wednesday mercredi|thursday jeudi|friday vendredi|saturday samedi|sunday dimanche"
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES.split("|"), start=1) for name in names.split()}
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES.split("|")) for name in names.split()}
_AMBIGUOUS = frozenset(("may", "march", "mars", "mar", "mai", "jun", "jan", "sep", "dec", "apr"))
_DAY_WORDS = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "hier": -1, "demain": 1, "hui": 0,
}  # fmt: skip
_PERIODS = {"year": "year", "month": "month", "week": "week", "annee": "year", "an": "year", "mois": "month", "semaine": "week"}
_SHIFTS = {"this": 0, "current": 0, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "cette": 0, "ce": 0}
_SHIFTS_AFTER = {"dernier": -1, "derniere": -1, "passe": -1, "passee": -1, "prochain": 1, "prochaine": 1}
_BEFORE_YEAR = word_set(
    """in since of by until till from to after before early late mid the for between and during through than en depuis de et a
    apres avant - ( , / –"""
)
_BEFORE_MONTH = word_set(
    """in since of by until till from to after before early late mid last next this between and during through en depuis de fin
    debut - –"""
)
_SINGULAR_AFTER_COUNT = word_set("people men women children troops personnel staff homes")


def whens_of(tokens: Sequence[Token]) -> tuple[When, ...]:
    """Return the date expressions in `tokens`, in order, none overlapping."""
    found: list[When] = []
    at = 0
    while at < len(tokens):
        when = next((read for reader in _READERS if (read := reader(tokens, at))), None)
        if when:
            written = " ".join(token.text for token in tokens[when.start : when.end])
            found.append(replace(when, text=written))
        at = when.end if when else at + 1
    return tuple(found)


def _iso(tokens: Sequence[Token], at: int) -> When | None:
    window = tokens[at : at + 5]
    if len(window) < 5 or window[1].text not in "-/" or window[3].text != window[1].text:
        return None
    numbers = [_whole(token) for token in window[::2]]
    if any(number is None for number in numbers):
        return None
    first, second, third = (number or 0 for number in numbers)
    year, month, day = (first, second, third) if first > 31 else (third, second, first)
    if month > 12:
        month, day = day, month
    return When(year, month, day, start=at, end=at + 5) if 1000 <= year <= 2200 and day_of(year, month, day) else None


def _day_month(tokens: Sequence[Token], at: int) -> When | None:
    """Read `15 August 2022`, `15th of August`, `1er mars`, with a weekday before it or not."""
    weekday, first = _weekday_before(tokens, at)
    day, after = _day_number(tokens, first)
    if day is None:
        return None
    if lower(tokens, after) in ("of", "de"):
        after += 1
    month = MONTHS.get(_fold(tokens, after))
    if month is None:
        return None
    year, end = _year_after(tokens, after + 1)
    return When(year, month, day, weekday, start=at, end=end)


def _month_day(tokens: Sequence[Token], at: int) -> When | None:
    """Read `August 15, 2022`, `August 2022` and `in August`, with a weekday before it or not."""
    weekday, first = _weekday_before(tokens, at)
    month = MONTHS.get(_fold(tokens, first))
    if month is None or (
        tokens[first].text.islower()
        and _fold(tokens, first) in ("march", "may", "mar", "sep", "jun", "jan", "dec", "apr", "aug", "sept")
    ):
        return None
    after = first + 2 if lower(tokens, first + 1) == "." else first + 1
    day, end = _day_number(tokens, after)
    if lower(tokens, first + 1) == "the" and day is None:
        day, end = _day_number(tokens, first + 2)
    year, end = _year_after(tokens, end if day else after)
    alone = day is None and year is None
    if alone and weekday is not None:
        return None
    if alone and _fold(tokens, first) in _AMBIGUOUS and _fold(tokens, first - 1) not in _BEFORE_MONTH:
        return None
    shift = _SHIFTS.get(_fold(tokens, first - 1)) if alone and first == at else None
    return When(year, month, day, weekday, shift=shift, start=at, end=end if not alone else first + 1)


def _weekday_before(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    weekday = WEEKDAYS.get(_fold(tokens, at))
    if weekday is None:
        return None, at
    return weekday, at + 2 if lower(tokens, at + 1) in (",", "the", "le") else at + 1


def _weekday(tokens: Sequence[Token], at: int) -> When | None:
    weekday = WEEKDAYS.get(_fold(tokens, at))
    return None if weekday is None else When(weekday=weekday, start=at, end=at + 1)


def _year(tokens: Sequence[Token], at: int) -> When | None:
    year = _year_number(tokens, at)
    if year is None:
        return None
    if lower(tokens, at + 1) == "s" and tokens[at + 1].start == tokens[at].end:
        return When(year, decade=True, start=at, end=at + 2)
    before, after = _fold(tokens, at - 1), lower(tokens, at + 1)
    plural = after.endswith("s") and len(after) > 3 and tokens[at + 1].kind == "word" and tokens[at + 1].text.islower()
    if (
        after in UNITS
        or after in _SINGULAR_AFTER_COUNT
        or (plural and before not in ("the", "in", "since", "after", "before", "en"))
    ):
        return None
    named = (
        not before
        or before in _BEFORE_YEAR
        or after in ("", ".", ",", ";", ")", ":", "-", "–", "and", "to", "when", "after", "before")
    )
    return When(year, start=at, end=at + 1) if named or tokens[at - 1].capital else None


def _relative(tokens: Sequence[Token], at: int) -> When | None:
    word, after = _fold(tokens, at), _fold(tokens, at + 1)
    if word in _DAY_WORDS:
        return When(offset_days=_DAY_WORDS[word], start=at, end=at + 1)
    if word in _SHIFTS and after in SEASONS:
        return When(period=after, shift=_SHIFTS[word], start=at, end=at + 2)
    if word in _SHIFTS and after in _PERIODS:
        return When(period=_PERIODS[after], shift=_SHIFTS[word], start=at, end=at + 2)
    if word in _PERIODS and after in _SHIFTS_AFTER:
        return When(period=_PERIODS[word], shift=_SHIFTS_AFTER[after], start=at, end=at + 2)
    opens = word in ("start", "beginning", "end", "middle", "half", "debut", "fin")
    if opens and after in ("of", "de") and _fold(tokens, at + 2) in ("the", "l") and _fold(tokens, at + 3) in _PERIODS:
        return When(period=_PERIODS[_fold(tokens, at + 3)], shift=0, start=at + 3, end=at + 4)
    return _ago(tokens, at)


def _ago(tokens: Sequence[Token], at: int) -> When | None:
    number = _whole(tokens[at]) if tokens[at].kind == "number" else SMALL.get(lower(tokens, at))
    period = _PERIODS.get(_fold(tokens, at + 1).removesuffix("s"))
    if number is None or number > 999 or period is None or lower(tokens, at + 2) not in ("ago", "earlier"):
        return None
    return When(period=period, shift=-number, start=at, end=at + 3) if lower(tokens, at + 2) == "ago" else None


def _day_number(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    number = _whole(tokens[at]) if 0 <= at < len(tokens) and tokens[at].kind == "number" else None
    if number is None or not 1 <= number <= 31:
        return None, at
    return number, at + 2 if lower(tokens, at + 1) in ("st", "nd", "rd", "th", "er") else at + 1


def _year_after(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    year = _year_number(tokens, at)
    if year is not None:
        return year, at + 1
    year = _year_number(tokens, at + 1) if lower(tokens, at) in (",", "of", "de") else None
    return (year, at + 2) if year is not None else (None, at)


def _year_number(tokens: Sequence[Token], at: int) -> int | None:
    if not 0 <= at < len(tokens) or not re.fullmatch(r"1[0-9]{3}|20[0-9]{2}|21[0-9]{2}", tokens[at].text):
        return None
    return int(tokens[at].text)


def _whole(token: Token) -> int | None:
    return int(token.text) if token.text.isdecimal() and len(token.text) <= 4 else None


def _fold(tokens: Sequence[Token], at: int) -> str:
    return fold(tokens[at].text) if 0 <= at < len(tokens) else ""


_READERS = (_iso, _day_month, _month_day, _year, _relative, _weekday)
