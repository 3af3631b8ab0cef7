"""The check: deterministic, fast, model-free. Do the quotes bear the statement out, and does it answer the question?"""

from qa.check.answering import (
    TAG,
    AnswerKind,
    answers,
    asks_for_accounts,
    expected_kind,
    figures_for,
    focus_share,
    may_reply,
    parts_of,
    was_said,
)
from qa.check.bearing import bears_out
from qa.check.verdict import Failure, Verdict

__all__ = [
    "TAG",
    "AnswerKind",
    "Failure",
    "Verdict",
    "answers",
    "asks_for_accounts",
    "bears_out",
    "expected_kind",
    "figures_for",
    "focus_share",
    "may_reply",
    "parts_of",
    "was_said",
]
