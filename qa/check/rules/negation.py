"""Negation: what the statement affirms the quotes affirm, and what it denies they deny.

Sees: a word that is negated on one side only, looked up where its context in the quotes is nearest, so that a negation
elsewhere in a long quote does not count; opposites from a table (`rose` for `fell`, `accepted` for `rejected`) count as a
negation, so `did not accept` is borne out by `rejected`.
Cannot see: opposites that stand in no table, negation by irony or by a verb that the tables lack, and scope that only a
parser would find.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.check.reading import Ground, Reading
from qa.check.reading.alignment import Occurrence, nearest
from qa.check.reading.tokens import lower
from qa.check.reading.verbs import is_past
from qa.check.verdict import Failure


def negation(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail on the first word whose polarity is turned round."""
    named = {at for name in statement.names for at in range(name.start, name.end) if not name.initial}
    for at in statement.content:
        if at in named or _stands_before_a_noun(statement, at):
            continue
        places = nearest(statement, at, grounds)
        if places and not any(_agrees(statement, at, place) for place in places):
            place = places[0]
            return Failure("negation", f"“{statement.tokens[at].text}” against “{_said(place)}” in the quotes")
    return None


def _stands_before_a_noun(statement: Reading, at: int) -> bool:
    """Whether a participle is part of a name for something, as in `the winning ticket` or `the lost property office`."""
    word = lower(statement.tokens, at)
    participle = is_past(word) or word.endswith("ing")
    return participle and lower(statement.tokens, at - 1) in ("the", "a", "an") and at + 1 in statement.content


def _agrees(statement: Reading, at: int, place: Occurrence) -> bool:
    return statement.forces[at].negated == (place.line.forces[place.at].negated != place.opposite)


def _said(place: Occurrence) -> str:
    word = place.line.tokens[place.at].text
    return f"not {word}" if place.line.forces[place.at].negated else word
