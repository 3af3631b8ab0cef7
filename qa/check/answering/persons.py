"""Persons and places: whether a statement names the one or the other that a question asks for."""

from __future__ import annotations

from collections.abc import Sequence

from qa.check.answering.naming import INSIDE, is_bearer
from qa.check.answering.novelty import new_names, new_words, new_words_of
from qa.check.answering.query import Query
from qa.check.reading import Ground, Reading
from qa.check.reading.names import Name
from qa.check.reading.places import is_demonym
from qa.check.reading.tokens import lower, stem
from qa.check.reading.words import word_set

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
_OFFICES = {
    stem(word)
    for word in word_set("""president minister mayor king queen chief commander leader director head governor interim prime
    captain chairman chairwoman chancellor coach manager ministre président maire roi reine chef""")
}
_LOCATIVES = word_set(
    """in at to near from into between outside inside via towards toward across through off around on of over dans à au en de
    vers entre près"""
)
_DOER_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "woman", "ers", "ors", "ists", "ians", "eur", "euse", "aire")


def is_person(query: Query, statement: Reading, grounds: Sequence[Ground]) -> bool:
    """Whether a new name, or a noun for people, is told as the one who does or suffers something."""
    names = [name for name in new_names(query, statement, grounds) if not _is_place_by_preposition(statement, name)]
    if not {"who", "whom", "whose", "qui"} & {token.text.lower() for token in query.reading.tokens} or _holds_office(query):
        proper = (name for name in names if not _maybe_a_noun(name, grounds) and is_bearer(statement, name))
        return any(not any(is_demonym(token.folded) for token in name.tokens) for name in proper)
    if any(not _maybe_a_noun(name, grounds) for name in names) or new_words_of(query, statement, grounds, _PEOPLE):
        return True
    return any(_is_a_kind_of_person(statement, at) for at in new_words(query, statement))


def _holds_office(query: Query) -> bool:
    """Whether the question asks who somebody is (`Who is the mayor?`), so that nothing but a name answers it."""
    first = [token.text.lower() for token in query.reading.tokens[:3]]
    return (
        first[:1] in (["who"], ["qui"])
        and first[1:2] in (["is"], ["was"], ["est"], ["était"])
        and (first[2:] in (["the"], ["le"], ["la"]) or bool({token.stem for token in query.reading.tokens[2:3]} & _OFFICES))
    )


def _is_place_by_preposition(statement: Reading, name: Name) -> bool:
    return lower(statement.tokens, name.start - 1) in INSIDE


def _maybe_a_noun(name: Name, grounds: Sequence[Ground]) -> bool:
    """Whether a lone plural that opens a sentence wherever it stands may be an ordinary noun, as in `Thieves stole …`."""
    alone = name.initial and len(name.tokens) == 1 and name.text.endswith("s")
    given = [other for ground in grounds for line in ground.lines for other in line.names]
    return alone and all(other.initial for other in given if other.keys == name.keys)


def _is_a_kind_of_person(statement: Reading, at: int) -> bool:
    """Whether a noun after an article has the ending of one who does something, as in `by a cleaner`."""
    word = lower(statement.tokens, at)
    return lower(statement.tokens, at - 1) in ("a", "an", "the", "un", "une", "le", "la") and word.endswith(_DOER_ENDINGS)


def is_place(query: Query, statement: Reading, grounds: Sequence[Ground]) -> bool:
    """Whether a new name stands as a place; for `where`, a noun for a place will do."""
    names = new_names(query, statement, grounds)
    where = {"where", "où"} & {token.text.lower() for token in query.reading.tokens}
    if any(not where or _located(statement, name) for name in names):
        return True
    return bool(where and new_words_of(query, statement, grounds, _PLACE_WORDS))


def _located(statement: Reading, name: Name) -> bool:
    before = [token.text.lower() for token in statement.tokens[max(0, name.start - 3) : name.start]]
    return (
        any(word in _LOCATIVES for word in before)
        or any(is_demonym(token.folded) for token in name.tokens)
        or before[-1:] in (["and"], [","])
    )
