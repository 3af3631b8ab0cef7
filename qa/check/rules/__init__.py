"""The rules of bearing out: one a file, each `(statement, grounds) -> Failure | None`, none knowing another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.check.reading import Ground, Reading
from qa.check.rules.binding import binding
from qa.check.rules.dates import dates
from qa.check.rules.grounding import grounding
from qa.check.rules.hedges import hedges
from qa.check.rules.names import names
from qa.check.rules.negation import negation
from qa.check.rules.numbers import numbers
from qa.check.rules.quoted import quoted
from qa.check.rules.roles import roles
from qa.check.rules.speaker import speaker
from qa.check.verdict import Failure

Rule = Callable[[Reading, Sequence[Ground]], Failure | None]

RULES: tuple[Rule, ...] = (numbers, dates, names, quoted, binding, negation, hedges, speaker, roles, grounding)
"""In the order in which failures are reported: the plainest to a reader first."""

__all__ = ["RULES", "Rule"]
