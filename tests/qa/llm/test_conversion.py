"""Weights in whole bytes: what a product comes to stays, within half a step of each row's scale."""

import numpy as np
import pytest

ov = pytest.importorskip("openvino", reason="OpenVINO has no wheel for this machine")
from openvino import opset13  # noqa: E402

from qa.llm.conversion import in_bytes  # noqa: E402

ROWS, COLUMNS, GROUP = 24, 32, 8


def in_groups(seed: int, rows: int = ROWS, columns: int = COLUMNS, *, silent: int | None = None) -> ov.Output:
    """Weights as the GGUF reader leaves them: small numbers, a zero and a scale for every group."""
    drawn = np.random.default_rng(seed)
    shape = rows, columns // GROUP, GROUP
    small = drawn.integers(0, 16, shape, np.uint8)
    zeros, scales = drawn.integers(0, 16, (*shape[:2], 1), np.uint8), drawn.uniform(0.01, 0.1, (*shape[:2], 1)).astype(np.float16)
    if silent is not None:
        scales[silent] = 0
    moved = opset13.subtract(
        opset13.convert(opset13.constant(small), np.float16), opset13.convert(opset13.constant(zeros), np.float16)
    )
    grouped = opset13.multiply(moved, opset13.constant(scales))
    flat = opset13.reshape(grouped, opset13.constant(np.array([rows, columns], np.int64)), special_zero=False)
    return opset13.convert(flat, np.float32).output(0)


def network(*, silent: int | None = None) -> ov.Model:
    """One layer, a product of two things that are given, and a last matrix that scores."""
    given = opset13.parameter([-1, COLUMNS], np.float32)
    inner = opset13.matmul(given, in_groups(1, silent=silent), transpose_a=False, transpose_b=True)
    square = opset13.matmul(inner, inner, transpose_a=False, transpose_b=True)
    mixed = opset13.matmul(square, inner, transpose_a=False, transpose_b=False)
    scores = opset13.matmul(mixed, in_groups(2, 40, ROWS), transpose_a=False, transpose_b=True)
    return ov.Model([opset13.result(scores), opset13.result(inner)], [given], "small")


def run(model: ov.Model) -> list[np.ndarray]:
    compiled = ov.Core().compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32", "DYNAMIC_QUANTIZATION_GROUP_SIZE": 0})
    return [np.array(each) for each in compiled([np.random.default_rng(3).normal(size=(5, COLUMNS)).astype(np.float32)]).values()]


def kinds(model: ov.Model) -> list[str]:
    return sorted(
        node.get_element_type().get_type_name() for node in model.get_ordered_ops() if node.get_type_name() == "Constant"
    )


def test_stored_matrices_but_the_last_are_put_into_bytes_and_say_the_same():
    before, model = run(network()), network()
    assert in_bytes(model) == 1
    assert "i8" in kinds(model)
    assert kinds(model).count("u8") == 2  # the numbers and the zeros of the matrix that scores
    after = run(model)
    assert not np.array_equal(after[1], before[1])
    for ours, theirs in zip(after, before, strict=True):
        np.testing.assert_allclose(ours, theirs, atol=0.02 * np.abs(theirs).max())


def test_a_row_of_zeros_stays_one():
    model = network(silent=4)
    in_bytes(model)
    inner = run(model)[1]
    assert np.isfinite(inner).all()
    assert not inner[:, 4].any()
    assert inner[:, 5].any()
