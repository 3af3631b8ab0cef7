"""The examples in the documents, run as a reader would run them."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.timeout(900)  # every command starts a process that loads the encoder

ROOT = Path(__file__).parents[1]


def blocks(document: str, language: str = "sh") -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / document).read_text(), re.MULTILINE | re.DOTALL)


def run(script: str, folder: Path, **variables: str) -> str:
    """Run `script` in `folder` with `python` as this one, stop at its first failing line, and return what it printed."""
    (folder / "bin").mkdir(exist_ok=True)
    python = folder / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    environment = os.environ | {
        "PATH": f"{folder}/bin:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "QUOTIDIAN_DATA_DIR": str(folder / "data"),
        **variables,
    }
    done = subprocess.run(
        ["bash", "-ec", script], check=False, cwd=folder, env=environment, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
    return done.stdout


def test_the_ways_to_add_articles_are_as_described(tmp_path):
    folder, text, record, corrected = blocks("docs/adding-articles.md")
    assert "1 added" in run(text, tmp_path)
    assert "1 unchanged" in run(folder, tmp_path)
    assert "1 added" in run(record, tmp_path)
    printed = run(corrected, tmp_path)
    assert "1 corrected" in printed
    assert "Two ships" in printed
    assert "Three ships" in printed


@pytest.fixture
def served(tmp_path):
    """The address of a server that holds the seeds and has no model."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    environment = os.environ | {"QUOTIDIAN_DATA_DIR": str(tmp_path / "data"), "QUOTIDIAN_MODEL": "none"}
    python = [sys.executable, "-m"]
    subprocess.run([*python, "index", "add", "seeds"], cwd=ROOT, env=environment, check=True, capture_output=True)
    with subprocess.Popen([*python, "qa", "serve", "--port", address.split(":")[1]], cwd=ROOT, env=environment) as server:
        try:
            wait_for(address, server)
            yield address
        finally:
            server.terminate()


def wait_for(address: str, server: subprocess.Popen[bytes], limit_s: float = 300) -> None:
    end = time.monotonic() + limit_s
    while time.monotonic() < end and server.poll() is None:
        try:
            return httpx.get(f"http://{address}/healthz", timeout=2).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
    pytest.fail(f"the server at {address} did not come up")


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_the_readme_s_question_is_answered_on_the_terminal_and_over_http(tmp_path, served):
    asking = next(block for block in blocks("README.md") if "curl" in block).replace(".venv/bin/python", "python")
    printed = run(asking.replace("127.0.0.1:8000", served), tmp_path, QUOTIDIAN_MODEL="none")
    terminal, _, record = printed.partition("\n{")
    answer = json.loads("{" + record)
    assert "French forces first arrived in 2013" in " ".join(terminal.split())
    assert answer["status"] == "answered"
    assert any("French forces first arrived in 2013" in quote["text"] for quote in answer["quotes"])
