"""Novelty: what a statement holds that the question does not, and that stands in the quotes."""

from __future__ import annotations

from collections.abc import Sequence

from qa.check.answering.query import Query
from qa.check.reading import Ground, Reading
from qa.check.reading.concepts import akin
from qa.check.reading.names import Name, name_key
from qa.check.reading.quantities import Quantity
from qa.check.reading.tokens import Token
from qa.check.rules.numbers import figures_equal


def new_words(query: Query, statement: Reading) -> list[int]:
    """Return the indices of the statement's words that the question does not hold, in form, in meaning or in root."""
    asked = [query.reading.tokens[at] for at in query.reading.content]
    keys = {name_key(token) for token in query.reading.tokens}
    return [
        at
        for at in statement.content
        if name_key(statement.tokens[at]) not in keys
        and not any(
            akin(statement.tokens[at], token, statement.language) for token in asked if not (statement.tokens[at].capital and at)
        )
    ]


def new_names(query: Query, statement: Reading, grounds: Sequence[Ground]) -> list[Name]:
    """Return the names of the statement that the question lacks, at least in part, and a quote or a headline has."""
    asked = query.reading.name_keys
    known = set().union(*(line.name_keys for ground in grounds for line in ground.lines))
    names = [name for name in statement.names if not set(name.keys) <= asked]
    return [name for name in names if any(key in known and key not in asked for key in name.keys)]


def new_figures(query: Query, statement: Reading, grounds: Sequence[Ground]) -> list[Quantity]:
    """Return the numbers of the statement that the question lacks and a quote or a headline has."""
    given = [quantity for ground in grounds for line in ground.lines for quantity in line.quantities]
    offered = any(
        token.text.lower() in ("or", "ou") for token in query.reading.tokens
    )  # `nine or ten?` is answered by one of them
    asked = [] if offered else [quantity.values for quantity in query.reading.quantities]
    fresh = [quantity for quantity in statement.quantities if quantity.values not in asked]
    return [quantity for quantity in fresh if any(figures_equal(quantity, other) for other in given)]


def new_words_of(query: Query, statement: Reading, grounds: Sequence[Ground], stems: set[str]) -> list[Token]:
    """Return the new words whose stem is one of `stems` and stands in a quote or a headline."""
    known = {token.stem for ground in grounds for line in ground.lines for token in line.tokens}
    fresh = [statement.tokens[at] for at in new_words(query, statement)]
    return [token for token in fresh if token.stem in stems and token.stem in known]
