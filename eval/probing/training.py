"""Training: from gold sets to a file of probes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from eval.adapters.load import load_articles
from eval.errors import GoldError
from eval.gold import GoldQuestion
from eval.goldfile import read_gold
from eval.options import Reading
from eval.probing.examples import BESIDE_AN_ANSWER, READINGS, Example, Told, examples_of
from eval.probing.features import LAYERS, features
from eval.probing.fit import Fit, Rows, best_fit
from eval.terminal import bar, folder_or_temporary
from index import Archive

_ONE_IN = 4  # questions without sides is asked for other answers


def examples_in(folders: Iterable[Path], readings: Collection[Reading] = tuple(READINGS)) -> list[Example]:
    """Return the examples of gold sets, folders with `articles.jsonl` and `questions.jsonl`.

    Of a set that is split only the development half is asked.

    Args:
        folders: One a set.
        readings: The readings to be trained; for another account the archive is searched many times more.

    Raises:
        GoldError: A set cannot be read.
        ArchiveError: Its articles cannot be taken in.
    """
    return [example for folder in folders for example in asyncio.run(_asked(folder, readings))]


def trained(gguf: Path, kept: Path, examples: Sequence[Example]) -> dict[Told, Fit]:
    """Return the best fit for each task and what is told of it.

    Args:
        gguf: The model's file.
        kept: The folder that keeps what its network makes of the examples.
        examples: Of questions that are answered, and of others.

    Raises:
        GoldError: There are no examples.
        MissingError: OpenVINO is not installed.
        ModelUnavailableError: The file cannot be loaded.
    """
    if not examples:
        raise GoldError("there are no questions to train on")
    rows = _features(gguf, kept, examples)
    fits: dict[Told, Fit] = {}
    for told in dict.fromkeys(example.told for example in examples):
        places = [at for at, example in enumerate(examples) if example.told == told]
        truth = np.array([examples[at].yes for at in places])
        fits[told] = best_fit(rows[places], truth, _groups([examples[at] for at in places]), LAYERS)
    return fits


def write_probes(path: Path, fits: Mapping[Told, Fit], trained_on: str) -> None:
    """Write the file that `qa.llm.probe` reads; what it holds of others stays."""
    before = json.loads(path.read_text("utf-8"))["probes"] if path.is_file() else []
    probes = [
        {
            "task": task,
            "tells": tells,
            "trained_on": trained_on,
            "layer": fit.layer,
            "bias": round(fit.bias, 5),
            "auroc": round(fit.auroc, 4),
            "worst": round(fit.worst, 4),
            "strength": fit.strength,
            "examples": fit.examples,
            "weights": [float(f"{weight:.5g}") for weight in fit.weights],
        }
        for (task, tells), fit in fits.items()
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = [probe for probe in before if (probe["task"], probe["tells"]) not in fits]
    path.write_text(json.dumps({"probes": [*kept, *probes]}) + "\n", "utf-8")


def _features(gguf: Path, kept: Path, examples: Sequence[Example]) -> Rows:
    rows = []
    with bar(len(examples), "reading examples") as shown:
        for row in features(gguf, kept, examples):
            rows.append(row)
            shown.step()
    return np.stack(rows)


def _groups(examples: Sequence[Example]) -> NDArray[np.str_]:
    """Return what each belongs to: its archive, where there are several."""
    archives = np.array([example.archive for example in examples])
    return archives if len(set(archives)) > 1 else np.array([example.question for example in examples])


def _readings_of(question: GoldQuestion, readings: Collection[Reading]) -> list[Reading]:
    """Leave out those beside an answer for three in four questions without sides, by their ids, lest they give too many of no."""
    spared = not question.sides and crc32(question.id.encode()) % _ONE_IN != 0
    return [reading for reading in readings if not (spared and reading in BESIDE_AN_ANSWER)]


async def _asked(folder: Path, readings: Collection[Reading]) -> list[Example]:
    path = folder / "questions.jsonl"
    if not path.is_file():
        raise GoldError(f"{folder} holds no questions.jsonl")
    questions = read_gold(path, split="dev" if '"split"' in path.read_text("utf-8") else None)
    found: list[Example] = []
    with folder_or_temporary(None) as data, Archive.open(data) as archive:
        archive.add(load_articles(folder / "articles.jsonl"))
        with bar(len(questions), f"asking {folder.name}") as shown:
            for question in questions:
                asked = await examples_of(archive, question, _readings_of(question, readings))
                found += [replace(example, archive=folder.name) for example in asked]
                shown.step()
    return found
