"""Whatever a writer replies: no quote that is not in the article, no statement that the check rejects, no exception.

`QUOTIDIAN_FUZZ=100000` runs the whole of it; the default is a sample of the same replies.
"""

from __future__ import annotations

import asyncio
import json
import os

import pytest

import qa.compose
from qa.ask import Ask
from qa.check import bears_out
from qa.errors import LanguageModelError
from qa.gather import number_sentences, rank_sentences
from qa.making import Making
from qa.supported import Supported, supported
from tests.doubles.model import ENDLESS, ScriptedModel
from tests.promises.fuzz import reply
from tests.promises.holds import broken_promises, unverbatim

REPLIES = int(os.environ.get("QUOTIDIAN_FUZZ", "1500"))
QUESTIONS = (
    "How many Malian soldiers were killed at Tessit?",
    "When did the last French troops leave Mali?",
    "Who is the interim president of Mali?",
    "Why did France and Mali fall out?",
)


@pytest.fixture(scope="module")
def evidence(seeds):
    found = {}
    for question in QUESTIONS:
        ranked = rank_sentences(question, seeds.search(question, limit=8), seeds.embed)
        found[question] = number_sentences(ranked, most=8, budget=2000)
    return found


async def written(question, evidence, text):
    """Return the answer that is made of one reply."""
    making = Making(Ask(question))
    try:
        async for item in supported(
            ScriptedModel(text), question, question, evidence, proving=True, headed=False, left_s=lambda: 5.0
        ):
            if isinstance(item, Supported):
                making.state(item.text, item.grounds)
    except LanguageModelError:
        pass
    return making.close()


def wrong_after(seeds, evidence, count):
    async def run():
        wrong, shown = [], 0
        for seed in range(count):
            question = QUESTIONS[seed % len(QUESTIONS)]
            answer = await written(question, evidence[question], reply(seed, [s.text for s in evidence[question]]))
            shown += len(answer.citations)
            wrong += [(seed, fault) for fault in broken_promises(answer, seeds)]
        return wrong, shown

    return asyncio.run(run())


def test_no_reply_makes_a_quote_that_is_not_in_the_article_or_a_statement_that_the_check_rejects(seeds, evidence):
    wrong, shown = wrong_after(seeds, evidence, REPLIES)
    assert wrong == []
    assert shown > REPLIES / 50  # else nothing was tested


def test_the_fuzz_sees_quotes_that_are_shifted_by_one(seeds, evidence, monkeypatch):
    whole = qa.compose._quote

    def shifted(id_, run):
        quote = whole(id_, run)
        return type(quote)(quote.id, quote.article_id, quote.text, quote.start + 1, quote.end + 1, "", "", quote.score)

    monkeypatch.setattr(qa.compose, "_quote", shifted)
    assert wrong_after(seeds, evidence, 200)[0] != []


def test_the_fuzz_sees_a_check_that_lets_everything_pass(seeds, evidence, monkeypatch):
    monkeypatch.setattr("qa.attribution.bears_out", lambda text, sentences: bears_out(sentences[0].text, sentences))
    assert wrong_after(seeds, evidence, 200)[0] != []


def test_a_reply_without_an_end_is_cut_off_and_the_model_stopped(ask, seeds):
    model = ScriptedModel(ENDLESS)
    answer = ask(QUESTIONS[0], model)
    assert "llm_rubbish" in {warning.code for warning in answer.warnings}
    assert model.closed == 1
    assert answer.mode == "extractive"
    assert unverbatim(answer, seeds) == []


def test_a_reply_of_a_megabyte_is_no_answer_and_no_error(ask, seeds):
    text = json.dumps({"statements": [{"evidence": [1], "text": "x" * 10**6}]})
    answer = ask(QUESTIONS[0], ScriptedModel(text))
    assert answer.mode == "extractive"
    assert broken_promises(answer, seeds) == []
