"""Kind: the statement holds something of the kind that the question asks for, which the question does not hold already.

Sees: a name for `who`, a place for `where`, a date for `when`, a number of the right things for `how many`, money for `how
much does it cost`, a
span of time for `how long`, a because for `why`; what is found must stand in the quotes. Cannot see: whether a name is a
person's or a place's
beyond a preposition before it, and whether the reason given is the reason for what was asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.check.answering.kinds import AnswerKind
from qa.check.answering.query import Query
from qa.check.answering.repetition import new_words
from qa.check.reading import Ground, Reading
from qa.check.reading.concepts import akin
from qa.check.reading.names import Name
from qa.check.reading.places import is_demonym
from qa.check.reading.quantities import Quantity
from qa.check.reading.tokens import Token, lower, stem
from qa.check.reading.units import DURATIONS, LENGTHS, MONEY, UNITS
from qa.check.reading.words import word_set
from qa.check.rules.numbers import figures_equal
from qa.check.verdict import Failure

_PEOPLE = {
    stem(word)
    for word in word_set("""soldier troop army force military police officer official authority government junta parliament
    court judge
    worker union company people
    civilian militant insurgent jihadist rebel gunman attacker mercenary resident villager voter protester student teacher
    doctor nurse farmer
    firefighter rescuer engineer scientist researcher minister president mayor spokesman spokeswoman lawyer prosecutor lawmaker
    deputy driver
    passenger pilot crew captain leader group team family mother father man woman boy girl child king queen prince staff
    employee manager
    director owner player coach journalist reporter author artist neighbour hunter fisherman fishermen dockworker miner nobody
    volunteer""")
}
_PLACE_WORDS = {
    stem(word)
    for word in word_set("""city town village capital country border region province district airport port harbour station
    hospital
    school university street square park river
    lake sea coast island mountain forest desert base camp museum theatre stadium church mosque market factory mine bridge
    north south east west
    centre court prison hotel ville pays frontière région abroad home hall palace building valley beach site""")
}
_INSIDE = word_set("in at near off outside around into towards across")
_LOCATIVES = word_set(
    """in at to near from into between outside inside via towards toward across through off around on of over dans à au en de
    vers entre près"""
)
_REASONS = word_set(
    "because due after following over as since amid owing so by when thanks accusing citing parce car après raison suite"
)
_REASON_STEMS = {stem(word) for word in word_set("cause caused blame prompt lead cite reason trigger force thank accuse")}
_DOER_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "woman", "ers", "ors", "ists", "ians", "eur", "euse", "aire")
_GENERIC = word_set("peopl person number mani much")


def kind(query: Query, statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail when nothing of the expected kind is new in the statement."""
    if _TESTS[query.kind](query, statement, grounds):
        return None
    return Failure(
        "kind", f"the question asks for a {query.kind.value.replace('_', ' ')}, and the statement holds none that is new"
    )


def _new_names(query: Query, statement: Reading, grounds: Sequence[Ground]) -> list[Name]:
    asked = query.reading.name_keys
    known = set().union(*(line.name_keys for ground in grounds for line in (ground.line, ground.title)))
    names = [name for name in statement.names if not set(name.keys) <= asked]
    return [name for name in names if any(key in known and key not in asked for key in name.keys)]


def _new_figures(query: Query, statement: Reading, grounds: Sequence[Ground]) -> list[Quantity]:
    given = [quantity for ground in grounds for line in (ground.line, ground.title) for quantity in line.quantities]
    fresh = [
        quantity
        for quantity in statement.quantities
        if not any(quantity.values == asked.values for asked in query.reading.quantities)
    ]
    return [quantity for quantity in fresh if any(figures_equal(quantity, other) for other in given)]


def _new_words_of(query: Query, statement: Reading, grounds: Sequence[Ground], stems: set[str]) -> list[Token]:
    known = {token.stem for ground in grounds for line in (ground.line, ground.title) for token in line.tokens}
    fresh = [statement.tokens[at] for at in new_words(query, statement)]
    return [token for token in fresh if token.stem in stems and token.stem in known]


