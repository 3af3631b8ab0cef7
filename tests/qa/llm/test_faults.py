"""Whatever a model's server does wrong becomes one of the errors that the answerer knows."""

import asyncio
import json
import socket
from dataclasses import dataclass

import pytest

from qa.errors import (
    ModelBusyError,
    ModelRubbishError,
    ModelTimeoutError,
    ModelUnavailableError,
    PromptTooLongError,
)
from qa.llm.model import Message
from qa.llm.ollama import OllamaModel
from qa.llm.openai import OpenAIModel
from tests.doubles import ollama, openai
from tests.doubles.loopback import hang, refuse, stream

QUESTION = [Message("user", "Did the strike end?")]


@dataclass(frozen=True)
class Runtime:
    """One client, its double, and how that protocol says the same things."""

    double: type
    client: object
    piece: bytes
    odd: bytes
    error: object


RUNTIMES = {
    "ollama": Runtime(
        ollama.OllamaDouble,
        lambda url, patience_s=60.0: OllamaModel("quoter", url=url, read_timeout_s=patience_s),
        ollama.line("{"),
        b'{"message": 7}\n',
        lambda text: json.dumps({"error": text}).encode() + b"\n",
    ),
    "openai": Runtime(
        openai.OpenAIDouble,
        lambda url, patience_s=60.0: OpenAIModel(url, "quoter", read_timeout_s=patience_s),
        openai.data("{"),
        b'data: {"choices": 7}\n\n',
        lambda text: b"data: " + json.dumps({"error": {"message": text}}).encode() + b"\n\n",
    ),
}

STREAMED = {
    "hanging": (lambda _: hang, ModelTimeoutError),
    "hanging mid-stream": (lambda r: stream(r.piece, end="hang"), ModelTimeoutError),
    "cut before the first piece": (lambda _: stream(end="cut"), ModelUnavailableError),
    "cut mid-stream": (lambda r: stream(r.piece, end="cut"), ModelUnavailableError),
    "ended without its end mark": (lambda r: stream(r.piece), ModelUnavailableError),
    "rubbish": (lambda _: stream(b"<html>it works!</html>"), ModelRubbishError),
    "rubbish mid-stream": (lambda r: stream(r.piece, b"\xff\xfe\x00\n"), ModelRubbishError),
    "JSON of another shape": (lambda r: stream(r.odd), ModelRubbishError),
    "a line without an end": (lambda _: stream(*[b"x" * 100_000] * 11, end="hang"), ModelRubbishError),
    "an error mid-stream": (lambda r: stream(r.piece, r.error("the runner has crashed")), ModelUnavailableError),
}

OVERFLOW = "request (10031 tokens) exceeds the available context size (4096 tokens), try increasing it"

REFUSALS = {
    "404": (refuse(404, {"error": "model 'quoter' not found"}), ModelUnavailableError),
    "401": (refuse(401, {"error": {"message": "Incorrect API key provided: sk-secret"}}), ModelUnavailableError),
    "429": (refuse(429, {"error": {"message": "Rate limit reached"}}), ModelBusyError),
    "503 queue full": (
        refuse(503, {"error": "server busy, please try again. maximum pending requests exceeded"}),
        ModelBusyError,
    ),
    "503 loading": (refuse(503, {"error": {"message": "Loading model", "type": "unavailable_error"}}), ModelUnavailableError),
    "500": (refuse(500, {"error": "llama runner process has terminated: exit status 2"}), ModelUnavailableError),
    "502 of a proxy": (refuse(502, b"<html>Bad Gateway</html>"), ModelUnavailableError),
    "504": (refuse(504, b""), ModelTimeoutError),
    "400": (refuse(400, {"error": "invalid format"}), ModelRubbishError),
    "overflow, plain": (refuse(400, {"error": "the input length exceeds the context length"}), PromptTooLongError),
    "overflow, wrapped": (refuse(400, ollama.wrapped("exceed_context_size_error", OVERFLOW)), PromptTooLongError),
    "overflow, llama.cpp": (
        refuse(400, {"error": {"code": 400, "message": OVERFLOW, "type": "exceed_context_size_error"}}),
        PromptTooLongError,
    ),
    "overflow, vLLM": (
        refuse(400, {"object": "error", "message": "This model's maximum context length is 4096 tokens."}),
        PromptTooLongError,
    ),
    "not about the context": (refuse(400, ollama.wrapped("invalid_request_error", "no multimodal requests")), ModelRubbishError),
    "hanging": (hang, ModelTimeoutError),
    "rubbish": (refuse(200, b"<html>it works!</html>"), ModelRubbishError),
    "an error under 200": (refuse(200, {"error": "the runner has crashed"}), ModelUnavailableError),
}


