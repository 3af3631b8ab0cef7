"""Neighbours: what a sentence leans on, and who answers it back."""

from __future__ import annotations

import pytest

from index import Article
from qa.neighbours import predecessor, rebuttal, successor, with_support
from tests.qa.news import HARBOUR, sentences

CHARGE = "Ferry crews accused Kessory of saving on checks."


def answered(reply, language="en"):
    """Return the text of what answers the charge back when `reply` stands behind it; empty for nothing."""
    found = rebuttal(sentences(Article(title="Ferry", text=f"{CHARGE} {reply}", language=language))[0])
    return found.text if found else ""


def test_a_sentence_that_leans_brings_the_one_before_it():
    first, second, third, _ = sentences(HARBOUR)
    assert second.text.startswith("It ")
    assert [sentence.text for sentence in with_support(second)] == [first.text, second.text]
    assert with_support(third) == [third]


def test_the_first_sentence_has_no_predecessor():
    assert predecessor(sentences(HARBOUR)[0]) is None


def test_this_month_leans_on_nothing():
    article = Article(title="Raid", text="The base was hit in July. This month, 42 soldiers fell at Orm. This shook the town.")
    _, second, third = sentences(article)
    assert with_support(second) == [second]
    assert len(with_support(third)) == 2


def test_the_last_sentence_has_no_successor():
    found = sentences(HARBOUR)
    assert successor(found[-1]) is None
    assert successor(found[0]).text == found[1].text


def test_a_denial_of_what_was_just_said_leans_on_it():
    found = sentences(Article(title="Ferry", text=f"{CHARGE} The company has always denied the accusations."))
    assert [one.text for one in with_support(found[1])] == [one.text for one in found]


@pytest.mark.parametrize(
    "reply",
    [
        "The company denied it.",
        "Kessory rejects the charge.",
        "Kessory, which runs nine ships, disputes that account.",
        "Director Philippa Noakes replied that every ship had been checked.",
        "The company stands by its own figures.",
        "An engineer, Dr Wynn, urges caution.",
    ],
)
def test_what_is_answered_back_is_found_right_behind_it(reply):
    assert answered(reply) == reply


@pytest.mark.parametrize("reply", ["La compagnie dément.", "« Tout est contrôlé », répond la compagnie."])
def test_in_french_too(reply):
    assert answered(reply, "fr") == reply


@pytest.mark.parametrize(
    "reply",
    [
        "The company has not denied it.",
        "Its director, who had denied the accusations for weeks, apologised.",
        "Members rejected the offer of a bonus.",
        "The bill is disputed as well.",
        "While the company denied it, the police were called.",
        "The ships sail again on Monday.",
    ],
)
def test_other_news_answers_nothing_back(reply):
    assert answered(reply) == ""


def test_only_the_sentence_right_behind_counts():
    assert answered("The ships sail again on Monday. The company denied it.") == ""
