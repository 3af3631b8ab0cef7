import json

import pytest

from eval.adapters.load import load_articles, load_questions, spread
from eval.errors import GoldError


def test_the_format_is_told_from_the_file(tmp_path):
    (tmp_path / "labelled.jsonl").write_text('{"id": "1", "question": "Who?", "gold_articles": ["x"]}\n')
    row = {"id": "2", "question": "Who?", "answers": [], "evidence": [], "answerable": False, "kind": "unanswerable"}
    (tmp_path / "gold.jsonl").write_text(json.dumps(row) + "\n")
    (tmp_path / "squad.json").write_text('{"data": []}')
    assert load_questions(tmp_path / "labelled.jsonl")[0].articles == ("x",)
    assert load_questions(tmp_path / "gold.jsonl")[0].id == "2"
    assert load_questions(tmp_path / "squad.json") == []


def test_articles_come_from_what_index_reads(tmp_path):
    (tmp_path / "articles.jsonl").write_text('{"id": "x", "title": "T", "text": "It rained."}\n')
    assert [article.external_id for article in load_articles(tmp_path / "articles.jsonl")] == ["x"]


def test_a_fault_in_the_articles_names_its_line(tmp_path):
    (tmp_path / "articles.jsonl").write_text('{"id": "x", "title": "T", "text": "It rained."}\n{"id": "y"}\n')
    with pytest.raises(GoldError, match="2"):
        load_articles(tmp_path / "articles.jsonl")


def test_an_empty_file_is_an_error(tmp_path):
    (tmp_path / "nothing.jsonl").write_text("\n")
    with pytest.raises(GoldError):
        load_questions(tmp_path / "nothing.jsonl")
    with pytest.raises(GoldError):
        load_articles(tmp_path / "nothing.jsonl")


def test_a_few_questions_are_taken_from_the_whole_file():
    rows = list(range(10))
    assert spread(rows, 3) == [0, 3, 6]
    assert spread(rows, None) == spread(rows, 99) == rows
    assert spread([], 3) == []
