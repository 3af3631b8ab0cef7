"""Grounding: the words of the statement are those of the quotes, or mean the same.

Sees: an invented predicate, a second half that no quote holds, an answer from the model's own memory, and a word put in the
place of another in what is otherwise a copy (`58,000 tonnes of wheat left` for `58,000 tonnes of maize left`). A word is
covered when the quotes (for a word that is no verb the headline too) hold its stem, its form, a word of the same concept or
one of its root; words that say next to nothing are not asked for. At most one word in four may be uncovered, never two in a
row, never all of a clause.
Cannot see: covered words in a new order (that is `roles` and `binding`), and one wrong word in a long statement that is no
copy; it takes a synonym that no table holds, put where the original stood, for another word.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qa.check.reading import Ground, Reading
from qa.check.reading.slots import fills_the_slot_of_another
from qa.check.reading.tokens import stem
from qa.check.reading.vocabulary import covered
from qa.check.reading.words import LIGHT_WORDS
from qa.check.verdict import Failure

_ALLOWED_SHARE = 0.25
_SPANS = {stem(word) for word in ("day", "week", "month", "year", "hour")}
_LIGHT = {stem(word) for word in LIGHT_WORDS}


def grounding(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail when too many of the statement's words are in no quote, or one stands in the place of another."""
    if not statement.content and not statement.quantities and not statement.whens:
        return Failure("grounding", "the statement says nothing")
    named = {at for name in statement.names if not name.initial for at in range(name.start, name.end)}
    missing = [at for at in statement.content if at not in named and not _is_covered(statement, at, grounds)]
    for at in missing:
        if statement.tokens[at].stem in _LIGHT - _SPANS:
            continue
        if any(fills_the_slot_of_another(statement, at, ground.line) for ground in grounds):
            return Failure("grounding", f"“{statement.tokens[at].text}” stands in the place of another word")
    return _too_few(statement, [at for at in missing if not _light(statement, at)])


def _is_covered(statement: Reading, at: int, grounds: Sequence[Ground]) -> bool:
    """Whether a quote covers the word, or a headline does and it is no verb: the quote has to say what happened."""
    lines = [ground.line for ground in grounds]
    if all(predicate.at != at for predicate in statement.predicates):
        lines += [ground.title for ground in grounds]
    if statement.tokens[at].capital:
        lines += [ground.byline for ground in grounds]
    return covered(statement.tokens[at], statement.language, lines)


def _too_few(statement: Reading, missing: Sequence[int]) -> Failure | None:
    asked = [at for at in statement.content if not _light(statement, at)]
    weight = sum(2 if at == 0 and statement.tokens[at].capital else 1 for at in missing)
    if weight > _ALLOWED_SHARE * len(asked) or _in_a_row(statement, missing) or _whole_clause(statement, asked, missing):
        return Failure("grounding", f"not in the quotes: {', '.join(statement.tokens[at].text for at in missing)}")
    return None


def _light(statement: Reading, at: int) -> bool:
    return statement.tokens[at].stem in _LIGHT and not (statement.tokens[at].capital and at)


def _in_a_row(statement: Reading, missing: Sequence[int]) -> bool:
    """Whether two uncovered words follow each other among the words that carry meaning."""
    order = {at: place for place, at in enumerate(statement.content)}
    return any(order[after] - order[before] == 1 for before, after in pairwise(missing))


def _whole_clause(statement: Reading, asked: Sequence[int], missing: Sequence[int]) -> bool:
    clauses = {statement.clauses[at] for at in missing}
    return any(all(at in missing for at in asked if statement.clauses[at] == clause) for clause in clauses)
