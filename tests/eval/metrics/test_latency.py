import math

import pytest

from eval.metrics.latency import percentile


def test_percentiles_lie_between_their_neighbours():
    waits = [100.0, 200.0, 300.0, 400.0]
    assert percentile(waits, 0.5) == 250.0
    assert percentile(waits, 0.95) == pytest.approx(385.0)


def test_the_order_does_not_matter():
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0


def test_nothing_measured_is_not_a_number():
    assert math.isnan(percentile([], 0.5))
