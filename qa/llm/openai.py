"""Any server that speaks OpenAI's chat completions: vLLM, llama.cpp, a cloud.

Protocol: https://platform.openai.com/docs/api-reference/chat (`response_format`, `logprobs`, `stream_options`).
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import httpx
from pydantic import BaseModel, JsonValue, ValidationError

from qa.answer import Usage
from qa.errors import LanguageModelError, ModelRubbishError
from qa.llm import wire
from qa.llm.grading import TOP_LOGPROBS, GradedToken, yes_probability
from qa.llm.model import Grade, Message, Piece

_log = logging.getLogger(__name__)


class _Cached(BaseModel):
    cached_tokens: int | None = None


class _Tokens(BaseModel):
    prompt_tokens: int = 0
    completion_tokens: int = 0
    prompt_tokens_details: _Cached | None = None


class _Text(BaseModel):
    content: str | None = None


class _Logprobs(BaseModel):
    content: list[GradedToken] | None = None


class _Choice(BaseModel):
    delta: _Text = _Text()
    finish_reason: str | None = None
    logprobs: _Logprobs | None = None


class _Reply(BaseModel):
    """A whole completion, or a chunk of a streamed one; servers differ in what they leave out."""

    choices: list[_Choice] = []
    usage: _Tokens | None = None
    error: JsonValue = None


class OpenAIModel:
    """A chat model behind `BASE_URL/v1/chat/completions`."""

    def __init__(
        self,
        base_url: str,
        name: str,
        *,
        api_key: str | None = None,
        runtime: str = "openai",
        read_timeout_s: float = wire.READ_TIMEOUT_S,
    ) -> None:
        """Prepare a client; nothing is sent yet.

        Args:
            base_url: Where the server is, with or without the `/v1` that its users often write.
            name: The model, as the server knows it.
            api_key: Sent as a bearer token; never logged.
            runtime: What `runtime` says.
            read_timeout_s: Longest silence within a reply.
        """
        self.name = name
        self.runtime = runtime
        root = base_url.rstrip("/").removesuffix("/v1")
        self._server = f"the model server at {root}"
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client = wire.connect(root, headers=headers, read_timeout_s=read_timeout_s)

    async def chat(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None, max_tokens: int = 256
    ) -> AsyncGenerator[Piece, None]:
        """Stream the reply; see `LanguageModel.chat`."""
        body = self._body(messages, max_tokens=max_tokens, stream=True, stream_options={"include_usage": True})
        if schema is not None:
            body["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "reply", "strict": True, "schema": dict(schema)},
            }
        with wire.faults(self._server):
            async with self._client.stream("POST", "/v1/chat/completions", json=body) as response:
                await self._refuse(response, with_schema=schema is not None)
                async for piece in self._pieces(response):
                    yield piece

    async def grade(self, messages: Sequence[Message]) -> Grade:
        """Ask for one token; see `LanguageModel.grade`."""
        reply = await self._complete(self._body(messages, max_tokens=1, logprobs=True, top_logprobs=TOP_LOGPROBS))
        logprobs = reply.choices[0].logprobs if reply.choices else None
        tokens = (logprobs.content if logprobs else None) or []
        return Grade(yes=yes_probability(tokens, self._server), usage=self._usage(reply.usage))

    async def warm_up(self) -> None:
        """Have one token written, which makes a server load the model if it loads on demand."""
        await self._complete(self._body([Message("user", "Say yes.")], max_tokens=1))

    async def aclose(self) -> None:
        """Let go of the client."""
        await self._client.aclose()

    def _body(self, messages: Sequence[Message], **fields: object) -> dict[str, Any]:
        return {"model": self.name, "messages": [asdict(each) for each in messages], "temperature": 0, **fields}

    async def _complete(self, body: Mapping[str, Any]) -> _Reply:
        with wire.faults(self._server):
            async with self._client.stream("POST", "/v1/chat/completions", json=body) as response:
                await self._refuse(response)
                return self._parse(await response.aread())

    async def _refuse(self, response: httpx.Response, *, with_schema: bool = False) -> None:
        if response.status_code == 200:
            return
        error: LanguageModelError = wire.refusal(self._server, response.status_code, await response.aread())
        if with_schema and isinstance(error, ModelRubbishError):
            raise ModelRubbishError(f"{error}; the server must accept response_format json_schema")
        raise error

    async def _pieces(self, response: httpx.Response) -> AsyncGenerator[Piece, None]:
        usage, finished = Usage(), False
        async for line in wire.lines(response, self._server):
            field, _, value = line.partition(b":")
            if field not in {b"data", b"error", b"event", b"id", b"retry", b""}:
                raise ModelRubbishError(f"{self._server} sent something other than an event stream")
            if field not in {b"data", b"error"} or value.strip() == b"[DONE]":
                continue
            reply = self._parse(value)
            usage = self._usage(reply.usage) if reply.usage else usage
            for choice in reply.choices[:1]:
                finished = finished or choice.finish_reason is not None
                if choice.delta.content:
                    yield Piece(choice.delta.content)
        if not finished:
            raise wire.broken_off(self._server)
        yield Piece("", usage)

    def _parse(self, text: bytes) -> _Reply:
        try:
            reply = _Reply.model_validate_json(text)
        except ValidationError as error:
            raise ModelRubbishError(f"{self._server} sent something other than a chat completion") from error
        if reply.error is not None:
            raise wire.refusal(self._server, 500, text)
        return reply

    def _usage(self, tokens: _Tokens | None) -> Usage:
        if tokens is None:
            return Usage()
        details = tokens.prompt_tokens_details
        _log.debug("%s of %d prompt tokens were cached", details.cached_tokens if details else "?", tokens.prompt_tokens)
        return Usage(prompt_tokens=tokens.prompt_tokens, completion_tokens=tokens.completion_tokens)
