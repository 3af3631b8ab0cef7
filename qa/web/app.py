"""The web app: the one place where its parts are put together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fastapi import FastAPI

from index import Archive
from qa.answerer import Answerer
from qa.web import answers, article_batch, articles, health, problem_pages, problems, search
from qa.web.admission import Admission, Visitors
from qa.web.body_limit import BodyLimit
from qa.web.kept import KeptAnswers
from qa.web.net import Net
from qa.web.origins import Origins
from qa.web.pages import pages
from qa.web.parts import Parts
from qa.web.security import SecurityHeaders
from qa.web.starting import Answering, Choose, Starting


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is let in.

    Attributes:
        max_concurrent_answers: Answers written at the same time.
        queue_length: Questions that may wait for a slot.
        visitor_answers_per_min: Questions a minute from one address elsewhere; 0 for no limit.
        max_body_bytes: Largest request body.
        answers_kept: Answers remembered for `GET /v1/answers/{id}`.
    """

    max_concurrent_answers: int = 2
    queue_length: int = 16
    visitor_answers_per_min: int = 60
    max_body_bytes: int = 16 * 2**20
    answers_kept: int = 10_000


def create_app(
    *,
    archive: Archive,
    answerer: Answering,
    extractive: Answering | None = None,
    choose: Choose | None = None,
    answers_path: Path | None = None,
    limits: Limits = Limits(),
    allowed_origins: Collection[str] = (),
    api_key: str | None = None,
) -> FastAPI:
    """Return the service, ready to be run by an ASGI server.

    Args:
        archive: Open; whoever opened it closes it.
        answerer: Makes the answers.
        extractive: Makes answers for requests that ask for model `none`; one without a model when not given.
        choose: Finds a model for `answerer` while the service already runs; None leaves it the one it has.
        answers_path: Where answers are kept; in memory when not given.
        limits: How much is let in.
        allowed_origins: Other sites whose pages may ask, lower case; `*` for all.
        api_key: What a writer from elsewhere must hold; without one only this machine may write.
    """
    parts = Parts(
        archive=archive,
        answerer=answerer,
        extractive=extractive or Answerer(archive),
        kept=KeptAnswers(answers_path or Path(":memory:"), limit=limits.answers_kept),
        admission=Admission(slots=limits.max_concurrent_answers, queue_length=limits.queue_length),
        visitors=Visitors(limits.visitor_answers_per_min),
        starting=Starting(archive, answerer, choose),
        api_key=api_key,
    )
    app = _app(parts)
    # The last one added is the outermost: what is refused at the gate carries the security headers too.
    app.add_middleware(Net)
    app.add_middleware(BodyLimit, max_bytes=limits.max_body_bytes)
    app.add_middleware(Origins, allowed=allowed_origins)
    app.add_middleware(SecurityHeaders)
    return app


def _app(parts: Parts) -> FastAPI:
    """Return the routes over `parts`, and the answers to what goes wrong in them."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with parts.starting.running():
            yield
        parts.kept.close()

    app = FastAPI(
        title="Quotidian",
        summary="Answers questions about a news archive; every sentence stands on a quote that is really in the article.",
        version=_version(),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses={"default": {"description": "A problem", "content": {problems.MEDIA_TYPE: {}}}},
    )
    app.state.parts = parts
    for room in (answers, search, article_batch, articles, health, problem_pages):
        app.include_router(room.router)
    app.include_router(pages(parts.archive))
    problems.install(app)
    return app


def _version() -> str:
    try:
        return version("quotidian")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0"