def patience(fault):
    """Return how long to wait: only a server that hangs is given up on soon, a machine may be slow."""
    return 0.3 if "hanging" in fault else 60.0


async def chat(model):
    return [piece async for piece in model.chat(QUESTION)]


async def grade(model):
    return await model.grade(QUESTION)


async def warm_up(model):
    return await model.warm_up()


@pytest.mark.parametrize("runtime", RUNTIMES)
@pytest.mark.parametrize("fault", STREAMED)
def test_a_fault_in_a_stream_is_told_apart(runtime, fault):
    make, expected = STREAMED[fault]
    with RUNTIMES[runtime].double() as server:
        server.always(make(RUNTIMES[runtime]))
        with pytest.raises(expected):
            asyncio.run(chat(RUNTIMES[runtime].client(server.url, patience(fault))))


@pytest.mark.parametrize("call", [chat, grade, warm_up])
@pytest.mark.parametrize("runtime", RUNTIMES)
@pytest.mark.parametrize("fault", REFUSALS)
def test_a_refusal_is_told_apart_in_every_call(runtime, fault, call):
    act, expected = REFUSALS[fault]
    with RUNTIMES[runtime].double() as server:
        server.always(act)
        with pytest.raises(expected) as caught:
            asyncio.run(call(RUNTIMES[runtime].client(server.url, patience(fault))))
    assert "sk-secret" not in str(caught.value)


@pytest.mark.parametrize("call", [chat, grade, warm_up])
@pytest.mark.parametrize("runtime", RUNTIMES)
def test_a_server_that_is_down_is_said_to_be_unreachable(runtime, call):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(ModelUnavailableError, match="cannot be reached"):
            asyncio.run(call(RUNTIMES[runtime].client(url)))


@pytest.mark.parametrize("runtime", RUNTIMES)
@pytest.mark.parametrize("url", ["http://quoter.invalid", "ftp://127.0.0.1", "nonsense"])
def test_an_address_that_leads_nowhere_is_unavailable(runtime, url):
    with pytest.raises(ModelUnavailableError):
        asyncio.run(chat(RUNTIMES[runtime].client(url)))


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_a_server_on_this_machine_is_reached_past_any_proxy(runtime, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")
    with RUNTIMES[runtime].double() as server:
        assert asyncio.run(chat(RUNTIMES[runtime].client(server.url)))


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_closing_the_iterator_ends_the_request_at_the_server(runtime):
    async def leave(url):
        pieces = RUNTIMES[runtime].client(url).chat(QUESTION)
        assert (await anext(pieces)).text == "{"
        await pieces.aclose()

    with RUNTIMES[runtime].double() as server:
        server.always(stream(RUNTIMES[runtime].piece, end="hang"))
        asyncio.run(leave(server.url))
        assert server.left.acquire(timeout=10)


@pytest.mark.parametrize("call", [chat, grade])
@pytest.mark.parametrize("runtime", RUNTIMES)
def test_cancelling_the_task_ends_the_request_at_the_server(runtime, call):
    async def leave(server):
        task = asyncio.ensure_future(call(RUNTIMES[runtime].client(server.url)))
        while not server.requests:  # noqa: ASYNC110 - the double lives in another thread
            await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.wait({task})

    with RUNTIMES[runtime].double() as server:
        server.always(hang)
        asyncio.run(leave(server))
        assert server.left.acquire(timeout=10)


@pytest.mark.parametrize(
    ("runtime", "without"),
    [
        ("openai", stream(openai.data("Yes"), openai.finish())),
        ("ollama", refuse(200, {"message": {"content": "Yes"}, "done": True})),
    ],
)
def test_a_server_that_gives_no_probabilities_is_not_graded_by_a_guess(runtime, without):
    with RUNTIMES[runtime].double() as server:
        server.script(without)
        with pytest.raises(ModelRubbishError, match="no log probabilities"):
            asyncio.run(grade(RUNTIMES[runtime].client(server.url)))
