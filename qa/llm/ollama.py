"""An Ollama server.

Protocol: https://github.com/ollama/ollama/blob/main/docs/api.md. `/api/chat` is spoken here, because the `ollama` package cannot
send `truncate` and `shift`; listing, looking up and pulling models are the package's.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Any, NoReturn

import httpx
import ollama
from pydantic import BaseModel, JsonValue, ValidationError

from qa.answer import Usage
from qa.errors import ModelRubbishError, ModelUnavailableError, PromptTooLongError
from qa.llm import wire
from qa.llm.grading import TOP_LOGPROBS, GradedToken, yes_probability
from qa.llm.model import Grade, Message, Piece

DEFAULT_URL = "http://127.0.0.1:11434"
CONTEXT_TOKENS = 4096
KEEP_ALIVE = "30m"
PROBE_TIMEOUT_S = 3.0


class _Text(BaseModel):
    content: str = ""


class _Reply(BaseModel):
    """A whole reply, or one line of a streamed one."""

    message: _Text = _Text()
    done: bool = False
    prompt_eval_count: int = 0
    eval_count: int = 0
    logprobs: list[GradedToken] | None = None
    error: JsonValue = None


class OllamaModel:
    """A chat model behind `URL/api/chat`.

    `num_ctx`, `truncate`, `shift` and `keep_alive` are the same in every request: the server reloads the model when they change.
    """

    def __init__(
        self,
        name: str,
        *,
        url: str = DEFAULT_URL,
        context_tokens: int = CONTEXT_TOKENS,
        read_timeout_s: float = wire.READ_TIMEOUT_S,
    ) -> None:
        """Prepare a client; nothing is sent yet.

        Args:
            name: The model, as `ollama list` shows it.
            url: Where the server is.
            context_tokens: Prompt and reply together; what does not fit is refused.
            read_timeout_s: Longest silence within a reply; loading the model is part of the first one.
        """
        self.name = name
        self.runtime, self.probed = "ollama", False
        self._context_tokens = context_tokens
        self._server = f"Ollama at {url}"
        self._client = wire.connect(url, read_timeout_s=read_timeout_s)

    async def chat(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None, max_tokens: int = 256
    ) -> AsyncGenerator[Piece, None]:
        """Stream the reply; see `LanguageModel.chat`."""
        body = self._body(messages, max_tokens)
        if schema is not None:
            body["format"] = dict(schema)
        async with self._post(body) as response:
            async for line in wire.lines(response, self._server):
                reply = self._parse(line) if line else _Reply()
                if reply.message.content:
                    yield Piece(reply.message.content)
                if reply.done:
                    yield Piece("", self._usage(reply))
                    return
        raise wire.broken_off(self._server)

    async def grade(self, messages: Sequence[Message]) -> Grade:
        """Ask for one token; see `LanguageModel.grade`."""
        reply = await self._complete(self._body(messages, 1, stream=False, logprobs=True, top_logprobs=TOP_LOGPROBS))
        return Grade(yes=yes_probability(reply.logprobs or [], self._server), usage=self._usage(reply))

    async def warm_up(self) -> None:
        """Have the server load the model; a chat without messages does nothing else."""
        await self._complete(self._body([], 1, stream=False))

    async def aclose(self) -> None:
        """Let go of the client; the server keeps the model for half an hour."""
        await self._client.aclose()

    def _body(self, messages: Sequence[Message], max_tokens: int, **fields: object) -> dict[str, Any]:
        return {
            "model": self.name,
            "messages": [asdict(each) for each in messages],
            "stream": True,
            "think": False,
            "truncate": False,
            "shift": False,
            "keep_alive": KEEP_ALIVE,
            "options": {"temperature": 0, "num_ctx": self._context_tokens, "num_predict": max_tokens},
            **fields,
        }

    async def _complete(self, body: Mapping[str, Any]) -> _Reply:
        async with self._post(body) as response:
            return self._parse(await response.aread())

    @asynccontextmanager
    async def _post(self, body: Mapping[str, Any]) -> AsyncIterator[httpx.Response]:
        with wire.faults(self._server):
            async with self._client.stream("POST", "/api/chat", json=body) as response:
                if response.status_code != 200:
                    self._refuse(response.status_code, await response.aread())
                yield response

    def _refuse(self, status: int, body: bytes) -> NoReturn:
        if status == 404:
            raise ModelUnavailableError(f"{self._server} has no model {self.name}: run `ollama pull {self.name}`")
        raise wire.refusal(self._server, status, body)

    def _parse(self, text: bytes) -> _Reply:
        try:
            reply = _Reply.model_validate_json(text)
        except ValidationError as error:
            raise ModelRubbishError(f"{self._server} sent something other than a chat reply") from error
        if reply.error is not None:
            raise wire.refusal(self._server, 500, text)
        return reply

    def _usage(self, reply: _Reply) -> Usage:
        """Count the tokens, and catch a server too old for `truncate` and `shift`: its counts reach past the context."""
        used = reply.prompt_eval_count + reply.eval_count
        if reply.prompt_eval_count >= self._context_tokens or used > self._context_tokens:
            raise PromptTooLongError(f"{self._server} cut the prompt to its context of {self._context_tokens} tokens: update it")
        return Usage(prompt_tokens=reply.prompt_eval_count, completion_tokens=reply.eval_count)


async def chat_models(url: str = DEFAULT_URL) -> list[str]:
    """Return the names of the models that can chat on that machine itself, the loaded first, then the latest.

    Raises:
        ModelUnavailableError: No Ollama server answers at `url` within seconds.
    """
    async with _package_client(url, PROBE_TIMEOUT_S) as client:
        loaded = {each.model for each in (await client.ps()).models}
        names = [each.model for each in (await client.list()).models if each.model and not each.model.endswith("cloud")]
        able = [name for name in names if "completion" in ((await client.show(name)).capabilities or [])]
    return sorted(able, key=lambda name: name not in loaded)


async def pull(name: str, *, url: str = DEFAULT_URL, on_progress: Callable[[int, int], None] | None = None) -> None:
    """Have the server fetch a model.

    Args:
        name: As in Ollama's library.
        url: Where the server is.
        on_progress: Called with the bytes done and the bytes in all, for each layer anew.

    Raises:
        ModelUnavailableError: The server does not answer, or cannot have the model.
    """
    async with _package_client(url, wire.READ_TIMEOUT_S) as client:
        async for step in await client.pull(name, stream=True):
            if on_progress and step.total:
                on_progress(step.completed or 0, step.total)


@asynccontextmanager
async def _package_client(url: str, timeout_s: float) -> AsyncIterator[ollama.AsyncClient]:
    try:
        async with ollama.AsyncClient(host=url, timeout=timeout_s, trust_env=not wire.is_loopback(url)) as client:
            yield client
    except ollama.ResponseError as error:
        raise ModelUnavailableError(f"Ollama at {url} answered: {wire.error_detail(error.error.encode())}") from error
    except (ConnectionError, httpx.HTTPError) as error:
        raise ModelUnavailableError(f"no Ollama server answers at {url}") from error
    except ValueError as error:
        raise ModelUnavailableError(f"what answers at {url} is no Ollama server") from error
