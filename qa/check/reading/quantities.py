"""Quantities: a number with its unit, what it counts, and whether it is a bound or an estimate.

What a number counts is found without a parser: the noun that ends the run of content words after it (`42 Malian soldiers`).
Where the
number stands alone (`rose to 42`) nothing is counted, and nothing is compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from qa.check.reading.numerals import MAGNITUDES, Numeral, numerals_of
from qa.check.reading.tokens import Token
from qa.check.reading.units import CURRENCY_SIGNS, UNITS
from qa.check.reading.verbs import PAST_FORMS
from qa.check.reading.words import STOP_WORDS

Bound = Literal["", "more", "fewer", "about"]

_BOUNDS: tuple[tuple[tuple[str, ...], Bound], ...] = (
    (("no", "more", "than"), "fewer"),
    (("not", "more", "than"), "fewer"),
    (("no", "fewer", "than"), "more"),
    (("no", "less", "than"), "more"),
    (("more", "than"), "more"),
    (("greater", "than"), "more"),
    (("higher", "than"), "more"),
    (("upwards", "of"), "more"),
    (("at", "least"), "more"),
    (("in", "excess", "of"), "more"),
    (("plus", "de"), "more"),
    (("plus", "d"), "more"),
    (("au", "moins"), "more"),
    (("fewer", "than"), "fewer"),
    (("less", "than"), "fewer"),
    (("lower", "than"), "fewer"),
    (("at", "most"), "fewer"),
    (("up", "to"), "fewer"),
    (("as", "many", "as"), "fewer"),
    (("as", "much", "as"), "fewer"),
    (("moins", "de"), "fewer"),
    (("au", "plus"), "fewer"),
    (("jusqu", "à"), "fewer"),
    (("over",), "more"),
    (("above",), "more"),
    (("exceeding",), "more"),
    (("exceeds",), "more"),
    (("exceeded",), "more"),
    (("below",), "fewer"),
    (("nearly",), "about"),
    (("almost",), "about"),
    (("about",), "about"),
    (("around",), "about"),
    (("roughly",), "about"),
    (("approximately",), "about"),
    (("some",), "about"),
    (("close", "to"), "about"),
    (("an", "estimated"), "about"),
    (("estimated",), "about"),
    (("environ",), "about"),
    (("près", "de"), "about"),
    (("presque",), "about"),
    (("quelque",), "about"),
)
_MONEY_MILLIONS = {"m": 10**6, "b": 10**9}
_RANGE_MARKS = frozenset(("-", "–", "—", "to", "à"))
_LONGEST_RUN = 4


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of the text and what it says.

    Attributes:
        values: Its value; two when the way it is written can mean two.
        kind: `cardinal`, `ordinal` or `vague`, as in `Numeral`.
        unit: Canonical unit, such as `percent` or `dollar`; empty when it counts things.
        counted: The words of what it counts, the head last; empty when it stands alone.
        bound: `more` (at least, over), `fewer` (up to, under), `about`, or nothing.
        start: Index of the first token of the number.
        end: One past the last token of the number and its unit.
        text: As written, for a reader.
    """

    values: tuple[Fraction, ...]
    kind: str
    unit: str
    counted: tuple[Token, ...]
    bound: Bound
    start: int
    end: int
    text: str


def quantities_of(tokens: Sequence[Token], taken: frozenset[int] = frozenset()) -> tuple[Quantity, ...]:
    """Return the quantities in `tokens`, in order; token indices in `taken` belong to dates and are left out."""
    numerals = [numeral for numeral in numerals_of(tokens) if numeral.start not in taken and not _pronoun(tokens, numeral)]
    return tuple(_ranges(tokens, [_quantity(tokens, numeral) for numeral in numerals]))


