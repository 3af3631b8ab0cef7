"""A GGUF file in OpenVINO's own form: converted once, kept beside the file.

OpenVINO reads GGUF itself, but takes long over it at every start, holds twice the memory meanwhile, and a file that was cut short
crashes its process. So the conversion happens in a process of its own (`qa/llm/conversion.py`), and what that leaves is loaded.
"""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock

from qa.errors import ModelUnavailableError

CONVERSION_S = 600  # the default model takes a minute; a stuck one ends
SEAL = "seal.json"
_ROOM = 3  # times the file's size is written meanwhile: what OpenVINO makes of it, and that again in bytes
MODEL = "openvino_model.xml"
_PROGRAM = "qa.llm.conversion"
FORM = "bytes"
"""How the weights are written (`qa/llm/conversion.py`): where that changes, what was made with them before is made anew."""
PER_SCALE = 64
"""So many numbers of what goes into a layer share a scale, and are multiplied as bytes (`qa/llm/stretches.py`)."""

_log = logging.getLogger(__name__)


def converted(path: Path) -> Path:
    """Return the folder `NAME.openvino` beside the file, converting first unless it is whole and made from this very file.

    Blocks, while another process converts the same file too. Whole means that every file has the size it had; a changed byte is
    not noticed.

    Raises:
        ModelUnavailableError: OpenVINO cannot read the file, or the folder cannot be written.
    """
    folder = path.with_name(f"{path.stem}.openvino")
    try:
        with FileLock(f"{folder}.lock"):
            if not _whole(folder, path):
                _convert(path, folder)
    except OSError as error:
        raise ModelUnavailableError(f"{path} cannot be converted for OpenVINO: {error}") from error
    return folder


def _whole(folder: Path, path: Path) -> bool:
    try:
        return bool(json.loads((folder / SEAL).read_text("utf-8")) == _state(folder, path))
    except (OSError, ValueError):
        return False


def _state(folder: Path, path: Path) -> dict[str, object]:
    source = path.stat()
    return {
        "openvino": version("openvino-genai"),
        "weights": FORM,
        "source": [source.st_size, source.st_mtime_ns],
        "files": {each.name: each.stat().st_size for each in sorted(folder.iterdir()) if each.name != SEAL},
    }


def _convert(path: Path, folder: Path) -> None:
    """Convert into a folder that gets its name once it is whole, so that a kill at any moment leaves none that looks right."""
    free, needed = shutil.disk_usage(path.parent).free, _ROOM * path.stat().st_size
    if free < needed:
        raise ModelUnavailableError(
            f"converting {path} for OpenVINO needs {needed / 1e9:.1f} GB beside it, and {free / 1e9:.1f} GB are free"
        )
    _log.info("converting %s for OpenVINO, once: about a minute", path.name)
    partial = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    try:
        _run(path, partial)
        (partial / SEAL).write_text(json.dumps(_state(partial, path)), "utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _run(path: Path, partial: Path) -> None:
    link = partial / "model.gguf"  # the result is written beside the link, not beside what it points to
    link.symlink_to(path.resolve())
    program = [sys.executable, "-m", _PROGRAM, str(link)]
    try:
        ended = subprocess.run(program, capture_output=True, timeout=CONVERSION_S, check=False)  # noqa: S603 - our own words
    except subprocess.TimeoutExpired as error:
        raise ModelUnavailableError(f"OpenVINO did not convert {path} within {CONVERSION_S} s") from error
    link.unlink()
    if ended.returncode or not (partial / MODEL).is_file():
        _log.debug("conversion ended with %d: %s", ended.returncode, ended.stderr[-500:])
        raise ModelUnavailableError(
            f"OpenVINO cannot read {path}: it is no GGUF file, damaged, or of a kind that it does not know"
        )
