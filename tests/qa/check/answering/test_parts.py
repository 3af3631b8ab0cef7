"""The questions that are asked in one sentence."""

from __future__ import annotations

import pytest

from qa.check import asks_for_accounts, parts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("How many died, and who was blamed?", ("How many died", "who was blamed?")),
        ("Qui a gagné et combien de voix ?", ("Qui a gagné", "combien de voix ?")),
        ("When and where was it built?", ("When and where was it built?",)),
        ("On what day and at what hour did it begin?", ("On what day and at what hour did it begin?",)),
        (
            "How many jobs go, according to Kestrane and to the union?",
            ("How many jobs go, according to Kestrane?", "How many jobs go, according to the union?"),
        ),
        (
            "When was the town warned: what do the mayor and the operator say?",
            ("When was the town warned, according to the mayor?", "When was the town warned, according to the operator?"),
        ),
        (
            "How strong was the blast: what do miners say and what does the company say?",
            ("How strong was the blast, according to miners?", "How strong was the blast, according to the company?"),
        ),
        (
            "Who do the dockers and the port each blame for it?",
            ("Who do the dockers blame for it?", "Who do the port blame for it?"),
        ),
        (
            "According to the radio and the police, was it found?",
            ("According to the radio, was it found?", "According to the police, was it found?"),
        ),
    ],
)
def test_a_question_is_taken_apart(question, parts):
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "How many died, according to the two reports?",
        "How many died, according to reports of 4 and 5 March?",
        "When did Mali and France say they would meet?",
        "Who won?",
        "",
    ],
)
def test_what_is_one_question_stays_one(question):
    assert parts_of(question) == (question,)


def test_accounts_are_asked_for():
    assert asks_for_accounts("How many died, according to the two reports?")
    assert not asks_for_accounts("How many died?")
