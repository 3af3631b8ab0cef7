import asyncio

import pytest

from eval.errors import GoldError, ServerError
from eval.report import judged
from eval.run import ask_all, keep_gold_articles
from eval.runfolder import RunFolder
from eval.server import Server
from index import Archive, load_encoder
from qa.answerer import Answerer
from qa.web import create_app
from tests.doubles.http import serving
from tests.eval.news import ARTICLES, QUESTIONS, gold

RIVER = QUESTIONS[0]


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    with Archive.open(tmp_path_factory.mktemp("archive"), encoder=load_encoder()) as archive:
        archive.add(ARTICLES)
        with serving(create_app(archive=archive, answerer=Answerer(archive, None))) as address:
            yield address


def run(url, path, questions):
    async def asking():
        folder = RunFolder(path)
        folder.begin({}, questions)
        async with Server.at(url, "hybrid") as server:
            await keep_gold_articles(folder, questions, server)
            return [line async for line in ask_all(folder, server, questions)]

    return asyncio.run(asking())


def test_a_server_is_judged_like_this_checkout(url, tmp_path):
    [line] = run(url, tmp_path, [RIVER])
    [score] = judged(RunFolder.existing(tmp_path))
    assert line.error is None
    assert line.hits[0].article == "flood"
    assert score.means["Success@1"] == 1.0
    assert all(piece.verbatim for piece in score.outcome.shown)


def test_a_server_without_the_articles_is_not_scored(url, tmp_path):
    with pytest.raises(GoldError, match="the archive lacks 'elsewhere'"):
        run(url, tmp_path, [gold("1", "?", ["x"], (ARTICLES[0].__class__("", "x", "elsewhere"), "x"))])


def test_a_server_that_refuses_a_question_is_a_failure_that_says_why(url, tmp_path):
    too_long = gold("long", "Who? " * 1000, ["Osk"], (ARTICLES[0], "Twelve people died"))
    [line] = run(url, tmp_path, [too_long])
    assert line.record is None
    assert line.error.startswith("ServerError:")
    assert "422" in line.error


def test_a_server_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ServerError, match=r"127\.0\.0\.1:9"):
        run("http://127.0.0.1:9", tmp_path, [RIVER])


def test_articles_cannot_be_left_out_of_somebody_elses_archive(url):
    async def leaving_out():
        async with Server.at(url, "hybrid") as server, server.without(["flood"]):
            pass

    with pytest.raises(ServerError, match="without --server"):
        asyncio.run(leaving_out())
