"""The network of a GGUF file, run by OpenVINO: tokens go in, and what it makes of the last of them comes out.

Protocol: https://docs.openvino.ai/2026/openvino-workflow/running-inference/inference-request/stateful-models.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import openvino as ov
from numpy.typing import NDArray
from openvino import opset13

from qa.errors import ModelUnavailableError
from qa.llm.converted import MODEL

BATCH_TOKENS = 256  # a prompt is read by so many tokens at a time, and can be left in between
_MEMORY = {"KV_CACHE_PRECISION": "f32"}  # cut down and put back it stays what it was, so that no reply hangs on the one before
_LAYER = "model.layers.self_attn.add1.layer{}"  # what a layer hands to the next one


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network makes of the last token.

    Attributes:
        logits: float32 of shape (vocabulary,): how likely each token is to come next, unnormalised.
        layers: What the layers asked for hand on, each float32 of shape (width,).
    """

    logits: NDArray[np.float32]
    layers: Mapping[int, NDArray[np.float32]]


class Network:
    """One compiled network and its memory of the tokens it has read: what the next ones begin alike is not read again."""

    def __init__(self, folder: Path, *, threads: int, layers: Sequence[int] = ()) -> None:
        """Compile it; seconds.

        Args:
            folder: What `converted` returned.
            threads: How many cores to use.
            layers: Those whose output is wanted too.

        Raises:
            ModelUnavailableError: The folder does not hold a network that OpenVINO can run, or one without such layers.
        """
        self._layers = tuple(layers)
        try:
            self._request = _compiled(folder / MODEL, self._layers, threads).create_infer_request()
        except (RuntimeError, KeyError) as error:
            raise ModelUnavailableError(f"OpenVINO cannot load {folder}: remove that folder to have it made anew") from error
        self._read: list[int] = []

    def read(self, tokens: Sequence[int], stopped: Callable[[], bool] = bool) -> Seen | None:
        """Return what the network makes of the last of `tokens`, at least one; None when `stopped` said so on the way.

        Raises:
            RuntimeError: OpenVINO failed.
        """
        known = self._known(tokens)
        self._forget(known)
        seen = None
        for start in range(known, len(tokens), BATCH_TOKENS):
            if stopped():
                return None
            seen = self._fed(tokens[start : start + BATCH_TOKENS])
        return seen

    def _known(self, tokens: Sequence[int]) -> int:
        """Count what `tokens` and those read already begin alike; the last one is always read, for its outcome."""
        alike = 0
        for ours, theirs in zip(self._read, tokens[:-1], strict=False):
            if ours != theirs:
                break
            alike += 1
        return alike

    def _forget(self, kept: int) -> None:
        """Cut the memory down to the first `kept` tokens."""
        if kept == 0:
            self._request.reset_state()
        elif kept < len(self._read):
            for state in self._request.query_state():
                state.state = ov.Tensor(np.ascontiguousarray(state.state.data[:, :, :kept, :]))
        self._read = self._read[:kept]

    def _fed(self, tokens: Sequence[int]) -> Seen:
        read, self._read = self._read, []  # where this fails the memory holds nobody knows what
        before, after = len(read), len(read) + len(tokens)
        given = {
            "input_ids": np.array([tokens], np.int64),
            "attention_mask": np.ones((1, after), np.int64),
            "position_ids": np.arange(before, after, dtype=np.int64)[None],
            "beam_idx": np.zeros(1, np.int32),
        }
        outcome = list(self._request.infer(given).values())
        self._read = [*read, *tokens]
        logits, *layers = (np.array(each, np.float32)[0, -1] for each in outcome)
        return Seen(logits, dict(zip(self._layers, layers, strict=True)))


def _compiled(path: Path, layers: Sequence[int], threads: int) -> ov.CompiledModel:
    """Compile the network so that it returns the last token's logits and layers alone: a prompt has hundreds of others."""
    core = ov.Core()
    model = core.read_model(path)
    nodes = {node.get_friendly_name(): node for node in model.get_ordered_ops()}
    scoring = model.get_results()[0].input_value(0).get_node()
    scoring.input(0).replace_source_output(_last(scoring.input_value(0)))
    wanted = [opset13.result(_last(nodes[_LAYER.format(layer)].output(0))) for layer in layers]
    model.add_results(wanted)
    model.validate_nodes_and_infer_types()
    return core.compile_model(model, "CPU", {"INFERENCE_NUM_THREADS": threads, "PERFORMANCE_HINT": "LATENCY"} | _MEMORY)


def _last(output: ov.Output) -> ov.Output:
    """Return the last token's row of an output of shape (1, tokens, width)."""
    last, end, step, axis = (np.array([number], np.int64) for number in (-1, np.iinfo(np.int64).max, 1, 1))
    return opset13.slice(output, last, end, step, axis).output(0)
