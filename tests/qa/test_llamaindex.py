"""The plug for LlamaIndex: what it hands over is where it says it is."""

import asyncio
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index import Archive, Filters, load_encoder
from qa.answerer import Answerer
from qa.llamaindex import QuotidianQueryEngine, QuotidianRetriever
from tests.doubles.scripted import BRIDGE, STRIKE

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with Archive.open(tmp_path_factory.mktemp("data"), encoder=load_encoder()) as opened:
        opened.add([STRIKE, BRIDGE])
        yield opened


def is_where_it_says(archive, node):
    text = archive.get(node.metadata["article_id"]).article.text
    return text[node.metadata["start"] : node.metadata["end"]] == node.text == text[node.start_char_idx : node.end_char_idx]


def test_the_retriever_returns_passages_with_their_places(archive):
    found = QuotidianRetriever(archive, limit=2).retrieve("pay rise of the dockworkers")
    assert found[0].node.metadata["external_id"] == "strike-1"
    assert all(is_where_it_says(archive, each.node) for each in found)
    assert found[0].score >= found[-1].score


def test_the_retriever_keeps_to_its_filters(archive):
    late = Filters(published_after=datetime(2026, 4, 1, tzinfo=UTC))
    found = QuotidianRetriever(archive, filters=late).retrieve("pay rise of the dockworkers")
    assert {each.node.metadata["external_id"] for each in found} <= {"bridge-1"}


def test_the_query_engine_answers_with_quotes_as_source_nodes(archive):
    engine = QuotidianQueryEngine(Answerer(archive))
    for response in (
        engine.query("What did the bridge repairs cost?"),
        asyncio.run(engine.aquery("What did the bridge repairs cost?")),
    ):
        record = response.metadata["answer"]
        assert "12 million crowns" in str(response)
        assert record["status"] == "answered"
        assert [each.node.text for each in response.source_nodes] == [quote["text"] for quote in record["quotes"]]
        assert all(is_where_it_says(archive, each.node) for each in response.source_nodes)


def test_the_query_engine_says_when_the_articles_do_not(archive):
    response = QuotidianQueryEngine(Answerer(archive)).query("What is the capital of Japan?")
    assert (str(response), response.source_nodes) == ("The articles don't say.", [])
    assert response.metadata["answer"]["status"] == "no_answer"


def test_what_locates_a_node_stays_out_of_prompts_and_embeddings(archive):
    (found,) = QuotidianRetriever(archive, limit=1).retrieve("dockworkers")
    assert found.node.metadata["text_sha256"] not in found.node.get_content("llm") + found.node.get_content("embed")


def test_the_example_in_the_documents_runs(tmp_path):
    example = (ROOT / "docs" / "llamaindex.md").read_text().split("```python\n")[1].split("```")[0]
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    done = subprocess.run(
        [sys.executable, "-c", example],
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "2013" in done.stdout
