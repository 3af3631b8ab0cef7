import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from eval.errors import GoldError
from eval.gold import GoldQuote
from eval.goldfile import read_gold
from qa.ask import Turn

ROW = {
    "id": "q1",
    "question": "Who left?",
    "answers": ["France"],
    "evidence": [{"article": "a", "quote": "France left."}],
    "answerable": True,
    "kind": "single",
}


def gold_file(folder: Path, *rows: object) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), "utf-8")
    return path


def test_a_row_comes_back_with_all_it_says(tmp_path):
    also = {"article": "b", "quote": "The French left."}
    row = ROW | {
        "answers_all": [["France"], ["Monday"]],
        "sides": [["12", "twelve"], ["14"]],
        "evidence": [{"article": "a", "quote": "France left.", "also": [also]}],
        "history": [{"role": "user", "content": "Where is Gao?"}],
        "as_of": "2031-05-03",
    }
    [question] = read_gold(gold_file(tmp_path, row))
    assert question.evidence == (GoldQuote("a", "France left.", (GoldQuote("b", "The French left."),)),)
    assert question.wanted == (("France",), ("Monday",))
    assert question.sides == (("12", "twelve"), ("14",))
    assert question.ask.history == (Turn("user", "Where is Gao?"),)
    assert question.ask.as_of == datetime(2031, 5, 3, 23, 59, 59, 999999, UTC)


def test_without_several_facts_one_of_the_answers_is_wanted(tmp_path):
    [question] = read_gold(gold_file(tmp_path, ROW))
    assert question.wanted == (("France",),)
    assert (question.articles, question.cluster) == (("a",), "a")


def test_an_unanswerable_question_wants_nothing_and_stands_alone(tmp_path):
    [question] = read_gold(
        gold_file(tmp_path, ROW | {"answers": [], "evidence": [], "answerable": False, "kind": "unanswerable"})
    )
    assert (question.wanted, question.cluster) == ((), "question q1")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("{not json", "gold.jsonl:2"),
        (ROW | {"id": "q2", "kind": "trick"}, "gold.jsonl:2: kind"),
        (ROW | {"id": "q2", "anwsers": []}, "gold.jsonl:2: anwsers"),
        (ROW | {"id": "q2", "answers": []}, "gold.jsonl:2: the row: Value error, an answerable question needs"),
        (ROW | {"id": "q2", "answerable": False}, "gold.jsonl:2: the row: Value error, an unanswerable question has"),
        (ROW | {"id": "q2", "evidence": [{"article": "a", "quote": ""}]}, "gold.jsonl:2: evidence.0.quote"),
        (ROW, "the id 'q1' comes twice"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_field(tmp_path, row, complaint):
    with pytest.raises(GoldError) as caught:
        read_gold(gold_file(tmp_path, ROW, row))
    assert complaint in str(caught.value)


def test_blank_lines_count_as_lines_but_not_as_rows(tmp_path):
    with pytest.raises(GoldError, match=r"gold\.jsonl:3"):
        read_gold(gold_file(tmp_path, ROW, "", "[]"))


def test_one_half_can_be_asked_alone(tmp_path):
    path = gold_file(tmp_path, ROW | {"split": "dev"}, ROW | {"id": "q2", "split": "test"})
    assert [question.id for question in read_gold(path, split="test")] == ["q2"]


def test_a_half_that_is_not_there_is_an_error_and_not_a_perfect_score(tmp_path):
    with pytest.raises(GoldError, match="no question"):
        read_gold(gold_file(tmp_path, ROW), split="test")


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(GoldError, match=r"nowhere\.jsonl"):
        read_gold(tmp_path / "nowhere.jsonl")
