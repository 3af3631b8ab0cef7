"""`/v1/articles`: what is put in can be read back, corrected, paged through and taken out; and not by everybody."""

import json

import pytest

from index import Archive
from qa.web import create_app
from tests.doubles.http import from_elsewhere, run
from tests.doubles.scripted import BRIDGE, STRIKE, Scripted

FERRY = {
    "id": "ferry-1",
    "url": "https://post.example/ferry",
    "title": "Ferry to Sund cancelled",
    "text": "The evening ferry to Sund was cancelled because of fog.",
    "published_at": "2026-05-01",
    "source": "Lorne Post",
    "language": "en",
}
KEY = "a key of sixteen letters"


@pytest.fixture
def archive(tmp_path, encoder):
    """Two articles of the test's own, which it may change."""
    with Archive.open(tmp_path, encoder=encoder) as opened:
        opened.add([STRIKE, BRIDGE])
        yield opened


def test_an_article_put_in_is_read_back_and_found(client):
    added = client.post("/v1/articles", json=FERRY)
    assert added.status_code == 201
    read = client.get(added.headers["location"]).json()
    assert (read["external_id"], read["text"], read["published_at"]) == ("ferry-1", FERRY["text"], "2026-05-01T00:00:00Z")
    hits = client.get("/v1/search", params={"q": "ferry fog", "limit": 1}).json()["hits"]
    assert hits[0]["external_id"] == "ferry-1"
    assert read["text"][hits[0]["start"] : hits[0]["end"]] == hits[0]["text"]


def test_the_same_article_twice_is_there_once(client):
    first, second = client.post("/v1/articles", json=FERRY), client.post("/v1/articles", json=FERRY)
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json()["version"] == 1
    assert client.get("/v1/archive").json()["articles"] == 3


def test_a_corrected_article_keeps_its_id_and_its_old_version(client):
    first = client.post("/v1/articles", json=FERRY).json()
    corrected = client.put("/v1/articles/ferry-1", json={"title": FERRY["title"], "text": "The ferry sailed after all."})
    assert corrected.status_code == 200
    assert (corrected.json()["id"], corrected.json()["version"], corrected.json()["url"]) == (first["id"], 2, FERRY["url"])
    assert client.get(f"/v1/articles/{first['id']}").json()["text"] == "The ferry sailed after all."
    old = client.get(f"/v1/articles/{first['id']}", params={"text_sha256": first["text_sha256"]}).json()
    assert (old["text"], old["version"]) == (FERRY["text"], 1)
    assert "fog" not in client.get("/v1/search", params={"q": "fog"}).text


def test_put_makes_an_article_under_an_id_not_seen_before(client):
    made = client.put("/v1/articles/new-1", json={"title": "New", "text": "Something happened."})
    assert (made.status_code, made.json()["external_id"]) == (201, "new-1")


def test_put_refuses_a_record_that_names_another_article(client):
    client.post("/v1/articles", json=FERRY)
    assert client.put("/v1/articles/strike-1", json=FERRY).status_code == 409


def test_what_is_deleted_is_gone(client):
    added = client.post("/v1/articles", json=FERRY).json()
    assert client.delete(f"/v1/articles/{added['id']}").status_code == 204
    assert client.get(f"/v1/articles/{added['id']}").status_code == 404
    assert client.delete(f"/v1/articles/{added['id']}").status_code == 404
    assert "ferry-1" not in client.get("/v1/search", params={"q": "ferry fog"}).text


def test_an_article_that_has_not_changed_is_not_sent_again(client):
    tag = client.get("/v1/articles/strike-1").headers["etag"]
    assert client.get("/v1/articles/strike-1", headers={"If-None-Match": tag}).status_code == 304
    client.put("/v1/articles/strike-1", json={"title": "Corrected headline", "text": "Another text."})
    assert client.get("/v1/articles/strike-1", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_paging_meets_every_article_once(client, limit):
    client.post("/v1/articles", json=FERRY)
    met, after = [], {}
    while True:
        page = client.get("/v1/articles", params={"limit": limit} | after).json()
        met += [each["external_id"] for each in page["articles"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert sorted(met) == ["bridge-1", "ferry-1", "strike-1"]


def test_a_batch_reports_on_every_line_and_takes_the_good_ones(client):
    lines = [
        json.dumps(FERRY),
        "",
        "{",
        json.dumps(FERRY),
        '{"title": "no text"}',
        '{"text": "Plain.", "title": ""}',
        '"\\ud800"',
    ]
    response = client.post("/v1/articles/batch", content="\n".join(lines), headers={"Content-Type": "application/x-ndjson"})
    report = response.json()
    assert [(each["line"], each["status"]) for each in report["lines"]] == [
        (1, "added"),
        (3, "refused"),
        (4, "unchanged"),
        (5, "refused"),
        (6, "added"),
        (7, "refused"),
    ]
    assert (report["added"], report["unchanged"], report["refused"]) == (2, 1, 3)
    assert "text" in report["lines"][3]["detail"]
    assert client.get("/v1/articles/ferry-1").status_code == 200


WRITES = [
    ("POST", "/v1/articles", {"json": FERRY}),
    ("POST", "/v1/articles/batch", {"content": json.dumps(FERRY), "headers": {"Content-Type": "application/x-ndjson"}}),
    ("PUT", "/v1/articles/strike-1", {"json": {"title": "t", "text": "Overwritten."}}),
    ("DELETE", "/v1/articles/strike-1", {}),
]


def attempt(archive, write, *, key=None, headers=(), address="203.0.113.7", host="quotidian.example", allowed=()):
    method, path, given = write
    app = create_app(archive=archive, answerer=Scripted(archive), api_key=key, allowed_origins=allowed)

    async def sent():
        async with from_elsewhere(app, address=address) as visitor:
            return await visitor.request(
                method, path, **given | {"headers": given.get("headers", {}) | {"Host": host} | dict(headers)}
            )

    return run(sent()).status_code


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write[0] + write[1])
class TestWhoMayWrite:
    def test_nobody_from_elsewhere_on_a_server_without_a_key(self, archive, write):
        assert attempt(archive, write) == 401

    def test_nobody_from_elsewhere_with_a_wrong_key(self, archive, write):
        for given in ["Bearer wrong", "Bearer ", "Basic " + KEY, KEY, "Bearer é"]:
            assert attempt(archive, write, key=KEY, headers=[("Authorization", given.encode())]) == 401

    def test_whoever_holds_the_key(self, archive, write):
        assert attempt(archive, write, key=KEY, headers=[("Authorization", f"Bearer {KEY}")]) < 300

    def test_this_machine_without_a_key(self, archive, write):
        assert attempt(archive, write, address="127.0.0.1", host="localhost:8000") < 300

    def test_not_a_page_that_rebinds_its_name_to_this_machine(self, archive, write):
        origin = [("Origin", "http://evil.example:8000")]
        assert attempt(archive, write, address="127.0.0.1", host="evil.example:8000", headers=origin) == 401

    def test_not_a_listed_page_without_the_key(self, archive, write):
        origin = [("Origin", "https://news.example")]
        assert attempt(archive, write, address="127.0.0.1", host="localhost", headers=origin, allowed=("*",)) == 401
