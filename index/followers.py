"""The followers: the derived indexes of one archive, from opening to closing.

Lives here: when each is opened, caught up, mended and given up. Does not live here: how either works (`lexical`, `vectors`).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from index import lexical, vectors
from index.derived import DerivedIndex, catch_up, is_complete
from index.errors import ArchiveError, DerivedIndexError
from index.lexical import LexicalIndex
from index.store import Store
from index.vectors import VectorIndex

_log = logging.getLogger(__name__)


class Followers:
    """The lexical and the vector index, either of which may be absent or behind at any time.

    Attributes:
        lexical: None while it cannot be used.
        vectors: None while it cannot be used, which is always so in an archive that is only read.
        degraded: What is wrong with which, in sentences.
    """

    names = (LexicalIndex.name, VectorIndex.name)

    def __init__(self, data_dir: Path, store: Store, *, read_only: bool) -> None:
        self._lexical_folder, self._vectors_folder = data_dir / "lexical", data_dir / "chroma"
        self._store, self._read_only = store, read_only
        self._working = threading.Lock()
        self.lexical: LexicalIndex | None = None
        self.vectors: VectorIndex | None = None
        self.degraded: dict[str, str] = {}
        self._starting = threading.Thread(target=self.follow, name="follow-the-store", daemon=True)
        self._guarded(LexicalIndex.name, self._open_lexical)
        if not read_only and store.sequence():
            self._starting.start()

    def follow(self) -> None:
        """Bring both up to the store's last change, opening or mending what needs it; a failure is noted, not raised."""
        with self._working:
            self._guarded(LexicalIndex.name, self._follow_lexical)
            self._guarded(VectorIndex.name, self._follow_vectors)

    def rebuild(self) -> None:
        """Make both from nothing."""
        with self._working:
            self._guarded(LexicalIndex.name, self._renew_lexical)
            self._guarded(VectorIndex.name, self._renew_vectors)

    def close(self) -> None:
        """Let go of both folders; work under way is finished first."""
        if self._starting.ident is not None:
            self._starting.join()
        with self._working:
            self._drop_lexical()
            self._drop_vectors()

    # -- inside; the lock is held, except while the archive is being opened

    def _guarded(self, name: str, work: Callable[[], None]) -> None:
        try:
            work()
            self.degraded.pop(name, None)
        except ArchiveError as error:  # what the store holds is safe already; the next opening tries again
            _log.warning("the %s index is out of use", name, exc_info=True)
            self.degraded[name] = str(error)

    def _open_lexical(self) -> None:
        self.lexical, fresh = lexical.open_safely(self._lexical_folder, read_only=self._read_only)
        if fresh and not self._read_only:
            self._store.mark_applied(LexicalIndex.name, 0)

    def _follow_lexical(self) -> None:
        if self.lexical is None:
            self._open_lexical()
        if not (self.lexical and self._followed(self.lexical)):
            self._renew_lexical()

    def _renew_lexical(self) -> None:
        self._drop_lexical()
        self.lexical = lexical.open_anew(self._lexical_folder)
        self._store.mark_applied(LexicalIndex.name, 0)
        catch_up(self._store, self.lexical)

    def _drop_lexical(self) -> None:
        index, self.lexical = self.lexical, None
        if index:
            index.close()

    def _follow_vectors(self) -> None:
        index = self.vectors
        if index is None:
            index, fresh = vectors.open_safely(self._vectors_folder)
            if fresh:
                self._store.mark_applied(VectorIndex.name, 0)
        if self._followed(index):
            self.vectors = index
            return
        index.close()
        self._renew_vectors()

    def _renew_vectors(self) -> None:
        self._drop_vectors()
        index = vectors.open_anew(self._vectors_folder)
        self._store.mark_applied(VectorIndex.name, 0)
        catch_up(self._store, index)
        self.vectors = index

    def _drop_vectors(self) -> None:
        index, self.vectors = self.vectors, None
        if index:
            index.close()

    def _followed(self, index: DerivedIndex) -> bool:
        """Catch up and tell whether nothing is missing."""
        try:
            catch_up(self._store, index)
            return is_complete(self._store, index)
        except DerivedIndexError:
            _log.warning("the %s index could not follow; it is made anew", index.name, exc_info=True)
            return False
