import math

import pytest

from eval.metrics.intervals import bootstrap_mean, wilson


def test_wilson_agrees_with_the_published_example():
    # 15 of 148 in Newcombe 1998, table I, method 3 for 15/148: .0624 to .1605
    figure = wilson(15, 148)
    assert (round(figure.low, 4), round(figure.high, 4)) == (0.0624, 0.1605)


def test_wilson_stays_inside_zero_and_one():
    assert (wilson(0, 20).low, wilson(20, 20).high) == (0.0, 1.0)
    assert wilson(0, 20).high == pytest.approx(0.1611, abs=1e-4)


def test_a_rate_over_nothing_is_not_a_number():
    assert math.isnan(wilson(0, 0).value)
    assert math.isnan(bootstrap_mean([], []).value)


def test_the_same_seed_gives_the_same_interval():
    values, clusters = [0.0, 1.0, 1.0, 0.0] * 5, [str(at) for at in range(20)]
    assert bootstrap_mean(values, clusters) == bootstrap_mean(values, clusters)


def test_questions_on_one_article_are_drawn_together():
    # ten articles with ten like-minded questions each: as unsure as ten questions, not as a hundred
    values = [float(article % 2) for article in range(10) for _ in range(10)]
    together = bootstrap_mean(values, [str(article) for article in range(10) for _ in range(10)])
    apart = bootstrap_mean(values, [str(at) for at in range(100)])
    assert together.value == apart.value == 0.5
    assert together.high - together.low > 2 * (apart.high - apart.low)


def test_fewer_than_ten_articles_are_not_drawn_from():
    figure = bootstrap_mean([0.0, 1.0] * 20, ["a", "b"] * 20)
    assert 0.3 < figure.low < 0.5 < figure.high < 0.7


def test_a_perfect_run_has_no_spread():
    figure = bootstrap_mean([1.0] * 30, [str(at) for at in range(30)])
    assert (figure.value, figure.low, figure.high, figure.n) == (1.0, 1.0, 1.0, 30)
