"""Every error that `index` raises on purpose.

ArchiveError
├── BadArticleError          an article or a file cannot be taken: names it, and the line
├── StoreError               SQLite could not do its part
│   ├── StoreFullError            the disk is full; nothing of the unacknowledged work was kept
│   ├── StoreBusyError            another process holds the database: try again
│   ├── StoreCorruptError         the database file is damaged
│   └── StoreVersionError         a newer or older release wrote it
├── ArchiveMissingError      there is nothing to read at this place
├── ArchiveInUseError        another process is writing to it
├── ReadOnlyError            it was opened for reading only
├── EncoderError
│   ├── EncoderUnavailableError   its weights cannot be had
│   └── EncoderMismatchError      the stored vectors were made by another one
└── DerivedIndexError        a rebuildable index failed; searches go on without it
"""

from __future__ import annotations

from pathlib import Path


class ArchiveError(Exception):
    """The root; its message says what happened, to which thing, and what to do."""


class BadArticleError(ArchiveError):
    """An article, or the file that should hold one, cannot be taken.

    Attributes:
        reason: What is wrong with it, without its place.
        path: The file it came from, if any.
        line: The line of the file, from 1, if it has several records.
    """

    def __init__(self, reason: str, *, path: Path | None = None, line: int | None = None) -> None:
        self.reason, self.path, self.line = reason, path, line
        place = f"{path}, line {line}: " if line else f"{path}: " if path else ""
        super().__init__(place + reason)


class StoreError(ArchiveError):
    """SQLite could not do its part."""


class StoreFullError(StoreError):
    """The disk is full."""


class StoreBusyError(StoreError):
    """Another process holds the database."""


class StoreCorruptError(StoreError):
    """The database file is damaged."""


class StoreVersionError(StoreError):
    """The database was laid out by another release."""


class ArchiveMissingError(ArchiveError):
    """There is no archive at this place."""


class ArchiveInUseError(ArchiveError):
    """Another process is writing to this archive."""


class ReadOnlyError(ArchiveError):
    """The archive was opened for reading only."""


class EncoderError(ArchiveError):
    """The encoder cannot be used."""


class EncoderUnavailableError(EncoderError):
    """The encoder's weights cannot be had."""


class EncoderMismatchError(EncoderError):
    """The stored vectors were made by another encoder."""


class DerivedIndexError(ArchiveError):
    """The vector index or the lexical index failed; the store still holds everything."""
