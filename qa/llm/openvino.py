"""A GGUF file run inside this process by OpenVINO: quicker to read a prompt where the processor multiplies bytes.

What the network makes of a prompt is open here, so that a trained probe (`qa/llm/probe.py`) can take the place of the word that
the model would say.
"""

from __future__ import annotations

import asyncio
import codecs
import logging
import os
import threading
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from qa.answer import Usage
from qa.errors import ModelRubbishError, ModelUnavailableError, PromptTooLongError
from qa.llm.converted import converted
from qa.llm.grading import TOP_LOGPROBS, Alternative, GradedToken, yes_probability
from qa.llm.model import Grade, Message, Piece
from qa.llm.probe import probes_for, task_of

if TYPE_CHECKING:  # 120 MB of native code that only this runtime needs
    from qa.llm.guide import Grammars, Guide
    from qa.llm.network import Network, Seen
    from qa.llm.tokens import Tokens

CONTEXT_TOKENS = 4096

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Loaded:
    tokens: Tokens
    network: Network
    grammars: Grammars


class OpenVINOModel:
    """A chat model in this process, loaded at the first use or by `warm_up`.

    One request is served at a time, later ones wait. What the last prompt began alike is not read again. Leaving a request stops
    it at the next token, or within a prompt at the next batch of tokens.
    """

    def __init__(self, path: Path, name: str | None = None, *, threads: int | None = None) -> None:
        """Remember the file; it is not read yet.

        Args:
            path: A GGUF file with a chat template; its converted form is kept in the same folder.
            name: What `name` says; the file's name without its ending otherwise.
            threads: How many cores to use; all of them otherwise, and never more.
        """
        self.name = name or path.stem
        self.runtime = "openvino"
        self._path = path
        cores = os.cpu_count() or 1
        self._threads = min(threads or cores, cores)
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="openvino")
        self._probes = probes_for(path)
        self.probed = bool(self._probes)
        self._loaded: _Loaded | None = None
        self._closed = threading.Event()  # a new one after each aclose: a later use loads the model again

    async def chat(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None, max_tokens: int = 256
    ) -> AsyncGenerator[Piece, None]:
        """Stream the reply; see `LanguageModel.chat`."""
        loop = asyncio.get_running_loop()
        pieces = asyncio.Queue[str | None]()
        left, closed = threading.Event(), self._closed

        def write() -> Usage:
            reply = _Reply(self._load(), messages, schema, max_tokens, lambda: left.is_set() or closed.is_set())
            for text in reply.pieces():
                loop.call_soon_threadsafe(pieces.put_nowait, text)
            _log.debug("%d tokens of prompt, %d written", reply.used.prompt_tokens, reply.used.completion_tokens)
            return reply.used

        writing = loop.run_in_executor(self._worker, write)
        writing.add_done_callback(lambda _: pieces.put_nowait(None))
        try:
            while (text := await pieces.get()) is not None:
                yield Piece(text)
            usage = await writing
            if closed.is_set():
                raise ModelUnavailableError(f"{self.name} was let go of in the middle of a reply")
            yield Piece("", usage)
        finally:
            left.set()
            writing.cancel()  # takes it out of the queue if it is still waiting there

    async def grade(self, messages: Sequence[Message]) -> Grade:
        """Ask for one token, or have a probe tell where one is trained for the task; see `LanguageModel.grade`."""
        left, closed = threading.Event(), self._closed
        grading = asyncio.get_running_loop().run_in_executor(
            self._worker, self._graded, messages, lambda: left.is_set() or closed.is_set()
        )
        try:
            return await grading
        finally:
            left.set()
            grading.cancel()

    async def warm_up(self) -> None:
        """Load the model without holding up the event loop: seconds, and more the first time, when it is converted."""
        await asyncio.get_running_loop().run_in_executor(self._worker, self._load)

    async def aclose(self) -> None:
        """Stop the request under way and free the model; a later use would load it again."""
        self._closed.set()
        self._closed = threading.Event()
        await asyncio.get_running_loop().run_in_executor(self._worker, self._free)

    def _free(self) -> None:
        self._loaded = None

    def _load(self) -> _Loaded:
        if self._loaded is None:
            self._loaded = self._opened()
        return self._loaded

    def _opened(self) -> _Loaded:
        try:
            from qa.llm.guide import Grammars  # noqa: PLC0415
            from qa.llm.network import Network  # noqa: PLC0415
            from qa.llm.tokens import Tokens  # noqa: PLC0415
        except ImportError as error:
            raise ModelUnavailableError(f"OpenVINO is not installed: {error}") from error
        folder = converted(self._path)
        tokens = Tokens(folder)
        layers = set[int]().union(*(probes.layers for probes in self._probes.values()))
        network = Network(folder, threads=self._threads, layers=sorted(layers))
        network.read(tokens.of_text("Say yes."))  # the first one orders the weights for this processor, which takes longest
        return _Loaded(tokens, network, Grammars(tokens))

    def _graded(self, messages: Sequence[Message], stopped: Callable[[], bool]) -> Grade:
        loaded = self._load()
        prompt = _fitting(loaded.tokens.of_chat(messages))
        usage = Usage(prompt_tokens=len(prompt), completion_tokens=1)
        probes = self._probes.get(task_of(messages))
        if probes:
            layers = self._finished(_run(loaded.network.look, prompt, stopped))
            disputed = probes.disputed.yes(layers) if probes.disputed else None
            return Grade(probes.answer.yes(layers), usage, probed=True, disputed=disputed)
        seen = self._finished(_run(loaded.network.read, prompt, stopped))
        return Grade(_said_yes(seen, loaded.tokens), usage)

    def _finished(self, outcome: _T | None) -> _T:
        if outcome is None:
            raise ModelUnavailableError(f"{self.name} was left in the middle of a prompt")
        return outcome


