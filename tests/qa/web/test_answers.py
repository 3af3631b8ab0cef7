"""`/v1/answers`: one record whichever way it is asked for."""

import asyncio
import json

import httpx

from qa.errors import ModelUnavailableError
from qa.web import Limits, create_app
from tests.doubles.http import frames, run, serving
from tests.doubles.scripted import Scripted

QUESTION = {"question": "What did the dockworkers vote for?"}


def test_the_answer_quotes_the_stored_article_to_the_letter(client):
    answer = client.post("/v1/answers", json=QUESTION).json()
    quote, source = answer["quotes"][0], answer["sources"][0]
    article = client.get(f"/v1/articles/{quote['article_id']}", params={"text_sha256": source["text_sha256"]}).json()
    assert article["text"][quote["start"] : quote["end"]] == quote["text"]


def test_an_answer_can_be_fetched_again_by_its_id_and_is_the_same_record(client):
    answer = client.post("/v1/answers", json=QUESTION).json()
    assert client.get(f"/v1/answers/{answer['id']}").json() == answer


def test_events_come_in_the_order_of_the_contract_and_end_in_one_completion(client):
    response = client.post("/v1/answers", json=QUESTION, headers={"Accept": "text/event-stream"})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = frames(response.text)
    assert [name for name, _ in events] == [
        "answer.created",
        "answer.status",
        "answer.sources",
        "answer.text.delta",
        "answer.citation.added",
        "answer.completed",
    ]
    data = dict(events)
    completed = data["answer.completed"]["answer"]
    assert data["answer.text.delta"] == {"offset": 0, "delta": completed["text"]}
    assert data["answer.citation.added"] == {"citation": completed["citations"][0], "quotes": completed["quotes"]}
    assert data["answer.sources"]["sources"] == completed["sources"]


def test_the_streamed_record_is_kept_before_it_is_completed(archive):
    app = create_app(archive=archive, answerer=Scripted(archive))
    coming, kept = [json.dumps(QUESTION | {"stream": True}).encode()], []

    async def receive():
        return {"type": "http.request", "body": coming.pop()} if coming else await asyncio.Event().wait()

    async def send(message):
        for name, data in frames(message.get("body", b"").decode()):
            if name == "answer.completed":
                kept.append(app.state.parts.kept.get(data["answer"]["id"]).model_dump(mode="json") == data["answer"])

    headers = [(b"content-type", b"application/json"), (b"host", b"localhost")]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/v1/answers",
        "query_string": b"",
        "headers": headers,
        "client": ("127.0.0.1", 1),
    }
    run(app(scope, receive, send))
    assert kept == [True]


def test_what_breaks_in_mid_stream_ends_the_stream_with_a_problem(archive):
    broken = Scripted(archive, breaks=ModelUnavailableError("no model"))
    with serving(create_app(archive=archive, answerer=broken)) as url:
        events = frames(httpx.post(f"{url}/v1/answers", json=QUESTION | {"stream": True}).text)
    assert [name for name, _ in events] == ["answer.created", "answer.status", "answer.failed"]
    assert events[-1][1]["problem"]["type"] == "/problems/model-unavailable"


def test_what_nobody_foresaw_is_a_problem_that_tells_nothing_but_an_id(archive, caplog):
    broken = Scripted(archive, breaks=ZeroDivisionError("secret detail"))
    with serving(create_app(archive=archive, answerer=broken)) as url:
        response = httpx.post(f"{url}/v1/answers", json=QUESTION)
        streamed = frames(httpx.post(f"{url}/v1/answers", json=QUESTION | {"stream": True}).text)
    assert response.status_code == 500
    assert "secret" not in response.text + json.dumps(streamed)
    assert streamed[-1][1]["problem"]["status"] == 500
    assert response.json()["detail"].split()[-1].rstrip(".") in caplog.text


def test_a_model_that_this_server_does_not_run_is_a_problem(client):
    response = client.post("/v1/answers", json=QUESTION | {"model": "gpt-9"})
    assert (response.status_code, response.json()["type"]) == (422, "/problems/unknown-model")


def test_asking_with_model_none_asks_the_extractive_answerer(archive):
    written, extractive = Scripted(archive), Scripted(archive)
    with serving(create_app(archive=archive, answerer=written, extractive=extractive)) as url:
        httpx.post(f"{url}/v1/answers", json=QUESTION | {"model": "none"})
    assert (len(written.asked), len(extractive.asked)) == (0, 1)


def test_every_limit_of_the_request_reaches_the_answerer(archive):
    answerer = Scripted(archive)
    limits = {
        "history": [{"role": "user", "content": "Hello"}],
        "published_after": "2026-01-01",
        "published_before": "2026-12-31",
        "as_of": "2026-12-31",
        "sources": ["Alder Gazette"],
        "max_quotes": 3,
    }
    with serving(create_app(archive=archive, answerer=answerer)) as url:
        assert httpx.post(f"{url}/v1/answers", json=QUESTION | limits).status_code == 200
    (asked,) = answerer.asked
    assert (asked.published_after.year, asked.published_before.month, asked.as_of.hour) == (2026, 12, 23)
    assert (asked.history[0].content, asked.sources, asked.max_quotes) == ("Hello", ("Alder Gazette",), 3)


def test_feedback_is_taken_for_a_known_answer_only(client):
    answer = client.post("/v1/answers", json=QUESTION).json()
    address = f"/v1/answers/{answer['id']}/feedback"
    assert client.post(address, json={"rating": "down", "comment": "Wrong port."}).status_code == 204
    assert client.post(address, json={"rating": "up"}).status_code == 204
    assert client.post(address, json={"rating": "sideways"}).status_code == 422
    assert client.post("/v1/answers/ans_0/feedback", json={"rating": "up"}).status_code == 404


def test_the_oldest_answer_is_forgotten_first(archive):
    with serving(create_app(archive=archive, answerer=Scripted(archive), limits=Limits(answers_kept=2))) as url:
        ids = [httpx.post(f"{url}/v1/answers", json=QUESTION).json()["id"] for _ in range(3)]
        statuses = [httpx.get(f"{url}/v1/answers/{each}").status_code for each in ids]
    assert statuses == [404, 200, 200]


def test_the_log_has_a_line_for_each_answer_and_never_the_question(client, caplog):
    caplog.set_level("INFO")
    answer = client.post("/v1/answers", json={"question": "Is the zebra striped?"}).json()
    client.get("/v1/search", params={"q": "zebra"})
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("qa")]
    assert [line for line in ours if answer["id"] in line and "answered" in line]
    assert "zebra" not in "".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx"))
