"""Search: a question in, hits out. Both halves, the filters inside each, fusion, and the folding of near-copies."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.errors import DerivedIndexError
from index.exact import ExactIndex
from index.followers import Followers
from index.fusion import blend
from index.hit import Filters, Hit, SearchMode
from index.near_copy import is_near_copy
from index.store import Row, Store

_CANDIDATES = 100  # of each half, or three times what is asked for

_log = logging.getLogger(__name__)


class Search:
    """Searches one archive with whichever of its derived indexes are fit at the moment.

    Without Chroma, or when it lags behind the store, the stored vectors themselves are searched; without the lexical index the
    dense half serves alone.
    """

    def __init__(self, store: Store, followers: Followers, embed: Callable[[Sequence[str]], NDArray[np.float32]]) -> None:
        self._store = store
        self._followers = followers
        self._embed = embed
        self._exact = ExactIndex(store)

    def hits(self, query: str, limit: int, mode: SearchMode, filters: Filters) -> list[Hit]:
        """Return up to `limit` passages, best first, near-copies folded."""
        wanted = max(_CANDIDATES, 3 * limit)
        vector = self._embed([query])[0] if mode != "lexical" else None
        dense = dict(self._dense(vector, wanted, filters)) if vector is not None else {}
        lexical = dict(self._lexical(query, wanted, filters)) if mode != "dense" else {}
        if mode == "hybrid" and vector is not None:
            dense |= self._similarities(vector, lexical.keys() - dense.keys())
        scores = {"hybrid": blend(dense, lexical), "dense": dense, "lexical": lexical}[mode]
        ranked = sorted(scores, key=lambda number: (-scores[number], number))
        found = (_hit(row, scores[row.number], dense.get(row.number)) for row in self._rows(ranked, limit))
        return _folded(found, limit)

    def _rows(self, ranked: Sequence[int], stretch: int) -> Iterator[Row]:
        """Read passages in order, `stretch` at a time: the best are often enough, and each brings its whole article along."""
        for start in range(0, len(ranked), stretch):
            numbers = ranked[start : start + stretch]
            rows = self._store.rows(numbers)
            yield from (rows[number] for number in numbers if number in rows)

    def _dense(self, vector: NDArray[np.float32], limit: int, filters: Filters) -> list[tuple[int, float]]:
        if filters != Filters():
            return self._exact.nearest(vector, limit, self._store.numbers(filters))
        vectors = self._followers.vectors
        if vectors and self._store.applied(vectors.name) == self._store.sequence():
            try:
                return vectors.nearest(vector, limit)
            except DerivedIndexError:
                _log.warning("the vector index failed in a search; the stored vectors serve instead", exc_info=True)
        return self._exact.nearest(vector, limit)

    def _lexical(self, query: str, limit: int, filters: Filters) -> list[tuple[int, float]]:
        lexical = self._followers.lexical
        if lexical is None:
            return []
        try:
            return lexical.best(query, limit, filters)
        except DerivedIndexError:
            _log.warning("the lexical index failed in a search; the dense half serves alone", exc_info=True)
            return []

    def _similarities(self, vector: NDArray[np.float32], numbers: set[int]) -> dict[int, float]:
        """Return the cosine of passages that only the words found."""
        return {number: float(stored @ vector) for number, stored in self._store.vectors(sorted(numbers)).items()}


def _hit(row: Row, score: float, similarity: float | None) -> Hit:
    return Hit(passage=row.passage, article=row.article, score=score, rank=0, similarity=similarity)


def _folded(found: Iterable[Hit], limit: int) -> list[Hit]:
    """Number the hits; one that stands in an article already seen is folded into that article's hits."""
    kept: list[Hit] = []
    texts: dict[str, str] = {}
    copies: dict[str, dict[str, None]] = {}
    for hit in found:
        original = next(
            (id_ for id_, text in texts.items() if id_ != hit.article.id and is_near_copy(hit.passage.text, text)), None
        )
        if original:
            copies.setdefault(original, {})[hit.article.id] = None
        elif len(kept) < limit:
            texts[hit.article.id] = hit.article.article.text
            kept.append(hit)
        else:
            break
    return [replace(hit, rank=rank, also_in=tuple(copies.get(hit.article.id, ()))) for rank, hit in enumerate(kept, start=1)]
