"""How fast an embedded model reads and writes, by runtime."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path

from qa.llm.embedded import EmbeddedModel
from qa.llm.model import LanguageModel, Message
from qa.llm.openvino import OpenVINOModel

_WRITTEN_TOKENS = 32


async def model_rates(path: Path, rounds: int, done: Callable[[], None]) -> dict[str, dict[str, float]]:
    """Return, by runtime, the median and range of reading and writing in tokens a second, and of one grade in seconds.

    The runtimes take turns, both loaded, so that other work on the machine slows both alike. Each round's prompt begins
    unlike the others: nothing is taken over from an earlier one.
    """
    models: Sequence[LanguageModel] = (EmbeddedModel(path), OpenVINOModel(path))
    rates: dict[str, list[Mapping[str, float]]] = {each.runtime: [] for each in models}
    try:
        for each in models:
            await each.warm_up()
        for number in range(rounds):
            for each in models:
                rates[each.runtime].append({**await _reading(each, number), **await _writing(each, number)})
                done()
    finally:
        for each in models:
            await each.aclose()
    return {runtime: _summary(taken) for runtime, taken in rates.items()}


async def _reading(model: LanguageModel, number: int) -> dict[str, float]:
    started = time.perf_counter()
    grade = await model.grade([Message("system", _excerpts(number)), Message("user", "Is dock 7 named? Answer only Yes or No.")])
    seconds = time.perf_counter() - started
    return {"prompt tokens": grade.usage.prompt_tokens, "grade s": seconds, "read tokens/s": grade.usage.prompt_tokens / seconds}


async def _writing(model: LanguageModel, number: int) -> dict[str, float]:
    """Time from the first piece to the last, so that reading the prompt does not count."""
    first = last = 0.0
    tokens = 0
    question = [Message("user", f"Round {number}. Write a long story about a harbour.")]
    async with aclosing(model.chat(question, max_tokens=_WRITTEN_TOKENS)) as pieces:
        async for piece in pieces:
            last = time.perf_counter()
            first = first or last
            tokens = piece.usage.completion_tokens if piece.usage else tokens
    return {"written tokens/s": (tokens - 1) / (last - first)}


def _excerpts(number: int) -> str:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    sentences = (f"[{dock}] The dockers of dock {dock} went back to work on {days[dock % 5]}." for dock in range(1, 13))
    return f"Round {number}. Judge by these excerpts only.\n" + "\n".join(sentences)


def _summary(taken: Sequence[Mapping[str, float]]) -> dict[str, float]:
    summary: dict[str, float] = {}
    for name in taken[0]:
        values = [each[name] for each in taken]
        summary |= {name: statistics.median(values), f"{name} (least)": min(values), f"{name} (most)": max(values)}
    return summary
