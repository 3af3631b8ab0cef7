"""The files that a browser is given: read once, joined, compressed and hashed.

A script is joined from small parts that share one scope, so that a publisher's page makes one request and nobody needs a build
step. Does not live here: the pages themselves (`pages`).
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parents[1] / "static"

PARTS = {
    "widget.js": (
        "widget/words.js",
        "widget/chat.css",
        "widget/quotes.css",
        "widget/dom.js",
        "widget/text.js",
        "widget/wire.js",
        "widget/callout.js",
        "widget/reader.js",
        "widget/feedback.js",
        "widget/proof.js",
        "widget/turn.js",
        "widget/composer.js",
        "widget/chat.js",
        "widget/launch.js",
    ),
    "article.js": ("widget/dom.js", "widget/text.js", "article.js"),
    "home.js": ("widget/dom.js", "home.js"),
}
"""The parts of each script, in the order in which they may use one another."""

_COMMENT = re.compile(r"^ */\*.*?\*/\n", re.MULTILINE | re.DOTALL)  # ours stand on lines of their own
_LOOSE = re.compile(r"\s*([{};,])\s*|(?<=:) ")
_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it goes over the wire.

    Attributes:
        body: The file in UTF-8.
        gzipped: The same, compressed.
        media_type: Its type, with the charset.
        etag: Names this very content, quoted as the header wants it.
        integrity: The value of a script tag's `integrity` attribute (Subresource Integrity, SHA-384).
    """

    body: bytes
    gzipped: bytes
    media_type: str
    etag: str
    integrity: str


@cache
def assets() -> dict[str, Asset]:
    """Return every file that is served, by the name in its address: the joined scripts, style sheets and images."""
    plain = [path.name for path in STATIC.iterdir() if path.suffix in (".css", ".svg", ".html")]
    return {name: _asset(name) for name in (*PARTS, *plain)}


def _asset(name: str) -> Asset:
    body = _joined(PARTS[name]) if name in PARTS else (STATIC / name).read_bytes()
    digest = hashlib.sha384(body).digest()
    return Asset(
        body=body,
        gzipped=gzip.compress(body, mtime=0),
        media_type=f"{_MEDIA_TYPES[Path(name).suffix]}; charset=utf-8",
        etag=f'"{digest.hex()[:32]}"',
        integrity=f"sha384-{base64.b64encode(digest).decode()}",
    )


def _joined(parts: tuple[str, ...]) -> bytes:
    source = "\n".join(_source(STATIC / part) for part in parts)
    return f'(() => {{\n"use strict";\n{source}}})();\n'.encode()


def _source(part: Path) -> str:
    """Return a script without its comments and indentation, and a style sheet as a constant named after its file."""
    text = part.read_text(encoding="utf-8")
    if part.suffix == ".css":
        text = _LOOSE.sub(r"\1", text)
        return f"const {part.stem.upper()}_CSS = {json.dumps(text, ensure_ascii=False)};\n"
    return re.sub(r"\n\s+", "\n", _COMMENT.sub("", text))
