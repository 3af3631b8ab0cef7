"""Bounds: whether a figure is exact, a bound or an estimate, told by the words right before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from qa.check.reading.tokens import Token, lower

Bound = Literal["", "more", "fewer", "about", "from"]

_PHRASES: dict[Bound, str] = {
    "more": """no fewer than|no less than|more than|upwards of|at least|in excess of|plus de|plus d|au
    moins|over|above|exceeding|exceeds|
    exceeded|minimum of|a minimum of""",
    "fewer": """no more than|not more than|fewer than|less than|at most|up to|as many as|as much as|moins de|moins d|au
    plus|jusqu'à|jusqu à|
    below|under|maximum of|a maximum of""",
    "about": """nearly|almost|about|around|roughly|approximately|some|close to|an estimated|estimated|environ|près de|près
    d|presque|
    quelque|quelques""",
    "from": "from|starting at|à partir de|dès",
}
_WORDS: dict[tuple[str, ...], Bound] = {
    tuple(phrase.split()): bound for bound, phrases in _PHRASES.items() for phrase in phrases.replace("\n", " ").split("|")
}
_LONGEST = max(map(len, _WORDS))
_SMALLER = frozenset(("smaller", "lower", "shorter", "younger", "cheaper", "lighter", "fewer", "weaker", "slower", "earlier"))


def bound_before(tokens: Sequence[Token], at: int) -> Bound:
    """Return what the words before the token `at` make of the figure that begins there; the longest phrase counts."""
    if lower(tokens, at - 1) in ("a", "an", "the", "un", "une"):
        at -= 1
    if lower(tokens, at - 1) == "than" and lower(tokens, at - 2).endswith("er") and lower(tokens, at - 3) not in ("no", "not"):
        return "fewer" if lower(tokens, at - 2) in _SMALLER else "more"
    for length in range(min(_LONGEST, at), 0, -1):
        bound = _WORDS.get(tuple(token.text.lower() for token in tokens[at - length : at]))
        if bound:
            return bound
    return ""
