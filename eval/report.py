"""The report of a run: its scores and figures, as data; how they look is for `table` and `page`."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from eval.judge import Score, judge
from eval.metrics.citations import Entails
from eval.metrics.intervals import Figure
from eval.ours import Library, outcome_of
from eval.runfolder import RunFolder
from eval.summary import by_kind, curve, entailed, summarise


@dataclass(frozen=True, slots=True)
class Report:
    """All that is known of one run.

    Attributes:
        name: The folder's name.
        settings: What was asked of what.
        scores: One for each question asked so far, in the order of the gold file.
        missing: How many questions have not been asked yet.
        figures: Figure by name, over all questions.
        kinds: The same for each kind of question.
        curve: Risk over coverage.
    """

    name: str
    settings: Mapping[str, Any]
    scores: Sequence[Score]
    missing: int
    figures: Mapping[str, Figure]
    kinds: Mapping[str, Mapping[str, Figure]]
    curve: Sequence[tuple[float, float]]


def read_report(path: Path, entails: Entails | None = None) -> Report:
    """Judge the run in the folder `path`; with a model of entailment, its opinion of the citations is added to the figures.

    Raises:
        RunError: There is no run in it.
    """
    folder = RunFolder.existing(path)
    scores = judged(folder)
    report = report_of(path.name, folder.settings(), scores, len(folder.questions()))
    return replace(report, figures={**report.figures, **entailed(scores, entails)}) if entails else report


def report_of(name: str, settings: Mapping[str, Any], scores: Sequence[Score], questions: int) -> Report:
    """Return the report over `scores`, of a run that has so many `questions`."""
    return Report(name, settings, scores, questions - len(scores), summarise(scores), by_kind(scores), curve(scores))


def judged(folder: RunFolder) -> list[Score]:
    """Return the scores of the questions answered so far."""
    library, answers = Library(folder.articles()), folder.answers()
    return [judge(q, outcome_of(answers[q.id], library), library) for q in folder.questions() if q.id in answers]


def as_json(report: Report) -> dict[str, Any]:
    """Return the report without the answers' texts, fit for JSON: NaN becomes null."""
    return {
        "run": report.name,
        "settings": dict(report.settings),
        "questions": len(report.scores),
        "missing": report.missing,
        "figures": _figures(report.figures),
        "kinds": {kind: _figures(figures) for kind, figures in report.kinds.items()},
        "risk_coverage": [list(point) for point in report.curve],
        "questions_judged": [_row(score) for score in report.scores],
    }


def write_json(path: Path, value: object) -> None:
    """Write `value` as readable JSON in UTF-8."""
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n", "utf-8")


def _figures(figures: Mapping[str, Figure]) -> dict[str, Any]:
    return {name: _finite(asdict(figure)) for name, figure in figures.items()}


def _finite(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: None if isinstance(value, float) and math.isnan(value) else value for key, value in values.items()}


def _row(score: Score) -> dict[str, Any]:
    outcome = score.outcome
    return {
        "id": score.question.id,
        "kind": score.question.kind,
        "right": score.right,
        "failed": outcome.failed,
        "abstained": outcome.abstained,
        "confidence": outcome.confidence,
        "quotes": len(outcome.shown),
        "verbatim": sum(piece.verbatim for piece in outcome.shown),
        "statements": len(score.supported),
        "supported": sum(score.supported),
        "both_sides": score.both_sides,
        **{name: round(value, 4) for name, value in score.means.items()},
    }
