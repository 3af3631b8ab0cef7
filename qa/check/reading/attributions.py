"""Attributions: who says what, and how firmly.

Reads `X said …`, `…, said X`, `…, X said`, `according to X`, `X is accused by Y`, and the same in French. The speaker is a
bag of words, not a person: a pronoun leaves it empty. Speech without a reporting verb, and who speaks inside a quote inside a
quote, are not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qa.check.reading.dates import WEEKDAYS
from qa.check.reading.names import TITLES
from qa.check.reading.tokens import Language, Token, fold, lower, stem
from qa.check.reading.verbs import is_past
from qa.check.reading.words import STOP_WORDS, word_set

Manner = Literal["report", "claim", "denial"]

_MANNERS: dict[Manner, str] = {
    "report": """say tell announce report state add note explain confirm reveal declare write disclose acknowledge admit remark
    indicate
    show find promise pledge vow""",
    "claim": """claim allege assert contend insist maintain argue suggest believe think fear expect predict forecast warn accuse
    hope urge
    demand ask describe criticise criticize suspect speculate estimate complain blame condemn call""",
    "denial": "deny refute dispute",
}
_FRENCH_MANNERS: dict[Manner, str] = {
    "report": "dire annoncer déclarer indiquer préciser expliquer ajouter confirmer rapporter promettre promis regretter",
    "claim": "affirmer prétendre estimer croire accuser craindre espérer juger dénoncer demander réclamer",
    "denial": "démentir nier",
}
_VERBS: dict[str, Manner] = {stem(verb): manner for manner, verbs in _MANNERS.items() for verb in verbs.split()}
_VERBS |= {stem(verb, "fr"): manner for manner, verbs in _FRENCH_MANNERS.items() for verb in verbs.split()}
_VERBS |= {"dit": "report", "disent": "report"}
_NOUNS_AFTER = word_set("the a an this that its their his her our of to in by no any un une le la les des ce cette sa son leur")
_BE = word_set("be been being is was were are été est sont")
_NO = word_set("not n't never no nobody none pas refused failed declined")
_NOUNS = word_set(
    "statement statements report reports claims note notes call calls show shows finds estimate estimates demands demande ask"
)
_HELPERS = word_set("has had have also later then already a ont avait avaient would will")
_PARTICIPLES = word_set("believed thought expected suspected")
_PRONOUNS = word_set("he she it they we i who il elle ils elles")
_ONLY_BEFORE_THAT = word_set("find finds found show shows showed shown indicate indicates indicated note noted add added")
_SPLITS = word_set("and but while whereas although et mais tandis")
_QUOTES = frozenset('"“”«»')
_ENDS = frozenset(".;?!")
_FURTHEST = 16


@dataclass(frozen=True, slots=True)
class Attribution:
    """One reporting verb with its speaker.

    Attributes:
        speaker: Indices of the words that name who speaks; empty for a pronoun.
        manner: `report` for a neutral verb, `claim` for one that leaves the truth open, `denial`.
        at: Index of the verb, or of `according`.
        about: The range of tokens that are said, `[start, end)`.
    """

    speaker: tuple[int, ...]
    manner: Manner
    at: int
    about: tuple[int, int]


def attributions_of(tokens: Sequence[Token], language: Language) -> tuple[Attribution, ...]:
    """Return the attributions in `tokens`, in order; one that is negated (`has not said`) is none."""
    return tuple(found for at in range(len(tokens)) if (found := _according(tokens, at) or _reported(tokens, at, language)))


def is_saying(token: Token) -> bool:
    """Whether `token` is a form of a verb that tells what someone says or thinks."""
    return token.stem in _VERBS


def is_reporting(token: Token) -> bool:
    """Whether `token` is a form of a verb that reports neutrally what someone says."""
    return _VERBS.get(token.stem) == "report"


def _according(tokens: Sequence[Token], at: int) -> Attribution | None:
    if lower(tokens, at) == "according" and lower(tokens, at + 1) == "to":
        start = at + 2
    elif lower(tokens, at) == "selon":
        start = at + 1
    else:
        return None
    end = _right_end(tokens, start)
    about = (end, len(tokens)) if at == 0 else (_left_border(tokens, at), at)
    return Attribution(_speakers(tokens, start, end), "report", at, about)


def _reported(tokens: Sequence[Token], at: int, language: Language) -> Attribution | None:
    manner = _VERBS.get(tokens[at].stem) if tokens[at].kind == "word" else None
    if (
        manner is None
        or at == 0
        or not _is_verb(tokens, at, language)
        or any(lower(tokens, at - back) in _NO for back in (1, 2, 3))
    ):
        return None
    if lower(tokens, at - 1) in _BE and not lower(tokens, at).endswith("ing"):
        return _passive(tokens, at, manner)
    before = at - 1 if lower(tokens, at - 1) in ("a", "ont", "avait", "has", "had") else at
    if _inverted(tokens, before, at):
        end = _right_end(tokens, at + 1)
        return Attribution(_speakers(tokens, at + 1, end), manner, at, (_left_border(tokens, before), before))
    if lower(tokens, at).endswith("ing") and lower(tokens, at - 1) == ",":
        return Attribution(_subject(tokens, at), manner, at, (at + 1, len(tokens)))
    start = _left_start(tokens, at)
    speaker = _speakers(tokens, start, at)
    if (
        not speaker
        and lower(tokens, start - 1) in ("and", "but")
        and not _PRONOUNS & {lower(tokens, at - 1), lower(tokens, at - 2)}
    ):
        speaker = _subject(tokens, at)
    return Attribution(speaker, manner, at, _about(tokens, start, at))


def _subject(tokens: Sequence[Token], at: int) -> tuple[int, ...]:
    """Return the words of the sentence before its first verb, who still speaks in `…, and said` or `…, accusing`."""
    first = next((place for place in range(1, at) if is_past(lower(tokens, place)) or lower(tokens, place) in _HELPERS | _BE), at)
    return _speakers(tokens, 0, first)


def _is_verb(tokens: Sequence[Token], at: int, language: Language) -> bool:
    word, before = lower(tokens, at), lower(tokens, at - 1)
    if (
        (before in _NOUNS_AFTER and not (language == "fr" and before == "a"))
        or word.endswith(("tion", "ment"))
        or lower(tokens, at + 1) == "to"
    ):
        return False
    if word.endswith("ing"):
        return before in _BE or before == ","
    if word in _PARTICIPLES and not (
        lower(tokens, at + 1) in _NOUNS_AFTER - {"of", "by", "in"} or (at + 1 < len(tokens) and tokens[at + 1].capital)
    ):
        return lower(tokens, at + 1) in ("", ".", ",", "he", "she", "it", "they")
    if word in _ONLY_BEFORE_THAT:
        return lower(tokens, at + 1) == "that"
    return word not in _NOUNS or lower(tokens, at + 1) in ("that", "the", "it", "they", ",", ".")


def _passive(tokens: Sequence[Token], at: int, manner: Manner) -> Attribution | None:
    for by in range(at + 1, min(len(tokens), at + _FURTHEST)):
        if lower(tokens, by) in ("by", "par"):
            end = next(
                (place for place in range(by + 1, len(tokens)) if tokens[place].text in ",.;" or lower(tokens, place) == "of"),
                len(tokens),
            )
            return Attribution(_speakers(tokens, by + 1, end), manner, at, (0, at))
    return None


def _inverted(tokens: Sequence[Token], before: int, at: int) -> bool:
    """Whether the speaker follows, as in `…, said the minister`; `X, the minister, said the bill …` is no such case."""
    if fold(lower(tokens, at + 1)) in WEEKDAYS or lower(tokens, at + 1) == "on":
        at += 1 if lower(tokens, at + 1) != "on" else 2
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before == 0 or tokens[before - 1].text not in (",", *_QUOTES) or after is None or after.kind != "word":
        return False
    named = (
        after.capital
        or after.text.lower() in ("the", "a", "an", "its", "le", "la", "les", "l", "un", "une")
        or after.folded in TITLES
    )
    words = [token.text.lower() for token in tokens[at + 1 : _right_end(tokens, at + 1)]]
    return named and not any(is_past(word) or word in ("would", "will", "is", "had", "has", "could") for word in words)


def _right_end(tokens: Sequence[Token], start: int) -> int:
    end = start
    while end < min(len(tokens), start + _FURTHEST) and tokens[end].text not in _ENDS | _QUOTES | {",", "that"}:
        end += 1
    return end


def _left_start(tokens: Sequence[Token], at: int) -> int:
    """Return where the speaker's words begin: after the last comma that closes no apposition."""
    stops = _QUOTES | _ENDS | {"that", "and", "but", "while"}
    while at > 1 and lower(tokens, at - 1) in _HELPERS:
        at -= 1
    apposition = tokens[at - 1].text == ","
    start = at - 1 if apposition else at
    while (
        start > max(0, at - _FURTHEST) and tokens[start - 1].text not in stops and (apposition or tokens[start - 1].text != ",")
    ):
        start -= 1
    return start


