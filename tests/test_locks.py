"""The lock files: what `pip install --require-hashes` will take, on any machine."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
RUNTIME, DEV = "requirements.lock", "requirements-dev.lock"


def pins(lock: str) -> dict[str, list[str]]:
    """Return the lock's requirement lines with what follows each, by name."""
    blocks = re.split(r"\n(?=\S)", (ROOT / lock).read_text().replace("\\\n", ""))
    lines = [block for block in blocks if not block.startswith("#")]
    return {canonicalize_name(re.match(r"[\w.-]+", line)[0]): line.split() for line in lines}


@pytest.mark.parametrize("lock", [RUNTIME, DEV])
def test_every_pin_is_exact_and_hashed(lock):
    for name, words in pins(lock).items():
        assert "==" in words[0], name
        assert words[-1].startswith("--hash=sha256:"), name


@pytest.mark.parametrize("lock", [RUNTIME, DEV])
def test_no_address_and_no_path_is_locked_in(lock):
    assert not re.search(r"://|^-|^\s+--(?!hash)|file:| @ ", (ROOT / lock).read_text(), re.MULTILINE)


@pytest.mark.parametrize("lock", [RUNTIME, DEV])
def test_torch_and_what_only_cuda_needs_are_left_to_the_machine(lock):
    assert [name for name in pins(lock) if re.match(r"torch$|triton|cuda|nvidia", name)] == []


def test_what_runs_is_what_was_tested():
    tested = {words[0] for words in pins(DEV).values()}
    assert {words[0] for words in pins(RUNTIME).values()} - tested == set()


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [(RUNTIME, PROJECT["dependencies"]), (DEV, [*chain.from_iterable(PROJECT["optional-dependencies"].values())])],
)
def test_every_declared_dependency_is_locked_at_a_version_it_allows(lock, wanted):
    locked = pins(lock) | {"torch": (ROOT / "requirements-torch.txt").read_text().split("\n")[1].split()}
    for requirement in map(Requirement, wanted):
        version = locked[canonicalize_name(requirement.name)][0].split("==")[1]
        assert requirement.specifier.contains(version), f"{requirement} is locked at {version}; run `make lock`"
