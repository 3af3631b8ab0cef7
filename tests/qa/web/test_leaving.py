"""A client that leaves stops the work that was done for it."""

import socket
import threading
from urllib.parse import urlsplit

import pytest

from qa.web import Limits, create_app
from tests.doubles.http import serving, until
from tests.doubles.scripted import Scripted


def send(url, body, *, headers=b""):
    """Open a connection, send one question, and leave the reply unread."""
    parts = urlsplit(url)
    connection = socket.create_connection((parts.hostname, parts.port))
    head = b"POST /v1/answers HTTP/1.1\r\nHost: %b\r\nContent-Type: application/json\r\n%bContent-Length: %d\r\n\r\n"
    connection.sendall(head % (parts.netloc.encode(), headers, len(body)) + body)
    return connection


@pytest.mark.parametrize("stream", [b"false", b"true"])
def test_hanging_up_closes_the_answerers_stream(archive, stream):
    answerer = Scripted(archive, gate=threading.Event())
    with serving(create_app(archive=archive, answerer=answerer)) as url:
        connection = send(url, b'{"question": "Why?", "stream": %b}' % stream)
        assert answerer.waiting.wait(10)
        assert not answerer.closed.is_set()
        connection.close()
        assert answerer.closed.wait(10)


def test_hanging_up_in_the_queue_gives_the_place_to_the_next(archive):
    answerer = Scripted(archive, gate=threading.Event())
    limits = Limits(max_concurrent_answers=1, queue_length=1)
    app = create_app(archive=archive, answerer=answerer, limits=limits)
    with serving(app) as url:
        first = send(url, b'{"question": "first"}')
        assert answerer.waiting.wait(10)
        impatient = send(url, b'{"question": "impatient"}')
        until(lambda: app.state.parts.admission.waiting == 1)
        impatient.close()
        until(lambda: app.state.parts.admission.waiting == 0)
        third = send(url, b'{"question": "third"}')
        until(lambda: app.state.parts.admission.waiting == 1)
        answerer.gate.set()
        assert first.recv(12) == third.recv(12) == b"HTTP/1.1 200"
    assert [each.question for each in answerer.asked] == ["first", "third"]
