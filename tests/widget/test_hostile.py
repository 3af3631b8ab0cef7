"""A hostile article and a hostile question are shown, and never obeyed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from playwright.sync_api import expect

from index import Archive, Article
from qa.web.app import create_app
from qa.web.pages import article_page
from tests.doubles.hashing_encoder import HashingEncoder
from tests.widget.news import STRIKE
from tests.widget.payloads import TEXTS, URLS
from tests.widget.scripted import Script, ScriptedAnswerer
from tests.widget.service import Service, served

ALLOWED_TAGS = {
    *("html", "head", "meta", "title", "link", "script", "body", "header", "main", "article", "h1", "p", "div", "span", "time"),
    *("footer", "a", "bdi"),
}

INTRUDERS = """() => {
  const seen = [];
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      const names = node.getAttributeNames();
      const address = node.getAttribute("href") ?? node.getAttribute("src") ?? "";
      const styled = names.includes("style") && !node.matches("textarea, .callout"); // whose size and place our script sets
      const handled = names.some((name) => name.startsWith("on") || name === "srcdoc");
      const foreign = /^(iframe|object|embed|video|audio|img|base|style|math)$/.test(node.localName);
      if (styled || handled || foreign || /^\\s*(javascript|data|vbscript|blob|file):/i.test(address)) seen.push(node.outerHTML);
      if (node.shadowRoot) look(node.shadowRoot);
    }
  };
  look(document);
  return seen.concat(window.__pwned === undefined ? [] : ["a script ran"]);
}"""


def _articles() -> list[Article]:
    """One article for each payload, with it in every field; addresses that try something are spread over them."""
    return [
        Article(
            title=f"{payload} (title)",
            text=f"Before it \U0001f4a5.\n\n{payload}\n\nAfter it.",
            external_id=f"hostile-{number}",
            url=URLS[number % len(URLS)],
            source=f"{payload} (outlet)",
            author=f"{payload} (author)",
            language="en",
        )
        for number, payload in enumerate(TEXTS)
    ]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, list[Article]]]:
    """A service whose archive and answers are hostile: each question is answered with its own payload."""
    with Archive.open(tmp_path_factory.mktemp("hostile"), encoder=HashingEncoder()) as archive:
        archive.add(_articles())
        stored = [archive.get(article.external_id).article for article in _articles()]
        scripts = {
            f"({article.external_id})": Script(
                [(f"{payload} (answered)", [(article, article.text)])],
                about=f"{payload} (about)",
                sides=[(f"{payload} (value)", (article, article.text))] * 2,
            )
            for payload, article in ((article.title.removesuffix(" (title)"), article) for article in stored)
        }
        answerer = ScriptedAnswerer(scripts)
        with served(create_app(archive=archive, answerer=answerer)) as url:
            yield Service(url, answerer), stored


def _question(article: Article) -> str:
    return f"{article.title[:1900]} ({article.external_id})"


def test_there_are_payloads_enough():
    assert len(set(TEXTS)) >= 60
    assert len(set(URLS)) >= 20


def test_no_payload_runs_loads_or_becomes_markup_in_the_widget(visiting, hostile: tuple[Service, list[Article]]):
    service, articles = hostile
    visit = visiting(service.url).open()
    for article in articles:
        visit.ask(_question(article)).answered()
        visit.chips.first.dispatch_event("click")
        visit.callout.get_by_role("button", name="Read in the article").dispatch_event("click")
        expect(visit.panel.locator("mark").first).to_be_attached()
        assert visit.page.evaluate(INTRUDERS) == [], article.title
        visit.panel.get_by_role("button", name="Close").dispatch_event("click")
        visit.button("New conversation").dispatch_event("click")


def test_no_payload_runs_loads_or_becomes_markup_on_the_article_page(visiting, hostile: tuple[Service, list[Article]]):
    service, articles = hostile
    visit = visiting(service.url)
    for article in articles:
        visit.open(f"/articles/{article.id}#0-{len(article.text)}")
        assert visit.page.evaluate(INTRUDERS) == [], article.title


def test_no_payload_runs_or_loads_among_the_search_results(visiting, hostile: tuple[Service, list[Article]]):
    service, articles = hostile
    visit = visiting(service.url).open()
    for article in articles[::6]:
        visit.page.get_by_label("Words, names").fill(article.title[:400])
        expect(visit.page.locator("#hits li").first).to_be_visible()
        visit.page.wait_for_load_state("networkidle")
        assert visit.page.evaluate(INTRUDERS) == [], article.title


def test_a_payload_in_a_conversation_that_was_kept_does_nothing_after_a_reload(visiting, hostile: tuple[Service, list[Article]]):
    service, articles = hostile
    visit = visiting(service.url).open()
    for article in articles[:8]:
        visit.ask(_question(article)).answered()
    visit.page.reload()
    expect(visit.chat.locator(".turn")).to_have_count(8)
    assert visit.page.evaluate(INTRUDERS) == []


@pytest.mark.parametrize("number", range(0, len(TEXTS), 9))
def test_what_is_shown_is_the_payload_to_the_letter(visiting, hostile: tuple[Service, list[Article]], number: int):
    service, articles = hostile
    visit = visiting(service.url).open(f"/articles/{articles[number].id}")
    assert visit.page.locator("h1").text_content() == articles[number].title.replace("\0", "\ufffd")


class _Tags(HTMLParser):
    """Notes the tags and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name == "href" and tag == "a"]


@pytest.mark.parametrize("url", URLS)
def test_the_article_page_links_only_to_what_a_browser_fetches(archive: Archive, url: str):
    stored = archive.get("strike")
    page = _Tags(article_page(dataclasses.replace(stored, article=dataclasses.replace(STRIKE, url=url))))
    assert page.tags <= ALLOWED_TAGS
    assert not [name for name in page.attributes if name.startswith("on")]
    assert all(link == "../" or link.startswith("https://elsewhere.example") for link in page.links)
