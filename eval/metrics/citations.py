"""Do the quotes bear out what is said? By our own check, and by any model of textual entailment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Entails = Callable[[str, str], bool]
"""Says whether a premise (quotes, one space between them) entails a hypothesis (one statement)."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an answer with the quotes it is cited to; none when it carries no citation."""

    statement: str
    quotes: tuple[str, ...]


def support_rate(verdicts: Sequence[bool]) -> float:
    """Return the share of statements that the check finds borne out by their own quotes; NaN without statements.

    Source: attribution to identified sources, AIS (Rashkin et al. 2023), with a deterministic check in place of raters.

    Trap: judged by the very check that let the statement pass, our own rate is 1 unless something broke after the check; it is
    the rate of *others* that this measures, and a broken assembly of ours. A check that was switched off cannot judge itself:
    read gold-string recall and abstention beside it.

    Example:
        >>> support_rate([True, True, False, True])
        0.75
    """
    return sum(verdicts) / len(verdicts) if verdicts else float("nan")


def alce_recall(claims: Sequence[Claim], entails: Entails) -> float:
    """Return the share of statements that all of their quotes together entail; NaN without statements.

    Source: citation recall in ALCE (Gao et al. 2023, §4.3). A statement without citations is not recalled.

    Trap: as good as the entailment model, which was trained on short clean premises; its mistakes are not random.

    Example:
        >>> alce_recall([Claim("It rained.", ("It rained.",)), Claim("It snowed.", ())], lambda p, h: h in p)
        0.5
    """
    hits = [bool(claim.quotes) and entails(" ".join(claim.quotes), claim.statement) for claim in claims]
    return sum(hits) / len(hits) if hits else float("nan")


def alce_precision(claims: Sequence[Claim], entails: Entails) -> float:
    """Return the share of citations that are needed; NaN without citations.

    Definition: a citation counts when its statement is recalled and the quote either entails the statement alone, or the other
    quotes no longer do without it.

    Source: citation precision in ALCE (Gao et al. 2023, §4.3).

    Trap: quoting one fact from two outlets is good practice in news, and each entails alone, so both count here.

    Example:
        >>> claims = [Claim("It rained.", ("It rained.", "Shops shut."))]
        >>> alce_precision(claims, lambda p, h: h in p)
        0.5
    """
    needed = [_needed(claim, at, entails) for claim in claims for at in range(len(claim.quotes))]
    return sum(needed) / len(needed) if needed else float("nan")


def _needed(claim: Claim, at: int, entails: Entails) -> bool:
    if not entails(" ".join(claim.quotes), claim.statement):
        return False
    others = claim.quotes[:at] + claim.quotes[at + 1 :]
    return entails(claim.quotes[at], claim.statement) or not (others and entails(" ".join(others), claim.statement))
