"""Understanding: follow-ups and limits in time."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime

import pytest

from qa.ask import Ask, Turn
from qa.errors import ModelRubbishError
from qa.understand import leans_on_history, understand
from tests.doubles.model import ScriptedModel

HISTORY = (Turn("user", "Which base was attacked in July?"), Turn("assistant", "Kati, the biggest base in Mali."))


def understood(question, model=None, **given):
    return asyncio.run(understand(Ask(question, **given), model))


def rewriter(question):
    return ScriptedModel(json.dumps({"question": question}))


@pytest.mark.parametrize(
    "question", ["How far is it from the capital?", "And in June?", "Why?", "What did she say?", "Et elle ?"]
)
def test_a_follow_up_is_told(question):
    assert leans_on_history(question)


@pytest.mark.parametrize("question", ["How far is Kati from Bamako?", "Who commands the base at Kati?"])
def test_a_question_that_stands_alone_is_not_sent_to_the_model(question):
    assert not leans_on_history(question)
    assert understood(question, ScriptedModel("boom"), history=HISTORY).understood.question == question


def test_a_follow_up_is_rewritten():
    reading = understood("How far is it from the capital?", rewriter("How far is Kati from the capital?"), history=HISTORY)
    assert reading.checked == reading.understood.question == "How far is Kati from the capital?"
    assert reading.caveats == ()


@pytest.mark.parametrize(
    "reply",
    [
        "How far is Timbuktu from the capital?",
        "Is Kati 20 km from the capital?",
        "Kati is near.",
        "how far is it from the capital",
    ],
)
def test_a_rewriting_that_brings_in_something_new_or_changes_nothing_is_refused(reply):
    reading = understood("How far is it from the capital?", rewriter(reply), history=HISTORY)
    assert reading.understood.question.startswith("Which base")
    assert reading.understood.question.endswith("How far is it from the capital?")
    assert reading.checked == "How far is it from the capital?"
    assert [caveat.code for caveat in reading.caveats] == ["question_not_rewritten"]


def test_rubbish_from_the_model_is_an_error_that_the_caller_can_answer_without_it():
    with pytest.raises(ModelRubbishError):
        understood("And there?", ScriptedModel("no"), history=HISTORY)


@pytest.mark.parametrize(
    ("question", "limit", "day"),
    [
        ("As of 3 March 2025, how many had died?", "as_of", (2025, 3, 3)),
        ("What was the toll as of March 3, 2025?", "as_of", (2025, 3, 3)),
        ("What do articles published before 2 May 2025 say of the flood?", "published_before", (2025, 5, 2)),
        ("What was reported since 2 May 2025 about the flood?", "published_after", (2025, 5, 2)),
    ],
)
def test_a_limit_in_time_is_read_from_the_question(question, limit, day):
    value = getattr(understood(question).understood, limit)
    assert (value.year, value.month, value.day) == day


@pytest.mark.parametrize(
    "question", ["What happened after the coup in August 2020?", "Who died before 2014?", "As of now, who leads?"]
)
def test_a_date_of_the_event_is_no_limit(question):
    limits = understood(question).understood
    assert (limits.as_of, limits.published_before, limits.published_after) == (None, None, None)


def test_a_limit_given_beside_the_question_goes_first():
    given = datetime(2024, 1, 1, tzinfo=UTC)
    assert understood("As of 3 March 2025, how many had died?", as_of=given).understood.as_of == given
