"""Stretches: a network cut in two behind one of its layers, so that its beginning can be run without its end.

Who only wants to know what the inner layers make of a prompt does not pay for the outer ones. Each stretch is compiled by itself
and keeps its own memory of what it has read.

Protocol: https://docs.openvino.ai/2026/openvino-workflow/running-inference/inference-request/stateful-models.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import openvino as ov
from numpy.typing import NDArray
from openvino import opset13

from qa.llm.converted import PER_SCALE

_HANDED = "handed_on"
_LAYER = "model.layers.self_attn.add1.layer{}"  # what a layer hands to the next one
_MEMORY_OF = re.compile(r"past_key_values\.(\d+)\.")
_AS_COMPILED = {
    "PERFORMANCE_HINT": "LATENCY",
    "KV_CACHE_PRECISION": "f32",  # a memory cut down and put back stays what it was
    "DYNAMIC_QUANTIZATION_GROUP_SIZE": PER_SCALE,
}

Rows = NDArray[np.float32]


class Stretch:
    """Consecutive layers of one network, compiled.

    Attributes:
        length: How many tokens its memory holds.
    """

    def __init__(self, model: ov.Model, threads: int) -> None:
        """Compile it; seconds.

        Args:
            model: As `whole` and `halves` return it.
            threads: How many cores to use.

        Raises:
            RuntimeError: OpenVINO cannot.
        """
        compiled = ov.Core().compile_model(model, "CPU", {"INFERENCE_NUM_THREADS": threads} | _AS_COMPILED)
        self._inputs = {name for given in compiled.inputs for name in given.get_names()}
        self._request = compiled.create_infer_request()
        self.length = 0

    def cut(self, kept: int) -> None:
        """Cut the memory down to the first `kept` tokens."""
        if kept == 0:
            self._request.reset_state()
        elif kept < self.length:
            for state in self._request.query_state():
                state.state = ov.Tensor(np.ascontiguousarray(state.state.data[:, :, :kept, :]))
        self.length = min(kept, self.length)

    def read(self, tokens: Sequence[int], handed: Rows | None = None) -> list[Rows]:
        """Read on and return the results, each float32 of shape (rows, width).

        Args:
            tokens: Those that come next.
            handed: What the stretch before made of them, of shape (tokens, width); None for the first.

        Raises:
            RuntimeError: OpenVINO failed.
        """
        before, after = self.length, self.length + len(tokens)
        self.length = 0  # where this fails the memory holds nobody knows what
        given: dict[str, NDArray[np.generic]] = {
            "input_ids": np.array([tokens], np.int64),
            "attention_mask": np.ones((1, after), np.int64),
            "position_ids": np.arange(before, after, dtype=np.int64)[None],
            "beam_idx": np.zeros(1, np.int32),
        }
        if handed is not None:
            given[_HANDED] = handed[None]
        outcome = self._request.infer({name: value for name, value in given.items() if name in self._inputs})
        self.length = after
        return [np.array(each, np.float32)[0] for each in outcome.values()]


def whole(path: Path) -> ov.Model:
    """Return the whole network; it results in the logits of the last token alone, a prompt has hundreds of others."""
    model = ov.Core().read_model(path)
    _score_last(model)
    model.validate_nodes_and_infer_types()
    return model


def halves(path: Path, layers: Sequence[int]) -> tuple[ov.Model, ov.Model]:
    """Return the network up to the last of `layers`, and what comes behind it.

    The first results in what each of the layers hands on, in their order; the second takes what the last of them handed on, and
    results in the logits of the last token.

    Raises:
        KeyError: It has no such layers.
        RuntimeError: OpenVINO cannot read it.
    """
    last = max(layers)
    return _lower(ov.Core().read_model(path), layers, last), _upper(ov.Core().read_model(path), last)


def _lower(model: ov.Model, layers: Sequence[int], last: int) -> ov.Model:
    nodes = _by_name(model)
    results = [opset13.result(nodes[_LAYER.format(layer)].output(0)) for layer in layers]
    return ov.Model(results, [sink for sink in model.get_sinks() if _layer_of(sink) <= last], model.get_parameters(), "lower")


def _upper(model: ov.Model, last: int) -> ov.Model:
    between = _by_name(model)[_LAYER.format(last)].output(0)
    handed = opset13.parameter(between.get_partial_shape(), between.get_element_type(), name=_HANDED)
    handed.output(0).set_names({_HANDED})
    for reader in list(between.get_target_inputs()):
        reader.replace_source_output(handed.output(0))
    _measure_memory_by(model, last + 1)
    _score_last(model)
    sinks = [sink for sink in model.get_sinks() if _layer_of(sink) > last]
    return ov.Model(model.get_results(), sinks, [*model.get_parameters(), handed], "upper")


def _measure_memory_by(model: ov.Model, layer: int) -> None:
    """Have the length of the memory be that of `layer`: it is taken from the first layer's, which is cut off."""
    memories = [node for node in model.get_ordered_ops() if node.get_type_name() == "ReadValue"]
    first, ours = ([_reordered(node) for node in memories if _layer_of(node) == at] for at in (0, layer))
    for cut_off, kept in zip(first, ours, strict=True):
        for reader in list(cut_off.get_target_inputs()):
            if reader.get_node().get_type_name() == "ShapeOf":
                reader.replace_source_output(kept)


def _reordered(memory: ov.Node) -> ov.Output:
    """Return what the layer reads of its memory: it goes through a choice of beams first."""
    return next(iter(memory.output(0).get_target_inputs())).get_node().output(0)


def _score_last(model: ov.Model) -> None:
    scoring = model.get_results()[0].input_value(0).get_node()
    last, end, step, axis = (np.array([number], np.int64) for number in (-1, np.iinfo(np.int64).max, 1, 1))
    scoring.input(0).replace_source_output(opset13.slice(scoring.input_value(0), last, end, step, axis).output(0))


def _layer_of(memory: ov.Node) -> int:
    """Return the layer whose keys or values a node reads or keeps."""
    found = _MEMORY_OF.match(str(memory.get_attributes()["variable_id"]))
    if found is None:
        raise KeyError(memory.get_friendly_name())
    return int(found[1])


def _by_name(model: ov.Model) -> Mapping[str, ov.Node]:
    return {node.get_friendly_name(): node for node in model.get_ordered_ops()}
