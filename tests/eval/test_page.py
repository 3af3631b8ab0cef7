import re
from dataclasses import replace
from html.parser import HTMLParser

from eval.judge import judge
from eval.ours import Library, outcome_of
from eval.page import html_page
from eval.report import as_json, report_of, write_json
from qa.ask import Turn
from tests.eval.news import ARTICLES, FLOOD, QUESTIONS, article, gold, stored, unanswerable
from tests.eval.records import line, record

EVIL = '<script>alert("1")</script><img src=x onerror=alert(1)>'
HOSTILE = article("hostile", EVIL, f"{EVIL} The river Osk rose.")
LIBRARY = Library(map(stored, [*ARTICLES, HOSTILE]))


def page(*given, questions=None):
    scores = [judge(question, outcome_of(line(question.id, each), LIBRARY), LIBRARY) for question, each in given]
    return html_page(report_of("run", {"gold": EVIL}, scores, len(given) if questions is None else questions))


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]


def test_nothing_from_an_article_a_question_or_an_answer_becomes_markup():
    hostile = gold(f"q{EVIL}", EVIL, [f"Osk {EVIL}"], (HOSTILE, f"{EVIL} The river Osk rose."), history=(Turn("user", EVIL),))
    found = Tags()
    text = page((hostile, record(EVIL, (HOSTILE, EVIL))), (replace(hostile, id=f"r{EVIL}"), None))
    assert text.count("<article>") == 2, "both must stand among the failures, or nothing is tested"
    found.feed(text)
    assert not {"script", "img", "iframe", "link"} & set(found.tags)
    assert not [name for name in found.attributes if name.startswith("on")]


def test_the_page_loads_nothing_from_anywhere():
    text = page((QUESTIONS[0], record("")))
    assert not re.search(r"https?:|@import|url\(", text)
    assert "default-src 'none'" in text


def test_the_gravest_failure_comes_first_and_the_most_confident_before_the_others():
    quote = (FLOOD, "Twelve people died, the police said.")
    text = page(
        (QUESTIONS[0], record("")),
        (unanswerable("unsure", "?"), record("Twelve people died, the police said.", quote, confidence=0.5)),
        (unanswerable("sure", "?"), record("Twelve people died, the police said.", quote, confidence=0.9)),
        (QUESTIONS[1], record("Twelve people died, the police said.", quote, shift=1)),
    )
    places = [text.index(f"{name} ·") for name in ("mayor", "sure", "unsure", "river")]
    assert places == sorted(places)


def test_a_perfect_run_says_so_and_an_unfinished_one_too():
    assert "Nothing did." in page((QUESTIONS[2], record("")))
    assert "3 questions were not asked yet" in page((QUESTIONS[2], record("")), questions=4)


def test_the_data_beside_it_is_plain_json(tmp_path):
    score = judge(QUESTIONS[2], outcome_of(line("capital", record("")), LIBRARY), LIBRARY)
    write_json(tmp_path / "report.json", as_json(report_of("run", {}, [score], 1)))
    assert '"abstention recall"' in (tmp_path / "report.json").read_text()
