import math

import pytest

from eval.metrics.abstention import Decision, abstention_precision, abstention_recall, auroc, over_refusal, risk_coverage

# 4 answerable: 2 answered, 1 declined, 1 failed; 3 unanswerable: 2 declined, 1 failed
MIXED = [
    Decision(answerable=True, abstained=False),
    Decision(answerable=True, abstained=False),
    Decision(answerable=True, abstained=True),
    Decision(answerable=True, abstained=False, failed=True),
    Decision(answerable=False, abstained=True),
    Decision(answerable=False, abstained=True),
    Decision(answerable=False, abstained=False, failed=True),
]


def test_the_three_rates_are_worked_by_hand():
    assert abstention_precision(MIXED).value == pytest.approx(2 / 4)
    assert abstention_recall(MIXED).value == pytest.approx(2 / 3)
    assert over_refusal(MIXED).value == pytest.approx(2 / 4)


def test_a_failure_is_never_a_right_refusal():
    crashed = [Decision(answerable=False, abstained=True, failed=True)]
    assert abstention_recall(crashed).value == 0.0
    assert math.isnan(abstention_precision(crashed).value)


def test_a_perfect_judge_of_itself_scores_one():
    perfect = [Decision(answerable=True, abstained=False), Decision(answerable=False, abstained=True)]
    assert (abstention_precision(perfect).value, abstention_recall(perfect).value, over_refusal(perfect).value) == (1.0, 1.0, 0.0)


def test_never_declining_has_no_precision():
    assert math.isnan(abstention_precision([Decision(answerable=True, abstained=False)]).value)
    assert math.isnan(abstention_recall([]).value)
    assert math.isnan(over_refusal([]).value)


def test_risk_is_read_from_the_most_confident_on():
    points = risk_coverage([0.9, 0.8, 0.2, 0.1], [True, True, False, True])
    assert points == [(0.25, 0.0), (0.5, 0.0), (0.75, pytest.approx(1 / 3)), (1.0, 0.25)]


def test_equal_confidences_enter_together():
    assert risk_coverage([0.5, 0.5], [True, False]) == [(1.0, 0.5)]
    assert risk_coverage([], []) == []


def test_auroc_is_worked_by_hand():
    # pairs: .9>.6, .9>.3, .5<.6, .5>.3
    assert auroc([0.9, 0.5, 0.6, 0.3], [True, True, False, False]) == 0.75


def test_auroc_of_a_perfect_a_blind_and_a_one_sided_judge():
    assert auroc([0.9, 0.1], [True, False]) == 1.0
    assert auroc([0.5, 0.5], [True, False]) == 0.5
    assert math.isnan(auroc([0.5], [True]))
