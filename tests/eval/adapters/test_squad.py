import json

import pytest

from eval.adapters.squad import read_squad
from eval.errors import GoldError

CONTEXT = "Gao 👍 lies on the Niger. Kati was hit in July. It rained."
FILE = {
    "version": "v2.0",
    "data": [
        {
            "title": "Some_Towns",
            "paragraphs": [
                {
                    "context": CONTEXT,
                    "qas": [
                        {
                            "id": "1",
                            "question": "When was Kati hit?",
                            "is_impossible": False,
                            "answers": [{"text": "July", "answer_start": 43}, {"text": "in July", "answer_start": 40}],
                        },
                        {"id": "2", "question": "Who hit Gao?", "is_impossible": True, "answers": [], "plausible_answers": []},
                    ],
                }
            ],
        }
    ],
}


def test_the_sentence_around_the_answer_is_the_evidence(tmp_path):
    path = tmp_path / "dev.json"
    path.write_text(json.dumps(FILE), "utf-8")
    questions, articles = read_squad(path)
    assert questions[0].evidence[0].text == "Kati was hit in July."
    assert questions[0].evidence[0].article == articles[0].external_id == "Some_Towns#0"
    assert questions[0].answers == ("July", "in July")
    assert articles[0].text == CONTEXT


def test_an_impossible_question_is_unanswerable(tmp_path):
    path = tmp_path / "dev.json"
    path.write_text(json.dumps(FILE), "utf-8")
    impossible = read_squad(path)[0][1]
    assert (impossible.answerable, impossible.wanted, impossible.articles) == (False, (), ())


def test_another_file_is_refused_by_name(tmp_path):
    path = tmp_path / "dev.json"
    path.write_text("[]")
    with pytest.raises(GoldError, match=r"dev\.json"):
        read_squad(path)
