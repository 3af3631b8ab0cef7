"""Readers: every kind of file becomes the same article, and what cannot be read is named and does not stop the rest."""

import gzip
import json
import os
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Archive, Article, BadArticleError, read_articles
from index.readers import count_records

BODY = "The tramway opened on Monday.\n\nIt closed on Tuesday."
FIELDS = {"source": "Alder Gazette", "published_at": datetime(2024, 3, 1, tzinfo=UTC), "author": "A. Writer", "language": "en"}


def only(path):
    (article,) = read_articles(path)
    return article


def refused(path):
    errors = []
    articles = list(read_articles(path, on_error=errors.append))
    return articles, errors


def test_a_short_first_line_of_a_text_is_its_title(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"Tramway opens\n\n{BODY}\n")
    assert only(path) == Article(title="Tramway opens", text=BODY)
    assert only(path).origin == str(path)


@pytest.mark.parametrize("first", ["The tramway opened on Monday, the council said.", "word " * 60])
def test_a_first_line_that_is_a_sentence_or_long_belongs_to_the_text(tmp_path, first):
    (tmp_path / "a.txt").write_text(f"{first}\n\n{BODY}")
    assert only(tmp_path / "a.txt") == Article(
        title="", text=f"{first.rstrip()}\n\n{BODY}" if first.endswith(".") else f"{first}\n\n{BODY}"
    )


def test_front_matter_gives_the_record_whatever_the_names_and_quotes(tmp_path):
    (tmp_path / "a.md").write_text(
        "---\ntitle: \"Tramway: opens\"\noutlet: Alder Gazette\ndate: 2024-03-01\nauthor: 'A. Writer'\nlanguage: en\n"
        f"url: https://news.example/t\nid: t-1\nbased_on:\n  - elsewhere\n# a comment\n---\n{BODY}\n"
    )
    assert only(tmp_path / "a.md") == Article(
        title="Tramway: opens", text=BODY, external_id="t-1", url="https://news.example/t", **FIELDS
    )


def test_a_markdown_heading_is_the_title_when_no_front_matter_names_one(tmp_path):
    (tmp_path / "a.md").write_text(f"# Tramway opens\n\n{BODY}")
    assert only(tmp_path / "a.md") == Article(title="Tramway opens", text=BODY)


