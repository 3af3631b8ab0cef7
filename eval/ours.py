"""Our own answers, read as outcomes: the record is taken at its word only where the article's stored text agrees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from eval.metrics.quotes import Extract, verbatim
from eval.outcome import Outcome, Shown, Statement
from eval.runfolder import AnswerLine, groups_of
from index import StoredArticle
from qa.answerer import OTHER_ACCOUNT
from qa.record import AnswerRecord, QuoteRecord, SourceRecord


class Library:
    """The articles of a run, by the archive's id and version, and by the publisher's id."""

    def __init__(self, articles: Iterable[StoredArticle]) -> None:
        self._versions: dict[tuple[str, str], StoredArticle] = {}
        self._external: dict[str, StoredArticle] = {}
        for stored in articles:
            self._versions[stored.id, stored.article.text_sha256] = stored
            self._external[stored.article.external_id or stored.id] = stored

    def version(self, article_id: str, text_sha256: str) -> StoredArticle | None:
        """Return the version of an article that offsets count in, or None when the run does not hold it."""
        return self._versions.get((article_id, text_sha256))

    def named(self, external_id: str) -> StoredArticle | None:
        """Return the newest version held of the article that gold calls `external_id`."""
        return self._external.get(external_id)


def outcome_of(line: AnswerLine, library: Library) -> Outcome:
    """Return what an answer line came to; an error, or no record, is a failure."""
    ranked = groups_of(line.hits)
    if line.record is None:
        return Outcome(failed=line.error or "no answer came", ranked=ranked, timings_ms={"round trip": line.wall_ms})
    record = line.record
    sources = {source.article_id: source for source in record.sources}
    return Outcome(
        abstained=record.status == "no_answer",
        text=record.text,
        shown=tuple(_shown(quote, sources.get(quote.article_id), library) for quote in record.quotes),
        statements=_statements(record),
        sides=_sides(record),
        confidence=record.confidence,
        ranked=ranked,
        timings_ms=_timings(line, record),
        prompt_tokens=record.usage.prompt_tokens,
        completion_tokens=record.usage.completion_tokens,
    )


def ranked_articles(groups: Sequence[Sequence[str]], serves_as: Mapping[str, str]) -> list[str]:
    """Return one ranking of article ids from passages with their folded near-copies.

    Args:
        groups: For each passage, best first, its article and the near-copies folded into it.
        serves_as: Article to the gold article in whose place it is as good; a gold article serves as itself.

    A hit stands for its near-copies: gold articles among them take its place, else its own article keeps it.
    """
    return [article for group in groups for article in ([serves_as[name] for name in group if name in serves_as] or group[:1])]


def _shown(quote: QuoteRecord, source: SourceRecord | None, library: Library) -> Shown:
    sha256 = source.text_sha256 if source else ""
    stored = library.version(quote.article_id, sha256)
    text = stored.article.text if stored else None
    named = (source.external_id if source else None) or quote.article_id
    return Shown(
        extract=Extract(named, quote.start, quote.end, quote.text),
        verbatim=verbatim(text, quote.start, quote.end, quote.text),
        article_id=quote.article_id,
        text_sha256=sha256,
    )


def _statements(record: AnswerRecord) -> tuple[Statement, ...]:
    places = {quote.id: at for at, quote in enumerate(record.quotes)}
    return tuple(
        Statement(
            _unframed(record.text[citation.start : citation.end]),
            tuple(places[name] for name in citation.quote_ids if name in places),
        )
        for citation in record.citations
    )


def _unframed(statement: str) -> str:
    """Return a statement without the words that set it against the answer: they claim nothing that a quote could bear out."""
    for frame in OTHER_ACCOUNT.values():
        statement = statement.removeprefix(frame)
    return statement


def _sides(record: AnswerRecord) -> tuple[str, ...]:
    quotes = {quote.id: quote.text for quote in record.quotes}
    sides = [side for disagreement in record.disagreements for side in disagreement.sides]
    return tuple(text for side in sides for text in (side.value, *(quotes.get(name, "") for name in side.quote_ids)))


def _timings(line: AnswerLine, record: AnswerRecord) -> Mapping[str, float]:
    timings = {"search": record.timings_ms.search, "total": record.timings_ms.total, "round trip": line.wall_ms}
    if record.timings_ms.first_sentence is not None:
        timings["first sentence"] = record.timings_ms.first_sentence
    return timings
