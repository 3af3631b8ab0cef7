"""Sentences: where each one of a text begins and ends, in code points.

A news text breaks at line ends as well as at full stops: a headline, a caption or an embedded post is a sentence of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import sentencex

# A full stop after one of these belongs to the name that follows. The segmenter knows the titles of one language at a time,
# and news in French names Dr. and Mr. as well as M. and Mme.
_TITLE = re.compile(
    r"(?:^|[^\w.])(?:M|MM|Mme|Mmes|Mlle|Mgr|Me|Dr|Dre|Drs|Pr|Prof|Mr|Mrs|Ms|St|Ste|Sen|Rep|Gov|Gen|Col|Capt|Cpt|Cmdr|Lt|Sgt|Maj|Adm|"
    r"Rev|Hon|Pres|Supt|Insp|vs|No|[A-Z]|[A-Z]\.[ ]?[A-Z])\.$"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LONGEST_TITLE = 8


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points `[start, end)`."""

    start: int
    end: int


def sentence_spans(text: str, language: str | None = None) -> list[Span]:
    """Return the sentences of `text` in order, without surrounding white space; together they hold every visible character.

    Never raises: a lone surrogate counts as one character, and a text without a full stop is one sentence a line.

    Args:
        text: Any text, up to a whole article.
        language: BCP 47 tag that picks the abbreviations; English when unknown.
    """
    tag = (language or "en").replace("_", "-").split("-")[0].lower()
    readable = _SURROGATE.sub("\ufffd", text)
    spans: list[Span] = []
    for line in _lines(readable):
        spans.extend(_merged(readable, _line_spans(readable, line, tag)))
    return spans


def _line_spans(text: str, line: Span, tag: str) -> Iterator[Span]:
    for boundary in sentencex.get_sentence_boundaries(tag, text[line.start : line.end]):
        span = _trimmed(text, line.start + boundary["start_index"], line.start + boundary["end_index"])
        if span.start < span.end:
            yield span


def _merged(text: str, spans: Iterator[Span]) -> list[Span]:
    """Join what was broken after an initial or a title, or before a small letter."""
    merged: list[Span] = []
    for span in spans:
        if merged and _breaks_falsely(text, merged[-1], span):
            span = Span(merged.pop().start, span.end)  # noqa: PLW2901
        merged.append(span)
    return merged


def _breaks_falsely(text: str, before: Span, after: Span) -> bool:
    tail = text[max(before.start, before.end - _LONGEST_TITLE) : before.end]
    return text[after.start].islower() or _TITLE.search(tail) is not None


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
