import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app

RIVER = "The river Osk burst its banks at Varn on Tuesday."
ASKED = {"id": "river", "question": "Which river burst its banks at Varn?", "answerable": True, "kind": "single"}
OPEN = {"id": "capital", "question": "What is the capital of Japan?", "answerable": False, "kind": "unanswerable"}
ROWS = [
    ASKED | {"answers": ["Osk"], "evidence": [{"article": "flood", "quote": RIVER}]},
    OPEN | {"answers": [], "evidence": []},
]
ARTICLE = {"id": "flood", "title": "Flood in Varn", "text": f"{RIVER} Twelve people died."}


def call(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("set")
    (path / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    (path / "articles.jsonl").write_text(json.dumps(ARTICLE) + "\n")
    done = call("run", path / "gold.jsonl", "--archive", path / "articles.jsonl", "--model", "none", "--out", path / "run")
    assert done.exit_code == 0, done.output
    return path


def test_a_run_leaves_all_that_is_needed_to_judge_it_and_says_where(folder):
    names = {path.name for path in (folder / "run").iterdir()}
    assert {"settings.json", "questions.jsonl", "articles.jsonl", "answers.jsonl", "report.json", "report.html"} <= names
    settings = json.loads((folder / "run/settings.json").read_text())
    assert settings["model"] == "none"
    assert str(folder) not in json.dumps(settings)


def test_figures_are_printed_as_a_table_or_as_json(folder):
    assert "verbatim rate" in call("report", folder / "run").output
    [report] = json.loads(call("report", folder / "run", "--json").stdout)
    assert report["figures"]["failures"]["value"] == 0.0
    assert [row["id"] for row in report["questions_judged"]] == ["river", "capital"]


def test_a_run_compared_with_itself_shows_no_flip(folder):
    found = json.loads(call("compare", folder / "run", folder / "run", "--json").stdout)
    assert (found["gained"], found["lost"], found["p"]) == ([], [], 1.0)


def test_the_gate_opens_for_the_run_it_was_written_from_and_shuts_for_a_worse_one(folder):
    bars = folder / "bars.json"
    assert call("gate", folder / "run", "--baseline", bars, "--write").exit_code == 0
    assert call("gate", folder / "run", "--baseline", bars).exit_code == 0
    answers = folder / "run/answers.jsonl"
    sound = answers.read_text()
    answers.write_text(sound.replace('"start":0,"end":49', '"start":1,"end":50'))
    shut = call("gate", folder / "run", "--baseline", bars)
    answers.write_text(sound)
    assert shut.exit_code == 1
    assert "verbatim rate" in shut.output


def test_search_alone_is_scored(folder):
    done = call("retrieval", folder / "articles.jsonl", folder / "gold.jsonl", "--mode", "lexical", "--json")
    assert json.loads(done.stdout)["lexical"]["Success@1"]["value"] == 1.0


@pytest.mark.parametrize("command", [[], ["run"], ["report"], ["compare"], ["gate"], ["retrieval"], ["peers"], ["bench"]])
def test_help_teaches(command):
    assert "Usage" in call(*command, "--help").output
