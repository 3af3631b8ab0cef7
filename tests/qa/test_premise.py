"""Premises: a stated figure is opened into a question."""

from __future__ import annotations

import pytest

from qa.premise import opened


@pytest.mark.parametrize(
    ("stated", "asked"),
    [
        ("Barkhane had 7,500 soldiers at its peak, right?", "Barkhane had how many soldiers at its peak?"),
        ("The dockers got 7%, didn't they?", "The dockers got what percentage?"),
        ("Is it true that the strike lasted 48 hours?", "the strike lasted how many hours?"),
        ("Confirm that the fine was 4 million crowns.", "the fine was how much money?"),
    ],
)
def test_the_one_figure_of_a_premise_is_asked_for(stated, asked):
    assert opened(stated) == asked


@pytest.mark.parametrize(
    "question",
    [
        "How many soldiers did Barkhane have?",
        "Did Barkhane have 7,500 soldiers?",
        "Mali has admitted it, right?",
        "The fire killed 12 people and hurt 40, right?",
        "It began on 12 March, right?",
        "Les dockers ont obtenu 7 %, n'est-ce pas ?",
        "",
    ],
)
def test_everything_else_stays_as_it_was_asked(question):
    assert opened(question) == question
