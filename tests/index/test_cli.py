"""The command line: each command speaks JSON and sentences, and fails without a traceback."""

import json
import subprocess
import sys

import pytest

from index import Archive
from tests.doubles.hashing_encoder import HashingEncoder


def run(*arguments, data_dir):
    command = [sys.executable, "-m", "index", *map(str, arguments), "--data-dir", str(data_dir)]
    return subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)


@pytest.fixture
def filled(tmp_path, articles):
    with Archive.open(tmp_path / "data", encoder=HashingEncoder(), encoder_name="hashing") as archive:
        archive.add(articles)
    return tmp_path / "data"


def test_the_whole_way_from_a_folder_to_a_hit_and_back_to_nothing(tmp_path):
    news, data = tmp_path / "news", tmp_path / "data"
    news.mkdir()
    (news / "tram.txt").write_text("Tramway opens\n\nThe tramway of Port Alder opened on Monday.")
    (news / "bad.jsonl").write_text("{\n")
    added = run("add", news, "--json", data_dir=data)
    report = json.loads(added.stdout)
    assert added.returncode == 3
    assert len(report["added"]) == 1
    assert [(problem["line"], problem["path"]) for problem in report["refused"]] == [(1, str(news / "bad.jsonl"))]
    assert json.loads(run("status", "--json", data_dir=data).stdout)["articles"] == 1
    hit = json.loads(run("search", "When did the tramway open?", "--json", data_dir=data).stdout)[0]
    assert hit["text"] == "The tramway of Port Alder opened on Monday."
    removed = run("remove", hit["article_id"], "--json", data_dir=data)
    assert (removed.returncode, json.loads(removed.stdout)["removed"]) == (0, [hit["article_id"]])
    assert json.loads(run("list", "--json", data_dir=data).stdout) == []


def test_list_show_and_status_read_what_is_there(filled):
    page = json.loads(run("list", "--json", "--limit", "5", data_dir=filled).stdout)
    assert len(page) == 5
    shown = json.loads(run("show", "port-alder-3", "--json", data_dir=filled).stdout)
    assert (shown["external_id"], shown["version"]) == ("port-alder-3", 1)
    assert "district 3" in run("show", "port-alder-3", data_dir=filled).stdout
    assert "24" in run("status", data_dir=filled).stdout
    assert "port" not in run("list", data_dir=filled).stderr.lower()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("show", "nobody"), "There is no article 'nobody'"),
        (("add", "/no/such/path"), "there is no such file"),
        (("add", "/no/such/path", "--json"), "there is no such file"),
        (("search", "x", "--mode", "psychic"), "must be hybrid"),
    ],
)
def test_a_failure_is_one_sentence_and_an_exit_code(filled, arguments, sentence):
    result = run(*arguments, data_dir=filled)
    assert result.returncode in {1, 2}
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


def test_a_missing_archive_is_told_with_the_command_that_makes_one(tmp_path):
    result = run("status", data_dir=tmp_path / "none")
    assert (result.returncode, "index add" in result.stderr) == (1, True)


def test_reading_commands_load_no_encoder_and_no_chroma(filled):
    script = (
        "import sys\nfrom index.__main__ import app\n"
        f"sys.argv = ['index', 'list', '--json', '--data-dir', {str(filled)!r}]\n"
        "try:\n    app()\nexcept SystemExit:\n    pass\n"
        "assert not {'torch', 'chromadb', 'sentence_transformers', 'trafilatura'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0
