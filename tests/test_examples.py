"""The examples in the documents, run as a reader would run them."""

import os
import re
import subprocess
import sys
from pathlib import Path

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
        ["bash", "-ec", script], check=False, cwd=folder, env=environment, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def test_the_ways_to_add_articles_are_as_described(tmp_path):
    folder, text, record, corrected = blocks("docs/adding-articles.md")
    assert "1 added" in run(text, tmp_path)
    assert "1 unchanged" in run(folder, tmp_path)
    assert "1 added" in run(record, tmp_path)
    printed = run(corrected, tmp_path)
    assert "1 corrected" in printed
    assert "Two ships" in printed
    assert "Three ships" in printed
