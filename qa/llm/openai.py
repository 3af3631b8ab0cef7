"""Any server that speaks OpenAI's chat completions: vLLM, llama.cpp, a cloud.

Protocol: https://platform.openai.com/docs/api-reference/chat (`response_format`, `logprobs`, `stream_options`).
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import asdict
from typing import Any

import httpx
from pydantic import BaseModel, JsonValue, ValidationError

from qa.answer import Usage
from qa.errors import ModelRubbishError
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


class _Chunk(BaseModel):
    """One event of a streamed completion; servers differ in what they leave out."""

    choices: list[_Choice] = []
    usage: _Tokens | None = None
    error: JsonValue = None

    def text(self) -> str:
        return (self.choices[0].delta.content or "") if self.choices else ""

    def ends(self) -> bool:
        return bool(self.choices) and self.choices[0].finish_reason is not None

    def tokens(self) -> list[GradedToken]:
        logprobs = self.choices[0].logprobs if self.choices else None
        return (logprobs.content or []) if logprobs else []

    def used(self) -> Usage | None:
        if self.usage is None:
            return None
        details = self.usage.prompt_tokens_details
        _log.debug("%s of %d prompt tokens were cached", details.cached_tokens if details else "?", self.usage.prompt_tokens)
        return Usage(prompt_tokens=self.usage.prompt_tokens, completion_tokens=self.usage.completion_tokens)


class OpenAIModel:
    """A chat model behind `BASE_URL/v1/chat/completions`."""

    def __init__(
        self,
        base_url: str,
        name: str,
        *,
        api_key: str | None = None,
        runtime: str = "openai",
        extra: Mapping[str, object] | None = None,
        read_timeout_s: float = wire.READ_TIMEOUT_S,
    ) -> None:
        """Prepare a client; nothing is sent yet.

        Args:
            base_url: Where the server is, with or without the `/v1` that its users often write.
            name: The model, as the server knows it.
            api_key: Sent as a bearer token; never logged.
            runtime: What `runtime` says.
            extra: Fields beside the protocol's own, sent with every request.
            read_timeout_s: Longest silence within a reply.
        """
        self.name = name
        self.runtime, self.probed = runtime, False
        root = base_url.rstrip("/").removesuffix("/v1")
        self._extra = dict(extra or {})
        self._server = f"the model server at {root}"
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client = wire.connect(root, headers=headers, read_timeout_s=read_timeout_s)

    async def chat(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None, max_tokens: int = 256
    ) -> AsyncGenerator[Piece, None]:
        """Stream the reply; see `LanguageModel.chat`."""
        body = self._body(messages, max_tokens)
        if schema is not None:
            body["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "reply", "strict": True, "schema": dict(schema)},
            }
        usage = Usage()
        async with aclosing(self._chunks(body)) as chunks:
            async for chunk in chunks:
                usage = chunk.used() or usage
                if chunk.text():
                    yield Piece(chunk.text())
        yield Piece("", usage)

    async def grade(self, messages: Sequence[Message]) -> Grade:
        """Ask for one token; see `LanguageModel.grade`."""
        usage, tokens = Usage(), list[GradedToken]()
        async with aclosing(self._chunks(self._body(messages, 1, logprobs=True, top_logprobs=TOP_LOGPROBS))) as chunks:
            async for chunk in chunks:
                usage = chunk.used() or usage
                tokens += chunk.tokens()
        return Grade(yes=yes_probability(tokens, self._server), usage=usage)

    async def warm_up(self) -> None:
        """Have one token written, which makes a server load the model if it loads on demand."""
        async with aclosing(self._chunks(self._body([Message("user", "Say yes.")], 1))) as chunks:
            async for _ in chunks:
                pass

    async def aclose(self) -> None:
        """Let go of the client."""
        await self._client.aclose()

    def _body(self, messages: Sequence[Message], max_tokens: int, **fields: object) -> dict[str, Any]:
        return {
            "model": self.name,
            "messages": [asdict(each) for each in messages],
            "max_tokens": max_tokens,
            "temperature": 0,
            "stream": True,
            "stream_options": {"include_usage": True},
            **fields,
            **self._extra,
        }

    async def _chunks(self, body: Mapping[str, Any]) -> AsyncGenerator[_Chunk, None]:
        finished = False
        with wire.faults(self._server):
            async with self._client.stream("POST", "/v1/chat/completions", json=body) as response:
                await self._refuse(response, with_schema="response_format" in body)
                async for line in wire.lines(response, self._server):
                    chunk = self._chunk(line)
                    if chunk is not None:
                        finished = finished or chunk.ends()
                        yield chunk
        if not finished:
            raise wire.broken_off(self._server)

    async def _refuse(self, response: httpx.Response, *, with_schema: bool) -> None:
        if response.status_code == 200:
            return
        error = wire.refusal(self._server, response.status_code, await response.aread())
        if with_schema and isinstance(error, ModelRubbishError):
            raise ModelRubbishError(f"{error}; the server must accept response_format json_schema")
        raise error

    def _chunk(self, line: bytes) -> _Chunk | None:
        """Read one line of the event stream; None for those that carry no chunk."""
        field, _, value = line.partition(b":")
        if field in {b"", b"event", b"id", b"retry"} or value.strip() == b"[DONE]":
            return None
        if field in {b"data", b"error"}:
            return self._parse(value)
        self._parse(line)  # an error that comes without being streamed says more
        raise ModelRubbishError(f"{self._server} sent something other than an event stream")

    def _parse(self, text: bytes) -> _Chunk:
        try:
            chunk = _Chunk.model_validate_json(text)
        except ValidationError as error:
            raise ModelRubbishError(f"{self._server} sent something other than a chat completion") from error
        if chunk.error is not None:
            raise wire.refusal(self._server, 500, text)
        return chunk
