"""Near-copies: one wire story in two papers should fill one place in a result list, not two."""

from __future__ import annotations

import re
from functools import lru_cache

_RUN = 4  # words that must stand in a row
_ENOUGH = 0.8


def is_near_copy(passage: str, text: str) -> bool:
    """Tell whether `passage` stands, nearly word for word and with the same numbers, in `text`.

    A passage that names another number is no copy: it may be the correction.

    Args:
        passage: A passage of one article.
        text: The whole text of another.
    """
    runs = _runs(passage)
    if not runs or len(runs & _runs(text)) < _ENOUGH * len(runs):
        return False
    return _numbers(passage) <= _numbers(text)


@lru_cache(maxsize=256)
def _runs(text: str) -> frozenset[int]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(hash(run) for run in zip(*(words[at:] for at in range(_RUN)), strict=False))


@lru_cache(maxsize=256)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d+(?:[.,]\d+)*", text))
