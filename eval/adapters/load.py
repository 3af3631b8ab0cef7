"""Which format is it? Told from the path and the first line, so that every command takes every set."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from eval.adapters.beir import read_beir
from eval.adapters.labelled import read_labelled
from eval.adapters.squad import read_squad
from eval.errors import GoldError
from eval.gold import GoldQuestion
from eval.goldfile import Split, numbered_lines, read_gold
from index import Article, BadArticleError, read_articles

Row = TypeVar("Row")


def load_questions(path: Path, *, split: Split | None = None) -> list[GoldQuestion]:
    """Return the questions of a gold file, a labelled file, a SQuAD file (`.json`) or a BEIR folder.

    Raises:
        GoldError: They cannot be read; names the file and, where there are lines, the line.
    """
    if path.is_dir():
        return read_beir(path)[0]
    if path.suffix == ".json":
        return read_squad(path)[0]
    return list(read_labelled(path)) if _is_labelled(path) else read_gold(path, split=split)


def load_articles(path: Path) -> list[Article]:
    """Return the articles of anything that `index` reads, of a SQuAD file or of a BEIR folder.

    Raises:
        GoldError: They cannot be read, or there are none.
    """
    try:
        articles = _articles(path)
    except BadArticleError as error:
        raise GoldError(str(error)) from error
    if not articles:
        raise GoldError(f"{path} holds no articles")
    return articles


def spread(rows: Sequence[Row], limit: int | None) -> list[Row]:
    """Return `limit` of `rows`, evenly spread and in order; all when None. The first few of a sorted gold file are one kind."""
    count = len(rows) if limit is None else min(limit, len(rows))
    return [rows[at * len(rows) // count] for at in range(count)]


def _articles(path: Path) -> list[Article]:
    if (path / "corpus.jsonl").is_file():
        return read_beir(path)[1]
    return read_squad(path)[1] if path.suffix == ".json" else list(read_articles(path))


def _is_labelled(path: Path) -> bool:
    first = next(numbered_lines(path), None)
    if first is None:
        raise GoldError(f"{path} is empty")
    return '"gold_articles"' in first[1]
