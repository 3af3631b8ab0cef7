"""Findings: the parts of a question, each with what the model is asked about it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from qa.ask import Ask, Turn
from qa.findings import findings
from qa.understand import understand
from tests.doubles.hashing_encoder import HashingEncoder
from tests.qa.news import HARBOUR, POST, hit

WORRIED = ("mayor", "pilots", "owners", "guards", "clerks", "cooks", "divers", "fishers", "traders", "sailors")


def asked(question, *history):
    turns = tuple(Turn(role, content) for role, content in zip(("user", "assistant"), history, strict=False))
    return asyncio.run(understand(Ask(question, history=turns)))


def found(question, *history):
    return findings(asked(question, *history), [hit(HARBOUR), hit(POST, 2)], HashingEncoder().encode)


def test_one_question_is_asked_as_it_was_searched_and_checked_by_itself():
    (part,) = found("How many did it kill?", "Where was the fire?", "At Alder.").parts
    assert (part.question, part.asked) == ("How many did it kill?", "Where was the fire? At Alder. How many did it kill?")


@pytest.mark.parametrize(
    ("question", "put"),
    [
        (
            "Where did the dockworkers of Alder die, and how many were they?",
            ["Where did the dockworkers of Alder die", "Where did the dockworkers of Alder die? how many were they?"],
        ),
        (
            "Where did the dockworkers of Alder die, and what did Mayor Ines Falk say about the sprinklers?",
            ["Where did the dockworkers of Alder die", "what did Mayor Ines Falk say about the sprinklers?"],
        ),
    ],
)
def test_a_part_that_leans_on_the_one_before_is_asked_behind_it(question, put):
    assert [part.asked for part in found(question).parts] == put


def test_what_the_talk_holds_already_does_not_pass_as_an_answer():
    extracts = found(
        "And the damage?", "What happened at Alder?", "A fire at the harbour killed twelve dockworkers on Monday."
    ).extracts
    texts = [extract.sentences[-1].text for extract in extracts if extract.answers]
    assert "The damage is put at 12 million crowns." in texts
    assert "A fire at the harbour of Alder killed twelve dockworkers on Monday." not in texts


def test_of_a_follow_up_the_sentence_that_its_own_words_mean_comes_first():
    (part,) = found("And the damage?", "What happened at the harbour of Alder?", "A fire killed twelve dockworkers.").parts
    assert part.ranked[0].text == "The damage is put at 12 million crowns."
    assert part.extracts[0].sentences[-1].text == part.ranked[0].text


def test_a_sentence_that_can_answer_is_among_those_the_model_is_shown_however_near_the_others_are():
    near = " ".join(f"How the fire at the harbour of Alder began the {who} did not say." for who in WORRIED)
    article = replace(HARBOUR, text=f"{near} The fire at Alder killed twelve people.")
    about = asked("How many people did the fire at the harbour of Alder kill?")
    shown = findings(about, [hit(article)], HashingEncoder().encode).evidence
    assert shown[-1].text == "The fire at Alder killed twelve people."
    assert shown[-1].score < min(sentence.score for sentence in shown[:-1])


def test_every_account_gives_each_article_its_turn():
    every = found("How many were killed by the fire at the harbour of Alder, according to the two reports?")
    assert every.every_account
    assert len({extract.sentences[-1].article.id for extract in every.extracts[:2]}) == 2
