"""Faults planted in what is judged: each must turn the gate red on a set that the sound code clears."""

import asyncio
import json
import sys
from dataclasses import replace

import pytest

from eval.candidate import InProcess, OneModeArchive
from eval.gate import Baseline, baseline_of, breaches
from eval.gold import GoldQuestion
from eval.report import read_report
from eval.run import ask_all, keep_gold_articles
from eval.runfolder import RunFolder
from index import Article, load_encoder
from qa.check import Verdict, answers, bears_out
from tests.doubles.model import ScriptedModel
from tests.eval.news import FLOOD, MAYOR, article, gold, unanswerable

SETTINGS = {"gold_sha256": "x", "model": "none", "search": "hybrid"}
PLACES = ["Tolm", "Osk", "Brell", "Harn", "Lisse", "Morv", "Quay", "Senn", "Ustad", "Wick", "Yarm", "Zell"]
CODES = [f"KX-{7700 + 13 * at}" for at in range(len(PLACES))]
RIVER = "The river Osk burst its banks at Varn on Tuesday."
ELECTED = "Ilse Brandt was elected mayor of Tolm with 52% of the vote."
# A writer that says the same invented thing of everything, with the first sentence for its evidence.
INVENTION = json.dumps(
    {"statements": [{"evidence": [1], "text": "The minister of fisheries, Orla Kemp, promised 9,999 jobs in Atlantis."}]}
)


def order(at: int) -> Article:
    """Articles that mean much the same, and are told apart by a code that only words can find."""
    filed = ("lodged", "submitted", "filed", "registered")[at % 4]
    text = f"The harbour office at {PLACES[at]} {filed} cargo permit {CODES[at]} on Friday. Officials there would not comment."
    return article(f"order-{at}", f"Permit {filed}", text)


def about(at: int) -> GoldQuestion:
    quote = ORDERS[at].text.split(". ")[0]
    return gold(f"order-{at}", f"Which harbour office dealt with permit {CODES[at]}?", [PLACES[at]], (ORDERS[at], quote))


ORDERS = [order(at) for at in range(len(PLACES))]
QUESTIONS = [
    *map(about, range(len(PLACES))),
    gold("river", "Which river burst its banks at Varn?", ["Osk"], (FLOOD, RIVER)),
    gold("mayor", "Who was elected mayor of Tolm?", ["Ilse Brandt"], (MAYOR, ELECTED)),
    unanswerable("permit", "How much did permit KX-7700 cost?"),
    unanswerable("second", "Who came second in the election of the mayor of Tolm?"),
    unanswerable("capital", "What is the capital of Japan?"),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with OneModeArchive.open(tmp_path_factory.mktemp("archive"), encoder=load_encoder()) as opened:
        opened.add([*ORDERS, FLOOD, MAYOR])
        yield opened


class Shifting(InProcess):
    """Says of every quote that it stands one code point further on."""

    async def answer(self, question):
        given = await super().answer(question)
        quotes = [each.model_copy(update={"start": each.start + 1, "end": each.end + 1}) for each in given.quotes]
        return given.model_copy(update={"quotes": quotes})


def judged(path, candidate):
    async def asking():
        folder = RunFolder(path)
        folder.begin(SETTINGS, QUESTIONS)
        await keep_gold_articles(folder, QUESTIONS, candidate)
        return [line async for line in ask_all(folder, candidate, QUESTIONS)]

    asyncio.run(asking())
    return read_report(path)


def baseline(report):
    return Baseline.model_validate(baseline_of(report, slack=0.02))


def broken(report, bars):
    return {breach.name for breach in breaches(report, bars)}


@pytest.fixture(scope="module")
def sound(archive, tmp_path_factory):
    """The bars of the sound code without a model, and that a second run of it clears them."""
    bars = baseline(judged(tmp_path_factory.mktemp("sound") / "run", InProcess(archive, None)))
    assert broken(judged(tmp_path_factory.mktemp("again") / "run", InProcess(archive, None)), bars) == set()
    return bars


def test_a_search_without_bm25_is_caught(archive, sound, tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "only", "dense")
    assert {"Success@1", "nDCG@10"} & broken(judged(tmp_path / "run", InProcess(archive, None)), sound)


def test_quotes_shifted_by_one_are_caught(archive, sound, tmp_path):
    assert "verbatim rate" in broken(judged(tmp_path / "run", Shifting(archive, None)), sound)


def switch_off_the_check(monkeypatch):
    """Put a check that passes everything wherever `qa` uses its own."""
    for name, module in list(sys.modules.items()):
        if name.startswith("qa"):
            for attribute, value in list(vars(module).items()):
                if value in (bears_out, answers):
                    monkeypatch.setattr(module, attribute, lambda *_, **__: Verdict(()))


@pytest.mark.parametrize("judge_too", [False, True], ids=["in the service", "in the service and the judge"])
def test_a_check_that_passes_everything_is_caught(archive, tmp_path, monkeypatch, judge_too):
    bars = baseline(judged(tmp_path / "sound", InProcess(archive, ScriptedModel(INVENTION), write_over_words=0)))
    with monkeypatch.context() as planted:
        switch_off_the_check(planted)
        report = judged(tmp_path / "unchecked", InProcess(archive, ScriptedModel(INVENTION), write_over_words=0))
    if judge_too:
        switch_off_the_check(monkeypatch)
        monkeypatch.setattr("eval.judge.bears_out", lambda *_, **__: Verdict(()))
        report = read_report(tmp_path / "unchecked")
    found = broken(report, bars)
    assert {"gold-string recall", "abstention recall"} & found
    assert judge_too or "citation support" in found


def test_an_article_text_that_was_changed_under_its_quotes_is_caught(archive, sound, tmp_path):
    judged(tmp_path / "run", InProcess(archive, None))
    folder = RunFolder.existing(tmp_path / "run")
    changed = [replace(each, article=replace(each.article, text=f" {each.article.text}")) for each in folder.articles()]
    (tmp_path / "run" / "articles.jsonl").unlink()
    rewritten = RunFolder.existing(tmp_path / "run")
    for each in changed:
        rewritten.keep_article(each)
    assert "verbatim rate" in broken(read_report(tmp_path / "run"), sound)
