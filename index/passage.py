"""The passage: a run of whole sentences of one article, the unit that is embedded and searched.

Lives here: the noun, how an article is cut, and the heading that a passage is indexed under. Does not live here: where a sentence
ends (`sentences`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from index.article import Article
from index.sentences import Span, sentence_spans

WORDPIECES = 200
"""What a passage may measure with its heading and the two marks around it: some 150 words. all-MiniLM-L6-v2 reads 256; shorter
ones were found better (docs/search.md)."""

_LONGEST_SENTENCE = 1_200  # code points; beyond it a "sentence" is a table or a text without full stops, and is cut at a space
_LONGEST_TITLE = 240  # code points


@runtime_checkable
class Ruler(Protocol):
    """Measures texts with an encoder's own tokenizer."""

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """Return the number of wordpieces of each text, without the marks around it."""
        ...


class WordRuler:
    """Stands in for an encoder that has no tokenizer to ask: 1.1 wordpieces a word or sign, as English news has."""

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """Return the estimate for each text."""
        return [round(1.1 * len(re.findall(r"\w{1,12}|[^\w\s]", text))) for text in texts]


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of one version of an article.

    `article.text[start:end] == text` holds for the version whose hash is `text_sha256`.

    Attributes:
        id: `pas_` and a hash of the article id, the version and the offsets.
        article_id: The archive's article id.
        text_sha256: The version of the article that the offsets count in.
        start: First code point, inclusive.
        end: Last code point, exclusive.
        text: The slice itself.
    """

    id: str
    article_id: str
    text_sha256: str
    start: int
    end: int
    text: str


def heading(article: Article) -> str:
    """Return the line that every passage of `article` is indexed under: title, outlet and date, as far as they are known."""
    date = article.published_at.strftime("%Y-%m-%d") if article.published_at else None
    title = " ".join(article.title.split())[:_LONGEST_TITLE]
    return " | ".join(part for part in (title, article.source, date) if part)


def cut(article: Article, ruler: Ruler, *, article_id: str | None = None, wordpieces: int = WORDPIECES) -> list[Passage]:
    """Cut `article` into passages of whole sentences that fit `wordpieces` with their heading; neighbours share one sentence.

    Args:
        article: What to cut; a text without a visible character gives no passage.
        ruler: Measures in the encoder's own wordpieces.
        article_id: The id that it is stored under, when that is not its own.
        wordpieces: The most that one passage may measure.
    """
    room = max(wordpieces // 2, wordpieces - 2 - ruler.lengths([heading(article)])[0])
    pieces, lengths = _pieces(article, ruler, room)
    sha256 = article.text_sha256
    return [
        _passage(article, article_id or article.id, sha256, Span(pieces[first].start, pieces[last].end))
        for first, last in _windows(lengths, room)
    ]


def _passage(article: Article, article_id: str, sha256: str, span: Span) -> Passage:
    identity = f"{article_id}\0{sha256}\0{span.start}\0{span.end}"
    passage_id = f"pas_{hashlib.sha256(identity.encode()).hexdigest()[:16]}"
    return Passage(passage_id, article_id, sha256, span.start, span.end, article.text[span.start : span.end])


def _pieces(article: Article, ruler: Ruler, room: int) -> tuple[list[Span], list[int]]:
    """Return the sentences, those that alone are too long cut up, and what each measures."""
    text = article.text
    spans = [piece for span in sentence_spans(text, article.language) for piece in _shortened(text, span, _LONGEST_SENTENCE)]
    lengths = ruler.lengths([text[span.start : span.end] for span in spans])
    while any(length > room and span.end - span.start > 1 for span, length in zip(spans, lengths, strict=True)):
        spans = [
            piece
            for span, length in zip(spans, lengths, strict=True)
            for piece in _shortened(text, span, span.end - span.start if length <= room else (span.end - span.start + 1) // 2)
        ]
        lengths = ruler.lengths([text[span.start : span.end] for span in spans])
    return spans, lengths


def _shortened(text: str, span: Span, longest: int) -> Iterator[Span]:
    """Cut `span` into pieces of at most `longest` code points, at a space where one stands in the second half of a piece."""
    start, end = span.start, span.end
    while end - start > longest:
        stop = start + longest
        space = next((at for at in range(stop, start + longest // 2, -1) if text[at].isspace()), stop)
        yield Span(start, space)
        start = space
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)


def _windows(lengths: Sequence[int], room: int) -> Iterator[tuple[int, int]]:
    """Yield first and last index of each run that fits `room`; it begins with the last sentence of the one before, if it can."""
    first = 0
    while first < len(lengths):
        last, total = first, lengths[first]
        while last + 1 < len(lengths) and total + lengths[last + 1] <= room:
            last += 1
            total += lengths[last]
        yield first, last
        if last + 1 == len(lengths):
            return
        overlaps = last > first and lengths[last] + lengths[last + 1] <= room
        first = last if overlaps else last + 1
