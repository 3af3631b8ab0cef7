"""Composition: verified statements and their sentences become text, citations, quotes and sources.

Every quote is cut from the stored article here, by offset; no text of a model's ever becomes a quote.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote as percent_encode

from qa.answer import Citation, Quote, Source
from qa.events import Cited, Delta
from qa.evidence import Sentence

_AROUND = 32  # code points of prefix and suffix
_WHOLE_FRAGMENT = 200  # code points; a longer quote is marked by its first and last words
_FRAGMENT_WORDS = 5


class Composer:
    """Puts one answer together, statement by statement."""

    def __init__(self, max_quotes: int) -> None:
        """Take at most `max_quotes` quotes."""
        self._max_quotes = max_quotes
        self.text = ""
        self.citations: list[Citation] = []
        self._quotes: dict[tuple[str, int, int], Quote] = {}
        self._sources: dict[str, Source] = {}

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes so far, in the order in which they were first cited."""
        return tuple(self._quotes.values())

    @property
    def sources(self) -> tuple[Source, ...]:
        """The articles quoted so far, in that order."""
        return tuple(self._sources.values())

    def has_room(self, sentences: Sequence[Sentence]) -> bool:
        """Whether a statement that rests on `sentences` can be added without more quotes than are wanted."""
        return len({*self._quotes, *(_place(run) for run in _runs(sentences))}) <= self._max_quotes

    def add(self, text: str, sentences: Sequence[Sentence]) -> tuple[Delta, Cited]:
        """Append a verified statement; `sentences` bear it out and are not empty."""
        runs = _runs(sentences)
        fresh = [quote for run in runs if (quote := self._enter(run))]
        separator = " " if self.text else ""
        offset = len(self.text)
        self.text += separator + text
        number = str(len(self.citations) + 1)
        ids = tuple(self._quotes[_place(run)].id for run in runs)
        citation = Citation(f"c{number}", number, offset + len(separator), len(self.text), ids)
        self.citations.append(citation)
        return Delta(offset, separator + text), Cited(citation, tuple(fresh))

    def quote_ids(self, sentences: Iterable[Sentence]) -> tuple[str, ...]:
        """Return the ids of the quotes in which `sentences` stand; those that are quoted nowhere are left out."""
        found = [
            quote.id
            for sentence in sentences
            for quote in self._quotes.values()
            if quote.article_id == sentence.article.id and quote.start <= sentence.start and sentence.end <= quote.end
        ]
        return tuple(dict.fromkeys(found))

    def _enter(self, run: Sequence[Sentence]) -> Quote | None:
        """Quote a run of sentences; None when it is quoted already."""
        if _place(run) in self._quotes:
            return None
        quote = _quote(f"q{len(self._quotes) + 1}", run)
        self._quotes[_place(run)] = quote
        self._sources.setdefault(quote.article_id, source_of(run[0]))
        return quote


def source_of(sentence: Sentence) -> Source:
    """Return the source that a sentence's article becomes in an answer."""
    article = sentence.article.article
    return Source(
        article_id=sentence.article.id,
        title=article.title,
        publisher=article.source,
        author=article.author,
        published_at=article.published_at,
        url=article.url,
        language=article.language,
        text_sha256=article.text_sha256,
        also_in=sentence.also_in,
        external_id=article.external_id,
    )


def fragment_url(url: str, quote: str) -> str:
    """Return `url` with a text fragment that marks `quote` (https://wicg.github.io/scroll-to-text-fragment/).

    A quote that is long or runs over lines is marked from its first words to its last.
    """
    words = quote.split()
    if len(quote) <= _WHOLE_FRAGMENT and "\n" not in quote:
        directive = _encoded(quote)
    else:
        directive = f"{_encoded(' '.join(words[:_FRAGMENT_WORDS]))},{_encoded(' '.join(words[-_FRAGMENT_WORDS:]))}"
    return f"{url.partition('#')[0]}#:~:text={directive}"


def _encoded(text: str) -> str:
    """Percent-encode everything, the dash too: in a text fragment it is a delimiter."""
    return percent_encode(text, safe="").replace("-", "%2D")


def _runs(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Group sentences that follow each other in one article, so that they make one quote; in the order given."""
    runs: list[list[Sentence]] = []
    for sentence in sentences:
        neighbour = next((run for run in runs if _follows(run[-1], sentence)), None)
        ahead = next((run for run in runs if _follows(sentence, run[0])), None)
        if neighbour is not None:
            neighbour.append(sentence)
        elif ahead is not None:
            ahead.insert(0, sentence)
        else:
            runs.append([sentence])
    return runs


def _follows(first: Sentence, second: Sentence) -> bool:
    text = first.article.article.text
    return (
        first.article.id == second.article.id
        and first.end <= second.start
        and not text[first.end : second.start].strip()
        and "\n" not in text[first.end : second.start]
    )


def _place(run: Sequence[Sentence]) -> tuple[str, int, int]:
    return run[0].article.id, run[0].start, run[-1].end


def _quote(id_: str, run: Sequence[Sentence]) -> Quote:
    article = run[0].article.article
    start, end = run[0].start, run[-1].end
    text = article.text[start:end]
    return Quote(
        id=id_,
        article_id=run[0].article.id,
        text=text,
        start=start,
        end=end,
        prefix=article.text[max(0, start - _AROUND) : start],
        suffix=article.text[end : end + _AROUND],
        score=max(sentence.score for sentence in run),
        url=fragment_url(article.url, text) if article.url else None,
    )
