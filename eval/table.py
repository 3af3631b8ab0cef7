"""A report on a terminal: runs side by side, then each by kind of question."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rich.table import Table

from eval.figures_table import figures_table
from eval.metrics.intervals import Figure
from eval.report import Report

_OF_A_KIND = {
    "right outcome": "right",
    "gold-string recall": "gold string",
    "evidence recall": "evidence R",
    "evidence precision": "evidence P",
    "abstention recall": "abstained",
    "over-refusal": "refused",
    "both sides": "both sides",
}


def kinds_table(report: Report) -> Table:
    """Return a table of the figures that matter for each kind of question, without intervals: the groups are small."""
    table = Table(title="by kind of question", title_justify="left", title_style="bold", header_style="bold", pad_edge=False)
    table.add_column("kind")
    for name in ("n", *_OF_A_KIND.values()):
        table.add_column(name, justify="right")
    for kind, figures in report.kinds.items():
        n = sum(score.question.kind == kind for score in report.scores)
        table.add_row(kind, str(n), *(_value(figures.get(name)) for name in _OF_A_KIND))
    return table


def tables(reports: Sequence[Report]) -> list[Table]:
    """Return what `report` prints: all runs side by side, then each by kind of question."""
    side_by_side = figures_table("95% intervals in brackets", {report.name: report.figures for report in reports})
    return [side_by_side, *(kinds_table(report) for report in reports)]


def _value(figure: Figure | None) -> str:
    return f"{figure.value:.2f}" if figure and not math.isnan(figure.value) else "–"
