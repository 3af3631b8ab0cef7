"""Other accounts: what a search with an answer in hand finds."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from index import Archive
from qa import prompts
from qa.accounts import accounts_in, promise
from qa.ask import Ask
from qa.extract import extract_of
from qa.findings import Part
from qa.understand import understand
from tests.doubles.hashing_encoder import HashingEncoder
from tests.qa.news import HARBOUR, POST, sentences

QUESTION = "Why did the ferry run aground?"
CAPTAIN = replace(HARBOUR, external_id="captain", text="Captain Olav Brandt said the rudder of the Maren had jammed in the ice.")
MATE = replace(
    POST,
    external_id="mate",
    text="The rudder of the Maren moved freely, said mate Ida Holm. She blamed Captain Olav Brandt. Bread was dear that week.",
)
CHESS = replace(POST, external_id="chess", text="The chess final was won by Ann Weser. The prize was 400 crowns.")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with Archive.open(tmp_path_factory.mktemp("archive"), encoder=HashingEncoder()) as opened:
        opened.add([CAPTAIN, MATE, CHESS])
        yield opened


def found(archive, *, best=CAPTAIN, at=0, sources=(), **limits):
    reading = asyncio.run(understand(Ask(QUESTION, **limits)))
    part = Part(QUESTION, QUESTION, (), ())
    others = accounts_in(archive, reading, sources)(part, extract_of(QUESTION, sentences(best)[at : at + 1]))
    return [other.sentences[-1].text for other in others]


def test_who_contradicts_an_answer_is_found_by_its_words_and_not_by_the_question_s(archive):
    assert found(archive)[0] == "The rudder of the Maren moved freely, said mate Ida Holm."


def test_the_answer_itself_is_left_out_and_what_shows_no_sign_of_an_account_comes_last(archive):
    assert CAPTAIN.text not in found(archive)
    assert found(archive)[-1] == "Bread was dear that week."


def test_the_limits_of_the_question_hold_for_the_second_search_too(archive):
    assert found(archive, published_before=CAPTAIN.published_at) == []
    assert found(archive, sources=[CAPTAIN.source]) == []


def test_what_stands_right_behind_the_answer_comes_first_and_once_whatever_it_says(archive):
    told = found(archive, best=MATE)
    assert told[0] == "She blamed Captain Olav Brandt."
    assert len(told) == len(set(told))
    ferry = replace(
        MATE, external_id="ferry", text="The ferry struck ice, said mate Ida Holm. The tide had turned by then. Yes, sir."
    )
    told = found(archive, best=ferry)
    assert told[0] == "The tide had turned by then."
    assert found(archive, best=ferry, at=1)[:1] != ["Yes, sir."]


def extracts_in(text, question=QUESTION):
    return [extract_of(question, [one]) for one in sentences(replace(CAPTAIN, text=text))]


def test_who_speaks_and_who_names_what_is_asked_for_promise_more_each_by_the_same():
    question = "How many men died?"
    (best,) = extracts_in("Twelve men died.", question)
    told = ["Bread was dear that week.", "The union said it was sorry.", "Nine men died in the fire."]
    signs = []
    for text in told:
        other = extract_of(question, sentences(replace(MATE, text=text)))
        signs.append(round(10 * (promise(question, best, other) - other.score), 6))
    assert signs == [0, 1, 2]


@pytest.mark.parametrize(("between", "more"), [(20, True), (500, False)])
def test_the_next_few_sentences_promise_more(between, more):
    best, *_, other = extracts_in(f"The rudder jammed. {'Bread was dear. ' * (between // 16)}Snow fell on the pier.")
    assert (promise(QUESTION, best, other) > other.score) is more


def test_what_stands_before_the_best_or_in_another_article_does_not_follow_it():
    first, second = extracts_in("Snow fell on the pier. The rudder jammed.")
    elsewhere = extract_of(QUESTION, sentences(MATE)[2:])
    assert promise(QUESTION, second, first) == first.score
    assert promise(QUESTION, first, elsewhere) == elsewhere.score


def test_behind_what_follows_the_answer_the_others_stand_by_their_promise(archive, monkeypatch):
    told = found(archive, best=MATE)
    monkeypatch.setattr("qa.accounts.promise", lambda question, best, other: told.index(other.sentences[-1].text))
    assert found(archive, best=MATE) == [told[0], *reversed(told[1:])]


def test_all_that_is_held_against_one_answer_is_asked_about_in_prompts_that_begin_alike():
    answer, first, leaning, _ = (*sentences(CAPTAIN), *sentences(MATE))
    one, other = (prompts.comparing(QUESTION, [answer], account) for account in ([first], [first, leaning]))
    begun = one[1].content.partition("Excerpt: ")[0]
    assert answer.text in begun
    assert other[1].content.startswith(begun)
    assert other[1].content.count(first.text) == 1


def test_what_an_account_leans_on_is_not_told_twice_where_the_answer_is_that():
    first, leaning, _ = sentences(MATE)
    (_, asked) = prompts.comparing(QUESTION, [first], [first, leaning])
    assert asked.content.count(first.text) == 1
    assert asked.content.count(leaning.text) == 2
