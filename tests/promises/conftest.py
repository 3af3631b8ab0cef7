"""The seed archive, opened once with the real encoder, and questions asked of it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from index import Archive, load_encoder, read_articles
from qa.answerer import Answerer
from qa.ask import Ask

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def encoder():
    return load_encoder()


@pytest.fixture(scope="session")
def seeds(tmp_path_factory, encoder):
    with Archive.open(tmp_path_factory.mktemp("seeds"), encoder=encoder) as archive:
        archive.add(read_articles(SEEDS))
        yield archive


@pytest.fixture
def ask(seeds):
    def ask_seeds(question, model=None, **given):
        return asyncio.run(
            Answerer(seeds, model, write_over_words=0, deadline_s=given.pop("deadline_s", 60)).answer(Ask(question, **given))
        )

    return ask_seeds
