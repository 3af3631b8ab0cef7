"""Focus: the quotes are about what the question is about.

Sees: names, numbers and years of the question that are in no quote and no headline (the year may be that of publication); a
quote that says
the opposite of the verb asked about (`lifted` for `imposed`) or a sibling of it (`killed` for `injured`); too few of the
question's other
words. Inflections, acronyms, demonyms and the table of concepts are allowed for. A yes-or-no question asks more of the other
words.
Cannot see: a question whose words all stand in the quotes, but about something else; synonyms that stand in no table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.check.answering.kinds import AnswerKind
from qa.check.answering.query import Query
from qa.check.reading import Ground, Reading
from qa.check.reading.alignment import nearest
from qa.check.reading.concepts import akin
from qa.check.reading.dates import When, resolved
from qa.check.reading.names import name_key
from qa.check.reading.quantities import Quantity
from qa.check.reading.tokens import Token, stem
from qa.check.rules.names import names
from qa.check.rules.numbers import figures_equal
from qa.check.verdict import Failure

_SHARE = 0.5
_SHARE_YES_NO = 0.6
_SIBLINGS = tuple(
    frozenset(stem(word) for word in words.split())
    for words in (
        "kill injure arrest miss rescue evacuate displace",
        "kill wound arrest miss rescue evacuate displace",
        "soldier civilian police militant journalist",
        "president king mayor governor",
        "birth death marriage",
        "found buy sell",
    )
)


def focus(query: Query, _statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail when the quotes are about something else than the question."""
    missing = names(query.reading, grounds)
    if missing:
        return Failure("focus", missing.detail)
    for when in query.reading.whens:
        if when.year and not any(_of_year(when, ground) for ground in grounds):
            return Failure("focus", f"the quotes are not about {when.text}")
    for quantity in query.reading.quantities:
        if quantity.kind == "cardinal" and not any(
            figures_equal(quantity, given) for ground in grounds for given in _figures(ground)
        ):
            return Failure("focus", f"the quotes do not mention “{quantity.text}”")
    return _about_something_else(query, grounds)


def _figures(ground: Ground) -> Iterator[Quantity]:
    yield from ground.line.quantities
    yield from ground.title.quantities


def _of_year(when: When, ground: Ground) -> bool:
    said = {given.year for said in ground.line.whens for given in resolved(said, ground.published) if given.year}
    if when.year in said or any(when.year == given.year for given in ground.title.whens):
        return True
    return not said and ground.published is not None and ground.published.year == when.year


def _about_something_else(query: Query, grounds: Sequence[Ground]) -> Failure | None:
    words = [token for line in _lines(grounds) for token in line.tokens if token.kind == "word"]
    asked = [at for at in query.content if not query.reading.tokens[at].capital]
    covered = [at for at in asked if _covered(query.reading.tokens[at], words, query.reading)]
    for at in asked:
        if turned := _turned(query, at, grounds, words):
            return Failure("focus", f"the question asks about “{query.reading.tokens[at].text}”, the quotes say “{turned}”")
    share = _SHARE_YES_NO if query.kind is AnswerKind.YES_NO else _SHARE
    if asked and len(covered) < share * len(asked):
        missing = ", ".join(query.reading.tokens[at].text for at in asked if at not in covered)
        return Failure("focus", f"the quotes do not mention {missing}")
    return None


def _lines(grounds: Sequence[Ground]) -> Iterator[Reading]:
    for ground in grounds:
        yield from (ground.line, ground.title)


def _covered(token: Token, words: Sequence[Token], reading: Reading) -> bool:
    return any(akin(token, word, reading.language) or name_key(token) == name_key(word) for word in words)


def _turned(query: Query, at: int, grounds: Sequence[Ground], words: Sequence[Token]) -> str:
    """Return the word of the quotes that is the opposite or a sibling of the one asked about; maybe none."""
    token = query.reading.tokens[at]
    if query.kind is AnswerKind.YES_NO:
        return ""
    places = nearest(query.reading, at, grounds)
    if places and all(place.opposite for place in places):
        return places[0].line.tokens[places[0].at].text
    if places:
        return ""
    siblings = set().union(*(group for group in _SIBLINGS if token.stem in group)) - {token.stem}
    return next((word.text for word in words if word.stem in siblings), "")
