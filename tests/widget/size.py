"""Print what the widget weighs; `python -m tests.widget.size` exits with 1 when that is too much."""

from __future__ import annotations

import sys

from qa.web.assets import assets

LIMIT_BYTES = 15_000


def main() -> int:
    """Print the sizes and return the exit status."""
    widget = assets()["widget.js"]
    print(f"widget.js: {len(widget.gzipped):,} bytes gzipped of at most {LIMIT_BYTES:,} ({len(widget.body):,} plain)")
    return int(len(widget.gzipped) > LIMIT_BYTES)


if __name__ == "__main__":
    sys.exit(main())
