"""Vocabulary: the words of a text, to ask whether another word is among them or means the same."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from qa.check.reading.concepts import concepts_of, related
from qa.check.reading.names import name_key
from qa.check.reading.reading import Reading
from qa.check.reading.tokens import Language, Token

_ROOT = 5


class Vocabulary:
    """The words of one text, looked up by stem, form, name, concept and root."""

    def __init__(self, line: Reading) -> None:
        words = [token for token in line.tokens if token.kind == "word"]
        self._forms = {token.folded for token in words} | {token.stem for token in words} | {name_key(token) for token in words}
        self._concepts = {concept for token in words for concept in concepts_of(token.stem, line.language)}
        self._roots: dict[str, set[str]] = {}
        for form in {form for token in words for form in _root_forms(token)}:
            self._roots.setdefault(form[:_ROOT], set()).add(form)
            self._roots.setdefault(form[-_ROOT:], set()).add(form)

    def covers(self, token: Token, language: Language) -> bool:
        """Whether `token`, or a word that means the same or the opposite or shares its root, is among the words."""
        if token.stem in self._forms or token.folded in self._forms or name_key(token) in self._forms:
            return True
        if not self._concepts.isdisjoint(concepts_of(token.stem, language)):
            return True
        return any(self._shares_a_root(form) for form in _root_forms(token))

    def _shares_a_root(self, form: str) -> bool:
        return any(related(form, root) for end in (form[:_ROOT], form[-_ROOT:]) for root in self._roots.get(end, ()))


def covered(token: Token, language: Language, lines: Iterable[Reading]) -> bool:
    """Whether one of `lines` covers `token`, as `Vocabulary.covers` says."""
    return any(_vocabulary(line).covers(token, language) for line in lines)


@lru_cache(maxsize=256)
def _vocabulary(line: Reading) -> Vocabulary:
    return Vocabulary(line)


def _root_forms(token: Token) -> tuple[str, str]:
    return token.stem, token.folded.removesuffix("s")
