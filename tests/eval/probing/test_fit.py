"""Fitting: the right layer is found, the standardising is folded in, and what belongs together is held out together."""

from statistics import mean

import numpy as np
import pytest

from eval.probing.fit import best_fit, fitted, held_out

CHANCE = np.random.default_rng(7)
TRUTH = CHANCE.random(240) < 0.4
QUESTIONS = np.array([f"q{at // 4}" for at in range(240)])
LAYERS = (3, 5)


def areas(given, truth, groups, strength):
    return [fold.area for fold in held_out(given, truth, groups, strength)]


def rows():
    """Two layers of noise; the second tells the truth along one direction, far from the origin and on another scale."""
    noise = CHANCE.normal(size=(240, 2, 12)).astype(np.float32)
    noise[:, 1, 4] += 2.5 * TRUTH
    return noise * 40 + 100


def test_the_layer_that_tells_is_found_and_its_weights_fit_features_as_they_are():
    given = rows()
    fit = best_fit(given, TRUTH, QUESTIONS, LAYERS)
    assert (fit.layer, fit.examples) == (5, 240)
    assert fit.auroc > 0.9
    scores = given[:, 1] @ fit.weights + fit.bias
    assert ((scores > 0) == TRUTH).mean() > 0.85
    assert np.abs(fit.weights).argmax() == 4


def test_noise_tells_nothing_of_what_was_held_out():
    assert 0.3 < mean(areas(rows()[:, 0], TRUTH, QUESTIONS, 1e-2)) < 0.65


def test_examples_of_one_question_do_not_help_each_other():
    """Each question has its own mark, and all its examples one answer: known only to who has seen the question."""
    marks = np.repeat(np.eye(60, dtype=np.float32), 4, axis=0)
    alike = np.repeat(CHANCE.random(60) < 0.5, 4)
    assert mean(areas(marks, alike, QUESTIONS, 1.0)) < 0.65
    weights, bias = fitted(marks, alike, 1.0)
    assert (((marks @ weights + bias) > 0) == alike).all()


def test_a_group_that_holds_one_answer_alone_is_not_counted():
    given, groups = rows()[:, 1], np.array([f"q{at // 60}" for at in range(240)])
    one_sided = np.where(groups == "q3", True, TRUTH)
    told = areas(given, one_sided, groups, 1e-2)
    assert len(told) == 3
    assert 0.8 < mean(told) <= 1


def test_archives_that_are_much_alike_do_not_have_their_way_against_one_that_is_not():
    """The first layer tells five archives very well and the last not at all, the second tells all of them well."""
    archives = np.array([f"a{at // 40}" for at in range(240)])
    given = CHANCE.normal(size=(240, 2, 12)).astype(np.float32)
    given[:, 0, 4] += 6 * (TRUTH & (archives != "a5"))
    given[:, 1, 4] += 1.8 * TRUTH
    fit = best_fit(given, TRUTH, archives, LAYERS)
    by_layer = [areas(given[:, at], TRUTH, archives, fit.strength) for at in (0, 1)]
    assert mean(by_layer[0]) > mean(by_layer[1])
    assert fit.layer == 5
    assert fit.worst == min(by_layer[1])


def test_an_archive_that_is_hard_whatever_is_chosen_does_not_choose_alone():
    """The last archive is told badly by either layer, a little worse by the second, which tells the others far better."""
    chance, archives = np.random.default_rng(0), np.array([f"a{at // 40}" for at in range(240)])
    truth, hard = chance.random(240) < 0.4, archives == "a5"
    given = chance.normal(size=(240, 2, 12)).astype(np.float32)
    given[:, 0, 4] += np.where(hard, 1.6, 1.0) * truth
    given[:, 1, 4] += np.where(hard, 0.5, 3.5) * truth
    fit = best_fit(given, truth, archives, LAYERS)
    first, second = (held_out(given[:, at], truth, archives, fit.strength) for at in (0, 1))
    assert max(fold.loss for fold in first) < max(fold.loss for fold in second)
    assert fit.layer == 5


def test_who_is_held_back_from_saying_anything_loses_a_bit_of_either_answer():
    told = held_out(rows()[:, 0], TRUTH, QUESTIONS, 1e-12)
    assert all(abs(fold.loss - np.log(2)) < 0.01 for fold in told)


@pytest.mark.parametrize("strength", [1e-4, 1.0])
def test_both_answers_weigh_alike_however_rare_one_is(strength):
    few = np.zeros(240, bool)
    few[:12] = True
    given = CHANCE.normal(size=(240, 6)).astype(np.float32)
    given[few] += 3
    weights, bias = fitted(given, few, strength)
    scores = given @ weights + bias
    assert scores[few].mean() > 0 > scores[~few].mean()
