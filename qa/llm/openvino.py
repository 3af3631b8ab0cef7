"""A GGUF file run inside this process by OpenVINO GenAI: quicker to read a prompt where the processor multiplies bytes.

Protocol: https://docs.openvino.ai/2026/openvino-workflow-generative/inference-with-genai.html
"""

from __future__ import annotations

import asyncio
import json
import logging
import math
import os
import threading
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from qa.answer import Usage
from qa.errors import ModelRubbishError, ModelUnavailableError, PromptTooLongError
from qa.llm.converted import converted
from qa.llm.model import Grade, Message, Piece

if TYPE_CHECKING:  # 120 MB of native code that only this runtime needs
    import openvino_genai

CONTEXT_TOKENS = 4096
BLOCK_TOKENS = 32  # the unit in which OpenVINO keeps what was read, on a processor
MOST_BLANKS = 40  # a schema lets any number of them stand between its parts, and a small model may write nothing else
BLOCKS = 2 * CONTEXT_TOKENS // BLOCK_TOKENS  # one whole prompt, and another to be taken over from

_log = logging.getLogger(__name__)

_OnText: TypeAlias = "Callable[[str], openvino_genai.StreamingStatus]"


class OpenVINOModel:
    """A chat model in this process, loaded at the first use or by `warm_up`.

    One request is served at a time, later ones wait. What earlier prompts began alike is not read again. Leaving a reply stops it
    at the next token; the reading of a prompt, which comes before, is not stopped.
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
        self._pipeline: openvino_genai.LLMPipeline | None = None
        self._closed = threading.Event()  # a new one after each aclose: a later use loads the model again

    async def chat(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None, max_tokens: int = 256
    ) -> AsyncGenerator[Piece, None]:
        """Stream the reply; see `LanguageModel.chat`."""
        loop = asyncio.get_running_loop()
        pieces = asyncio.Queue[str | None]()
        left, closed, blanks = threading.Event(), self._closed, _Blanks()

        def put(text: str) -> bool:
            if left.is_set() or closed.is_set():
                return False
            loop.call_soon_threadsafe(pieces.put_nowait, text)
            return schema is None or not blanks.too_many(text)

        writing = loop.run_in_executor(self._worker, self._write, messages, schema, max_tokens, put)
        writing.add_done_callback(lambda _: pieces.put_nowait(None))
        try:
            while (text := await pieces.get()) is not None:
                yield Piece(text)
            usage = await writing
            if closed.is_set():
                raise ModelUnavailableError(f"{self.name} was let go of in the middle of a reply")
            if blanks.run > MOST_BLANKS:
                raise ModelRubbishError(f"{self.name} wrote nothing but blanks where the schema goes on")
            yield Piece("", usage)
        finally:
            left.set()
            writing.cancel()  # takes it out of the queue if it is still waiting there

    async def grade(self, messages: Sequence[Message]) -> Grade:
        """Ask for one token; see `LanguageModel.grade`.

        OpenVINO gives the probability of the chosen token alone, so what is left of it counts for the other word.
        """
        return await asyncio.get_running_loop().run_in_executor(self._worker, self._graded, messages)

    async def warm_up(self) -> None:
        """Load the model without holding up the event loop: seconds, and more the first time, when it is converted."""
        await asyncio.get_running_loop().run_in_executor(self._worker, self._loaded)

    async def aclose(self) -> None:
        """Stop the generation under way and free the model; a later use would load it again."""
        self._closed.set()
        self._closed = threading.Event()
        await asyncio.get_running_loop().run_in_executor(self._worker, self._free)

    def _free(self) -> None:
        self._pipeline = None

    def _loaded(self) -> openvino_genai.LLMPipeline:
        if self._pipeline is None:
            self._pipeline = self._load()
        return self._pipeline

    def _load(self) -> openvino_genai.LLMPipeline:
        try:
            import openvino_genai  # noqa: PLC0415
        except ImportError as error:
            raise ModelUnavailableError(f"OpenVINO is not installed: {error}") from error
        scheduler = openvino_genai.SchedulerConfig()
        scheduler.enable_prefix_caching = True
        scheduler.num_kv_blocks = BLOCKS
        folder = converted(self._path)
        try:
            pipeline = openvino_genai.LLMPipeline(folder, "CPU", scheduler_config=scheduler, INFERENCE_NUM_THREADS=self._threads)
            # The first token orders the weights anew for this processor, which takes longer than the load.
            pipeline.generate(_encoded(pipeline, [Message("user", "Say yes.")]), _config(1))
        except (RuntimeError, IndexError) as error:
            raise ModelUnavailableError(f"OpenVINO cannot load {folder}: remove that folder to have it made anew") from error
        return pipeline

    def _graded(self, messages: Sequence[Message]) -> Grade:
        config = _config(1)
        config.logprobs = 1
        result = self._generate(messages, config)
        word = self._loaded().get_tokenizer().decode(result.tokens[0][:1])
        return Grade(yes=_yes(word, result.scores[0]), usage=_used(result))

    def _write(
        self, messages: Sequence[Message], schema: Mapping[str, Any] | None, max_tokens: int, put: Callable[[str], bool]
    ) -> Usage:
        """Write, handing each piece of text to `put`, until that returns False."""
        self._loaded()
        from openvino_genai import StreamingStatus, StructuredOutputConfig  # noqa: PLC0415

        config = _config(max_tokens)
        if schema is not None:
            config.structured_output_config = StructuredOutputConfig(json_schema=json.dumps(schema))
        return _used(
            self._generate(messages, config, lambda text: StreamingStatus.RUNNING if put(text) else StreamingStatus.CANCEL)
        )

    def _generate(
        self, messages: Sequence[Message], config: openvino_genai.GenerationConfig, on_text: _OnText | None = None
    ) -> openvino_genai.EncodedResults:
        pipeline = self._loaded()
        prompt = _encoded(pipeline, messages)
        room = CONTEXT_TOKENS - int(prompt.input_ids.shape[1])
        if room <= 0:
            raise PromptTooLongError(f"the prompt has {CONTEXT_TOKENS - room} tokens, and {self.name} takes {CONTEXT_TOKENS}")
        config.max_new_tokens = min(config.max_new_tokens, room)
        try:
            return pipeline.generate(prompt, config, on_text)
        except RuntimeError as error:
            raise ModelRubbishError(f"OpenVINO failed while {self.name} was writing: {error}") from error


class _Blanks:
    """Counts how many blanks stand at the end of what was written so far."""

    def __init__(self) -> None:
        self.run = 0

    def too_many(self, text: str) -> bool:
        kept = text.rstrip()
        self.run = len(text) - len(kept) + (0 if kept else self.run)
        return self.run > MOST_BLANKS


def _encoded(pipeline: openvino_genai.LLMPipeline, messages: Sequence[Message]) -> openvino_genai.TokenizedInputs:
    tokenizer = pipeline.get_tokenizer()
    prompt = tokenizer.apply_chat_template([asdict(each) for each in messages], add_generation_prompt=True)
    return tokenizer.encode(prompt, add_special_tokens=False)  # the template has written them


def _config(max_tokens: int) -> openvino_genai.GenerationConfig:
    import openvino_genai  # noqa: PLC0415

    config = openvino_genai.GenerationConfig()
    config.max_new_tokens = max_tokens
    config.do_sample = False
    config.apply_chat_template = False
    return config


def _used(result: openvino_genai.EncodedResults) -> Usage:
    metrics = result.perf_metrics
    used = Usage(prompt_tokens=metrics.get_num_input_tokens(), completion_tokens=metrics.get_num_generated_tokens())
    _log.debug("%d tokens of prompt, %d written", used.prompt_tokens, used.completion_tokens)
    return used


def _yes(word: str, logprob: float) -> float:
    probability = math.exp(min(logprob, 0.0))
    match word.strip().casefold():
        case "yes":
            return probability
        case "no":
            return 1.0 - probability
    raise ModelRubbishError(f"the model answered {word!r} where yes or no was asked for")
