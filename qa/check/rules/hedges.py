"""Hedges: the statement is no surer than the quotes.

Sees: `may`, `could`, `plans to`, `will`, `alleged`, `reportedly`, `if` and their like over a word that the statement takes up
without one; a
stronger hedge for a weaker (`will` for `may`). Cannot see: a hedge that is added, a tense that is changed without a hedge
word, and
hedges that are told by intonation or by a whole sentence around.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.check.reading import Ground, Reading
from qa.check.reading.alignment import Occurrence, nearest
from qa.check.reading.scopes import Certainty
from qa.check.verdict import Failure


def hedges(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail on the first word that the quotes say less surely."""
    certainty = min((force.certainty for force in statement.forces), default=Certainty.FACT)
    alleged = any(force.alleged for force in statement.forces) or bool(statement.attributions)
    for at in statement.content:
        places = nearest(statement, at, grounds)
        if places and all(_surer(certainty, place) for place in places):
            return Failure("hedges", f"“{statement.tokens[at].text}” is less sure in the quotes")
        if places and not alleged and all(place.line.forces[place.at].alleged for place in places):
            return Failure("hedges", f"“{statement.tokens[at].text}” is only alleged in the quotes")
    return None


def _surer(certainty: Certainty, place: Occurrence) -> bool:
    return certainty > place.line.forces[place.at].certainty
