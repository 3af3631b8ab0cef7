"""The lock: one process writes to a data directory, since Chroma and tantivy bear no second one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import ArchiveInUseError


class WriteLock:
    """Held from construction to `release`; a process that dies lets go of it."""

    def __init__(self, data_dir: Path) -> None:
        self._lock = FileLock(data_dir / "archive.lock", timeout=0)
        self._owner = data_dir / "archive.pid"
        try:
            self._lock.acquire()
        except Timeout as error:
            raise ArchiveInUseError(_refusal(data_dir, self._owner)) from error
        self._owner.write_text(str(os.getpid()))

    def release(self) -> None:
        """Let another process write."""
        with suppress(OSError):
            self._owner.unlink()
        self._lock.release()


def _refusal(data_dir: Path, owner: Path) -> str:
    try:
        who = f"Process {int(owner.read_text())}"
    except (OSError, ValueError):
        who = "Another process"
    return (
        f"{who} is already writing to the archive in {data_dir}. Stop it first, or use what it offers: "
        "a running server takes articles over HTTP. Reading (list, show, search, status) works beside it."
    )
