"""Problems: every way a request can fail, as RFC 9457 `application/problem+json`, in one table.

A problem's `type` is `/problems/<slug>`, stable, and a page of that address says what to do about it.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from index import errors as index_errors
from qa import errors

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its slug, HTTP status, title, and what the caller can do about it."""

    slug: str
    status: int
    title: str
    remedy: str


MALFORMED = Kind("malformed-body", 400, "The body could not be read", "Send well-formed JSON in UTF-8.")
BAD_CURSOR = Kind("bad-cursor", 400, "No such cursor", "Pass on `next` from the page before, unchanged, or leave `after` out.")
UNAUTHORIZED = Kind("unauthorized", 401, "Writing needs a key", "Send `Authorization: Bearer` with the server's API key.")
FOREIGN_ORIGIN = Kind(
    "foreign-origin", 403, "This site may not ask", "Have the operator add the origin to QUOTIDIAN_ALLOWED_ORIGINS."
)
NOT_FOUND = Kind("not-found", 404, "Nothing is here", "Check the address and the id.")
WRONG_METHOD = Kind("method-not-allowed", 405, "Not with this method", "The Allow header lists the methods that work.")
CONFLICT = Kind(
    "conflicting-id", 409, "The record names another article", "Leave `id` out of the body, or make it the one in the path."
)
TOO_LARGE = Kind("body-too-large", 413, "The body is too large", "Send less at once, or raise QUOTIDIAN_MAX_BODY_BYTES.")
WRONG_TYPE = Kind("unsupported-media-type", 415, "The body is of the wrong type", "Send the Content-Type that the detail names.")
INVALID = Kind("invalid-request", 422, "The request is not valid", "`errors` says what is wrong where.")
UNKNOWN_MODEL = Kind("unknown-model", 422, "No such model here", "Leave `model` out, or ask with `none` for quotes alone.")
TOO_MANY = Kind("too-many-questions", 429, "Too many questions from one address", "Wait as long as Retry-After says.")
UNEXPECTED = Kind("unexpected", 500, "Something broke on our side", "Report the instance id: the server's log has the details.")
READ_ONLY = Kind("read-only", 503, "The archive cannot be written to now", "Another process is writing; try again later.")
FULL = Kind("disk-full", 507, "The disk is full", "The operator has to make room; nothing was half stored.")
STOPPING = Kind("stopping", 503, "The server is being stopped", "Ask again when it is back.")
OVERLOADED = Kind("overloaded", 503, "Too busy", "Wait as long as Retry-After says.")
ARCHIVE_BROKEN = Kind("archive-unavailable", 503, "The archive cannot answer now", "Try again; `/readyz` says what is wrong.")
MODEL_UNAVAILABLE = Kind("model-unavailable", 503, "The language model is not there", "Try again, or ask with model `none`.")
MODEL_BUSY = Kind("model-busy", 503, "The language model is busy", "Try again, or ask with model `none`.")
MODEL_BROKE = Kind("model-broke", 502, "The language model broke its protocol", "Ask with model `none`.")
MODEL_TIMEOUT = Kind("model-timeout", 504, "The language model took too long", "Try again, or ask with model `none`.")
MISCONFIGURED = Kind("misconfigured", 500, "A setting is wrong", "The operator finds the setting in the log.")

#: Every error of ours that can reach a route, by its class; a subclass without a line of its own is its parent's kind.
KINDS: dict[type[Exception], Kind] = {
    index_errors.BadArticleError: INVALID,
    index_errors.StoreFullError: FULL,
    index_errors.StoreBusyError: READ_ONLY,
    index_errors.StoreCorruptError: ARCHIVE_BROKEN,
    index_errors.StoreVersionError: ARCHIVE_BROKEN,
    index_errors.ArchiveMissingError: ARCHIVE_BROKEN,
    index_errors.ArchiveInUseError: READ_ONLY,
    index_errors.ReadOnlyError: READ_ONLY,
    index_errors.EncoderUnavailableError: ARCHIVE_BROKEN,
    index_errors.EncoderMismatchError: ARCHIVE_BROKEN,
    index_errors.DerivedIndexError: ARCHIVE_BROKEN,
    errors.ModelUnavailableError: MODEL_UNAVAILABLE,
    errors.ModelBusyError: MODEL_BUSY,
    errors.ModelTimeoutError: MODEL_TIMEOUT,
    errors.PromptTooLongError: MODEL_BROKE,
    errors.ModelRubbishError: MODEL_BROKE,
    errors.ModelFileError: MODEL_UNAVAILABLE,
    errors.SettingsError: MISCONFIGURED,
}

