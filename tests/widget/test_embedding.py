"""On a publisher's page: one script tag, the publisher's look and words, and only for publishers on the list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import parse_qs, urlencode

import pytest
from playwright.sync_api import expect
from starlette.responses import HTMLResponse
from starlette.types import Receive, Scope, Send

from index import Archive
from qa.web.app import create_app
from qa.web.assets import STATIC, assets
from tests.widget.scripted import ScriptedAnswerer
from tests.widget.service import Service, served
from tests.widget.visit import Visit


async def newspaper(scope: Scope, receive: Receive, send: Send) -> None:
    """A newspaper's page; the query's `head` and `body` say what the publisher pasted."""
    if scope["type"] != "http":
        return
    pasted = parse_qs(scope["query_string"].decode())
    head, body = (pasted.get(part, [""])[0] for part in ("head", "body"))
    page = f'<!doctype html><html lang="en"><head><title>News</title>{head}</head><body><main><h1>News</h1>{body}</main></body>'
    await HTMLResponse(page, headers={"Cache-Control": "no-store"})(scope, receive, send)


@pytest.fixture(scope="session")
def paper() -> Iterator[str]:
    with served(newspaper) as url:
        yield url


@pytest.fixture
def listed(archive: Archive, paper: str) -> Iterator[Service]:
    """A service that lets the newspaper's pages ask."""
    answerer = ScriptedAnswerer()
    with served(create_app(archive=archive, answerer=answerer, allowed_origins=[paper])) as url:
        yield Service(url, answerer)


@pytest.fixture
def reading(visiting, paper: str):
    """Opens the newspaper's page with what the publisher pasted; it may ask the service at `home` too."""

    def open_page(home: str, head: str = "", body: str = "", **options) -> Visit:
        visit = visiting(paper, **options)
        visit.welcome_elsewhere = (f"{home}/",)
        return visit.open(f"/?{urlencode({'head': head, 'body': body})}")

    return open_page


def tag(home: str, settings: str = "") -> str:
    return f'<script src="{home}/widget.js" defer {settings}></script>'


def test_one_script_tag_puts_a_launcher_on_a_listed_publishers_page(reading, listed: Service):
    visit = reading(listed.url, tag(listed.url))
    expect(visit.field).to_be_hidden()
    visit.button("Ask the archive").click()
    expect(visit.field).to_be_focused()
    visit.ask("How did the strike end?").answered()
    expect(visit.chips).to_have_count(2)
    visit.turn.get_by_role("button", name="Read in the article").first.click()
    expect(visit.panel.locator("mark")).to_be_visible()
    assert visit.barriers() == []


def test_escape_closes_the_launchers_window_and_returns_the_focus(reading, listed: Service):
    visit = reading(listed.url, tag(listed.url))
    visit.button("Ask the archive").click()
    visit.page.keyboard.press("Escape")
    expect(visit.field).to_be_hidden()
    expect(visit.button("Ask the archive")).to_be_focused()


def test_on_a_phone_the_launchers_window_fills_the_screen(reading, listed: Service):
    visit = reading(listed.url, tag(listed.url), viewport={"width": 390, "height": 700}, has_touch=True)
    visit.button("Ask the archive").tap()
    assert visit.chat.locator(".chat").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 700}
    visit.button("Close").tap()
    expect(visit.field).to_be_hidden()


def test_an_element_of_its_own_stands_inline_and_no_launcher_is_added(reading, listed: Service):
    visit = reading(listed.url, tag(listed.url), "<quotidian-chat></quotidian-chat>")
    expect(visit.field).to_be_visible()
    expect(visit.chat).to_have_count(1)
    visit.ask("How did the strike end?").answered()
    expect(visit.chips).to_have_count(2)