def test_a_page_gives_its_article_without_what_stands_around_it(tmp_path):
    paragraphs = "".join(
        f"<p>The tramway of Port Alder carried {n} thousand people in its week {n}, the council said.</p>" for n in range(9)
    )
    (tmp_path / "a.html").write_text(
        f"<html lang=en><head><title>Tramway opens</title></head><body><nav>Home Sport</nav>"
        f"<article><h1>Tramway opens</h1>{paragraphs}</article>"
        "<footer>Imprint</footer></body></html>"
    )
    article = only(tmp_path / "a.html")
    assert article.title == "Tramway opens"
    assert "carried 8 thousand" in article.text
    assert "Imprint" not in article.text


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_json_lines_give_an_article_each(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    record = {
        "id": "t-1",
        "title": "Tramway opens",
        "text": BODY,
        "published_at": "2024-03-01",
        "extra": 1,
        "source": "Alder Gazette",
    }
    lines = (
        f"{json.dumps(record)}\n\n{json.dumps(record | {'id': 't-2', 'published_at': '2024-03-01T01:00:00+01:00'})}\n".encode()
    )
    path.write_bytes(gzip.compress(lines) if suffix.endswith("gz") else lines)
    first, second = read_articles(path)
    assert first == Article("Tramway opens", BODY, "t-1", None, datetime(2024, 3, 1, tzinfo=UTC), "Alder Gazette")
    assert (second.external_id, second.published_at) == ("t-2", first.published_at)
    assert count_records(path) == 3


def test_line_ends_and_composed_letters_are_made_one(tmp_path):
    (tmp_path / "a.txt").write_bytes("\ufeffTitre\r\n\r\nUn e\u0301te\u0301.\rFin.".encode())
    assert only(tmp_path / "a.txt").text == "Un été.\nFin."


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.md": (b" \n\n ", "empty"),
    "binary.txt": (b"\x00\x01\x02" * 99, "binary"),
    "utf16.txt": ("Tram".encode("utf-16"), "UTF-8|binary"),
    "latin.txt": ("Un été à la mer.".encode("latin-1"), "not UTF-8"),
    "matter.md": (b"---\ntitle\n---\ntext", "front matter"),
    "date.md": (b"---\ntitle: a\ndate: soon\n---\ntext", "published_at"),
    "nothing.html": (b"<html><body></body></html>", "no article text"),
    "deep.html": (b"<div>" * 200_000, "no article text"),
    "cut.jsonl.gz": (gzip.compress(b'{"title": "a", "text": "b"}\n' * 999)[:60], "cut short"),
    "no.jsonl.gz": (b"plainly not gzip", "damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_taken_is_named_and_the_others_are_read(tmp_path, name):
    content, reason = BAD[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "zz.txt").write_text(BODY)
    articles, errors = refused(tmp_path)
    assert articles[-1].text == BODY
    assert [error.path.name for error in errors] == [name]
    with pytest.raises(BadArticleError, match=reason):
        list(read_articles(tmp_path / name))


BAD_LINES = [
    (b"{", "not JSON"),
    (b"[1, 2]", "dictionary|object"),
    (b'{"title": "a"}', "text: Field required"),
    (b'{"title": "a", "text": ""}', "text"),
    (b'{"title": "a", "text": "  "}', "empty"),
    (b'{"title": "a", "text": 5}', "text"),
    (b'{"title": "a", "text": "b", "url": "javascript:alert(1)"}', "url"),
    (b'{"title": "a", "text": "b", "url": "file:///etc/passwd"}', "url"),
    (b'{"title": "a", "text": "b", "published_at": 1700000000}', "published_at"),
    (b'{"title": "a", "text": "b", "published_at": "0001-01-01T00:00:00+14:00"}', "published_at"),
    (b'{"title": "a", "text": "lone \\ud800"}', "surrogate|unicode"),
    (b'{"title": "a", "text": "nul \\u0000"}', "NUL"),
    (b'{"title": "' + b"a" * 2001 + b'", "text": "b"}', "title"),
    (b'{"title": "a", "text": "' + b"a" * 2_000_001 + b'"}', "text"),
    (b"[" * 100_000 + b"]" * 100_000, "deep|JSON"),
    (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "deep|JSON"),
    (b"\xff\xfe", "UTF-8"),
    (b"1" * 10_000, "JSON|integer|dictionary"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=range(len(BAD_LINES)))
def test_a_bad_line_is_named_by_its_number_and_the_others_are_read(tmp_path, line, reason):
    good = b'{"title": "Tram", "text": "It opened."}'
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([good, line, good]))
    articles, errors = refused(tmp_path / "a.jsonl")
    assert len(articles) == 2
    assert [error.line for error in errors] == [2]
    with pytest.raises(BadArticleError, match=rf"(?s)a\.jsonl, line 2: .*({reason})"):
        list(read_articles(tmp_path / "a.jsonl"))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode),
    name=st.sampled_from(["a.txt", "a.md", "a.html", "a.jsonl", "a.jsonl.gz"]),
)
def test_no_content_raises_anything_but_our_own_error(tmp_path, content, name):
    (tmp_path / name).write_bytes(content)
    articles, _ = refused(tmp_path / name)
    for article in articles:
        assert article.text.strip()
        assert "\r" not in article.text


def test_a_folder_is_walked_in_order_past_hidden_files_unknown_kinds_and_links_in_circles(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "1.txt", ".hidden.txt", "3.pdf"):
        (tmp_path / name).write_text(f"{name} says so.")
    (tmp_path / "b" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    articles, errors = refused(tmp_path)
    assert [article.text for article in articles] == ["1.txt says so.", "b/2.txt says so."]
    assert len(errors) <= 1


@pytest.mark.parametrize(("name", "reason"), [("none.txt", "no such"), ("a.pdf", "not read")])
def test_a_path_that_is_missing_or_of_another_kind_is_told_at_once(tmp_path, name, reason):
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(BadArticleError, match=reason):
        list(read_articles(tmp_path / name, on_error=lambda error: None))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path):
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "a.txt").chmod(0)
    assert refused(tmp_path)[1]


def test_a_folder_added_three_times_gives_the_same_archive(tmp_path, encoder):
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(f"Headline {number}\n\nThe {number} trams of Port Alder were late. " * 3)
    with Archive.open(tmp_path / "data", encoder=encoder) as archive:
        seen = []
        for _ in range(3):
            archive.add(read_articles(folder))
            hits = [(hit.passage.id, round(hit.score, 6)) for hit in archive.search("trams of Port Alder")]
            seen.append((archive.status().articles, archive.status().passages, hits))
    assert seen[0] == seen[1] == seen[2]
    assert seen[0][0] == 6
