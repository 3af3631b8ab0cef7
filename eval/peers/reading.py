"""How a peer's answer is read as an outcome: its refusals, citations and quotes, always the generous way.

- A *refusal* is an empty answer, LlamaIndex's "Empty Response", or a text of at most 60 words that says in any of the usual ways
  that the text does not say.
- A *statement* is a sentence. Its *citations* are the `[n]` in it; a stack that never numbers its sources has each sentence cite
  all that it retrieved. A number that no source has cites nothing.
- What is *shown* are the retrieved pieces that are cited, whole, and whatever stands in quotation marks (three words or more).
- The *check* is the one that our own statements pass, over whole cited pieces rather than single sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from eval.metrics.quotes import Extract, located, verbatim
from eval.outcome import Shown, Statement
from index import StoredArticle, sentence_spans

_LONGEST_REFUSAL_WORDS = 60
_REFUSAL = re.compile(
    r"""empty\ response
    | \b(?:do|does|did|is|are|was|were|has|have|can)(?:\ not|n['’]t)\ (?:\w+\ ){0,3}?
      (?:mention|say|state|specif|provide|contain|include|address|answer|give|indicate|discuss|explicitly|available|found|enough|known)
    | \bcan(?:not|\ not|['’]t)\ (?:\w+\ )?(?:answer|determine|find|provide|assist|help|fulfil)
    | \bno\ (?:\w+\ ){0,2}?(?:information|mention|answer|evidence|details?|reference)
    | \b(?:unable|insufficient|not\ possible|not\ enough)\b
    | \bi\ do(?:\ not|n['’]t)\ (?:know|have)
    | \bi['’]?\ ?a?m\ (?:sorry|unable|not\ able)
    | \bne\ (?:\w+\ ){0,2}(?:mentionne|précise|dit|indique|contient)|\baucune\ (?:information|mention)""",
    re.IGNORECASE | re.VERBOSE,
)
_MARKS = re.compile(r"\s*\[(\d+(?:\s*,\s*\d+)*)\]")
_QUOTED = re.compile(r"[“\"«]\s*([^“”\"«»]+?)\s*[”\"»]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A retrieved piece of an article, under the number that the answer may cite (from 1)."""

    number: int
    article: StoredArticle
    text: str


def refuses(text: str) -> bool:
    """Say whether the answer declines, in any of the usual ways."""
    return not text.strip() or (len(text.split()) <= _LONGEST_REFUSAL_WORDS and _REFUSAL.search(text) is not None)


def plain(text: str) -> str:
    """Return `text` without its citation marks."""
    return _MARKS.sub("", text).strip()


def cited(text: str, pieces: Sequence[Piece]) -> list[int]:
    """Return the places in `pieces` of those that `text` cites by number."""
    return [at for at, piece in enumerate(pieces) if piece.number in _numbers(text)]


def statements_of(text: str, pieces: Sequence[Piece], *, numbered: bool) -> tuple[Statement, ...]:
    """Return the sentences of an answer with what they cite.

    Args:
        text: The answer, with its marks.
        pieces: What was retrieved.
        numbered: Whether the stack asks for `[n]`; when not, every sentence cites everything.
    """
    found = []
    for span in sentence_spans(text):
        sentence = text[span.start : span.end]
        cites = cited(sentence, pieces) if numbered else range(len(pieces))
        if plain(sentence):
            found.append(Statement(plain(sentence), tuple(cites)))
    return tuple(found)


def shown_piece(piece: Piece) -> Shown:
    """Return a retrieved piece as evidence; it is verbatim when it stands in the article as it was shown."""
    article = piece.article.article
    extract = located(article.external_id or piece.article.id, article.text, piece.text)
    held = extract or Extract(article.external_id or piece.article.id, 0, 0, piece.text)
    return Shown(held, verbatim(article.text, held.start, held.end, held.text), piece.article.id, article.text_sha256)


def quoted(text: str, articles: Sequence[StoredArticle]) -> tuple[Shown, ...]:
    """Return what the answer puts in quotation marks, three words or more, found in whichever article holds it."""
    quotes = [quote for quote in _QUOTED.findall(text) if len(quote.split()) >= 3]
    return tuple(_first(quote, articles) for quote in quotes)


def _first(quote: str, articles: Sequence[StoredArticle]) -> Shown:
    pieces = [shown_piece(Piece(0, article, quote)) for article in articles]
    return next((piece for piece in pieces if piece.verbatim), pieces[0])


def _numbers(text: str) -> set[int]:
    return {int(number) for group in _MARKS.findall(text) for number in group.split(",")}
