"""Whatever becomes of the language model's server, the reader gets an answer in quotes, in time, with a warning.

`QUOTIDIAN_FAULTS=20` meets every fault twenty times, each time a little otherwise, and gives each answer the deadline and one
second; the default is the first two of each, with more patience.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import time
from contextlib import contextmanager

import httpx
import pytest

from index import Archive, read_articles
from qa.answerer import Answerer
from qa.llm.ollama import OllamaModel
from qa.web import create_app
from tests.doubles.hashing_encoder import HashingEncoder
from tests.doubles.http import frames, serving, until
from tests.doubles.loopback import hang, refuse, stream
from tests.doubles.ollama import OllamaDouble, line
from tests.promises.conftest import SEEDS

ROUNDS = int(os.environ.get("QUOTIDIAN_FAULTS", "2"))
DEADLINE_S = 2.0
CLIENT_TIMEOUT_S = DEADLINE_S + (1 if "QUOTIDIAN_FAULTS" in os.environ else 10)  # the sample runs beside other tests
QUESTION = {"question": "How many Malian soldiers were killed at Tessit?"}
QUOTE = "This month, 42 Malian soldiers were killed in an offensive at Tessit."
REPLY = '{"statements": [{"evidence": [1, 2, 3], "text": "42 Malian soldiers were killed at Tessit last night by drones."}]}'

_PROBABILITIES = [{"token": "Yes", "logprob": -0.05}, {"token": "No", "logprob": -3.0}]
YES = refuse(
    200,
    {
        "model": "quoter:latest",
        "message": {"role": "assistant", "content": "Yes"},
        "logprobs": [{**_PROBABILITIES[0], "top_logprobs": _PROBABILITIES}],
        "done": True,
        "done_reason": "stop",
        "prompt_eval_count": 400,
        "eval_count": 1,
    },
)


async def drip(exchange):
    """Never silent long enough for a read timeout, and never done."""
    await exchange.open("application/x-ndjson")
    while True:
        await exchange.write(line(" "))
        await asyncio.sleep(0.1)


def fault(write, grade=YES):
    """Answer a request to write by one act and a request to grade by another."""

    async def act(exchange):
        await (grade if exchange.request.body.get("logprobs") else write)(exchange)

    return act


def written(text):
    """A whole reply that says `text`."""
    return stream(line(text), line("", done=True))


DOWN = (
    None,  # nobody listens
    fault(hang, refuse(503, {"error": "server busy"})),
    fault(refuse(500, {"error": "llama runner process has terminated: exit status 2"})),
    fault(hang, refuse(404, {"error": "model 'quoter' not found"})),
)
HANGING = (
    fault(hang),
    fault(stream(line(REPLY[:30]), end="hang")),
    fault(hang, hang),
    fault(drip),
    fault(stream(line(REPLY[:60])[:-5], end="hang")),
)
RUBBISH = (
    fault(stream(b"<html>it works!</html>")),
    fault(written("I would rather not say.")),
    fault(written('{"statements": 7}'), refuse(200, b"\xff\xfe\x00")),
    fault(stream(line(REPLY[:40]), b"\xff\xfe\x00\n")),
    fault(written('{"statements": [{"evidence": [99], "text": "Nobody was hurt."}]}')),
    fault(stream(b'{"message": 7}\n')),
    fault(written("[" * 20_000)),
    fault(stream(*[b"x" * 100_000] * 11)),
    fault(stream(line(REPLY[:40]), b'{"error": "the runner has crashed"}\n')),
    fault(refuse(400, {"error": "invalid format"}), refuse(400, {"error": "invalid format"})),
)


def cut(turn):
    """Cut the reply later and later, at last within its final line."""
    whole = b"".join(line(REPLY[at : at + 4]) for at in range(0, len(REPLY), 4))
    return fault(stream(whole[: 1 + len(whole) * turn // ROUNDS], end="cut"))


FAULTS = {
    "down": lambda turn: DOWN[turn % len(DOWN)],
    "hanging": lambda turn: HANGING[turn % len(HANGING)],
    "cut in mid-stream": cut,
    "answering rubbish": lambda turn: RUBBISH[turn % len(RUBBISH)],
}


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    """The seed articles behind an encoder that takes no time: what is waited for here is the model."""
    with Archive.open(tmp_path_factory.mktemp("seeds"), encoder=HashingEncoder()) as archive:
        archive.add(read_articles(SEEDS))
        yield archive


@contextmanager
def service(archive, ollama_url, deadline_s=DEADLINE_S):
    """The service over `archive`, its model behind `ollama_url`, warm."""
    answerer = Answerer(archive, OllamaModel("quoter", url=ollama_url), deadline_s=deadline_s, write_over_words=0)
    app = create_app(archive=archive, answerer=answerer, extractive=Answerer(archive))
    with serving(app) as url:
        httpx.post(f"{url}/v1/answers", json=QUESTION | {"model": "none"}, timeout=120).raise_for_status()
        yield url


async def post(url, **how):
    async with httpx.AsyncClient(timeout=120) as client:
        return await client.post(f"{url}/v1/answers", json=QUESTION | how)


def asked(url, **how):
    """The reply, had whole before the client gives up, and the seconds it took."""
    started = time.perf_counter()
    reply = asyncio.run(asyncio.wait_for(post(url, **how), CLIENT_TIMEOUT_S))
    return reply, time.perf_counter() - started


def completed(reply):
    """The record that an event stream ends with, its only completion."""
    events = frames(reply.text)
    names = [name for name, _ in events]
    assert names.count("answer.completed") == 1
    assert names[-1] == "answer.completed"
    return events[-1][1]["answer"]


def assert_extractive(record, archive):
    assert (record["status"], record["mode"]) == ("answered", "extractive")
    assert record["warnings"]
    assert any(QUOTE in quote["text"] for quote in record["quotes"])
    for quote in record["quotes"]:
        assert archive.get(quote["article_id"]).article.text[quote["start"] : quote["end"]] == quote["text"]


def url_of_nobody():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


@pytest.mark.parametrize("streamed", [False, True], ids=["JSON", "events"])
@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_of_the_model_ends_in_quotes_and_a_warning_before_the_client_gives_up(seeds, kind, streamed):
    took, warned = [], set()
    with OllamaDouble() as ollama, service(seeds, ollama.url) as up, service(seeds, url_of_nobody()) as down:
        for turn in range(ROUNDS):
            act = FAULTS[kind](turn)
            ollama.always(act)
            reply, seconds = asked(up if act else down, stream=streamed)
            assert reply.status_code == 200
            record = completed(reply) if streamed else reply.json()
            assert_extractive(record, seeds)
            took.append(seconds)
            warned |= {warning["code"] for warning in record["warnings"]}
    print(f"\n{kind}: {len(took)} answers, the slowest in {max(took):.2f} s of {CLIENT_TIMEOUT_S:.0f} s; {sorted(warned)}")


def test_the_deadline_stops_the_language_model(seeds):
    with OllamaDouble() as ollama, service(seeds, ollama.url) as url:
        for act in (fault(hang, hang), fault(hang), fault(drip)):
            ollama.always(act)
            assert_extractive(asked(url)[0].json(), seeds)
            assert ollama.left.acquire(timeout=10)


def test_what_was_verified_before_the_cut_stays(seeds):
    begun = json.dumps({"statements": [{"evidence": [1], "text": QUOTE}, {"evidence": [1], "text": "And"}]})[:-20]
    with OllamaDouble() as ollama, service(seeds, ollama.url) as url:
        ollama.always(fault(stream(line(begun), end="cut")))
        record = completed(asked(url, stream=True)[0])
    assert record["mode"] == "generated"
    assert record["text"].startswith(QUOTE)
    assert [warning["code"] for warning in record["warnings"]] == ["llm_unavailable"]


@pytest.mark.parametrize("begun", [(), (line(REPLY[:30]),)], ids=["before the first word", "in mid-reply"])
@pytest.mark.parametrize("streamed", [False, True], ids=["JSON", "events"])
def test_a_client_that_leaves_stops_the_language_model(seeds, streamed, begun):
    async def leave(url):
        asking = asyncio.ensure_future(post(url, stream=streamed))
        await asyncio.to_thread(until, lambda: any("format" in asked.body for asked in list(ollama.requests)))  # it is to write
        asking.cancel()
        await asyncio.wait({asking})

    with OllamaDouble() as ollama, service(seeds, ollama.url, deadline_s=120) as url:
        ollama.always(fault(stream(*begun, end="hang")))
        asyncio.run(leave(url))
        assert ollama.left.acquire(timeout=10)
