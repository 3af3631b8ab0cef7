"""The peers' table: the figures that all stacks have in common, as data and as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.figures_table import shown
from eval.judge import Score
from eval.metrics.intervals import Figure
from eval.summary import summarise

FIGURES = (
    "gold-string recall",
    "pinpoint quote",
    "verbatim rate",
    "evidence recall",
    "evidence precision",
    "citation support",
    "abstention precision",
    "abstention recall",
    "over-refusal",
    "failures",
    "total p50 ms",
    "total p95 ms",
    "prompt tokens",
)


def figures_of(scores: Mapping[str, Sequence[Score]]) -> dict[str, dict[str, Figure]]:
    """Return for each stack the figures of the table."""
    summaries = {name: summarise(found) for name, found in scores.items()}
    return {name: {figure: found[figure] for figure in FIGURES if figure in found} for name, found in summaries.items()}


def markdown(columns: Mapping[str, Mapping[str, Figure]]) -> str:
    """Return the table in Markdown, one line a figure."""
    head = ["figure", *columns]
    rows = [[name, *(shown(figures.get(name), name) for figures in columns.values())] for name in FIGURES]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows]) + "\n"
