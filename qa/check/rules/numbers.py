"""Numbers: every number of the statement stands in the quotes, with its unit, what it counts and its bound.

Sees: digits and words alike, scales, percent against points, dollars against euros, soldiers against civilians, a figure that
stands in the quotes where another one is told, `more than` dropped, added or turned round. Dropping `about` is let through,
since the quote beside the statement shows it; `about` before a figure within 2.5% of the quoted one is a rounding, `more than
2,000` is borne out by 2,014 (up to a tenth above), and `thousands` by any number of thousands.
Cannot see: conversions of units or currencies, sums and differences, shares turned into percentages (other than `half`),
Roman numerals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice

from qa.check.reading import Ground, Reading
from qa.check.reading.concepts import akin
from qa.check.reading.quantities import Quantity
from qa.check.reading.tokens import Token, lower
from qa.check.reading.words import word_set
from qa.check.verdict import Failure

_ROUNDING = Fraction(1, 40)
_BEYOND_A_BOUND = Fraction(11, 10)
_ANYONE = word_set("peopl person individu victim other dead death live casualti fatal men man member human inhabit vote")
_SHOWN = {"more": "more than ", "fewer": "at most ", "about": "about ", "from": "from "}
_COMPARATIVES = dict.fromkeys(word_set("more higher above later longer older faster up"), 1)
_COMPARATIVES |= dict.fromkeys(word_set("less fewer lower below earlier shorter younger slower down"), -1)
_BEFORE_FIGURES = word_set("$ € £ about around nearly almost over more than at least some")
_BEFORE_YEARS = word_set("in since during until en depuis")
_NEIGHBOURS = 2
_FURTHEST = 8


def numbers(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail on the first number that no quote bears out."""
    given = [(ground.line, quantity) for ground in grounds for quantity in ground.line.quantities]
    for quantity in statement.quantities:
        reason = _reason(statement, quantity, given, grounds)
        if reason:
            return Failure("numbers", reason)
    return None


def figures_equal(quantity: Quantity, other: Quantity) -> bool:
    """Whether `quantity` is true of `other` as a bare figure: equal, a rounding marked as one, a bound, a vague word for it."""
    if (quantity.kind == "ordinal") != (other.kind == "ordinal"):
        return False
    if _exactly(quantity, other):
        return True
    exact = not other.bound or quantity.kind == "vague"
    return exact and any(_stands_for(quantity, value, given) for value in quantity.values for given in other.values)


def _reason(statement: Reading, quantity: Quantity, given: Sequence[tuple[Reading, Quantity]], grounds: Sequence[Ground]) -> str:
    if _is_plain_one(statement, quantity, grounds):
        return ""
    same = [(line, other) for line, other in given if figures_equal(quantity, other)]
    if not same:
        return "" if _is_a_year(quantity, grounds) else f"“{quantity.text}” is not in the quotes"
    reasons = [_mismatch(statement, quantity, line, other) for line, other in same]
    if all(reasons):
        return reasons[0]
    fitting = [pair for pair, reason in zip(same, reasons, strict=True) if not reason]
    return _misplaced(statement, quantity, fitting, given)


def _is_plain_one(statement: Reading, quantity: Quantity, grounds: Sequence[Ground]) -> bool:
    """Whether `one soldier` says no more than the `a soldier` of the quotes."""
    if quantity.text.lower() != "one" or not quantity.counted:
        return False
    head = quantity.counted[-1]
    articles = ("a", "an", "un", "une", "one")
    return any(
        akin(head, token, statement.language)
        and any(word.text.lower() in articles for word in ground.line.tokens[max(0, at - 3) : at])
        for ground in grounds
        for at, token in enumerate(ground.line.tokens)
    )


def _is_a_year(quantity: Quantity, grounds: Sequence[Ground]) -> bool:
    """Whether what reads as a plain number is a year in the quotes."""
    plain = quantity.text.isdecimal() and not quantity.counted
    return plain and any(when.year in quantity.values for ground in grounds for when in ground.line.whens)


def _exactly(quantity: Quantity, other: Quantity) -> bool:
    if {quantity.unit, other.unit} == {"", "percent"} and min(quantity.values[0], other.values[0]) < 1:
        return quantity.values[0] * (1 if quantity.unit else 100) == other.values[0] * (1 if other.unit else 100)
    return not set(quantity.values).isdisjoint(other.values) and (quantity.kind == "vague") == (other.kind == "vague")


def _stands_for(quantity: Quantity, value: Fraction, given: Fraction) -> bool:
    """Whether a vague, rounded or bounded figure is true of the one given."""
    if quantity.kind == "vague":
        return value <= given < value * 1000
    if quantity.bound == "about":
        return abs(value - given) <= _ROUNDING * abs(given)
    if quantity.bound == "more":
        return value <= given <= value * _BEYOND_A_BOUND
    if quantity.bound == "fewer":
        return value / _BEYOND_A_BOUND <= given <= value
    return False


def _mismatch(statement: Reading, quantity: Quantity, line: Reading, other: Quantity) -> str:
    if quantity.unit != other.unit and not _loosely_united(statement, quantity, line, other):
        return f"“{quantity.text}”: the quotes say “{other.text}”"
    if not _bounds_agree(quantity, other):
        return f"“{_shown(quantity)}”: the quotes say “{_shown(other)}”"
    if _compared(statement, quantity) * _compared(line, other) < 0:
        return f"“{_shown(quantity)}” is compared the other way in the quotes"
    if {_preposition(statement, quantity), _preposition(line, other)} == {"by", "to"}:
        return f"“{_shown(quantity)}”: the quotes say “{_preposition(line, other)} {_shown(other)}”"
    if not _count_agrees(statement, quantity, line, other):
        return f"“{_shown(quantity)}”: the quotes count “{_shown(other)}”"
    return ""


