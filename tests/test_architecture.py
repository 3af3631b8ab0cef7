"""The shape of the code, held by tests: what the import contracts of `pyproject.toml` cannot say."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from importlinter.cli import lint_imports
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PACKAGES = ("index", "qa", "eval")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())

LONGEST_FILE = 300
LONGEST_FUNCTION = 40

# What is longer than that, and why it may be: "path" or "path::function" -> reason.
EXCUSED = {
    "index/archive.py": "the package's one door: many short methods, each of which hands on",
    "index/store.py": "every statement sent to the one database, side by side",
}

# Libraries that come with another and are named by it.
PART_OF = {"pydantic_core": "pydantic"}

type_of_function = ast.FunctionDef | ast.AsyncFunctionDef


def sources() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> Iterator[type_of_function]:
    return (node for node in ast.walk(tree) if isinstance(node, type_of_function))


def public_definitions(node: ast.Module | ast.ClassDef, prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Yield the classes, functions and methods that a reader may use, with their dotted names; overloads and properties too."""
    for child in node.body:
        if isinstance(child, type_of_function | ast.ClassDef) and not child.name.startswith("_"):
            yield prefix + child.name, child
            if isinstance(child, ast.ClassDef):
                yield from public_definitions(child, f"{prefix}{child.name}.")


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_every_public_name_says_what_it_is(path):
    tree = ast.parse(path.read_text())
    silent = [name for name, node in public_definitions(tree) if not ast.get_docstring(node)]
    assert ast.get_docstring(tree), "the module has no docstring"
    assert silent == []


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_files_and_functions_stay_short_enough_to_read(path):
    name, text = name_of(path), path.read_text()
    long = {f"{name}::{f.name}" for f in functions(ast.parse(text)) if f.end_lineno - f.lineno + 1 > LONGEST_FUNCTION}
    long |= {name} if len(text.splitlines()) > LONGEST_FILE else set()
    assert long - EXCUSED.keys() == set()


def test_no_excuse_outlives_what_it_excused():
    for excused in EXCUSED:
        path, _, function = excused.partition("::")
        text = (ROOT / path).read_text()
        sizes = {f.name: f.end_lineno - f.lineno + 1 for f in functions(ast.parse(text))}
        assert sizes[function] > LONGEST_FUNCTION if function else len(text.splitlines()) > LONGEST_FILE, excused


def test_the_import_contracts_hold(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports() == 0


def test_every_package_is_shipped():
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in sources()}
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == found


def test_every_library_that_is_imported_is_declared():
    declared = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["eval"]]
    declared = {canonicalize_name(Requirement(line).name) for line in declared}
    distributions = packages_distributions()
    for library, path in third_party_imports():
        owners = {canonicalize_name(owner) for owner in [*distributions.get(library, []), PART_OF.get(library, library)]}
        assert owners & declared, f"{path} imports {library}, which pyproject.toml does not declare"


def third_party_imports() -> Iterator[tuple[str, str]]:
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            for library in {name.split(".")[0] for name in names} - {*PACKAGES} - sys.stdlib_module_names:
                yield library, name_of(path)


def test_the_drawing_names_every_module_and_no_other():
    drawn = re.findall(r"^- `([\w/]+\.py)`", (ROOT / "docs" / "architecture.md").read_text(), re.MULTILINE)
    modules = [name_of(path) for path in sources() if path.name != "__init__.py"]
    assert sorted(drawn) == modules
