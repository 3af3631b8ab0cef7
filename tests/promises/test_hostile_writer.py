"""A real model that invents most of what it says is let loose on the evidence: nothing that the check rejects is shown.

`QUOTIDIAN_HOSTILE=100` asks a hundred questions; the default is a sample of the same kind.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from contextlib import aclosing, suppress
from pathlib import Path

import pytest

from index import Archive, read_articles
from qa.answerer import Answerer
from qa.ask import Ask
from qa.errors import ModelRubbishError
from qa.llm.model import Grade
from qa.writer import ReplyReader
from tests.promises.conftest import SEEDS
from tests.promises.holds import FRAMES, broken_promises
from tests.promises.questions import questions_about

QUESTIONS = int(os.environ.get("QUOTIDIAN_HOSTILE", "8"))
WIRE = Path(__file__).parents[2] / "eval/gold/archive/articles.jsonl"
STORIES = {  # of each, two accounts that differ
    *("cws-0207-dockers-accept", "cws-0208-correction-vote"),
    *("cws-0304-eleven-dead", "cws-0305-correction-toll"),
    *("db-0309-facture-crue", "mbd-0328-flood-insurance"),
}


class Assured:
    """A real model that is sure of every question, so that it always gets to write; counts its statements."""

    def __init__(self, model):
        self._model, self.name, self.runtime, self.probed = model, model.name, model.runtime, model.probed
        self.written = 0

    async def grade(self, messages):
        return Grade(0.9999, (await self._model.grade(messages)).usage)

    async def chat(self, messages, *, schema=None, max_tokens=256):
        reply = ""
        try:
            async with aclosing(self._model.chat(messages, schema=schema, max_tokens=max_tokens)) as pieces:
                async for piece in pieces:
                    reply += piece.text
                    yield piece
        finally:
            self.written += statements_in(reply)


def statements_in(reply):
    """How many whole statements stand in a reply, however it ends."""
    reader, count = ReplyReader(0), 0
    with suppress(ModelRubbishError):
        count += len(reader.feed(reply))
        count += len(reader.finish())
    return count


@pytest.fixture(scope="module")
def articles():
    return [*read_articles(SEEDS), *(article for article in read_articles(WIRE) if article.external_id in STORIES)]


@pytest.fixture(scope="module")
def archive(tmp_path_factory, encoder, articles):
    with Archive.open(tmp_path_factory.mktemp("wire"), encoder=encoder) as opened:
        opened.add(articles)
        yield opened


@pytest.mark.timeout(120 * QUESTIONS)
def test_nothing_that_a_hostile_model_writes_is_shown_unless_the_check_passes_it(archive, articles, smollm):
    model = Assured(smollm)
    answers = asyncio.run(_asked(archive, model, questions_about(articles, QUESTIONS)))
    shown = [statement for answer in answers for statement in written_statements(answer)]
    modes = Counter(answer.mode if answer.text else "no answer" for answer in answers)
    print(f"\n{len(answers)} questions: {model.written} statements written, {len(shown)} shown; {dict(modes)}")
    assert [(answer.question, fault) for answer in answers for fault in broken_promises(answer, archive)] == []
    assert model.written >= QUESTIONS / 2  # else nothing was tested


async def _asked(archive, model, questions):
    answerer = Answerer(archive, model, deadline_s=110, write_over_words=0)
    return [await answerer.answer(Ask(question)) for question in questions]


def written_statements(answer):
    """The statements that are the model's own, not an article's sentence shown for lack of one."""
    if answer.mode != "generated":
        return []
    statements = [answer.text[citation.start : citation.end] for citation in answer.citations]
    return [statement for statement in statements if not statement.startswith(FRAMES)]
