"""Hedges: the statement is no surer than the quotes.

Sees: `may`, `could`, `plans to`, `will`, `is expected`, `alleged`, `reportedly`, `if` and their like over a word that the
statement takes up without one; a stronger hedge for a weaker (`will` for `may`).
Cannot see: a hedge that is added, a tense that is changed without a hedge word, and hedges that only a whole sentence around
would tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.check.reading import Ground, Reading
from qa.check.reading.alignment import Occurrence, nearest
from qa.check.reading.cues import Certainty
from qa.check.reading.tokens import lower
from qa.check.reading.verbs import is_past
from qa.check.verdict import Failure


def hedges(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail on the first word that the quotes say less surely."""
    alleged = any(force.alleged for force in statement.forces) or any(said.manner != "report" for said in statement.attributions)
    for at in statement.content:
        places = nearest(statement, at, grounds)
        if places and all(_surer(statement, at, place) for place in places):
            return Failure("hedges", f"“{statement.tokens[at].text}” is less sure in the quotes")
        if places and not alleged and all(place.line.forces[place.at].alleged for place in places):
            return Failure("hedges", f"“{statement.tokens[at].text}” is only alleged in the quotes")
    return None


def _surer(statement: Reading, at: int, place: Occurrence) -> bool:
    given = place.line.forces[place.at].certainty
    if given is Certainty.FACT or (given is Certainty.COMING and not _tells_the_past(statement, at)):
        return False
    clause = statement.clauses[at]
    return min(force.certainty for force, own in zip(statement.forces, statement.clauses, strict=True) if own == clause) > given


def _tells_the_past(statement: Reading, at: int) -> bool:
    """Whether the word tells an event as past, or as going on; `the law expires in May` may well say what is to come."""
    word = statement.tokens[at].text.lower()
    if word.endswith("ing"):
        return lower(statement.tokens, at - 1) in ("been", "is", "are", "was", "were")
    if statement.language == "fr":
        return lower(statement.tokens, at - 1) in ("a", "ont", "est", "sont", "été", "avait", "avaient")
    return is_past(word)
