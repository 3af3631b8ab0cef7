"""What is answered follows what the archive holds: nothing twice, nothing outdated, nothing deleted."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import httpx
import pytest

from index import Archive, Article, read_articles
from qa.answerer import Answerer
from qa.ask import Ask
from qa.web import create_app
from tests.doubles.http import serving
from tests.doubles.model import ScriptedModel
from tests.promises.conftest import SEEDS
from tests.promises.holds import broken_promises

QUERIES = ("last French troops leave Mali", "civilians killed in the Sahel", "sanctions on Mali", "Who is Assimi Goita?")
QUESTION = "How many people were hurt when the Anselma burned?"
OLD = "Twelve people were hurt when the ferry Anselma burned off Kell Point on Friday."
NEW = "Seventeen people were hurt when the ferry Anselma burned off Kell Point on Friday."
REST = " The captain, Ada Brisk, was the last to leave the ship. The line has not said what started the fire."
FIRE = Article(title="Ferry burns off Kell Point", text=OLD + REST, external_id="fire-1", source="Kell Gazette", language="en")
WRITERS = {
    "quotes alone": lambda: None,
    "a model that remembers the old text": lambda: ScriptedModel(
        json.dumps({"statements": [{"evidence": [1, 2, 3], "text": text} for text in (OLD, "Twelve people were hurt.")]})
    ),
}


@pytest.fixture
def archive(tmp_path, encoder):
    with Archive.open(tmp_path, encoder=encoder) as opened:
        opened.add([FIRE, *read_articles(SEEDS)])
        yield opened


def asked(archive, question, model=None):
    return asyncio.run(Answerer(archive, model, write_over_words=0).answer(Ask(question)))


def test_a_folder_added_three_times_leaves_counts_and_top_10_as_they_were(tmp_path, encoder):
    seen = []
    for _ in range(3):
        with Archive.open(tmp_path, encoder=encoder) as archive:
            archive.add(read_articles(SEEDS))
            status = archive.status()
            hits = [archive.search(query, limit=10) for query in QUERIES]
            top = [[(hit.rank, hit.article.id, hit.passage.start, hit.passage.end, hit.score) for hit in each] for each in hits]
            seen.append((status.articles, status.passages, top))
    assert seen[0][0] == 2
    assert all(seen[0][2])
    assert seen == [seen[0]] * 3


@pytest.mark.parametrize("writer", WRITERS)
def test_the_old_text_of_a_corrected_article_is_in_no_answer(archive, writer):
    before = asked(archive, QUESTION)
    archive.add([replace(FIRE, text=NEW + REST)])
    assert before.quotes[0].text == OLD
    assert [version.article.text for version in archive.versions("fire-1")] == [OLD + REST, NEW + REST]
    for question in (QUESTION, "Were twelve people hurt when the Anselma burned?", OLD, "Who was the last to leave the Anselma?"):
        answer = asked(archive, question, WRITERS[writer]())
        shown = [answer.text, *(part for quote in answer.quotes for part in (quote.prefix, quote.text, quote.suffix))]
        assert not any("Twelve" in text for text in shown)
        assert broken_promises(answer, archive) == []
    assert [quote.text for quote in asked(archive, QUESTION, WRITERS[writer]()).quotes] == [NEW]


def test_an_older_answer_still_names_the_text_that_it_quotes(archive):
    with (
        serving(create_app(archive=archive, answerer=Answerer(archive))) as url,
        httpx.Client(base_url=url, timeout=60) as client,
    ):
        before = client.post("/v1/answers", json={"question": QUESTION}).json()
        client.put("/v1/articles/fire-1", json={"title": FIRE.title, "text": NEW + REST}).raise_for_status()
        after = client.post("/v1/answers", json={"question": QUESTION}).json()
        kept = client.get(f"/v1/answers/{before['id']}").json()
        texts = {}
        for answer in (kept, after):
            source, quote = answer["sources"][0], answer["quotes"][0]
            version = client.get(f"/v1/articles/{quote['article_id']}", params={"text_sha256": source["text_sha256"]}).json()
            assert version["text"][quote["start"] : quote["end"]] == quote["text"]
            texts[source["text_sha256"]] = quote["text"]
    assert kept == before
    assert list(texts) == [FIRE.text_sha256, replace(FIRE, text=NEW + REST).text_sha256]
    assert list(texts.values()) == [OLD, NEW]


@pytest.mark.parametrize("writer", WRITERS)
def test_a_deleted_article_is_in_no_answer(archive, writer):
    deleted = archive.get("fire-1").id
    assert asked(archive, QUESTION).sources[0].article_id == deleted
    with serving(create_app(archive=archive, answerer=Answerer(archive))) as url:
        httpx.delete(f"{url}/v1/articles/fire-1", timeout=60).raise_for_status()
    for question in (QUESTION, OLD, "Who was the last to leave the Anselma?"):
        answer = asked(archive, question, WRITERS[writer]())
        assert deleted not in {source.article_id for source in answer.sources}
        assert "Anselma" not in answer.text
        assert broken_promises(answer, archive) == []
    assert deleted not in {hit.article.id for hit in archive.search(OLD, limit=10)}
    assert archive.versions(deleted) == []
