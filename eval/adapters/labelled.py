"""Questions that name the articles holding the answer, beside any articles that `index` reads.

One JSON object a line: `{"id", "question", "answers", "gold_articles": [article ids]}`; other fields are ignored. No quotes are
given, so evidence cannot be measured, and labels are sparse: an article that also answers may be unlabelled.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.gold import GoldQuestion, GoldQuote
from eval.goldfile import complaint, numbered_lines


class LabelledRecord(BaseModel):
    """One line of such a file."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    answers: list[str] = []
    gold_articles: list[str] = Field(min_length=1)


def read_labelled(path: Path) -> Iterator[GoldQuestion]:
    """Yield the questions of a file.

    Raises:
        GoldError: A line is no such row; names the file and the line.
    """
    for number, line in numbered_lines(path):
        try:
            row = LabelledRecord.model_validate_json(line)
        except ValidationError as error:
            raise complaint(path, number, error) from error
        evidence = tuple(GoldQuote(article, "") for article in row.gold_articles)
        yield GoldQuestion(id=row.id, question=row.question, answers=tuple(row.answers), evidence=evidence)
