"""What is asked of Ollama, and what is read out of its replies; the double is held to the official client first."""

import asyncio
import json

import ollama
import pytest

from qa.answer import Usage
from qa.errors import ModelUnavailableError, PromptTooLongError
from qa.llm.model import Message
from qa.llm.ollama import OllamaModel, chat_models, pull
from tests.doubles.loopback import stream
from tests.doubles.ollama import OllamaDouble, line

QUESTION = [Message("system", "Answer in JSON."), Message("user", "The strike ended on Monday. When did the strike end?")]
SCHEMA = {
    "type": "object",
    "properties": {"sentence": {"enum": [1, 2, 3]}, "day": {"type": "string", "maxLength": 20}},
    "required": ["sentence", "day"],
    "additionalProperties": False,
}


async def chat(model, **asked):
    return [piece async for piece in model.chat(QUESTION, **asked)]


def test_the_official_client_is_content_with_the_double(smollm):
    with OllamaDouble(library=["tiny"], model=smollm) as server:
        client = ollama.Client(host=server.url)
        assert [each.model for each in client.list().models] == ["quoter:latest"]
        assert client.show("quoter").capabilities == ["completion"]
        assert [step.status for step in client.pull("tiny", stream=True)][-1] == "success"
        reply = client.chat("tiny", [{"role": "user", "content": "Say hello."}], options={"num_predict": 5})
        assert (reply.done_reason, reply.eval_count) == ("length", 5)
        streamed = list(
            client.chat("quoter", [{"role": "user", "content": "Say hello."}], stream=True, options={"num_predict": 5})
        )
        assert streamed[-1].done
        assert "".join(each.message.content for each in streamed) == reply.message.content
        client.chat("quoter", [])
        assert [each.model for each in client.ps().models] == ["quoter:latest"]
        with pytest.raises(ollama.ResponseError, match="not found"):
            client.show("nobody")
        with pytest.raises(ollama.ResponseError, match="does not exist"):
            client.pull("nobody")


def test_nothing_is_ever_cut_short_silently_and_the_model_stays_loaded():
    with OllamaDouble() as server:
        model = OllamaModel("quoter", url=server.url)
        asyncio.run(model.warm_up())
        asyncio.run(chat(model, schema=SCHEMA, max_tokens=64))
        asyncio.run(model.grade(QUESTION))
    warm, chatted, graded = (request.body for request in server.requests)
    for sent in (warm, chatted, graded):
        assert (sent["truncate"], sent["shift"], sent["think"], sent["keep_alive"]) == (False, False, False, "30m")
        assert (sent["options"]["num_ctx"], sent["options"]["temperature"]) == (4096, 0)
    assert warm["messages"] == []
    assert (chatted["format"], chatted["options"]["num_predict"]) == (SCHEMA, 64)
    assert (graded["logprobs"], graded["top_logprobs"], graded["options"]["num_predict"]) == (True, 20, 1)


def test_text_usage_and_grade_are_read():
    with OllamaDouble() as server:
        model = OllamaModel("quoter", url=server.url)
        pieces = asyncio.run(chat(model))
        grade = asyncio.run(model.grade(QUESTION))
    assert [piece.text for piece in pieces] == ["yes", ""]
    assert pieces[-1].usage == grade.usage == Usage(prompt_tokens=12, completion_tokens=1)
    assert grade.yes == pytest.approx(0.75)


@pytest.mark.parametrize(("prompt", "written"), [(4096, 5), (3980, 200)], ids=["prompt cut to the context", "prompt shifted out"])
def test_a_server_too_old_to_refuse_is_caught_by_its_counts(prompt, written):
    last = line("", done=True, done_reason="stop", prompt_eval_count=prompt, eval_count=written)
    with OllamaDouble() as server:
        server.script(stream(line("yes"), last))
        with pytest.raises(PromptTooLongError, match="cut the prompt"):
            asyncio.run(chat(OllamaModel("quoter", url=server.url)))


def test_a_missing_model_comes_with_the_command_that_fetches_it():
    with OllamaDouble(models={}) as server, pytest.raises(ModelUnavailableError, match="run `ollama pull quoter`"):
        asyncio.run(chat(OllamaModel("quoter", url=server.url)))


def test_a_real_model_behind_the_protocol_keeps_the_schema_and_grades(smollm):
    with OllamaDouble(model=smollm) as server:
        model = OllamaModel("quoter", url=server.url)
        pieces = asyncio.run(chat(model, schema=SCHEMA, max_tokens=80))
        grade = asyncio.run(model.grade([Message("user", "Is ice cold? Answer Yes or No.")]))
    reply = json.loads("".join(piece.text for piece in pieces))
    assert set(reply) == {"sentence", "day"}
    assert reply["sentence"] in {1, 2, 3}
    assert 0.0 < grade.yes < 1.0
    assert pieces[-1].usage.prompt_tokens > 20


def test_a_prompt_beyond_the_context_is_refused(smollm):
    with (
        OllamaDouble(model=smollm) as server,
        pytest.raises(PromptTooLongError, match="answered 400: exceed_context_size_error the model"),
    ):
        asyncio.run(OllamaModel("quoter", url=server.url).grade([Message("user", "blue sky " * 5000)]))


def test_models_that_can_chat_here_are_listed_the_loaded_one_first():
    models = {"latest": ["completion"], "embedder": ["embedding"], "loaded": ["completion", "tools"], "big-cloud": ["completion"]}
    with OllamaDouble(models, loaded=["loaded"]) as server:
        assert asyncio.run(chat_models(server.url)) == ["loaded", "latest"]


def test_a_model_is_pulled_with_its_progress():
    seen = []
    with OllamaDouble(models={}, library=["tiny"]) as server:
        asyncio.run(pull("tiny", url=server.url, on_progress=lambda done, total: seen.append((done, total))))
        assert asyncio.run(chat_models(server.url)) == ["tiny:latest"]
        with pytest.raises(ModelUnavailableError, match="does not exist"):
            asyncio.run(pull("nobody", url=server.url))
    assert seen == [(0, 1000), (400, 1000), (1000, 1000)]
