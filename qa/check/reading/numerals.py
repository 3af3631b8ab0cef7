"""Numerals: digits and number words, English and French, as exact values.

Reads `2,500`, `2 500`, `4.5`, `1.2 million`, `5bn`, `twenty-one`, `two hundred and five`, `half a million`,
`quatre-vingt-dix`, `a dozen`, `third`, `21st`.
Does not read Roman numerals, `a couple`, or numbers above the longest that Python parses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from qa.check.reading.tokens import Token, lower
from qa.check.reading.words import STOP_WORDS

_UNDER_TWENTY = """zero zéro|one|two deux|three trois|four quatre|five cinq|six|seven sept|eight huit|nine neuf|ten dix|eleven
onze|
twelve douze|thirteen treize|fourteen quatorze|fifteen quinze|sixteen seize|seventeen|eighteen|nineteen"""
SMALL = {word: value for value, words in enumerate(_UNDER_TWENTY.split("|")) for word in words.split()}
_TENS = "twenty vingt vingts|thirty trente|forty quarante|fifty cinquante|sixty soixante|seventy septante|eighty|ninety nonante"
SMALL |= {word: 10 * value for value, words in enumerate(_TENS.split("|"), start=2) for word in words.split()}
HUNDREDS = {"hundred": 100, "cent": 100, "cents": 100}
MAGNITUDES = {
    "thousand": 10**3, "mille": 10**3, "k": 10**3,
    "million": 10**6, "millions": 10**6, "mn": 10**6, "mln": 10**6,
    "billion": 10**9, "billions": 10**9, "bn": 10**9, "milliard": 10**9, "milliards": 10**9,
    "trillion": 10**12, "trillions": 10**12, "tn": 10**12,
}  # fmt: skip
COLLECTIVES = {
    "dozen": 12, "douzaine": 12, "dizaine": 10, "vingtaine": 20, "trentaine": 30, "cinquantaine": 50, "centaine": 100,
    "millier": 1000, "score": 20,
}  # fmt: skip
VAGUE = {
    "dozens": 12, "douzaines": 12, "dizaines": 10, "scores": 20, "hundreds": 100, "centaines": 100, "thousands": 1000,
    "milliers": 1000, "millions": 10**6, "billions": 10**9, "milliards": 10**9,
}  # fmt: skip
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
ORDINALS = {word: value for value, word in enumerate(_ORDINALS.split("|"), start=1)}
ORDINALS |= {
    "twentieth": 20,
    "thirtieth": 30,
    "hundredth": 100,
    "premier": 1,
    "première": 1,
    "deuxième": 2,
    "troisième": 3,
    "quatrième": 4,
}
_FRACTIONS = {
    "half": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "tenth": 10,
    "moitié": 2,
    "tiers": 3,
    "quart": 4,
}
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th", "er", "ère", "e", "ème"))
_ARTICLES = frozenset(("a", "an", "one", "un", "une", "la", "le"))


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it stands in the tokens `[start, end)`.

    Attributes:
        values: The value; two when the way it is written can mean two (`2.500`).
        kind: `cardinal`, `ordinal` (`third`), `vague` (`thousands of`: the value is the magnitude).
        start: Index of the first token.
        end: One past the index of the last token.
    """

    values: tuple[Fraction, ...]
    kind: str
    start: int
    end: int


def numerals_of(tokens: Sequence[Token]) -> list[Numeral]:
    """Return the numbers in `tokens`, in order, none overlapping."""
    found: list[Numeral] = []
    at = 0
    while at < len(tokens):
        numeral = _digits(tokens, at) or _fraction(tokens, at) or _vague(tokens, at) or _words(tokens, at) or _ordinal(tokens, at)
        if numeral:
            found.append(numeral)
        at = numeral.end if numeral else at + 1
    return found


def values_of(written: str) -> tuple[Fraction, ...]:
    """Return what a number written in digits may mean: `2,500` is 2500, `4,5` is 4.5, `2.500` is 2.5 or 2500."""
    digits = "".join(written.split())
    groups = digits.replace(",", ".").split(".")
    grouped = len(groups) > 1 and 1 <= len(groups[0]) <= 3 and groups[0] != "0" and all(len(group) == 3 for group in groups[1:])
    if len(groups) == 1:
        return (Fraction(digits),)
    if len(groups) > 2:
        return _many_groups(digits, groups, grouped)
    decimal = Fraction(f"{groups[0]}.{groups[1]}")
    if not grouped:
        return (decimal,)
    whole = Fraction("".join(groups))
    return (whole,) if "," in digits else (decimal, whole)


def _many_groups(digits: str, groups: list[str], grouped: bool) -> tuple[Fraction, ...]:
    if grouped:
        return (Fraction("".join(groups)),)
    whole, decimals = "".join(groups[:-1]), groups[-1]
    last_mark = digits[-len(decimals) - 1]
    if digits.count(last_mark) == 1:
        return (Fraction(f"{whole}.{decimals}"),)
    return (Fraction("".join(groups)),)


def _digits(tokens: Sequence[Token], at: int) -> Numeral | None:
    if tokens[at].kind != "number":
        return None
    values, end, kind = values_of(tokens[at].text), at + 1, "cardinal"
    if _slashed(tokens, at):
        return Numeral((values[0] / values_of(tokens[at + 2].text)[0],), kind, at, at + 3)
    follower = _touching(tokens, at)
    if follower in _ORDINAL_ENDINGS:
        return Numeral(values, "ordinal", at, at + 2)
    scale, end = _scale(tokens, end)
    return Numeral(tuple(value * scale for value in values), kind, at, end)


