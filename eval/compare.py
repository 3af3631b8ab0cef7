"""Two runs over the same questions: what changed, by how much, and could it be luck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.errors import RunError
from eval.judge import Score
from eval.metrics.intervals import Figure
from eval.metrics.pairs import mcnemar, paired_difference
from eval.report import Report


@dataclass(frozen=True, slots=True)
class Comparison:
    """How run `after` differs from run `before` on the questions that both answered.

    Attributes:
        questions: How many both answered.
        gained: Ids of questions that came right.
        lost: Ids of questions that went wrong.
        p: McNemar's exact p-value for the two.
        differences: Measure to its mean change, question by question.
        settings: Setting to its two values, where they differ.
    """

    questions: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    p: float
    differences: Mapping[str, Figure]
    settings: Mapping[str, tuple[Any, Any]]


def compare(before: Report, after: Report) -> Comparison:
    """Compare two runs.

    Raises:
        RunError: They share no question.
    """
    later = {score.question.id: score for score in after.scores}
    pairs = [(score, later[score.question.id]) for score in before.scores if score.question.id in later]
    if not pairs:
        raise RunError(f"{before.name} and {after.name} share no question")
    gained = tuple(old.question.id for old, new in pairs if new.right and not old.right)
    lost = tuple(old.question.id for old, new in pairs if old.right and not new.right)
    return Comparison(
        questions=len(pairs),
        gained=gained,
        lost=lost,
        p=mcnemar(len(gained), len(lost)),
        differences=_differences(pairs),
        settings=_changes(flat(before.settings), flat(after.settings)),
    )


def flat(settings: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return nested settings as one level: `versions.torch` for `{"versions": {"torch": …}}`."""
    found: dict[str, Any] = {}
    for name, value in settings.items():
        found |= flat(value, f"{prefix}{name}.") if isinstance(value, Mapping) else {prefix + name: value}
    return found


def _differences(pairs: Sequence[tuple[Score, Score]]) -> dict[str, Figure]:
    names = dict.fromkeys(name for old, new in pairs for name in old.means if name in new.means)
    return {
        name: _difference(name, [pair for pair in pairs if name in pair[0].means and name in pair[1].means]) for name in names
    }


def _difference(name: str, pairs: Sequence[tuple[Score, Score]]) -> Figure:
    return paired_difference(
        [old.means[name] for old, _ in pairs], [new.means[name] for _, new in pairs], [old.question.cluster for old, _ in pairs]
    )


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    names = sorted(before.keys() | after.keys())
    return {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}
