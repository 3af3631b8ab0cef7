"""The folder of a run: all that is needed to judge it again, on any machine, without the archive.

runs/seeds/
├── settings.json    what was asked of what, with versions; no names of machines or folders
├── questions.jsonl  the gold questions, as they were asked
├── articles.jsonl   the articles that gold names or an answer quotes, in the version it quotes
└── answers.jsonl    one line an answer, appended as it comes
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from eval.errors import RunError
from eval.gold import GoldQuestion
from index import StoredArticle
from qa.record import AnswerRecord

_QUESTION = TypeAdapter(GoldQuestion)
_ARTICLE = TypeAdapter(StoredArticle)
_STEADY = ("commit", "gold_sha256", "questions", "archive_sha256", "model", "search", "encoder", "server")


class Found(BaseModel):
    """One passage that search returned.

    Attributes:
        article: The external id of its article; the archive's where it has none.
        also_in: The same for articles whose near-copy was folded into this one.
        start: First code point, inclusive.
        end: Last code point, exclusive.
        score: As search gave it; comparable within one answer only.
    """

    model_config = ConfigDict(frozen=True)

    article: str
    also_in: list[str] = []
    start: int
    end: int
    score: float


class AnswerLine(BaseModel):
    """One line of `answers.jsonl`: the whole record as the service gave it, or what went wrong instead."""

    model_config = ConfigDict(frozen=True)

    id: str
    wall_ms: float
    hits: list[Found] = []
    record: AnswerRecord | None = None
    error: str | None = None


class RunFolder:
    """A run on disk; made when it is not there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self._kept = {_version(article) for article in self.articles()}

    @classmethod
    def existing(cls, path: Path) -> RunFolder:
        """Open a run that was made before.

        Raises:
            RunError: There is none.
        """
        if not (path / "settings.json").is_file():
            raise RunError(f"{path} holds no run (no settings.json); `python -m eval run` makes one")
        return cls(path)

    def begin(self, settings: Mapping[str, Any], questions: Iterable[GoldQuestion]) -> None:
        """Write down what is about to be asked, unless this run was begun before.

        Raises:
            RunError: It was begun with other settings: two kinds of answers in one folder could not be told apart.
        """
        file = self.path / "settings.json"
        if file.is_file():
            self._must_agree(self.settings(), settings)
            _mend(self.path / "answers.jsonl")
            _mend(self.path / "articles.jsonl")
            return
        _write_lines(self.path / "questions.jsonl", (_QUESTION.dump_json(question) for question in questions))
        file.write_text(json.dumps(settings, indent=2, ensure_ascii=False) + "\n", "utf-8")

    def settings(self) -> dict[str, Any]:
        """Return what was asked of what."""
        found: dict[str, Any] = json.loads((self.path / "settings.json").read_text("utf-8"))
        return found

    def questions(self) -> list[GoldQuestion]:
        """Return the questions in the order they are asked."""
        return [_QUESTION.validate_json(line) for line in _lines(self.path / "questions.jsonl")]

    def answers(self) -> dict[str, AnswerLine]:
        """Return the answers so far, by question.

        Raises:
            RunError: A line was written by another version of this program.
        """
        try:
            lines = [AnswerLine.model_validate_json(line) for line in _lines(self.path / "answers.jsonl")]
        except ValidationError as error:
            raise RunError(f"{self.path}: answers.jsonl was written by another version; run again into a new folder") from error
        return {line.id: line for line in lines}

    def articles(self) -> list[StoredArticle]:
        """Return the articles kept beside the answers, every version that was quoted."""
        return [_ARTICLE.validate_json(line) for line in _lines(self.path / "articles.jsonl")]

    def keep_answer(self, line: AnswerLine) -> None:
        """Append one answer; a kill in the middle of it costs this answer only."""
        _append(self.path / "answers.jsonl", line.model_dump_json().encode())

    def keep_article(self, article: StoredArticle) -> None:
        """Append one article, unless this version of it is there."""
        if _version(article) not in self._kept:
            self._kept.add(_version(article))
            _append(self.path / "articles.jsonl", _ARTICLE.dump_json(article))

    def _must_agree(self, before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
        for name in _STEADY:
            if before.get(name) != now.get(name):
                raise RunError(
                    f"{self.path} holds a run with {name}={before.get(name)!r}, not {now.get(name)!r}; "
                    "choose another --out, or remove this one to start over"
                )


def groups_of(hits: Iterable[Found]) -> tuple[tuple[str, ...], ...]:
    """Return for each hit its article and the near-copies folded into it."""
    return tuple((hit.article, *hit.also_in) for hit in hits)


def _version(article: StoredArticle) -> tuple[str, str]:
    return article.id, article.article.text_sha256


def _lines(path: Path) -> list[bytes]:
    """Return the whole lines; what follows the last line end was torn by a kill."""
    return path.read_bytes().split(b"\n")[:-1] if path.is_file() else []


def _append(path: Path, line: bytes) -> None:
    with path.open("ab") as file:
        file.write(line + b"\n")


def _mend(path: Path) -> None:
    """Cut off what a kill left torn, so that the next line does not grow out of it."""
    if path.is_file():
        _write_lines(path, _lines(path))


def _write_lines(path: Path, lines: Iterable[bytes]) -> None:
    path.write_bytes(b"".join(line + b"\n" for line in lines))