def test_on_a_page_that_is_not_listed_the_question_is_refused_before_anything_is_searched(reading, paper: str, service: Service):
    visit = reading(service.url, tag(service.url), "<quotidian-chat></quotidian-chat>")
    visit.ask("How did the strike end?").answered()
    expect(visit.turn.locator(".note")).to_contain_text("The archive cannot be reached.")
    foreign = {"headers": {"Origin": paper, "Content-Type": "application/json"}, "fail_on_status_code": False}
    assert (
        visit.page.request.post(f"{service.url}/v1/answers", data={"question": "How did the strike end?"}, **foreign).status
        == 403
    )
    for path in ("v1/search?q=strike", "v1/articles/strike", "v1/archive"):
        assert visit.page.request.get(f"{service.url}/{path}", **foreign).status == 403
    assert service.answerer.asked == []


def test_the_integrity_value_that_the_docs_tell_how_to_print_is_the_one_a_browser_accepts(reading, listed: Service):
    good, bad = assets()["widget.js"].integrity, assets()["home.js"].integrity
    for integrity, launchers in ((good, 1), (bad, 0)):
        visit = reading(listed.url, tag(listed.url, f'integrity="{integrity}" crossorigin="anonymous"'))
        visit.page.wait_for_load_state("networkidle")
        expect(visit.button("Ask the archive")).to_have_count(launchers)


def test_the_widget_works_under_a_publishers_strict_policy(reading, listed: Service):
    trusted = "require-trusted-types-for 'script'; trusted-types 'none'"
    policy = f"default-src 'none'; script-src {listed.url}; connect-src {listed.url}; {trusted}"
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">{tag(listed.url)}'
    visit = reading(listed.url, head, "<quotidian-chat></quotidian-chat>")
    visit.ask("How did the strike end?").answered()
    visit.chips.first.click()
    expect(visit.callout).to_be_visible()


def test_words_colours_and_language_are_the_publishers(reading, listed: Service):
    words = escape('{"ask": "Fragen", "title": "Frag das Archiv"}')
    look = "quotidian-chat { --quotidian-accent: rgb(0, 90, 60) } quotidian-chat::part(ask) { text-transform: uppercase }"
    visit = reading(
        listed.url,
        f"{tag(listed.url)}<style>{look}</style>",
        f'<quotidian-chat strings="{words}" lang="fr" theme="dark"></quotidian-chat>',
    )
    expect(visit.chat.get_by_role("heading", name="Frag das Archiv")).to_be_visible()
    expect(visit.button("Fragen")).to_have_css("text-transform", "uppercase")
    expect(visit.field).to_have_attribute("placeholder", "Une question sur l’actualité")
    visit.field.fill("How did the strike end?")
    visit.button("Fragen").click()
    expect(visit.turn.locator(".proof .credit").first).to_have_text("The Harbour Courier · 3 mars 2026")
    expect(visit.chips.first).to_have_css("color", "rgb(0, 90, 60)")


def test_settings_on_the_script_tag_reach_the_launcher(reading, listed: Service):
    visit = reading(listed.url, tag(listed.url, 'data-lang="fr" data-storage="off"'))
    visit.button("Interroger les archives").click()
    visit.ask("How did the strike end?")
    expect(visit.chips).to_have_count(2)
    assert visit.page.evaluate("sessionStorage.length") == 0


def test_a_page_may_do_without_the_launcher(reading, listed: Service):
    visit = reading(listed.url, tag(listed.url, 'data-launcher="off"'))
    visit.page.wait_for_load_state("networkidle")
    expect(visit.chat).to_have_count(0)


def test_no_cookie_is_set_and_no_key_is_in_the_page(visit: Visit):
    visit.ask("How did the strike end?").answered()
    assert visit.page.context.cookies() == []
    assert visit.page.evaluate("localStorage.length") == 0


def test_strings_that_are_no_json_are_left_out(reading, listed: Service):
    visit = reading(listed.url, tag(listed.url), '<quotidian-chat strings="{oops"></quotidian-chat>')
    expect(visit.button("Ask")).to_be_visible()


def test_english_and_french_say_the_same_things():
    words = (STATIC / "widget/words.js").read_text(encoding="utf-8")
    english, french = (re.findall(r"^    (\w+): ", half, re.MULTILINE) for half in words.split("  fr: {"))
    assert english == french
