"""A real archive, and a server with a scripted answerer before it."""

from __future__ import annotations

import httpx
import pytest

from index import Archive, load_encoder
from qa.web import create_app
from tests.doubles.http import serving
from tests.doubles.scripted import BRIDGE, STRIKE, Scripted


@pytest.fixture(scope="session")
def encoder():
    return load_encoder()


@pytest.fixture(scope="session")
def archive(tmp_path_factory, encoder):
    """Two articles, for tests that do not change them."""
    with Archive.open(tmp_path_factory.mktemp("data"), encoder=encoder) as opened:
        opened.add([STRIKE, BRIDGE])
        yield opened


@pytest.fixture
def client(archive):
    """A client on this machine, of a server with a scripted answerer and the default limits."""
    with serving(create_app(archive=archive, answerer=Scripted(archive))) as url, httpx.Client(base_url=url) as opened:
        yield opened
