"""Repetition: a statement that holds nothing but the question is no answer.

Sees: every word, number, date and name of the statement already standing in the question, in any order, synonyms included. A
yes-or-no question is answered by its own words, so it is let through.
Cannot see: an empty answer in words of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.check.answering.kinds import AnswerKind
from qa.check.answering.novelty import new_words
from qa.check.answering.query import Query
from qa.check.reading import Ground, Reading
from qa.check.verdict import Failure


def repetition(query: Query, statement: Reading, _grounds: Sequence[Ground]) -> Failure | None:
    """Fail when the statement adds nothing to the question."""
    if query.kind is AnswerKind.YES_NO or statement.quantities or statement.whens or new_words(query, statement):
        return None
    return Failure("repetition", "it only repeats the question")
