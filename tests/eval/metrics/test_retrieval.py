import math

import pytest

from eval.metrics.retrieval import MEASURES, best_passage, retrieval_scores


def test_an_article_stands_where_its_best_passage_stands():
    assert best_passage(["b", "b", "a", "b", "c", "a"]) == ["b", "a", "c"]
    assert best_passage([]) == []


def test_the_measures_are_worked_by_hand():
    # two gold articles at ranks 2 and 3; ideal gains 1 + 1/log2(3)
    scores = retrieval_scores({"q": ["x", "y"]}, {"q": ["a", "x", "y", "b"]})
    gain = 1 / math.log2(3) + 1 / math.log2(4)
    assert scores["Success@1"]["q"] == 0.0
    assert scores["Success@10"]["q"] == 1.0
    assert scores["R@10"]["q"] == 1.0
    assert scores["RR"]["q"] == 0.5
    assert scores["nDCG@10"]["q"] == pytest.approx(gain / (1 + 1 / math.log2(3)), abs=1e-4)


def test_a_perfect_ranking_scores_one_throughout():
    scores = retrieval_scores({"q": ["x", "y"], "r": ["z"]}, {"q": ["y", "x", "a"], "r": ["z"]})
    assert all(scores[name][question] == 1.0 for name in MEASURES for question in ("q", "r"))


def test_passages_do_not_push_an_article_out_of_the_ten():
    passages = ["a"] * 15 + ["x"]
    assert retrieval_scores({"q": ["x"]}, {"q": passages})["Success@10"]["q"] == 1.0


def test_the_eleventh_article_is_out():
    ranked = [f"a{at}" for at in range(10)] + ["x"]
    assert retrieval_scores({"q": ["x"]}, {"q": ranked})["Success@10"]["q"] == 0.0


def test_a_question_whose_search_failed_scores_zero_and_stays_in():
    scores = retrieval_scores({"q": ["x"], "failed": ["y"], "empty": ["z"]}, {"q": ["x"], "empty": []})
    assert scores["RR"] == {"q": 1.0, "failed": 0.0, "empty": 0.0}


def test_the_order_handed_over_is_the_order_scored():
    # ids in any alphabetical order: ties must not be broken by id
    for first, second in (("a", "z"), ("z", "a")):
        assert retrieval_scores({"q": [first]}, {"q": [first, second]})["Success@1"]["q"] == 1.0
