"""The lexical index: BM25 by tantivy. The only file that knows it.

Chosen over SQLite FTS5 and bm25s by measurement (docs/search.md): it takes single passages in, lost nothing when killed, and
answers in a few milliseconds.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from shutil import rmtree
from typing import Any

import tantivy
from tantivy import Filter, Occur, Query, TextAnalyzerBuilder, Tokenizer

from index.errors import DerivedIndexError
from index.hit import Filters
from index.passage import heading
from index.stop_words import content_words
from index.store import Row, Store, micros, published_range, source_key

_HEAP_BYTES = 64_000_000
_PAIR_WEIGHT, _PAIR_SLOP = 0.3, 2
_LONGEST_QUESTION = 64  # words
_STEMMERS = {"en": "english", "fr": "french"}
_DEFAULT_LANGUAGE = "en"

_log = logging.getLogger(__name__)


class LexicalIndex:
    """Passages by their words, under BM25, with the fields that searches are narrowed by."""

    name = "lexical"

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        """Open or make the index in `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._analyzers = {language: _analyzer(stemmer) for language, stemmer in _STEMMERS.items()}
        with _typed():
            self._index = tantivy.Index(self._schema, path=str(folder))
            self._writer = None if read_only else self._index.writer(_HEAP_BYTES, 1)

    def apply(self, dropped: Sequence[int], added: Sequence[int], store: Store) -> None:
        """Forget and take in passages; see `DerivedIndex`."""
        assert self._writer is not None  # noqa: S101 - a read-only index is never handed to `catch_up`
        rows = store.rows(added)
        with _typed():
            for number in (*dropped, *added):
                self._writer.delete_documents_by_term("number", number)
            for row in rows.values():
                self._writer.add_document(self._document(row))
            self._writer.commit()
            self._index.reload()

    def best(self, question: str, limit: int, filters: Filters = Filters()) -> list[tuple[int, float]]:  # noqa: B008 - frozen
        """Return up to `limit` passage numbers with their BM25 score (above 0, no upper end), best first.

        Raises:
            DerivedIndexError: tantivy failed.
        """
        with _typed():
            query = self._narrowed(self._words(question), filters)
            searcher = self._index.searcher()
            hits = searcher.search(query, limit, count=False).hits
            numbers = searcher.fast_field_values("number", [address for _, address in hits])
        return [(int(number or 0), float(score)) for number, (score, _) in zip(numbers, hits, strict=True)]

    def count(self) -> int:
        """Return how many passages it holds."""
        return int(self._index.searcher().num_docs)

    def close(self) -> None:
        """Let go of the folder."""
        if self._writer is not None:
            with suppress(DerivedIndexError), _typed():
                self._writer.wait_merging_threads()
            self._writer = None

    def _document(self, row: Row) -> Any:  # noqa: ANN401
        article = row.article.article
        tag = (article.language or _DEFAULT_LANGUAGE).replace("_", "-").split("-")[0].lower()
        analyzer = self._analyzers.get(tag, self._analyzers[_DEFAULT_LANGUAGE])
        document = tantivy.Document()
        document.add_unsigned("number", row.number)
        # Stems of every language share one field: a name weighs the same in an English and in a French article.
        document.add_text("text", " ".join(analyzer.analyze(f"{heading(article)}\n{row.passage.text}")))
        if article.source:
            document.add_text("source", source_key(article.source))
        if article.published_at:
            document.add_integer("published", micros(article.published_at))
        return document

    def _words(self, question: str) -> Any:  # noqa: ANN401 - tantivy has no types
        """Any word counts; two that are neighbours in the question count once more where they stand close together."""
        content = " ".join(content_words(question)[:_LONGEST_QUESTION])
        readings = [analyzer.analyze(content) for analyzer in self._analyzers.values()]
        words = dict.fromkeys(word for reading in readings for word in reading)
        pairs = dict.fromkeys(pair for reading in readings for pair in pairwise(reading))
        clauses = [Query.term_query(self._schema, "text", word) for word in words]
        for pair in pairs:
            together = Query.phrase_query(self._schema, "text", list(pair), slop=_PAIR_SLOP)
            clauses.append(Query.boost_query(together, _PAIR_WEIGHT))
        return Query.boolean_query([(Occur.Should, clause) for clause in clauses])

    def _narrowed(self, query: Any, filters: Filters) -> Any:  # noqa: ANN401
        clauses = [(Occur.Must, query)]
        earliest, latest = published_range(filters)
        if earliest is not None or latest is not None:
            dates = Query.range_query(self._schema, "published", tantivy.FieldType.Integer, earliest, latest)
            clauses.append((Occur.Must, Query.const_score_query(dates, 0.0)))
        if filters.sources:
            keys = [source_key(source) for source in filters.sources]
            clauses.append((Occur.Must, Query.const_score_query(Query.term_set_query(self._schema, "source", keys), 0.0)))
        return Query.boolean_query(clauses) if len(clauses) > 1 else query


def open_safely(folder: Path, *, read_only: bool = False) -> tuple[LexicalIndex, bool]:
    """Open the index in `folder`, or make an empty one in place of a broken one.

    Returns:
        The index, and whether it is new and has to be filled from the beginning.
    """
    fresh = not (folder / "meta.json").exists()
    if fresh and read_only:
        raise DerivedIndexError("The lexical index has not been made yet; searches use the vectors alone.")
    try:
        return LexicalIndex(folder, read_only=read_only), fresh
    except DerivedIndexError:
        if read_only:
            raise
        _log.warning("the lexical index in %s is broken; it is rebuilt from the store", folder, exc_info=True)
        return open_anew(folder), True


def open_anew(folder: Path) -> LexicalIndex:
    """Delete the index in `folder`, whatever its state, and make an empty one."""
    rmtree(folder, ignore_errors=True)
    return LexicalIndex(folder)


def _schema() -> Any:  # noqa: ANN401
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", indexed=True, fast=True)
    builder.add_integer_field("published", indexed=True, fast=True)
    builder.add_text_field("source", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name="whitespace")
    return builder.build()


def _analyzer(stemmer: str) -> Any:  # noqa: ANN401
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(60)).filter(Filter.lowercase())
    # French stems are told by their accents, which the folding then takes off, so that a question without them finds the word.
    return builder.filter(Filter.stemmer(stemmer)).filter(Filter.ascii_fold()).build()


@contextmanager
def _typed() -> Iterator[None]:
    """Turn what tantivy raises, a `ValueError` or an `OSError` by the kind of trouble, into our error."""
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        raise DerivedIndexError(f"The lexical index failed ({error}). `python -m index rebuild` makes it anew.") from error
