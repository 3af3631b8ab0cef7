"""Attributions: who says what, and how firmly.

Reads `X said …`, `…, said X`, `…, X said`, `according to X`, and the same in French. The speaker is a bag of words, not a
person: `he` stays
empty. Speech without a reporting verb, and who speaks inside a quote inside a quote, are not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qa.check.reading.names import TITLES
from qa.check.reading.tokens import Token, stem
from qa.check.reading.words import STOP_WORDS

Manner = Literal["report", "claim", "denial"]

_MANNERS: dict[Manner, str] = {
    "report": """say tell announce report state add note explain confirm reveal declare write disclose acknowledge admit
    remark indicate show find""",
    "claim": """claim allege assert contend insist maintain argue suggest believe think fear expect predict forecast
    warn accuse hope promise vow urge demand describe criticise criticize suspect speculate suggest estimate complain
    blame condemn call consider""",
    "denial": "deny refute dispute",
}
_FRENCH_MANNERS: dict[Manner, str] = {
    "report": "dire annoncer déclarer indiquer préciser expliquer ajouter confirmer rapporter",
    "claim": "affirmer prétendre estimer croire accuser craindre espérer juger",
    "denial": "démentir nier",
}
_FRENCH_FORMS = {"dit": "dire", "dite": "dire", "disent": "dire"}
_VERBS: dict[str, Manner] = {stem(verb): manner for manner, verbs in _MANNERS.items() for verb in verbs.split()}
_VERBS |= {stem(verb, "fr"): manner for manner, verbs in _FRENCH_MANNERS.items() for verb in verbs.split()}
_QUOTES = frozenset('"“”«»')
_ENDS = frozenset(".;?!")
_FURTHEST = 14
_NOT_REPORTING = frozenset(
    (
        "statement",
        "statements",
        "report",
        "reports",
        "claims",
        "note",
        "notes",
        "call",
        "calls",
        "show",
        "shows",
        "finds",
        "estimate",
        "estimates",
    )
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One reporting verb with its speaker.

    Attributes:
        speaker: Indices of the words that name who speaks; empty for a pronoun.
        manner: `report` for a neutral verb, `claim` for one that leaves the truth open, `denial`.
        at: Index of the verb, or of `according`.
        end: One past the attribution's own words.
    """

    speaker: tuple[int, ...]
    manner: Manner
    at: int
    end: int


def attributions_of(tokens: Sequence[Token]) -> tuple[Attribution, ...]:
    """Return the attributions in `tokens`, in order."""
    return tuple(found for at in range(len(tokens)) if (found := _according(tokens, at) or _reported(tokens, at)))


def _according(tokens: Sequence[Token], at: int) -> Attribution | None:
    word, after = tokens[at].text.lower(), tokens[at + 1].text.lower() if at + 1 < len(tokens) else ""
    if word == "according" and after == "to":
        start = at + 2
    elif word in ("selon",):
        start = at + 1
    else:
        return None
    end = _right_end(tokens, start)
    return Attribution(_speakers(tokens, start, end), "report", at, end)


def _reported(tokens: Sequence[Token], at: int) -> Attribution | None:
    manner = _VERBS.get(tokens[at].stem) if tokens[at].kind == "word" else None
    if manner is None or at == 0 or not _is_verb(tokens, at):
        return None
    if _inverted(tokens, at):
        end = _right_end(tokens, at + 1)
        return Attribution(_speakers(tokens, at + 1, end), manner, at, end)
    start = _left_start(tokens, at)
    return Attribution(_speakers(tokens, start, at), manner, at, at + 1)


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    word, before = tokens[at].text.lower(), tokens[at - 1].text.lower()
    if before in (
        "the",
        "a",
        "an",
        "this",
        "that",
        "its",
        "their",
        "his",
        "her",
        "of",
        "to",
        "be",
        "been",
        "being",
        "is",
        "was",
        "were",
        "are",
        "by",
        "in",
        "un",
        "une",
        "le",
        "la",
    ):
        return False
    if word.endswith(("ing", "tion", "ment")):
        return False
    return word not in _NOT_REPORTING or (
        at + 1 < len(tokens) and tokens[at + 1].text.lower() in ("that", "the", "it", "they", ",", ".")
    )


def _inverted(tokens: Sequence[Token], at: int) -> bool:
    """Whether the speaker follows, as in `…, said the minister`."""
    before = tokens[at - 1].text
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before not in (",", *_QUOTES) or after is None or after.kind != "word":
        return False
    return (
        after.capital
        or after.text.lower() in ("the", "a", "an", "its", "le", "la", "les", "l", "un", "une")
        or after.folded in TITLES
    )


def _right_end(tokens: Sequence[Token], start: int) -> int:
    end = start
    while end < min(len(tokens), start + _FURTHEST) and tokens[end].text not in _ENDS | _QUOTES | {",", "that"}:
        end += 1
    return end


def _left_start(tokens: Sequence[Token], at: int) -> int:
    """Return where the speaker's words begin: after the last comma that closes no apposition."""
    stops = _QUOTES | _ENDS | {"that", "and", "but", "while"}
    apposition = tokens[at - 1].text == ","
    start = at - 1 if apposition else at
    while (
        start > max(0, at - _FURTHEST) and tokens[start - 1].text not in stops and (apposition or tokens[start - 1].text != ",")
    ):
        start -= 1
    return start


def _speakers(tokens: Sequence[Token], start: int, end: int) -> tuple[int, ...]:
    return tuple(at for at in range(start, end) if tokens[at].kind == "word" and _meaning(tokens[at]))


def _meaning(token: Token) -> bool:
    return (len(token.text) > 1 and token.text.isupper()) or token.text.lower() not in STOP_WORDS
