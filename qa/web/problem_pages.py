"""`/problems/{slug}`: what a problem's `type` leads to, for the person who met it."""

from __future__ import annotations

from html import escape

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from qa.web.problems import ALL, NOT_FOUND, ProblemError

router = APIRouter(include_in_schema=False)


@router.get("/problems/{slug}", response_class=HTMLResponse)
def explain(slug: str) -> HTMLResponse:
    """Say what the problem means and what to do about it."""
    for kind in ALL:
        if kind.slug == slug:
            title = escape(kind.title)
            return HTMLResponse(
                f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{title}</title>'
                f"<h1>{title}</h1><p>HTTP {kind.status}. {escape(kind.remedy)}</p></html>\n"
            )
    raise ProblemError(NOT_FOUND, "There is no problem of that name.")
