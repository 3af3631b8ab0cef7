"""The proof: a reader sees the very words, and where they stand."""

from __future__ import annotations

import dataclasses

import pytest
from playwright.sync_api import expect

from index import Archive
from tests.widget.news import STRIKE
from tests.widget.scripted import COUNT, GAZETTE_COST, VOTE
from tests.widget.service import Service
from tests.widget.visit import Visit


def test_hovering_a_chip_shows_its_quote_outlet_and_date_until_the_pointer_leaves(visit: Visit):
    visit.ask("How did the strike end?").answered()
    visit.chips.first.hover()
    expect(visit.callout.locator("blockquote")).to_have_text(VOTE)
    expect(visit.callout.locator(".credit")).to_have_text("The Harbour Courier · 3 Mar 2026")
    visit.callout.hover()
    visit.page.wait_for_timeout(400)
    expect(visit.callout).to_be_visible()
    visit.field.hover()
    expect(visit.callout).to_be_hidden()


def test_a_click_keeps_the_quote_open_until_the_next_click(visit: Visit):
    visit.ask("How did the strike end?").answered()
    visit.chips.last.click()
    visit.field.hover()
    visit.page.wait_for_timeout(400)
    expect(visit.callout.locator("blockquote")).to_have_text(COUNT)
    visit.chips.last.click()
    expect(visit.callout).to_be_hidden()


def test_a_tap_on_a_phone_shows_the_quote_and_a_tap_elsewhere_hides_it(visiting, service: Service):
    phone = visiting(service.url, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True).open()
    phone.ask("How did the strike end?").answered()
    phone.chips.first.tap()
    expect(phone.callout.locator("blockquote")).to_have_text(VOTE)
    phone.turn.locator(".question").tap()
    expect(phone.callout).to_be_hidden()


@pytest.mark.parametrize(
    ("question", "chip", "words"), [("strike end", 0, VOTE), ("strike end", 1, COUNT), ("cost", 1, GAZETTE_COST)]
)
def test_the_panel_opens_the_article_with_exactly_the_quoted_characters_marked(
    visit: Visit, question: str, chip: int, words: str
):
    visit.ask(question).answered()
    visit.chips.nth(chip).click()
    visit.callout.get_by_role("button", name="Read in the article").click()
    expect(visit.panel.locator("mark")).to_be_in_viewport()
    assert visit.marked() == words


def test_the_panel_shows_the_whole_article_and_where_it_comes_from(visit: Visit):
    visit.ask("How did the strike end?").answered()
    visit.turn.get_by_role("button", name="Read in the article").first.click()
    expect(visit.panel.get_by_role("heading")).to_have_text(STRIKE.title)
    shown = visit.panel.locator(".body p").all_text_contents()
    assert shown == [line for line in STRIKE.text.split("\n") if line]
    original = visit.panel.get_by_role("link", name="See it in the original")
    expect(original).to_have_attribute("href", f"{STRIKE.url}#:~:text=Dockworkers")
    printable = visit.panel.get_by_role("link", name="Page to print").get_attribute("href")
    start = STRIKE.text.index(VOTE)
    assert printable.endswith(f"/articles/{STRIKE.id}#{start}-{start + len(VOTE)}")


def test_escape_closes_the_panel_and_the_focus_returns_to_where_it_was(visit: Visit):
    visit.ask("How did the strike end?").answered()
    visit.chips.first.focus()
    visit.page.keyboard.press("Enter")
    visit.callout.get_by_role("button", name="Read in the article").press("Enter")
    expect(visit.panel.locator("mark")).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(visit.panel).to_be_hidden()
    expect(visit.chips.first).to_be_focused()


def test_a_quote_is_copied_with_its_source(visiting, service: Service):
    visit = visiting(service.url, permissions=["clipboard-read", "clipboard-write"]).open()
    visit.ask("How did the strike end?").answered()
    visit.turn.get_by_role("button", name="Copy quote with source").first.click()
    expect(visit.turn.get_by_role("button", name="Copied")).to_be_visible()
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"“{VOTE}” — {STRIKE.title}, The Harbour Courier, 3 Mar 2026, {STRIKE.url}"


def test_words_that_moved_in_a_corrected_article_are_marked_where_they_are_now(visit: Visit, archive: Archive):
    visit.ask("How did the strike end?").answered()
    try:
        archive.add([dataclasses.replace(STRIKE, text=f"Corrected on Friday \U0001f58b.\n\n{STRIKE.text}")])
        visit.turn.get_by_role("button", name="Read in the article").first.click()
        expect(visit.panel.locator("mark")).to_have_text(VOTE)
    finally:
        archive.add([STRIKE])


def test_words_that_a_correction_removed_are_said_to_be_gone_and_nothing_is_marked(visit: Visit, archive: Archive):
    visit.ask("How did the strike end?").answered()
    try:
        archive.add([dataclasses.replace(STRIKE, text=STRIKE.text.replace("4.5%", "4.6%"))])
        visit.turn.get_by_role("button", name="Read in the article").first.click()
        expect(visit.panel.locator(".note")).to_contain_text("has been corrected since")
        expect(visit.panel.locator("mark")).to_have_count(0)
    finally:
        archive.add([STRIKE])


def test_an_article_that_cannot_be_fetched_can_be_tried_again(visit: Visit):
    visit.ask("How did the strike end?").answered()
    visit.page.route("**/v1/articles/*", lambda route: route.abort(), times=1)
    visit.turn.get_by_role("button", name="Read in the article").first.click()
    expect(visit.panel.locator(".note")).to_contain_text("could not be opened")
    visit.panel.get_by_role("button", name="Try again").click()
    expect(visit.panel.locator("mark")).to_have_text(VOTE)


def test_a_quote_of_several_paragraphs_is_marked_in_each(visit: Visit):
    end = STRIKE.text.index(VOTE) + len(VOTE)
    start = STRIKE.text.index("coffee")
    visit.open(f"/articles/{STRIKE.id}#{start}-{end}")
    expect(visit.page.locator("mark")).to_have_count(2)
    assert visit.marked() == STRIKE.text[start:end].replace("\n\n", "\n")


def test_the_article_page_marks_what_its_address_names_and_follows_a_new_one(visit: Visit):
    start = STRIKE.text.index(COUNT)
    visit.open(f"/articles/strike#{start}-{start + len(COUNT)}")
    expect(visit.page.locator("mark")).to_be_in_viewport()
    assert visit.marked() == COUNT
    start = STRIKE.text.index(VOTE)
    visit.page.evaluate(f"location.hash = '{start}-{start + len(VOTE)}'")
    expect(visit.page.locator("mark")).to_have_text(VOTE)
    assert visit.page.locator(".text p").all_text_contents() == [line for line in STRIKE.text.split("\n") if line]
