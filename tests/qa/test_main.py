"""`python -m qa`: what it prints, and what it says when it cannot."""

import json
import os
import re
import signal
import socket
import subprocess
import sys

import httpx
import pytest
from typer.testing import CliRunner

from index import Archive, load_encoder
from qa.__main__ import app
from qa.settings import PREFIX, Settings
from tests.doubles.scripted import BRIDGE, STRIKE


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory, encoder):
    folder = tmp_path_factory.mktemp("data")
    with Archive.open(folder, encoder=encoder) as archive:
        archive.add([STRIKE, BRIDGE])
    return folder


def said(*arguments):
    return CliRunner().invoke(app, [str(each) for each in arguments])


def ask(data_dir, *arguments):
    return said("ask", *arguments, "--data-dir", data_dir, "--model", "none")


@pytest.fixture(autouse=True)
def _one_encoder(monkeypatch, encoder):
    monkeypatch.setattr("index.archive.load_encoder", lambda _name: encoder)


def test_ask_prints_the_statement_its_label_its_quote_and_its_outlet(data_dir):
    printed = ask(data_dir, "What pay rise did the dockworkers accept?").stdout
    flat = re.sub(r"\s+", " ", printed.replace("│", ""))
    assert "They accepted a pay rise of 4.5% over two years. [1]" in flat
    assert re.search(r"\[1\] “[^”]*They accepted a pay rise of 4.5% over two years.”", flat)
    assert "Alder Gazette · 2026-03-02 · Dockworkers end strike" in flat
    assert "answered" in flat


def test_ask_says_so_when_the_articles_do_not(data_dir):
    answer = ask(data_dir, "What is the capital of Japan?")
    assert answer.exit_code == 0
    assert "The articles don't say." in answer.stdout


def test_ask_keeps_to_dates_and_sources(data_dir):
    question = "What pay rise did the dockworkers accept?"
    for limit in (["--after", "2026-03-03"], ["--before", "2026-03-01"], ["--source", "Lorne Post"]):
        record = json.loads(ask(data_dir, question, *limit, "--json").stdout)
        assert all(source["external_id"] != "strike-1" for source in record["sources"])
    within = ["--after", "2026-03-02", "--before", "2026-03-02", "--source", "alder gazette"]
    assert json.loads(ask(data_dir, question, *within, "--json").stdout)["status"] == "answered"


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["ask", "Why?", "--after", "soon"], 2, "after: 'soon' is no ISO 8601 date"),
        (["ask", " "], 2, "question: String should have at least 1 character"),
        (["ask", "Why?", "--max-quotes", "99"], 2, "max_quotes: Input should be less than or equal to 20"),
        (["ask", "Why?", "--model", "gpt"], 2, "QUOTIDIAN_MODEL='gpt' is refused"),
        (["ask", "Why?", "--data-dir", "/nowhere/at/all"], 1, "There is no archive in /nowhere/at/all"),
        (["serve", "--port", "99999"], 2, "QUOTIDIAN_PORT=99999 is refused"),
        (["serve", "--host", "203.0.113.1"], 2, "Cannot listen on 203.0.113.1"),
        (["fetch-model", "nothing"], 2, "no model is called 'nothing'"),
    ],
)
def test_a_failure_is_one_sentence_and_an_exit_code(arguments, code, sentence):
    failed = said(*arguments)
    assert failed.exit_code == code
    assert sentence in failed.stderr.replace("\n", " ")
    assert "Traceback" not in failed.stderr + failed.stdout


def test_a_taken_port_is_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        failed = said("serve", "--port", taken.getsockname()[1])
    assert failed.exit_code == 2
    assert "Address already in use" in failed.stderr


def test_settings_prints_every_value_with_its_source_and_masks_secrets(monkeypatch):
    monkeypatch.setenv("QUOTIDIAN_PORT", "9000")
    monkeypatch.setenv("QUOTIDIAN_API_KEY", "correct-horse-battery")
    monkeypatch.setenv("QUOTIDIAN_PROT", "1")
    listed = said("settings", "--json")
    rows = json.loads(listed.stdout)
    assert (rows["QUOTIDIAN_PORT"]["value"], rows["QUOTIDIAN_PORT"]["source"]) == (9000, "environment")
    assert rows["QUOTIDIAN_API_KEY"]["value"] == "********"
    assert "QUOTIDIAN_PROT is set, but there is no such setting" in listed.stderr
    assert "QUOTIDIAN_MODEL" in said("settings").stdout


@pytest.mark.parametrize("command", [[], ["serve"], ["ask"], ["settings"], ["fetch-model"]])
def test_help_teaches_with_an_example(command):
    text = said(*command, "--help").stdout
    assert "python -m " in text


def test_serve_says_where_it_is_ready_answers_and_stops_when_asked(data_dir):
    with subprocess.Popen(
        [sys.executable, "-m", "qa", "serve", "--port", "0", "--model", "none", "--data-dir", data_dir],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"COLUMNS": "200"},
    ) as server:
        told = ""
        while "Ready on" not in told:
            line = server.stderr.readline()
            assert line, told
            told += line
        url = re.search(r"http://\S+", told).group()
        answer = httpx.post(f"{url}/v1/answers", json={"question": "What pay rise did the zebras accept?"}, timeout=120)
        assert answer.status_code == 200
        assert httpx.get(f"{url}/v1/answers/{answer.json()['id']}").json() == answer.json()
        server.send_signal(signal.SIGINT)
        rest = server.stderr.read()
    assert server.returncode == 0
    assert answer.json()["id"] in rest
    assert "zebra" not in told + rest
    assert "Traceback" not in told + rest
