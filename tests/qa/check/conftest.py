"""The means by which the tests of the check make evidence: whole articles, never bare strings."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index import Article, StoredArticle
from qa.evidence import Sentence

CASES = Path(__file__).parent / "cases"


def article_of(
    *sentences: str, title: str = "", published: str | None = "2022-08-15", source: str | None = None, language: str = "en"
):
    """One article whose body is `sentences`, a line each, as numbered evidence."""
    at = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    article = Article(title=title, text="\n".join(sentences), published_at=at, source=source, language=language)
    stored = StoredArticle(article.id, article, 1, datetime(2022, 8, 16, tzinfo=UTC))
    evidence, start = [], 0
    for number, text in enumerate(sentences, start=1):
        evidence.append(Sentence(number, stored, start, start + len(text), text, 1.0))
        start += len(text) + 1
    return evidence


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled example; `label` is `supported`, `unsupported`, `answer` or `no answer`."""

    story: str
    statement: str
    evidence: tuple[Sentence, ...]
    label: str
    question: str = ""
    why: str = ""


def cases_of(name: str) -> Iterator[Case]:
    """Every labelled case in `cases/{name}.jsonl`."""
    for line in (CASES / f"{name}.jsonl").read_text("utf-8").splitlines():
        story = json.loads(line)
        published, source, language = story["published_at"], story["source"], story["language"]
        sentences = article_of(*story["sentences"], title=story["title"], published=published, source=source, language=language)
        for group in ("supported", "unsupported", "questions"):
            for case in story[group]:
                quotes = tuple(sentences[number - 1] for number in case["quotes"])
                why = case.get("trap") or case.get("expected") or ""
                label = group if group != "questions" else ("answer" if why == "ok" else "no answer")
                yield Case(story["story"], case["statement"], quotes, label, case.get("question", ""), why)


@pytest.fixture(scope="session")
def quotes() -> Callable[..., list[Sentence]]:
    """Make evidence of sentences of one article."""
    return article_of


@pytest.fixture(scope="session")
def labelled() -> Callable[[str], list[Case]]:
    """Read a set of labelled cases by name, such as `dev`."""
    return lambda name: list(cases_of(name))
