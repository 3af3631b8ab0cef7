"""Origins: a foreign page is refused before any work is done; one on the list is let in with CORS."""

import pytest

from qa.web import create_app
from tests.doubles.http import from_elsewhere, run
from tests.doubles.scripted import Scripted

QUESTION = {"question": "Why?"}
LISTED = "https://news.example"


def reply(archive, method, path, headers, *, allowed=(), **given):
    answerer = Scripted(archive)
    app = create_app(archive=archive, answerer=answerer, allowed_origins=allowed)

    async def sent():
        async with from_elsewhere(app) as visitor:
            return await visitor.request(method, path, headers=headers, **given)

    return run(sent()), answerer


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "http://quotidian.example.evil.example",
        "http://quotidian.example:8080",
        "https://news.example.evil.example",
        "file://",
        "",
    ],
)
@pytest.mark.parametrize("allowed", [(), (LISTED,)])
def test_a_foreign_page_is_refused_before_any_work(archive, origin, allowed):
    response, answerer = reply(archive, "POST", "/v1/answers", {"Origin": origin}, allowed=allowed, json=QUESTION)
    assert (response.status_code, response.json()["type"]) == (403, "/problems/foreign-origin")
    assert "access-control-allow-origin" not in response.headers
    assert not answerer.asked


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://quotidian.example"}, {"Origin": "https://QUOTIDIAN.example"}])
def test_our_own_page_and_plain_clients_are_let_in(archive, headers):
    response, _ = reply(archive, "POST", "/v1/answers", headers, json=QUESTION)
    assert response.status_code == 200
    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize("allowed", [(LISTED,), ("*",)])
def test_a_page_on_the_list_is_let_in_with_cors(archive, allowed):
    response, _ = reply(archive, "POST", "/v1/answers", {"Origin": LISTED}, allowed=allowed, json=QUESTION)
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == LISTED
    assert "Origin" in response.headers["vary"]


def test_a_page_on_the_list_can_read_why_it_failed(archive):
    response, _ = reply(archive, "POST", "/v1/answers", {"Origin": LISTED}, allowed=(LISTED,), json={})
    assert (response.status_code, response.headers["access-control-allow-origin"]) == (422, LISTED)


def test_the_preflight_of_a_listed_page_is_granted_and_of_another_refused(archive):
    asking = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    granted, _ = reply(archive, "OPTIONS", "/v1/answers", asking | {"Origin": LISTED}, allowed=(LISTED,))
    assert granted.status_code == 204
    assert "POST" in granted.headers["access-control-allow-methods"]
    assert "content-type" in granted.headers["access-control-allow-headers"].lower()
    refused, _ = reply(archive, "OPTIONS", "/v1/answers", asking | {"Origin": "https://evil.example"}, allowed=(LISTED,))
    assert refused.status_code == 403


def test_the_widgets_script_may_be_loaded_by_any_page(archive):
    response, _ = reply(archive, "GET", "/widget.js", {"Origin": "https://anyone.example"})
    assert response.status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/nothing", "/v1/articles", "/problems/overloaded"])
def test_every_reply_carries_the_security_headers(archive, path):
    response, _ = reply(archive, "GET", path, {})
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"]
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_a_page_of_ours_runs_its_own_script_and_nothing_else(archive):
    policy = reply(archive, "GET", "/problems/overloaded", {})[0].headers["content-security-policy"]
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