#: What starlette and FastAPI themselves raise, by its status.
BY_STATUS: dict[int, Kind] = {400: MALFORMED, 404: NOT_FOUND, 405: WRONG_METHOD, 413: TOO_LARGE}

#: Every kind, in the order of this file.
ALL: tuple[Kind, ...] = tuple(kind for kind in list(globals().values()) if isinstance(kind, Kind))


class ProblemError(Exception):
    """Raised by a route to answer with a problem.

    Attributes:
        kind: Which one.
        detail: One sentence on this very case.
        headers: Sent beside it, such as `Retry-After`.
        errors: For an invalid request, what is wrong where.
    """

    def __init__(
        self, kind: Kind, detail: str, *, headers: dict[str, str] | None = None, errors: Sequence[dict[str, str]] = ()
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.headers = headers or {}
        self.errors = errors


def problem_of(error: Exception) -> ProblemError:
    """Return the problem that `error` is to a caller; an unforeseen one is logged under an id and tells nothing else."""
    match error:
        case ProblemError():
            return error
        case RequestValidationError():
            return _invalid(error)
        case HTTPException():
            kind = BY_STATUS.get(error.status_code, INVALID if error.status_code < 500 else UNEXPECTED)
            detail = kind.remedy if error.detail == HTTPStatus(error.status_code).phrase else str(error.detail)
            return ProblemError(kind, detail, headers=dict(error.headers or {}))
    for ancestor in type(error).__mro__:
        if ancestor in KINDS:
            return ProblemError(KINDS[ancestor], str(error))
    return _unexpected(error)


def body_of(problem: ProblemError) -> dict[str, Any]:
    """Return the members of the problem document."""
    body: dict[str, Any] = {
        "type": f"/problems/{problem.kind.slug}",
        "title": problem.kind.title,
        "status": problem.kind.status,
        "detail": problem.detail,
    }
    return body | ({"errors": list(problem.errors)} if problem.errors else {})


def response_of(error: Exception) -> Response:
    """Return the HTTP response for `error`."""
    problem = problem_of(error)
    content = json.dumps(body_of(problem))
    return Response(content, status_code=problem.kind.status, headers=problem.headers, media_type=MEDIA_TYPE)


async def _answer_with_problem(_request: Request, error: Exception) -> Response:
    return response_of(error)


def install(app: FastAPI) -> None:
    """Make `app` answer every foreseen error with a problem; `net` catches the others."""
    for kind in (ProblemError, RequestValidationError, HTTPException, *KINDS):
        app.add_exception_handler(kind, _answer_with_problem)


def _invalid(error: RequestValidationError) -> ProblemError:
    found = error.errors()[:20]
    if any(each["type"] == "json_invalid" for each in found):
        return ProblemError(MALFORMED, f"The body is no JSON: {found[0].get('ctx', {}).get('error', 'it breaks off')}.")
    where = [{"where": _path(each["loc"]), "what": each["msg"].removeprefix("Value error, ")[:300]} for each in found]
    return ProblemError(INVALID, f"{where[0]['where']}: {where[0]['what']}", errors=where)


def _path(loc: Sequence[object]) -> str:
    return ".".join(str(part) for part in loc[:8])[:200]


def _unexpected(error: Exception) -> ProblemError:
    incident = secrets.token_hex(4)
    logger.error("unexpected error %s", incident, exc_info=error)
    return ProblemError(UNEXPECTED, f"It is in the server's log under {incident}.")
