"""Attribution: the model's choice first, then whatever bears the statement out."""

from __future__ import annotations

from qa.attribution import attribute
from tests.qa.news import HARBOUR, POST, sentences

QUESTION = "How many dockworkers were killed by the fire in Alder?"
TRUE = "The fire at the harbour of Alder killed twelve dockworkers on Monday."


def test_the_models_choice_is_kept_when_it_bears_the_statement_out():
    evidence = sentences(HARBOUR, POST)
    assert attribute(QUESTION, TRUE, [evidence[0]], evidence) == (evidence[0],)


def test_a_true_statement_with_the_wrong_number_finds_its_sentence():
    evidence = sentences(HARBOUR, POST)
    assert attribute(QUESTION, TRUE, [evidence[3]], evidence) == (evidence[0],)
    assert attribute(QUESTION, TRUE, [], evidence) == (evidence[0],)


def test_a_sentence_that_adds_nothing_is_left_out():
    evidence = sentences(HARBOUR, POST)
    assert attribute(QUESTION, TRUE, [evidence[2], evidence[0]], evidence) == (evidence[0],)


def test_an_invented_statement_finds_nothing():
    evidence = sentences(HARBOUR, POST)
    assert attribute(QUESTION, "The fire at the harbour of Alder killed forty dockworkers.", [evidence[0]], evidence) == ()


def test_a_true_statement_that_does_not_answer_finds_nothing():
    evidence = sentences(HARBOUR, POST)
    assert attribute(QUESTION, "Mayor Ines Falk said the sprinklers had failed.", [evidence[2]], evidence) == ()
