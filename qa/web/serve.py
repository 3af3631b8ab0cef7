"""Serving: from settings to a listening server, and down again in good order."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable

import uvicorn
from fastapi import FastAPI

from index import Archive
from qa.answerer import Answerer
from qa.errors import SettingsError
from qa.llm.choose import Choice, choose_model
from qa.llm.sources import OnProgress
from qa.settings import Settings
from qa.web.app import Limits, create_app
from qa.web.starting import Choose

_LAST_WORDS_S = 10


class Server(uvicorn.Server):
    """Runs an app on a socket that is already ours, and tells when it answers.

    Args:
        app: What to serve.
        on_ready: Called once, when requests are being answered.
    """

    def __init__(self, app: FastAPI, on_ready: Callable[[], None]) -> None:
        config = uvicorn.Config(
            app,
            # The address of a search holds the reader's question, so there is no access log.
            access_log=False,
            log_level="warning",
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=_LAST_WORDS_S,
        )
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as uvicorn does, then tell."""
        await super().startup(sockets)
        if self.started:
            self._on_ready()


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything heavy is loaded, so that a taken one is said at once.

    Raises:
        SettingsError: The port is taken, or the address is none of this machine's.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        taken = socket.socket(family, socket.SOCK_STREAM)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
    except OSError as error:
        remedy = "Choose another with --port, or 0 for a free one." if port else "Choose another with --host."
        raise SettingsError(f"Cannot listen on {host}:{port}: {error.strerror or error}. {remedy}") from None
    return taken


def address(listening: socket.socket) -> str:
    """Return the URL under which a browser on this machine reaches the socket."""
    host, port = listening.getsockname()[:2]
    reachable = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - read, not bound
    return f"http://{reachable}:{port}"


def app_of(archive: Archive, settings: Settings, bar: OnProgress) -> FastAPI:
    """Return the service that the settings describe; `bar` draws what is fetched."""
    return create_app(
        archive=archive,
        answerer=Answerer(archive, deadline_s=settings.answer_deadline_s, write_over_words=settings.write_over_words),
        choose=chooser(settings, bar) if settings.model != "none" else None,
        answers_path=settings.data_dir / "answers.sqlite",
        limits=Limits(
            max_concurrent_answers=settings.max_concurrent_answers,
            queue_length=settings.queue_length,
            visitor_answers_per_min=settings.visitor_answers_per_min,
            max_body_bytes=settings.max_body_bytes,
            answers_kept=settings.answers_kept,
        ),
        allowed_origins=settings.allowed_origins,
        api_key=settings.api_key.get_secret_value() if settings.api_key else None,
    )


def chooser(settings: Settings, bar: OnProgress) -> Choose:
    """Return what finds the model that the settings name; `bar` draws what is fetched."""
    key = settings.openai_api_key

    def choose(report: OnProgress) -> Awaitable[Choice]:
        def both(done: int, total: int) -> None:
            report(done, total)
            bar(done, total)

        return choose_model(
            settings.model,
            models_dir=settings.models_dir,
            ollama_url=settings.ollama_url,
            openai_api_key=key.get_secret_value() if key else None,
            embedded_runtime=settings.embedded_runtime,
            on_progress=both,
        )

    return choose
