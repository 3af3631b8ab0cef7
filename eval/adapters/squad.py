"""Files in the format of SQuAD 1.1 and 2.0: each paragraph becomes an article, and the sentence around the answer its evidence.

Source: Rajpurkar et al. 2016 and 2018. Trap: SQuAD's unanswerable questions were written against one paragraph; another
paragraph of the same file may answer them after all.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.errors import GoldError
from eval.gold import GoldQuestion, GoldQuote
from index import Article, sentence_spans


class _Record(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class SquadAnswer(_Record):
    """An answer span; `answer_start` counts code points of the paragraph."""

    text: str
    answer_start: int


class SquadQuestion(_Record):
    """A question on one paragraph."""

    id: str
    question: str
    answers: list[SquadAnswer] = []
    is_impossible: bool = False


class SquadParagraph(_Record):
    """A paragraph with its questions."""

    context: str
    qas: list[SquadQuestion]


class SquadPage(_Record):
    """An article of the source, cut into paragraphs."""

    title: str = ""
    paragraphs: list[SquadParagraph]


class SquadFile(_Record):
    """A whole file."""

    data: list[SquadPage]


def read_squad(path: Path) -> tuple[list[GoldQuestion], list[Article]]:
    """Return the questions and the articles of a file; article ids are the title and the paragraph's number.

    Raises:
        GoldError: It is no such file.
    """
    try:
        file = SquadFile.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise GoldError(f"{path} is no file in SQuAD's format: {error}") from error
    questions, articles = [], []
    for name, title, paragraph in _paragraphs(file):
        articles.append(Article(title=title, text=paragraph.context, external_id=name))
        questions += [_question(row, name, paragraph.context) for row in paragraph.qas]
    return questions, articles


def _paragraphs(file: SquadFile) -> Iterator[tuple[str, str, SquadParagraph]]:
    for at, page in enumerate(file.data):
        for number, paragraph in enumerate(page.paragraphs):
            yield f"{page.title or at}#{number}", page.title.replace("_", " "), paragraph


def _question(row: SquadQuestion, article: str, text: str) -> GoldQuestion:
    if row.is_impossible or not row.answers:
        return GoldQuestion(id=row.id, question=row.question, answerable=False, kind="unanswerable")
    evidence = GoldQuote(article, _sentence_around(text, row.answers[0].answer_start))
    answers = tuple(dict.fromkeys(answer.text for answer in row.answers))
    return GoldQuestion(id=row.id, question=row.question, answers=answers, evidence=(evidence,))


def _sentence_around(text: str, at: int) -> str:
    return next((text[span.start : span.end] for span in sentence_spans(text) if span.start <= at < span.end), "")
