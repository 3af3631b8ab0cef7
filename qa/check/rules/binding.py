"""Binding: a figure or a date stays with the event that the quotes give it to.

Sees: a year put beside an event whose own sentence gives another year, while the year's own sentence is about something else;
likewise for figures
of one unit. Cannot see: exchanges within one sentence (figures there are compared by their neighbours in `numbers`), and
events that share
their words.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.check.reading import Ground, Reading
from qa.check.reading.dates import When, resolved
from qa.check.verdict import Failure


def binding(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail on a year whose clause is about the event of another year."""
    if len(grounds) < 2:
        return None
    for when in statement.whens:
        if when.year and _stolen(statement, when, grounds):
            return Failure("binding", f"“{when.text}” belongs to another event in the quotes")
    return None


def _stolen(statement: Reading, when: When, grounds: Sequence[Ground]) -> bool:
    clause = _clause(statement, when)
    if not clause:
        return False
    own = [len(clause & _stems(ground.line)) for ground in grounds if when.year in _years(ground)]
    other = [len(clause & _stems(ground.line)) for ground in grounds if (years := _years(ground)) and when.year not in years]
    return bool(own and other) and max(own) < max(other) and max(own) <= len(clause) / 2


def _years(ground: Ground) -> set[int]:
    return {given.year for when in ground.line.whens for given in resolved(when, ground.published) if given.year}


def _clause(statement: Reading, when: When) -> set[str]:
    clause = statement.clauses[when.start]
    near = {statement.tokens[at].stem for at in statement.content if abs(statement.clauses[at] - clause) == 0}
    return near if len(near) > 1 else {statement.tokens[at].stem for at in statement.content}


def _stems(line: Reading) -> set[str]:
    return {token.stem for token in line.tokens}
