"""Probes: trained readings of what a network makes of a prompt, in place of the yes or no that it would say.

A small model knows more than it says: a linear classifier on one of its inner layers tells better than its own word whether
excerpts answer a question (`docs/abstention.md` has the measurements, `eval/probing.py` the training). A probe belongs to one
file and to one task, word for word; elsewhere the model's own word counts.

Source: Slobodkin et al., The Curious Case of Hallucinatory (Un)answerability, EMNLP 2023; Alain and Bengio, Understanding
intermediate layers using linear classifier probes, 2016.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import exp
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qa.llm.catalogue import CATALOGUE
from qa.llm.model import Message

Tells = Literal["answer", "disputed"]
"""What a probe tells: the answer to the task, or whether the question in it is disputed."""


@dataclass(frozen=True, slots=True)
class Probe:
    """A linear classifier of one task.

    Attributes:
        layer: Whose output it reads.
        weights: float32 of shape (width,).
        bias: Added to the product.
    """

    layer: int
    weights: NDArray[np.float32]
    bias: float

    def yes(self, layers: Mapping[int, NDArray[np.float32]]) -> float:
        """Return the probability in (0, 1) that the answer to the task is yes."""
        return 1 / (1 + exp(-float(self.weights @ layers[self.layer]) - self.bias))


@dataclass(frozen=True, slots=True)
class Probes:
    """What is read in the network where it is given one task.

    Attributes:
        answer: Whether the answer to the task is yes.
        disputed: Whether the archive answers the question in more than one way; None where nothing was trained for it.
    """

    answer: Probe
    disputed: Probe | None = None

    @property
    def layers(self) -> set[int]:
        """The layers that are read."""
        return {probe.layer for probe in (self.answer, self.disputed) if probe}


def task_of(messages: Sequence[Message]) -> str:
    """Return what a prompt asks for: the last paragraph of the last message."""
    return messages[-1].content.rpartition("\n\n")[2]


def probes_for(path: Path) -> Mapping[str, Probes]:
    """Return the probes of a model's file by their tasks; none unless it is the catalogued file that they were trained on."""
    name = next(
        (each.name for each in CATALOGUE.values() if each.file_name == path.name and _has_size(path, each.size_bytes)), None
    )
    kept = files("qa.llm") / "probes" / f"{name}.json"
    if name is None or not kept.is_file():
        return {}
    of_task: dict[str, dict[Tells, Probe]] = {}
    for one in json.loads(kept.read_text("utf-8"))["probes"]:
        of_task.setdefault(one["task"], {})[one["tells"]] = _probe(**one)
    return {task: Probes(**probes) for task, probes in of_task.items()}


def _has_size(path: Path, size_bytes: int) -> bool:
    try:
        return path.stat().st_size == size_bytes
    except OSError:
        return False


def _probe(layer: int, weights: Sequence[float], bias: float, **_: object) -> Probe:
    return Probe(layer, np.array(weights, np.float32), bias)
