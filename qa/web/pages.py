"""The pages for readers: the front page, one article, and the files they need, under a policy that runs nothing else.

Does not live here: the API (`app`), and how the files are put together (`assets`).
"""

from __future__ import annotations

from html import escape
from typing import Protocol
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response

from index import Article, StoredArticle
from qa.web.assets import Asset, assets

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""The Content-Security-Policy of our pages: our own files, nothing inline, and no string ever becomes code or markup."""

_PAGE_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
_SCRIPT_HEADERS = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


class Articles(Protocol):
    """Where the article page finds its article; the archive is one."""

    def get(self, article_id: str) -> StoredArticle | None:
        """Return the current version by our id or the publisher's, or None."""


def pages(articles: Articles) -> APIRouter:
    """Return the routes `/`, `/articles/{id}`, `/widget.js` and `/static/{name}`."""
    router = APIRouter(include_in_schema=False)

    @router.api_route("/", methods=["GET", "HEAD"])
    def front_page(request: Request) -> Response:
        return _sent(request, assets()["index.html"], _PAGE_HEADERS)

    @router.get("/articles/{article_id}")
    def article(article_id: str) -> Response:
        stored = articles.get(article_id)
        html = article_page(stored) if stored else missing_page()
        return Response(html.encode("utf-8", "replace"), 200 if stored else 404, _PAGE_HEADERS, "text/html; charset=utf-8")

    @router.api_route("/widget.js", methods=["GET", "HEAD"])
    def widget(request: Request) -> Response:
        return _sent(request, assets()["widget.js"], {"Cache-Control": "public, max-age=300", **_SCRIPT_HEADERS})

    @router.get("/static/{name}")
    def static(request: Request, name: str) -> Response:
        asset = assets().get(name)
        return _sent(request, asset, {"Cache-Control": "public, max-age=300"}) if asset else Response(status_code=404)

    return router


def _sent(request: Request, asset: Asset, headers: dict[str, str]) -> Response:
    """Send a file, compressed where the browser takes that, or 304 where it has this very content."""
    headers = {**headers, "ETag": asset.etag, "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff"}
    if asset.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.gzipped, headers={**headers, "Content-Encoding": "gzip"}, media_type=asset.media_type)
    return Response(asset.body, headers=headers, media_type=asset.media_type)


def article_page(stored: StoredArticle) -> str:
    """Return the article as a page that can be printed; nothing in the article is markup.

    Each paragraph carries the code point at which it starts, so that the page's script can mark the quote that the address names
    (`#start-end`).
    """
    article = stored.article
    language = f' lang="{escape(article.language)}"' if article.language else ""
    return _page(
        article.title or "Untitled",
        f'<article{language}><p class="outlet" dir="auto">{_text(article.source or "")}</p>'
        f'<h1 dir="auto">{_text(article.title or "Untitled")}</h1>'
        f'<p class="byline" dir="auto">{_byline(article)}</p><div class="text">{_paragraphs(article.text)}</div></article>'
        f'<footer class="about">{_original(article.url)}<p>Version {stored.version} in this archive</p></footer>',
    )


def missing_page() -> str:
    """Return the page for an article that is not, or no longer, in the archive."""
    return _page(
        "Not in the archive", "<h1>Not in the archive</h1><p>There is no such article here. It may have been removed.</p>"
    )


def _page(title: str, main: str) -> str:
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
        f'<title>{_text(title)} · Quotidian</title><link rel="icon" href="../static/icon.svg">'
        '<link rel="stylesheet" href="../static/page.css"><script src="../static/article.js" defer></script></head>'
        '<body class="reading"><header class="nameplate"><a href="../">Quotidian</a></header>'
        f"<main>{main}</main></body></html>\n"
    )


def _paragraphs(text: str) -> str:
    at, html = 0, []
    for line in text.split("\n"):
        if line.strip():
            html.append(f'<p dir="auto" data-at="{at}">{_text(line)}</p>')
        at += len(line) + 1
    return "\n".join(html)


def _byline(article: Article) -> str:
    author = f"<span>{_text(article.author)}</span>" if article.author else ""
    if article.published_at is None:
        return author
    day = f"{article.published_at.day} {article.published_at:%B %Y}"
    return f'{author}<time datetime="{article.published_at.isoformat()}">{day}</time>'


def _original(url: str | None) -> str:
    """Link the original, when its address is one that a browser fetches rather than runs."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    label = f"The original at <bdi>{_text(parts.hostname)}</bdi>"
    return f'<p><a href="{escape(url or "")}" rel="noopener noreferrer nofollow">{label}</a></p>'


def _text(value: str) -> str:
    """Escape `value`; a NUL, which a browser drops, becomes one visible code point so that offsets keep."""
    return escape(value.replace("\0", "\N{REPLACEMENT CHARACTER}"))
