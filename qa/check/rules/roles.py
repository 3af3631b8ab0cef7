"""Roles: who does what to whom.

Sees: the same two names or nouns on the two sides of the same verb, exchanged (`France accused Mali` for `Mali accused
France`), the passive with `by` read as its active; the object of the quotes made the doer; a doer put in the place of another
who stands in the same sentence; what comes `from` somewhere going `to` it.
Cannot see: roles that no verb separates (`the attack of A on B`), and any other doer taken from another sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.check.reading import Ground, Reading
from qa.check.reading.attributions import is_reporting
from qa.check.reading.concepts import concepts_of, related
from qa.check.reading.predicates import Predicate, word_key
from qa.check.verdict import Failure

_FROM = frozenset(("from", "de", "depuis"))
_TO = frozenset(("to", "into", "vers", "à"))
_BETWEEN = frozenset(("the", "about", "around", "$", "€", "£", "la", "le", "près", "de", "environ", "nearly", "almost"))


def roles(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail when doer and done-to, or origin and goal, are exchanged, or the doer is another."""
    for mine in statement.predicates:
        if is_reporting(statement.tokens[mine.at]):
            continue
        theirs = _same_verb(statement, mine, grounds)
        if theirs and all(_turned(mine, other, line) or _taken(statement, mine, other, line, grounds) for line, other in theirs):
            return Failure("roles", f"“{statement.tokens[mine.at].text}”: in the quotes it is not the same who does it")
    return _direction(statement, grounds)


def _same_verb(statement: Reading, mine: Predicate, grounds: Sequence[Ground]) -> list[tuple[Reading, Predicate]]:
    """Return the predicates of the quotes with the statement's verb, or with a synonym where the verb itself is missing."""
    verb = statement.tokens[mine.at].stem
    every = [(ground.line, other) for ground in grounds for other in ground.line.predicates]
    exact = [(line, other) for line, other in every if line.tokens[other.at].stem == verb]
    if exact:
        return exact
    meant = {(concept, sign) for concept, sign in concepts_of(verb, statement.language).items() if sign}
    return [(line, other) for line, other in every if meant & concepts_of(line.tokens[other.at].stem, line.language).items()]


def _turned(mine: Predicate, other: Predicate, line: Reading) -> bool:
    if not mine.doer or mine.doer & other.doer:
        return False
    if mine.done_to & other.doer and mine.doer & other.done_to:
        return True
    if not (mine.transitive and other.transitive):
        return False
    if mine.doer & (other.done_to | other.recipient) and not mine.doer & other.before:
        return True
    return bool(other.doer) and not mine.borrowed and not other.borrowed and _replaced(mine, other, line)


def _replaced(mine: Predicate, other: Predicate, line: Reading) -> bool:
    """Whether the statement's doer stands in the same sentence, but not before the verb, as something else than the doer."""
    if any(related(one, given) for one in mine.doer for given in other.doer):
        return False
    elsewhere = {word_key(line.tokens[at]) for at in line.content} - other.before
    return mine.doer <= elsewhere


def _taken(statement: Reading, mine: Predicate, other: Predicate, line: Reading, grounds: Sequence[Ground]) -> bool:
    """Whether a named doer comes from another sentence than its deed, which is told of several there (`soldiers`)."""
    if not (mine.transitive and other.transitive) or mine.borrowed or other.borrowed or mine.doer & (other.doer | other.before):
        return False
    named = {word_key(token) for name in statement.names for token in name.tokens if not name.initial or len(name.tokens) > 1}
    several = [token for token in line.tokens[: other.at] if word_key(token) in other.doer and token.text.endswith("s")]
    elsewhere = {word_key(token) for ground in grounds if ground.line is not line for token in ground.line.tokens}
    return bool(several and mine.doer) and mine.doer <= named and mine.doer <= elsewhere


def _direction(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    origins, goals = _after(statement, _FROM), _after(statement, _TO)
    for ground in grounds:
        given_origins, given_goals = _after(ground.line, _FROM), _after(ground.line, _TO)
        from_goals, to_origins = origins & given_goals - given_origins, goals & given_origins - given_goals
        turned = from_goals or to_origins if statement.language == "en" else from_goals and to_origins
        if turned:
            return Failure("roles", "“from” and “to” are exchanged")
    return None


def _after(reading: Reading, prepositions: frozenset[str]) -> set[str]:
    """Return the names and figures that follow one of `prepositions`."""
    found, tokens = set(), reading.tokens
    for place, token in enumerate(tokens[:-1]):
        if token.text.lower() not in prepositions:
            continue
        after = place + 1
        while after < len(tokens) - 1 and tokens[after].text.lower() in _BETWEEN:
            after += 1
        if tokens[after].capital or tokens[after].kind == "number":
            found.add(word_key(tokens[after]))
    return found
