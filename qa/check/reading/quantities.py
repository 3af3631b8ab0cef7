"""Quantities: a number with its unit, what it counts, and whether it is a bound or an estimate.

What a number counts is found without a parser: the noun that ends the run of content words after it (`42 Malian soldiers`).
Where the number stands alone (`rose to 42`) nothing is counted, and nothing is compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from qa.check.reading.bounds import Bound, bound_before
from qa.check.reading.numerals import MAGNITUDES, Numeral, numerals_of
from qa.check.reading.tokens import Token, lower
from qa.check.reading.units import CURRENCY_SIGNS, UNITS
from qa.check.reading.verbs import is_past
from qa.check.reading.words import STOP_WORDS, word_set

_MONEY_SCALES = {"m": 10**6, "b": 10**9}
_RANGE_MARKS = frozenset(("-", "–", "—", "to", "à"))
_OF = frozenset(("of", "de", "d", "-"))
_PASSED_OVER = word_set("the its their his her our les ses ces more other others further new additional autres")
_NOT_ONE = word_set("no the this that any every each another which")
_PLURALS = word_set(
    """people men women children police staff personnel aircraft troops cattle sheep fish feet teeth wounded dead injured
    missing others
    militia crew army firemen policemen fishermen servicemen gunmen workmen journalist media species dozen"""
)
_LONGEST_RUN = 5


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of the text and what it says.

    Attributes:
        values: Its value; two when the way it is written can mean two.
        kind: `cardinal`, `ordinal` or `vague`, as in `Numeral`.
        unit: Canonical unit, such as `percent` or `dollar`; empty when it counts things.
        counted: The words of what it counts, the head last; empty when it stands alone.
        bound: `more` (at least, over), `fewer` (up to, under), `about`, `from`, or nothing.
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
    if lower(tokens, numeral.start) != "one" or numeral.end != numeral.start + 1:
        return False
    return lower(tokens, numeral.end) in ("of", "another", "day", "") or lower(tokens, numeral.start - 1) in _NOT_ONE


def _quantity(tokens: Sequence[Token], numeral: Numeral) -> Quantity:
    values, end = numeral.values, numeral.end
    unit = _currency_before(tokens, numeral.start)
    start = numeral.start - 1 if unit else numeral.start
    suffix = lower(tokens, end) if end < len(tokens) and tokens[end].start == tokens[end - 1].end else ""
    if unit and suffix in _MONEY_SCALES:
        values, end = tuple(value * _MONEY_SCALES[suffix] for value in values), end + 1
    elif suffix == "m":  # metres or millions: the text does not tell
        values, end = (*values, *(value * 10**6 for value in values)), end + 1
    elif not unit:
        unit, end = _unit_after(tokens, end)
    counted = _counted(tokens, end, singular=values[0] == 1) if not unit or lower(tokens, end) == "of" else ()
    if lower(tokens, numeral.start - 1) in ("magnitude", "-"):
        counted = ()
    return Quantity(
        values, numeral.kind, unit, counted, bound_before(tokens, start), numeral.start, end, _written(tokens, start, end)
    )


def _written(tokens: Sequence[Token], start: int, end: int) -> str:
    parts = [tokens[start].text]
    for before, token in zip(tokens[start : end - 1], tokens[start + 1 : end], strict=True):
        parts += ["" if before.end == token.start else " ", token.text]
    return "".join(parts)


def _currency_before(tokens: Sequence[Token], at: int) -> str:
    word = lower(tokens, at - 1)
    return UNITS[word] if word in CURRENCY_SIGNS or word in ("usd", "eur", "gbp", "chf") else ""


def _unit_after(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    first, second = lower(tokens, at), lower(tokens, at + 1)
    if first == "-" and second in UNITS:
        return UNITS[second], at + 2
    if first in ("per", "pour") and second == "cent":
        return "percent", at + 2
    if first in ("percentage", "percent", "%") and second in ("point", "points"):
        return "point", at + 2
    if first in ("of", "d", "de") and UNITS.get(second) in ("dollar", "euro", "pound", "franc", "tonne", "litre"):
        return UNITS[second], at + 2
    if first in ("us", "american", "australian", "canadian", "square", "cubic", "metric", "cfa") and second in UNITS:
        return UNITS[second], at + 2
    return (UNITS[first], at + 1) if first in UNITS else ("", at)


def _counted(tokens: Sequence[Token], at: int, *, singular: bool) -> tuple[Token, ...]:
    if lower(tokens, at) in _OF:
        at += 1
    while lower(tokens, at) in _PASSED_OVER or lower(tokens, at + 1) == "'s":
        at += 2 if lower(tokens, at + 1) == "'s" else 1
    run: list[Token] = []
    compound = False
    for token in tokens[at : at + _LONGEST_RUN]:
        if token.text == "-" and run:
            compound = True
            continue
        if token.kind != "word" or token.text.lower() in STOP_WORDS or (run and _is_predicate(token) and not compound):
            break
        run.append(token)
        compound = False
    return () if len(run) == 1 and (_is_predicate(run[0]) or not (singular or _plural(run[0]))) else tuple(run)


def _plural(token: Token) -> bool:
    """Whether a lone word after a number can be what it counts; in `those under 30 watch` it is a verb."""
    word = token.text.lower()
    return token.capital or word.endswith(("s", "x")) or word in _PLURALS


def _is_predicate(token: Token) -> bool:
    word = token.text.lower()
    return is_past(word) or (len(word) > 5 and word.endswith("ing"))


def _ranges(tokens: Sequence[Token], quantities: list[Quantity]) -> list[Quantity]:
    """Give both ends of a range the unit, the scale and the count of its last one; the ends are bounds."""
    for at in range(len(quantities) - 2, -1, -1):
        low, high = quantities[at], quantities[at + 1]
        link = lower(tokens, low.end) if 1 <= high.start - low.end <= 2 else ""
        before = lower(tokens, low.start - 1)
        if not link or before == "by" or low.kind != "cardinal" or high.kind != "cardinal" or low.unit not in ("", high.unit):
            continue
        scaled = _scaled(low, high)
        spans = (link in _RANGE_MARKS and before != "from") or (link in ("and", "et") and before in ("between", "entre"))
        if spans and scaled.values[0] < high.values[0]:
            quantities[at : at + 2] = _range_ends(scaled, high)
        elif link in ("to", "and", "or", "à", "et", "ou") and not low.unit and not low.counted:
            quantities[at] = replace(scaled, unit=high.unit, counted=high.counted)
    return quantities


def _range_ends(low: Quantity, high: Quantity) -> list[Quantity]:
    counted = high.counted or low.counted
    shared = {"unit": high.unit, "counted": counted}
    return [replace(low, bound="more", **shared), replace(high, bound="fewer", **shared)]  # type: ignore[arg-type]


def _scaled(low: Quantity, high: Quantity) -> Quantity:
    """Read `3 to 5 million` as three million to five million."""
    for word in high.text.lower().split():
        if word in MAGNITUDES and low.values[0] < 1000:
            return replace(low, values=tuple(value * MAGNITUDES[word] for value in low.values))
    return low
