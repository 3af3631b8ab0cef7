"""The derived indexes: whatever happens to their folders, searches go on and the next opening mends them."""

import shutil

import pytest

from index import Archive
from index.store import Store

QUESTION = "How many visitors did the tramway of district 10 count?"


def garble(folder):
    for path in folder.rglob("*"):
        if path.is_file():
            path.write_bytes(b"\xde\xad\xbe\xef" * max(1, path.stat().st_size // 4))


def truncate(folder):
    for path in folder.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def hollow(folder):
    for path in folder.rglob("*"):
        if path.is_file():
            path.write_bytes(b"")


def searched(archive):
    return {mode: [hit.passage.id for hit in archive.search(QUESTION, mode=mode)] for mode in ("hybrid", "dense", "lexical")}


@pytest.mark.parametrize("harm", [garble, truncate, hollow, shutil.rmtree])
@pytest.mark.parametrize("folder", ["chroma", "lexical"])
def test_a_harmed_index_is_made_anew_from_the_store(tmp_path, articles, encoder, harm, folder):
    with Archive.open(tmp_path, encoder=encoder) as archive:
        archive.add(articles)
        expected = searched(archive)
    harm(tmp_path / folder)
    with Archive.open(tmp_path, encoder=encoder) as archive:
        archive._followers.follow()
        assert searched(archive) == expected
        status = archive.status()
        assert (status.pending, status.degraded) == (0, [])
        assert archive._followers.vectors.count() == archive._followers.lexical.count() == status.passages


def test_while_chroma_is_being_mended_the_stored_vectors_answer_the_same(tmp_path, articles, encoder):
    with Archive.open(tmp_path, encoder=encoder) as archive:
        archive.add(articles)
        with_chroma = searched(archive)
        archive._followers._drop_vectors()
        assert searched(archive) == with_chroma


def test_an_index_that_fell_behind_catches_up_from_the_journal(tmp_path, articles, encoder):
    with Archive.open(tmp_path, encoder=encoder) as archive:
        archive.add(articles)
        archive.remove("port-alder-3")
        expected = searched(archive)
    store = Store(tmp_path / "archive.sqlite")
    for name in ("lexical", "vectors"):
        store.mark_applied(name, 5)
    store.close()
    with Archive.open(tmp_path, encoder=encoder) as archive:
        archive._followers.follow()
        assert searched(archive) == expected


def test_rebuild_finds_the_same_as_before(archive, articles):
    def best():
        return {mode: (found[0], len(found)) for mode, found in searched(archive).items()}

    archive.add(articles)
    before = best()
    archive.rebuild()
    assert best() == before
    assert archive.status().pending == 0
