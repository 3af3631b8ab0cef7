"""Sentences: where each one of a text begins and ends, in code points.

A news text breaks at line ends as well as at full stops: a headline, a caption or an embedded post is a sentence of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sentencex


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points `[start, end)`."""

    start: int
    end: int


def sentence_spans(text: str, language: str | None = None) -> list[Span]:
    """Return the sentences of `text` in order, without surrounding white space; together they hold every visible character.

    Args:
        text: Any text, up to a whole article.
        language: BCP 47 tag that picks the abbreviations; English when unknown.
    """
    tag = (language or "en").split("-")[0].lower()
    spans: list[Span] = []
    for line in _lines(text):
        for boundary in sentencex.get_sentence_boundaries(tag, text[line.start : line.end]):
            span = _trimmed(text, line.start + boundary["start_index"], line.start + boundary["end_index"])
            if span.start < span.end:
                spans.append(span)
    return spans


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
