"""A GGUF file run inside this process by llama.cpp, through the `xllamacpp` wheel.

llama.cpp's own server is opened on loopback, on a port of the system's choice, behind a key that never leaves the process; it
queues, streams and cancels, and the OpenAI client does the talking.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import threading
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.errors import ModelUnavailableError
from qa.llm.model import Grade, Message, Piece
from qa.llm.openai import OpenAIModel

if TYPE_CHECKING:  # 34 MB of native code that only this runtime needs
    import xllamacpp

CONTEXT_TOKENS = 4096
HTTP_THREADS = 8  # each waiting request holds one
SPIN_COUNT = "2000"
PROGRESS = {"return_progress": True}  # llama.cpp notices that a client has left only when it writes to it
BATCH_TOKENS = 128  # a request that is cancelled while its prompt is read is let go after so many tokens at most


class EmbeddedModel:
    """A chat model in this process, loaded at the first use or by `warm_up`.

    One request is served at a time, later ones wait. The prompt of the last one stays in memory: what the next one begins alike
    is not read again.
    """

    def __init__(self, path: Path, name: str | None = None, *, threads: int | None = None) -> None:
        """Remember the file; it is not read yet.

        Args:
            path: A GGUF file with a chat template.
            name: What `name` says; the file's name without its ending otherwise.
            threads: How many cores to use; all of them otherwise.
        """
        self.name = name or path.stem
        self.runtime, self.probed = "embedded", False
        self._path = path
        self._threads = threads or os.cpu_count() or 1
        self._loading = threading.Lock()
        self._server: xllamacpp.Server | None = None
        self._client: OpenAIModel | None = None

    async def chat(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None, max_tokens: int = 256
    ) -> AsyncGenerator[Piece, None]:
        """Stream the reply; see `LanguageModel.chat`."""
        client = await self._loaded()
        async with aclosing(client.chat(messages, schema=schema, max_tokens=max_tokens)) as pieces:
            async for piece in pieces:
                yield piece

    async def grade(self, messages: Sequence[Message]) -> Grade:
        """Ask for one token; see `LanguageModel.grade`."""
        return await (await self._loaded()).grade(messages)

    async def warm_up(self) -> None:
        """Load the file, which takes seconds, without holding up the event loop."""
        await (await self._loaded()).warm_up()

    async def aclose(self) -> None:
        """Stop the generation under way and free the model; a later use would load it again."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()
            await asyncio.to_thread(self._free)

    async def _loaded(self) -> OpenAIModel:
        if self._client is not None:
            return self._client
        return await asyncio.to_thread(self._load)

    def _load(self) -> OpenAIModel:
        with self._loading:
            if self._client is None:
                key = secrets.token_urlsafe(32)
                self._server = self._open(key)
                address = self._server.listening_address
                self._client = OpenAIModel(address, self.name, api_key=key, runtime=self.runtime, extra=PROGRESS)
            return self._client

    def _free(self) -> None:
        with self._loading:
            self._server = None  # its destructor ends the loop and joins the thread

    def _open(self, key: str) -> xllamacpp.Server:
        # Without a bound, OpenMP's threads spin at every barrier while another program holds their core: with more load than
        # cores that makes decoding several times slower. Read once, when the library is loaded; only GNU's OpenMP knows it.
        os.environ.setdefault("GOMP_SPINCOUNT", SPIN_COUNT)
        import xllamacpp  # noqa: PLC0415

        params = xllamacpp.CommonParams()
        self._configure(params, key)
        try:
            return xllamacpp.Server(params)
        except RuntimeError as error:
            raise ModelUnavailableError(
                f"llama.cpp cannot load {self._path}: it is no GGUF file, damaged, or too large for this machine's memory"
            ) from error

    def _configure(self, params: xllamacpp.CommonParams, key: str) -> None:
        params.model.path = str(self._path)
        params.model_alias = {self.name}
        params.n_ctx = CONTEXT_TOKENS
        params.ctx_shift = False  # what does not fit is refused, never dropped from the middle
        params.n_parallel = 1
        params.n_batch = params.n_ubatch = BATCH_TOKENS
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = self._threads
        params.cache_prompt = True
        params.cache_ram_mib = 0  # the slot's own prompt is enough; copies of older ones would cost gigabytes
        params.enable_reasoning = 0
        params.hostnames = ["127.0.0.1"]
        params.port = 0
        params.api_keys = [key]
        params.n_threads_http = HTTP_THREADS
        params.ui = False
        params.verbosity = -1
