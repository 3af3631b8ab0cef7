"""The archive as a whole: what is added is found, once, in its current version, and what is removed is gone."""

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from index import Archive, ArchiveMissingError, Article, BadArticleError, EncoderMismatchError, Filters, ReadOnlyError
from tests.doubles.hashing_encoder import HashingEncoder

QUESTION = "How many visitors did the tramway of district 10 count?"


def top(archive, question=QUESTION, **how):
    return [(hit.passage.id, hit.rank) for hit in archive.search(question, **how)]


def test_the_same_articles_added_three_times_are_there_once_with_the_same_top_10(archive, articles):
    reports, tops, counts = [], [], []
    for _ in range(3):
        reports.append(archive.add(articles))
        tops.append(top(archive))
        counts.append((archive.status().articles, archive.status().passages))
    assert [len(report.added) for report in reports] == [24, 0, 0]
    assert [len(report.unchanged) for report in reports] == [0, 24, 24]
    assert tops[0] == tops[1] == tops[2]
    assert len(tops[0]) == 10
    assert counts[0] == counts[1] == counts[2]
    assert counts[0][0] == 24


@pytest.mark.parametrize("mode", ["hybrid", "dense", "lexical"])
def test_the_article_that_is_asked_for_comes_first(archive, articles, mode):
    archive.add(articles)
    assert archive.search(QUESTION, mode=mode)[0].article.article.external_id == "port-alder-10"


def test_a_hit_is_a_slice_of_the_article_it_names(archive, articles):
    archive.add(articles)
    for hit in archive.search(QUESTION, limit=50):
        assert hit.article.article.text[hit.passage.start : hit.passage.end] == hit.passage.text
        assert hit.passage.text_sha256 == hit.article.article.text_sha256
        assert -1.001 <= hit.similarity <= 1.001


def test_a_corrected_article_keeps_its_old_version_and_is_found_by_its_new_text_only(archive, articles):
    archive.add(articles)
    corrected = replace(articles[3], text="The library burned down on Sunday. Xylographers wept.")
    report = archive.add([corrected])
    assert report.corrected == [articles[3].id]
    assert [stored.article.text for stored in archive.versions("port-alder-3")] == [articles[3].text, corrected.text]
    assert archive.get("port-alder-3").version == 2
    for mode in ("hybrid", "dense", "lexical"):
        assert all(
            "district 3 counted" not in hit.passage.text for hit in archive.search("library of district 3", mode=mode, limit=50)
        )
        assert archive.search("xylographers", mode=mode)[0].article.version == 2


def test_two_versions_in_one_load_are_both_kept(archive, articles):
    report = archive.add([articles[0], replace(articles[0], title="Again"), articles[0]])
    assert (report.added, report.corrected) == ([articles[0].id], [articles[0].id] * 2)
    assert [stored.article.title for stored in archive.versions(articles[0].id)] == [
        articles[0].title,
        "Again",
        articles[0].title,
    ]


def test_an_edited_file_without_an_id_of_its_own_corrects_its_article(archive):
    first = Article(title="Flood", text="Two bridges fell.", origin="/news/flood.txt")
    second = Article(title="Flood", text="Three bridges fell.", origin="/news/flood.txt")
    elsewhere = Article(title="Flood", text="Three bridges fell, they say.", origin="/news/other.txt")
    assert archive.add([first]).added == archive.add([second]).corrected
    assert archive.add([second]).unchanged == [first.id]
    assert archive.add([elsewhere]).added == [elsewhere.id]


def test_what_is_removed_is_gone_from_the_store_and_from_every_index(archive, articles, tmp_path):
    archive.add(articles)
    assert archive.remove("port-alder-10")
    assert not archive.remove("port-alder-10")
    assert archive.get("port-alder-10") is None
    assert archive.versions("port-alder-10") == []
    for mode in ("hybrid", "dense", "lexical"):
        assert all(hit.article.article.external_id != "port-alder-10" for hit in archive.search(QUESTION, mode=mode, limit=50))
    status = archive.status()
    assert archive._followers.vectors.count() == archive._followers.lexical.count() == status.passages
    assert (status.articles, status.pending, status.degraded) == (23, 0, [])


