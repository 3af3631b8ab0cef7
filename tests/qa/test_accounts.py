"""Other accounts: what a search with an answer in hand finds."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from index import Archive
from qa import prompts
from qa.accounts import accounts_in, is_likely
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
    text="The rudder of the Maren moved freely, said mate Ida Holm. She blamed Captain Olav Brandt. Bread was dear.",
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


def test_the_answer_itself_and_what_neither_fits_nor_is_said_by_anybody_are_left_out(archive):
    assert CAPTAIN.text not in found(archive)
    assert "Bread was dear." not in found(archive)


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


def test_what_is_likely_another_account_is_told_in_another_article_or_right_next_to_the_answer():
    text = "The pier is wet. Captain Brandt blamed the ice. It is March now. The owner said he was sorry. Bread was dear."
    before, best, behind, further, last = (extract_of(QUESTION, [one]) for one in sentences(replace(CAPTAIN, text=text)))
    elsewhere, silent = (extract_of(QUESTION, [one]) for one in (sentences(MATE)[0], sentences(MATE)[2]))
    likely = [is_likely(QUESTION, best, other) for other in (before, behind, further, last, elsewhere, silent)]
    assert likely == [False, True, False, False, True, False]
    assert [is_likely(QUESTION, last, other) for other in (behind, further)] == [False, True]


@pytest.mark.parametrize(("between", "likely"), [(300, True), (500, False)])
def test_what_holds_something_of_the_kind_asked_for_is_likely_a_few_sentences_off_too(between, likely):
    text = f"Twelve men died, the port said. {'Bread was dear. ' * (between // 16)}Nine men died, the union said."
    told = sentences(replace(HARBOUR, text=text))
    best, other = (extract_of("How many men died?", [one]) for one in (told[0], told[-1]))
    assert is_likely("How many men died?", best, other) is likely


def test_what_is_likely_comes_four_places_forward_and_what_is_not_stays_in_the_order_of_the_search(archive, monkeypatch):
    places = found(archive)
    monkeypatch.setattr("qa.accounts.is_likely", lambda question, best, other: other.sentences[-1].text == places[-1])
    monkeypatch.setattr("qa.accounts._AHEAD", 1.5)
    assert found(archive) == [*places[:-2], places[-1], places[-2]]


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
