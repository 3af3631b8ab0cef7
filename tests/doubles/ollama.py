"""An Ollama server's double: its wire protocol on loopback, by script or written by a model that the test brings.

What it does not prove: that a real Ollama behaves so. Its replies follow the documented API and recorded error bodies, but it
loads, queues and truncates nothing; token counts are the bringing model's; `logprobs` holds a Yes and a No made from that model's
grade; `think`, `keep_alive` and all options but `num_predict` are recorded and ignored. Whoever changes `qa/llm/ollama.py` should
run it against a real server once.
"""

import json
import math
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from typing import Any

from qa.errors import PromptTooLongError
from qa.llm.model import LanguageModel, Message
from tests.doubles.loopback import Exchange, Loopback

CREATED_AT = "2026-08-15T09:30:00.000000Z"
DURATIONS = {
    "total_duration": 5_000_000,
    "load_duration": 1_000_000,
    "prompt_eval_duration": 2_000_000,
    "eval_duration": 2_000_000,
}


def line(text: str, **fields: Any) -> bytes:
    """Return one line of a streamed chat, as the server sends it."""
    message = {"role": "assistant", "content": text}
    return (
        json.dumps({"model": "quoter:latest", "created_at": CREATED_AT, "message": message, "done": False, **fields}).encode()
        + b"\n"
    )


def wrapped(kind: str, message: str) -> dict[str, str]:
    """Return an error of llama.cpp's as newer servers pass it on: its whole body, in a string."""
    return {"error": json.dumps({"error": {"code": 400, "message": message, "type": kind}})}


