"""One browser and one service for all tests of the widget; every visit is watched for what must never happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from index import Archive
from qa.web.app import create_app
from tests.doubles.hashing_encoder import HashingEncoder
from tests.widget import chromium
from tests.widget.news import ARTICLES
from tests.widget.scripted import ScriptedAnswerer
from tests.widget.service import Service, served
from tests.widget.visit import Visit

PATIENCE_MS = 30_000  # a busy machine is no fault of the widget
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if chromium.path() is None:
        pytest.skip("there is no chromium on this machine")
    with chromium.launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("archive"), encoder=HashingEncoder()) as archive:
        archive.add(ARTICLES)
        yield archive


@pytest.fixture(scope="session")
def running(archive: Archive) -> Iterator[Service]:
    answerer = ScriptedAnswerer()
    with served(create_app(archive=archive, answerer=answerer)) as url:
        yield Service(url, answerer)


@pytest.fixture
def service(running: Service) -> Iterator[Service]:
    running.answerer.asked.clear()
    running.answerer.closed = 0
    yield running
    running.answerer.release()


@pytest.fixture
def visiting(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Starts visits: `visiting(home, **options of the browser's context)`; at the end none of them may have had a fault."""
    visits: list[Visit] = []

    def start(home: str, **options: Any) -> Visit:
        context = browser.new_context(**{"viewport": {"width": 1100, "height": 800}, "reduced_motion": "reduce", **options})
        context.set_default_timeout(PATIENCE_MS)
        visits.append(Visit(context.new_page(), home))
        return visits[-1]

    yield start
    for visit in visits:
        visit.page.context.close()
    assert [fault for visit in visits for fault in visit.faults] == []


@pytest.fixture
def visit(visiting: Callable[..., Visit], service: Service) -> Visit:
    return visiting(service.url).open()
