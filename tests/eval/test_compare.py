import pytest

from eval.compare import compare, flat
from eval.errors import RunError
from eval.judge import judge
from eval.ours import Library, outcome_of
from eval.report import report_of
from tests.eval.news import ARTICLES, FLOOD, QUESTIONS, stored
from tests.eval.records import line, record

LIBRARY = Library(map(stored, ARTICLES))
QUOTE = (FLOOD, "The river Osk burst its banks at Varn on Tuesday.")
RIGHT = record("The river Osk burst its banks at Varn on Tuesday.", QUOTE)


def run(name, settings, **given):
    asked = [question for question in QUESTIONS if question.id in given]
    found = [judge(question, outcome_of(line(question.id, given[question.id]), LIBRARY), LIBRARY) for question in asked]
    return report_of(name, settings, found, len(asked))


def test_flips_differences_and_settings_are_told():
    before = run("a", {"search": "dense", "versions": {"torch": "1"}}, river=record(""), mayor=record(""), capital=record(""))
    after = run("b", {"search": "hybrid", "versions": {"torch": "1"}}, river=RIGHT, mayor=record(""), capital=RIGHT)
    found = compare(before, after)
    assert (found.questions, found.gained, found.lost) == (3, ("river",), ("capital",))
    assert found.p == 1.0
    assert found.differences["gold-string recall"].value == 0.5
    assert found.settings == {"search": ("dense", "hybrid")}


def test_a_run_does_not_differ_from_itself():
    same = run("a", {}, river=RIGHT, mayor=record(""))
    found = compare(same, same)
    assert (found.gained, found.lost, found.settings) == ((), (), {})
    assert all(figure.value == 0.0 for figure in found.differences.values())


def test_only_questions_of_both_runs_are_paired():
    found = compare(run("a", {}, river=RIGHT, mayor=record("")), run("b", {}, river=RIGHT))
    assert found.questions == 1


def test_runs_over_other_questions_cannot_be_compared():
    with pytest.raises(RunError, match="share no question"):
        compare(run("a", {}, river=RIGHT), run("b", {}, mayor=RIGHT))


def test_settings_are_compared_leaf_by_leaf():
    assert flat({"a": {"b": 1, "c": {"d": 2}}, "e": 3}) == {"a.b": 1, "a.c.d": 2, "e": 3}
