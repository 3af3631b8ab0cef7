"""The vector index: Chroma, embedded. The only file that knows it.

Chroma is disposable here. A kill at a bad moment can leave its folder so that opening it ends the process, so the folder is
first tried in a child process, set aside when that fails, and filled again from the vectors in the store.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import DerivedIndexError
from index.store import Store

_COLLECTION = "passages"
_BATCH = 5_000  # Chroma takes no more at once
_PROBE_S = 60.0
_HNSW = {"hnsw": {"space": "cosine", "sync_threshold": 20_000}}  # a folder synced more often takes longer to fill

_log = logging.getLogger(__name__)


class VectorIndex:
    """Passage vectors in a Chroma collection under cosine distance, by passage number."""

    name = "vectors"

    def __init__(self, folder: Path) -> None:
        """Open or make the index in `folder`; use `open_safely` on a folder that an earlier process wrote."""
        import chromadb  # noqa: PLC0415 - a second, and most commands never need it
        from chromadb.config import Settings  # noqa: PLC0415

        with _typed():
            self._client: Any = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
            self._collection = self._client.get_or_create_collection(_COLLECTION, configuration=_HNSW, embedding_function=None)  # type: ignore[arg-type]

    def apply(self, dropped: Sequence[int], added: Sequence[int], store: Store) -> None:
        """Forget and take in passages; see `DerivedIndex`."""
        vectors = store.vectors(added)
        with _typed():
            for batch in _batched(dropped):
                self._collection.delete(ids=[str(number) for number in batch])
            for batch in _batched(list(vectors)):
                rows: Any = np.stack([vectors[number] for number in batch])
                self._collection.upsert(ids=[str(number) for number in batch], embeddings=rows)

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[tuple[int, float]]:
        """Return up to `limit` passage numbers with their cosine to the unit `vector`, best first.

        Raises:
            DerivedIndexError: Chroma failed.
        """
        with _typed():
            query: Any = vector[np.newaxis]
            found = self._collection.query(query_embeddings=query, n_results=limit, include=["distances"])
        distances = found["distances"] or [[]]
        return [(int(id_), 1.0 - float(distance)) for id_, distance in zip(found["ids"][0], distances[0], strict=True)]

    def count(self) -> int:
        """Return how many passages it holds."""
        with _typed():
            return int(self._collection.count())

    def close(self) -> None:
        """Let go of the folder."""
        with suppress(DerivedIndexError), _typed():
            self._client.close()


def open_safely(folder: Path) -> tuple[VectorIndex, bool]:
    """Open the index in `folder`, or set a broken one aside and make an empty one.

    Returns:
        The index, and whether it is new and has to be filled from the beginning.

    Raises:
        DerivedIndexError: Not even an empty one could be made.
    """
    if not (folder / "chroma.sqlite3").exists():
        _set_aside(folder)
        return VectorIndex(folder), True
    if _survives(folder):
        with suppress(DerivedIndexError):
            return VectorIndex(folder), False
    _log.warning("the vector index in %s is broken; it is rebuilt from the stored vectors", folder)
    _set_aside(folder)
    return VectorIndex(folder), True


def open_anew(folder: Path) -> VectorIndex:
    """Set the index in `folder` aside, whatever its state, and make an empty one."""
    _set_aside(folder)
    return VectorIndex(folder)


def probe(folder: Path) -> None:
    """Open the index in `folder` and search it; what is broken may end this process, so run it in one that may die."""
    index = VectorIndex(folder)
    with _typed():
        sample = index._collection.get(limit=1, include=["embeddings"])
    if sample["ids"]:
        index.nearest(np.asarray(sample["embeddings"], dtype=np.float32)[0], 1)
    index.close()


def _survives(folder: Path) -> bool:
    command = [sys.executable, "-c", "import sys, pathlib, index.vectors as v; v.probe(pathlib.Path(sys.argv[1]))", str(folder)]
    root = Path(__file__).resolve().parent.parent
    try:
        return subprocess.run(command, cwd=root, capture_output=True, timeout=_PROBE_S, check=False).returncode == 0  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False


def _set_aside(folder: Path) -> None:
    """Move `folder` out of the way; one broken copy is kept for whoever wants to look."""
    if not folder.exists():
        return
    broken = folder.with_name(f"{folder.name}.broken")
    rmtree(broken, ignore_errors=True)
    folder.rename(broken)


def _batched(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _BATCH):
        yield numbers[start : start + _BATCH]


@contextmanager
def _typed() -> Iterator[None]:
    """Chroma raises its own errors, bare `Exception`s and Rust panics, which are no `Exception` at all."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise DerivedIndexError(
            f"The vector index failed ({type(error).__name__}: {error}). Searches go on without it."
        ) from error
