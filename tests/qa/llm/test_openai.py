"""What is asked of an OpenAI-compatible server, and what is read out of its replies."""

import asyncio
import json
import logging

import pytest

from qa.answer import Usage
from qa.errors import ModelRubbishError
from qa.llm.model import Message
from qa.llm.openai import OpenAIModel
from tests.doubles.loopback import refuse, stream
from tests.doubles.openai import OpenAIDouble, data, finish, graded

QUESTION = [Message("system", "Answer from the excerpts."), Message("user", "Did the strike end?")]
SCHEMA = {"type": "object", "properties": {"answer": {"type": "string"}}, "required": ["answer"], "additionalProperties": False}


async def chat(model, **asked):
    return [piece async for piece in model.chat(QUESTION, **asked)]


def test_a_chat_is_streamed_greedily_under_the_schema():
    with OpenAIDouble() as server:
        pieces = asyncio.run(chat(OpenAIModel(server.url, "quoter"), schema=SCHEMA, max_tokens=64))
    assert "".join(piece.text for piece in pieces) == "yes"
    assert [piece.usage for piece in pieces] == [None, Usage(prompt_tokens=12, completion_tokens=1)]
    sent = server.requests[0].body
    assert sent["messages"][1] == {"role": "user", "content": "Did the strike end?"}
    assert (sent["model"], sent["temperature"], sent["max_tokens"], sent["stream"]) == ("quoter", 0, 64, True)
    assert sent["response_format"]["json_schema"]["schema"] == SCHEMA


@pytest.mark.parametrize("suffix", ["", "/", "/v1", "/v1/"])
def test_the_address_may_be_written_with_or_without_its_version(suffix):
    with OpenAIDouble() as server:
        asyncio.run(chat(OpenAIModel(server.url + suffix, "quoter")))
    assert server.requests[0].path == "/v1/chat/completions"


def test_a_grade_adds_up_every_spelling_of_yes_and_of_no():
    with OpenAIDouble() as server:
        grade = asyncio.run(OpenAIModel(server.url, "quoter").grade(QUESTION))
    assert grade.yes == pytest.approx(0.75, abs=0.001)
    assert server.requests[0].body["max_tokens"] == 1


def test_a_first_token_that_is_neither_yes_nor_no_is_no_grade():
    with OpenAIDouble() as server:
        server.script(stream(graded([{"token": "Perhaps", "logprob": -0.1}]), finish()))
        with pytest.raises(ModelRubbishError, match="Perhaps"):
            asyncio.run(OpenAIModel(server.url, "quoter").grade(QUESTION))


def test_the_key_is_sent_and_never_logged(caplog):
    caplog.set_level(logging.DEBUG)
    with OpenAIDouble() as server:
        asyncio.run(chat(OpenAIModel(server.url, "quoter", api_key="sk-secret")))
    assert server.requests[0].headers["authorization"] == "Bearer sk-secret"
    assert "sk-secret" not in caplog.text


def test_a_server_that_refuses_schemas_is_told_apart():
    with OpenAIDouble() as server:
        server.script(refuse(400, {"error": {"message": "response_format is not supported"}}))
        with pytest.raises(ModelRubbishError, match="must accept response_format json_schema"):
            asyncio.run(chat(OpenAIModel(server.url, "quoter"), schema=SCHEMA))


def test_separators_that_json_allows_within_a_string_do_not_cut_a_line():
    text = "one\u2028two\u0085three"
    event = json.dumps({"choices": [{"delta": {"content": text}}]}, ensure_ascii=False).encode()
    with OpenAIDouble() as server:
        server.script(stream(b"data: " + event[:30], event[30:] + b"\n\n", finish()))
        pieces = asyncio.run(chat(OpenAIModel(server.url, "quoter")))
    assert pieces[0].text == text


def test_comments_and_events_without_usage_are_no_fault():
    with OpenAIDouble() as server:
        server.script(stream(b": keep-alive\r\n\r\n", b"event: message\r\n", data("yes"), finish(), b"data: [DONE]\n\n"))
        pieces = asyncio.run(chat(OpenAIModel(server.url, "quoter")))
    assert [piece.text for piece in pieces] == ["yes", ""]
    assert pieces[-1].usage == Usage()
