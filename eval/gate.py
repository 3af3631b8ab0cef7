"""The gate: bars that a run must clear, kept in a file beside the gold set, for CI."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from eval.errors import GoldError
from eval.metrics.intervals import Figure
from eval.report import Report
from eval.summary import lower_is_better

_BARRED = (
    "verbatim rate", "citation support", "right outcome", "gold-string recall", "evidence recall", "evidence precision",
    "abstention precision", "abstention recall", "over-refusal", "both sides", "failures", "Success@1", "R@10", "nDCG@10",
)  # fmt: skip
_NEVER_LESS = {"verbatim rate": 1.0}


class Bar(BaseModel):
    """What one figure must be, ends included."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Bar:
        if self.at_least is None and self.at_most is None:
            raise ValueError("a bar needs at_least or at_most")
        return self

    def clears(self, figure: Figure | None) -> bool:
        """Say whether the figure clears the bar; one that was not measured does not."""
        if figure is None or math.isnan(figure.value):
            return False
        return (self.at_least is None or figure.value >= self.at_least) and (self.at_most is None or figure.value <= self.at_most)


class Baseline(BaseModel):
    """A file of bars, and the settings under which they hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    settings: dict[str, Any]
    bars: dict[str, Bar]


@dataclass(frozen=True, slots=True)
class Breach:
    """One bar that broke, in words."""

    name: str
    detail: str


def read_baseline(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        GoldError: It cannot be read, or is none.
    """
    try:
        return Baseline.model_validate_json(path.read_text("utf-8"))
    except (OSError, ValidationError) as error:
        raise GoldError(f"{path} is no baseline: {error}") from error


def breaches(report: Report, baseline: Baseline, *, min_verbatim: float = 1.0) -> list[Breach]:
    """Return every bar that the run breaks; an unfinished run, or one with other settings, breaks one too."""
    found = [Breach(name, f"is {report.settings.get(name)!r}, the baseline is for {value!r}")
             for name, value in baseline.settings.items() if report.settings.get(name) != value]  # fmt: skip
    if report.missing:
        found.append(Breach("questions", f"{report.missing} of them were never asked"))
    bars = {**baseline.bars, "verbatim rate": Bar(at_least=min_verbatim)}
    return found + [
        _breach(name, bar, report.figures.get(name)) for name, bar in bars.items() if not bar.clears(report.figures.get(name))
    ]


def baseline_of(report: Report, *, slack: float) -> dict[str, Any]:
    """Return bars that this run clears by `slack`, an absolute difference; what must be perfect gets none."""
    figures = {name: report.figures[name] for name in _BARRED if name in report.figures}
    return {
        "settings": {name: report.settings.get(name) for name in ("gold_sha256", "model", "search")},
        "bars": {name: _bar(name, figure, slack) for name, figure in figures.items()},
    }


def write_baseline(path: Path, baseline: Mapping[str, Any]) -> None:
    """Write a baseline for people to read and change."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(baseline, indent=2) + "\n", "utf-8")


def _bar(name: str, figure: Figure, slack: float) -> dict[str, float]:
    if name in _NEVER_LESS:
        return {"at_least": _NEVER_LESS[name]}
    if lower_is_better(name):
        return {"at_most": round(min(1.0, figure.value + slack), 3)}
    return {"at_least": round(max(0.0, figure.value - slack), 3)}


def _breach(name: str, bar: Bar, figure: Figure | None) -> Breach:
    wanted = " and ".join(
        f"{word} {value:g}" for word, value in (("at least", bar.at_least), ("at most", bar.at_most)) if value is not None
    )
    return Breach(name, f"is {figure.value:.4f}, must be {wanted}" if figure else f"was not measured, must be {wanted}")
