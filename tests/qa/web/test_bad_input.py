"""Whatever is sent, the reply is a 4xx problem that says what is wrong; never a 500, and never silence."""

import json
import socket

import httpx
import pytest

from qa.web import create_app
from tests.doubles.http import serving
from tests.doubles.scripted import Scripted

JSON = {"Content-Type": "application/json"}
NDJSON = {"Content-Type": "application/x-ndjson"}

BAD = [
    ("POST", "/v1/answers", b"", JSON, 422),
    ("POST", "/v1/answers", b"{", JSON, 400),
    ("POST", "/v1/answers", b"\xff\xfe", JSON, 400),
    ("POST", "/v1/answers", b"[" * 200_000, JSON, 400),
    ("POST", "/v1/answers", b'{"a":' * 100_000, JSON, 400),
    ("POST", "/v1/answers", b'{"question": "q", "max_quotes": ' + b"9" * 5000 + b"}", JSON, 400),
    ("POST", "/v1/answers", b'{"question": "q", "max_quotes": 1e400}', JSON, 422),
    ("POST", "/v1/answers", b'{"question": "q", "max_quotes": NaN}', JSON, 422),
    ("POST", "/v1/answers", b'{"question": "\\ud800"}', JSON, 422),
    ("POST", "/v1/answers", b'{"question": "q", "\\ud800": 1}', JSON, 422),
    ("POST", "/v1/answers", b'{"question": "q", "history": [{"role": "user", "content": "\\udfff"}]}', JSON, 422),
    ("POST", "/v1/answers", b'{"question": "q", "sources": ["\\ud800"]}', JSON, 422),
    ("POST", "/v1/answers", b'"question"', JSON, 422),
    ("POST", "/v1/answers", b"null", JSON, 422),
    ("POST", "/v1/answers", json.dumps({"question": "x" * 100_000}).encode(), JSON, 422),
    ("POST", "/v1/answers", b'{"question": "q", "as_of": "9999-12-31T23:59:59-23:59"}', JSON, 422),
    ("POST", "/v1/answers", b'{"question": "q"}', {"Content-Type": "text/plain"}, 415),
    ("POST", "/v1/answers", b'{"question": "q"}', {}, 415),
    ("POST", "/v1/answers", b"question=q", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ("POST", "/v1/answers", b'{"question": "q"}', {"Content-Type": "application/json; charset=utf-16"}, 200),
    ("POST", "/v1/answers/ans_0/feedback", b"{}", JSON, 422),
    ("POST", "/v1/articles", b"{", JSON, 400),
    ("POST", "/v1/articles", b'{"title": "t"}', JSON, 422),
    ("POST", "/v1/articles", b'{"title": "t", "text": " "}', JSON, 422),
    ("POST", "/v1/articles", b'{"title": "\\ud800", "text": "x"}', JSON, 422),
    ("POST", "/v1/articles", b'{"title": "t", "text": "x\\udfff"}', JSON, 422),
    ("POST", "/v1/articles", b'{"title": "t", "text": "x", "url": "javascript:alert(1)"}', JSON, 422),
    ("POST", "/v1/articles", b'{"title": "t", "text": "x", "url": "http://["}', JSON, 422),
    ("POST", "/v1/articles", b'{"title": "t", "text": "x", "published_at": "soon"}', JSON, 422),
    ("POST", "/v1/articles", b'{"title": "t", "text": "x", "published_at": "9999-12-31T23:59:59-23:59"}', JSON, 422),
    ("POST", "/v1/articles", b'{"title": "t", "text": "x"}', {"Content-Type": "text/plain"}, 415),
    ("POST", "/v1/articles/batch", b"", NDJSON, 422),
    ("POST", "/v1/articles/batch", b"{}", JSON, 415),
    ("PUT", "/v1/articles/x", b'{"title": "t", "text": "x", "id": "y"}', JSON, 409),
    ("GET", "/v1/articles?after=../../etc/passwd", b"", {}, 400),
    ("GET", "/v1/articles?limit=0", b"", {}, 422),
    ("GET", "/v1/articles?limit=100000", b"", {}, 422),
    ("GET", "/v1/articles/art_0000000000000000", b"", {}, 404),
    ("GET", "/v1/articles/%00", b"", {}, 404),
    ("GET", "/v1/articles/%ED%A0%80", b"", {}, 404),
    ("GET", "/v1/articles/strike-1?text_sha256=00", b"", {}, 404),
    ("DELETE", "/v1/articles/nothing", b"", {}, 404),
    ("GET", "/v1/answers/ans_000000000000000000000000", b"", {}, 404),
    ("GET", "/v1/search", b"", {}, 422),
    ("GET", "/v1/search?q=%20", b"", {}, 422),
    ("GET", "/v1/search?q=" + "x" * 3000, b"", {}, 422),
    ("GET", "/v1/search?q=x&mode=psychic", b"", {}, 422),
    ("GET", "/v1/search?q=x&published_after=never", b"", {}, 422),
    ("GET", "/problems/nothing", b"", {}, 404),
    ("GET", "/nothing", b"", {}, 404),
    ("PATCH", "/v1/articles", b"", {}, 405),
    ("GET", "/v1/chat", b"", {}, 404),
]


@pytest.fixture(scope="module")
def client(archive):
    """One server for all of these: none of them may harm it."""
    with serving(create_app(archive=archive, answerer=Scripted(archive))) as url, httpx.Client(base_url=url) as opened:
        yield opened


@pytest.mark.parametrize(("method", "path", "body", "headers", "status"), BAD)
def test_bad_input_is_a_problem_that_says_what_is_wrong(client, method, path, body, headers, status):  # noqa: PLR0917
    response = client.request(method, path, content=body, headers=headers)
    assert response.status_code == status, response.text
    if status != 200:
        problem = response.json()
        assert response.headers["content-type"] == "application/problem+json"
        assert problem["status"] == status
        assert problem["detail"]
        assert client.get(problem["type"]).headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    "q", ["\x00", "'\"; DROP TABLE", "NEAR( AND OR *", "a:b^2 [1 TO 2] {", "🙂" * 500, "\u202e\u200b", "title:(", "-"]
)
def test_a_search_for_anything_at_all_is_no_error(client, q):
    assert client.get("/v1/search", params={"q": q}).status_code == 200


def test_a_chunked_body_is_counted_and_cut_off(client):
    def endless():
        for _ in range(400):
            yield b"x" * 2**16

    try:
        response = client.post("/v1/answers", content=endless(), headers=JSON)
    except OSError:  # the server hung up before the last chunk: as good as a 413
        return
    assert response.status_code == 413
    assert response.json()["type"] == "/problems/body-too-large"


def test_a_body_that_says_it_is_too_large_is_refused_before_it_comes(client):
    with socket.create_connection((client.base_url.host, client.base_url.port), timeout=20) as connection:
        head = b"POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        connection.sendall(head % (16 * 2**20 + 1))
        reply = connection.recv(65536)
    assert reply.startswith(b"HTTP/1.1 413")
    assert b"application/problem+json" in reply


@pytest.mark.parametrize("host", ["", "[", "[::1", "a b", "evil.example", "127.0.0.1:notaport"])
def test_a_strange_host_is_no_error(client, host):
    assert client.get("/healthz", headers={"Host": host}).status_code in {200, 400}
    assert client.post("/v1/answers", json={"question": "Why?"}, headers={"Host": host}).status_code in {200, 400}