def test_removed_text_leaves_no_trace_in_the_database_file(tmp_path, encoder):
    with Archive.open(tmp_path, encoder=encoder) as archive:
        archive.add([Article(title="T", text="Quetzalcoatlus landed in the harbour.", external_id="q")])
        archive.remove("q")
    assert b"Quetzalcoatlus" not in (tmp_path / "archive.sqlite").read_bytes()


FILTERS = [
    Filters(published_after=datetime(2024, 6, 1, tzinfo=UTC)),
    Filters(published_before=datetime(2024, 3, 3, tzinfo=UTC)),
    Filters(as_of=datetime(2024, 4, 1, tzinfo=UTC), published_before=datetime(2024, 9, 1, tzinfo=UTC)),
    Filters(sources=("ALDER gazette", "Hill Radio")),
    Filters(sources=("Port Courier",), published_after=datetime(2024, 5, 5, tzinfo=UTC)),
    Filters(sources=("no such outlet",)),
]


def passes(article, filters):
    earliest = filters.published_after or datetime.min.replace(tzinfo=UTC)
    latest = min(filters.published_before or datetime.max.replace(tzinfo=UTC), filters.as_of or datetime.max.replace(tzinfo=UTC))
    return earliest <= article.published_at <= latest and (
        not filters.sources or article.source.lower() in {source.lower() for source in filters.sources}
    )


@pytest.mark.parametrize("mode", ["hybrid", "dense", "lexical"])
@pytest.mark.parametrize("filters", FILTERS)
def test_filters_hold_in_both_halves_and_leave_nothing_out(archive, articles, mode, filters):
    archive.add(articles)
    found = {
        hit.article.article.external_id
        for hit in archive.search("visitors of the district", limit=100, mode=mode, filters=filters)
    }
    assert found == {article.external_id for article in articles if passes(article, filters)}


def test_an_article_without_a_date_passes_no_date_filter(archive):
    archive.add([Article(title="Undated", text="The harbour froze.")])
    assert archive.search("harbour")
    for mode in ("hybrid", "dense", "lexical"):
        assert archive.search("harbour", mode=mode, filters=Filters(as_of=datetime(2030, 1, 1, tzinfo=UTC))) == []


@pytest.mark.parametrize("id_", ["", "nobody", "\ud800", "\0", "' OR 1=1 --"])
def test_an_id_that_nobody_has_finds_nothing(archive, articles, id_):
    archive.add(articles[:2])
    assert archive.get(id_) is None
    assert archive.versions(id_) == []
    assert not archive.remove(id_)


def test_articles_are_paged_by_id(archive, articles):
    archive.add(articles)
    seen, after = [], None
    while page := archive.articles(after=after, limit=7):
        seen += [stored.id for stored in page]
        after = page[-1].id
    assert seen == sorted(article.id for article in articles)


@pytest.mark.parametrize(
    "query", ["", "   ", '"AND (title:x', "-", "\0", "\ud800", "数", "a" * 100_000, "field:[1 TO 2]", "'); DROP TABLE articles;"]
)
def test_no_query_makes_search_fail(archive, articles, query):
    archive.add(articles[:4])
    for mode in ("hybrid", "dense", "lexical"):
        assert isinstance(archive.search(query, mode=mode), list)


@pytest.mark.parametrize("bad", [Article(title="Nothing", text=" \n "), Article(title="Odd", text="a \ud800 b")])
def test_an_article_that_cannot_be_taken_is_named_and_those_before_it_are_kept(archive, articles, bad):
    with pytest.raises(BadArticleError, match=bad.title):
        archive.add([articles[0], bad, articles[1]])
    assert archive.get(articles[0].id)
    assert archive.get(articles[1].id) is None