def _person(query: Query, statement: Reading, grounds: Sequence[Ground]) -> bool:
    names = [name for name in _new_names(query, statement, grounds) if not _is_place_by_preposition(statement, name)]
    if not {"who", "whom", "whose", "qui"} & {token.text.lower() for token in query.reading.tokens}:
        return any(not any(is_demonym(token.folded) for token in name.tokens) for name in names)
    if any(not _maybe_a_noun(name, grounds) for name in names) or _new_words_of(query, statement, grounds, _PEOPLE):
        return True
    return any(_is_a_kind_of_person(statement, at) for at in new_words(query, statement))


def _is_place_by_preposition(statement: Reading, name: Name) -> bool:
    return lower(statement.tokens, name.start - 1) in _INSIDE


def _maybe_a_noun(name: Name, grounds: Sequence[Ground]) -> bool:
    """Whether a lone plural that opens a sentence wherever it stands may be an ordinary noun, as in `Thieves stole …`."""
    alone = name.initial and len(name.tokens) == 1 and name.text.endswith("s")
    given = [other for ground in grounds for line in (ground.line, ground.title) for other in line.names]
    return alone and all(other.initial for other in given if other.keys == name.keys)


def _is_a_kind_of_person(statement: Reading, at: int) -> bool:
    """Whether a noun after an article has the ending of one who does something, as in `by a cleaner`."""
    word = lower(statement.tokens, at)
    return lower(statement.tokens, at - 1) in ("a", "an", "the", "un", "une", "le", "la") and word.endswith(_DOER_ENDINGS)


def _place(query: Query, statement: Reading, grounds: Sequence[Ground]) -> bool:
    names = _new_names(query, statement, grounds)
    where = {"where", "où"} & {token.text.lower() for token in query.reading.tokens}
    if any(not where or _located(statement, name) for name in names):
        return True
    return bool(where and _new_words_of(query, statement, grounds, _PLACE_WORDS))


def _located(statement: Reading, name: Name) -> bool:
    before = [token.text.lower() for token in statement.tokens[max(0, name.start - 3) : name.start]]
    return (
        any(word in _LOCATIVES for word in before)
        or any(is_demonym(token.folded) for token in name.tokens)
        or before[-1:] in (["and"], [","])
    )


def _date(query: Query, statement: Reading, _grounds: Sequence[Ground]) -> bool:
    asked = {(when.year, when.month, when.day, when.weekday) for when in query.reading.whens}
    if "time" in {token.text.lower() for token in query.reading.tokens} and statement.quantities:
        return True
    return any((when.year, when.month, when.day, when.weekday) not in asked or when.relative for when in statement.whens)


def _amount(query: Query, statement: Reading, grounds: Sequence[Ground]) -> bool:
    wanted, units = _counted(query), _units_asked(query)
    if not units and _none_of(wanted, statement):
        return True
    return any(
        _fits(figure, wanted, units, statement) for figure in _new_figures(query, statement, grounds) if figure.kind != "ordinal"
    )


def _none_of(wanted: Sequence[Token], statement: Reading) -> bool:
    """Whether the statement says that there were none of what is counted."""
    for at, token in enumerate(statement.tokens[:-1]):
        word, after = token.text.lower(), statement.tokens[at + 1]
        if word in ("none", "nobody", "zero") or (word == "no" and after.text.lower() == "one"):
            return True
        if word in ("no", "aucun", "aucune") and any(akin(after, one, statement.language) for one in wanted[:1]):
            return True
    return False


def _counted(query: Query) -> list[Token]:
    """Return the noun phrase after `how many`, `number of`, `combien de`; empty when the question names none."""
    tokens = query.reading.tokens
    for at in range(len(tokens) - 2):
        pair = (tokens[at].text.lower(), tokens[at + 1].text.lower())
        if pair in (("how", "many"), ("number", "of"), ("combien", "de"), ("percentage", "of")):
            run = []
            for token in tokens[at + 2 : at + 6]:
                if token not in [tokens[place] for place in query.reading.content]:
                    break
                run.append(token)
            return run
    return []


