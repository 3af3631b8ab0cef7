"""Parts: what the routes work with, put together once by `create_app`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from index import Archive
from qa.web.access import is_local
from qa.web.admission import Admission, Visitors
from qa.web.kept import KeptAnswers
from qa.web.problems import WRONG_TYPE, ProblemError
from qa.web.starting import Answering, Starting


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that a route may use.

    Attributes:
        archive: Where the articles are.
        answerer: Answers with the model that this server runs.
        extractive: Answers with quotes alone.
        kept: The answers given so far.
        admission: Slots and the queue before them.
        visitors: How often one address may ask.
        starting: What is still being loaded.
        api_key: What a writer from elsewhere must hold; None lets no such writer in.
    """

    archive: Archive
    answerer: Answering
    extractive: Answering
    kept: KeptAnswers
    admission: Admission
    visitors: Visitors
    starting: Starting
    api_key: str | None


def _parts(request: Request) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


Here = Annotated[Parts, Depends(_parts)]


def json_only(request: Request) -> None:
    """Refuse a body that does not say it is JSON: a foreign page may send any other type without asking first.

    Raises:
        ProblemError: It says something else.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
        raise ProblemError(WRONG_TYPE, "Send Content-Type: application/json.")


def welcome(request: Request, here: Here) -> None:
    """Count a question of a visitor from elsewhere.

    Raises:
        ProblemError: There have been too many.
    """
    if not is_local(request):
        here.visitors.let_in(request.client.host if request.client else "")
