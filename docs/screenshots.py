"""Takes the pictures in `docs/images`: `python -m docs.screenshots`, on a machine with Chromium.

The paper and its answers are the tests' own, so that the pictures show the same on every machine.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from index import Archive
from qa.web.app import create_app
from tests.doubles.hashing_encoder import HashingEncoder
from tests.widget.chromium import launched
from tests.widget.news import ARTICLES
from tests.widget.scripted import ScriptedAnswerer
from tests.widget.service import served
from tests.widget.visit import Visit

IMAGES = Path(__file__).parent / "images"
STRIKE = "How did the strike at Port Elsing end?"
COST = "What did the strike cost the port?"


def main() -> None:
    """Take them all."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder), encoder=HashingEncoder()) as archive:
        archive.add(ARTICLES)
        with served(create_app(archive=archive, answerer=ScriptedAnswerer())) as url, launched() as browser:
            take_all(browser, url)


def take_all(browser: Browser, url: str) -> None:
    """Take each picture on a visit of its own."""
    visit = _visit(browser, url, width=1200, height=820)
    visit.ask(STRIKE).answered().chips.first.hover()
    _take(visit, "light")

    visit = _visit(browser, url, width=1200, height=820, scheme="dark")
    visit.ask(STRIKE).answered().chips.first.hover()
    _take(visit, "dark")

    visit = _visit(browser, url, width=390, height=780)
    visit.ask(STRIKE).answered().chips.first.click()
    visit.chat.evaluate("chat => scrollTo(0, chat.offsetTop - 16)")
    _take(visit, "mobile")

    visit = _visit(browser, url, width=760, height=860)
    visit.ask(STRIKE).answered().turn.get_by_role("button", name="Read in the article").first.click()
    visit.panel.locator("mark").wait_for()
    _take(visit, "article")

    visit = _visit(browser, url, width=1200, height=940)
    visit.ask(COST).answered()
    _take(visit, "disagreement")


def _visit(browser: Browser, url: str, *, width: int, height: int, scheme: str = "light") -> Visit:
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce", has_touch=width < 500
    )
    visit = Visit(context.new_page(), url).open()
    visit.chat.locator(".suggestion").first.wait_for()
    return visit


def _take(visit: Visit, name: str) -> None:
    visit.page.wait_for_timeout(400)
    visit.page.screenshot(path=IMAGES / f"{name}.png")
    visit.page.context.close()


if __name__ == "__main__":
    main()
