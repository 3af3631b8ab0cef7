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
    "question",
    [
        "How far is it from the capital?",
        "And in June?",
        "Why?",
        "What did she say?",
        "Et elle ?",
        "What does the company answer?",
    ],
)
def test_a_follow_up_is_told(question):
    assert leans_on_history(question)


@pytest.mark.parametrize("question", ["How far is Kati from Bamako?", "Who commands the base at Kati?"])
def test_a_question_that_stands_alone_is_asked_alone(question):
    assert not leans_on_history(question)
    assert understood(question, ScriptedModel("boom"), history=HISTORY).understood.question == question


def test_a_follow_up_is_asked_behind_the_exchange_before_it_and_checked_by_itself():
    reading = understood(
        "How far is it from the capital?", history=(Turn("user", "Who won?"), Turn("assistant", "She."), *HISTORY)
    )
    assert reading.understood.question == (
        "Which base was attacked in July? Kati, the biggest base in Mali. How far is it from the capital?"
    )
    assert reading.checked == "How far is it from the capital?"


def test_a_follow_up_that_the_model_can_rewrite_is_asked_that_way_and_searched_with_the_exchange():
    reading = understood("How far is it from the capital?", rewriter("How far is Kati from the capital?"), history=HISTORY)
    assert reading.checked == reading.understood.question == "How far is Kati from the capital?"
    assert reading.own == "How far is it from the capital?"
    assert reading.searched.startswith("Which base was attacked in July?")


@pytest.mark.parametrize(
    "reply",
    [
        "How far is Timbuktu from the capital?",
        "Is Kati 20 km from the capital?",
        "Kati is far from the capital.",
        "how far is it from the capital?",
        "Where is Kati?",
        "How far is the base from the capital?",
        "",
        "How far is Kati from the capital" + " of Mali" * 40 + "?",
    ],
)
def test_a_rewriting_that_leans_brings_in_something_new_or_loses_what_was_asked_is_refused(reply):
    reading = understood("How far is it from the capital?", rewriter(reply), history=HISTORY)
    assert reading.understood.question == reading.talk
    assert reading.checked == "How far is it from the capital?"


def test_rubbish_from_the_model_is_an_error_that_the_caller_can_answer_without_it():
    with pytest.raises(ModelRubbishError):
        understood("And there?", ScriptedModel("no"), history=HISTORY)


def test_of_a_long_message_only_the_beginning_is_read():
    reading = understood("Why?", history=(Turn("user", "x" * 100_000),))
    assert len(reading.understood.question) < 400


def test_without_history_nothing_is_put_before_a_question():
    assert understood("Why?").understood.question == "Why?"


def test_a_premise_is_opened():
    assert understood("It had 7,500 soldiers, right?").checked == "It had how many soldiers?"


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
