"""Concepts: words of news text that say the same, or the opposite.

A concept is a line of `concepts.en.txt` or `concepts.fr.txt`; a word may stand on several. What follows `|` is the opposite
of what stands before it, so `rejected` and `did not accept` are one concept with one sign; the words of a line that opens
with `~` go together (`give`, `receive`) without saying the same, so they have no sign. The tables are small on purpose: a
synonym that is missing makes the grounding rule stricter, a wrong one makes it blind.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from qa.check.reading.tokens import Language, Token, stem

_SHORTEST_ROOT = 5
_LONGEST_ENDING = 4


@cache
def _known(language: Language) -> dict[str, dict[int, int]]:
    table = files("qa.check.reading").joinpath(f"concepts.{language}.txt").read_text("utf-8")
    known: dict[str, dict[int, int]] = {}
    for number, line in enumerate(table.splitlines()):
        signs = (0,) if line.startswith("~") else (1, -1)
        for sign, side in zip(signs, line.removeprefix("~").split("|"), strict=False):
            for word in side.split() if not line.startswith("#") else ():
                known.setdefault(stem(word, language), {}).setdefault(number, sign)
    return known


def concepts_of(word: str, language: Language = "en") -> dict[int, int]:
    """Return the concepts that the stem `word` stands for, each with its sign; empty for a word in no table."""
    return _known(language).get(word, {})


def akin(one: Token, other: Token, language: Language = "en") -> bool:
    """Whether two words say the same or the opposite: one stem, one form, one concept, or derived from one root."""
    return (
        one.stem == other.stem
        or one.folded == other.folded
        or related(one.stem, other.stem)
        or related(one.folded.removesuffix("s"), other.folded.removesuffix("s"))
        or not concepts_of(one.stem, language).keys().isdisjoint(concepts_of(other.stem, language))
    )


def related(one: str, other: str) -> bool:
    """Whether two forms share a root: `presid` and `presidenti` in their beginning, `worker` and `dockworker` in their end."""
    short, long = sorted((one, other), key=len)
    derived = len(short) >= _SHORTEST_ROOT and long.startswith(short) and len(long) - len(short) <= _LONGEST_ENDING
    return derived or (len(short) > _SHORTEST_ROOT and long.endswith(short))
