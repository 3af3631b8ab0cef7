"""Every error that `eval` raises.

EvalError
├── GoldError      a gold file, an archive or an outside set cannot be read: names the file and the line
├── RunError       a run folder is missing, unreadable, or holds a run made with other settings
├── ServerError    the server under test cannot be reached or does not hold the archive
└── MissingError   an optional part (an NLI model, the peers' packages) is not on this machine: says how to get it
"""

from __future__ import annotations


class EvalError(Exception):
    """The root; its message says what happened, to which thing, and what to do."""


class GoldError(EvalError):
    """A gold file, an archive or an outside set cannot be read."""


class RunError(EvalError):
    """A run folder is missing, unreadable, or holds a run made with other settings."""


class ServerError(EvalError):
    """The server under test cannot be reached or does not hold the archive."""


class MissingError(EvalError):
    """An optional part is not on this machine."""
