"""The front page: the archive's extent, a search that answers while one types, and the way into an article."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.widget.news import BRIDGE, GARDEN
from tests.widget.visit import Visit


def test_the_front_page_says_how_large_the_archive_is_and_what_it_spans(visit: Visit):
    expect(visit.page.locator("#extent")).to_have_text("5 articles · 29 July 2025 – 5 March 2026 · 4 outlets")


def test_results_come_while_one_types_and_lead_to_the_passage_in_its_article(visit: Visit):
    visit.page.get_by_label("Words, names").press_sequentially("rooftop gardens")
    first = visit.page.locator("#hits li").first
    expect(first.get_by_role("link")).to_have_text(GARDEN.title)
    expect(first.locator(".credit")).to_have_text("The Harbour Courier29 July 2025")
    expect(visit.page.locator("#found")).to_have_text(re.compile("passages?, nearest first"))
    first.get_by_role("link").click()
    expect(visit.page).to_have_url(re.compile(rf"/articles/{GARDEN.id}#0-\d+$"))
    assert visit.marked() == GARDEN.text.replace("\n\n", "\n")


def test_an_emptied_search_shows_no_results(visit: Visit):
    search = visit.page.get_by_label("Words, names")
    search.fill("pont")
    expect(visit.page.locator("#hits li").first).to_contain_text(BRIDGE.title)
    search.fill("")
    expect(visit.page.locator("#hits li")).to_have_count(0)
    expect(visit.page.locator("#guide")).to_be_visible()


def test_a_search_that_fails_says_so(visit: Visit):
    visit.page.route("**/v1/search*", lambda route: route.abort())
    visit.page.get_by_label("Words, names").fill("pont")
    expect(visit.page.locator("#found")).to_have_text("The archive cannot be reached.")


def test_the_article_page_prints_its_text_and_not_its_frame(visit: Visit):
    visit.open(f"/articles/{BRIDGE.id}")
    visit.page.emulate_media(media="print")
    expect(visit.page.get_by_role("heading", name=BRIDGE.title)).to_be_visible()
    expect(visit.page.locator(".nameplate")).to_be_hidden()
