"""Clauses: the stretches of a sentence between marks and conjunctions, near enough to say which words belong together."""

from __future__ import annotations

from collections.abc import Sequence

from qa.check.reading.tokens import Token
from qa.check.reading.words import word_set

_MARKS = frozenset(',;:()[]—–…"“”«».?!|')
_CONJUNCTIONS = word_set("""and but while whereas although though after before because when as who which that whose where since
until unless if once
    et mais tandis alors qui que dont où lorsque quand parce puisque avant après car""")


def clause_ids(tokens: Sequence[Token]) -> tuple[int, ...]:
    """Return, for each token, the number of its clause, from 0."""
    ids: list[int] = []
    current = 0
    for token in tokens:
        if _breaks(token):
            current += 1
        ids.append(current)
    return tuple(ids)


def _breaks(token: Token) -> bool:
    return token.text in _MARKS if token.kind == "mark" else token.text.lower() in _CONJUNCTIONS
