"""Names: runs of capitalised words, and the keys under which two spellings of one name meet.

A capitalised word that opens a sentence may be a name or not; it is kept as `initial` and judged by those who ask. Does not
see names in lower case, nor tell a person from a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.check.reading.dates import MONTHS, WEEKDAYS
from qa.check.reading.numerals import MAGNITUDES, ORDINALS, SMALL
from qa.check.reading.places import is_demonym, place_key
from qa.check.reading.tokens import Token
from qa.check.reading.words import STOP_WORDS, word_set

TITLES = word_set("""
president prime minister premier general colonel captain lieutenant major sergeant king queen prince princess pope bishop
archbishop cardinal imam judge justice
mayor senator governor chancellor secretary ambassador professor doctor chief director chairman chairwoman chair ceo lord lady
sir mr mrs ms dr saint vice deputy former
foreign interior defence defense finance health education environment transport ministry army government parliament state
council court operation city county region
province company university commission committee federal national international ministre président maire général
""")
"""Capitalised words that say what a name is; folded or not, they are ordinary words to the check."""

_PARTICLES = word_set("de van von der den bin ben al el da dos du d la le ibn ould")
_OPENERS = frozenset(".?!:;\"“”«»([—–…'•*|")
_ENGLISH_MONTHS = {name for name in MONTHS if name not in ("mars", "mar", "mai", "juin", "juillet", "avril", "jan", "jun")}
_QUESTION_WORDS = word_set("combien comment pourquoi quand quel quelle quels quelles qui que quoi où")
_NOT_NAMES = STOP_WORDS | _QUESTION_WORDS | _ENGLISH_MONTHS | set(WEEKDAYS) | set(SMALL) | set(MAGNITUDES) | set(ORDINALS)


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words.

    Attributes:
        tokens: Its words, particles between them left out.
        start: Index of the first token.
        end: One past the last.
        initial: Whether it opens a sentence, so that its first word may be no name at all.
    """

    tokens: tuple[Token, ...]
    start: int
    end: int
    initial: bool

    @property
    def text(self) -> str:
        """Its words, one space between them."""
        return " ".join(token.text for token in self.tokens)

    @property
    def keys(self) -> tuple[str, ...]:
        """What its words are compared by: folded, demonyms led back to their country."""
        return tuple(name_key(token) for token in self.tokens)


def name_key(token: Token) -> str:
    """Return the form that a word of a name is compared by."""
    return place_key(token.folded.replace(".", ""))


def names_of(tokens: Sequence[Token]) -> tuple[Name, ...]:
    """Return the runs of capitalised words in `tokens`, split at titles and demonyms, in order."""
    runs: list[Name] = []
    at = 0
    while at < len(tokens):
        end = _run_end(tokens, at)
        if end > at:
            runs.extend(_parts(tokens, at, end))
        at = max(end, at + 1)
    return tuple(runs)


def initials_of(words: Iterable[Token]) -> str:
    """Return the folded initials of the capitalised words, as an acronym would be made of them."""
    return "".join(word.folded[0] for word in words if word.capital)


def _run_end(tokens: Sequence[Token], at: int) -> int:
    end = at
    while end < len(tokens):
        if _names(tokens[end]) or (end > at and _links(tokens, end)):
            end += 1
        else:
            break
    return end


def _names(token: Token) -> bool:
    if not token.capital:
        return False
    if len(token.text) > 1 and token.text.isupper() and token.text not in ("THE", "AND", "OF", "IN", "TO", "A"):
        return True
    return token.text.lower() not in _NOT_NAMES and token.folded not in _NOT_NAMES


def _links(tokens: Sequence[Token], at: int) -> bool:
    if at + 1 >= len(tokens) or not _names(tokens[at + 1]):
        return False
    touching = tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start
    return (
        (tokens[at].text in "-&" and touching)
        or (tokens[at].text in _PARTICLES)
        or (tokens[at].text == "." and len(tokens[at - 1].text) == 1)
    )


def _parts(tokens: Sequence[Token], start: int, end: int) -> list[Name]:
    parts: list[Name] = []
    opening = start == 0 or tokens[start - 1].text in _OPENERS
    run: list[int] = []
    for at in range(start, end + 1):
        inside = at < end and tokens[at].capital
        alone = inside and (is_demonym(tokens[at].folded) and not _compound(tokens, at, end))
        title = inside and tokens[at].folded in TITLES and not (run and at + 1 == end)
        if run and (at == end or alone or title):
            parts.append(_name(tokens, run, initial=opening and run[0] == start))
            run = []
        if alone:
            parts.append(_name(tokens, [at], initial=False))
        elif inside and not title:
            run.append(at)
    return parts


def _compound(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a place is the head of a longer name, as in `Guinea-Bissau`."""
    return at + 1 < end and tokens[at + 1].text == "-"


def _name(tokens: Sequence[Token], run: Sequence[int], *, initial: bool) -> Name:
    return Name(tuple(tokens[at] for at in run), run[0], run[-1] + 1, initial)
