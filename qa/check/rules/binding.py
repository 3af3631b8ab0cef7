"""Binding: a figure or a date stays with the event that the quotes give it to.

Sees: a figure or a date put to a verb to which the quotes put another one of its kind (`rescued 26` where 151 were rescued
and 26 are missing; `kidnapped on Saturday` where they were released on Saturday); a year whose clause tells the event of
another sentence with another year.
Cannot see: events that share their verb, and figures that no verb tells apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.check.reading import Ground, Reading
from qa.check.reading.concepts import akin, concepts_of
from qa.check.reading.names import Name
from qa.check.reading.quantities import Quantity
from qa.check.reading.tokens import Token, lower
from qa.check.reading.units import MONEY
from qa.check.reading.when import When, resolved
from qa.check.rules.numbers import figures_equal
from qa.check.verdict import Failure


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a figure or a date stands: its sentence, the verb it goes with, and the names beside it."""

    ground: Ground
    item: Quantity | When
    verb: Token | None
    names: frozenset[str]


_DOERS = ("ers", "ors", "ists", "ians", "ants", "ents")


def binding(statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail on the first figure or date that belongs to another event."""
    places = [_place(ground, item) for ground in grounds for item in _items(ground.line)]
    for item in _items(statement):
        if _taken_over(statement, item, places, grounds):
            return Failure("binding", f"“{item.text}” belongs to something else in the quotes")
    for when in statement.whens:
        if when.year and len(grounds) > 1 and _of_another_event(statement, when, grounds):
            return Failure("binding", f"“{when.text}” belongs to another event in the quotes")
    return None


def _items(reading: Reading) -> list[Quantity | When]:
    return [*reading.quantities, *reading.whens]


def _place(ground: Ground, item: Quantity | When) -> _Place:
    return _Place(ground, item, _verb(ground.line, item), _names_beside(ground.line, item))


def _names_beside(reading: Reading, item: Quantity | When) -> frozenset[str]:
    """Return the keys of the names in the clause of an item, or of the last name before it when its clause has none."""
    clause = reading.clauses[item.start]
    names = [name for name in reading.names if not _maybe_a_noun(name)]
    beside = [name for name in names if reading.clauses[name.start] == clause]
    before = [name for name in names if name.start < item.start]
    return frozenset(key for name in beside or before[-1:] for key in name.keys)


def _maybe_a_noun(name: Name) -> bool:
    """Whether a lone plural has its capital only from opening the sentence."""
    alone = name.initial and len(name.tokens) == 1 and name.text.endswith("s")
    return alone and (name.text.endswith(_DOERS) or bool(concepts_of(name.tokens[0].stem)))


def _verb(reading: Reading, item: Quantity | When) -> Token | None:
    """Return the verb that an item goes with: the last one before it in its clause, else the next one after."""
    clause = reading.clauses[item.start]
    verbs = [predicate.at for predicate in reading.predicates if reading.clauses[predicate.at] == clause]
    before = [at for at in verbs if at < item.start]
    chosen = before[-1:] or verbs[:1]
    return reading.tokens[chosen[0]] if chosen else None


def _taken_over(statement: Reading, item: Quantity | When, places: Sequence[_Place], grounds: Sequence[Ground]) -> bool:
    own = [place for place in places if _equal(item, place)]
    if own and _is_a_total(statement, item, own):
        return True
    if isinstance(item, When) and own and _of_another_sentence(statement, item, own, grounds):
        return True
    rivals = [place for place in places if place not in own and _of_a_kind(item, place.item)]
    if not own or not rivals:
        return False
    names, verb = _names_beside(statement, item), _verb(statement, item)
    mine, theirs = _nearest(names, own), _nearest(names, rivals)
    if isinstance(item, Quantity) and theirs > mine == 0 and all(place.names for place in own):
        return True
    if verb is None or mine > theirs or any(place.verb is None or _one_verb(statement, verb, place) for place in own):
        return False
    return any(_one_verb(statement, verb, place) for place in rivals)


def _of_another_sentence(statement: Reading, when: When, own: Sequence[_Place], grounds: Sequence[Ground]) -> bool:
    """Whether a date is put to a deed that another sentence tells, without the date, while its own sentence tells other deeds."""
    verb = _verb(statement, when)
    if verb is None or any(place.verb is None or _tells(place.ground.line, verb, statement) for place in own):
        return False
    dated = {id(place.ground.line) for place in own}
    return any(_tells(ground.line, verb, statement) for ground in grounds if id(ground.line) not in dated)


def _tells(line: Reading, verb: Token, statement: Reading) -> bool:
    return any(akin(verb, line.tokens[at], statement.language) for at in line.content)


def _nearest(names: frozenset[str], places: Sequence[_Place]) -> int:
    return max(len(names & place.names) for place in places)


def _is_a_total(statement: Reading, item: Quantity | When, own: Sequence[_Place]) -> bool:
    """Whether the statement does to all what the quotes do to some: `5,200 were cut` for `400 of the 5,200 were cut`."""
    verb = _verb(statement, item)
    if verb is None or isinstance(item, When) or lower(statement.tokens, item.start - 1) in ("of", "the"):
        return False
    return all(
        lower(place.ground.line.tokens, place.item.start - 2) == "of"
        and any(other.end == place.item.start - 2 for other in place.ground.line.quantities)
        and _one_verb(statement, verb, place)
        for place in own
    )


def _equal(item: Quantity | When, place: _Place) -> bool:
    if isinstance(item, Quantity):
        return isinstance(place.item, Quantity) and item.unit == place.item.unit and figures_equal(item, place.item)
    if not isinstance(place.item, When):
        return False
    return any(item.says_no_more_than(when) for when in resolved(place.item, place.ground.published, ahead=True))


def _of_a_kind(item: Quantity | When, other: Quantity | When) -> bool:
    if isinstance(item, Quantity):
        return isinstance(other, Quantity) and _comparable(item, other)
    return isinstance(other, When)


def _comparable(one: Quantity, other: Quantity) -> bool:
    if one.unit != other.unit:
        bare = next((quantity for quantity in (one, other) if not quantity.unit), None)
        return bare is not None and not bare.counted and bool({one.unit, other.unit} & MONEY)
    return one.kind == other.kind and (bool(one.unit) or bool(one.counted) == bool(other.counted))


def _one_verb(statement: Reading, verb: Token, place: _Place) -> bool:
    if place.verb is None or verb.stem == place.verb.stem:
        return place.verb is not None
    language = statement.language
    meant = {(concept, sign) for concept, sign in concepts_of(verb.stem, language).items() if sign}
    return bool(meant & concepts_of(place.verb.stem, language).items())


def _of_another_event(statement: Reading, when: When, grounds: Sequence[Ground]) -> bool:
    clause = _clause(statement, when)
    own = [len(clause & ground.line.stems) for ground in grounds if when.year in _years(ground)]
    other = [len(clause & ground.line.stems) for ground in grounds if (years := _years(ground)) and when.year not in years]
    return bool(clause and own and other) and max(own) < max(other) and max(own) <= len(clause) / 2


def _years(ground: Ground) -> set[int]:
    return {given.year for when in ground.line.whens for given in resolved(when, ground.published) if given.year}


def _clause(statement: Reading, when: When) -> set[str]:
    clause = statement.clauses[when.start]
    near = {statement.tokens[at].stem for at in statement.content if statement.clauses[at] == clause}
    return near if len(near) > 1 else set(statement.stems)
