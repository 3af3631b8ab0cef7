"""How well search ranks the articles that hold the answer, through ir-measures.

An article's rank is that of its best passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import ir_measures
from ir_measures import RR, R, Success, nDCG

_MEASURES = (Success @ 1, Success @ 10, R @ 10, RR, nDCG @ 10)
MEASURES: tuple[str, ...] = tuple(str(measure) for measure in _MEASURES)
"""The names as printed: `Success@1`, `Success@10`, `R@10`, `RR`, `nDCG@10`."""


def best_passage(articles: Iterable[str]) -> list[str]:
    """Return the article ids of a ranked list of passages, each once, where its best passage stands.

    Trap: cut the *articles* at ten, not the passages: ten passages may come from two articles.

    Example:
        >>> best_passage(["a", "a", "b", "a", "c"])
        ['a', 'b', 'c']
    """
    return list(dict.fromkeys(articles))


def retrieval_scores(gold: Mapping[str, Sequence[str]], ranked: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
    """Return for each measure its value for each question, in [0, 1].

    Args:
        gold: Question id to the ids of its gold articles, all equally relevant.
        ranked: Question id to article ids, best first. A question that is missing here failed, and scores 0.

    Source: ir-measures (MacAvaney et al. 2022). nDCG with binary gains (Järvelin and Kekäläinen 2002): a gold article at rank r
    counts 1/log2(r + 1), over the same sum for the best possible order.

    Trap: a mean over the questions that *were* ranked hides failures; here they stay in. Labels are sparse in news: an article
    that also answers but was never labelled counts as a miss, so the ceiling is below 1. Equal scores are broken by document id
    in trec_eval, so ranks are handed over as distinct scores.

    Example:
        >>> scores = retrieval_scores({"q": ["a"]}, {"q": ["b", "a"]})
        >>> scores["Success@1"]["q"], scores["RR"]["q"], round(scores["nDCG@10"]["q"], 3)
        (0.0, 0.5, 0.631)
    """
    qrels = {question: dict.fromkeys(articles, 1) for question, articles in gold.items()}
    run = {
        question: {article: -float(rank) for rank, article in enumerate(best_passage(ranked.get(question, ())))}
        for question in gold
    }
    scores: dict[str, dict[str, float]] = {name: {} for name in MEASURES}
    for metric in ir_measures.iter_calc(list(_MEASURES), qrels, run):
        scores[str(metric.measure)][metric.query_id] = metric.value
    return scores
