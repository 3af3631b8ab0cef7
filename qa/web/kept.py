"""Answers kept: the last so many records, with what readers thought of them, in one small SQLite file."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from qa.record import AnswerRecord

logger = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS feedback (
    answer_id TEXT PRIMARY KEY REFERENCES answers (id) ON DELETE CASCADE,
    rating TEXT NOT NULL, comment TEXT, given_at TEXT NOT NULL
);
"""


class KeptAnswers:
    """Remembers answers by id, the oldest forgotten first; safe to use from several threads.

    Args:
        path: The SQLite file; made when it is not there.
        limit: How many answers to keep; 0 keeps none.
    """

    def __init__(self, path: Path, *, limit: int) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._limit = limit
        self._lock = threading.Lock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=5)
        self._database.executescript(f"PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; {_SCHEMA}")

    def keep(self, record: AnswerRecord) -> None:
        """Remember `record`, and forget what is past the limit; a disk that fails is logged, for the reader has the answer."""
        oldest = "SELECT number FROM answers ORDER BY number DESC LIMIT 1 OFFSET ?"
        try:
            with self._transaction() as database:
                database.execute(
                    "INSERT OR REPLACE INTO answers (id, record) VALUES (?, ?)", (record.id, record.model_dump_json())
                )
                database.execute(f"DELETE FROM answers WHERE number <= ({oldest})", (self._limit,))  # noqa: S608 - no value in it
        except sqlite3.Error as error:
            logger.warning("%s could not be kept: %s", record.id, error)

    def get(self, answer_id: str) -> AnswerRecord | None:
        """Return the record of that id; None when there is none or it is forgotten."""
        with self._transaction() as database:
            row = database.execute("SELECT record FROM answers WHERE id = ?", (answer_id,)).fetchone()
        return AnswerRecord.model_validate_json(row[0]) if row else None

    def rate(self, answer_id: str, rating: Literal["up", "down"], comment: str | None) -> bool:
        """Write down what a reader thought, in place of an earlier word; False when there is no such answer."""
        with self._transaction() as database:
            if not database.execute("SELECT 1 FROM answers WHERE id = ?", (answer_id,)).fetchone():
                return False
            now = datetime.now(UTC).isoformat()
            database.execute("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?)", (answer_id, rating, comment, now))
        return True

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")
