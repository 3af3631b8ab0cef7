"""The reading: one text with everything that the rules look at, made once and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.check.reading.attributions import Attribution, attributions_of
from qa.check.reading.clauses import clause_ids
from qa.check.reading.dates import whens_of
from qa.check.reading.names import Name, name_key, names_of
from qa.check.reading.predicates import Predicate, predicates_of
from qa.check.reading.quantities import Quantity, quantities_of
from qa.check.reading.scopes import Force, forces_of
from qa.check.reading.tokens import Language, Token, lower, tidy, tokens_of
from qa.check.reading.when import When
from qa.check.reading.words import STOP_WORDS


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text as the rules see it; every index counts in `tokens`.

    Attributes:
        text: The tidied text.
        language: Which stemmer and tables were used.
        tokens: Words, numbers and marks.
        clauses: For each token, the number of its clause.
        whens: Dates.
        quantities: Numbers that are no dates.
        names: Runs of capitalised words.
        forces: For each token, whether it is negated or hedged.
        attributions: Who says what.
        predicates: Verbs with their two sides.
        content: Indices of the words that carry meaning: no function words, numbers or dates.
        stems: The stems of those words.
        name_keys: The keys of every word, so that a name is found however it is written.
        clause_stems: For each clause, the stems of its words that carry meaning.
    """

    text: str
    language: Language
    tokens: tuple[Token, ...]
    clauses: tuple[int, ...]
    whens: tuple[When, ...]
    quantities: tuple[Quantity, ...]
    names: tuple[Name, ...]
    forces: tuple[Force, ...]
    attributions: tuple[Attribution, ...]
    predicates: tuple[Predicate, ...]
    content: tuple[int, ...]
    stems: frozenset[str]
    name_keys: frozenset[str]
    clause_stems: tuple[frozenset[str], ...]

    def around(self, at: int) -> frozenset[str]:
        """Return the stems of the words that share the clause of the token `at`, without its own."""
        return self.clause_stems[self.clauses[at]] - {self.tokens[at].stem}


@lru_cache(maxsize=512)
def read(text: str, language: Language) -> Reading:
    """Read the first `LONGEST_TEXT` code points of `text`."""
    text = tidy(text)
    tokens = tokens_of(text, language)
    clauses = clause_ids(tokens)
    whens = whens_of(tokens)
    dated = frozenset(at for when in whens for at in range(when.start, when.end))
    quantities = quantities_of(tokens, dated)
    numbered = dated | {at for quantity in quantities for at in range(quantity.start, quantity.end)}
    bounds = {at for at, token in enumerate(tokens) if token.folded == "up" and lower(tokens, at + 1) == "to"}
    content = tuple(at for at, token in enumerate(tokens) if at not in numbered | bounds and _carries_meaning(token))
    return Reading(
        text=text,
        language=language,
        tokens=tokens,
        clauses=clauses,
        whens=whens,
        quantities=quantities,
        names=names_of(tokens),
        forces=forces_of(tokens, clauses, content),
        attributions=attributions_of(tokens, language),
        predicates=predicates_of(tokens, content),
        content=content,
        stems=frozenset(tokens[at].stem for at in content),
        name_keys=frozenset(name_key(token) for token in tokens if token.kind == "word"),
        clause_stems=_by_clause(tokens, clauses, content),
    )


def _by_clause(tokens: Sequence[Token], clauses: Sequence[int], content: Sequence[int]) -> tuple[frozenset[str], ...]:
    stems: list[set[str]] = [set() for _ in range(max(clauses, default=0) + 1)]
    for at in content:
        stems[clauses[at]].add(tokens[at].stem)
    return tuple(frozenset(clause) for clause in stems)


def _carries_meaning(token: Token) -> bool:
    if token.kind != "word":
        return False
    acronym = len(token.text) > 1 and token.text.isupper()
    return acronym or token.text.lower() not in STOP_WORDS
