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
from qa.check.reading import Ground, Reading, read
from qa.check.reading.tokens import Language
from qa.check.verdict import Failure

_FEW = 3  # new words, up to which a sentence only says again what was said


def repetition(query: Query, statement: Reading, _grounds: Sequence[Ground]) -> Failure | None:
    """Fail when the statement adds nothing to the question."""
    if query.kind is AnswerKind.YES_NO or statement.quantities or statement.whens or new_words(query, statement):
        return None
    return Failure("repetition", "it only repeats the question")


def tells_nothing_new(talk: str, statement: str, language: Language) -> bool:
    """Whether `statement` brings no name, number or date that `talk` lacks, and hardly a word: it was said already.

    Args:
        talk: A follow-up behind the exchange before it.
        statement: A sentence that might answer it.
        language: Of both.
    """
    query, said = Query(read(talk, language), AnswerKind.STATEMENT), read(statement, language)
    known = {value for quantity in query.reading.quantities for value in quantity.values}
    told = {when.parts for when in query.reading.whens}
    figures = any(not known & set(quantity.values) for quantity in said.quantities)
    dates = any(when.parts not in told for when in said.whens)
    named = any(not set(name.keys) <= query.reading.name_keys for name in said.names if not name.initial)
    return not (figures or dates or named) and len(new_words(query, said)) < _FEW