def test_progress_tells_how_many_articles_are_acknowledged(archive, articles):
    told = []
    archive.add(articles * 2, progress=lambda done: told.append((done, archive.status().articles)))
    assert told[-1] == (48, 24)
    assert all(stored >= min(done, 24) for done, stored in told)


def test_reading_beside_the_writer_needs_no_lock_and_changes_nothing(archive, articles, tmp_path, encoder):
    archive.add(articles)
    with Archive.open(tmp_path / "data", encoder=encoder, read_only=True) as reader:
        assert top(reader) == top(archive)
        assert reader.status() == archive.status()
        for write in (lambda: reader.add(articles), lambda: reader.remove("port-alder-1"), reader.rebuild):
            with pytest.raises(ReadOnlyError):
                write()


def test_reading_an_archive_that_is_not_there_says_how_to_make_one(tmp_path):
    with pytest.raises(ArchiveMissingError, match="index add"):
        Archive.open(tmp_path / "nowhere", read_only=True)


def interrupt(_):
    raise KeyboardInterrupt


def test_another_encoder_is_refused_until_everything_is_embedded_anew(tmp_path, articles, encoder):
    class Other(HashingEncoder):
        name = "other"

        def encode(self, texts):
            return -super().encode(texts)

    with Archive.open(tmp_path, encoder=encoder) as archive:
        archive.add(articles)
    with Archive.open(tmp_path, encoder=Other()) as archive:
        with pytest.raises(EncoderMismatchError, match="rebuild"):
            archive.add(articles)
        with pytest.raises(EncoderMismatchError):
            archive.search(QUESTION)
        with pytest.raises(KeyboardInterrupt):
            archive.rebuild(progress=interrupt)
        with pytest.raises(EncoderMismatchError, match="unfinished"):
            archive.search(QUESTION)
        archive.rebuild()
        assert archive.search(QUESTION, mode="dense")[0].article.article.external_id == "port-alder-10"
        assert archive.status().articles == 24


def test_searches_in_many_threads_beside_an_add_all_succeed(archive, articles):
    archive.add(articles[:8])
    failures = []

    def ask():
        try:
            for _ in range(20):
                assert archive.search("visitors of the harbour")
        except BaseException as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for article in articles[8:]:
        archive.add([article])
    for thread in threads:
        thread.join()
    assert failures == []


def test_near_copies_are_folded_into_one_hit_that_names_them(archive, articles):
    story = articles[10]
    copies = [
        replace(story, external_id=f"copy-{n}", title=f"Headline {n}", source=f"Paper {n}", text=story.text + "\n\nWire.")
        for n in range(3)
    ]
    archive.add([*articles, *copies])
    hits = archive.search(QUESTION, limit=50)
    group = {article.id for article in [story, *copies]}
    shown = [hit for hit in hits if hit.article.id in group]
    assert len({hit.article.id for hit in shown}) == 1
    assert {shown[0].article.id, *shown[0].also_in} == group


def test_a_story_with_another_number_is_not_folded_away(archive):
    text = (
        "The ferry sank off Port Alder on Monday night in heavy seas. Rescuers said {} people were missing; the search goes on."
    )
    archive.add([Article(title=f"Ferry {n}", text=text.format(n), external_id=str(n)) for n in (12, 14)])
    assert {hit.article.article.external_id for hit in archive.search("ferry sank how many missing")} == {"12", "14"}


def test_sentences_that_were_ranked_lately_are_not_encoded_again(tmp_path):
    class Counting(HashingEncoder):
        asked = 0

        def encode(self, texts):
            self.asked += len(texts)
            return super().encode(texts)

    encoder = Counting()
    with Archive.open(tmp_path, encoder=encoder) as archive:
        once, again = archive.embed(["the flood", "the mayor"]), archive.embed(["the mayor", "the flood"])
    assert (once == again[::-1]).all()
    assert encoder.asked == 2
