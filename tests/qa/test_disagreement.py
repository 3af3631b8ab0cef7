"""Disagreement: two articles, two figures."""

from __future__ import annotations

from dataclasses import replace

from index import Article
from qa.disagreement import other_accounts
from tests.qa.news import HARBOUR, POST, sentences

QUESTION = "How many dockworkers were killed by the fire at the harbour of Alder?"


def test_another_figure_in_another_article_is_another_account():
    ours, theirs = sentences(HARBOUR), sentences(POST)
    accounts = other_accounts(QUESTION, [ours[0]], [*ours, *theirs])
    assert [(account.answered, account.value) for account in accounts] == [("twelve", "fifteen")]
    assert accounts[0].sentence == theirs[0]


def test_the_same_figure_in_other_words_is_none():
    same = Article(
        title="Fire", text="The fire at the harbour of Alder killed 12 dockworkers, the coastguard said.", external_id="s"
    )
    ours = sentences(HARBOUR)
    assert other_accounts(QUESTION, [ours[0]], [*ours, *sentences(same)]) == []


def test_a_near_copy_is_no_second_account():
    ours, theirs = sentences(HARBOUR), sentences(POST)
    copied = [replace(sentence, also_in=(ours[0].article.id,)) for sentence in theirs]
    assert other_accounts(QUESTION, [ours[0]], [*ours, *copied]) == []


def test_a_figure_of_something_else_is_none():
    other = Article(title="Fire", text="The fire at the harbour of Alder destroyed fifteen lorries.", external_id="o")
    ours = sentences(HARBOUR)
    assert other_accounts(QUESTION, [ours[0]], [*ours, *sentences(other)]) == []


def test_names_are_not_compared():
    ours, theirs = sentences(HARBOUR), sentences(POST)
    assert other_accounts("Who spoke about the fire at the harbour of Alder?", [ours[2]], [*ours, *theirs]) == []


def test_an_age_contradicts_no_toll():
    aged = Article(
        title="Fire",
        text="The body of Lotte Brandvik, 46, a cook, was found at the harbour of Alder, where the fire killed dockworkers.",
        external_id="aged",
    )
    ours = sentences(HARBOUR)
    assert other_accounts(QUESTION, [ours[0]], [*ours, *sentences(aged)]) == []


def test_a_figure_that_both_accounts_give_settles_it():
    both = Article(
        title="Fire",
        text="The fire at the harbour of Alder killed twelve dockworkers and not fifteen, the coastguard said.",
        external_id="both",
    )
    ours = sentences(HARBOUR)
    assert other_accounts(QUESTION, [ours[0]], [*ours, *sentences(both)]) == []


def test_a_correction_contradicts_what_it_corrects():
    correction = Article(
        title="Fire at Alder",
        text="The number of dockworkers killed by the fire at the harbour of Alder is nine and not twelve, the coastguard said.",
        external_id="correction",
    )
    ours = sentences(HARBOUR)
    accounts = other_accounts(QUESTION, [ours[0]], [*ours, *sentences(correction)])
    assert [(account.answered, account.value) for account in accounts] == [("twelve", "nine")]


def test_two_hours_contradict_each_other():
    first = Article(title="Dam", text="The gates of the Halvard dam were opened at 01:30 on Sunday.", external_id="a")
    second = Article(title="Dam", text="Two gates of the Halvard dam were opened at 01:45, says the report.", external_id="b")
    ours, theirs = sentences(first), sentences(second)
    question = "At what time were the gates of the Halvard dam opened?"
    accounts = other_accounts(question, ours, [*ours, *theirs])
    assert [(account.answered, account.value) for account in accounts] == [("01:30", "01:45")]


def test_a_short_sentence_is_read_with_its_headline():
    short = Article(title="Harbour of Alder: fire", text="Nine dockworkers were killed.", external_id="short")
    ours = sentences(HARBOUR)
    accounts = other_accounts(QUESTION, [ours[0]], [*ours, *sentences(short)])
    assert [account.value for account in accounts] == ["Nine"]
