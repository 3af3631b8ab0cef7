"""Focus: the quotes speak of what the question asks about.

Sees: a statement or a quote that says the opposite of the verb asked about (`lifted` for `imposed`), a quote that says a
sibling of it (`killed` for `injured`), although it shares most of the question's other words; how large a share of them that
is. Inflections, demonyms and the table of concepts are allowed for.
Cannot see: a question whose words all stand in the quotes, but about something else; synonyms that stand in no table, which
is why the share is a measure and no rule.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.check.answering.kinds import AnswerKind
from qa.check.answering.query import Query
from qa.check.reading import Ground, Reading
from qa.check.reading.alignment import occurrences
from qa.check.reading.tokens import stem
from qa.check.reading.vocabulary import covered
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


def focus(query: Query, statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail when the quotes speak of the same event, but of the opposite or another part of it."""
    if share(query, grounds) < _CLEARLY or query.kind is AnswerKind.YES_NO:
        return None
    for at in _asked(query):
        if other := _opposite(query, at, statement, grounds) or _sibling(query, at, grounds):
            return Failure("focus", f"the question asks about “{query.reading.tokens[at].text}”, the quotes say “{other}”")
    return None


def share(query: Query, grounds: Sequence[Ground]) -> float:
    """Return the share in [0, 1] of the question's ordinary words that the quotes or their headlines hold; 1 when it has none."""
    asked = _asked(query)
    found = sum(_is_covered(query, at, grounds) for at in asked)
    return found / len(asked) if asked else 1.0


def _asked(query: Query) -> list[int]:
    return [at for at in query.content if not query.reading.tokens[at].capital]


def _is_covered(query: Query, at: int, grounds: Sequence[Ground]) -> bool:
    lines = [line for ground in grounds for line in ground.lines]
    return covered(query.reading.tokens[at], query.reading.language, lines)


def _opposite(query: Query, at: int, statement: Reading, grounds: Sequence[Ground]) -> str:
    """Return the word that says the opposite of the one asked about, of the statement first; empty when none does."""
    said = occurrences(query.reading, at, (statement,))
    places = said or occurrences(query.reading, at, tuple(ground.line for ground in grounds))
    turned = bool(places) and all(place.opposite for place in places)
    return places[0].line.tokens[places[0].at].text if turned else ""


def _sibling(query: Query, at: int, grounds: Sequence[Ground]) -> str:
    """Return the word of the quotes that excludes the one asked about; empty when that one stands there too, or none does."""
    mine = query.reading.tokens[at].stem
    siblings = set().union(*(group for group in _SIBLINGS if mine in group)) - {mine}
    words = [token for ground in grounds for line in ground.lines for token in line.tokens]
    if not siblings or _is_covered(query, at, grounds):
        return ""
    return next((token.text for token in words if token.stem in siblings), "")
