"""Tokens: a text cut into words, numbers and marks, with offsets, and the normal forms that words are compared by.

Offsets count code points of the tidied text (NFC, one kind of apostrophe, plain spaces), which for ordinary text are those of
the text itself. Everything is one pass of one regular expression without nested repetition, so it is linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import snowballstemmer

from qa.check.reading.verbs import present_form
from qa.check.reading.words import word_set

Kind = Literal["word", "number", "mark"]
Language = Literal["en", "fr"]

LONGEST_TEXT = 4000
"""Code points of a text that are read, far above a long sentence; below the 4,300 digits at which Python parses no integer."""

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d\w])|\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_](?:\w|\.(?=[A-Z]\.))*)"
    r"|(?P<clitic>'\w+)"
    r"|(?P<mark>\S)"
)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u00ad": ""})
_FRENCH_HINTS = word_set("le la les des du une est dans pour que qui sur avec ont et aux par selon été l d qu ce")
_ENGLISH_HINTS = word_set("the of and to in was were has have for that with by from said an is on at who it its")
_ELISIONS = frozenset(("l", "d", "qu", "n", "s", "j", "c", "m", "t", "jusqu", "lorsqu", "puisqu"))


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark.

    Attributes:
        text: As written.
        folded: Without case and diacritics.
        stem: The form that inflections share; equal to `folded` for numbers and marks.
        kind: What it is.
        start: First code point in the tidied text.
        end: One past the last code point.
    """

    text: str
    folded: str
    stem: str
    kind: Kind
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it is a word that begins with an upper-case letter."""
        return self.kind == "word" and self.text[0].isupper()


def tidy(text: str) -> str:
    """Return the first `LONGEST_TEXT` code points in NFC, with straight apostrophes, plain spaces and no soft hyphens."""
    return unicodedata.normalize("NFC", text[:LONGEST_TEXT]).translate(_APOSTROPHES)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return `word` without case and diacritics: `Goïta` and `goita` are one."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


_STEMMERS = {"en": snowballstemmer.stemmer("english"), "fr": snowballstemmer.stemmer("french")}


@lru_cache(maxsize=65536)
def stem(word: str, language: Language = "en") -> str:
    """Return what the inflections of `word` share: `left` and `leaves` are one, `troops` and `troop` are one."""
    lowered = word.lower()[:64]
    if language == "en":
        lowered = present_form(lowered[:-2] + "an" if lowered.endswith("men") else lowered)
    return fold(_STEMMERS[language].stemWord(lowered))


def language_of(text: str) -> Language:
    """Tell French from English by the commonest small words; whatever is neither counts as English."""
    words = re.findall(r"[^\W\d_]+", text[:LONGEST_TEXT].lower())
    french = sum(word in _FRENCH_HINTS for word in words)
    return "fr" if french > sum(word in _ENGLISH_HINTS for word in words) else "en"


def tokens_of(text: str, language: Language = "en") -> tuple[Token, ...]:
    """Return the tokens of the tidied `text` in order.

    A possessive or an elision is a token of its own (`Mali` `'s`, `l` `'` `armée` loses its mark), `hasn't` is `has` and `n't`.
    """
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text):
        tokens.extend(_split(found, language))
    return tuple(tokens)


def lower(tokens: Sequence[Token], at: int) -> str:
    """Return the lower-case text of the token `at`; empty when there is none."""
    return tokens[at].text.lower() if 0 <= at < len(tokens) else ""


def _split(found: re.Match[str], language: Language) -> list[Token]:
    kind, written, start = str(found.lastgroup), found.group(), found.start()
    if kind == "word":
        return [_word(written, start, language)]
    if kind == "clitic":
        return _after_apostrophe(written, start, found.string, language)
    return [Token(written, written, written, "number" if kind == "number" else "mark", start, found.end())]


def _word(written: str, start: int, language: Language) -> Token:
    return Token(written, fold(written), stem(written, language), "word", start, start + len(written))


def _after_apostrophe(written: str, start: int, text: str, language: Language) -> list[Token]:
    before = re.search(r"\w{1,8}$", text[max(0, start - 8) : start])
    if before and fold(before.group()) in _ELISIONS:
        return [_word(written[1:], start + 1, language)] if written[1].isalpha() else []
    if written.lower() in ("'s", "'t", "'re", "'ve", "'ll", "'d", "'m"):
        return [Token(written, written.lower(), written.lower(), "word", start, start + len(written))]
    quote = Token("'", "'", "'", "mark", start, start + 1)
    return [quote, _word(written[1:], start + 1, language)] if written[1].isalpha() else [quote]
