import pytest

from eval.adapters.beir import read_beir
from eval.errors import GoldError


def beir(folder, qrels: str, name: str = "qrels/test.tsv"):
    (folder / "qrels").mkdir()
    (folder / "corpus.jsonl").write_text('{"_id": "d1", "title": "Floods", "text": "It rained."}\n{"_id": "d2", "text": " "}\n')
    (folder / "queries.jsonl").write_text('{"_id": "q1", "text": "rain?"}\n{"_id": "q2", "text": "snow?"}\n')
    (folder / name).write_text(qrels)
    return folder


def test_queries_with_a_relevant_document_are_asked(tmp_path):
    questions, articles = read_beir(beir(tmp_path, "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td9\t0\nq2\td1\t0\n"))
    assert [(question.id, question.articles) for question in questions] == [("q1", ("d1",))]
    assert [(article.external_id, article.title) for article in articles] == [("d1", "Floods")]


def test_qrels_may_be_written_as_trec_writes_them(tmp_path):
    questions, _ = read_beir(beir(tmp_path, "q1 0 d1 1\nq2 0 d1 0\n", "qrels.txt"))
    assert [question.articles for question in questions] == [("d1",)]


def test_a_bad_line_is_named(tmp_path):
    with pytest.raises(GoldError, match=r"test\.tsv:2"):
        read_beir(beir(tmp_path, "q1\td1\t1\nq1 d1\n"))
