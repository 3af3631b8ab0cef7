"""Amounts: whether a statement gives the number, the money or the span of time that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.check.answering.novelty import new_figures
from qa.check.answering.query import Query
from qa.check.reading import Ground, Reading
from qa.check.reading.concepts import akin
from qa.check.reading.quantities import Quantity
from qa.check.reading.tokens import Token, lower
from qa.check.reading.units import DURATIONS, LENGTHS, MONEY, UNITS
from qa.check.reading.words import word_set

TIME_OF_DAY = re.compile(
    r"\b\d{1,2}(?:[:h.]\d{2}\b|h\b)|\b\d{1,2} ?[ap]\.?m\b"
    r"|\b(?:noon|midnight|midday|dawn|dusk|o'clock|GMT|midi|minuit|aube|heures?)\b",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(r"\bhow often\b|\bcombien de fois\b", re.IGNORECASE)
_EVERY = re.compile(
    r"\b(?:once|twice|(?:each|every|a|per) (?:other )?(?:second|minute|hour|day|night|week|month|quarter|year|decade)"
    r"|hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|annually"
    r"|(?:chaque|par) (?:jour|semaine|mois|an|année)|tous les|toutes les)\b",
    re.IGNORECASE,
)
_GENERIC = word_set("peopl person number mani much men man women woman")
_MORE = word_set("more less further additional plus moins")
_OF = word_set("of de des du d")
_CHANGES = word_set("rise raise increase cut tax hike more less pay")


def is_amount(query: Query, statement: Reading, grounds: Sequence[Ground]) -> bool:
    """Whether a new number counts what the question asks the number of."""
    if _HOW_OFTEN.search(query.reading.text):
        times = [figure for figure in new_figures(query, statement, grounds) if figure.unit == "times"]
        return bool(times) or bool(_EVERY.search(statement.text))
    return bool(amounts_in(query, statement, grounds)) or (not _units_asked(query) and _none_of(_counted(query), statement))


def amounts_in(query: Query, statement: Reading, grounds: Sequence[Ground]) -> list[Quantity]:
    """Return the new numbers that count what the question asks the number of."""
    wanted, units = _counted(query), _units_asked(query)
    figures = new_figures(query, statement, grounds)
    counts = [
        figure for figure in figures if not _counts_nothing(figure, statement) and (units or not _tells_age(figure, statement))
    ]
    if not units and (matter := _measured(query)):
        return [figure for figure in counts if _measures(figure, matter, statement)]
    return [figure for figure in counts if _fits(figure, wanted, units, statement)]


def _counts_nothing(figure: Quantity, statement: Reading) -> bool:
    """Whether a number is the place in a row or an hour."""
    return figure.kind == "ordinal" or _tells_time(figure, statement)


def _tells_age(figure: Quantity, statement: Reading) -> bool:
    """Whether a number is an age: `Lotte Brandvik, 46, a school cook`."""
    if figure.unit or figure.end != figure.start + 1:
        return False
    around = [lower(statement.tokens, figure.start - 1), lower(statement.tokens, figure.end)]
    named = figure.start > 1 and statement.tokens[figure.start - 2].capital
    return named and around[0] == "," and around[1] in (",", ".")


def _tells_time(figure: Quantity, statement: Reading) -> bool:
    """Whether a number is an hour: `11 a.m.` is how many of nothing."""
    if figure.unit or figure.counted:
        return False
    start = statement.tokens[figure.start].start
    return any(found.start() <= start < found.end() for found in TIME_OF_DAY.finditer(statement.text))


def _none_of(wanted: Sequence[Token], statement: Reading) -> bool:
    """Whether the statement says that there were none of what is counted."""
    for at, token in enumerate(statement.tokens[:-1]):
        word, after = token.text.lower(), statement.tokens[at + 1]
        if word in ("none", "nobody", "zero") or (word == "no" and after.text.lower() == "one"):
            return True
        if word in ("no", "aucun", "aucune") and any(akin(after, one, statement.language) for one in wanted[-1:]):
            return True
    return False


def _counted(query: Query) -> list[Token]:
    """Return the noun phrase after `how many`, `number of`, `combien de`; empty when the question names none."""
    tokens = query.reading.tokens
    for at in range(len(tokens) - 2):
        pair = (tokens[at].text.lower(), tokens[at + 1].text.lower())
        if pair in (("how", "many"), ("number", "of"), ("combien", "de"), ("percentage", "of")):
            run = []
            for token in tokens[at + 2 : at + 6]:
                if token not in [tokens[place] for place in query.reading.content]:
                    break
                run.append(token)
            return run
    return []


def _measured(query: Query) -> Token | None:
    """Return the stuff after `how much`: `how much explosive`; None when the question names none."""
    tokens = query.reading.tokens
    for at in range(len(tokens) - 2):
        if (tokens[at].text.lower(), tokens[at + 1].text.lower()) == ("how", "much"):
            return tokens[at + 2] if at + 2 in query.content and tokens[at + 2].text.lower() not in _MORE else None
    return None


def _measures(figure: Quantity, matter: Token, statement: Reading) -> bool:
    """Whether a number says how much there is of some stuff: it has a unit, or is a share of it, or counts just that."""
    if figure.unit in ("percent", "point"):
        return _is_share(figure, statement)
    known = any(akin(one, matter, statement.language) for one in figure.counted)
    return known or (bool(figure.unit) and figure.unit not in DURATIONS)


def _is_share(figure: Quantity, statement: Reading) -> bool:
    """Whether a percentage is one of something (`61% of those who voted`) and not a change (`5.2% more pay`)."""
    return lower(statement.tokens, figure.end) in _OF


def _units_asked(query: Query) -> frozenset[str]:
    words = {token.text.lower() for token in query.reading.tokens}
    if words & {"percentage", "percent", "proportion", "share", "pourcentage", "taux"}:
        return frozenset(("percent", "point", ""))
    if "how" in words and words & {"far", "tall", "high", "deep", "wide"}:
        return LENGTHS
    if "how" in words and "old" in words:
        return frozenset(("year", "month", ""))
    return frozenset()


def _fits(figure: Quantity, wanted: Sequence[Token], units: frozenset[str], statement: Reading) -> bool:
    if units:
        return figure.unit in units and (bool(figure.unit) or not figure.counted)
    if not wanted or (not figure.counted and not figure.unit):
        return True
    asked_units = {UNITS.get(token.text.lower()) for token in wanted}
    same = any(akin(one, other, statement.language) for one in figure.counted for other in wanted)
    if figure.unit == "percent":
        return same or (not figure.counted and _is_share(figure, statement))
    if figure.unit:
        return same or figure.unit in asked_units or (figure.unit == "times" and not figure.counted)
    if any(token.stem in _GENERIC for token in wanted):
        return True
    return same or figure.counted[-1].stem in _GENERIC | {"dead", "other"}


def is_money(query: Query, statement: Reading, grounds: Sequence[Ground]) -> bool:
    """Whether a new number is money, or a percentage where the question asks how much a pay or price changes."""
    return bool(money_in(query, statement, grounds))


def money_in(query: Query, statement: Reading, grounds: Sequence[Ground]) -> list[Quantity]:
    """Return the new sums of money, or percentages where the question asks how much a pay or price changes."""
    figures = new_figures(query, statement, grounds)
    changes = _CHANGES & {token.text.lower() for token in query.reading.tokens}
    sums = [figure for figure in figures if figure.unit in MONEY]
    if not sums and (matter := _measured(query)):
        sums = [figure for figure in figures if _measures(figure, matter, statement)]
    return sums or [figure for figure in figures if changes and figure.unit in ("percent", "point")]


def durations_in(query: Query, statement: Reading, grounds: Sequence[Ground]) -> list[Quantity]:
    """Return the new spans of time, or lengths, for `how long`."""
    figures = new_figures(query, statement, grounds)
    return [figure for figure in figures if figure.unit in DURATIONS or figure.unit in LENGTHS]


def is_duration(query: Query, statement: Reading, grounds: Sequence[Ground]) -> bool:
    """Whether a new number is a span of time (or a length, for `how long`), or a date opens or closes one."""
    if durations_in(query, statement, grounds):
        return True
    tokens = [token.text.lower() for token in statement.tokens]
    spans = [
        at
        for at, word in enumerate(tokens)
        if UNITS.get(word) in DURATIONS and at and tokens[at - 1] in ("a", "an", "several", "many", "un", "une")
    ]
    bounds = {"since", "until", "till", "from", "between", "depuis", "jusqu"} & set(tokens)
    return bool(spans) or (bool(bounds) and bool(statement.whens))
