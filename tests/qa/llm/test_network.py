"""The network of a real, small GGUF: what it remembers, what it shows, and how it is left."""

import shutil

import numpy as np
import pytest

pytest.importorskip("openvino_genai", reason="OpenVINO has no wheel for this machine")

from qa.errors import ModelUnavailableError
from qa.llm.converted import converted
from qa.llm.network import BATCH_TOKENS, Network
from qa.llm.tokens import Tokens

LAYERS = (3, 20)
LONG = "The mayor of Varn opened the bridge on Tuesday. " * 60


@pytest.fixture(scope="module")
def folder(smollm_path):
    return converted(smollm_path)


@pytest.fixture(scope="module")
def tokens(folder):
    return Tokens(folder)


@pytest.fixture(scope="module")
def network(folder):
    return Network(folder, threads=1, layers=LAYERS)


def test_it_shows_the_logits_of_every_token_and_the_layers_asked_for(network, tokens):
    seen = network.read(tokens.of_text("Who opened the bridge?"))
    assert seen.logits.shape == (len(tokens.words),)
    assert set(seen.layers) == set(LAYERS)
    assert {layer.shape for layer in seen.layers.values()} == {(576,)}
    assert not np.allclose(*seen.layers.values())


def test_what_is_remembered_changes_nothing(network, tokens, folder):
    long, longer = tokens.of_text(LONG), tokens.of_text(LONG + "Who opened it?")
    network.read(tokens.of_text(LONG + "When was that, and where?"))
    remembered = network.read(longer)
    fresh = Network(folder, threads=1, layers=LAYERS).read(longer)
    assert len(longer) > len(long) > BATCH_TOKENS
    assert remembered.logits.argmax() == fresh.logits.argmax()
    assert np.corrcoef(remembered.layers[20], fresh.layers[20])[0, 1] > 0.999


def test_a_prompt_that_is_left_half_read_is_read_on_the_next_time(network, tokens):
    prompt = tokens.of_text(LONG)
    whole = network.read(prompt)
    network.read(tokens.of_text("Something else."))
    turns = iter([False, True])
    assert network.read(prompt, lambda: next(turns)) is None
    assert np.corrcoef(network.read(prompt).logits, whole.logits)[0, 1] > 0.999


def test_a_layer_that_is_not_there_is_named_as_unavailable(folder):
    with pytest.raises(ModelUnavailableError, match="cannot load"):
        Network(folder, threads=1, layers=[99])


def test_a_folder_without_a_network_is_unavailable(folder, tmp_path):
    shutil.copy(folder / "openvino_model.xml", tmp_path)
    with pytest.raises(ModelUnavailableError, match="made anew"):
        Network(tmp_path, threads=1)


def test_text_goes_into_tokens_and_comes_back_byte_for_byte(tokens):
    text = "« Née » à 7 h 30 – 日本 😀\n\n[1] done"
    assert b"".join(tokens.words[token] for token in tokens.of_text(text)).decode() == text


def test_the_end_of_a_reply_is_no_text(tokens):
    assert tokens.words[tokens.end] == b"<|im_end|>"
    assert tokens.ends <= tokens.special


def test_a_look_shows_the_layers_that_reading_shows_and_leaves_the_rest_for_later(network, tokens, folder):
    prompt = tokens.of_text(LONG + "Who opened it, and on which day of the week?")
    looked = network.look(prompt)
    read = network.read(prompt)
    fresh = Network(folder, threads=1).read(prompt)
    assert all(np.corrcoef(looked[layer], read.layers[layer])[0, 1] > 0.999 for layer in LAYERS)
    assert np.corrcoef(read.logits, fresh.logits)[0, 1] > 0.995
    assert read.logits.argmax() == fresh.logits.argmax()


def test_looks_in_between_change_nothing_that_is_read_behind_them(network, tokens):
    first, other = tokens.of_text(LONG), tokens.of_text(LONG[:900] + "The council met on Friday.")
    whole = network.read(first)
    network.look(other)
    again = network.read(first).logits
    assert np.corrcoef(again, whole.logits)[0, 1] > 0.999
    assert again.argmax() == whole.logits.argmax()
