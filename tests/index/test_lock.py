"""The lock: one process writes, and the second is told which."""

import os
import subprocess
import sys

import pytest

from index import Archive, ArchiveInUseError


def test_a_second_writer_is_told_who_holds_the_archive_and_what_to_do(archive, tmp_path):
    with pytest.raises(ArchiveInUseError, match=rf"Process {os.getpid()} is already writing .* Stop it first"):
        Archive.open(tmp_path / "data")


def test_the_lock_is_free_again_after_closing_and_after_a_refused_opening(tmp_path, encoder):
    for _ in range(2):
        with Archive.open(tmp_path, encoder=encoder), pytest.raises(ArchiveInUseError):
            Archive.open(tmp_path)


def test_a_process_that_was_killed_leaves_no_lock(tmp_path, encoder):
    script = "import os, pathlib, sys, index.lock as l; held = l.WriteLock(pathlib.Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    Archive.open(tmp_path, encoder=encoder).close()
