"""Settings: read once, bounded, listed with their source, secrets masked."""

from pathlib import Path

import pytest

from qa.errors import SettingsError
from qa.settings import PREFIX, Settings, listed, unknown_variables


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)


def test_without_an_environment_every_setting_has_its_documented_default():
    settings = Settings.read()
    assert (settings.data_dir, settings.host, settings.port) == (Path("data"), "127.0.0.1", 8000)
    assert (settings.model, settings.encoder, settings.store) == ("auto", "all-MiniLM-L6-v2", "embedded")
    assert (settings.database, settings.reranker, settings.allowed_origins) == ("embedded", "none", ())


def test_a_variable_overrides_the_default_and_an_option_overrides_the_variable(monkeypatch):
    monkeypatch.setenv("QUOTIDIAN_PORT", "9000")
    assert Settings.read().port == 9000
    assert Settings.read(port=9001).port == 9001
    assert Settings.read(port=None).port == 9000


def test_an_empty_variable_means_the_default(monkeypatch):
    monkeypatch.setenv("QUOTIDIAN_PORT", "")
    assert Settings.read().port == 8000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "99999"),
        ("PORT", "eighty"),
        ("STORE", "milvus://localhost"),
        ("DATABASE", "postgresql://localhost"),
        ("RERANKER", "bge"),
        ("MODEL", "gpt"),
        ("ANSWER_DEADLINE_S", "0"),
        ("MAX_CONCURRENT_ANSWERS", "0"),
        ("ALLOWED_ORIGINS", "news.example"),
        ("ALLOWED_ORIGINS", "https://news.example/path"),
    ],
)
def test_a_value_out_of_bounds_is_refused_in_one_sentence_that_names_it(monkeypatch, name, value):
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError) as refused:
        Settings.read()
    assert f"{PREFIX}{name}='{value}' is refused" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_origins_are_a_list_with_commas(monkeypatch):
    monkeypatch.setenv("QUOTIDIAN_ALLOWED_ORIGINS", "https://News.example/, http://localhost:3000")
    assert Settings.read().allowed_origins == ("https://news.example", "http://localhost:3000")


@pytest.mark.parametrize("name", ["API_KEY", "OPENAI_API_KEY"])
def test_a_secret_is_never_shown(monkeypatch, name):
    monkeypatch.setenv(PREFIX + name, "correct-horse-battery")
    settings = Settings.read()
    assert "correct" not in str(listed(settings, {PREFIX + name: "x"})) + repr(settings)


def test_a_refused_secret_is_never_shown(monkeypatch):
    monkeypatch.setenv("QUOTIDIAN_API_KEY", "short-secret")
    with pytest.raises(SettingsError) as refused:
        Settings.read()
    assert "short-secret" not in str(refused.value)


def test_every_setting_is_listed_with_a_description_and_its_source():
    rows = {row.variable: row for row in listed(Settings.read(port=9000), {"QUOTIDIAN_PORT": "9000"})}
    assert set(rows) == {PREFIX + name.upper() for name in Settings.model_fields}
    assert all(row.description for row in rows.values())
    assert (rows["QUOTIDIAN_PORT"].source, rows["QUOTIDIAN_HOST"].source) == ("environment", "default")


def test_a_misspelt_variable_is_pointed_out():
    assert unknown_variables({"QUOTIDIAN_PROT": "1", "QUOTIDIAN_PORT": "1", "HOME": "/"}) == ["QUOTIDIAN_PROT"]