def _slashed(tokens: Sequence[Token], at: int) -> bool:
    window = tokens[at : at + 4]
    if len(window) < 3 or window[1].text not in ("/", "⁄") or window[2].kind != "number":
        return False
    date = len(window) > 3 and window[3].text == "/"
    return not date and values_of(window[2].text)[0] != 0


def _touching(tokens: Sequence[Token], at: int) -> str | None:
    if at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end:
        return tokens[at + 1].text.lower()
    return None


def _scale(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    scale = 1
    while at < len(tokens) and (size := _size(tokens[at])):
        scale, at = min(scale * size, 10**30), at + 1
    return scale, at


def _size(token: Token) -> int | None:
    word = token.text.lower()
    return MAGNITUDES.get(word) or (HUNDREDS.get(word) if word == "hundred" else None)


def _fraction(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read `half`, `a third of`, `two-thirds`, `three quarters`; a bare `third` or `quarter` is no fraction."""
    above, after = _numerator(tokens, at)
    below = _FRACTIONS.get(lower(tokens, after))
    if below is None or (below != 2 and after == at):
        return None
    plural = lower(tokens, after).endswith("s")
    if below != 2 and not plural and not _ends_a_fraction(tokens, after + 1):
        return None
    if lower(tokens, after) == "tiers" and above == 1 and after == at:
        return None
    value, end = Fraction(above, below), after + 1
    if lower(tokens, end) in ("a", "an"):
        scale, scaled = _scale(tokens, end + 1)
        return Numeral((value * scale,), "cardinal", at, scaled) if scale > 1 else Numeral((value,), "cardinal", at, end)
    return Numeral((value,), "cardinal", at, end)


def _ends_a_fraction(tokens: Sequence[Token], at: int) -> bool:
    """Whether `a third` is a share here and no rank: `fell by a third last year`, not `a third term`."""
    word = lower(tokens, at)
    return not word or tokens[at].kind != "word" or word in STOP_WORDS or word in ("last", "next")


def _numerator(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    word = lower(tokens, at)
    above = 1 if word in _ARTICLES else SMALL.get(word, 0)
    if not 1 <= above <= 9:
        return 1, at
    return above, at + 2 if lower(tokens, at + 1) == "-" else at + 1


def _vague(tokens: Sequence[Token], at: int) -> Numeral | None:
    size = VAGUE.get(lower(tokens, at))
    if size is None or (at and tokens[at - 1].kind == "number"):
        return None
    end = at + 1
    while lower(tokens, end) == "of" and lower(tokens, end + 1) in VAGUE:
        size, end = size * VAGUE[lower(tokens, end + 1)], end + 2
    return Numeral((Fraction(size),), "vague", at, end)


def _words(tokens: Sequence[Token], at: int) -> Numeral | None:
    start = at
    if lower(tokens, at) in ("a", "an", "un", "une") and lower(tokens, at + 1) in (HUNDREDS | MAGNITUDES | COLLECTIVES):
        at += 1
    elif not _is_number_word(lower(tokens, at)):
        return None
    total, current, taken = _absorb(0, 0, lower(tokens, at))
    end = at
    while taken:
        end = at + 1
        at = _joint(tokens, end)
        total, current, taken = _absorb(total, current, lower(tokens, at))
    return Numeral((Fraction(total + current),), "cardinal", start, end) if end > start else None


def _is_number_word(word: str) -> bool:
    return word in SMALL or word in COLLECTIVES or word in ("hundred", "thousand", "mille", "cent", "million", "billion")


def _absorb(total: int, current: int, word: str) -> tuple[int, int, bool]:
    if word in SMALL:
        value = SMALL[word]
        if word.startswith("vingt") and current % 100 == 4:
            return total, current + 76, True
        room = current % 10 == 0 if value < 10 else current % 100 == 0 or (value < 20 and current % 100 in (60, 80))
        teen = current % 100 == 10 and word in ("sept", "huit", "neuf")
        fits = (current == 0 and total % 1000 == 0) or teen or (current > 0 and room and current % 100 != 10)
        return (total, current + value, True) if fits else (total, current, False)
    if word in HUNDREDS and current < 100:
        return total, max(current, 1) * 100, True
    if word in COLLECTIVES:
        return (total, max(current, 1) * COLLECTIVES[word], True) if total == 0 else (total, current, False)
    if word in MAGNITUDES and len(word) > 2 and total < 10**15:
        return total + max(current, 1) * MAGNITUDES[word], 0, True
    return total, current, False


def _joint(tokens: Sequence[Token], at: int) -> int:
    """Step over the hyphen or the `and` inside a number, never over one that stands between two numbers."""
    link, after, before = lower(tokens, at), lower(tokens, at + 1), lower(tokens, at - 1)
    hyphen = link == "-" and tokens[at - 1].end == tokens[at].start and _is_number_word(after)
    joined = link in ("and", "et") and (before in HUNDREDS or before in MAGNITUDES or link == "et") and after in SMALL
    return at + 1 if hyphen or joined else at


def _ordinal(tokens: Sequence[Token], at: int) -> Numeral | None:
    value = ORDINALS.get(lower(tokens, at))
    return Numeral((Fraction(value),), "ordinal", at, at + 1) if value else None
