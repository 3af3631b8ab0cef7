import math

import pytest

from eval.metrics.pairs import mcnemar, paired_difference


def test_mcnemar_is_worked_by_hand():
    # 8 gained, 1 lost: 2 * (C(9,0) + C(9,1)) / 2**9 = 20 / 512
    assert mcnemar(8, 1) == pytest.approx(20 / 512)


def test_mcnemar_does_not_care_which_run_came_first():
    assert mcnemar(8, 1) == mcnemar(1, 8)


def test_no_flips_are_no_evidence():
    assert mcnemar(0, 0) == 1.0


def test_a_difference_is_paired():
    # each question gains .1 though the questions themselves lie far apart: the interval is a point
    before = [at / 20 for at in range(18)]
    figure = paired_difference(before, [value + 0.1 for value in before], [str(at) for at in range(18)])
    assert figure.value == pytest.approx(0.1)
    assert figure.high - figure.low < 1e-9


def test_the_same_run_twice_differs_by_nothing():
    figure = paired_difference([0.0, 1.0], [0.0, 1.0], ["a", "b"])
    assert (figure.value, figure.low, figure.high) == (0.0, 0.0, 0.0)


def test_no_pairs_are_not_a_number():
    assert math.isnan(paired_difference([], [], []).value)
