"""The figures of a run: what its scores come to, each with its interval.

| figure | over | interval |
|---|---|---|
| right outcome | all questions | Wilson |
| gold-string recall, token F1, exact match, evidence recall, evidence precision | answerable questions | bootstrap by article |
| pinpoint quote, Success@1, Success@10, R@10, RR, nDCG@10 | answerable questions | bootstrap by article |
| verbatim rate | quotes shown | Wilson |
| citation support | statements shown | Wilson |
| abstention precision, abstention recall, over-refusal | refusals; unanswerable; answerable questions | Wilson |
| both sides | conflict questions | Wilson |
| failures | all questions | Wilson |
| citation recall and precision (NLI), on request | statements; citations | none |
| AUROC of confidence | all questions with a confidence | none |
| … p50 ms, … p95 ms, … tokens | answers that came | none |
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from eval.judge import Score
from eval.metrics.abstention import abstention_precision, abstention_recall, auroc, over_refusal, risk_coverage
from eval.metrics.citations import Claim, Entails, alce_precision, alce_recall
from eval.metrics.intervals import NOTHING, Figure, bootstrap_mean, wilson
from eval.metrics.latency import percentile
from eval.outcome import Outcome

LOWER_IS_BETTER = frozenset({"over-refusal", "failures"})
"""The rates that ought to be small; so ought every figure in milliseconds or tokens."""


def summarise(scores: Sequence[Score]) -> dict[str, Figure]:
    """Return every figure that the scores allow; one over nothing is left out."""
    figures = _rates(scores) | _means(scores) | _confidence(scores) | _costs([score.outcome for score in scores])
    return {name: figure for name, figure in figures.items() if figure.n}


def by_kind(scores: Sequence[Score]) -> dict[str, dict[str, Figure]]:
    """Return the figures of each kind of question, kinds in alphabetical order."""
    kinds = sorted({score.question.kind for score in scores})
    return {kind: summarise([score for score in scores if score.question.kind == kind]) for kind in kinds}


def lower_is_better(name: str) -> bool:
    """Say whether the figure called `name` improves as it falls."""
    return name in LOWER_IS_BETTER or name.endswith((" ms", " tokens"))


def curve(scores: Sequence[Score]) -> list[tuple[float, float]]:
    """Return the risk-coverage points: coverage counts all questions, and those declined or failed are never covered."""
    answered = [score for score in scores if not score.outcome.failed and not score.outcome.abstained]
    points = risk_coverage([score.outcome.confidence or 0.0 for score in answered], [score.right for score in answered])
    return [(coverage * len(answered) / len(scores), risk) for coverage, risk in points]


def entailed(scores: Sequence[Score], entails: Entails) -> dict[str, Figure]:
    """Return ALCE's citation recall and precision over all statements, as a model of entailment sees them; slow."""
    claims = [
        Claim(statement.text, tuple(score.outcome.shown[at].extract.text for at in statement.cites))
        for score in scores
        for statement in score.outcome.statements
    ]
    return {
        "citation recall (NLI)": _plain(alce_recall(claims, entails), len(claims)),
        "citation precision (NLI)": _plain(alce_precision(claims, entails), sum(len(claim.quotes) for claim in claims)),
    }


def _rates(scores: Sequence[Score]) -> dict[str, Figure]:
    decisions = [score.decision for score in scores]
    quotes = [piece.verbatim for score in scores for piece in score.outcome.shown]
    conflicts = [score.both_sides for score in scores if score.both_sides is not None]
    return {
        "right outcome": _share(score.right for score in scores),
        "verbatim rate": _share(quotes),
        "citation support": _share(good for score in scores for good in score.supported),
        "abstention precision": abstention_precision(decisions),
        "abstention recall": abstention_recall(decisions),
        "over-refusal": over_refusal(decisions),
        "both sides": _share(conflicts),
        "failures": _share(score.outcome.failed is not None for score in scores),
    }


def _share(hits: Iterable[bool]) -> Figure:
    found = list(hits)
    return wilson(sum(found), len(found))


def _means(scores: Sequence[Score]) -> dict[str, Figure]:
    names = dict.fromkeys(name for score in scores for name in score.means)
    return {name: _mean(name, [score for score in scores if name in score.means]) for name in names}


def _mean(name: str, scores: Sequence[Score]) -> Figure:
    return bootstrap_mean([score.means[name] for score in scores], [score.question.cluster for score in scores])


def _confidence(scores: Sequence[Score]) -> dict[str, Figure]:
    sure = [score for score in scores if score.outcome.confidence is not None]
    value = auroc([score.outcome.confidence or 0.0 for score in sure], [score.question.answerable for score in sure])
    return {} if math.isnan(value) else {"AUROC of confidence": _plain(value, len(sure))}


def _costs(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    came = [outcome for outcome in outcomes if not outcome.failed]
    stages = dict.fromkeys(stage for outcome in came for stage in outcome.timings_ms)
    figures = {}
    for stage in stages:
        waits = [outcome.timings_ms[stage] for outcome in came if stage in outcome.timings_ms]
        figures[f"{stage} p50 ms"] = _plain(percentile(waits, 0.50), len(waits))
        figures[f"{stage} p95 ms"] = _plain(percentile(waits, 0.95), len(waits))
    prompt = _tokens(came, "prompt", lambda outcome: outcome.prompt_tokens)
    return figures | prompt | _tokens(came, "completion", lambda outcome: outcome.completion_tokens)


def _tokens(outcomes: Sequence[Outcome], what: str, count: Callable[[Outcome], int]) -> dict[str, Figure]:
    if not outcomes:
        return {}
    return {f"{what} tokens": _plain(sum(map(count, outcomes)) / len(outcomes), len(outcomes))}


def _plain(value: float, n: int) -> Figure:
    return Figure(value, value, value, n) if n else NOTHING
