"""The normal form in which an answer is compared with a gold string: what a reader would call the same words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_ARTICLES = frozenset({"a", "an", "the", "le", "la", "les", "un", "une"})
_ELISION = re.compile(r"\b(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu)['’](?=\w)")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:(?P<mark>[,' \u00a0\u202f\u2009])\d{3})(?:(?P=mark)\d{3})*(?!\d)")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_PER_CENT = re.compile(r"\s*%|\b(?:per|pour) cent\b")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|ere|e)\b")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+")


def words(text: str) -> list[str]:
    """Return the words of `text` in the order they stand, without case, accents, punctuation and articles, numbers in one format.

    Definition: SQuAD's normalisation, with numbers kept whole. `2,500`, `2 500` and `2'500` become `2500`; `4,5 %`, `4.50%` and
    `4.5 per cent` become `4.5 percent`; `12th` becomes `12`; French elisions (`l'armée`) fall like articles.

    Source: Rajpurkar et al. 2016, `evaluate-v1.1.py`, which deletes punctuation inside numbers, so that 4.5 equals 45.

    Trap: `2,500` is always read as two thousand five hundred and `2,5` as two and a half; French decimals with exactly three
    places are misread. `12 300` with a plain space is one number, even in "on the 12 300 were hurt". Number words are not digits:
    list both among the answers.

    Example:
        >>> words("L’armée compte 2 500 hommes, soit 4,5 % du total.")
        ['armee', 'compte', '2500', 'hommes', 'soit', '4.5', 'percent', 'du', 'total']
    """
    plain = _numbers(_folded(text))
    found = [_trimmed(token) for token in _TOKEN.findall(_ELISION.sub("", plain).replace("'", "").replace("’", ""))]
    return [word for word in found if word not in _ARTICLES] or found


def contains(text: Sequence[str], part: Sequence[str]) -> bool:
    """Say whether the words `part` stand in `text` side by side and in order; nothing stands nowhere."""
    size = len(part)
    return size > 0 and any(list(text[at : at + size]) == list(part) for at in range(len(text) - size + 1))


def _folded(text: str) -> str:
    spread = unicodedata.normalize("NFKD", _protected(text).casefold())
    return "".join(mark for mark in spread if not unicodedata.combining(mark))


def _protected(text: str) -> str:
    # NFKD turns every kind of thin space into a plain one, which the grouping below accepts anyway; `…` into three full stops.
    return text.replace("…", " ").replace("½", ".5")


def _numbers(text: str) -> str:
    grouped = _GROUPED.sub(lambda found: re.sub(r"\D", "", found.group()), text)
    return _ORDINAL.sub("", _PER_CENT.sub(" percent", _DECIMAL_COMMA.sub(".", grouped)))


def _trimmed(token: str) -> str:
    return token.rstrip("0").rstrip(".") if "." in token else token
