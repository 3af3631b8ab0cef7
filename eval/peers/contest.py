"""The contest: every stack is asked every question, one stack after another, resumably; then all are judged alike."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from eval.asking import Plan
from eval.candidate import InProcess
from eval.errors import RunError
from eval.gold import GoldQuestion
from eval.judge import Score, judge
from eval.ours import Library
from eval.ours import outcome_of as our_outcome
from eval.outcome import Outcome
from eval.peers.bm25 import Bm25Stack
from eval.peers.llamaindex import stacks
from eval.peers.stack import Stack, outcome_of
from eval.peers.writer import Writer
from eval.run import ask_all
from eval.runfolder import RunFolder
from eval.session import session
from eval.terminal import bar
from index import Archive, Article, StoredArticle
from qa.llm.model import LanguageModel

OURS = "Quotidian"


class OutcomeLine(BaseModel):
    """One line of a stack's file: a question and what it came to."""

    model_config = ConfigDict(frozen=True)

    id: str
    outcome: Outcome


def askable(questions: Sequence[GoldQuestion]) -> list[GoldQuestion]:
    """Return the questions that a single query can ask: those without history and without a date to be answered as of."""
    return [question for question in questions if not question.history and question.as_of is None and not question.without]


def everything(archive: Archive) -> Iterator[StoredArticle]:
    """Yield every article of the archive."""
    after: str | None = None
    while page := archive.articles(after=after):
        yield from page
        after = page[-1].id


class Contest:
    """One set of articles and questions, and a folder that keeps what each stack said, so that nothing is asked twice.

    Args:
        archive: Holds the articles that all stacks answer from.
        model: Writes for all stacks.
        questions: What is asked; see `askable`.
        folder: Where outcomes are kept.
    """

    def __init__(self, archive: Archive, model: LanguageModel, questions: Sequence[GoldQuestion], folder: Path) -> None:
        self._archive, self._model = archive, model
        self._questions, self._folder = questions, folder
        self._articles = list(everything(archive))

    async def hold(self) -> dict[str, list[Score]]:
        """Ask all stacks all questions, one after another, and return the scores by stack, ours first."""
        writer, library = Writer(self._model, asyncio.get_running_loop()), Library(self._articles)
        outcomes = {OURS: await self._ask_us()}
        for stack in await asyncio.to_thread(self._stacks, writer):
            outcomes[stack.name] = await asyncio.to_thread(self._ask, stack, writer)
        return {name: [judge(q, found[q.id], library) for q in self._questions] for name, found in outcomes.items()}

    def _stacks(self, writer: Writer) -> list[Stack]:
        return [*stacks(self._archive, self._articles, writer), Bm25Stack(self._archive, writer)]

    async def _ask_us(self) -> dict[str, Outcome]:
        run = RunFolder(self._folder / "ours")
        run.begin({"model": self._model.name}, self._questions)
        with bar(len(self._questions), OURS) as shown:
            shown.at(len(run.answers()))
            async for _ in ask_all(run, InProcess(self._archive, self._model), self._questions):
                shown.step()
        library = Library(run.articles())
        return {name: our_outcome(line, library) for name, line in run.answers().items()}

    def _ask(self, stack: Stack, writer: Writer) -> dict[str, Outcome]:
        path = self._folder / f"{stack.name.lower().replace(' ', '-')}.jsonl"
        found = {line.id: line.outcome for line in _lines(path)}
        with bar(len(self._questions), stack.name) as shown:
            for question in self._questions:
                if question.id not in found:
                    found[question.id] = outcome_of(stack, writer, question.question, self._articles)
                    with path.open("a", encoding="utf-8") as file:
                        file.write(OutcomeLine(id=question.id, outcome=found[question.id]).model_dump_json() + "\n")
                shown.step()
        return found


async def contest(plan: Plan, articles: Sequence[Article], folder: Path) -> dict[str, list[Score]]:
    """Open an archive and the model, let all stacks answer, and return the scores by stack.

    Raises:
        RunError: There is no language model: without one the peers have nothing to say.
    """
    async with session(folder / "archive", articles, model=plan.model, search=plan.search, encoder=plan.encoder) as opened:
        if opened.model is None:
            raise RunError(f"The peers need a language model. {opened.reason}")
        return await Contest(opened.archive, opened.model, plan.questions, folder).hold()


def _lines(path: Path) -> list[OutcomeLine]:
    text = path.read_text("utf-8") if path.is_file() else ""
    return [OutcomeLine.model_validate_json(line) for line in text.split("\n")[:-1]]
