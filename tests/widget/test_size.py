"""The widget stays small: what a reader's browser fetches, compressed."""

from __future__ import annotations

from qa.web.assets import assets
from tests.widget.size import LIMIT_BYTES


def test_the_whole_widget_is_at_most_15_kb_compressed():
    assert len(assets()["widget.js"].gzipped) <= LIMIT_BYTES
