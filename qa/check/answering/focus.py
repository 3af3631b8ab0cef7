"""Focus: the quotes speak of what the question asks about.

Sees: a quote that says the opposite of the verb asked about (`lifted` for `imposed`) or a sibling of it (`killed` for `injured`)
although it shares most of the question's other words; how large a share of them that is. Inflections, demonyms and the table of
concepts are allowed for. Cannot see: a question whose words all stand in the quotes, but about something else; synonyms that
stand in no table, which is why the share is a measure and no rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.check.answering.kinds import AnswerKind
from qa.check.answering.query import Query
from qa.check.reading import Ground, Reading
from qa.check.reading.alignment import nearest
from qa.check.reading.concepts import akin
from qa.check.reading.names import name_key
from qa.check.reading.tokens import Token, stem
from qa.check.verdict import Failure

_CLEARLY = 0.5  # the share of the question's words from which on the quotes are about the same event
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
    """Fail when the quotes speak of the same event, but of the opposite or another part of it."""
    words = [token for line in _lines(grounds) for token in line.tokens if token.kind == "word"]
    asked = _asked(query)
    if share(query, grounds) < _CLEARLY:
        return None
    for at in asked:
        if turned := _turned(query, at, grounds, words):
            return Failure("focus", f"the question asks about “{query.reading.tokens[at].text}”, the quotes say “{turned}”")
    return None


def share(query: Query, grounds: Sequence[Ground]) -> float:
    """Return the share in [0, 1] of the question's ordinary words that the quotes or their headlines hold; 1 when it has none."""
    words = [token for line in _lines(grounds) for token in line.tokens if token.kind == "word"]
    asked = _asked(query)
    covered = sum(_covered(query.reading.tokens[at], words, query.reading) for at in asked)
    return covered / len(asked) if asked else 1.0


def _asked(query: Query) -> list[int]:
    return [at for at in query.content if not query.reading.tokens[at].capital]


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
