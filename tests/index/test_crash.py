"""Killed at any instant: what was acknowledged is there, once, and the archive is ready again.

`QUOTIDIAN_CRASH_ROUNDS=50` for the long run.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from index import Archive, load_encoder
from tests.doubles.hashing_encoder import HashingEncoder
from tests.index.conftest import made_up_article

ROUNDS = int(os.environ.get("QUOTIDIAN_CRASH_ROUNDS", "6"))
ARTICLES = 300
ROOT = Path(__file__).parents[2]
READY_S = 30.0  # the one time that is part of a promise

CHILD = """
import os, sys
from pathlib import Path
from index import Archive
from tests.doubles.hashing_encoder import HashingEncoder
from tests.index.conftest import made_up_article

with Archive.open(Path(sys.argv[1]), encoder=HashingEncoder()) as archive:
    print("open", flush=True)
    for first in range(0, int(sys.argv[2]), 3):
        batch = [made_up_article(number) for number in range(first, first + 3)]
        archive.add(batch)
        print(*(article.id for article in batch), flush=True)
"""


def add_and_be_killed(data_dir: Path, delay_s: float) -> tuple[set[str], bool]:
    """Add all articles in a child, kill it `delay_s` after it opened; return the ids it acknowledged and whether it was killed."""
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(data_dir), str(ARTICLES)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "open\n"
    time.sleep(delay_s)
    child.send_signal(signal.SIGKILL)
    rest = child.stdout.read()
    whole = rest[: rest.rfind("\n") + 1]
    return set(whole.split()), child.wait() == -signal.SIGKILL


def test_killed_at_random_points_an_archive_loses_and_doubles_nothing(tmp_path):
    moments = random.Random(20)
    acknowledged, slowest, kills = set(), 0.0, 0
    for _ in range(ROUNDS):
        told, killed = add_and_be_killed(tmp_path, moments.uniform(0.0, 4.0))
        acknowledged |= told
        kills += killed
        began = time.monotonic()
        with Archive.open(tmp_path, encoder=HashingEncoder()) as archive:
            assert archive.search("visitors of the harbour") or not acknowledged
            slowest = max(slowest, time.monotonic() - began)
            there = [stored.id for stored in archive.articles(limit=1000)]
            assert acknowledged <= set(there), "an acknowledged article is lost"
            assert len(there) == len(set(there)), "an article is there twice"
            archive._followers.follow()
            status = archive.status()
            assert (status.pending, status.degraded) == (0, [])
            assert archive._followers.vectors.count() == archive._followers.lexical.count() == status.passages
            assert all(len(archive.versions(id_)) == 1 for id_ in there)
    assert slowest < READY_S
    assert kills
    print(f"{kills} kills, {len(acknowledged)} articles acknowledged, ready again after at most {slowest:.1f} s")
