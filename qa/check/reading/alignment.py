"""Alignment: which word of the quotes a word of the statement takes up.

A word is taken up where its own form, or a word of the same concept, stands among the most of the statement's other words:
first those of its clause, then those of its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.check.reading.concepts import concepts_of
from qa.check.reading.ground import Ground
from qa.check.reading.reading import Reading


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place in the quotes where a word of the statement may come from.

    Attributes:
        line: The sentence.
        at: Index of the token in it.
        opposite: Whether the word there means the opposite (`fell` for `rose`).
        nearness: How many of the statement's words stand around it; higher is nearer.
    """

    line: Reading
    at: int
    opposite: bool
    nearness: float


def nearest(statement: Reading, at: int, grounds: Sequence[Ground]) -> list[Occurrence]:
    """Return the occurrences of the statement's word `at` that stand nearest to its context, all equally near; maybe none."""
    return occurrences(statement, at, tuple(ground.line for ground in grounds))


@lru_cache(maxsize=512)
def occurrences(statement: Reading, at: int, lines: tuple[Reading, ...]) -> list[Occurrence]:
    """Return the occurrences in `lines` that stand nearest to the context of the word `at`, all equally near; maybe none."""
    clause = statement.around(at)
    sentence = statement.stems - {statement.tokens[at].stem}
    found: list[Occurrence] = []
    for line in lines:
        found.extend(_in_line(statement, at, line, clause, sentence))
    best = max((occurrence.nearness for occurrence in found), default=0.0)
    return [occurrence for occurrence in found if occurrence.nearness == best]


def _in_line(statement: Reading, at: int, line: Reading, clause: frozenset[str], sentence: frozenset[str]) -> list[Occurrence]:
    word, known = statement.tokens[at], concepts_of(statement.tokens[at].stem, statement.language)
    found = []
    shared = len(sentence & line.stems)
    for place in line.content:
        token = line.tokens[place]
        exact = token.stem == word.stem or token.folded == word.folded
        signs = _signs(known, concepts_of(token.stem, line.language)) if known and not exact else ()
        if exact or signs:
            near = len(clause & line.around(place)) + shared / 100 + (0.5 if exact else 0)
            found.append(Occurrence(line, place, not exact and signs == {-1}, near))
    return found


def _signs(known: dict[int, int], other: dict[int, int]) -> set[int]:
    return {sign * other[concept] for concept, sign in known.items() if concept in other} if other else set()