def _units_asked(query: Query) -> frozenset[str]:
    words = {token.text.lower() for token in query.reading.tokens}
    if words & {"percentage", "percent", "proportion", "share", "pourcentage", "taux"}:
        return frozenset(("percent", "point", ""))
    if "how" in words and words & {"far", "tall", "high", "deep", "wide"}:
        return LENGTHS
    if "how" in words and "old" in words:
        return frozenset(("year", "month", ""))
    return frozenset()


def _fits(figure: Quantity, wanted: Sequence[Token], units: frozenset[str], statement: Reading) -> bool:
    if units:
        return figure.unit in units and (bool(figure.unit) or not figure.counted)
    if not wanted or (not figure.counted and not figure.unit):
        return True
    asked_units = {UNITS.get(token.text.lower()) for token in wanted}
    if figure.unit and not figure.counted:
        return figure.unit in asked_units or figure.unit in ("percent", "times")
    if any(token.stem in _GENERIC for token in wanted):
        return True
    return any(akin(one, other, statement.language) for one in figure.counted for other in wanted) or figure.counted[
        -1
    ].stem in _GENERIC | {"dead", "other"}


def _money(query: Query, statement: Reading, grounds: Sequence[Ground]) -> bool:
    figures = _new_figures(query, statement, grounds)
    if any(figure.unit in MONEY for figure in figures):
        return True
    changes = {"rise", "raise", "increase", "cut", "tax", "hike", "more", "less", "pay"} & {
        token.text.lower() for token in query.reading.tokens
    }
    return bool(changes) and any(figure.unit in ("percent", "point") for figure in figures)


def _duration(query: Query, statement: Reading, grounds: Sequence[Ground]) -> bool:
    figures = _new_figures(query, statement, grounds)
    if any(figure.unit in DURATIONS or figure.unit in LENGTHS for figure in figures):
        return True
    tokens = [token.text.lower() for token in statement.tokens]
    spans = [
        at
        for at, word in enumerate(tokens)
        if UNITS.get(word) in DURATIONS and at and tokens[at - 1] in ("a", "an", "several", "many", "un", "une")
    ]
    bounds = {"since", "until", "till", "from", "between", "depuis", "jusqu"} & set(tokens)
    return bool(spans) or (bool(bounds) and _date(query, statement, grounds))


def _reason(query: Query, statement: Reading, _grounds: Sequence[Ground]) -> bool:
    marked = any(token.text.lower() in _REASONS or token.stem in _REASON_STEMS for token in statement.tokens)
    return (marked or _to_do(query, statement)) and len(new_words(query, statement)) >= 2


def _to_do(query: Query, statement: Reading) -> bool:
    """Whether the purpose of what was asked follows as an infinitive: `they came to drive the insurgents out`."""
    asked = {query.reading.tokens[at].stem for at in query.content}
    for at, token in enumerate(statement.tokens):
        if token.text.lower() == "to":
            verbs = [predicate.at for predicate in statement.predicates if predicate.at < at]
            if verbs and statement.tokens[verbs[-1]].stem in asked:
                return True
    return False


def _name(query: Query, statement: Reading, grounds: Sequence[Ground]) -> bool:
    return bool(_new_names(query, statement, grounds)) or any(token.text in '"“«' for token in statement.tokens)


def _anything(_query: Query, _statement: Reading, _grounds: Sequence[Ground]) -> bool:
    return True


_TESTS: dict[AnswerKind, Callable[[Query, Reading, Sequence[Ground]], bool]] = {
    AnswerKind.PERSON: _person,
    AnswerKind.PLACE: _place,
    AnswerKind.DATE: _date,
    AnswerKind.AMOUNT: _amount,
    AnswerKind.MONEY: _money,
    AnswerKind.DURATION: _duration,
    AnswerKind.REASON: _reason,
    AnswerKind.YES_NO: _anything,
    AnswerKind.NAME: _name,
    AnswerKind.STATEMENT: _anything,
}
