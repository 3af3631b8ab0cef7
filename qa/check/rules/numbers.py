"""Numbers: every number of the statement stands in the quotes, with its unit, what it counts and its bound.

Sees: digits and words alike, scales, percent against points, dollars against euros, soldiers against civilians, a figure that
stands in
the quotes but belongs to another noun, `more than` dropped, added or turned round. Dropping `about` is let through, since the
quote
beside the statement shows it; `about` before a figure within 2.5% of the quoted one is a rounding, `more than 2,000` is borne
out by
2,014 (up to a tenth above), and a sum or a difference of two quoted figures is not worked out.
Cannot see: conversions of units or currencies, shares turned into percentages (other than `half`), Roman numerals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from qa.check.reading import Ground, Reading
from qa.check.reading.concepts import akin
from qa.check.reading.quantities import Quantity
from qa.check.reading.words import word_set
from qa.check.verdict import Failure

_ROUNDING = Fraction(1, 40)
_BEYOND_A_BOUND = Fraction(11, 10)
_ANYONE = word_set("peopl person individu victim other dead death live casualti fatal men man member human inhabit")
_NEIGHBOURS = 4


def numbers(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail on the first number that no quote bears out."""
    for quantity in statement.quantities:
        reason = _reason(statement, quantity, grounds)
        if reason:
            return Failure("numbers", reason)
    return None


def _reason(statement: Reading, quantity: Quantity, grounds: Sequence[Ground]) -> str:
    if _is_plain_one(statement, quantity, grounds):
        return ""
    same = [(line, other) for line, other in _figures(grounds) if figures_equal(quantity, other)]
    if not same:
        return f"“{quantity.text}” is not in the quotes" if not _year_like(quantity, grounds) else ""
    fitting = [(line, other) for line, other in same if not (mismatch := _mismatch(statement, quantity, line, other))]
    if not fitting:
        return mismatch
    return _elsewhere(statement, quantity, fitting, grounds)


def _figures(grounds: Sequence[Ground]) -> Iterator[tuple[Reading, Quantity]]:
    for ground in grounds:
        for line in (ground.line, ground.title):
            yield from ((line, quantity) for quantity in line.quantities)


def _is_plain_one(statement: Reading, quantity: Quantity, grounds: Sequence[Ground]) -> bool:
    """Whether `one soldier` says no more than the `a soldier` of the quotes."""
    if quantity.text.lower() != "one" or not quantity.counted:
        return False
    head = quantity.counted[-1]
    for ground in grounds:
        tokens = ground.line.tokens
        for at, token in enumerate(tokens):
            if akin(head, token, statement.language) and any(
                word.text.lower() in ("a", "an", "un", "une", "one") for word in tokens[max(0, at - 3) : at]
            ):
                return True
    return False


def _year_like(quantity: Quantity, grounds: Sequence[Ground]) -> bool:
    return any(
        value == when.year for value in quantity.values for ground in grounds for when in ground.line.whens if not quantity.unit
    )


def figures_equal(quantity: Quantity, other: Quantity) -> bool:
    """Whether `quantity` is true of `other` as a bare figure: equal, a rounding marked as one, a bound, a vague word for it."""
    if (quantity.kind == "ordinal") != (other.kind == "ordinal"):
        return False
    if any(value == given for value in quantity.values for given in other.values):
        return True
    return any(_stands_for(quantity, value, given) for value in quantity.values for given in other.values)


def _stands_for(quantity: Quantity, value: Fraction, given: Fraction) -> bool:
    """Whether a vague, rounded or bounded figure is true of the one given."""
    if quantity.kind == "vague":
        return value * 2 <= given < value * 1000 if value > 20 else value <= given < 1000
    if quantity.bound == "about":
        return abs(value - given) <= _ROUNDING * abs(given)
    if quantity.bound == "more":
        return value <= given <= value * _BEYOND_A_BOUND
    if quantity.bound == "fewer":
        return value / _BEYOND_A_BOUND <= given <= value
    return False


def _mismatch(statement: Reading, quantity: Quantity, line: Reading, other: Quantity) -> str:
    if quantity.unit != other.unit and not _loosely_united(quantity, line, other):
        return f"“{quantity.text}”: the quotes say “{_shown(other)}”"
    if not _bounds_agree(quantity, other):
        return f"“{_shown(quantity)}”: the quotes say “{_shown(other)}”"
    if not _count_agrees(quantity, other, statement):
        return f"“{_shown(quantity)}”: the quotes count “{_shown(other)}”"
    return ""


def _shown(quantity: Quantity) -> str:
    bound = {"more": "more than ", "fewer": "at most ", "about": "about "}.get(quantity.bound, "")
    return " ".join([bound + quantity.text, *(token.text for token in quantity.counted)])


def _loosely_united(quantity: Quantity, line: Reading, other: Quantity) -> bool:
    """Whether one side leaves the unit out: `half` is 50%, and `rose from 3 to 5 percent` gives 3 no unit of its own."""
    if not quantity.unit:
        return other.unit in ("percent", "times", "year", "degree") and not quantity.counted
    if other.unit:
        return False
    return any(later.unit == quantity.unit for later in line.quantities) and not other.counted


def _bounds_agree(quantity: Quantity, other: Quantity) -> bool:
    if quantity.bound == other.bound or (quantity.bound == "about" and other.bound == ""):
        return True
    if other.bound == "about":
        return quantity.bound == ""
    exact = any(value == given for value in quantity.values for given in other.values)
    return other.bound == "" and quantity.bound != "" and not exact


def _count_agrees(quantity: Quantity, other: Quantity, statement: Reading) -> bool:
    if not quantity.counted or not other.counted or quantity.kind == "ordinal":
        return True
    head, given = quantity.counted[-1], other.counted[-1]
    if head.stem in _ANYONE:
        return True
    near = [*other.counted]
    return any(akin(head, token, statement.language) for token in near) or any(
        akin(given, token, statement.language) for token in quantity.counted
    )


def _elsewhere(
    statement: Reading, quantity: Quantity, fitting: Sequence[tuple[Reading, Quantity]], grounds: Sequence[Ground]
) -> str:
    """Fail a figure whose neighbours are those of another figure in the quotes: a copy with two figures exchanged."""
    here = max(_neighbours(statement, quantity, line, other) for line, other in fitting)
    for line, other in _figures(grounds):
        if (
            not figures_equal(quantity, other)
            and (beyond := _neighbours(statement, quantity, line, other)) > here
            and beyond >= _NEIGHBOURS
        ):
            return f"“{quantity.text}” stands where the quotes say “{other.text}”"
    return ""


def _neighbours(statement: Reading, quantity: Quantity, line: Reading, other: Quantity) -> int:
    before = _alike(_masked(statement, quantity.start - 1, -1), _masked(line, other.start - 1, -1))
    after = _alike(_masked(statement, quantity.end, 1), _masked(line, other.end, 1))
    return before + after


def _masked(reading: Reading, at: int, step: int) -> Iterator[str]:
    """Yield the words outward from a number, digits masked and marks passed over, then the border for ever."""
    tokens = reading.tokens
    while 0 <= at < len(tokens):
        token = tokens[at]
        if token.kind != "mark":
            yield "#" if token.kind == "number" else token.stem
        at += step
    while True:
        yield ""


def _alike(one: Iterator[str], other: Iterator[str]) -> int:
    for count in range(8):
        if next(one) != next(other):
            return count
    return 8