class OllamaDouble(Loopback):
    """Use it as a context manager; `url` is where it answers.

    Args:
        models: What `/api/tags` lists, each with its capabilities.
        library: What `/api/pull` can fetch.
        model: Who writes; without one every chat is answered `yes`.
    """

    def __init__(
        self,
        models: Mapping[str, Sequence[str]] | None = None,
        *,
        loaded: Sequence[str] = (),
        library: Sequence[str] = (),
        model: LanguageModel | None = None,
    ) -> None:
        super().__init__()
        self.models = dict({"quoter:latest": ["completion"]} if models is None else models)
        self.loaded = list(loaded)
        self._library = library
        self._model = model

    async def answer(self, exchange: Exchange) -> None:
        routes = {
            "/api/chat": self._chat_or_script,
            "/api/tags": self._tags,
            "/api/ps": self._ps,
            "/api/show": self._show,
            "/api/pull": self._pull,
            "/api/version": lambda each: each.send(200, {"version": "0.40.2"}),
        }
        route = routes.get(exchange.request.path)
        await (route(exchange) if route else exchange.send(404, b"404 page not found"))

    def _named(self, exchange: Exchange) -> str | None:
        asked = exchange.request.body["model"]
        return next((name for name in (asked, f"{asked}:latest") if name in self.models), None)

    async def _missing(self, exchange: Exchange) -> None:
        await exchange.send(404, {"error": f"model '{exchange.request.body['model']}' not found"})

    async def _chat_or_script(self, exchange: Exchange) -> None:
        act = self.scripted()
        await (act(exchange) if act else self._chat(exchange))

    async def _chat(self, exchange: Exchange) -> None:
        body, name = exchange.request.body, self._named(exchange)
        if name is None:
            await self._missing(exchange)
        elif not body["messages"]:
            self.loaded.append(name)
            await exchange.send(200, json.loads(line("", model=name, done=True, done_reason="load")))
        else:
            try:
                await self._write(exchange, name)
            except PromptTooLongError as error:
                await exchange.send(400, wrapped("exceed_context_size_error", str(error)))

    async def _write(self, exchange: Exchange, name: str) -> None:
        body = exchange.request.body
        if body.get("logprobs"):
            await exchange.send(200, await self._graded(body, name))
            return
        whole, last = "", {}
        async with aclosing(self._pieces(body)) as pieces:
            async for text, last in pieces:
                whole += text
                if body.get("stream", True):
                    if whole == text:
                        await exchange.open("application/x-ndjson")
                    await exchange.write(line(text, model=name, **last))
        if body.get("stream", True):
            await exchange.write(b"")
        else:
            await exchange.send(200, json.loads(line(whole, model=name, **last)))

    async def _pieces(self, body: Mapping[str, Any]):
        """Yield text and the fields beside it; those of the last piece end the chat."""
        if self._model is None:
            yield "yes", {}
            yield "", self._last(12, 1, body)
            return
        messages = [Message(each["role"], each["content"]) for each in body["messages"]]
        limit = body.get("options", {}).get("num_predict", 128)
        async with aclosing(self._model.chat(messages, schema=body.get("format"), max_tokens=limit)) as pieces:
            async for piece in pieces:
                used = piece.usage
                yield piece.text, self._last(used.prompt_tokens, used.completion_tokens, body) if used else {}

    def _last(self, prompt: int, written: int, body: Mapping[str, Any]) -> dict[str, Any]:
        reason = "length" if written >= body.get("options", {}).get("num_predict", 128) else "stop"
        return {"done": True, "done_reason": reason, "prompt_eval_count": prompt, "eval_count": written, **DURATIONS}

    async def _graded(self, body: Mapping[str, Any], name: str) -> dict[str, Any]:
        yes, prompt = 0.75, 12
        if self._model is not None:
            grade = await self._model.grade([Message(each["role"], each["content"]) for each in body["messages"]])
            yes, prompt = grade.yes, grade.usage.prompt_tokens
        top = [{"token": "Yes", "logprob": math.log(max(yes, 1e-9))}, {"token": "No", "logprob": math.log(max(1 - yes, 1e-9))}]
        logprobs = [{**max(top, key=lambda each: each["logprob"]), "top_logprobs": top}]
        return {**json.loads(line(logprobs[0]["token"], model=name, **self._last(prompt, 1, body))), "logprobs": logprobs}

    async def _tags(self, exchange: Exchange) -> None:
        await exchange.send(200, {"models": [self._entry(name) for name in self.models]})

    async def _ps(self, exchange: Exchange) -> None:
        extra = {"expires_at": CREATED_AT, "size_vram": 0, "context_length": 4096}
        await exchange.send(200, {"models": [{**self._entry(name), **extra} for name in self.loaded]})

    def _entry(self, name: str) -> dict[str, Any]:
        details = {"format": "gguf", "family": "llama", "parameter_size": "135M", "quantization_level": "Q4_1"}
        return {
            "name": name,
            "model": name,
            "modified_at": CREATED_AT,
            "size": 98_362_432,
            "digest": "b1" * 32,
            "details": details,
        }

    async def _show(self, exchange: Exchange) -> None:
        name = self._named(exchange)
        if name is None:
            await self._missing(exchange)
            return
        shown = {"modelfile": "", "parameters": "", "template": "{{ .Prompt }}", "model_info": {"general.architecture": "llama"}}
        await exchange.send(200, {**shown, "details": self._entry(name)["details"], "capabilities": list(self.models[name])})

    async def _pull(self, exchange: Exchange) -> None:
        asked = exchange.request.body["model"]
        steps: list[dict[str, Any]] = [{"status": "pulling manifest"}]
        if asked in self._library:
            layer = {"status": "pulling b1b1", "digest": "sha256:b1b1", "total": 1000}
            steps += [{**layer, "completed": done} for done in (0, 400, 1000)] + [{"status": "success"}]
            self.models[asked if ":" in asked else f"{asked}:latest"] = ["completion"]
        else:
            steps += [{"error": "pull model manifest: file does not exist"}]
        if not exchange.request.body.get("stream", True):
            await exchange.send(500 if "error" in steps[-1] else 200, steps[-1])
            return
        await exchange.open("application/x-ndjson")
        for step in steps:
            await exchange.write(json.dumps(step).encode() + b"\n")
        await exchange.write(b"")