def _preposition(reading: Reading, quantity: Quantity) -> str:
    """Return `by` or `to` where one stands before the figure: `fell by 11%` is not `fell to 11%`."""
    at = quantity.start - 1
    while lower(reading.tokens, at) in _BEFORE_FIGURES:
        at -= 1
    return lower(reading.tokens, at)


def _compared(reading: Reading, quantity: Quantity) -> int:
    """Return 1 when the figure is said to be more than something, -1 when less: `90 million more than budgeted`."""
    after = [token.text.lower() for token in reading.tokens[quantity.end : quantity.end + 2]]
    return next((_COMPARATIVES[word] for word in after if word in _COMPARATIVES), 0)


def _shown(quantity: Quantity) -> str:
    return " ".join([_SHOWN.get(quantity.bound, "") + quantity.text, *(token.text for token in quantity.counted)])


def _loosely_united(statement: Reading, quantity: Quantity, line: Reading, other: Quantity) -> bool:
    """Whether one side leaves the unit out: `half` is 50%, and a table or a headline may give its unit once."""
    if quantity.unit == "year" and "old" in (lower(statement.tokens, quantity.end), lower(statement.tokens, quantity.end + 1)):
        return not other.unit and not other.counted
    if not quantity.unit:
        share = other.unit == "percent" and quantity.values[0] < 1
        before = lower(statement.tokens, quantity.start - 1)
        dated = before in _BEFORE_YEARS and before != lower(line.tokens, other.start - 1)  # `in 62` is no `62%`
        return share or (other.unit in ("percent", "times", "year", "degree") and not quantity.counted and not dated)
    return not other.unit and not other.counted and any(later.unit == quantity.unit for later in line.quantities)


def _bounds_agree(quantity: Quantity, other: Quantity) -> bool:
    if quantity.bound == other.bound or "from" in (quantity.bound, other.bound):
        return {quantity.bound, other.bound} <= {quantity.bound, "from", "", "more"}
    if quantity.bound == "about":
        return other.bound == ""
    if quantity.bound == "":
        return other.bound == "about"
    return other.bound == "" and not _exactly(quantity, other)


def _count_agrees(statement: Reading, quantity: Quantity, line: Reading, other: Quantity) -> bool:
    if quantity.counted and quantity.counted[-1].stem in _ANYONE:
        return True
    if quantity.counted and not other.counted and not other.unit and quantity.kind == "cardinal":
        return _counted_near(statement, quantity, line, other)
    if not quantity.counted or not other.counted or quantity.kind == "ordinal":
        return True
    head, given = quantity.counted[-1], other.counted[-1]
    if any(akin(head, token, statement.language) for token in other.counted):
        return True
    if any(akin(given, token, statement.language) for token in quantity.counted):
        return True
    return given.stem in _ANYONE and any(akin(head, token, statement.language) for token in _clause_before(line, other))


def _counted_near(statement: Reading, quantity: Quantity, line: Reading, other: Quantity) -> bool:
    """Whether what the statement counts stands near a bare figure of the quotes, if it stands in their sentence at all."""
    places = [at for at in line.content if akin(quantity.counted[-1], line.tokens[at], statement.language)]
    return not places or min(abs(at - other.start) for at in places) <= _FURTHEST


def _clause_before(line: Reading, other: Quantity) -> list[Token]:
    clause = line.clauses[other.start]
    return [line.tokens[at] for at in line.content if at < other.start and line.clauses[at] == clause]


def _misplaced(
    statement: Reading,
    quantity: Quantity,
    fitting: Sequence[tuple[Reading, Quantity]],
    given: Sequence[tuple[Reading, Quantity]],
) -> str:
    """Fail a figure whose neighbours are those of another figure of its unit: a copy with two figures exchanged."""
    here = max(sum(_neighbours(statement, quantity, line, other)) for line, other in fitting)
    for line, other in given:
        if other.unit != quantity.unit or other.kind != quantity.kind or figures_equal(quantity, other):
            continue
        there = _neighbours(statement, quantity, line, other)
        if min(there) >= _NEIGHBOURS and sum(there) >= here + _NEIGHBOURS:
            return f"“{quantity.text}” stands where the quotes say “{other.text}”"
    return ""


def _neighbours(statement: Reading, quantity: Quantity, line: Reading, other: Quantity) -> tuple[int, int]:
    before = _alike(_outward(statement, quantity.start - 1, -1), _outward(line, other.start - 1, -1))
    after = _alike(_outward(statement, quantity.start + 1, 1), _outward(line, other.start + 1, 1))
    return before, after


def _outward(reading: Reading, at: int, step: int) -> Iterator[str]:
    """Yield the words outward from a number, digits masked and marks passed over, then the border once."""
    tokens = reading.tokens
    while 0 <= at < len(tokens):
        if tokens[at].kind != "mark":
            yield "#" if tokens[at].kind == "number" else tokens[at].stem
        at += step
    yield ""


def _alike(one: Iterator[str], other: Iterator[str]) -> int:
    """Return how many words agree, and the most possible when both reach the border of their sentence together."""
    count = 0
    for mine, theirs in zip(islice(one, _FURTHEST), islice(other, _FURTHEST), strict=False):
        if mine != theirs:
            return count
        count = _FURTHEST if not mine else count + 1
    return count
