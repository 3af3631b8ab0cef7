"""Admission: past the queue a question is refused at once, and told when to come back."""

import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from qa.web import Limits, create_app
from qa.web.admission import Visitors
from qa.web.problems import ProblemError
from tests.doubles.http import from_elsewhere, run, serving
from tests.doubles.scripted import Scripted

QUESTION = {"question": "Why?"}


@pytest.mark.parametrize("stream", [False, True])
def test_past_the_queue_a_question_is_refused_with_retry_after(archive, stream):
    answerer = Scripted(archive, gate=threading.Event())
    limits = Limits(max_concurrent_answers=1, queue_length=2)
    with serving(create_app(archive=archive, answerer=answerer, limits=limits)) as url, ThreadPoolExecutor(10) as pool:
        asked = [pool.submit(httpx.post, f"{url}/v1/answers", json=QUESTION | {"stream": stream}, timeout=30) for _ in range(10)]
        while sum(each.done() for each in asked) < 7:
            threading.Event().wait(0.01)
        answerer.gate.set()
        replies = [each.result() for each in asked]
    refused = [each for each in replies if each.status_code == 503]
    assert len(refused) == 7
    assert all(int(each.headers["retry-after"]) >= 1 for each in refused)
    assert {each.json()["type"] for each in refused} == {"/problems/overloaded"}
    assert [each.status_code for each in replies if each not in refused] == [200] * 3


def test_a_visitor_from_elsewhere_who_asks_too_often_is_told_when_to_come_back(archive):
    app = create_app(archive=archive, answerer=Scripted(archive), limits=Limits(visitor_answers_per_min=2))

    async def ask_three_times_and_let_another_ask():
        async with from_elsewhere(app) as visitor, from_elsewhere(app, address="203.0.113.8") as other:
            mine = [await visitor.post("/v1/answers", json=QUESTION) for _ in range(3)]
            return [*mine, await other.post("/v1/answers", json=QUESTION)]

    replies = run(ask_three_times_and_let_another_ask())
    assert [each.status_code for each in replies] == [200, 200, 429, 200]
    assert 1 <= int(replies[2].headers["retry-after"]) <= 30
    assert replies[2].json()["type"] == "/problems/too-many-questions"


def test_this_machine_itself_may_ask_without_limit(archive):
    with serving(create_app(archive=archive, answerer=Scripted(archive), limits=Limits(visitor_answers_per_min=1))) as url:
        assert [httpx.post(f"{url}/v1/answers", json=QUESTION).status_code for _ in range(3)] == [200] * 3


def test_a_bucket_fills_again_with_time():
    now = [0.0]
    visitors = Visitors(2, clock=lambda: now[0])
    visitors.let_in("a")
    visitors.let_in("a")
    with pytest.raises(ProblemError):
        visitors.let_in("a")
    now[0] = 30.0
    visitors.let_in("a")
    with pytest.raises(ProblemError):
        visitors.let_in("a")


def test_no_limit_means_no_limit():
    visitors = Visitors(0)
    for _ in range(1000):
        visitors.let_in("a")
