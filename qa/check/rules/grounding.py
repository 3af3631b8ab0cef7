"""Grounding: the words of the statement are those of the quotes, or mean the same.

Sees: an invented predicate, a second half that no quote holds, an answer from the model's own memory. A word is covered when
the quotes or the
headline hold its stem, its form, a word of the same concept or one derived from it; words that say next to nothing are not
asked for.
At most one word in four may be uncovered, and never two in a row.
Cannot see: covered words in a new order (that is `roles` and `binding`), one wrong word in a long statement, and it takes a
synonym that no
table holds for an invention.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from qa.check.reading import Ground, Reading
from qa.check.reading.concepts import concepts_of, related
from qa.check.reading.names import name_key
from qa.check.reading.tokens import Token, stem
from qa.check.reading.words import LIGHT_WORDS
from qa.check.verdict import Failure

_ALLOWED_SHARE = 0.25
_LIGHT = {stem(word) for word in LIGHT_WORDS}


def grounding(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail when too many of the statement's words, or two in a row, are in no quote."""
    asked = [at for at in statement.content if statement.tokens[at].stem not in _LIGHT or _in_name(statement, at)]
    known = _Vocabulary(grounds)
    missing = [at for at in asked if not known.covers(statement.tokens[at], statement)]
    words = ", ".join(statement.tokens[at].text for at in missing)
    if not statement.content and not statement.quantities and not statement.whens:
        return Failure("grounding", "the statement says nothing")
    weight = sum(2 if _opens(statement, at) else 1 for at in missing)
    if weight > _ALLOWED_SHARE * len(asked) or _in_a_row(statement, missing):
        return Failure("grounding", f"not in the quotes: {words}")
    return None


class _Vocabulary:
    """The words of the quotes and headlines, looked up by stem, form, concept and root."""

    def __init__(self, grounds: Sequence[Ground]) -> None:
        tokens = [
            (token, line)
            for ground in grounds
            for line in (ground.line, ground.title, ground.byline)
            for token in line.tokens
            if token.kind == "word"
        ]
        self._forms = {token.folded for token, _ in tokens} | {token.stem for token, _ in tokens}
        self._names = {name_key(token) for token, _ in tokens}
        self._concepts = {concept for token, line in tokens for concept in concepts_of(token.stem, line.language)}
        self._roots: dict[str, set[str]] = {}
        for token, _ in tokens:
            self._roots.setdefault(token.stem[:5], set()).add(token.stem)

    def covers(self, token: Token, reading: Reading) -> bool:
        if token.stem in self._forms or token.folded in self._forms or name_key(token) in self._names:
            return True
        if not self._concepts.isdisjoint(concepts_of(token.stem, reading.language)):
            return True
        return any(related(token.stem, root) for root in self._roots.get(token.stem[:5], ()))


def _in_name(statement: Reading, at: int) -> bool:
    return statement.tokens[at].capital and at > 0


def _opens(statement: Reading, at: int) -> bool:
    return statement.tokens[at].capital and at == 0


def _in_a_row(statement: Reading, missing: Sequence[int]) -> bool:
    """Whether two uncovered words follow each other among the words that carry meaning."""
    order = {at: place for place, at in enumerate(statement.content)}
    return any(order[after] - order[before] == 1 for before, after in itertools.pairwise(missing))
