"""Probes: for which file and which task they speak, and what they say."""

import json
import math

import numpy as np
import pytest

from eval.probing.examples import READINGS
from qa import prompts
from qa.llm import probe
from qa.llm.catalogue import CATALOGUE, DEFAULT_NAME
from qa.llm.model import Message
from qa.llm.probe import Probe, probes_for, task_of
from tests.qa.news import HARBOUR, sentences

DEFAULT = CATALOGUE[DEFAULT_NAME]


def test_a_probe_says_yes_the_more_the_further_the_layer_points_its_way():
    one = Probe(18, np.array([1.0, -2.0], np.float32), 0.5)
    assert one.yes({18: np.array([1.0, 0.75], np.float32)}) == 0.5
    assert one.yes({18: np.array([3.0, 0.0], np.float32)}) == pytest.approx(1 / (1 + math.exp(-3.5)))
    assert 0.0 < one.yes({18: np.array([-90.0, 300.0], np.float32)}) < 1e-9


def test_the_task_is_the_last_paragraph_of_the_last_message():
    assert (
        task_of([Message("system", "Be kind.\n\nNow."), Message("user", "One.\n\nTwo?\n\nReply Yes or No.")])
        == "Reply Yes or No."
    )


def named(tmp_path, name, size):
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(size)  # as large as it should be, and empty: nothing reads it
    return path


def test_the_default_model_has_probes_for_all_readings_and_for_dispute_beside_an_answer(tmp_path):
    one = sentences(HARBOUR)[:1]
    put = (prompts.grading("Who?", []), prompts.proving("Who?", "Ann did.", []), prompts.comparing("Who?", one, one))
    together, alone, another = (task_of(prompt) for prompt in put)
    probes = probes_for(named(tmp_path, DEFAULT.file_name, DEFAULT.size_bytes))
    assert {task: each.disputed is not None for task, each in probes.items()} == {together: False, alone: False, another: True}
    assert all(each.layers <= {16, 18} and each.answer.layer in each.layers for each in probes.values())


@pytest.mark.parametrize(("name", "size"), [("other.gguf", DEFAULT.size_bytes), (DEFAULT.file_name, 100)])
def test_another_file_has_none(tmp_path, name, size):
    assert probes_for(named(tmp_path, name, size)) == {}


def test_a_file_that_is_not_there_has_none(tmp_path):
    assert probes_for(tmp_path / DEFAULT.file_name) == {}


def test_the_shipped_probes_say_what_they_were_trained_on_and_how_well_they_told_what_they_had_not_seen():
    kept = json.loads((probe.files("qa.llm") / "probes" / f"{DEFAULT_NAME}.json").read_text())
    told = [(one["task"], one["tells"]) for one in kept["probes"]]
    assert sorted(told) == sorted(READINGS.values())
    assert all(one["trained_on"] for one in kept["probes"])
    assert all(0.8 < one["auroc"] < 1.0 and len(one["weights"]) == 1536 for one in kept["probes"])
    assert all(0.5 < one["worst"] <= one["auroc"] and one["strength"] > 0 for one in kept["probes"])
