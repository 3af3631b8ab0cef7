"""Naming: `what is the name of …?` is answered by a name that the statement gives to somebody or something.

Sees: a new name that is neither a place (`from Northfold`, `the Isvarn valley`), nor an owner (`the city's`), nor merely who is
speaking, and that stands beside the word for the one asked about where the statement has that word (`a mare called Plum`, but not
`half goes to Mr Sorley and half to the woman`); and a title in quotation marks.
Cannot see: whether a name is that of the one asked about, where the statement has another word for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from qa.check.answering.novelty import new_names
from qa.check.answering.query import Query
from qa.check.reading import Ground, Reading
from qa.check.reading.names import Name
from qa.check.reading.tokens import lower, stem
from qa.check.reading.words import STOP_WORDS, word_set

_ASKS = re.compile(r"\bnames? of\b|\bnoms? d(?:e|u|es|['’])|\bcomment s['’]appel", re.IGNORECASE)
INSIDE = word_set("in at near off outside around into towards across")
"""What stands before the name of a place that something happens in."""

_WHENCE = INSIDE | word_set("from à au en")
_PLACES = {
    stem(word)
    for word in word_set("""valley river lake dam bridge mountain hills bay sea coast island road street square station airport
    harbour port hospital school university court prison hotel stadium church market factory mine ministry company
    city town village region province district county vallée rivière barrage pont""")
}
_ENDS = word_set("who whose whom that which in at on of from during after before with qui dont dans sur ? , arrested killed")
_PARTS = word_set("and or but to who whose that which et ou mais qui dont ; :")
_CALLED = word_set("called named nommé nommée appelé appelée")
_NEAR = 8  # words that a description between a name and its bearer has at the most
_TITLE = re.compile(r"[\"“«]\s?(?:[^\"”»\s]+\s?){1,6}[\"”»]")


def asks_for_name(query: Query) -> bool:
    """Whether the question asks what somebody or something is called."""
    return bool(_ASKS.search(query.reading.text))


def is_named(query: Query, statement: Reading, grounds: Sequence[Ground]) -> bool:
    """Whether the statement gives a new name to somebody or something."""
    if _TITLE.search(statement.text):
        return True
    named = _described(query)
    bearers = [name for name in new_names(query, statement, grounds) if is_bearer(statement, name)]
    spots = [at for at, token in enumerate(statement.tokens) if token.stem in named]
    if spots:
        return any(_beside(statement, name, at) for name in bearers for at in spots if not _speaks(statement, name, at))
    return any(not _speaks(statement, name) for name in bearers)


def _described(query: Query) -> set[str]:
    """Return the stems of the words for the one whose name is asked: `horse` of `the name of the horse that survived`."""
    asked = _ASKS.search(query.reading.text)
    words = [token for token in query.reading.tokens if asked and token.start >= asked.end()]
    near = list(takewhile(lambda token: token.text.lower() not in _ENDS, words))
    return {token.stem for token in near if token.kind == "word" and not token.capital and token.folded not in STOP_WORDS}


def _beside(statement: Reading, name: Name, at: int) -> bool:
    """Whether nothing but a short description stands between a name and the word at `at`."""
    between = range(at + 1, name.start) if at < name.start else range(name.end, at)
    if len(between) > _NEAR:
        return False
    telling = {predicate.at for predicate in statement.predicates}
    return not any(
        lower(statement.tokens, place) in _PARTS or (place in telling and lower(statement.tokens, place) not in _CALLED)
        for place in between
    )


def is_bearer(statement: Reading, name: Name) -> bool:
    """Whether a name may be that of somebody or something, and does not only tell where, or whose."""
    behind = lower(statement.tokens, name.end)
    place = name.tokens[-1].stem in _PLACES or stem(behind) in _PLACES
    return not place and behind != "'s" and lower(statement.tokens, name.start - 1) not in _WHENCE


def _speaks(statement: Reading, name: Name, described: int | None = None) -> bool:
    """Whether a name is there only to say who speaks; whom the word at `described` describes as well is there for more."""
    speakers = [set(attribution.speaker) for attribution in statement.attributions]
    return any(set(range(name.start, name.end)) & speaker and described not in speaker for speaker in speakers)
