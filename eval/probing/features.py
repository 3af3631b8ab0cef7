"""Features: what the layers of a model's network make of each example, kept on the disk as they are computed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.errors import MissingError
from eval.probing.examples import Example
from qa.llm.converted import FORM, PER_SCALE, converted

LAYERS = (16, 18)
"""Those that are looked at, of the default model's 28: earlier ones know little of the question, later ones tell no better and
cost more."""


def features(gguf: Path, folder: Path, examples: Sequence[Example]) -> Iterator[NDArray[np.float32]]:
    """Yield for each example float32 of shape (layers, width); what `folder` holds already is not computed again.

    Args:
        gguf: The model's file.
        folder: Keeps one small file an example.
        examples: Read one after another.

    Raises:
        MissingError: OpenVINO is not installed.
        ModelUnavailableError: The file cannot be loaded.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{example.key}-{FORM}-{PER_SCALE}.npy" for example in examples]
    read = None if all(path.exists() for path in paths) else _reader(gguf)
    for example, path in zip(examples, paths, strict=True):
        if read and not path.exists():
            _keep(path, read(example))
        yield np.load(path).astype(np.float32)


def _reader(gguf: Path) -> Callable[[Example], NDArray[np.float16]]:
    try:
        from qa.llm.network import Network  # noqa: PLC0415 - 120 MB of native code that only training needs here
        from qa.llm.tokens import Tokens  # noqa: PLC0415
    except ImportError as error:
        raise MissingError(f"probes are trained with OpenVINO, which is not installed: {error}") from error
    folder = converted(gguf)
    tokens, network = Tokens(folder), Network(folder, threads=os.cpu_count() or 1, layers=LAYERS)

    def read(example: Example) -> NDArray[np.float16]:
        seen = network.look(tokens.of_chat(example.messages))
        if seen is None:
            raise AssertionError("nothing stops it")
        return np.stack([seen[layer] for layer in LAYERS]).astype(np.float16)

    return read


def _keep(path: Path, row: NDArray[np.float16]) -> None:
    """Write it so that a kill leaves no half of it under its name."""
    partial = path.with_suffix(".partial.npy")
    np.save(partial, row)
    partial.rename(path)