def _left_border(tokens: Sequence[Token], at: int) -> int:
    """Return where what was said before `at` begins: after the last semicolon, or after the last `, and` or `, but`."""
    for place in range(at - 2, 0, -1):
        if tokens[place].text == ";" or (tokens[place].text == "," and lower(tokens, place + 1) in _SPLITS):
            return place + 1
    return 0


def _about(tokens: Sequence[Token], start: int, at: int) -> tuple[int, int]:
    following = lower(tokens, at + 1)
    quoted_before = start > 1 and any(token.text in _QUOTES for token in tokens[start - 2 : at])
    if quoted_before and following not in ("that", "the"):
        return (next(place for place, token in enumerate(tokens) if token.text in _QUOTES), start)
    if following in ("", ",", "."):
        return (_left_border(tokens, start), start)
    if following == "that" or following in _QUOTES or following == "que":
        return (at + 1, len(tokens))
    end = next(
        (place for place in range(at + 2, len(tokens)) if tokens[place].text in ";" or _splits(tokens, place)), len(tokens)
    )
    return (at + 1, end)


def _splits(tokens: Sequence[Token], at: int) -> bool:
    """Whether a conjunction at `at` begins another predicate rather than another noun."""
    if lower(tokens, at) not in _SPLITS:
        return False
    if lower(tokens, at) not in ("and", "et") or (at + 1 < len(tokens) and tokens[at + 1].stem in _VERBS):
        return True
    ahead = [lower(tokens, place) for place in range(at + 1, at + 4)]
    return any(word in _BE or word in ("has", "had", "will", "would") or is_past(word) for word in ahead)


def _speakers(tokens: Sequence[Token], start: int, end: int) -> tuple[int, ...]:
    return tuple(at for at in range(start, end) if tokens[at].kind == "word" and _meaning(tokens[at]))


def _meaning(token: Token) -> bool:
    return (len(token.text) > 1 and token.text.isupper()) or token.text.lower() not in STOP_WORDS
