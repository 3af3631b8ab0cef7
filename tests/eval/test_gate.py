import pytest

from eval.errors import GoldError
from eval.gate import Bar, Baseline, baseline_of, breaches, read_baseline, write_baseline
from eval.judge import judge
from eval.metrics.intervals import Figure
from eval.ours import Library, outcome_of
from eval.report import report_of
from tests.eval.news import ARTICLES, FLOOD, QUESTIONS, stored
from tests.eval.records import line, record

LIBRARY = Library(map(stored, ARTICLES))
RIVER, _, CAPITAL, _ = QUESTIONS
QUOTE = (FLOOD, "The river Osk burst its banks at Varn on Tuesday.")
SAID = "The river Osk burst its banks at Varn on Tuesday."
SETTINGS = {"gold_sha256": "x", "model": "none", "search": "hybrid"}


def run(river, capital, *, questions=2, settings=SETTINGS):
    pairs = [(RIVER, river), (CAPITAL, capital)]
    return report_of(
        "run", settings, [judge(q, outcome_of(line(q.id, each, "flood"), LIBRARY), LIBRARY) for q, each in pairs], questions
    )


def names(found):
    return {breach.name for breach in found}


GOOD = run(record(SAID, QUOTE), record(""))
BASELINE = Baseline.model_validate(baseline_of(GOOD, slack=0.02))


def test_a_run_clears_the_bars_that_were_written_from_it():
    assert breaches(GOOD, BASELINE) == []


def test_one_altered_quote_breaks_the_gate_whatever_the_slack():
    loose = Baseline.model_validate(baseline_of(GOOD, slack=1.0))
    assert names(breaches(run(record(SAID, QUOTE, shift=1), record("")), loose)) == {"verbatim rate"}


def test_an_answer_lost_breaks_what_it_counted_for():
    assert {"gold-string recall", "over-refusal", "right outcome"} <= names(breaches(run(record(""), record("")), BASELINE))


def test_an_answer_to_what_the_articles_do_not_say_breaks_abstention():
    assert "abstention recall" in names(breaches(run(record(SAID, QUOTE), record(SAID, QUOTE)), BASELINE))


def test_a_failure_breaks_the_gate():
    assert "failures" in names(breaches(run(None, record("")), BASELINE))


def test_an_unfinished_run_breaks_the_gate():
    assert names(breaches(run(record(SAID, QUOTE), record(""), questions=3), BASELINE)) == {"questions"}


def test_a_run_of_other_questions_or_another_model_breaks_the_gate():
    other = run(record(SAID, QUOTE), record(""), settings=SETTINGS | {"gold_sha256": "y", "model": "embedded:m"})
    assert names(breaches(other, BASELINE)) == {"gold_sha256", "model"}


def test_a_figure_that_was_not_measured_clears_no_bar():
    assert not Bar(at_least=0.0).clears(None)
    assert not Bar(at_least=0.0).clears(Figure(float("nan"), 0, 0, 0))


def test_bars_include_their_ends():
    assert Bar(at_least=0.5, at_most=0.5).clears(Figure(0.5, 0, 1, 2))
    assert not Bar(at_most=0.5).clears(Figure(0.51, 0, 1, 2))


def test_a_baseline_comes_back_as_it_was_written(tmp_path):
    write_baseline(tmp_path / "b.json", baseline_of(GOOD, slack=0.02))
    assert read_baseline(tmp_path / "b.json") == BASELINE


@pytest.mark.parametrize(
    "text", ["{", "{}", '{"settings": {}, "bars": {"verbatim rate": {}}}', '{"settings": {}, "bars": {}, "more": 1}']
)
def test_a_file_that_is_no_baseline_is_refused(tmp_path, text):
    (tmp_path / "b.json").write_text(text)
    with pytest.raises(GoldError, match="is no baseline"):
        read_baseline(tmp_path / "b.json")
