"""From the setting to a runtime, with the reason that the reader is given."""

import asyncio

import pytest

from qa.errors import SettingsError
from qa.llm.choose import choose_model
from tests.doubles.ollama import OllamaDouble

NOWHERE = "http://127.0.0.1:1"


def choose(spec, tmp_path, url=NOWHERE):
    return asyncio.run(choose_model(spec, models_dir=tmp_path, ollama_url=url, embedded_runtime="llama.cpp"))


@pytest.fixture
def offline(monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")


def test_auto_takes_ollama_when_it_has_a_model_that_can_chat(tmp_path):
    with OllamaDouble({"embedder": ["embedding"], "quoter:latest": ["completion"]}) as server:
        choice = choose("auto", tmp_path, server.url)
    assert (choice.model.name, choice.model.runtime) == ("quoter:latest", "ollama")


@pytest.mark.parametrize("models", [{}, {"embedder": ["embedding"]}])
def test_auto_falls_back_to_the_embedded_model_and_says_why(tmp_path, models):
    whole = tmp_path / "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
    with whole.open("wb") as file:
        file.truncate(1_117_320_768)
    with OllamaDouble(models) as server:
        choice = choose("auto", tmp_path, server.url)
    assert (choice.model.name, choice.model.runtime) == ("qwen2.5-coder-1.5b", "embedded")
    assert "has no model that can chat" in choice.reason
    assert "run in this process by llama.cpp" in choice.reason


def test_without_any_model_the_reason_says_what_to_do(tmp_path, offline):
    choice = choose("auto", tmp_path)
    assert choice.model is None
    assert "no Ollama server answers at http://127.0.0.1:1" in choice.reason
    assert f"put qwen2.5-coder-1.5b-instruct-q4_k_m.gguf into {tmp_path} yourself" in choice.reason


def test_a_named_model_is_pulled_when_ollama_lacks_it(tmp_path):
    with OllamaDouble({}, library=["tiny"]) as server:
        choice = choose("ollama:tiny", tmp_path, server.url)
        assert "tiny:latest" in server.models
    assert choice.model.name == "tiny"


def test_a_named_model_stands_even_while_its_server_is_down(tmp_path):
    choice = choose("ollama:tiny", tmp_path)
    assert choice.model.runtime == "ollama"
    assert "no Ollama server answers" in choice.reason


def test_a_file_a_catalogue_name_and_a_server_are_told_apart(tmp_path, smollm_path):
    by_path = choose(f"gguf:{smollm_path}", tmp_path)
    by_name = choose("gguf:smollm2-135m", smollm_path.parent)
    server = choose("openai:http://127.0.0.1:8001/v1#Qwen/Qwen3-8B", tmp_path)
    assert (by_path.model.runtime, by_name.model.name) == ("embedded", "smollm2-135m")
    assert (server.model.runtime, server.model.name) == ("openai", "Qwen/Qwen3-8B")
    assert choose("none", tmp_path).model is None


@pytest.mark.parametrize("spec", ["", "gpt-5", "auto:x", "none:x", "ollama:", "gguf:", "openai:http://host", "openai:#name"])
def test_anything_else_is_refused_with_the_forms_there_are(tmp_path, spec):
    with pytest.raises(SettingsError, match="gguf:PATH-or-catalogue-name"):
        choose(spec, tmp_path)


def test_a_file_that_is_not_there_is_refused_with_the_catalogue(tmp_path):
    with pytest.raises(SettingsError, match="smollm2-135m"):
        choose("gguf:/nowhere/model.gguf", tmp_path)
