"""Remembered vectors: a text that was encoded lately is not encoded again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

MOST = 4096
"""Texts whose vectors are kept: 6 MB of the default encoder's."""

Encode = Callable[[Sequence[str]], NDArray[np.float32]]


class Remembered:
    """The vectors of the texts that were asked for last; safe to call from several threads.

    The sentences of a story are ranked for one question after another, and twice for each that has an answer.
    """

    def __init__(self, encode: Encode, most: int = MOST) -> None:
        """Ask `encode` for what is not known, and keep at most `most` texts."""
        self._encode, self._most = encode, most
        self._rows: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the row of each text, shape `(len(texts), dim)`."""
        if not texts:
            return self._encode(texts)
        with self._lock:
            known = {text: self._rows[text] for text in texts if text in self._rows}
        if fresh := [text for text in dict.fromkeys(texts) if text not in known]:
            known |= {text: row.copy() for text, row in zip(fresh, self._encode(fresh), strict=True)}
        self._remember(known)
        return np.stack([known[text] for text in texts])

    def _remember(self, rows: dict[str, NDArray[np.float32]]) -> None:
        with self._lock:
            for text, row in rows.items():
                self._rows[text] = row
                self._rows.move_to_end(text)
            while len(self._rows) > self._most:
                self._rows.popitem(last=False)
