import pytest

from eval.adapters.labelled import read_labelled
from eval.errors import GoldError


def test_gold_articles_become_evidence_without_quotes(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text('{"id": "1", "asked_on": "", "question": "Who?", "answers": ["Gao"], "gold_articles": ["x", "y"]}\n')
    [question] = read_labelled(path)
    assert question.articles == ("x", "y")
    assert question.wanted == (("Gao",),)
    assert question.answerable


def test_a_row_without_gold_articles_is_named(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text('\n{"id": "1", "question": "Who?", "gold_articles": []}\n')
    with pytest.raises(GoldError, match=r"questions\.jsonl:2: gold_articles"):
        list(read_labelled(path))
