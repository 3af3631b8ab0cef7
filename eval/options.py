"""Options: arguments that several commands take, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Gold = Annotated[Path, typer.Argument(help="A gold file, rows with gold_articles, a SQuAD .json or a BEIR folder.")]
Articles = Annotated[Path, typer.Argument(help="Articles: a folder, .jsonl(.gz), a SQuAD .json or a BEIR folder.")]
DataDir = Annotated[
    Path | None,
    typer.Option(help="Keep the archive here for next time; a new folder when passages are cut anew. Default: built afresh."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")]
Limit = Annotated[int | None, typer.Option(min=1, help="Only so many, spread evenly over the file.")]
Reading = Literal["together", "alone", "another", "disputed"]
"""Of several sentences, of one, of one beside an answer, and of the question in the same prompt."""
