"""The SQLite file: its layout, its connections, and its errors in words.

Lives here: everything that names sqlite3. Does not live here: what the rows mean (`store`).
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import StoreBusyError, StoreCorruptError, StoreError, StoreFullError, StoreVersionError

LAYOUT = 1

_SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE articles(
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  source_key TEXT,
  published_us INTEGER,
  origin TEXT
) STRICT;
CREATE INDEX articles_by_origin ON articles(origin);
CREATE TABLE versions(
  article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  added_us INTEGER NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  external_id TEXT,
  url TEXT,
  published_us INTEGER,
  source TEXT,
  author TEXT,
  language TEXT,
  PRIMARY KEY(article_id, version)
) STRICT;
CREATE TABLE passages(
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL,
  article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL
) STRICT;
CREATE INDEX passages_by_article ON passages(article_id);
CREATE TABLE vectors(number INTEGER PRIMARY KEY REFERENCES passages(number) ON DELETE CASCADE, vector BLOB NOT NULL) STRICT;
CREATE TABLE journal(
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  action TEXT NOT NULL CHECK(action IN ('add', 'drop')),
  article_id TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  at_us INTEGER NOT NULL
) STRICT;
CREATE TABLE applied(name TEXT PRIMARY KEY, sequence INTEGER NOT NULL) STRICT;
"""
# journal: passages first..last were added or dropped. applied: up to which sequence each derived index has followed.

_BUSY_TIMEOUT_S = 30.0


class Database:
    """Connections to one SQLite file: any number of readers beside one writer."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._read_only = read_only
        self._idle: list[sqlite3.Connection] = []
        self._writing = threading.RLock()
        with typed_errors(path), self.reading() as connection:
            self._prepare(connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for reading; errors come out typed.

        Raises:
            StoreError: SQLite failed; the subclass says how.
        """
        with typed_errors(self._path):
            connection = self._idle.pop() if self._idle else self._connect()
            try:
                yield connection
            finally:
                self._idle.append(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection inside a transaction: all of it is on the disk when the block ends, or none of it.

        Raises:
            StoreError: SQLite failed; nothing of the block was kept.
        """
        with self._writing, self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close every idle connection; the last one folds the write-ahead log into the file."""
        while self._idle:
            self._idle.pop().close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")  # what is removed leaves no trace in the file
        if self._read_only:
            connection.execute("PRAGMA query_only = ON")
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        layout = connection.execute("PRAGMA user_version").fetchone()[0]
        if layout == LAYOUT:
            return
        if layout or self._read_only:
            raise StoreVersionError(
                f"{self._path} has layout {layout}, this release reads layout {LAYOUT}. "
                "Open it with the release that wrote it, or add the articles to a new data directory."
            )
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {LAYOUT}; COMMIT;")


@contextmanager
def typed_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises inside the block into one of our errors, with what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(error, path) from error


def _translated(error: sqlite3.Error, path: Path) -> StoreError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the kind, the rest a detail of it
    if code == sqlite3.SQLITE_FULL:
        return StoreFullError(
            f"The disk that holds {path} is full. Free some space and add again; what was acknowledged is safe."
        )
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StoreBusyError(f"Another program holds {path}. Close it, or wait and try again.")
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return StoreCorruptError(
            f"{path} is damaged ({error}). Restore it from a backup, or save what `sqlite3 {path.name} .recover` can read."
        )
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return StoreError(
            f"{path} cannot be opened or written ({error}). Check that the folder exists and that you may write to it."
        )
    return StoreError(f"SQLite failed on {path} ({error}). Check the disk; what was acknowledged before is safe.")
