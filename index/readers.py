"""Readers: files into articles. TXT, Markdown with front matter, HTML, JSONL (also gzipped), and folders of them.

A file that cannot be read is named with what is wrong with it; a folder load goes on with the next.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, cast

from pydantic import ValidationError

from index.article import Article
from index.errors import BadArticleError
from index.record import ArticleRecord

_LARGEST_BYTES = 64_000_000  # of a file that holds one article
_LONGEST_TITLE = 200  # code points; a longer first line is the text's beginning
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELDS = {"title", "source", "published_at", "author", "language", "url", "id"}
_ALIASES = {"outlet": "source", "publisher": "source", "date": "published_at", "lang": "language", "byline": "author"}

OnError = Callable[[BadArticleError], None]


def read_articles(path: Path, *, on_error: OnError | None = None) -> Iterator[Article]:
    """Read the articles of a file or, in the order of their names, of every file in a folder and the folders below.

    Files in a folder whose kind is not known, and hidden ones, are passed over.

    Args:
        path: A `.txt`, `.md`, `.html`, `.htm`, `.jsonl` or `.jsonl.gz` file, or a folder.
        on_error: Is given each file or line that cannot be taken, and the reading goes on; None raises at the first.

    Raises:
        BadArticleError: There is no such path, its kind is not known, or, without `on_error`, something in it cannot be taken.
    """
    if path.is_dir():
        for file in _files(path):
            yield from _read_file(file, on_error)
    elif not path.exists():
        raise BadArticleError("there is no such file or folder", path=path)
    elif _kind(path) is None:
        raise BadArticleError(f"files of this kind are not read; known are {', '.join(_READERS)}", path=path)
    else:
        yield from _read_file(path, on_error)


def count_records(path: Path) -> int:
    """Return how many articles `read_articles` may find, told by files and lines without reading what they say."""
    if path.is_dir():
        return sum(count_records(file) for file in _files(path))
    try:
        return _lines(path) if _READERS.get(_kind(path) or "") is _read_jsonl else 1
    except (OSError, EOFError, zlib.error):
        return 1


def _lines(path: Path) -> int:
    with _opened(path) as lines:
        return sum(block.count(b"\n") for block in iter(lambda: lines.read(1 << 20), b""))


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path, "rb")) if path.name.lower().endswith(".gz") else path.open("rb")


def _files(folder: Path) -> Iterator[Path]:
    """Walk without following links to folders, which may go in circles."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _files(path)
        elif _kind(path):
            yield path


def _kind(path: Path) -> str | None:
    name = path.name.lower()
    return next((suffix for suffix in _READERS if name.endswith(suffix)), None)


def _read_file(path: Path, on_error: OnError | None) -> Iterator[Article]:
    read = _READERS[_kind(path) or ".txt"]
    try:
        yield from read(path, on_error)
    except BadArticleError as error:
        _report(error, on_error)
    except OSError as error:
        _report(BadArticleError(f"cannot be read ({error.strerror or error})", path=path), on_error)


def _report(error: BadArticleError, on_error: OnError | None) -> None:
    if on_error is None:
        raise error
    on_error(error)


def _read_text(path: Path, _on_error: OnError | None) -> Iterator[Article]:
    yield _article(path, *_titled(_decoded(path)))


def _read_markdown(path: Path, _on_error: OnError | None) -> Iterator[Article]:
    whole = _decoded(path)
    match = _FRONT_MATTER.match(whole)
    fields = _front_matter(match[1], path) if match else {}
    text = whole[match.end() :] if match else whole
    if "title" not in fields:
        heading = re.match(r"\s*#[ \t]+(.+)\n", text)
        fields["title"], text = (heading[1].strip(), text[heading.end() :]) if heading else _titled(text)
    yield _article(path, fields.pop("title"), text, **fields)


def _read_html(path: Path, _on_error: OnError | None) -> Iterator[Article]:
    import trafilatura  # noqa: PLC0415 - half a second that other files do not need

    document: Any = trafilatura.bare_extraction(_decoded(path), with_metadata=True, include_comments=False, include_tables=False)
    if document is None or not document.text:
        raise BadArticleError("no article text was found in this page", path=path)
    found = {
        "url": document.url,
        "published_at": document.date,
        "source": document.sitename,
        "author": document.author,
        "language": document.language,
    }
    yield _article(path, document.title or "", document.text, **{name: value for name, value in found.items() if value})


def _read_jsonl(path: Path, on_error: OnError | None) -> Iterator[Article]:
    with _opened(path) as lines:
        number = 0
        while True:
            number += 1
            try:
                line = lines.readline(_LARGEST_BYTES)
            except (EOFError, zlib.error, gzip.BadGzipFile) as error:
                raise BadArticleError(f"the archive is cut short or damaged ({error})", path=path, line=number) from error
            if not line:
                return
            if line.strip():
                try:
                    yield _record(line, path, number)
                except BadArticleError as error:
                    _report(error, on_error)


def _record(line: bytes, path: Path, number: int) -> Article:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
        return ArticleRecord.model_validate(fields).to_article()
    except UnicodeDecodeError as error:
        raise BadArticleError(f"is not UTF-8 (byte {error.start} of the line)", path=path, line=number) from error
    except ValidationError as error:
        raise BadArticleError(_summary(error), path=path, line=number) from error
    except ValueError as error:
        raise BadArticleError(f"is not JSON ({error})", path=path, line=number) from error
    except RecursionError as error:
        raise BadArticleError("is nested too deep", path=path, line=number) from error


def _article(path: Path, title: str, text: str, **fields: Any) -> Article:  # noqa: ANN401
    try:
        return ArticleRecord(title=title, text=text, **fields).to_article(origin=str(path.resolve()))
    except ValidationError as error:
        raise BadArticleError(_summary(error), path=path) from error


def _summary(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field}: {first['msg']}" if field else str(first["msg"])


def _decoded(path: Path) -> str:
    if path.stat().st_size > _LARGEST_BYTES:
        raise BadArticleError(f"is larger than {_LARGEST_BYTES // 1_000_000} MB; one article is expected in it", path=path)
    raw = path.read_bytes()
    if b"\0" in raw:
        raise BadArticleError("is binary, or text in UTF-16; save it as UTF-8", path=path)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise BadArticleError(f"is not UTF-8 (byte {error.start}); save it as UTF-8", path=path) from error


def _titled(text: str) -> tuple[str, str]:
    """Take a short first line off as the title when a text follows it."""
    first, _, rest = text.strip().partition("\n")
    if len(first) <= _LONGEST_TITLE and rest.strip() and not first.rstrip().endswith((".", "!", "?", "”", '"', "»")):
        return first.strip(), rest
    return "", text


def _front_matter(block: str, path: Path) -> dict[str, Any]:
    """Read `name: value` lines; names outside the article record are passed over."""
    fields: dict[str, Any] = {}
    for line in block.splitlines():
        name, colon, value = line.partition(":")
        if not line.strip() or line.lstrip().startswith("#") or line[0].isspace() or line.startswith("- "):
            continue
        if not colon:
            raise BadArticleError(f"its front matter has a line that is not `name: value`: {line[:80]!r}", path=path)
        key = _ALIASES.get(name.strip().lower(), name.strip().lower())
        if key in _FIELDS and value.strip():
            fields[key] = _unquoted(value.strip())
    return fields


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


_READERS: dict[str, Callable[[Path, OnError | None], Iterator[Article]]] = {
    ".txt": _read_text,
    ".md": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".jsonl": _read_jsonl,
    ".jsonl.gz": _read_jsonl,
}
