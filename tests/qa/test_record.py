"""The border: the answer's JSON is the contract's, and a question out of bounds does not get in."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from qa.answer import Answer, Caveat, Citation, Disagreement, Model, Quote, Side, Source, Timings, Understood, Usage
from qa.ask import Ask, Turn
from qa.record import AnswerRecord, AskRequest

DAY = datetime(2026, 3, 1, tzinfo=UTC)

ANSWER = Answer(
    id="ans_" + "0" * 24,
    status="answered",
    reason=None,
    mode="generated",
    confidence=0.91,
    question="Why did the strike end?",
    understood=Understood("Why did the strike end?", published_after=DAY),
    text="The strike ended.",
    citations=(Citation("c1", "1", 0, 17, ("q1",)),),
    quotes=(Quote("q1", "art_1", "It ended.", 44, 53, "before ", " after", 0.83, "https://news.example/strike#:~:text=It"),),
    sources=(Source("art_1", "Strike", "Gazette", None, DAY, "https://news.example/strike", "en", "ab" * 32, ("art_2",)),),
    disagreements=(Disagreement("the rise", (Side("4%", ("q1",)), Side("5%", ("q2",)))),),
    warnings=(Caveat("extractive_fallback", "No model."),),
    model=Model("m", "ollama"),
    usage=Usage(10, 2),
    timings_ms=Timings(1.0, 2.0, 3.0),
    created_at=DAY,
)


def test_an_answer_record_has_the_members_of_the_contract():
    record = AnswerRecord.of(ANSWER).model_dump(mode="json")
    assert record["object"] == "answer"
    assert record["offset_unit"] == "codepoint"
    assert record["understood"] == {
        "question": "Why did the strike end?",
        "published_after": "2026-03-01T00:00:00Z",
        "published_before": None,
        "as_of": None,
    }
    assert record["citations"] == [{"id": "c1", "label": "1", "start": 0, "end": 17, "quote_ids": ["q1"]}]
    assert set(record["quotes"][0]) == {"id", "article_id", "text", "start", "end", "prefix", "suffix", "score", "url"}
    assert record["sources"][0]["published_at"] == "2026-03-01T00:00:00Z"
    assert record["sources"][0]["also_in"] == ["art_2"]
    assert record["disagreements"][0]["sides"][1] == {"value": "5%", "quote_ids": ["q2"]}
    assert record["timings_ms"] == {"search": 1.0, "first_sentence": 2.0, "total": 3.0}


def test_a_record_survives_json_and_back():
    record = AnswerRecord.of(ANSWER)
    assert AnswerRecord.model_validate_json(record.model_dump_json()) == record


def test_a_request_becomes_what_the_answerer_takes():
    request = AskRequest.model_validate(
        {
            "question": "  Why? ",
            "history": [{"role": "user", "content": "Hello"}],
            "published_after": "2026-03-01",
            "sources": ["A"],
        }
    )
    assert request.ask() == Ask("Why?", history=(Turn("user", "Hello"),), published_after=DAY, sources=("A",))


def test_an_upper_date_without_a_time_takes_in_the_whole_day():
    request = AskRequest(question="Why?", published_before="2026-03-01", as_of="2026-03-01T12:00:00+02:00")
    assert request.published_before == datetime(2026, 3, 1, 23, 59, 59, 999999, tzinfo=UTC)
    assert request.as_of == datetime(2026, 3, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"question": ""},
        {"question": " \n\t "},
        {"question": "x" * 2001},
        {"question": 7},
        {"question": "half of a pair: \ud800"},
        {"question": "q", "colour": "red"},
        {"question": "q", "max_quotes": 0},
        {"question": "q", "max_quotes": 21},
        {"question": "q", "max_quotes": float("inf")},
        {"question": "q", "history": [{"role": "user", "content": "x"}] * 21},
        {"question": "q", "history": [{"role": "system", "content": "x"}]},
        {"question": "q", "published_after": "yesterday"},
        {"question": "q", "published_after": 1700000000},
        {"question": "q", "published_after": "9999-12-31T23:59:59-23:59"},
        {"question": "q", "published_after": "2026-03-02", "published_before": "2026-03-01"},
        {"question": "q", "sources": "Gazette"},
    ],
)
def test_a_request_out_of_bounds_is_refused(fields):
    with pytest.raises(ValidationError):
        AskRequest.model_validate(fields)


@pytest.mark.parametrize("question", ["x", "x" * 2000, "名" * 2000, " padded "])
def test_a_question_within_bounds_is_taken(question):
    assert AskRequest(question=question).question == question.strip()
