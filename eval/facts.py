"""What a figure depends on beside the questions: versions, the commit, the machine; never its name or its folders."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from eval.gold import GoldQuestion
from index import Article

_PACKAGES = (
    "quotidian", "chromadb", "tantivy", "sentence-transformers", "torch", "xllamacpp", "llama-index-core", "ir-measures", "numpy",
)  # fmt: skip


def versions() -> dict[str, str]:
    """Return Python's version and those of the packages that can move a figure; one that is not installed is left out."""
    found = {"python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def machine() -> dict[str, str | int | float]:
    """Return what the machine offers: cores this process may use, memory in GiB, system and architecture."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        "memory_gib": round(memory, 1),
        "system": platform.system(),
        "architecture": platform.machine(),
    }


def commit() -> str | None:
    """Return the commit that is checked out, with `+changes` when files differ from it; None outside a checkout."""
    head, changes = _git("rev-parse", "--short=12", "HEAD"), _git("status", "--porcelain", "--untracked-files=no")
    return f"{head}{'+changes' if changes else ''}" if head else None


def questions_sha256(questions: Sequence[GoldQuestion]) -> str:
    """Return one hex SHA-256 for what is asked and wanted: two runs are comparable when it is the same."""
    return hashlib.sha256(repr(tuple(questions)).encode()).hexdigest()


def articles_sha256(articles: Iterable[Article]) -> str:
    """Return one hex SHA-256 for a set of articles, whatever their order."""
    return hashlib.sha256("".join(sorted(article.id + article.text_sha256 for article in articles)).encode()).hexdigest()


def _git(*arguments: str) -> str | None:
    git = shutil.which("git")
    if git is None:
        return None
    found = subprocess.run([git, *arguments], cwd=Path(__file__).parent, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    return found.stdout.strip() if found.returncode == 0 else None
