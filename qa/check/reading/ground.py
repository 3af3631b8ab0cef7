"""The ground: an evidence sentence, read, with what its article says beside the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from index import sentence_spans
from qa.check.reading.reading import Reading, read
from qa.check.reading.tokens import LONGEST_TEXT, Language, language_of
from qa.evidence import Sentence

_AROUND = 1_900  # code points on either side; together within what is read of one text
_LEAD, _BEFORE = 300, 400  # code points: an article says first what it is about, and shortly before what `it` stands for


@dataclass(frozen=True, slots=True)
class Ground:
    """One evidence sentence as the rules see it.

    Attributes:
        line: The sentence.
        title: The article's headline, which names the subject that a sentence cut from it may leave out.
        byline: Outlet and author, whom a statement may name as its source.
        published: The day of publication, from which `Monday` is reckoned; None when unknown.
        around: The article itself, or a long stretch of it, which names what the sentence calls `it` or `the base`.
        before: The article's lead, and what stands right before the sentence.
    """

    line: Reading
    title: Reading
    byline: Reading
    published: date | None
    around: str = ""
    before: str = ""

    @property
    def lines(self) -> tuple[Reading, Reading]:
        """The sentence and the headline over it."""
        return self.line, self.title


def grounds_of(evidence: Sequence[Sentence]) -> tuple[Ground, ...]:
    """Read the evidence in its articles' languages, one ground a sentence, even where a quote holds several.

    So the check judges the same whether neighbouring sentences come one by one or as one quote.
    """
    return tuple(_ground(sentence, text) for sentence in evidence for text in sentences_in(sentence.text))


@lru_cache(maxsize=512)
def sentences_in(text: str) -> tuple[str, ...]:
    """Return the sentences of a quote; the quote itself when it holds none, or is too long to be read whole."""
    if len(text) > LONGEST_TEXT:
        return (text,)
    return tuple(text[span.start : span.end] for span in sentence_spans(text)) or (text,)


def _ground(sentence: Sentence, text: str) -> Ground:
    article = sentence.article.article
    language = _language(article.language, text)
    byline = " ; ".join(part for part in (article.source, article.author) if part)
    published = article.published_at.date() if article.published_at else None
    around = article.text[max(0, sentence.start - _AROUND) : sentence.end + _AROUND]
    before = f"{article.text[:_LEAD]} {article.text[max(0, sentence.start - _BEFORE) : sentence.end]}"
    return Ground(read(text, language), read(article.title, language), read(byline, language), published, around, before)


def widened(ground: Ground) -> Ground:
    """Return the ground with its article in place of the sentence: for what a question is about, not for what is true."""
    return replace(ground, line=read(ground.around, ground.line.language))


def led_up_to(ground: Ground) -> Ground:
    """Return the ground with what leads up to the sentence in place of it: for what its figures and dates are about."""
    return replace(ground, line=read(ground.before, ground.line.language))


def _language(tag: str | None, text: str) -> Language:
    primary = (tag or "").split("-")[0].lower()
    if primary == "fr":
        return "fr"
    return "en" if primary == "en" else language_of(text)
