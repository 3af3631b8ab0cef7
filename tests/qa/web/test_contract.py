"""One record: as JSON, as the last event of a stream, by its id, and from the command line."""

import json
import threading

import httpx
import pytest
from typer.testing import CliRunner

from index import Archive
from qa.__main__ import app as command_line
from qa.answerer import Answerer
from qa.llm.choose import Choice
from qa.web import create_app
from tests.doubles.http import frames, serving, until
from tests.doubles.model import ScriptedModel
from tests.doubles.scripted import BRIDGE, STRIKE
from tests.qa.web.test_leaving import send

WRITTEN = json.dumps(
    {"statements": [{"evidence": [1, 2], "text": "The dockworkers accepted a pay rise of 4.5% over two years."}]}
)
QUESTIONS = [
    {"question": "What pay rise did the dockworkers accept?"},
    {"question": "What did the Lorne bridge repairs cost?", "published_after": "2026-04-01"},
    {"question": "What is the capital of Japan?"},
]
MODELS = {"extractive": lambda: None, "generated": lambda: ScriptedModel(WRITTEN)}


def same(record):
    """A record without what differs from one telling to the next."""
    return {name: value for name, value in record.items() if name not in {"id", "created_at", "timings_ms"}}


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked["question"])
@pytest.mark.parametrize("mode", MODELS)
def test_json_and_events_and_the_answer_kept_are_one_record(archive, asked, mode):
    with serving(create_app(archive=archive, answerer=Answerer(archive, MODELS[mode](), write_over_words=0))) as url:
        plain = httpx.post(f"{url}/v1/answers", json=asked, timeout=60).json()
        events = frames(httpx.post(f"{url}/v1/answers", json=asked | {"stream": True}, timeout=60).text)
        kept = httpx.get(f"{url}/v1/answers/{plain['id']}").json()
    completed = events[-1][1]["answer"]
    assert kept == plain
    if asked is QUESTIONS[0]:
        assert (plain["status"], plain["mode"]) == ("answered", mode)
    assert same(completed) == same(plain)
    assert events[0] == ("answer.created", {"id": completed["id"]})
    assert [name for name, _ in events].count("answer.completed") == 1
    _holds(archive, completed, events)


def _holds(archive, record, events):
    """Every quote is verbatim, every statement is cited, and the stream adds up to the record."""
    for quote in record["quotes"]:
        text = archive.get(quote["article_id"]).article.text
        assert text[quote["start"] : quote["end"]] == quote["text"]
    assert (record["status"] == "no_answer") == (not record["citations"])
    streamed = ""
    for name, data in events:
        if name == "answer.text.delta":
            assert data["offset"] == len(streamed)
            streamed += data["delta"]
    assert streamed == record["text"]
    assert [data["citation"] for name, data in events if name == "answer.citation.added"] == record["citations"]


def test_the_command_line_prints_the_record_that_the_server_sends(tmp_path, encoder, monkeypatch):
    monkeypatch.setattr("index.archive.load_encoder", lambda _name: encoder)
    asked = QUESTIONS[0]
    with Archive.open(tmp_path, encoder=encoder) as archive:
        archive.add([STRIKE, BRIDGE])
        with serving(create_app(archive=archive, answerer=Answerer(archive))) as url:
            served = httpx.post(f"{url}/v1/answers", json=asked, timeout=60).json()
            # The server holds the archive's lock all the while.
            said = CliRunner().invoke(
                command_line, ["ask", asked["question"], "--data-dir", str(tmp_path), "--model", "none", "--json"]
            )
    assert said.exit_code == 0, said.stderr
    assert same(json.loads(said.stdout)) == same(served)


@pytest.mark.parametrize("stream", [b"false", b"true"])
def test_hanging_up_stops_the_model(archive, stream):
    model = Hanging()
    with serving(create_app(archive=archive, answerer=Answerer(archive, model, write_over_words=0))) as url:
        body = json.dumps(QUESTIONS[0])[:-1].encode() + b', "stream": %b}' % stream
        connection = send(url, body)
        assert model.started.wait(30)
        assert model.closed == 0
        connection.close()
        until(lambda: model.closed == 1)


class Hanging(ScriptedModel):
    """Begins to write, and never ends."""

    def __init__(self):
        super().__init__(hangs=True)
        self.started = threading.Event()

    async def chat(self, messages, *, schema=None, max_tokens=256):
        self.started.set()
        async for piece in super().chat(messages, schema=schema, max_tokens=max_tokens):
            yield piece


def test_a_model_brought_in_while_the_server_runs_writes_the_next_answer(archive):
    async def choose(report):
        report(1, 2)
        return Choice(ScriptedModel(WRITTEN), "as the setting says")

    with serving(create_app(archive=archive, answerer=Answerer(archive, write_over_words=0), choose=choose)) as url:
        until(lambda: httpx.get(f"{url}/readyz").json()["model"] == "scripted")
        written = httpx.post(f"{url}/v1/answers", json=QUESTIONS[0], timeout=60).json()
        quoted = httpx.post(f"{url}/v1/answers", json=QUESTIONS[0] | {"model": "none"}, timeout=60).json()
    assert (written["mode"], written["model"], written["text"]) == (
        "generated",
        {"name": "scripted", "runtime": "embedded"},
        "The dockworkers accepted a pay rise of 4.5% over two years.",
    )
    assert (quoted["mode"], quoted["warnings"]) == ("extractive", [])
