"""Repetition: a statement that holds nothing but the question is no answer.

Sees: every word, number, date and name of the statement already standing in the question, in any order, synonyms included. A
yes-or-no question is
answered by its own words, so it is let through. Cannot see: an empty answer in words of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.check.answering.kinds import AnswerKind
from qa.check.answering.query import Query
from qa.check.reading import Ground, Reading
from qa.check.reading.concepts import akin
from qa.check.reading.names import name_key
from qa.check.verdict import Failure


def repetition(query: Query, statement: Reading, _grounds: Sequence[Ground]) -> Failure | None:
    """Fail when the statement adds nothing to the question."""
    if query.kind is AnswerKind.YES_NO or statement.quantities or statement.whens or new_words(query, statement):
        return None
    return Failure("repetition", "it only repeats the question")


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
