"""The whole way: the real answerer, archive and encoder behind the widget; only the language model is a double, or missing."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterator, Sequence

import pytest
from playwright.sync_api import expect

from index import Archive
from qa.answerer import Answerer
from qa.llm.model import Message, Piece
from qa.web.app import create_app
from tests.doubles.model import ScriptedModel
from tests.widget.news import ARTICLES, COST, STRIKE
from tests.widget.scripted import COUNT, VOTE
from tests.widget.service import served


class Copyist(ScriptedModel):
    """A model that copies the excerpt which shares most words with the question, and names its number."""

    async def chat(self, messages: Sequence[Message], **options: object) -> AsyncIterator[Piece]:
        prompt = messages[-1].content
        question = re.search(r"(?:Question|Last question): (.*)", prompt)[1]
        if "Last question" in prompt:
            yield Piece(json.dumps({"question": f"{question} (the strike)"}))
            return
        wanted = set(re.findall(r"\w+", question.lower()))
        excerpts = re.findall(r"^\[(\d+)\] (.*)$", prompt, re.MULTILINE)
        number, text = max(excerpts, key=lambda excerpt: len(wanted & set(re.findall(r"\w+", excerpt[1].lower()))))
        yield Piece(json.dumps({"statements": [{"evidence": [int(number)], "text": text}]}))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("real")) as archive:
        archive.add(ARTICLES)
        yield archive


@pytest.mark.parametrize("model", [None, Copyist()], ids=["without a model", "with a model"])
def test_a_question_leads_to_the_very_words_in_the_article(visiting, real: Archive, model: ScriptedModel | None):
    with served(create_app(archive=real, answerer=Answerer(real, model))) as url:
        visit = visiting(url).open()
        visit.ask("How many votes did the union count in favour?").answered()
        quotes = visit.turn.locator(".proof blockquote").all_text_contents()
        assert any(COUNT in quote for quote in quotes)
        for number, quote in enumerate(quotes):
            assert quote in STRIKE.text or quote in COST.text
            visit.turn.get_by_role("button", name="Read in the article").nth(number).click()
            expect(visit.panel.locator("mark").first).to_be_in_viewport()
            assert visit.marked() == quote.replace("\n\n", "\n")
            visit.page.keyboard.press("Escape")
        original = visit.turn.locator(".proof").first
        expect(original).to_be_visible()


def test_a_written_answer_is_a_sentence_with_its_chip_and_a_follow_up_is_understood(visiting, real: Archive):
    with served(create_app(archive=real, answerer=Answerer(real, Copyist()))) as url:
        visit = visiting(url).open()
        visit.ask("What did dockworkers vote on Monday evening to accept?").answered()
        expect(visit.prose).to_have_text(f"{VOTE}1")
        visit.ask("How many votes did the union count in favour?").answered()
        expect(visit.prose).to_have_text(f"{COUNT}1")


@pytest.mark.parametrize("model", [None, Copyist(yes=0.01)], ids=["without a model", "with a model"])
def test_what_the_articles_do_not_say_is_said_to_be_so(visiting, real: Archive, model: ScriptedModel | None):
    with served(create_app(archive=real, answerer=Answerer(real, model))) as url:
        visit = visiting(url).open()
        visit.ask("What is the capital of Japan?").answered()
        expect(visit.turn.locator(".note")).to_contain_text("The articles don’t say.")
        expect(visit.turn.locator(".proof")).to_have_count(0)


def test_dates_that_rule_every_article_out_are_named_as_the_reason(visiting, real: Archive):
    with served(create_app(archive=real, answerer=Answerer(real, None))) as url:
        visit = visiting(url).open()
        visit.chat.get_by_text("Any date").click()
        visit.chat.get_by_label("To").fill("2001-01-01")
        visit.ask("How many votes did the union count in favour?").answered()
        expect(visit.turn.locator(".note")).to_have_text("The articles from these dates don’t say.")
        visit.button("Search all dates").click()
        expect(visit.turn.locator(".proof blockquote").first).to_be_visible()
