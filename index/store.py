"""The store: articles, their versions, passages and vectors, and the journal of what changed. The only source of truth.

Every derived index can be rebuilt from here, and follows the journal by its sequence numbers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.article import Article, StoredArticle, article_id
from index.database import Database
from index.hit import Filters
from index.passage import Passage

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS = "article_id, version, added_us, title, text, external_id, url, published_us, source, author, language"
_CHUNK = 500  # values bound to one statement


@dataclass(frozen=True, slots=True)
class Entry:
    """What one acknowledged article consists of.

    Attributes:
        id: The id to store it under.
        article: The record.
        passages: Its passages, at least one.
        vectors: Unit rows, shape `(len(passages), dim)`, float32.
    """

    id: str
    article: Article
    passages: Sequence[Passage]
    vectors: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the journal: the passages numbered `first..last`, both inclusive, were added or dropped."""

    sequence: int
    added: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Row:
    """A stored passage, as the derived indexes and the search read it.

    Attributes:
        number: Its number, never used again once dropped.
        passage: The passage.
        article: The article that it stands in.
    """

    number: int
    passage: Passage
    article: StoredArticle


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the store holds; the dates are None when no article has one."""

    articles: int
    passages: int
    first_published: datetime | None
    last_published: datetime | None
    sources: tuple[tuple[str, int], ...]


class Store:
    """The article store in one SQLite file; safe to use from several threads."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._database = Database(path, read_only=read_only)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    # -- writing

    def put(self, entries: Iterable[Entry]) -> None:
        """Store each article as the current version of its id; when this returns they are on the disk, all of them.

        Raises:
            StoreError: Nothing of `entries` was kept.
        """
        now = micros(datetime.now(UTC))
        with self._database.writing() as connection:
            for entry in entries:
                _put(connection, entry, now)

    def remove(self, id_: str) -> bool:
        """Delete an article with all its versions; False when there is none."""
        with self._database.writing() as connection:
            _drop_passages(connection, id_, micros(datetime.now(UTC)))
            return connection.execute("DELETE FROM articles WHERE id = ?", (id_,)).rowcount > 0

    def replace_passages(self, entry: Entry) -> None:
        """Give the current version of an article new passages and vectors."""
        now = micros(datetime.now(UTC))
        with self._database.writing() as connection:
            _drop_passages(connection, entry.id, now)
            _add_passages(connection, entry, now)

    # -- articles

    def resolve(self, article: Article) -> str:
        """Return the id that `article` belongs under: its own, or that of the article its file held before it was edited."""
        if article.external_id or article.url or not article.origin or self.current(article.id):
            return article.id
        with self._database.reading() as connection:
            row = connection.execute("SELECT id FROM articles WHERE origin = ?", (article.origin,)).fetchone()
        return str(row[0]) if row else article.id

    def current(self, id_: str) -> StoredArticle | None:
        """Return the current version of an article, by our id or by the publisher's."""
        sql = f"""SELECT {_COLUMNS} FROM versions
                  WHERE (article_id, version) IN (SELECT id, version FROM articles WHERE id IN (?, ?))"""  # noqa: S608
        with self._database.reading() as connection:
            row = connection.execute(sql, _keys(id_)).fetchone()
        return _stored(row) if row else None

    def versions(self, id_: str) -> list[StoredArticle]:
        """Return every version of an article, oldest first, by our id or by the publisher's."""
        sql = f"SELECT {_COLUMNS} FROM versions WHERE article_id IN (?, ?) ORDER BY version"  # noqa: S608
        with self._database.reading() as connection:
            return [_stored(row) for row in connection.execute(sql, _keys(id_))]

    def articles(self, after: str, limit: int) -> list[StoredArticle]:
        """Return up to `limit` current articles whose id is greater than `after`, by id."""
        sql = f"""SELECT {_COLUMNS} FROM versions WHERE (article_id, version) IN
                  (SELECT id, version FROM articles WHERE id > ? ORDER BY id LIMIT ?) ORDER BY article_id"""  # noqa: S608
        with self._database.reading() as connection:
            return [_stored(row) for row in connection.execute(sql, (after, limit))]

    # -- passages

    def rows(self, numbers: Sequence[int]) -> dict[int, Row]:
        """Return the passages that still exist among `numbers`, each with its article, by number."""
        places = 'SELECT number, id, article_id, start, "end" FROM passages WHERE number IN ({})'
        current = f"""SELECT text_sha256, {_COLUMNS} FROM versions
                      WHERE article_id IN ({{}}) AND (article_id, version) IN (SELECT id, version FROM articles)"""  # noqa: S608
        with self._database.reading() as connection:
            found = list(_selected(connection, places, numbers))
            ids = list({row[2] for row in found})
            articles = {row[1]: (row[0], _stored(row[1:])) for row in _selected(connection, current, ids)}
        return {row[0]: _row(row, *articles[row[2]]) for row in found if row[2] in articles}

    def vectors(self, numbers: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """Return the vectors of the passages that still exist among `numbers`, by number."""
        with self._database.reading() as connection:
            found = _selected(connection, "SELECT number, vector FROM vectors WHERE number IN ({})", numbers)
            return {number: np.frombuffer(blob, dtype=np.float32) for number, blob in found}

    def vectors_after(self, number: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return numbers, ascending, and vectors (a row each) of every passage numbered above `number`."""
        with self._database.reading() as connection:
            found = connection.execute(
                "SELECT number, vector FROM vectors WHERE number > ? ORDER BY number", (number,)
            ).fetchall()
        numbers = np.array([row[0] for row in found], dtype=np.int64)
        flat = np.frombuffer(b"".join(row[1] for row in found), dtype=np.float32)
        return numbers, flat.reshape(len(found), -1) if found else np.zeros((0, 0), dtype=np.float32)

    def numbers(self, filters: Filters = Filters()) -> NDArray[np.int64]:  # noqa: B008 - frozen
        """Return the numbers, ascending, of the passages whose article satisfies `filters`."""
        where, values = _conditions(filters)
        sql = "SELECT number FROM passages" + (f" JOIN articles ON articles.id = article_id WHERE {where}" if where else "")  # noqa: S608
        with self._database.reading() as connection:
            return np.array([row[0] for row in connection.execute(sql + " ORDER BY number", values)], dtype=np.int64)

    def passage_count(self) -> int:
        """Return how many passages there are."""
        with self._database.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM passages").fetchone()[0])

    # -- journal

    def sequence(self) -> int:
        """Return the sequence number of the last change, 0 when nothing ever changed."""
        with self._database.reading() as connection:
            return int(connection.execute("SELECT coalesce(max(sequence), 0) FROM journal").fetchone()[0])

    def changes(self, after: int, limit: int) -> list[Change]:
        """Return up to `limit` changes that came after the sequence number `after`, in order."""
        sql = "SELECT sequence, action = 'add', first, last FROM journal WHERE sequence > ? ORDER BY sequence LIMIT ?"
        with self._database.reading() as connection:
            return [Change(row[0], bool(row[1]), row[2], row[3]) for row in connection.execute(sql, (after, limit))]

    def applied(self, name: str) -> int:
        """Return the sequence number up to which the derived index `name` has followed."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT sequence FROM applied WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row else 0

    def mark_applied(self, name: str, sequence: int) -> None:
        """Write down that the derived index `name` holds everything up to `sequence`."""
        with self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO applied VALUES(?, ?)", (name, sequence))

    # -- the rest

    def meta(self, key: str) -> str | None:
        """Return a remembered setting of this archive."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Remember a setting of this archive."""
        with self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (key, value))

    def totals(self) -> Totals:
        """Count what is stored."""
        by_source = """SELECT coalesce(min(source), ''), count(*) FROM versions
                       WHERE (article_id, version) IN (SELECT id, version FROM articles)
                       GROUP BY lower(source) ORDER BY 2 DESC, 1"""
        with self._database.reading() as connection:
            articles, first, last = connection.execute(
                "SELECT count(*), min(published_us), max(published_us) FROM articles"
            ).fetchone()
            passages = connection.execute("SELECT count(*) FROM passages").fetchone()[0]
            sources = tuple((str(name), int(count)) for name, count in connection.execute(by_source))
        return Totals(articles, passages, _moment(first), _moment(last), sources)


def source_key(source: str) -> str:
    """Return what two spellings of an outlet's name have in common."""
    return " ".join(source.split()).casefold()


def published_range(filters: Filters) -> tuple[int | None, int | None]:
    """Return the earliest and latest publication time that `filters` let through, inclusive, in microseconds since 1970."""
    latest = [micros(moment) for moment in (filters.published_before, filters.as_of) if moment]
    return micros(filters.published_after) if filters.published_after else None, min(latest) if latest else None


def _keys(id_: str) -> tuple[str, str]:
    """Return the two ids that `id_` may be: ours, or the one made from the publisher's."""
    return id_.encode("utf-8", "replace").decode(), article_id(id_, None, "", "")


def _put(connection: sqlite3.Connection, entry: Entry, now: int) -> None:
    article = entry.article
    published = micros(article.published_at) if article.published_at else None
    _drop_passages(connection, entry.id, now)
    version = connection.execute("SELECT version FROM articles WHERE id = ?", (entry.id,)).fetchone()
    number = version[0] + 1 if version else 1
    connection.execute(
        """INSERT INTO articles VALUES(?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET version = excluded.version,
           source_key = excluded.source_key, published_us = excluded.published_us, origin = coalesce(excluded.origin, origin)""",
        (entry.id, number, source_key(article.source) if article.source else None, published, article.origin),
    )
    record = (article.title, article.text, article.text_sha256, article.external_id, article.url, published)
    rest = (article.source, article.author, article.language)
    connection.execute("INSERT INTO versions VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (entry.id, number, now, *record, *rest))
    _add_passages(connection, entry, now)


def _add_passages(connection: sqlite3.Connection, entry: Entry, now: int) -> None:
    numbers: list[int] = []
    for passage, vector in zip(entry.passages, entry.vectors, strict=True):
        place = (passage.id, entry.id, passage.start, passage.end)
        cursor = connection.execute('INSERT INTO passages(id, article_id, start, "end") VALUES(?, ?, ?, ?)', place)
        numbers.append(int(cursor.lastrowid or 0))
        connection.execute("INSERT INTO vectors VALUES(?, ?)", (numbers[-1], vector.astype(np.float32).tobytes()))
    _journal(connection, "add", entry.id, (numbers[0], numbers[-1]), now)


def _drop_passages(connection: sqlite3.Connection, id_: str, now: int) -> None:
    first, last = connection.execute("SELECT min(number), max(number) FROM passages WHERE article_id = ?", (id_,)).fetchone()
    if first is not None:
        connection.execute("DELETE FROM passages WHERE article_id = ?", (id_,))
        _journal(connection, "drop", id_, (first, last), now)


def _journal(connection: sqlite3.Connection, action: str, id_: str, numbers: tuple[int, int], now: int) -> None:
    sql = "INSERT INTO journal(action, article_id, first, last, at_us) VALUES(?, ?, ?, ?, ?)"
    connection.execute(sql, (action, id_, *numbers, now))


def _selected(connection: sqlite3.Connection, sql: str, values: Sequence[int | str]) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(values), _CHUNK):
        chunk = values[start : start + _CHUNK]
        yield from connection.execute(sql.format(",".join("?" * len(chunk))), chunk)


def _row(place: Sequence[Any], sha256: str, article: StoredArticle) -> Row:
    number, id_, article_id_, start, end = place
    return Row(number, Passage(id_, article_id_, sha256, start, end, article.article.text[start:end]), article)


def _stored(row: Sequence[Any]) -> StoredArticle:
    id_, version, added, title, text, external_id, url, published, source, author, language = row
    article = Article(title, text, external_id, url, _moment(published), source, author, language)
    return StoredArticle(id_, article, version, _EPOCH + timedelta(microseconds=added))


def _conditions(filters: Filters) -> tuple[str, list[object]]:
    earliest, latest = published_range(filters)
    tests: list[tuple[str, list[object]]] = []
    if earliest is not None:
        tests.append(("published_us >= ?", [earliest]))
    if latest is not None:
        tests.append(("published_us <= ?", [latest]))
    if filters.sources:
        keys: list[object] = [source_key(source) for source in filters.sources]
        tests.append((f"source_key IN ({','.join('?' * len(keys))})", keys))
    return " AND ".join(test for test, _ in tests), [value for _, values in tests for value in values]


def micros(moment: datetime) -> int:
    """Return the microseconds since 1970, which sort and compare as the times do."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _moment(micros: int | None) -> datetime | None:
    return None if micros is None else _EPOCH + timedelta(microseconds=micros)
