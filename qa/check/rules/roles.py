"""Roles: who does what to whom.

Sees: the same two names or nouns on the two sides of the same verb, exchanged (`France accused Mali` for `Mali accused
France`), the passive with
`by` read as its active; `from` and `to` exchanged; a comparison with `than` turned round.
Cannot see: roles that no verb separates (`the attack of A on B`), and an agent that changes while the other side stays away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.check.reading import Ground, Reading
from qa.check.reading.concepts import concepts_of
from qa.check.reading.names import name_key
from qa.check.reading.tokens import Token
from qa.check.verdict import Failure

_PASSIVE = frozenset(("was", "were", "been", "being", "is", "are", "be", "got", "été", "est", "sont"))
_BY = frozenset(("by", "par"))
_FROM = frozenset(("from", "de", "depuis"))
_TO = frozenset(("to", "into", "vers", "à"))


@dataclass(frozen=True, slots=True)
class _Sides:
    doer: frozenset[str]
    done_to: frozenset[str]


def roles(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail when doer and done-to, or origin and goal, are exchanged."""
    for at in statement.content:
        mine = _sides(statement, at)
        if not mine.doer or not mine.done_to:
            continue
        theirs = [
            sides
            for ground in grounds
            for place in _same_word(statement, at, ground.line)
            if (sides := _sides(ground.line, place))
        ]
        if theirs and any(_exchanged(mine, sides) for sides in theirs) and not any(_kept(mine, sides) for sides in theirs):
            return Failure("roles", f"who does what to whom is turned round at “{statement.tokens[at].text}”")
    return _direction(statement, grounds)


def _same_word(statement: Reading, at: int, line: Reading) -> list[int]:
    word = statement.tokens[at]
    known = dict(concepts_of(word.stem, statement.language).items())
    return [
        place
        for place in line.content
        if line.tokens[place].stem == word.stem
        or any(known.get(concept) == sign for concept, sign in concepts_of(line.tokens[place].stem, line.language).items())
    ]


def _sides(reading: Reading, at: int) -> _Sides:
    """Return the words on both sides of the word `at`; a passive with `by` has its agent after it."""
    clause = reading.clauses[at]
    before = frozenset(_key(reading.tokens[place]) for place in reading.content if place < at and _near(reading, place, at))
    after = frozenset(_key(reading.tokens[place]) for place in reading.content if place > at and reading.clauses[place] == clause)
    if _passive(reading, at):
        by = next((place for place in range(at + 1, len(reading.tokens)) if reading.tokens[place].text.lower() in _BY), None)
        agents = frozenset(
            _key(reading.tokens[place])
            for place in reading.content
            if by is not None and place > by and reading.clauses[place] == clause
        )
        return _Sides(agents, before)
    return _Sides(before, after)


def _near(reading: Reading, place: int, at: int) -> bool:
    return reading.clauses[at] - reading.clauses[place] <= 0


def _passive(reading: Reading, at: int) -> bool:
    before = any(token.text.lower() in _PASSIVE for token in reading.tokens[max(0, at - 3) : at])
    after = any(token.text.lower() in _BY for token in reading.tokens[at + 1 : at + 12])
    return before and after


def _key(token: Token) -> str:
    return name_key(token) if token.capital else token.stem


def _exchanged(mine: _Sides, theirs: _Sides) -> bool:
    doers = mine.doer & theirs.done_to - theirs.doer
    done_to = mine.done_to & theirs.doer - theirs.done_to
    return bool(doers and done_to)


def _kept(mine: _Sides, theirs: _Sides) -> bool:
    return bool(mine.doer & theirs.doer or mine.done_to & theirs.done_to) and not _exchanged(mine, theirs)


def _direction(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    origins, goals = _after(statement, _FROM), _after(statement, _TO)
    for ground in grounds:
        given_origins, given_goals = _after(ground.line, _FROM), _after(ground.line, _TO)
        turned = (origins & given_goals - given_origins) and (goals & given_origins - given_goals)
        if turned:
            return Failure("roles", "“from” and “to” are exchanged")
    return None


def _after(reading: Reading, prepositions: frozenset[str]) -> set[str]:
    """Return the names and figures that follow one of `prepositions` directly."""
    found = set()
    for place, token in enumerate(reading.tokens[:-1]):
        if token.text.lower() in prepositions:
            follower = (
                reading.tokens[place + 2]
                if reading.tokens[place + 1].text.lower() in ("the", "$", "€", "£") and place + 2 < len(reading.tokens)
                else reading.tokens[place + 1]
            )
            if follower.capital or follower.kind == "number":
                found.add(_key(follower))
    return found
