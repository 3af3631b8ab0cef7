"""The program that converts a GGUF file: OpenVINO reads it, and its weights are put into whole bytes.

A GGUF file has four bits a weight and a scale for every 32, which a processor must unpack before it multiplies. With eight bits
and one scale a row it multiplies bytes by bytes, and a prompt is read in four fifths of the time (`docs/models.md`).
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import openvino as ov
from numpy.typing import NDArray
from openvino import opset13

from qa.llm.converted import MODEL

_MOST = 127  # of a signed byte


def convert(gguf: Path) -> None:
    """Write the network and its tokenizer beside the file.

    Raises:
        RuntimeError: OpenVINO cannot read it.
    """
    import openvino_genai  # noqa: PLC0415 - only the conversion itself needs it

    openvino_genai.LLMPipeline(str(gguf), "CPU", enable_save_ov_model=True)
    made, rewritten = gguf.with_name(MODEL), gguf.with_name(f"bytes_{MODEL}")
    model = ov.Core().read_model(made)
    in_bytes(model)
    ov.save_model(model, rewritten, compress_to_fp16=False)
    del model  # it reads from the file that is replaced
    for ending in (".bin", ".xml"):
        rewritten.with_suffix(ending).replace(made.with_suffix(ending))


def in_bytes(model: ov.Model) -> int:
    """Put the stored matrices of a network into whole bytes, one scale a row, and return how many.

    The one that scores the next token stays: it reads one token at a time, which takes as long as its weights are large.
    """
    scoring = model.get_results()[0].input_value(0).get_node().get_friendly_name()
    products = (node for node in model.get_ordered_ops() if node.get_type_name() == "MatMul")
    stored = [each for each in products if each.get_friendly_name() != scoring and _is_stored_by_rows(each)]
    for product in stored:
        product.input(1).replace_source_output(_bytes_of(product.input_value(1)))
    return len(stored)


def _is_stored_by_rows(product: ov.Node) -> bool:
    return bool(product.get_attributes()["transpose_b"]) and _is_constant(product.input_value(1).get_node())


def _is_constant(node: ov.Node) -> bool:
    """Whether nothing that is given later goes into it."""
    if node.get_type_name() == "Constant":
        return True
    return bool(node.inputs()) and all(_is_constant(each.get_source_output().get_node()) for each in node.inputs())


def _bytes_of(weights: ov.Output) -> ov.Output:
    numbers = _value(weights)
    scales = (np.abs(numbers).max(axis=1, keepdims=True) / _MOST).astype(np.float16)
    scales[scales == 0] = 1
    rounded = np.clip(np.rint(numbers / scales.astype(np.float32)), -_MOST, _MOST).astype(np.int8)
    scaled = opset13.multiply(opset13.convert(opset13.constant(rounded), np.float16), opset13.constant(scales))
    return opset13.convert(scaled, np.float32).output(0)


def _value(weights: ov.Output) -> NDArray[np.float32]:
    """Return what a constant expression comes to, float32 of shape (rows, columns)."""
    alone = ov.Core().compile_model(ov.Model([opset13.result(weights)], [], "weights"), "CPU")
    return np.array(alone([])[0], np.float32)


if __name__ == "__main__":
    convert(Path(sys.argv[1]))
