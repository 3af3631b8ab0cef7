import asyncio
import json

import pytest

from eval.gold import GoldQuestion
from eval.peers.contest import OURS, Contest, askable
from eval.peers.table import FIGURES, figures_of, markdown
from index import Archive
from qa.ask import Turn
from qa.errors import ModelTimeoutError
from tests.doubles.hashing_encoder import HashingEncoder
from tests.doubles.model import ScriptedModel
from tests.eval.news import ARTICLES, QUESTIONS

SAID = "The river Osk burst its banks at Varn on Tuesday [1]."


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with Archive.open(tmp_path_factory.mktemp("archive"), encoder=HashingEncoder(), encoder_name="hashing") as opened:
        opened.add(ARTICLES)
        yield opened


def hold(archive, model, folder):
    return asyncio.run(Contest(archive, model, QUESTIONS[:1], folder).hold())


def test_every_stack_is_asked_and_judged_alike(archive, tmp_path):
    scores = hold(archive, ScriptedModel(SAID), tmp_path)
    assert list(scores) == [OURS, "LlamaIndex retriever engine", "LlamaIndex citation engine", "BM25 + LLM"]
    for name in list(scores)[1:]:
        [score] = scores[name]
        assert score.means["gold-string recall"] == 1.0, name
        assert score.supported == (True,), name
        assert all(piece.verbatim for piece in score.outcome.shown), name
        assert score.outcome.text == "The river Osk burst its banks at Varn on Tuesday.", name
        assert score.outcome.prompt_tokens > 0, name


def test_a_stack_that_declines_shows_nothing(archive, tmp_path):
    scores = hold(archive, ScriptedModel("The passages do not say."), tmp_path)
    for name in list(scores)[1:]:
        outcome = scores[name][0].outcome
        assert (outcome.abstained, outcome.shown, outcome.statements) == (True, (), ()), name


def test_a_model_that_breaks_is_a_failure_of_every_stack_that_has_no_fallback(archive, tmp_path):
    scores = hold(archive, ScriptedModel("", breaks=ModelTimeoutError("it hung")), tmp_path)
    assert scores[OURS][0].outcome.failed is None
    assert all(scores[name][0].outcome.failed == "ModelTimeoutError: it hung" for name in list(scores)[1:])


def test_what_was_asked_is_not_asked_again(archive, tmp_path):
    first = hold(archive, ScriptedModel(SAID), tmp_path)
    again = hold(archive, ScriptedModel("It snowed [1]."), tmp_path)
    assert {name: found[0].outcome.text for name, found in again.items()} == {
        name: found[0].outcome.text for name, found in first.items()
    }


def test_only_what_one_query_can_ask_is_asked():
    followup = GoldQuestion("1", "And who?", answerable=False, history=(Turn("user", "Who left?"),))
    assert askable([followup, *QUESTIONS]) == QUESTIONS


def test_the_table_has_a_column_a_stack_and_a_line_a_figure(archive, tmp_path):
    columns = figures_of(hold(archive, ScriptedModel(json.dumps(SAID)), tmp_path))
    lines = markdown(columns).splitlines()
    assert lines[0].count("|") == len(columns) + 2
    assert [line.split(" | ")[0].lstrip("| ") for line in lines[2:]] == list(FIGURES)
