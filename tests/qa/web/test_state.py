"""`/healthz`, `/readyz`, `/v1/archive` and `/openapi.json`: what the server says of itself, while it starts as well."""

import asyncio
import threading

import httpx

from index import Archive
from qa.answerer import Answerer
from qa.errors import ModelUnavailableError
from qa.llm.choose import Choice
from qa.web import create_app
from tests.doubles.http import serving, until
from tests.doubles.scripted import Scripted


class Loaded:
    """A model that is loaded when its gate opens."""

    name, runtime, probed = "pocket", "embedded", False

    def __init__(self):
        self.closed = False

    async def warm_up(self):
        pass

    async def aclose(self):
        self.closed = True


def ready(url):
    response = httpx.get(f"{url}/readyz")
    return response.status_code, response.json()


def test_it_is_alive(client):
    assert client.get("/healthz").json() == {"status": "alive"}


def test_it_answers_while_the_model_loads_and_says_so(archive):
    gate, model = threading.Event(), Loaded()

    async def load(report):
        while not gate.is_set():  # noqa: ASYNC110 - the gate belongs to another thread
            await asyncio.sleep(0.005)
        return Choice(model, "as the setting says")

    with serving(create_app(archive=archive, answerer=Answerer(archive), choose=load)) as url:
        status, body = ready(url)
        assert (status, body["status"], body["model"]) == (200, "degraded", None)
        assert "the language model is still loading" in body["reasons"]
        answer = httpx.post(f"{url}/v1/answers", json={"question": "What did the dockworkers vote for?"}).json()
        assert (answer["mode"], answer["warnings"][0]["code"]) == ("extractive", "llm_unavailable")
        gate.set()
        until(lambda: ready(url)[1] == {"status": "ready", "reasons": [], "model": "pocket"})
    assert model.closed


def test_a_choice_of_no_model_leaves_it_degraded_with_the_reason(archive):
    async def none(report):
        return Choice(None, "No Ollama and no embedded model; start the one or fetch the other.")

    with serving(create_app(archive=archive, answerer=Scripted(archive), choose=none)) as url:
        until(lambda: any("No Ollama" in reason for reason in ready(url)[1]["reasons"]))


def test_a_model_that_cannot_be_had_leaves_it_degraded_with_the_reason(archive):
    async def fail(report):
        raise ModelUnavailableError("Ollama does not answer; start it")

    with serving(create_app(archive=archive, answerer=Scripted(archive), choose=fail)) as url:
        until(lambda: "Ollama does not answer; start it" in ready(url)[1]["reasons"])
        assert ready(url)[0] == 200


def test_an_empty_archive_is_degraded_and_says_what_to_do(tmp_path, encoder):
    with Archive.open(tmp_path, encoder=encoder) as empty, serving(create_app(archive=empty, answerer=Scripted(empty))) as url:
        status, body = ready(url)
    assert (status, body["status"]) == (200, "degraded")
    assert "python -m index add" in " ".join(body["reasons"])


def test_it_tells_what_is_in_the_archive_and_what_to_ask(client):
    told = client.get("/v1/archive").json()
    assert (told["articles"], told["sources"], told["languages"]) == (2, ["Alder Gazette", "Lorne Post"], ["en"])
    assert (told["published_from"], told["published_to"]) == ("2026-03-02T00:00:00Z", "2026-04-10T00:00:00Z")
    assert len(told["suggestions"]) == 2
    assert "Dockworkers end strike" in " ".join(told["suggestions"])


def test_search_keeps_to_its_filters_and_its_limit(client):
    hits = client.get("/v1/search", params={"q": "bridge", "source": "lorne post", "limit": 1}).json()["hits"]
    assert [(hit["rank"], hit["external_id"]) for hit in hits] == [(1, "bridge-1")]
    for mode in ("hybrid", "dense", "lexical"):
        early = client.get("/v1/search", params={"q": "bridge strike", "published_before": "2026-03-31", "mode": mode}).json()
        assert {hit["external_id"] for hit in early["hits"]} <= {"strike-1"}


def test_the_openapi_document_lists_every_route_of_the_contract(client):
    document = client.get("/openapi.json").json()
    assert set(document["paths"]) >= {
        "/v1/answers",
        "/v1/answers/{answer_id}",
        "/v1/answers/{answer_id}/feedback",
        "/v1/search",
        "/v1/articles",
        "/v1/articles/{article_id}",
        "/v1/articles/batch",
        "/v1/archive",
        "/healthz",
        "/readyz",
    }
    assert "HTTPValidationError" not in str(document)
