"""The HTTP service: the API, and the pages and files of the widget."""

from qa.web.app import Limits, create_app

__all__ = ["Limits", "create_app"]
