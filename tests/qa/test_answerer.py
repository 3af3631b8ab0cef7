"""The answerer: what comes out, in which order, and what happens when the model fails."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime

import pytest

from index import Archive
from qa.answer import Usage
from qa.answerer import Answerer
from qa.ask import Ask, Turn
from qa.errors import ModelRubbishError, ModelUnavailableError
from qa.events import Cited, Completed, Created, Delta, Sources, Stage
from qa.llm.model import Grade
from tests.doubles.hashing_encoder import HashingEncoder
from tests.doubles.model import ScriptedModel
from tests.qa.news import HARBOUR, POST

QUESTION = "How many dockworkers were killed by the fire at the harbour of Alder?"
TRUE = "The fire at the harbour of Alder killed fifteen dockworkers, the coastguard said."
FALSE = "The fire at the harbour of Alder killed forty dockworkers."


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with Archive.open(tmp_path_factory.mktemp("harbour"), encoder=HashingEncoder()) as archive:
        archive.add([HARBOUR, POST])
        yield archive


@pytest.fixture
def events(archive):
    def run(model=None, question=QUESTION, *, deadline_s=10, missing="", **given):
        async def collect():
            answerer = Answerer(archive, model, deadline_s=deadline_s, write_over_words=0, missing=missing)
            return [event async for event in answerer.stream(Ask(question, **given))]

        return asyncio.run(collect())

    return run


def writing(*texts):
    return ScriptedModel(json.dumps({"statements": [{"evidence": [1], "text": text} for text in texts]}))


def codes(answer):
    return {warning.code for warning in answer.warnings}


def test_events_come_in_order_and_the_last_one_holds_all_that_was_shown(events):
    told = events(writing(TRUE))
    assert [type(event) for event in told[:4]] == [Created, Stage, Stage, Sources]
    assert isinstance(told[-1], Completed)
    answer = told[-1].answer
    assert told[0].answer_id == answer.id
    assert "".join(event.delta for event in told if isinstance(event, Delta)) == answer.text
    assert tuple(event.citation for event in told if isinstance(event, Cited)) == answer.citations
    assert tuple(quote for event in told if isinstance(event, Cited) for quote in event.quotes) == answer.quotes


def test_what_the_model_writes_and_the_quotes_bear_out_is_the_answer(events):
    answer = events(writing(TRUE))[-1].answer
    assert (answer.status, answer.mode, answer.model.name) == ("answered", "generated", "scripted")
    assert answer.text.startswith(TRUE)


def test_a_statement_without_support_is_dropped_and_the_rest_is_partial(events):
    answer = events(writing(TRUE, FALSE))[-1].answer
    assert answer.status == "partial"
    assert FALSE not in answer.text
    assert "statements_dropped" in codes(answer)


def test_when_nothing_written_stands_the_sentences_themselves_answer(events):
    answer = events(writing(FALSE))[-1].answer
    assert answer.mode == "extractive"
    assert FALSE not in answer.text
    assert {"statements_dropped", "extractive_fallback"} <= codes(answer)


def test_another_articles_figure_is_shown_beside_the_first_with_both_quotes(events):
    answer = events(writing(TRUE))[-1].answer
    (disagreement,) = answer.disagreements
    assert {side.value for side in disagreement.sides} == {"twelve", "fifteen"}
    known = {quote.id for quote in answer.quotes}
    assert all(side.quote_ids and set(side.quote_ids) <= known for side in disagreement.sides)
    assert "By another account: " in answer.text


def test_a_low_grade_is_no_answer_and_nothing_is_written(events):
    model = writing(TRUE)
    model.yes = 0.01
    answer = events(model)[-1].answer
    assert (answer.status, answer.reason, answer.text, answer.quotes) == ("no_answer", "not_in_articles", "", ())
    assert model.closed == 0


@pytest.mark.parametrize("fault", [ModelUnavailableError("it is gone"), ModelRubbishError("it babbles")])
def test_a_model_that_fails_in_the_middle_leaves_the_quotes_and_a_warning(events, fault):
    answer = events(ScriptedModel('{"statements": [', breaks=fault))[-1].answer
    assert (answer.status, answer.mode) == ("answered", "extractive")
    assert codes(answer) & {"llm_unavailable", "llm_rubbish"}


def test_what_was_verified_before_the_failure_stays(events):
    reply = json.dumps({"statements": [{"evidence": [1], "text": TRUE}, {"evidence": [1], "text": "Th"}]})[:-12]
    answer = events(ScriptedModel(reply, breaks=ModelUnavailableError("it is gone")))[-1].answer
    assert answer.mode == "generated"
    assert answer.text.startswith(TRUE)


def test_a_model_that_hangs_is_left_at_the_deadline(events):
    model = ScriptedModel(hangs=True)
    answer = events(model, deadline_s=0.5)[-1].answer
    assert (answer.mode, model.closed) == ("extractive", 1)
    assert "llm_timeout" in codes(answer)


def test_without_a_model_the_quotes_answer_and_the_reason_is_told(events):
    answer = events(missing="No model could be had. Start Ollama.")[-1].answer
    assert answer.mode == "extractive"
    assert "killed" in answer.quotes[0].text
    assert [warning.detail for warning in answer.warnings] == ["No model could be had. Start Ollama."]


def test_leaving_the_stream_stops_the_model(archive):
    model = ScriptedModel(hangs=True)

    async def leave():
        stream = Answerer(archive, model, write_over_words=0).stream(Ask(QUESTION))
        async for event in stream:
            if event == Stage("writing"):
                break
        waiting = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0.05)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await stream.aclose()

    asyncio.run(leave())
    assert model.closed == 1


@pytest.mark.parametrize(
    ("limits", "reason"),
    [({"published_before": datetime(2020, 1, 1, tzinfo=UTC)}, "outside_dates"), ({"sources": ("Nobody",)}, "outside_sources")],
)
def test_no_answer_says_which_limit_left_nothing(events, limits, reason):
    answer = events(**limits)[-1].answer
    assert (answer.status, answer.reason) == ("no_answer", reason)


def test_an_empty_archive_says_so(tmp_path):
    with Archive.open(tmp_path, encoder=HashingEncoder()) as archive:
        answer = asyncio.run(Answerer(archive).answer(Ask(QUESTION)))
    assert (answer.status, answer.reason) == ("no_answer", "empty_archive")


def test_a_follow_up_is_asked_together_with_the_exchange_before_it(events):
    history = (Turn("user", "Where was the fire?"), Turn("assistant", "At the harbour of Alder."))
    answer = events(writing(TRUE), "How many dockworkers did it kill?", history=history)[-1].answer
    assert answer.understood.question == "Where was the fire? At the harbour of Alder. How many dockworkers did it kill?"
    assert answer.quotes


@pytest.mark.parametrize(
    ("probed", "asked"),
    [(False, "How many did the fire at Alder kill?"), (True, "Where was the fire? At Alder. How many did it kill?")],
)
def test_a_model_that_probes_read_is_asked_a_follow_up_behind_its_exchange_and_not_for_a_rewriting(events, probed, asked):
    model = ScriptedModel(json.dumps({"question": "How many did the fire at Alder kill?"}))
    model.probed = probed
    history = (Turn("user", "Where was the fire?"), Turn("assistant", "At Alder."))
    assert events(model, "How many did it kill?", history=history)[-1].answer.understood.question == asked


class Doubtful(ScriptedModel):
    """Is read by probes, which find an answer to the question as it is rewritten alone."""

    probed = True

    def __init__(self, question, *, alone=0.99, behind=0.01):
        super().__init__(json.dumps({"question": question}))
        self.alone, self.behind = alone, behind

    async def grade(self, messages):
        rewritten = "Question: How many did the fire at Alder kill?" in messages[-1].content
        return Grade(self.alone if rewritten else self.behind, Usage(1, 1), probed=True)


@pytest.mark.parametrize(
    ("reply", "status", "asked"),
    [
        ("How many did the fire at Alder kill?", "answered", "How many did the fire at Alder kill?"),
        ("How many did it kill?", "no_answer", "Where was the fire? At Alder. How many did it kill?"),
    ],
)
def test_a_follow_up_without_an_answer_behind_its_exchange_is_asked_again_as_it_is_rewritten(events, reply, status, asked):
    history = (Turn("user", "Where was the fire?"), Turn("assistant", "At Alder."))
    answer = events(Doubtful(reply), "How many did it kill?", history=history)[-1].answer
    assert (answer.status, answer.understood.question, bool(answer.quotes)) == (status, asked, status == "answered")


def test_a_follow_up_that_was_asked_twice_in_vain_is_as_sure_as_the_surer_asking(events):
    history = (Turn("user", "Where was the fire?"), Turn("assistant", "At Alder."))
    for alone, behind in ((0.001, 0.01), (0.01, 0.001)):
        model = Doubtful("How many did the fire at Alder kill?", alone=alone, behind=behind)
        answer = events(model, "How many did it kill?", history=history)[-1].answer
        assert (answer.status, answer.confidence) == ("no_answer", 0.01)


def test_there_are_never_more_quotes_than_were_asked_for(events):
    assert len(events(writing(TRUE), max_quotes=1)[-1].answer.quotes) == 1
