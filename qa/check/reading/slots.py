"""Slots: whether a word of one text stands where another text, the same around it, has a different word."""

from __future__ import annotations

from qa.check.reading.predicates import AUXILIARIES
from qa.check.reading.reading import Reading
from qa.check.reading.tokens import Token
from qa.check.reading.words import STOP_WORDS

_WIDEST = 6
_AROUND = 3


def fills_the_slot_of_another(statement: Reading, at: int, line: Reading) -> bool:
    """Whether `line` has other words where the statement has the word `at`.

    The words on both sides must agree, three of them in all; marks are one border, auxiliaries are passed over.
    """
    left, right = _outward(statement.tokens, at - 1, -1), _outward(statement.tokens, at + 1, 1)
    said = {token.stem for token in statement.tokens}
    for place, token in enumerate(line.tokens):
        before = _alike(left, _outward(line.tokens, place, -1)) if token.text.lower() not in AUXILIARIES else 0
        if not before:
            continue
        for end in range(place + 2, min(len(line.tokens), place + _WIDEST + 1) + 1):
            after = _alike(right, _outward(line.tokens, end, 1))
            replaced = [line.tokens[other] for other in range(place + 1, min(end, len(line.tokens)))]
            if after and before + after >= _AROUND and _is_replaced(replaced, said):
                return True
    return False


def _is_replaced(words: list[Token], said: set[str]) -> bool:
    if any(_form(token) == "|" for token in words):
        return False
    return any(token.kind == "word" and token.stem not in said and token.text.lower() not in STOP_WORDS for token in words)


def _form(token: Token) -> str:
    if token.kind == "mark":
        return token.text if token.text in "-%$€£" else "|"
    return token.stem


def _outward(tokens: tuple[Token, ...], at: int, step: int) -> list[str]:
    """Return the forms of up to `_AROUND` tokens outward, the last of them the border where it is met."""
    found: list[str] = []
    while 0 <= at < len(tokens) and len(found) < _AROUND and found[-1:] != ["|"]:
        if tokens[at].text.lower() not in AUXILIARIES:
            found.append(_form(tokens[at]))
        at += step
    return found if len(found) == _AROUND or found[-1:] == ["|"] else [*found, "|"]


def _alike(one: list[str], other: list[str]) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
