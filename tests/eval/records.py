"""Answer records made by hand."""

from __future__ import annotations

from eval.runfolder import AnswerLine, Found
from index import Article
from qa.answer import Answer, Citation, Disagreement, Model, Quote, Side, Source, Timings, Understood, Usage
from qa.record import AnswerRecord
from tests.eval.news import DAY


def quote(number: int, given: Article, text: str, *, shift: int = 0) -> Quote:
    start = given.text.index(text) + shift
    return Quote(f"q{number}", given.id, text, start, start + len(text), "", "", 0.9)


def source(given: Article) -> Source:
    return Source(given.id, given.title, given.source, None, DAY, None, "en", given.text_sha256, external_id=given.external_id)


def record(
    text: str, *quotes: tuple[Article, str], shift: int = 0, confidence: float = 0.9, sides: tuple[str, ...] = ()
) -> AnswerRecord:
    """One statement, `text`, resting on all `quotes`; without a text it declines."""
    cut = tuple(quote(number, given, said, shift=shift) for number, (given, said) in enumerate(quotes, start=1))
    names = tuple(each.id for each in cut)
    return AnswerRecord.of(
        Answer(
            id="ans_1",
            status="answered" if text else "no_answer",
            reason=None if text else "not_in_articles",
            mode="generated",
            confidence=confidence,
            question="?",
            understood=Understood("?"),
            text=text,
            citations=(Citation("c1", "1", 0, len(text), names),) if text else (),
            quotes=cut,
            sources=tuple({given.id: source(given) for given, _ in quotes}.values()),
            disagreements=(Disagreement("?", tuple(Side(value, ()) for value in sides)),) if sides else (),
            warnings=(),
            model=Model("none", "none"),
            usage=Usage(30, 3),
            timings_ms=Timings(1.0, 2.0, 4.0),
            created_at=DAY,
        )
    )


def line(name: str, given: AnswerRecord | None, *hits: str, error: str | None = None) -> AnswerLine:
    found = [Found(article=hit, start=0, end=1, score=1.0) for hit in hits]
    return AnswerLine(id=name, wall_ms=5.0, hits=found, record=given, error=error)
