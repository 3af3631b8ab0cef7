"""Belonging: what is told is told of the holder that the question names, and of it alone.

Sees: a noun that the question gives to one holder (`the president of Mali`, `Mali's president`, `the Malian president`) and the
quotes only to another; a figure that the quotes give for several names together (`in Mali, Niger and Burkina Faso`) where the
question asks for one of them, or for the whole region where it asks for a country.
Cannot see: holders that stand elsewhere in the sentence (`Mali … its president`), nor whether a figure beside several names
counts each of them (`each` and `respectively` are taken at their word).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import takewhile

from qa.check.answering.kinds import AnswerKind
from qa.check.answering.query import Query
from qa.check.reading import Ground, Reading
from qa.check.reading.names import Name
from qa.check.reading.places import is_demonym
from qa.check.reading.tokens import Token, lower
from qa.check.reading.words import STOP_WORDS, word_set
from qa.check.verdict import Failure

_COUNTED = frozenset({AnswerKind.AMOUNT, AnswerKind.MONEY})
_OF, _DETERMINERS = word_set("of de du des d"), word_set("the la le les l '")
_AND = word_set("and et &")
_EACH = word_set("each respectively apiece every chacun chacune respectivement chaque")
_INSIDE = word_set("in at en à au aux")
_WHOLES = re.compile(
    r"\b(?:in|across|throughout|over|dans|sur) (?:the|la|le) (?:wider |whole )?(?:region|continent|world|monde|région)\b",
    re.IGNORECASE,
)
_REACH = 2  # words behind a holder of which the last may be what it holds: `Mali's interim president`


def belonging(query: Query, statement: Reading, grounds: Sequence[Ground]) -> Failure | None:
    """Fail when the quotes tell of another holder than the one asked about, or of several together."""
    lines = [statement, *(ground.line for ground in grounds)]
    said = {key for line in lines for name in line.names for key in name.keys}
    held = [pair for line in lines for pair in _held(line)]
    for noun, holder in _held(query.reading):
        others = [other for thing, other in held if thing.stem == noun.stem]
        if others and not said & set(holder.keys):
            return Failure(
                "belonging", f"the question asks about {holder.text}'s {noun.text}, the quotes about {others[0].text}'s"
            )
    if query.kind in _COUNTED and (together := _together(query, lines) or _at_large(query, lines, said)):
        return Failure("belonging", f"the figure is for {together} together")
    return None


def _held(reading: Reading) -> Iterator[tuple[Token, Name]]:
    """Yield nouns, each with the name that it is said to belong to."""
    for name in reading.names:
        before = name.start - 1
        while lower(reading.tokens, before) in _DETERMINERS:
            before -= 1
        if lower(reading.tokens, before) in _OF and _is_noun(reading, before - 1):
            yield reading.tokens[before - 1], name
        genitive = lower(reading.tokens, name.end) == "'s"
        if genitive or all(is_demonym(token.folded) for token in name.tokens):
            behind = name.end + genitive
            for at in takewhile(lambda at: _is_noun(reading, at), range(behind, behind + _REACH)):
                yield reading.tokens[at], name


def _at_large(query: Query, lines: Sequence[Reading], said: Set[str]) -> str:
    """Return the larger whole that a line is about, where the question names a place within it that no line names."""
    asked = [name for name in query.reading.names if lower(query.reading.tokens, name.start - 1) in _INSIDE]
    if not asked or any(said & set(name.keys) for name in asked):
        return ""
    found = (match for line in lines if line.quantities and (match := _WHOLES.search(line.text)))
    return next((match[0] for match in found), "")


def _is_noun(reading: Reading, at: int) -> bool:
    """Whether the word at `at` may be a noun: lower case, and no word of grammar."""
    if not 0 <= at < len(reading.tokens):
        return False
    token = reading.tokens[at]
    return token.kind == "word" and not token.capital and token.folded not in STOP_WORDS


def _together(query: Query, lines: Sequence[Reading]) -> str:
    """Return the names that a line strings together of which the question asks for one; empty when it tells them apart."""
    asked = {key for name in query.reading.names for key in name.keys}
    if any(token.text.lower() in _EACH for line in lines for token in line.tokens):
        return ""
    for line in (line for line in lines if line.quantities):
        for group in _strings(line):
            one = [name for name in group if asked & set(name.keys)]
            rest = [name for name in line.names if name not in group]
            if len(one) == 1 and not any(asked & set(name.keys) for name in rest):
                return ", ".join(name.text for name in group)
    return ""


def _strings(line: Reading) -> Iterator[list[Name]]:
    """Yield the names that stand one behind another with nothing but commas between them, the last behind an `and`."""
    group: list[Name] = []
    for name in line.names:
        between = [token.text.lower() for token in line.tokens[group[-1].end : name.start]] if group else []
        words = [word for word in between if word != ","]
        if not between or words[1:] or (words and words[0] not in _AND):
            group = [name]
            continue
        group.append(name)
        if words:
            yield group
            group = []
