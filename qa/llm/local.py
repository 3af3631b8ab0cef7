"""Which runtime runs a GGUF file in this process: OpenVINO where it is the quicker one, else llama.cpp."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import aclosing
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, TypeAlias

from qa.errors import ModelUnavailableError
from qa.llm.embedded import EmbeddedModel
from qa.llm.model import Grade, LanguageModel, Message, Piece
from qa.llm.openvino import OpenVINOModel

EmbeddedRuntime: TypeAlias = Literal["auto", "llama.cpp", "openvino"]

_BYTE_PRODUCTS = frozenset({"avx512_vnni", "avx_vnni", "amx_int8"})
_CPUINFO = Path("/proc/cpuinfo")

_log = logging.getLogger(__name__)


def local_model(path: Path, name: str | None, runtime: EmbeddedRuntime) -> tuple[LanguageModel, str]:
    """Return the model, not loaded yet, and in a few words what runs it."""
    if runtime == "openvino":
        return OpenVINOModel(path, name), "by OpenVINO, as the runtime setting says"
    if runtime == "llama.cpp":
        return EmbeddedModel(path, name), "by llama.cpp, as the runtime setting says"
    if find_spec("openvino_genai") is None:
        return EmbeddedModel(path, name), "by llama.cpp, as OpenVINO is not installed"
    if not multiplies_bytes(processor_flags()):
        return EmbeddedModel(
            path, name
        ), "by llama.cpp, as this processor has none of the instructions that make OpenVINO quicker"
    return FirstToLoad(
        OpenVINOModel(path, name), EmbeddedModel(path, name)
    ), "by OpenVINO, or by llama.cpp should that not load it"


def multiplies_bytes(flags: AbstractSet[str]) -> bool:
    """Say whether a processor with these flags of Linux has AVX512-VNNI, AVX-VNNI or AMX, by which OpenVINO reads prompts."""
    return not _BYTE_PRODUCTS.isdisjoint(flags)


def processor_flags(cpuinfo: Path = _CPUINFO) -> frozenset[str]:
    """Return the first processor's flags; none where the system is not Linux."""
    try:
        lines = cpuinfo.read_text("utf-8").splitlines()
    except OSError:
        return frozenset()
    return frozenset(next((line.partition(":")[2].split() for line in lines if line.startswith("flags")), ()))


class FirstToLoad:
    """A model that two runtimes can run: by the first, unless that cannot load it."""

    def __init__(self, first: LanguageModel, second: LanguageModel) -> None:
        self._first, self._second = first, second
        self._loaded: LanguageModel | None = None

    @property
    def name(self) -> str:
        """The model's name."""
        return self._first.name

    @property
    def runtime(self) -> str:
        """The runtime that loaded it; before that, the one that will be tried first."""
        return (self._loaded or self._first).runtime

    @property
    def probed(self) -> bool:
        """Whether probes read its network in that runtime."""
        return (self._loaded or self._first).probed

    async def chat(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None = None, max_tokens: int = 256
    ) -> AsyncGenerator[Piece, None]:
        """Stream the reply; see `LanguageModel.chat`."""
        model = await self._whichever_loads()
        async with aclosing(model.chat(messages, schema=schema, max_tokens=max_tokens)) as pieces:
            async for piece in pieces:
                yield piece

    async def grade(self, messages: Sequence[Message]) -> Grade:
        """Ask for one token; see `LanguageModel.grade`."""
        return await (await self._whichever_loads()).grade(messages)

    async def warm_up(self) -> None:
        """Load it by the first runtime that can."""
        await (await self._whichever_loads()).warm_up()

    async def aclose(self) -> None:
        """Let go of it; a later use would load it again."""
        await self._first.aclose()
        await self._second.aclose()

    async def _whichever_loads(self) -> LanguageModel:
        if self._loaded is None:
            try:
                await self._first.warm_up()
                self._loaded = self._first
            except ModelUnavailableError as error:
                _log.warning("%s is tried instead of %s: %s", self._second.runtime, self._first.runtime, error)
                await self._second.warm_up()
                self._loaded = self._second
        return self._loaded
