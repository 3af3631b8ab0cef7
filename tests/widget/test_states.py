"""When there is no plain answer: each case has its own calm words and a way on."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from index import Archive
from qa.web.app import Limits, create_app
from tests.widget.scripted import MARKET, ScriptedAnswerer
from tests.widget.service import Service, served
from tests.widget.visit import Visit


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who is the mayor?", "The articles don’t say. Other words may find more."),
        ("What happened last year?", "The articles from these dates don’t say."),
        (
            "When does the fish market open?",
            "No sentence was written; here are the articles’ own words.",
        ),
        (
            "Did ships go elsewhere?",
            "The articles answer only part of this.A sentence that its quotes did not bear out was left out.",
        ),
        ("Why? (breaks off)", "Something went wrong on our side. Your question is kept."),
    ],
)
def test_what_is_no_plain_answer_says_so_calmly_and_offers_to_try_again(
    visit: Visit, service: Service, question: str, words: str
):
    visit.ask(question).answered()
    expect(visit.turn.locator(".note")).to_have_text(words)
    visit.button("Try again").click()
    visit.answered()
    assert [ask.question for ask in service.answerer.asked] == [question, question]


def test_no_answer_shows_no_sentence_and_no_quote(visit: Visit):
    visit.ask("Who is the mayor?").answered()
    expect(visit.prose).to_be_empty()
    expect(visit.turn.locator(".proof")).to_have_count(0)


def test_an_extractive_answer_is_the_articles_own_words_and_says_them_once(visit: Visit):
    visit.ask("When does the fish market open?").answered()
    expect(visit.turn.locator(".proof blockquote")).to_have_text(MARKET)
    expect(visit.prose).to_be_hidden()


def test_a_question_that_its_dates_rule_out_can_be_asked_of_all_dates(visit: Visit, service: Service):
    visit.chat.get_by_text("Any date").click()
    visit.chat.get_by_label("From").fill("2024-01-01")
    visit.ask("What happened last year?").answered()
    visit.button("Search all dates").click()
    visit.answered()
    assert [ask.published_after is None for ask in service.answerer.asked] == [False, True]
    expect(visit.chat.locator("summary")).to_have_text("Any date")


def test_a_disagreement_sets_both_sides_beside_each_other_with_their_quotes(visit: Visit):
    visit.ask("What did it cost?").answered()
    sides = visit.turn.locator(".disagreement li")
    assert sides.locator(".value").all_text_contents() == ["€41 million", "€58 million"]
    assert sides.locator(".credit").all_text_contents() == ["The Harbour Courier · 3 Mar 2026", "Northern Gazette · 5 Mar 2026"]
    left, right = sides.first.bounding_box(), sides.last.bounding_box()
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]


def test_a_side_that_no_sentence_cites_is_set_like_the_other(visit: Visit):
    visit.ask("How high is the bill?").answered()
    first, second = visit.turn.locator(".disagreement blockquote").all()
    assert first.bounding_box()["width"] == second.bounding_box()["width"]


def test_offline_the_question_is_kept_and_asked_again_once_there_is_a_connection(visit: Visit, service: Service):
    visit.page.context.set_offline(True)
    visit.ask("How did the strike end?").answered()
    expect(visit.turn.locator(".note")).to_contain_text("The archive cannot be reached.")
    visit.page.context.set_offline(False)
    visit.button("Try again").click()
    expect(visit.chips).to_have_count(2)


def test_a_connection_lost_in_the_middle_keeps_the_sentences_that_came(visit: Visit):
    body = 'event: answer.text.delta\ndata: {"offset": 0, "delta": "The strike ended."}\n\n'
    visit.page.route("**/v1/answers", lambda route: route.fulfill(content_type="text/event-stream", body=body))
    visit.ask("How did the strike end?").answered()
    expect(visit.prose).to_have_text("The strike ended.")
    expect(visit.turn.locator(".note")).to_have_text("The connection was lost before the answer was complete.")


def test_a_visitor_who_asks_too_often_is_told_when_to_come_back(visiting, archive: Archive):
    with served(create_app(archive=archive, answerer=ScriptedAnswerer(), limits=Limits(visitor_answers_per_min=1))) as url:
        # under another name than this machine's own the visitor counts as one from elsewhere
        visit = visiting(url.replace("127.0.0.1", "paper.test")).open()
        visit.ask("How did the strike end?").answered().ask("What did it cost?").answered()
        expect(visit.turn.locator(".note")).to_have_text("Many readers are asking just now. Please try again in 60 seconds.")
        expect(visit.button("Try again")).to_be_visible()


def test_a_server_with_a_full_queue_is_told_of_as_busy(visiting, archive: Archive):
    answerer = ScriptedAnswerer()
    answerer.hold()
    with served(create_app(archive=archive, answerer=answerer, limits=Limits(max_concurrent_answers=1, queue_length=0))) as url:
        first, second = visiting(url).open(), visiting(url).open()
        first.ask("How did the strike end?")
        expect(first.chips).to_have_count(1)
        second.ask("How did the strike end?").answered()
        expect(second.turn.locator(".note")).to_contain_text("Many readers are asking just now.")
        answerer.release()
        first.answered()
        second.button("Try again").click()
        expect(second.chips).to_have_count(2)


def test_dates_the_wrong_way_round_are_put_in_order(visit: Visit, service: Service):
    visit.chat.get_by_text("Any date").click()
    visit.chat.get_by_label("From").fill("2026-03-31")
    visit.chat.get_by_label("To").fill("2026-03-01")
    visit.ask("How did the strike end?").answered()
    ask = service.answerer.asked[-1]
    assert ask.published_after < ask.published_before
