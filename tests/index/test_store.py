"""The store: what was put is what is read, whatever order things happened in, and SQLite's errors say what to do."""

import sqlite3
from dataclasses import replace
from datetime import UTC

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import (
    Article,
    StoreBusyError,
    StoreCorruptError,
    StoreError,
    StoreFullError,
    StoreVersionError,
    database,
)
from index.derived import catch_up, is_complete
from index.passage import WordRuler, cut
from index.store import Entry, Store


def entry(article):
    passages = cut(article, WordRuler())
    return Entry(article.id, article, passages, np.ones((len(passages), 4), dtype=np.float32))


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "archive.sqlite")
    yield opened
    opened.close()


RECORDS = st.builds(
    Article,
    title=st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200).filter(str.strip),
    external_id=st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9),
    url=st.none() | st.just("https://news.example/a"),
    published_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    source=st.none() | st.just("Alder Gazette"),
    author=st.none() | st.just("A. Writer"),
    language=st.none() | st.just("fr"),
)


@settings(deadline=None, max_examples=60)
@given(article=RECORDS)
def test_an_article_is_read_back_as_it_was_put(tmp_path_factory, article):
    store = Store(tmp_path_factory.mktemp("store") / "archive.sqlite")
    store.put([entry(article)])
    stored = store.current(article.id)
    assert stored.article == article
    assert stored.version == 1
    rows = store.rows(store.numbers().tolist())
    assert [row.passage for row in rows.values()] == cut(article, WordRuler())
    store.close()


class Set:
    """A derived index that is a set of numbers."""

    name = "set"

    def __init__(self):
        self.numbers = set()

    def apply(self, dropped, added, store):
        self.numbers -= set(dropped)
        self.numbers |= set(store.rows(added))

    def count(self):
        return len(self.numbers)


@settings(deadline=None, max_examples=40)
@given(steps=st.lists(st.tuples(st.sampled_from("aaard"), st.integers(0, 3), st.integers(0, 99)), max_size=25))
def test_a_derived_index_that_follows_the_journal_at_any_time_holds_what_the_store_holds(tmp_path_factory, steps):
    store, index = Store(tmp_path_factory.mktemp("store") / "archive.sqlite"), Set()
    for step, which, salt in steps:
        article = Article(title="", text=f"Text {salt}. " * 90, external_id=str(which))
        if step == "a":
            store.put([entry(article)])
        elif step == "r":
            store.remove(article.id)
        else:
            catch_up(store, index)
    catch_up(store, index)
    assert index.numbers == set(store.numbers().tolist())
    assert is_complete(store, index)
    store.mark_applied("set", 0)
    catch_up(store, index)
    assert index.numbers == set(store.numbers().tolist())
    store.close()


def test_passage_numbers_are_never_used_again(store, articles):
    store.put([entry(articles[0])])
    before = set(store.numbers().tolist())
    store.remove(articles[0].id)
    store.put([entry(articles[1])])
    assert not before & set(store.numbers().tolist())


def test_a_batch_that_fails_leaves_nothing_behind(store, articles):
    broken = replace_vectors(entry(articles[1]))
    with pytest.raises(ValueError, match="zip"):
        store.put([entry(articles[0]), broken])
    assert store.totals().articles == 0
    assert store.sequence() == 0


def replace_vectors(whole):
    return Entry(whole.id, whole.article, whole.passages, whole.vectors[:0])


def test_a_full_disk_is_told_and_what_was_acknowledged_stays(store, articles):
    store.put([entry(articles[0])])
    with store._database.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreFullError, match="Free some space"):
        store.put([entry(replace(article, text=article.text * 50)) for article in articles[1:]])
    assert [stored.id for stored in store.articles("", 50)] == [articles[0].id]


def test_a_database_held_by_another_program_is_told(store, articles, tmp_path, monkeypatch):
    monkeypatch.setattr(database, "_BUSY_TIMEOUT_S", 0.1)
    impatient = Store(tmp_path / "archive.sqlite")
    holder = sqlite3.connect(tmp_path / "archive.sqlite", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreBusyError, match="try again"):
        impatient.put([entry(articles[0])])
    holder.close()
    impatient.close()


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_database_is_told(tmp_path, content):
    (tmp_path / "archive.sqlite").write_bytes(content)
    with pytest.raises(StoreCorruptError, match="backup"):
        Store(tmp_path / "archive.sqlite")


def test_a_database_of_another_release_is_refused(tmp_path):
    with sqlite3.connect(tmp_path / "archive.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreVersionError, match="layout 99"):
        Store(tmp_path / "archive.sqlite")


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(StoreError, match="may write"):
        Store(tmp_path / "not there" / "archive.sqlite")
