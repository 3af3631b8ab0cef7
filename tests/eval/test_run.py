import asyncio
from contextlib import asynccontextmanager

import pytest

from eval.adapters.leave_one_out import left_out
from eval.candidate import InProcess, OneModeArchive
from eval.errors import GoldError, ServerError
from eval.gold import GoldQuestion, GoldQuote
from eval.report import judged
from eval.run import ask_all, keep_gold_articles
from eval.runfolder import RunFolder
from index import load_encoder
from qa.record import AnswerRecord
from tests.eval.news import ARTICLES, FLOOD, QUESTIONS, stored
from tests.eval.records import record

SETTINGS = {"gold_sha256": "x"}


class Scripted:
    """A candidate that answers every question alike, fails where told, and counts."""

    def __init__(self, *, fails=()):
        self.asked, self.fails, self.left_out = [], fails, []

    async def answer(self, question):
        self.asked.append(question.id)
        if question.id in self.fails:
            raise ServerError("503")
        return record(
            "The river Osk burst its banks at Varn on Tuesday.", (FLOOD, "The river Osk burst its banks at Varn on Tuesday.")
        )

    async def search(self, given):
        return []

    async def article(self, name, sha256=None):
        found = [stored(each) for each in ARTICLES if name in (each.id, each.external_id)]
        return found[0] if found else None

    @asynccontextmanager
    async def without(self, names):
        self.left_out.append(tuple(names))
        yield


def run(path, candidate, questions=QUESTIONS):
    async def asking():
        folder = RunFolder(path)
        folder.begin(SETTINGS, questions)
        await keep_gold_articles(folder, questions, candidate)
        return [line.id async for line in ask_all(folder, candidate, questions)]

    return asyncio.run(asking())


def test_each_question_is_asked_once_however_often_the_run_is_started(tmp_path):
    first, second = Scripted(), Scripted()
    assert run(tmp_path, first) == ["river", "mayor", "capital", "vote"]
    assert run(tmp_path, second) == []
    assert (len(first.asked), second.asked) == (4, [])


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path):
    async def half(candidate):
        folder = RunFolder(tmp_path)
        folder.begin(SETTINGS, QUESTIONS)
        async for line in ask_all(folder, candidate, QUESTIONS):
            if line.id == "mayor":
                break

    asyncio.run(half(Scripted()))
    assert run(tmp_path, Scripted()) == ["capital", "vote"]


def test_a_failure_is_written_down_and_counts(tmp_path):
    run(tmp_path, Scripted(fails=("mayor",)))
    folder = RunFolder.existing(tmp_path)
    assert folder.answers()["mayor"].error == "ServerError: 503"
    assert [score.right for score in judged(folder)] == [True, False, False, False]


def test_a_run_can_be_judged_where_the_archive_is_not(tmp_path):
    run(tmp_path, Scripted())
    score = judged(RunFolder.existing(tmp_path))[0]
    assert score.outcome.shown[0].verbatim
    assert score.supported == (True,)


@pytest.mark.parametrize(
    ("quote", "complaint"),
    [
        (GoldQuote("lost", "x"), "the archive lacks 'lost'"),
        (GoldQuote("flood", "It snowed."), "does not hold the gold quote 'It snowed.'"),
    ],
)
def test_gold_that_does_not_fit_the_archive_stops_the_run(tmp_path, quote, complaint):
    with pytest.raises(GoldError, match=complaint):
        run(tmp_path, Scripted(), [GoldQuestion("1", "?", ("x",), evidence=(quote,))])


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with OneModeArchive.open(tmp_path_factory.mktemp("archive"), encoder=load_encoder()) as opened:
        opened.add(ARTICLES)
        yield opened


def test_this_checkout_is_asked_in_process(tmp_path, archive):
    assert run(tmp_path, InProcess(archive, None), QUESTIONS[:1]) == ["river"]
    [line] = RunFolder.existing(tmp_path).answers().values()
    [score] = judged(RunFolder.existing(tmp_path))
    assert isinstance(line.record, AnswerRecord)
    assert line.hits[0].article == "flood"
    assert score.means["Success@1"] == 1.0
    assert all(piece.verbatim for piece in score.outcome.shown)


def test_articles_left_out_are_gone_for_one_question_and_back_for_the_next(tmp_path, archive):
    asked = [left_out(QUESTIONS[0]), QUESTIONS[0]]
    run(tmp_path, InProcess(archive, None), asked)
    lines = RunFolder.existing(tmp_path).answers()
    assert "flood" not in {hit.article for hit in lines["river-left-out"].hits}
    assert lines["river"].hits[0].article == "flood"


def test_one_half_of_the_search_can_be_taken_away(archive, monkeypatch):
    monkeypatch.setattr(archive, "only", "lexical")
    assert archive.search("qqqq", mode="dense") == []
    monkeypatch.setattr(archive, "only", "dense")
    assert len(archive.search("qqqq", mode="lexical")) > 0
