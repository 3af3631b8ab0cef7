"""The machine's own Chromium, kept from talking to anything but the services on loopback."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

ARGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP paper.test 127.0.0.1"),
)


def path() -> str | None:
    """Return where Chromium is, or None."""
    return shutil.which("chromium") or shutil.which("google-chrome")


@contextmanager
def launched() -> Iterator[Browser]:
    """Launch it without a window.

    Raises:
        FileNotFoundError: There is none on this machine.
    """
    executable = path()
    if executable is None:
        raise FileNotFoundError("there is no chromium on this machine")
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=executable, args=ARGS) as browser:
        yield browser
