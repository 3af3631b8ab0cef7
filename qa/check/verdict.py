"""The verdict: what the check found wrong, if anything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """One reason why a statement does not stand.

    Attributes:
        rule: The name of the rule that failed, such as `numbers`.
        detail: What a human needs in order to see it, in a short phrase.
    """

    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Every failure that was found; none means that the statement stands."""

    failures: tuple[Failure, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.failures
