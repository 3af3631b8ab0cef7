"""Killed at any instant: what was acknowledged is there, once, and the archive is ready again.

`QUOTIDIAN_CRASH_ROUNDS=50` for the long run. Most rounds use a fast encoder, so that kills fall between and inside commits rather
than into the encoding; one in five uses the real one.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index import DEFAULT_ENCODER, Archive
from tests.doubles.hashing_encoder import HashingEncoder

ROUNDS = int(os.environ.get("QUOTIDIAN_CRASH_ROUNDS", "6"))
ARTICLES = 300
READY_S = 30.0  # the one time that is part of a promise

CHILD = """
import sys
from pathlib import Path
from tests.index.conftest import made_up_article
from tests.index.test_crash import opened

with opened(Path(sys.argv[1]), sys.argv[2]) as archive:
    print("open", flush=True)
    for first in range(0, 300, 3):
        report = archive.add(made_up_article(number) for number in range(first, first + 3))
        if report.added:
            print(*report.added, flush=True)
"""


def opened(data_dir, encoder_name):
    return Archive.open(data_dir, encoder=HashingEncoder() if encoder_name == "hashing" else None, encoder_name=encoder_name)


def add_and_be_killed(data_dir, encoder_name, batches, delay_s):
    """Add articles in a child, kill it `delay_s` after its so-manieth batch; return the ids that it acknowledged."""
    command = [sys.executable, "-c", CHILD, str(data_dir), encoder_name]
    child = subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True)
    said = [child.stdout.readline() for _ in range(1 + batches)]
    time.sleep(delay_s)
    child.kill()
    said += child.stdout.readlines()
    child.wait()
    assert said[0] == "open\n"
    return {id_ for line in said[1:] if line.endswith("\n") for id_ in line.split()}


@pytest.mark.timeout(120 + 120 * ROUNDS)
@pytest.mark.parametrize(("encoder_name", "rounds"), [("hashing", ROUNDS - ROUNDS // 5), (DEFAULT_ENCODER, ROUNDS // 5)])
def test_killed_at_random_points_an_archive_loses_and_doubles_nothing(tmp_path, encoder_name, rounds):
    moments = random.Random(20)
    acknowledged, ready_s = set(), []
    for _ in range(rounds):
        batches = moments.randint(0, ARTICLES // 3 // rounds + 1)
        acknowledged |= add_and_be_killed(tmp_path, encoder_name, batches, moments.uniform(0, 0.3))
        began = time.monotonic()
        with opened(tmp_path, encoder_name) as archive:
            hits = archive.search("visitors of the harbour")
            ready_s.append(time.monotonic() - began)
            assert hits or not acknowledged
            check(archive, acknowledged)
    with opened(tmp_path, encoder_name) as archive:
        check(archive, acknowledged)
    assert max(ready_s) < READY_S
    print(f"{rounds} kills, {len(acknowledged)} articles acknowledged, ready again after at most {max(ready_s):.1f} s")


def check(archive, acknowledged):
    there = [stored.id for stored in archive.articles(limit=1000)]
    assert acknowledged <= set(there), "an acknowledged article is lost"
    assert len(there) == len(set(there)), "an article is there twice"
    assert all(len(archive.versions(id_)) == 1 for id_ in there)
    archive._followers.follow()
    status = archive.status()
    assert (status.pending, status.degraded) == (0, [])
    assert archive._followers.vectors.count() == archive._followers.lexical.count() == status.passages
