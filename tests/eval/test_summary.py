import pytest

from eval.judge import judge
from eval.ours import Library, outcome_of
from eval.summary import by_kind, curve, entailed, lower_is_better, summarise
from tests.eval.news import ARTICLES, FLOOD, QUESTIONS, stored
from tests.eval.records import line, record

LIBRARY = Library(map(stored, ARTICLES))
QUOTE = (FLOOD, "The river Osk burst its banks at Varn on Tuesday.")
RIVER, MAYOR, CAPITAL, VOTE = QUESTIONS


def scores(*given):
    return [judge(question, outcome_of(line(question.id, each, "flood"), LIBRARY), LIBRARY) for question, each in given]


MIXED = scores(
    (RIVER, record("The river Osk burst its banks at Varn on Tuesday.", QUOTE, confidence=0.9)),
    (MAYOR, None),
    (CAPITAL, record("", confidence=0.2)),
    (VOTE, record("The river Osk burst its banks at Varn on Tuesday.", QUOTE, shift=1, confidence=0.4)),
)


def test_the_figures_are_worked_by_hand():
    figures = summarise(MIXED)
    assert figures["right outcome"].value == 0.5
    assert figures["failures"].value == 0.25
    assert figures["verbatim rate"].value == 0.5
    assert figures["gold-string recall"].value == 0.5
    assert figures["abstention precision"].value == 0.5
    assert figures["abstention recall"].value == 0.5
    assert figures["over-refusal"].value == 0.5
    assert figures["AUROC of confidence"].value == 1.0
    assert figures["total p50 ms"].value == 4.0
    assert figures["prompt tokens"].value == 30.0


def test_a_failure_stays_in_every_mean():
    assert summarise(MIXED)["evidence recall"].n == 2
    assert summarise(MIXED)["Success@1"].value == 0.5


def test_what_was_not_measured_is_left_out():
    figures = summarise(scores((CAPITAL, record(""))))
    assert "verbatim rate" not in figures
    assert "over-refusal" not in figures
    assert summarise([]) == {}


def test_kinds_are_summed_apart():
    kinds = by_kind(MIXED)
    assert list(kinds) == ["single", "unanswerable"]
    assert kinds["unanswerable"]["abstention recall"].value == 0.5


def test_risk_counts_only_what_was_answered_over_all_that_was_asked():
    assert curve(MIXED) == [(0.25, 0.0), (0.5, 0.5)]
    assert curve(scores((CAPITAL, record("")))) == []


@pytest.mark.parametrize(
    ("name", "falls"), [("over-refusal", True), ("total p95 ms", True), ("prompt tokens", True), ("verbatim rate", False)]
)
def test_it_is_known_which_figures_should_fall(name, falls):
    assert lower_is_better(name) is falls


def test_a_second_opinion_on_the_citations_counts_statements_and_citations():
    figures = entailed(MIXED, lambda premise, hypothesis: hypothesis in premise)
    assert (figures["citation recall (NLI)"].value, figures["citation recall (NLI)"].n) == (1.0, 2)
    assert (figures["citation precision (NLI)"].value, figures["citation precision (NLI)"].n) == (1.0, 2)
    assert entailed(MIXED, lambda premise, hypothesis: False)["citation recall (NLI)"].value == 0.0
