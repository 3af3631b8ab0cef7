import pytest

from eval.errors import RunError
from eval.runfolder import RunFolder
from tests.eval.news import ARTICLES, FLOOD, QUESTIONS, stored
from tests.eval.records import line, record

SETTINGS = {"gold_sha256": "x", "model": "none", "search": "hybrid"}


def test_a_run_comes_back_as_it_was_written(tmp_path):
    folder = RunFolder(tmp_path / "run")
    folder.begin(SETTINGS, QUESTIONS)
    folder.keep_article(stored(FLOOD))
    folder.keep_answer(line("river", record("Osk.", (FLOOD, "Twelve people died, the police said.")), "flood"))
    again = RunFolder.existing(tmp_path / "run")
    assert again.settings() == SETTINGS
    assert again.questions() == QUESTIONS
    assert again.articles() == [stored(FLOOD)]
    assert again.answers() == folder.answers()
    assert again.answers()["river"].hits[0].article == "flood"


def test_an_article_is_kept_once_in_each_version(tmp_path):
    folder = RunFolder(tmp_path)
    for each in (*ARTICLES, *ARTICLES):
        folder.keep_article(stored(each))
    assert len(RunFolder(tmp_path).articles()) == len(ARTICLES)


def test_a_line_torn_by_a_kill_costs_that_answer_only(tmp_path):
    folder = RunFolder(tmp_path)
    folder.begin(SETTINGS, QUESTIONS)
    folder.keep_answer(line("river", record("")))
    with (tmp_path / "answers.jsonl").open("ab") as file:
        file.write(b'{"id": "mayor", "wall')
    again = RunFolder.existing(tmp_path)
    assert list(again.answers()) == ["river"]
    again.begin(SETTINGS, QUESTIONS)
    again.keep_answer(line("capital", record("")))
    assert list(again.answers()) == ["river", "capital"]


def test_a_run_is_not_continued_with_other_settings(tmp_path):
    RunFolder(tmp_path).begin(SETTINGS, QUESTIONS)
    with pytest.raises(RunError, match="search='hybrid', not 'dense'"):
        RunFolder(tmp_path).begin(SETTINGS | {"search": "dense"}, QUESTIONS)


def test_what_may_differ_does_not_stop_a_run(tmp_path):
    RunFolder(tmp_path).begin(SETTINGS | {"machine": {"cores": 2}}, QUESTIONS)
    RunFolder(tmp_path).begin(SETTINGS | {"machine": {"cores": 4}}, QUESTIONS)


def test_a_folder_without_a_run_is_named(tmp_path):
    with pytest.raises(RunError, match="holds no run"):
        RunFolder.existing(tmp_path / "nowhere")


def test_answers_of_another_version_are_named(tmp_path):
    folder = RunFolder(tmp_path)
    folder.begin(SETTINGS, QUESTIONS)
    (tmp_path / "answers.jsonl").write_text('{"id": "river"}\n')
    with pytest.raises(RunError, match="another version"):
        folder.answers()
