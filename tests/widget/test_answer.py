"""Asking: a reader sees verified sentences as they come, with their quotes, and stays in charge."""

from __future__ import annotations

from playwright.sync_api import expect

from qa.events import Sources
from tests.widget.scripted import COUNT, VOTE
from tests.widget.service import Service
from tests.widget.visit import Visit

FIRST = "The strike ended when dockworkers voted to accept a pay rise of 4.5% over two years."


def test_a_question_is_answered_with_a_chip_after_each_sentence_and_the_quotes_below(visit: Visit):
    visit.ask("How did the strike end?").answered()
    expect(visit.prose).to_have_text(f"{FIRST}1 The union counted 812 votes in favour and 377 against.2")
    assert visit.turn.locator(".proof blockquote").all_text_contents() == [VOTE, COUNT]
    expect(visit.turn.locator(".proof .credit").first).to_have_text("The Harbour Courier · 3 Mar 2026")


def test_a_sentence_is_shown_with_its_chip_before_the_next_is_written(visit: Visit, service: Service):
    service.answerer.hold()
    visit.ask("How did the strike end?")
    expect(visit.prose).to_have_text(f"{FIRST}1")
    expect(visit.turn).to_have_attribute("aria-busy", "true")
    service.answerer.release()
    expect(visit.chips).to_have_count(2)


def test_while_the_archive_is_read_the_reader_is_told_which_outlets(visit: Visit, service: Service):
    service.answerer.hold(Sources)
    visit.ask("What did it cost?")
    expect(visit.turn.locator(".working")).to_have_text("Reading The Harbour Courier, Northern Gazette")
    service.answerer.release()
    visit.answered()
    expect(visit.turn.locator(".working")).to_be_empty()


def test_stop_keeps_what_was_shown_and_stops_the_server(visit: Visit, service: Service):
    service.answerer.hold()
    visit.ask("How did the strike end?")
    expect(visit.chips).to_have_count(1)
    visit.button("Stop").click()
    visit.answered()
    expect(visit.prose).to_have_text(f"{FIRST}1")
    expect(visit.turn.locator(".note")).to_have_text("Stopped.")
    for _ in range(200):
        if service.answerer.closed:
            break
        visit.page.wait_for_timeout(20)
    assert service.answerer.closed == 1


def test_try_again_asks_the_same_question_in_the_same_place(visit: Visit, service: Service):
    service.answerer.hold()
    visit.ask("How did the strike end?")
    expect(visit.chips).to_have_count(1)
    visit.button("Stop").click()
    service.answerer.release()
    visit.button("Try again").click()
    expect(visit.chips).to_have_count(2)
    expect(visit.chat.locator(".turn")).to_have_count(1)
    assert [ask.question for ask in service.answerer.asked] == ["How did the strike end?"] * 2


def test_a_follow_up_carries_the_conversation(visit: Visit, service: Service):
    visit.ask("How did the strike end?").answered().ask("And what did it cost?").answered()
    told = [(turn.role, turn.content) for turn in service.answerer.asked[-1].history]
    assert told == [("user", "How did the strike end?"), ("assistant", f"{FIRST} {COUNT}")]


def test_a_new_conversation_forgets_the_old_one(visit: Visit, service: Service):
    visit.ask("How did the strike end?").answered()
    visit.button("New conversation").click()
    expect(visit.chat.locator(".turn")).to_have_count(0)
    expect(visit.field).to_be_focused()
    visit.ask("What did it cost?").answered()
    assert service.answerer.asked[-1].history == ()


def test_a_suggested_question_is_asked_with_one_click(visit: Visit, service: Service):
    suggestion = visit.chat.locator(".suggestion").first
    words = suggestion.text_content()
    suggestion.click()
    visit.answered()
    assert service.answerer.asked[-1].question == words
    expect(visit.chat.locator(".suggestion").first).to_be_hidden()


def test_the_dates_a_reader_sets_limit_the_answer_and_stand_on_the_closed_control(visit: Visit, service: Service):
    visit.chat.get_by_text("Any date").click()
    visit.chat.get_by_label("From").fill("2026-03-01")
    visit.chat.get_by_label("To").fill("2026-03-31")
    visit.ask("How did the strike end?").answered()
    ask = service.answerer.asked[-1]
    assert f"{ask.published_after:%F %T}, {ask.published_before:%F %T}" == "2026-03-01 00:00:00, 2026-03-31 23:59:59"
    expect(visit.chat.locator("summary")).to_have_text("1 Mar 2026 – 31 Mar 2026")


def test_thumbs_and_a_comment_reach_the_server(visit: Visit):
    sent = []
    visit.page.on("request", lambda request: sent.append(request.post_data_json) if request.url.endswith("/feedback") else None)
    visit.ask("How did the strike end?").answered()
    visit.button("Not helpful").click()
    expect(visit.button("Not helpful")).to_have_attribute("aria-pressed", "true")
    visit.chat.get_by_label("What could be better?").fill("Too short")
    visit.button("Send").click()
    expect(visit.turn.locator(".thanks")).to_have_text("Thank you.")
    assert sent == [{"rating": "down"}, {"rating": "down", "comment": "Too short"}]


def test_a_conversation_survives_a_reload_of_the_page(visit: Visit, service: Service):
    visit.ask("What did it cost?").answered()
    visit.page.reload()
    expect(visit.turn.locator(".question")).to_have_text("What did it cost?")
    expect(visit.chips).to_have_count(2)
    expect(visit.turn.locator(".disagreement li")).to_have_count(2)
    assert len(service.answerer.asked) == 1


def test_an_answer_is_announced_once_when_it_is_whole(visit: Visit, service: Service):
    service.answerer.hold()
    visit.page.evaluate(
        """() => new MutationObserver((changes) => changes.forEach((change) => change.target.textContent &&
             window.__said.push(change.target.textContent)))
           .observe(document.querySelector("quotidian-chat").shadowRoot.querySelector("[role=status]"), {childList: true})"""
    )
    visit.ask("How did the strike end?")
    expect(visit.chips).to_have_count(1)
    assert visit.page.evaluate("window.__said") == []
    service.answerer.release()
    visit.answered()
    expect(visit.chat.locator(".spoken")).not_to_be_empty()
    assert visit.page.evaluate("window.__said") == [f"Answer: {FIRST} {COUNT} Quotes: 2."]


def test_a_line_separator_in_the_news_does_not_cut_an_event(visit: Visit):
    body = 'event: answer.text.delta\ndata: {"offset": 0, "delta": "One\u2028two."}\n\n'
    visit.page.route("**/v1/answers", lambda route: route.fulfill(content_type="text/event-stream", body=body))
    visit.ask("Which?").answered()
    assert visit.prose.text_content() == "One\u2028two."
