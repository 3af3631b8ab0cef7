"""What the tests of `index` share: articles of a made-up town, and an archive of them with a fast encoder."""

import os

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from datetime import UTC, datetime

import pytest

from index import Archive, Article
from tests.doubles.hashing_encoder import HashingEncoder

SUBJECTS = ("harbour", "orchard", "tramway", "library", "glacier", "bakery", "observatory", "market")


def made_up_article(number: int, *, sentences: int = 12) -> Article:
    """An article about one subject of Port Alder, different from every other number's."""
    subject = SUBJECTS[number % len(SUBJECTS)]
    lines = [
        f"The {subject} of district {number} counted {number * 31 + line} visitors in week {line}, said warden {number}."
        for line in range(sentences)
    ]
    return Article(
        title=f"The {subject} of district {number}",
        text="\n\n".join(" ".join(lines[start : start + 4]) for start in range(0, sentences, 4)),
        external_id=f"port-alder-{number}",
        published_at=datetime(2024, 1 + number % 12, 1 + number % 28, tzinfo=UTC),
        source=("Alder Gazette", "Port Courier", "Hill Radio")[number % 3],
        language="en",
    )


@pytest.fixture
def articles() -> list[Article]:
    return [made_up_article(number) for number in range(24)]


@pytest.fixture
def encoder() -> HashingEncoder:
    return HashingEncoder()


@pytest.fixture
def archive(tmp_path, encoder):
    with Archive.open(tmp_path / "data", encoder=encoder) as opened:
        yield opened
