"""Exact dense search: every stored vector against the question. Serves filtered searches, and all of them while Chroma cannot."""

from __future__ import annotations

import threading

import numpy as np
from numpy.typing import NDArray

from index.store import Store


class ExactIndex:
    """The stored vectors as one matrix, read when first needed and topped up when the store has grown."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._sequence = -1
        self._numbers = np.zeros(0, dtype=np.int64)
        self._matrix = np.zeros((0, 0), dtype=np.float32)
        self._refreshing = threading.Lock()

    def nearest(
        self, vector: NDArray[np.float32], limit: int, allowed: NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """Return up to `limit` passage numbers with their cosine to the unit `vector`, best first.

        Args:
            vector: The question, shape `(dim,)`.
            limit: How many.
            allowed: The passages to look at, numbers ascending; None means all.
        """
        numbers, matrix = self._fresh()
        if allowed is not None:
            seen = np.isin(numbers, allowed, assume_unique=True)
            numbers, matrix = numbers[seen], matrix[seen]
        if not len(numbers):
            return []
        cosines = matrix @ vector
        best = np.argsort(-cosines, kind="stable")[:limit]
        return [(int(numbers[at]), float(cosines[at])) for at in best]

    def _fresh(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        with self._refreshing:
            sequence = self._store.sequence()
            if sequence != self._sequence:
                self._refresh()
                self._sequence = sequence
            return self._numbers, self._matrix

    def _refresh(self) -> None:
        alive = np.isin(self._numbers, self._store.numbers(), assume_unique=True)
        numbers, matrix = self._store.vectors_after(int(self._numbers[-1]) if len(self._numbers) else 0)
        kept = self._numbers[alive], self._matrix[alive]
        if not len(numbers):
            self._numbers, self._matrix = kept
        elif not len(kept[0]):
            self._numbers, self._matrix = numbers, matrix
        else:
            self._numbers, self._matrix = np.concatenate([kept[0], numbers]), np.concatenate([kept[1], matrix])
