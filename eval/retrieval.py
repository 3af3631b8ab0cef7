"""How well the archive ranks articles, apart from any answer: each question searched, each mode of search scored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from eval.gold import GoldQuestion
from eval.metrics.intervals import Figure, bootstrap_mean
from eval.metrics.retrieval import retrieval_scores
from index import Archive, Filters, SearchMode

MODES: tuple[SearchMode, ...] = ("lexical", "dense", "hybrid")
_PASSAGES = 50


def rank(archive: Archive, questions: Sequence[GoldQuestion], mode: SearchMode, done: Callable[[], None]) -> dict[str, list[str]]:
    """Return the external ids of the articles found for each question, best first, an article once for each passage.

    A hit stands for the near-copies folded into it: a gold article among them takes its place.

    Args:
        archive: Where to search.
        questions: What to search for, as it stands; questions without gold articles are passed over.
        mode: How to search.
        done: Called after each question.
    """
    ranked = {}
    for question in questions:
        if question.evidence:
            ranked[question.id] = _search(archive, question, mode)
        done()
    return ranked


def score(questions: Sequence[GoldQuestion], ranked: Mapping[str, Sequence[str]]) -> dict[str, Figure]:
    """Return each measure with its interval over the questions that have gold articles."""
    asked = [question for question in questions if question.evidence]
    clusters = [question.cluster for question in asked]
    scores = retrieval_scores({question.id: question.articles for question in asked}, ranked)
    return {name: bootstrap_mean([values[question.id] for question in asked], clusters) for name, values in scores.items()}


def _search(archive: Archive, question: GoldQuestion, mode: SearchMode) -> list[str]:
    gold = {stored.id: name for name in question.articles if (stored := archive.get(name))}
    hits = archive.search(question.question, limit=_PASSAGES, mode=mode, filters=Filters(as_of=question.as_of))
    found = []
    for hit in hits:
        copies = [gold[name] for name in (hit.article.id, *hit.also_in) if name in gold]
        found += copies or [hit.article.article.external_id or hit.article.id]
    return found
