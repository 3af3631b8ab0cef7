"""Retrieval sets in the layout of BEIR: `corpus.jsonl`, `queries.jsonl` and `qrels/test.tsv`, or qrels as TREC writes them.

Source: Thakur et al. 2021; trec_eval's qrels. Grades are reduced to relevant (above 0) or not. Trap: unjudged documents count as
not relevant, so a system unlike those that were pooled looks worse than it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.errors import GoldError
from eval.gold import GoldQuestion, GoldQuote
from eval.goldfile import complaint, numbered_lines
from index import Article

_QRELS = ("test.tsv", "qrels.tsv", "qrels.txt")


class BeirRecord(BaseModel):
    """A document or a query."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str = Field(alias="_id")
    title: str = ""
    text: str


def read_beir(folder: Path) -> tuple[list[GoldQuestion], list[Article]]:
    """Return the queries that have a relevant document, and the documents with text.

    Raises:
        GoldError: A file is missing, or a line is not what it should be.
    """
    relevant: dict[str, list[str]] = {}
    for query, document in _relevant(folder):
        relevant.setdefault(query, []).append(document)
    documents = [row for row in _rows(folder / "corpus.jsonl") if row.text.strip()]
    articles = [Article(title=row.title, text=row.text, external_id=row.id) for row in documents]
    questions = [_question(row, relevant[row.id]) for row in _rows(folder / "queries.jsonl") if row.id in relevant]
    return questions, articles


def _question(row: BeirRecord, documents: list[str]) -> GoldQuestion:
    return GoldQuestion(id=row.id, question=row.text, evidence=tuple(GoldQuote(document, "") for document in documents))


def _rows(path: Path) -> Iterator[BeirRecord]:
    for number, line in numbered_lines(path):
        try:
            yield BeirRecord.model_validate_json(line)
        except ValidationError as error:
            raise complaint(path, number, error) from error


def _relevant(folder: Path) -> Iterator[tuple[str, str]]:
    found = [path for name in _QRELS for path in sorted(folder.glob(f"**/{name}"))]
    path = found[0] if found else folder / "qrels/test.tsv"
    for number, line in numbered_lines(path):
        columns = line.split()
        if number == 1 and not columns[-1].lstrip("-").isdigit():
            continue
        if len(columns) not in {3, 4} or not columns[-1].lstrip("-").isdigit():
            raise GoldError(f"{path}:{number}: no qrels line; it takes query, document and grade, or TREC's four columns")
        if int(columns[-1]) > 0:
            yield columns[0], columns[-2]
