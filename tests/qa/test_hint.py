"""A hint points at the sentence that holds it, speaks against all when it says that there is none, and is never shown."""

from __future__ import annotations

import asyncio

import pytest

from index import Archive
from qa.answer import Usage
from qa.answerer import Answerer
from qa.ask import Ask
from qa.check import hint_share
from qa.hint import Hint, hint
from tests.doubles.hashing_encoder import HashingEncoder
from tests.doubles.model import ScriptedModel
from tests.qa.news import HARBOUR, sentences

FIRE, WAREHOUSE, MAYOR, DAMAGE = sentences(HARBOUR)
KILLED = "How many dockworkers were killed at the harbour of Alder?"


@pytest.mark.parametrize(
    ("question", "text", "sentence", "share"),
    [
        (KILLED, "12", FIRE, 1.0),
        (KILLED, "Twelve dockworkers", FIRE, 1.0),
        (KILLED, "fifteen", FIRE, 0.0),
        ("When did the fire at the harbour kill dockworkers?", "2 March 2026", FIRE, 1.0),
        ("When did the fire at the harbour kill dockworkers?", "3 March 2026", FIRE, 0.0),
        ("Who spoke of the sprinklers?", "Ines Falk", MAYOR, 1.0),
        ("Who spoke of the sprinklers?", "Ines Berg", MAYOR, 0.5),
        ("Did the sprinklers fail?", "Yes", MAYOR, None),
        (KILLED, "Dockworkers were killed at the harbour of Alder.", FIRE, None),
        ("Twelve or fifteen dockworkers: how many were killed?", "twelve", FIRE, 1.0),
        (KILLED, "", FIRE, None),
    ],
)
def test_the_share_counts_what_the_hint_brings_beyond_the_question(question, text, sentence, share):
    assert hint_share(question, text, sentence) == share


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("not stated", True),
        ("The name of the farmhand is not stated.", True),
        ("The excerpts do not mention it.", True),
        ("Non précisé.", True),
        ("The mayor said the sprinklers had not worked", False),
        ("State of emergency", False),
    ],
)
def test_a_denial_is_told_from_an_answer_with_a_not_in_it(text, denied):
    assert Hint(KILLED, text, Usage()).denied is denied
    if denied:
        assert Hint(KILLED, text, Usage()).points_at(FIRE) == -1.0


def test_the_hint_is_asked_once_and_bounded():
    told = asyncio.run(hint(ScriptedModel(hint=" Twelve.\n"), KILLED, [FIRE]))
    assert (told.text, told.points_at(FIRE), told.points_at(DAMAGE)) == ("Twelve.", 1.0, 0.0)
    assert told.usage == Usage(1, 1)


def test_no_word_of_a_hint_is_ever_shown(tmp_path):
    with Archive.open(tmp_path, encoder=HashingEncoder()) as archive:
        archive.add([HARBOUR])
        answer = asyncio.run(Answerer(archive, ScriptedModel(hint="Nine hundred clowns", yes=0.9)).answer(Ask(KILLED)))
    assert "clowns" not in answer.text
    assert answer.text.startswith(FIRE.text)
