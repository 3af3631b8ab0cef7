"""A run from beginning to end: open who is asked, write down the settings, ask, keep the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from eval.candidate import InProcess
from eval.facts import articles_sha256, commit, machine, questions_sha256, versions
from eval.gold import GoldQuestion
from eval.run import Candidate, ask_all, keep_gold_articles
from eval.runfolder import RunFolder
from eval.server import Server
from eval.session import session
from eval.terminal import bar
from index import Article, SearchMode


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be asked of what.

    Attributes:
        gold: The name of the gold set, without its folder.
        questions: In the order they are asked.
        search: How to search.
        encoder: The encoder's name; the server's own affair when one is asked.
        model: As `QUOTIDIAN_MODEL`; None takes the setting.
        limited: Whether questions were left out on purpose, in words.
    """

    gold: str
    questions: Sequence[GoldQuestion]
    search: SearchMode
    encoder: str
    model: str | None
    limited: str = ""


async def ask_here(plan: Plan, articles: Sequence[Article], folder: RunFolder) -> None:
    """Ask the answerer of this checkout, over an archive that is kept in the run's folder."""
    async with session(folder.path / "archive", articles, model=plan.model, search=plan.search, encoder=plan.encoder) as opened:
        told = {"model": opened.model_name, "encoder": plan.encoder, "archive_sha256": articles_sha256(articles)}
        folder.begin(settings_of(plan) | told, plan.questions)
        await _ask(folder, InProcess(opened.archive, opened.model), plan)


async def ask_server(plan: Plan, url: str, folder: RunFolder) -> None:
    """Ask a server that holds the articles; its model and encoder are its own affair, and its answers name the model."""
    async with Server.at(url, plan.search) as server:
        folder.begin(settings_of(plan) | {"server": True}, plan.questions)
        await _ask(folder, server, plan)


async def _ask(folder: RunFolder, candidate: Candidate, plan: Plan) -> None:
    await keep_gold_articles(folder, plan.questions, candidate)
    with bar(len(plan.questions), "asking") as shown:
        shown.at(len(folder.answers()))
        async for _ in ask_all(folder, candidate, plan.questions):
            shown.step()


def settings_of(plan: Plan) -> dict[str, Any]:
    """Return the settings that every run writes down: what is asked, and all that a figure may depend on."""
    return {
        "gold": plan.gold,
        "gold_sha256": questions_sha256(plan.questions),
        "questions": len(plan.questions),
        "limited": plan.limited,
        "search": plan.search,
        "commit": commit(),
        "versions": versions(),
        "machine": machine(),
    }
