"""The network of a GGUF file, run by OpenVINO: tokens go in, and what it makes of the last of them comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.errors import ModelUnavailableError
from qa.llm.converted import MODEL
from qa.llm.stretches import Stretch, halves, whole

BATCH_TOKENS = 256  # a prompt is read by so many tokens at a time, and can be left in between

Layers = Mapping[int, NDArray[np.float32]]
"""What some layers hand on for one token, each float32 of shape (width,)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network makes of the last token.

    Attributes:
        logits: float32 of shape (vocabulary,): how likely each token is to come next, unnormalised.
        layers: What the layers asked for hand on.
    """

    logits: NDArray[np.float32]
    layers: Layers


class Network:
    """One compiled network and its memory of the tokens it has read: what the next ones begin alike is not read again.

    Where layers are asked for it is cut in two behind the last of them, and `look` runs the first part alone.
    """

    def __init__(self, folder: Path, *, threads: int, layers: Sequence[int] = ()) -> None:
        """Compile it; seconds.

        Args:
            folder: What `converted` returned.
            threads: How many cores to use.
            layers: Those whose output is wanted too, in ascending order; not the network's last one.

        Raises:
            ModelUnavailableError: The folder does not hold a network that OpenVINO can run, or one without such layers.
        """
        self._layers = tuple(layers)
        path = folder / MODEL
        try:
            stretches = [Stretch(model, threads) for model in (halves(path, layers) if layers else [whole(path)])]
        except (RuntimeError, KeyError, ValueError) as error:
            raise ModelUnavailableError(f"OpenVINO cannot load {folder}: remove that folder to have it made anew") from error
        self._lower, self._upper = stretches[0], stretches[-1]
        self._read: list[int] = []
        self._handed: list[NDArray[np.float32]] = []

    def look(self, tokens: Sequence[int], stopped: Callable[[], bool] = bool) -> Layers | None:
        """Return what the layers asked for make of the last of `tokens`, at least one; None when `stopped` said so on the way.

        Raises:
            RuntimeError: OpenVINO failed.
        """
        outcome = self._lowered(tokens, stopped)
        return None if outcome is None else self._named(outcome)

    def read(self, tokens: Sequence[int], stopped: Callable[[], bool] = bool) -> Seen | None:
        """Return what the network makes of the last of `tokens`, at least one; None when `stopped` said so on the way.

        Raises:
            RuntimeError: OpenVINO failed.
        """
        outcome = self._lowered(tokens, stopped)
        if outcome is None:
            return None
        logits = outcome[0] if self._upper is self._lower else self._raised(tokens, stopped)
        return None if logits is None else Seen(logits[-1], self._named(outcome))

    def _named(self, outcome: Sequence[NDArray[np.float32]]) -> Layers:
        return {layer: rows[-1] for layer, rows in zip(self._layers, outcome, strict=False)}

    def _lowered(self, tokens: Sequence[int], stopped: Callable[[], bool]) -> list[NDArray[np.float32]] | None:
        """Have the lower stretch read what it does not know yet, and return its last results."""
        self._forget(self._known(tokens))
        outcome = None
        while len(self._read) < len(tokens):
            if stopped():
                return None
            batch = tokens[len(self._read) :][:BATCH_TOKENS]
            outcome = self._lower.read(batch)
            self._read += batch
            if self._upper is not self._lower:
                self._handed += list(outcome[-1])
        return outcome

    def _raised(self, tokens: Sequence[int], stopped: Callable[[], bool]) -> NDArray[np.float32] | None:
        """Have the upper stretch catch up with the lower one, and return the logits."""
        logits = None
        while self._upper.length < len(tokens):
            if stopped():
                return None
            batch = slice(self._upper.length, self._upper.length + BATCH_TOKENS)
            (logits,) = self._upper.read(tokens[batch], np.stack(self._handed[batch]))
        return logits

    def _known(self, tokens: Sequence[int]) -> int:
        """Count what `tokens` and those read already begin alike; the last one is always read, for its outcome."""
        alike = 0
        for ours, theirs in zip(self._read[: self._lower.length], tokens[:-1], strict=False):
            if ours != theirs:
                break
            alike += 1
        return alike

    def _forget(self, kept: int) -> None:
        """Cut the memory down to the first `kept` tokens."""
        self._lower.cut(kept)
        if self._upper is not self._lower:
            self._upper.cut(min(kept, self._upper.length))
        del self._read[kept:], self._handed[kept:]
