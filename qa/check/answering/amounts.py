"""Amounts: whether a statement gives the number, the money or the span of time that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.check.answering.novelty import new_figures
from qa.check.answering.query import Query
from qa.check.reading import Ground, Reading
from qa.check.reading.concepts import akin
from qa.check.reading.quantities import Quantity
from qa.check.reading.tokens import Token
from qa.check.reading.units import DURATIONS, LENGTHS, MONEY, UNITS
from qa.check.reading.words import word_set

TIME_OF_DAY = re.compile(
    r"\b\d{1,2}(?:[:h.]\d{2}\b|h\b)|\b\d{1,2} ?[ap]\.?m\b"
    r"|\b(?:noon|midnight|midday|dawn|dusk|o'clock|GMT|midi|minuit|aube|heures?)\b",
    re.IGNORECASE,
)
_GENERIC = word_set("peopl person number mani much men man women woman")
_CHANGES = word_set("rise raise increase cut tax hike more less pay")


def is_amount(query: Query, statement: Reading, grounds: Sequence[Ground]) -> bool:
    """Whether a new number counts what the question asks the number of."""
    wanted, units = _counted(query), _units_asked(query)
    if not units and _none_of(wanted, statement):
        return True
    counts = (figure for figure in new_figures(query, statement, grounds) if figure.kind != "ordinal")
    return any(_fits(figure, wanted, units, statement) for figure in counts if not _tells_time(figure, statement))


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
    if figure.unit:
        return same or figure.unit in asked_units or (figure.unit in ("percent", "times") and not figure.counted)
    if any(token.stem in _GENERIC for token in wanted):
        return True
    return same or figure.counted[-1].stem in _GENERIC | {"dead", "other"}


def is_money(query: Query, statement: Reading, grounds: Sequence[Ground]) -> bool:
    """Whether a new number is money, or a percentage where the question asks how much a pay or price changes."""
    figures = new_figures(query, statement, grounds)
    if any(figure.unit in MONEY for figure in figures):
        return True
    changes = _CHANGES & {token.text.lower() for token in query.reading.tokens}
    return bool(changes) and any(figure.unit in ("percent", "point") for figure in figures)


def is_duration(query: Query, statement: Reading, grounds: Sequence[Ground]) -> bool:
    """Whether a new number is a span of time (or a length, for `how long`), or a date opens or closes one."""
    figures = new_figures(query, statement, grounds)
    if any(figure.unit in DURATIONS or figure.unit in LENGTHS for figure in figures):
        return True
    tokens = [token.text.lower() for token in statement.tokens]
    spans = [
        at
        for at, word in enumerate(tokens)
        if UNITS.get(word) in DURATIONS and at and tokens[at - 1] in ("a", "an", "several", "many", "un", "une")
    ]
    bounds = {"since", "until", "till", "from", "between", "depuis", "jusqu"} & set(tokens)
    return bool(spans) or (bool(bounds) and bool(statement.whens))
