"""For every reader: by keyboard, by ear, on a small screen, in the dark, from right to left, without motion."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.widget.news import HARBOUR, STRIKE
from tests.widget.scripted import VOTE
from tests.widget.service import Service
from tests.widget.visit import Visit


def _reading(visit: Visit) -> None:
    visit.ask("How did the strike end?").answered()
    visit.turn.get_by_role("button", name="Read in the article").first.click()
    expect(visit.panel.locator("mark")).to_be_visible()


def _rated(visit: Visit) -> None:
    visit.ask("How did the strike end?").answered()
    visit.button("Helpful").click()
    expect(visit.chat.get_by_label("What could be better?")).to_be_visible()


def _offline(visit: Visit) -> None:
    visit.page.context.set_offline(True)
    visit.ask("How did the strike end?").answered()


def _dated(visit: Visit) -> None:
    visit.chat.get_by_text("Any date").click()
    visit.chat.get_by_label("From").fill("2026-03-01")


def _searched(visit: Visit) -> None:
    visit.page.get_by_label("Words, names").fill("rooftop gardens")
    expect(visit.page.locator("#hits li").first).to_be_visible()


STATES: dict[str, Callable[[Visit], object]] = {
    "welcome": lambda visit: expect(visit.chat.locator(".suggestion").first).to_be_visible(),
    "answered": lambda visit: visit.ask("How did the strike end?").answered(),
    "quote shown": lambda visit: visit.ask("How did the strike end?").answered().chips.first.click(),
    "article open": _reading,
    "disagreement": lambda visit: visit.ask("What did it cost?").answered(),
    "no answer": lambda visit: visit.ask("Who is the mayor?").answered(),
    "extractive": lambda visit: visit.ask("When does the fish market open?").answered(),
    "partial": lambda visit: visit.ask("Did ships go elsewhere?").answered(),
    "failed": lambda visit: visit.ask("Why? (breaks off)").answered(),
    "offline": _offline,
    "rated": _rated,
    "dates": _dated,
    "searched": _searched,
    "article page": lambda visit: visit.open(f"/articles/{STRIKE.id}#0-20"),
    "missing article": lambda visit: visit.open("/articles/none"),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_barrier_in_light_or_dark(visit: Visit, state: str):
    STATES[state](visit)
    assert visit.barriers() == []
    visit.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert visit.barriers(only="color-contrast") == []


def test_axe_finds_no_barrier_while_an_answer_is_written(visit: Visit, service: Service):
    service.answerer.hold()
    visit.ask("How did the strike end?")
    expect(visit.chips).to_have_count(1)
    assert visit.barriers() == []


def test_everything_can_be_done_by_keyboard(visit: Visit):
    keys = visit.page.keyboard
    visit.field.focus()
    keys.type("How did the strike end?")
    keys.press("Enter")
    visit.answered()
    expect(visit.field).to_be_focused()
    for _ in range(3):  # back over the thumbs and the second quote's buttons, to the log and its first chip
        keys.press("Shift+Tab")
    while visit.page.evaluate("document.activeElement.shadowRoot?.activeElement?.className") != "chip":
        keys.press("Shift+Tab")
    expect(visit.callout).to_be_visible()
    keys.press("Tab")
    expect(visit.callout.get_by_role("button", name="Read in the article")).to_be_focused()
    keys.press("Enter")
    expect(visit.panel.locator("mark")).to_be_visible()
    keys.press("Escape")
    expect(visit.panel).to_be_hidden()
    expect(visit.chips.last).to_be_focused()


def test_escape_hides_the_quote_and_leaves_the_focus_on_its_chip(visit: Visit):
    visit.ask("How did the strike end?").answered()
    visit.chips.first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Escape")
    expect(visit.callout).to_be_hidden()
    expect(visit.chips.first).to_be_focused()


def test_trying_again_keeps_the_focus_in_the_conversation(visit: Visit):
    visit.ask("Who is the mayor?").answered()
    visit.button("Try again").press("Enter")
    expect(visit.turn.locator(".question")).to_be_focused()


@pytest.mark.parametrize("question", ["How did the strike end?", "What did it cost?", "Who is the mayor?"])
def test_at_320_pixels_nothing_is_cut_off_or_scrolls_sideways(visiting, service: Service, question: str):
    visit = visiting(service.url, viewport={"width": 320, "height": 640}).open()
    visit.ask(question).answered()
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 320
    for part in (".log", ".chat", ".composer"):
        assert visit.chat.locator(part).evaluate("part => part.scrollWidth - part.clientWidth") == 0, part
    if visit.chips.count():
        visit.chips.first.click()
        box = visit.callout.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    assert visit.barriers() == []


def test_the_page_in_the_dark_is_dark(visiting, service: Service):
    visit = visiting(service.url, color_scheme="dark").open()
    red, green, blue = visit.chat.locator(".chat").evaluate(
        "chat => getComputedStyle(chat).backgroundColor.match(/\\d+/g).map(Number)"
    )[:3]
    assert max(red, green, blue) < 60


def test_from_right_to_left_the_chat_is_mirrored_and_the_quote_is_marked(visit: Visit):
    visit.page.evaluate("document.documentElement.dir = 'rtl'")
    visit.ask("ماذا حدث في الميناء؟").answered()
    field, ask = visit.field.bounding_box(), visit.button("Ask").bounding_box()
    assert ask["x"] + ask["width"] <= field["x"]
    visit.turn.get_by_role("button", name="Read in the article").click()
    expect(visit.panel.locator("mark")).to_be_visible()
    assert visit.marked() == HARBOUR.text.split(". ", 1)[1]
    assert visit.panel.bounding_box()["x"] == 0
    assert visit.barriers() == []


def test_an_answer_in_another_script_reads_in_its_own_direction(visit: Visit):
    visit.ask("ماذا حدث في الميناء؟").answered()
    assert visit.prose.evaluate("prose => getComputedStyle(prose).direction") == "rtl"
    assert visit.turn.locator("blockquote").evaluate("quote => getComputedStyle(quote).direction") == "rtl"


def test_with_reduced_motion_nothing_moves(visit: Visit, service: Service):
    service.answerer.hold()
    visit.ask("How did the strike end?")
    expect(visit.chips).to_have_count(1)
    moving = "chat => chat.shadowRoot.getAnimations({subtree: true}).length + chat.getAnimations({subtree: true}).length"
    assert visit.chat.evaluate(moving) == 0


def test_a_quote_shown_by_the_focus_is_hidden_when_the_focus_goes_on(visit: Visit):
    visit.ask("How did the strike end?").answered()
    visit.field.focus()
    while visit.page.evaluate("document.activeElement.shadowRoot?.activeElement?.className") != "chip":
        visit.page.keyboard.press("Shift+Tab")
    expect(visit.callout).to_be_visible()
    visit.page.keyboard.press("Shift+Tab")
    expect(visit.callout.locator("blockquote")).to_have_text(VOTE)
    visit.page.keyboard.press("Shift+Tab")
    expect(visit.callout).to_be_hidden()
