"""The pages and files as they go over the wire; what a browser makes of them is tested elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from index import Archive
from qa.web.assets import PARTS, STATIC, assets
from qa.web.pages import pages
from tests.widget.news import STRIKE

DOCS = Path(__file__).parents[2] / "docs/widget.md"


@pytest.fixture
def client(archive: Archive) -> TestClient:
    app = FastAPI()
    app.include_router(pages(archive))
    return TestClient(app)


def test_the_widget_is_sent_compressed_and_not_again_while_it_is_the_same(client: TestClient):
    first = client.get("/widget.js")
    assert first.headers["content-encoding"] == "gzip"
    again = client.get("/widget.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_browser_that_takes_no_gzip_gets_the_same_script(client: TestClient):
    plain = client.get("/widget.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == client.get("/widget.js").content


def test_the_integrity_command_of_the_docs_prints_what_the_script_hashes_to(client: TestClient):
    assert "openssl dgst -sha384 -binary | openssl base64 -A" in DOCS.read_text(encoding="utf-8")
    sent = client.get("/widget.js", headers={"Accept-Encoding": "identity"}).content
    assert assets()["widget.js"].integrity == f"sha384-{base64.b64encode(hashlib.sha384(sent).digest()).decode()}"


@pytest.mark.parametrize("path", ["/", f"/articles/{STRIKE.id}", "/articles/none"])
def test_every_page_forbids_scripts_and_styles_of_its_own_and_strings_as_markup(client: TestClient, path: str):
    reply = client.get(path)
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?! src=)|<style| style=| on\w+=", reply.text)


def test_an_article_that_is_not_there_is_a_page_that_says_so(client: TestClient):
    reply = client.get("/articles/%3Cscript%3E")
    assert reply.status_code == 404
    assert "There is no such article here." in reply.text


def test_each_paragraph_says_at_which_code_point_it_starts(client: TestClient):
    page = client.get(f"/articles/{STRIKE.id}").text
    starts = [int(at) for at in re.findall(r'data-at="(\d+)"', page)]
    assert [STRIKE.text[at:].split("\n")[0] for at in starts] == [line for line in STRIKE.text.split("\n") if line]


def test_a_static_file_is_found_by_its_name_alone(client: TestClient):
    assert client.get("/static/page.css").headers["content-type"] == "text/css; charset=utf-8"
    for name in ("none.css", "..%2Fpages.py", "words.js"):
        assert client.get(f"/static/{name}").status_code == 404


def test_every_part_of_the_widget_is_joined_into_it():
    parts = {f"widget/{path.name}" for path in (STATIC / "widget").iterdir()}
    assert parts == set(PARTS["widget.js"])


def test_no_part_can_turn_a_string_into_markup_or_code():
    for path in STATIC.rglob("*.js"):
        script = path.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc|setHTML", script
        ), path


def test_the_docs_name_every_part_and_every_property_that_a_page_may_style():
    docs = DOCS.read_text(encoding="utf-8")
    source = "".join(path.read_text(encoding="utf-8") for path in (STATIC / "widget").iterdir())
    parts = set(re.findall(r'part: "(\w+)"', source)) | set(re.findall(r'"part", "(\w+)"', source))
    properties = set(re.findall(r"var\((--quotidian-\w+)", source))
    assert {name for name in parts if f"`{name}`" not in docs} == set()
    assert {name for name in properties if f"{name}:" not in docs} == set()
