"""The documents, held against the code: what they list exists, what exists they list."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from qa.settings import Settings, listed

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
README = (ROOT / "README.md").read_text()


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def table_under(heading: str, text: str) -> list[list[str]]:
    """Return the cells of the first table under `heading`, without its head."""
    section = f"\n{text}".split(f"\n{heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_link_within_the_repository_leads_somewhere(path):
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text())
    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_make_target_that_is_named_exists(path):
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = re.findall(r"(?:^|`)(?:\w+=\S* )*make ([a-z]+)", path.read_text(), re.MULTILINE)
    assert set(named) <= known


def test_the_readme_is_short_enough_to_be_read():
    assert len(README.splitlines()) < 120


def test_the_answer_shown_first_quotes_a_seed_article_word_for_word():
    shown = README.split("```text\n", 1)[1].split("```", 1)[0]
    quotes = [" ".join(quote.split()) for quote in re.findall(r"\[\d+\] “(.+?)”\n", shown, re.DOTALL)]
    seeds = [" ".join(path.read_text().split()) for path in (ROOT / "seeds").glob("*.md")]
    assert quotes
    assert [quote for quote in quotes if not any(quote in seed for seed in seeds)] == []


def test_every_document_stands_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text()
    assert [
        path.name for path in (ROOT / "docs").glob("*.md") if path.name != "README.md" and f"({path.name})" not in index
    ] == []


def test_the_settings_table_says_what_the_settings_are(monkeypatch):
    for variable in [setting.variable for setting in listed(Settings.read(), {})]:
        monkeypatch.delenv(variable, raising=False)
    rows = table_under("# Settings", (ROOT / "docs" / "settings.md").read_text())
    fields = Settings.model_fields
    assert [row[0] for row in rows] == [f"`QUOTIDIAN_{name.upper()}`" for name in fields]
    assert [row[2] for row in rows] == [field.description for field in fields.values()]
    assert [row[1] for row in rows] == [shown(setting.value) for setting in listed(Settings.read(), {})]


def shown(value: object) -> str:
    """Return a default as the table writes it; the home folder as `~`."""
    if value is None or value == []:
        return ""
    return f"`{value}`".replace(str(Path.home()), "~")


def test_every_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = [*project["dependencies"], *sum(project["optional-dependencies"].values(), start=[])]  # noqa: RUF017
    reasons = (ROOT / "docs" / "dependencies.md").read_text()
    assert [name for name in (Requirement(line).name for line in declared) if not re.search(rf"\b{name}\b", reasons)] == []


def test_every_room_named_for_a_dependency_exists():
    rooms = re.findall(r"`((?:index|qa|eval)/[\w/.]*)`", (ROOT / "docs" / "dependencies.md").read_text())
    assert [room for room in rooms if not (ROOT / room).exists()] == []
