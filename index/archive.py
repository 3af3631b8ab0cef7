"""The archive: the one door to everything that `index` remembers and finds."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.article import Article, StoredArticle
from index.encoder import DEFAULT_ENCODER, Encoder, load_encoder
from index.errors import ArchiveError, ArchiveMissingError, BadArticleError, EncoderMismatchError, ReadOnlyError
from index.followers import Followers
from index.hit import Filters, Hit, SearchMode
from index.lock import WriteLock
from index.passage import Ruler, WordRuler, cut, heading
from index.remembered import Remembered
from index.search import Search
from index.store import Entry, Store

_BATCH_CHARACTERS = 60_000  # of article text encoded and committed together: some 60 passages, a second or two of work
_EVERYTHING = Filters()
_ENCODER = "encoder"

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class AddReport:
    """What became of the articles given to `Archive.add`, by id in the archive."""

    added: list[str] = field(default_factory=list)
    corrected: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """How the archive is.

    Attributes:
        articles: How many, each counted once whatever its versions.
        passages: How many of the current versions.
        first_published: The earliest publication time; None when no article has one.
        last_published: The latest.
        sources: Outlets with their number of articles, most first; `""` for articles without one.
        pending: Changes that the slowest derived index has yet to follow.
        degraded: What does not work as it should, in sentences; empty when all is well.
    """

    articles: int
    passages: int
    first_published: datetime | None
    last_published: datetime | None
    sources: tuple[tuple[str, int], ...]
    pending: int
    degraded: list[str]


class Archive:
    """Articles in, hits out, in one data directory.

    Reading and searching may run in several threads beside one writer; writes wait for each other. When `add` returns, its
    articles are on the disk and searchable. Use it as a context manager.
    """

    def __init__(self, data_dir: Path, *, encoder: Encoder | None, encoder_name: str, read_only: bool) -> None:
        """Use `open`."""
        self._data_dir, self._read_only = data_dir, read_only
        self._encoder, self._encoder_name = encoder, getattr(encoder, "name", encoder_name)
        self._remembered = Remembered(lambda texts: self._loaded_encoder().encode(texts))
        self._loading, self._writing = threading.Lock(), threading.Lock()
        self._lock = None if read_only else WriteLock(data_dir)
        try:
            self._store = Store(data_dir / "archive.sqlite", read_only=read_only)
        except ArchiveError:
            self._unlock()
            raise
        self._followers = Followers(data_dir, self._store, read_only=read_only)
        self._search = Search(self._store, self._followers, self.embed)

    @classmethod
    def open(
        cls, data_dir: Path, *, encoder: Encoder | None = None, encoder_name: str = DEFAULT_ENCODER, read_only: bool = False
    ) -> Self:
        """Open the archive in `data_dir`, made if need be.

        It answers at once; what a crash left behind is put right in the background, and `status` says when that is done.

        Args:
            data_dir: A folder of its own.
            encoder: Use this one; loaded by name at first need when None.
            encoder_name: Its name, remembered with the vectors.
            read_only: Beside a process that writes: no lock is taken and nothing is changed.

        Raises:
            ArchiveInUseError: Another process writes to it.
            ArchiveMissingError: It is to be read only and does not exist.
            StoreError: Its database cannot be opened.
        """
        if read_only and not (data_dir / "archive.sqlite").exists():
            raise ArchiveMissingError(f"There is no archive in {data_dir}. Make one with `python -m index add PATH`.")
        data_dir.mkdir(parents=True, exist_ok=True)
        return cls(data_dir, encoder=encoder, encoder_name=encoder_name, read_only=read_only)

    def close(self) -> None:
        """Let go of the directory; work under way is finished first."""
        with self._writing:
            self._followers.close()
            self._store.close()
            self._unlock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # -- articles

    def add(self, articles: Iterable[Article], *, progress: Callable[[int], None] | None = None) -> AddReport:
        """Store articles; one that is known is corrected, its old version kept, or left alone when nothing changed.

        Args:
            articles: May be endless; they are encoded and committed in batches.
            progress: Called after each commit with the number of articles acknowledged so far; those survive a crash.

        Raises:
            BadArticleError: An article has no text, or text that is not Unicode; the batches before it are kept.
            ReadOnlyError: The archive is open for reading only.
            StoreError: The disk failed; the batches before are kept.
        """
        self._check_writable()
        report, acknowledged = AddReport(), 0
        try:
            for batch in _batches(articles):
                self._add_batch(batch, report)
                acknowledged += len(batch)
                if progress:
                    progress(acknowledged)
        finally:
            self._followers.follow()
        return report

    def remove(self, article_id: str) -> bool:
        """Delete an article, by our id or the publisher's, with its versions and from every index; False when there is none."""
        self._check_writable()
        stored = self.get(article_id)
        if stored is None:
            return False
        with self._writing:
            removed = self._store.remove(stored.id)
        self._followers.follow()
        return removed

    def get(self, article_id: str) -> StoredArticle | None:
        """Return the current version of an article, by our id or the publisher's."""
        return self._store.current(article_id)

    def versions(self, article_id: str) -> list[StoredArticle]:
        """Return every version of an article, oldest first; empty when there is none."""
        return self._store.versions(article_id)

    def articles(self, *, after: str | None = None, limit: int = 50) -> list[StoredArticle]:
        """Return up to `limit` articles in the order of their ids, those that come after the id `after`."""
        return self._store.articles(after or "", limit)

    # -- searching

    def search(self, query: str, *, limit: int = 10, mode: SearchMode = "hybrid", filters: Filters = _EVERYTHING) -> list[Hit]:
        """Return up to `limit` passages that bear on `query`, best first.

        Raises:
            EncoderMismatchError: The stored vectors were made by another encoder (not in lexical mode).
        """
        if not query.strip() or limit < 1:
            return []
        if mode != "lexical":
            self._check_encoder()
        return self._search.hits(query.encode("utf-8", "replace").decode(), limit, mode, filters)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the encoder's unit rows for `texts`, shape `(len(texts), dim)`; those of late are remembered."""
        return self._remembered.encode(texts)

    # -- upkeep

    def status(self) -> ArchiveStatus:
        """Return what the archive holds and what it lacks."""
        totals, sequence = self._store.totals(), self._store.sequence()
        pending = max(sequence - self._store.applied(name) for name in self._followers.names)
        return ArchiveStatus(
            totals.articles,
            totals.passages,
            totals.first_published,
            totals.last_published,
            totals.sources,
            pending,
            list(self._followers.degraded.values()),
        )

    def rebuild(self, *, progress: Callable[[int], None] | None = None) -> None:
        """Cut and embed every article anew with the present encoder, and make the derived indexes from nothing.

        Args:
            progress: Called with the number of articles done so far.
        """
        self._check_writable()
        with self._writing:
            if self._store.meta(_ENCODER) not in (None, self._encoder_name):
                self._store.set_meta(_ENCODER, f"{self._encoder_name}, unfinished")  # killed half-way, the two must not mix
            for done, stored in enumerate(self._every_article(), start=1):
                self._store.replace_passages(self._entries([(stored.id, stored.article)])[0])
                if progress:
                    progress(done)
            self._store.set_meta(_ENCODER, self._encoder_name)
        self._followers.rebuild()

    # -- inside

    def _add_batch(self, batch: Sequence[Article], report: AddReport) -> None:
        with self._writing:
            self._claim_encoder()
            changed: list[tuple[str, Article]] = []
            for article in batch:
                id_ = self._store.resolve(article)
                known = self._store.current(id_)
                if known and known.article == article:
                    report.unchanged.append(id_)
                    continue
                (report.corrected if known else report.added).append(id_)
                changed.append((id_, article))
            if changed:
                self._store.put(self._entries(changed))

    def _entries(self, articles: Sequence[tuple[str, Article]]) -> list[Entry]:
        """Cut and embed articles, all their passages together."""
        encoder = self._loaded_encoder()
        ruler = encoder if isinstance(encoder, Ruler) else WordRuler()
        passages = [cut(article, ruler, article_id=id_) for id_, article in articles]
        texts = [
            f"{heading(article)}\n{passage.text}" for (_, article), own in zip(articles, passages, strict=True) for passage in own
        ]
        vectors = encoder.encode(texts)
        entries, start = [], 0
        for (id_, article), own in zip(articles, passages, strict=True):
            entries.append(Entry(id_, article, own, vectors[start : start + len(own)]))
            start += len(own)
        return entries

    def _every_article(self) -> Iterator[StoredArticle]:
        after = ""
        while page := self._store.articles(after, 100):
            yield from page
            after = page[-1].id

    def _loaded_encoder(self) -> Encoder:
        with self._loading:
            if self._encoder is None:
                self._encoder = load_encoder(self._encoder_name)
            return self._encoder

    def _claim_encoder(self) -> None:
        """Let the first article decide which encoder this archive is made with."""
        self._check_encoder()
        if self._store.meta(_ENCODER) is None:
            self._store.set_meta(_ENCODER, self._encoder_name)

    def _check_encoder(self) -> None:
        stored = self._store.meta(_ENCODER)
        if stored not in (None, self._encoder_name):
            raise EncoderMismatchError(
                f"The vectors in {self._data_dir} were made by the encoder {stored!r}, not by {self._encoder_name!r}. "
                f"Open it with {stored!r}, or embed everything anew: `python -m index rebuild --encoder {self._encoder_name}`."
            )

    def _check_writable(self) -> None:
        if self._read_only:
            raise ReadOnlyError(
                f"The archive in {self._data_dir} was opened for reading only. Open it without `read_only` to change it."
            )

    def _unlock(self) -> None:
        if self._lock:
            self._lock.release()


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Group articles to be committed together; no id comes twice in a group, so that each version is kept."""
    batch: list[Article] = []
    for article in articles:
        problem = _problem(article)
        full = sum(len(other.text) for other in batch) + len(article.text) > _BATCH_CHARACTERS
        if batch and (problem or full or any(other.id == article.id for other in batch)):
            yield batch
            batch = []
        if problem:
            raise BadArticleError(f"the article {article.external_id or article.url or article.title!r} {problem}")
        batch.append(article)
    if batch:
        yield batch


def _problem(article: Article) -> str | None:
    if not article.text.strip():
        return "has no text. An article needs one; leave it out, or add its body."
    fields = (article.title, article.text, article.external_id, article.url, article.source, article.author, article.language)
    try:
        "".join(field for field in fields if field).encode()
    except UnicodeEncodeError as error:
        return f"holds a lone surrogate ({error.reason}). Read its file again in the right encoding."
    return None