def _pronoun(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether `one` stands for no number: `one of the`, `no one`, `this one`, `one another`."""
    if _lower(tokens, numeral.start) != "one" or numeral.end != numeral.start + 1:
        return False
    after, before = _lower(tokens, numeral.end), _lower(tokens, numeral.start - 1)
    return after in ("of", "another", "day", "") or before in (
        "no",
        "the",
        "this",
        "that",
        "any",
        "every",
        "each",
        "another",
        "which",
    )


def _quantity(tokens: Sequence[Token], numeral: Numeral) -> Quantity:
    values, end = numeral.values, numeral.end
    unit = _currency_before(tokens, numeral.start)
    if unit and _lower(tokens, end) in _MONEY_MILLIONS:
        values, end = tuple(value * _MONEY_MILLIONS[_lower(tokens, end)] for value in values), end + 1
    elif _lower(tokens, end) == "m" and tokens[end - 1].end == tokens[end].start:
        return _small_m(tokens, numeral)
    if not unit:
        unit, end = _unit_after(tokens, end)
    counted = () if unit else _counted(tokens, end)
    start = numeral.start - 1 if _currency_before(tokens, numeral.start) else numeral.start
    text = _written(tokens, start, end)
    return Quantity(values, numeral.kind, unit, counted, _bound_before(tokens, start), numeral.start, end, text)


def _small_m(tokens: Sequence[Token], numeral: Numeral) -> Quantity:
    """Read `5m`, which is metres or millions: both values, and no unit, since the text does not tell."""
    values = (*numeral.values, *(value * 10**6 for value in numeral.values))
    end = numeral.end + 1
    bound = _bound_before(tokens, numeral.start)
    return Quantity(
        values, numeral.kind, "", _counted(tokens, end), bound, numeral.start, end, _written(tokens, numeral.start, end)
    )


def _written(tokens: Sequence[Token], start: int, end: int) -> str:
    parts = [tokens[start].text]
    for before, token in zip(tokens[start : end - 1], tokens[start + 1 : end], strict=True):
        parts += ["" if before.end == token.start else " ", token.text]
    return "".join(parts)


def _currency_before(tokens: Sequence[Token], at: int) -> str:
    word = _lower(tokens, at - 1)
    return UNITS[word] if word in CURRENCY_SIGNS or word in ("usd", "eur", "gbp", "chf") else ""


def _unit_after(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    if _lower(tokens, at) == "-" and _lower(tokens, at + 1) in UNITS:
        return UNITS[_lower(tokens, at + 1)], at + 2
    first, second = _lower(tokens, at), _lower(tokens, at + 1)
    if first in ("per", "pour") and second == "cent":
        return "percent", at + 2
    if first in ("percentage", "percent", "%") and second in ("point", "points"):
        return "point", at + 2
    if first in ("of", "d", "de") and UNITS.get(second) in ("dollar", "euro", "pound", "franc", "tonne", "litre"):
        return UNITS[second], at + 2
    if first in ("us", "american", "australian", "canadian", "square", "cubic", "metric", "cfa") and second in UNITS:
        return UNITS[second], at + 2
    return (UNITS[first], at + 1) if first in UNITS else ("", at)


def _counted(tokens: Sequence[Token], at: int) -> tuple[Token, ...]:
    run: list[Token] = []
    if _lower(tokens, at) in ("of", "de", "d", "-"):
        at += 1
    while _lower(tokens, at) in ("the", "its", "their", "his", "her", "les", "ses", "more", "other", "des", "new", "additional"):
        at += 1
    for token in tokens[at : at + _LONGEST_RUN]:
        if token.kind != "word" or token.text.lower() in STOP_WORDS or (run and _is_past(token)):
            break
        run.append(token)
    return tuple(run)


def _is_past(token: Token) -> bool:
    word = token.text.lower()
    return word in PAST_FORMS or (len(word) > 4 and word.endswith("ed")) or (len(word) > 5 and word.endswith("ing"))


def _bound_before(tokens: Sequence[Token], at: int) -> Bound:
    if _lower(tokens, at - 1) in ("a", "an", "the", "the"):
        at -= 1
    for words, bound in _BOUNDS:
        if at >= len(words) and tuple(token.text.lower() for token in tokens[at - len(words) : at]) == words:
            return (
                "" if words == ("up", "to") and _lower(tokens, at - 3) in ("went", "go", "rose", "rise", "was", "is") else bound
            )
    return ""


def _ranges(tokens: Sequence[Token], quantities: list[Quantity]) -> list[Quantity]:
    """Give both ends of a range the unit, the scale and the count of its last one; the ends are bounds."""
    for at in range(len(quantities) - 2, -1, -1):
        low, high = quantities[at], quantities[at + 1]
        link = _lower(tokens, low.end) if high.start - low.end in (1, 2) else ""
        before = _lower(tokens, low.start - 1)
        if (link in _RANGE_MARKS and before != "from" and low.kind == high.kind == "cardinal") or (
            link in ("and", "et") and before in ("between", "entre")
        ):
            quantities[at : at + 2] = _range_ends(low, high)
        elif link in ("to", "and", "or", "à", "et", "ou") and not low.unit and not low.counted:
            quantities[at] = _scaled(replace(low, unit=high.unit, counted=high.counted), high)
    return quantities


def _range_ends(low: Quantity, high: Quantity) -> list[Quantity]:
    unit = high.unit or low.unit
    counted = high.counted or low.counted
    low = _scaled(low, high)
    return [replace(low, unit=unit, counted=counted, bound="more"), replace(high, unit=unit, counted=counted, bound="fewer")]


def _scaled(low: Quantity, high: Quantity) -> Quantity:
    """Read `3 to 5 million` as three million to five million."""
    for word in high.text.lower().split():
        if word in MAGNITUDES and low.values[0] < high.values[0] / MAGNITUDES[word] * 1000 and low.values[0] < 1000:
            return replace(low, values=tuple(value * MAGNITUDES[word] for value in low.values))
    return low


def _lower(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text.lower() if 0 <= at < len(tokens) else ""
