"""Every error that `qa` raises.

QuotidianError
├── LanguageModelError            the model did not do its part; the answerer turns it into a warning
│   ├── ModelUnavailableError          no server, no such model, or it is still loading: try later
│   ├── ModelBusyError                 its queue is full: try later
│   ├── ModelTimeoutError              it hung, or did not finish in time
│   ├── PromptTooLongError             the prompt does not fit the context: a bug of ours or a setting
│   └── ModelRubbishError              it broke the protocol or the schema
├── ModelFileError                an embedded model's file cannot be had: every source failed, or its hash is wrong
└── SettingsError                 a setting is out of its bounds
"""

from __future__ import annotations


class QuotidianError(Exception):
    """The root; its message says what happened, to which thing, and what to do."""


class LanguageModelError(QuotidianError):
    """The language model did not do its part."""


class ModelUnavailableError(LanguageModelError):
    """There is no server, no such model, or it is still loading."""


class ModelBusyError(LanguageModelError):
    """The model's queue is full."""


class ModelTimeoutError(LanguageModelError):
    """The model hung, or did not finish in time."""


class PromptTooLongError(LanguageModelError):
    """The prompt does not fit the model's context."""


class ModelRubbishError(LanguageModelError):
    """The reply broke the protocol or the schema."""


class ModelFileError(QuotidianError):
    """An embedded model's file cannot be had."""


class SettingsError(QuotidianError):
    """A setting is out of its bounds."""