class _Reply:
    """One reply as it is written.

    Attributes:
        used: Tokens so far.
    """

    def __init__(
        self,
        loaded: _Loaded,
        messages: Sequence[Message],
        schema: Mapping[str, Any] | None,
        max_tokens: int,
        stopped: Callable[[], bool],
    ) -> None:
        self._loaded, self._stopped = loaded, stopped
        self._guide = None if schema is None else loaded.grammars.guide(schema)
        self._tokens = _fitting(loaded.tokens.of_chat(messages))
        self._prompt_tokens = len(self._tokens)
        self._most = min(max_tokens, CONTEXT_TOKENS - self._prompt_tokens)

    @property
    def used(self) -> Usage:
        return Usage(prompt_tokens=self._prompt_tokens, completion_tokens=len(self._tokens) - self._prompt_tokens)

    def pieces(self) -> Iterator[str]:
        """Yield the text as it is written, characters whole."""
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        words = self._loaded.tokens.words
        for token in self._written():
            text = decoder.decode(words[token])
            if text:
                yield text

    def _written(self) -> Iterator[int]:
        while not (self._guide and self._guide.ended) and (fresh := self._next()):
            self._tokens += fresh
            yield from fresh

    def _next(self) -> list[int]:
        """Return the tokens that come next: one, or all that the schema forces; none at the end."""
        fresh = self._guide.forced() if self._guide else []
        if not fresh:
            seen = _run(self._loaded.network.read, self._tokens, self._stopped)
            fresh = [] if seen is None else [_likeliest(seen, self._guide)]
        if not fresh or fresh[0] in self._loaded.tokens.ends:
            return []
        if self._guide:
            self._guide.take(fresh)
        return fresh[: self._most - self.used.completion_tokens]


def _likeliest(seen: Seen, guide: Guide | None) -> int:
    logits = seen.logits if guide is None else np.where(guide.allowed(), seen.logits, -np.inf)
    return int(logits.argmax())


def _fitting(prompt: list[int]) -> list[int]:
    if len(prompt) >= CONTEXT_TOKENS:
        raise PromptTooLongError(f"the prompt has {len(prompt)} tokens, and the model takes {CONTEXT_TOKENS}")
    return prompt


def _run(
    read: Callable[[Sequence[int], Callable[[], bool]], _T | None], tokens: Sequence[int], stopped: Callable[[], bool]
) -> _T | None:
    try:
        return read(tokens, stopped)
    except RuntimeError as error:
        raise ModelRubbishError(f"OpenVINO failed at a prompt of {len(tokens)} tokens: {error}") from error


def _said_yes(seen: Seen, tokens: Tokens) -> float:
    logprobs = seen.logits - np.logaddexp.reduce(seen.logits)
    top = np.argsort(-logprobs)[:TOP_LOGPROBS]
    words = [Alternative(token=tokens.words[at].decode("utf-8", "replace"), logprob=float(logprobs[at])) for at in top]
    return yes_probability([GradedToken(**words[0].model_dump(), top_logprobs=words)], "OpenVINO")
