"""Choosing: which sentences are read, in which order, and which of them are taken."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import pytest

from index import Archive
from qa.answer import Usage
from qa.answerer import Answerer
from qa.ask import Ask
from qa.bars import PROBED, SAID
from qa.check import Failure, Verdict
from qa.choosing import Judged, accepted, compared, in_vain, judged, other_answers
from qa.errors import ModelUnavailableError
from qa.extract import Extract
from qa.findings import Part
from qa.llm.model import Grade
from tests.doubles.hashing_encoder import HashingEncoder
from tests.doubles.model import ScriptedModel
from tests.qa.news import HARBOUR, POST, sentences


class Reader(ScriptedModel):
    """Says how sure it is of each sentence, by a word that stands in it; of another answer, by a word in `others`."""

    def __init__(self, others=(), **sure):
        super().__init__()
        self.sure, self.others, self.read, self.compared = sure, dict(others), [], []

    async def grade(self, messages):
        asked = messages[-1].content
        other = asked.partition("\nAnother answer: ")[2].partition("\n\n")[0]
        excerpt = (asked.partition("\nAnswer: ")[2] or asked.partition("Excerpts:\n")[2]).partition("\n\n")[0]
        (self.compared if other else self.read).append(other or excerpt)
        sure = self.others if other else self.sure
        return Grade(next((yes for word, yes in sure.items() if word in (other or excerpt)), 0.1), Usage(1, 1))


class Probed(Reader):
    """Says so as a probe would."""

    async def grade(self, messages):
        return replace(await super().grade(messages), probed=True)


def extract(sentence, *, appeal=0.7, answers=True, fits=True):
    return Extract((sentence,), appeal, answers, fits, 1.0)


def read(model, extracts, *, bars=SAID, every_account=False):
    part = Part("How many were killed?", "How many were killed?", (), tuple(extracts))

    async def collect():
        reading = judged(model, part, bars, every_account=every_account, left_s=lambda: 9.0)
        return [one async for one, _ in reading]

    judgements = asyncio.run(collect())
    return [one.extract.sentences[-1].text for one in accepted(judgements, bars, every_account=every_account)]


def test_a_clear_sentence_ends_the_reading_of_its_article():
    first, second, *_ = sentences(HARBOUR)
    model = Reader(twelve=0.9, warehouse=0.99)
    assert read(model, [extract(first), extract(second)]) == [first.text]
    assert len(model.read) == 1


def test_behind_a_clear_sentence_one_of_another_article_is_read_and_taken_when_it_comes_near():
    (first, second, *_), theirs = sentences(HARBOUR), sentences(POST)[:2]
    extracts = [extract(one) for one in (first, second, *theirs)]
    near, far = Reader(twelve=0.9, fifteen=0.85), Reader(twelve=0.95, fifteen=0.55)
    assert read(near, extracts) == [first.text, theirs[0].text]
    assert read(far, extracts) == [first.text]
    assert [len(near.read), len(far.read)] == [2, 2]


def test_of_sentences_that_are_not_clear_the_strongest_is_taken():
    first, second, *_ = sentences(HARBOUR)
    assert read(Reader(twelve=0.6, warehouse=0.65), [extract(first, appeal=0.9), extract(second, appeal=0.4)]) == [first.text]
    assert read(Reader(twelve=0.6, warehouse=0.7), [extract(first, appeal=0.5), extract(second, appeal=0.5)]) == [second.text]


def test_what_the_model_doubts_and_what_the_check_stops_is_not_taken():
    first, second, *_ = sentences(HARBOUR)
    model = Reader(twelve=0.4, warehouse=0.99)
    assert read(model, [extract(first), extract(second, answers=False)]) == []
    assert len(model.read) == 1


def test_of_every_account_the_best_sentence_of_each_article_is_taken():
    ours, theirs = sentences(HARBOUR)[:2], sentences(POST)[:1]
    model = Reader(twelve=0.9, warehouse=0.95, fifteen=0.6)
    taken = read(model, [extract(one) for one in (*ours, *theirs)], every_account=True)
    assert taken == [ours[0].text, theirs[0].text]
    assert len(model.read) == 2  # nothing more of an article that is clear


def test_a_near_copy_is_no_account_of_its_own():
    (ours, *_), (theirs, *_) = sentences(HARBOUR), sentences(POST)
    copied = replace(theirs, also_in=(ours.article.id,))
    assert read(Reader(twelve=0.9, fifteen=0.9), [extract(ours), extract(copied)], every_account=True) == [ours.text]


def test_what_a_probe_takes_for_an_answer_too_comes_behind_wherever_it_stands():
    first, second, *_ = sentences(HARBOUR)
    model = Reader(twelve=0.85, warehouse=0.8)
    assert read(model, [extract(first), extract(second)], bars=PROBED) == [first.text, second.text]
    assert read(Reader(twelve=0.85, warehouse=0.3), [extract(first), extract(second)], bars=PROBED) == [first.text]


def test_a_probe_is_believed_where_a_model_that_says_so_is_not():
    first, *_ = sentences(HARBOUR)
    assert read(Reader(twelve=0.3), [extract(first)], bars=PROBED) == [first.text]
    assert read(Reader(twelve=0.3), [extract(first)], bars=SAID) == []
    assert read(Reader(twelve=0.1), [extract(first)], bars=PROBED) == []


def test_a_probe_reads_what_the_check_takes_for_an_answer_to_something_else_but_not_what_is_of_another_kind():
    first, second, _, fourth = sentences(HARBOUR)
    model = Reader(twelve=0.4, warehouse=0.9, million=0.99)
    extracts = [extract(first), extract(second, answers=False), extract(fourth, answers=False, fits=False)]
    assert read(model, extracts, bars=PROBED) == [second.text, first.text]
    assert model.read == [first.text, second.text]


def test_a_probe_reads_nothing_behind_a_clear_sentence_and_takes_what_answers_too_where_none_is_clear():
    (first, second, *_), theirs = sentences(HARBOUR), sentences(POST)[:2]
    clear, doubtful, sure = Reader(twelve=0.99, fifteen=0.98), Reader(twelve=0.6, fifteen=0.59), Reader(twelve=0.6, warehouse=0.3)
    assert read(clear, [extract(one, appeal=1.0) for one in (first, second, *theirs)], bars=PROBED) == [first.text]
    assert clear.read == [first.text]
    both = [first.text, theirs[0].text]
    assert read(doubtful, [extract(one, appeal=0.5) for one in (first, *theirs)], bars=PROBED) == both
    assert read(sure, [extract(one, appeal=0.5) for one in (first, second)], bars=PROBED) == both[:1]


def answered(tmp_path, model, *articles, question="How many dockworkers did the fire at the harbour of Alder kill?"):
    with Archive.open(tmp_path, encoder=HashingEncoder()) as archive:
        archive.add(articles)
        return asyncio.run(Answerer(archive, model).answer(Ask(question)))


def test_what_is_another_answer_beside_the_best_comes_behind_it(tmp_path):
    model = Probed({"rain": 0.9, "wet": 0.8}, twelve=0.95)
    rival = replace(POST, text="The fire at the harbour of Alder killed nobody, said the coastguard, who blamed the rain for it.")
    answer = answered(tmp_path, model, HARBOUR, rival)
    assert [quote.text for quote in answer.quotes] == [HARBOUR.text.partition(" It broke")[0], rival.text]
    assert answer.text == f"{answer.quotes[0].text} {rival.text}"
    assert model.compared.count(rival.text) == 1


def test_what_is_no_other_answer_beside_the_best_is_not_shown(tmp_path):
    model = Probed({"coastguard": 0.2}, twelve=0.95, fifteen=0.94)
    answer = answered(tmp_path, model, HARBOUR, replace(POST, text="A fire at the harbour killed men, the coastguard said."))
    assert {quote.article_id for quote in answer.quotes} == {HARBOUR.id}


def test_another_figure_that_is_held_against_the_best_is_noted_as_a_disagreement_and_read_no_more(tmp_path):
    model = Probed({"fifteen": 0.9}, twelve=0.99)
    answer = answered(tmp_path, model, HARBOUR, POST)
    assert [side.value for side in answer.disagreements[0].sides] == ["twelve", "fifteen"]
    assert model.read.count(POST.text.partition(" Its")[0]) <= 1  # as one that may be the best, and not once more


def test_a_doubtful_answer_of_its_own_is_no_disagreement_though_it_is_shown(tmp_path):
    answer = answered(tmp_path, Probed({"": 0.05}, twelve=0.6, fifteen=0.45), HARBOUR, POST)
    assert {quote.article_id for quote in answer.quotes} == {HARBOUR.id, POST.id}
    assert not answer.disagreements


def test_more_accounts_than_the_bars_allow_are_left_out_the_least_sure_first(tmp_path):
    said = {"Lorne": 0.7, "Ostby": 0.6, "Varn": 0.9, "Weser": 0.8}
    rivals = [
        replace(
            POST, title=f"{town} on the fire", external_id=town, text=f"The fire at the harbour of Alder killed {n}, {town} said."
        )
        for town, n in (("Lorne", "ten"), ("Ostby", "seven"), ("Varn", "nine"), ("Weser", "eight"))
    ]
    model = Probed(said, twelve=0.95)
    with Archive.open(tmp_path, encoder=HashingEncoder()) as archive:
        archive.add([HARBOUR, *rivals])
        answer = asyncio.run(Answerer(archive, model).answer(Ask("What happened at the harbour of Alder?")))
    assert [quote.text.rpartition(", ")[2] for quote in answer.quotes[1:]] == ["Varn said.", "Weser said.", "Lorne said."]
    assert len(model.compared) <= PROBED.compared


def test_what_stands_next_to_the_best_and_leans_on_it_is_stated_without_it_again(tmp_path):
    blame = "It blames the port for four of them."
    disputed = replace(HARBOUR, text=f"The union counts twelve men killed by the fire. {blame}")
    model = Probed({"blames": 0.9}, twelve=0.95)
    answer = answered(tmp_path, model, disputed, question="How many did the fire kill?")
    assert answer.text == disputed.text
    assert [quote.text for quote in answer.quotes] == ["The union counts twelve men killed by the fire.", blame]


def test_after_some_in_a_row_that_are_no_other_answer_the_rest_is_not_read(tmp_path):
    told = [
        replace(POST, title=f"Fire {n}", external_id=f"f{n}", text=f"The fire at Alder killed {n} cats, Kell FM said.")
        for n in range(9)
    ]
    model = Probed({"": 0.05}, twelve=0.99)
    answered(tmp_path, model, HARBOUR, *told)
    assert len(model.compared) == PROBED.in_vain < PROBED.compared
    hoped = Probed({"": PROBED.another}, twelve=0.99)
    answered(tmp_path / "again", hoped, HARBOUR, *told)
    assert PROBED.in_vain < len(hoped.compared) <= PROBED.compared


def test_of_what_is_equally_near_who_speaks_is_read_first(tmp_path):
    silent = [
        replace(
            POST, title=f"Fire {n}", external_id=f"f{n}", text=f"Nothing at the harbour of Alder burned, {town} knew of Monday."
        )
        for n, town in enumerate(("Lorne", "Varn", "Weser"))
    ]
    spoke = replace(POST, text="Nothing at the harbour of Alder was lost, the coastguard said.")
    model = Probed({"coastguard": 0.9}, twelve=0.99)
    answer = answered(tmp_path, model, HARBOUR, *silent, spoke, question="What happened at the harbour of Alder on Monday?")
    places = [model.compared.index(one.text) for one in silent if one.text in model.compared]
    assert places
    assert model.compared.index(spoke.text) < min(places)
    assert answer.quotes[-1].text == spoke.text


def test_no_more_are_held_against_the_best_than_the_bars_allow():
    others = [extract(one) for one in sentences(HARBOUR)[:3]]

    async def all_of(bars):
        reading = compared(Probed({"": 0.5}), Part("?", "?", (), ()), others[0], others, bars=bars, left_s=lambda: 9.0)
        return [one.extract async for one, _ in reading]

    assert asyncio.run(all_of(replace(PROBED, compared=2))) == others[:2]


def test_of_those_that_are_strong_enough_the_strongest_are_other_answers():
    read = [Judged(extract(one), None, strength) for one, strength in zip(sentences(HARBOUR), (-1.0, 0.1, 0.3, 0.2), strict=True)]
    strong = other_answers(read, replace(PROBED, another=0.5, others=2))
    assert [one.strength for one in strong] == [0.3, 0.2]
    assert other_answers(read[:1], replace(PROBED, another=0.5)) == []


@pytest.mark.parametrize(("disputed", "patience"), [(None, 4), (0.5, 4), (0.73, 6), (0.27, 2), (0.001, 2)])
def test_the_more_disputed_a_question_seems_the_more_is_read_in_vain_before_the_rest_is_left(disputed, patience):
    bars = replace(PROBED, in_vain=4, persistence=2.0, least_in_vain=2, another=0.5)
    one = Judged(extract(sentences(HARBOUR)[0]), 0.01, -4.6, disputed)
    assert not in_vain([one] * (patience - 1), bars)
    assert in_vain([one] * patience, bars)
    assert not in_vain([*[one] * patience, replace(one, strength=4.0)], bars)


def test_the_bar_for_another_answer_falls_where_the_question_seems_disputed_by_all_that_was_read():
    first, second, third, _ = (extract(one) for one in sentences(HARBOUR))
    bars = replace(PROBED, another=0.5, dispute=0.5)
    none, some, much = (Judged(first, 0.4, -0.4, 0.5), Judged(second, 0.4, -0.4, 0.73), Judged(third, 0.4, -0.4, 0.95))
    assert other_answers([none], bars) == []
    assert other_answers([some], bars) == [some]  # 0.5 of one unit of log odds
    assert other_answers([none, some], bars) == []
    assert other_answers([none, much], bars) == [none, much]


def test_where_the_best_is_too_doubtful_nothing_is_held_against_it(tmp_path):
    text = "Mayor Falk spoke of the insurance. The coastguard said that nobody pays. The pier is wet."
    model = Probed({"coastguard": 0.99}, Falk=0.3)
    answer = answered(tmp_path, model, replace(HARBOUR, text=text), question="What did the mayor say about insurance?")
    assert (answer.status, answer.text, model.compared) == ("no_answer", "", [])


def test_where_the_strongest_is_too_doubtful_the_strongest_of_the_sure_ones_is_taken(tmp_path, monkeypatch):
    first, second, *_ = sentences(HARBOUR)

    async def judgements(*_, **__):
        yield Judged(extract(second, answers=False), 0.3, 5.0), Usage()
        yield Judged(extract(first), 0.25, 3.0), Usage()

    monkeypatch.setattr("qa.generation.judged", judgements)
    monkeypatch.setattr("qa.generation.confidence.ungraded", lambda _: 0.5)
    answer = answered(tmp_path, Probed({"": 0.05}, **{"": 0.73}), HARBOUR)
    assert (answer.status, [quote.text for quote in answer.quotes]) == ("answered", [first.text])


def test_a_fault_while_others_are_held_against_the_best_costs_nothing_that_was_answered(tmp_path):
    class Breaks(Probed):
        async def grade(self, messages):
            if "Another answer: " in messages[-1].content:
                raise ModelUnavailableError("gone")
            return await super().grade(messages)

    question = "How many dockworkers were killed at the harbour of Alder, and how much is the damage put at?"
    answer = answered(tmp_path, Breaks(twelve=0.9, million=0.9), HARBOUR, POST, question=question)
    assert [quote.text for quote in answer.quotes] == [HARBOUR.text.partition(" It broke")[0], HARBOUR.text.rpartition("\n")[2]]
    assert (answer.status, [caveat.code for caveat in answer.warnings]) == ("answered", ["llm_unavailable"])


def test_a_model_that_says_so_holds_nothing_against_the_best(tmp_path):
    model = Reader({"fifteen": 0.9}, twelve=0.95)
    answered(tmp_path, model, HARBOUR, POST)
    assert model.compared == []


@pytest.mark.parametrize(("probed", "status"), [(True, "answered"), (False, "no_answer")])
def test_the_model_says_which_bars_hold(tmp_path, probed, status):
    class Doubtful(ScriptedModel):
        async def grade(self, messages):
            return Grade(0.55, Usage(1, 1), probed)

    with Archive.open(tmp_path, encoder=HashingEncoder()) as archive:
        archive.add([HARBOUR])
        answer = asyncio.run(Answerer(archive, Doubtful()).answer(Ask("What did the mayor say about insurance?")))
    assert answer.status == status


def test_a_short_sentence_is_shown_as_it_stands_and_each_part_is_answered(tmp_path):
    question = "How many dockworkers were killed at the harbour of Alder, and how much is the damage put at?"
    model = Reader(twelve=0.9, fifteen=0.2, million=0.9, sprinklers=0.9)
    with Archive.open(tmp_path, encoder=HashingEncoder()) as archive:
        archive.add([HARBOUR, POST])
        answer = asyncio.run(Answerer(archive, model).answer(Ask(question)))
    assert answer.text.startswith("A fire at the harbour of Alder killed twelve dockworkers on Monday.")
    assert "The damage is put at 12 million crowns." in answer.text
    assert (answer.status, answer.mode, model.closed) == ("answered", "generated", 0)


def test_where_one_sentence_is_taken_for_both_parties_the_other_account_is_shown_too(tmp_path):
    text = "The painting has not been found, the police in Alder said. Kell FM had said that the painting was found in a locker."
    question = "Had the painting been found in Alder, according to the radio and the police?"
    with Archive.open(tmp_path, encoder=HashingEncoder()) as archive:
        archive.add([replace(HARBOUR, text=text)])
        model = Probed({"locker": 0.9}, stands=0.5, police=0.95)
        answer = asyncio.run(Answerer(archive, model).answer(Ask(question)))
    assert answer.text == text


def test_of_every_account_one_that_is_sure_speaks_for_the_others(tmp_path):
    question = "How many were killed by the fire at the harbour of Alder, according to the two reports?"
    agreeing = replace(POST, text="The fire at the harbour of Alder killed a dozen, twelve men, the coastguard said.")

    def asked(archive, sure):
        model = Probed(**{"\n": 0.3, "Monday": sure, "coastguard": 0.25})
        return asyncio.run(Answerer(archive, model).answer(Ask(question)))

    with Archive.open(tmp_path, encoder=HashingEncoder()) as archive:
        archive.add([HARBOUR, agreeing])
        both, none = asked(archive, 0.99), asked(archive, 0.01)
    assert {quote.article_id for quote in both.quotes} == {HARBOUR.id, agreeing.id}
    assert none.status == "no_answer"


def test_a_part_without_an_answer_makes_it_partial(tmp_path):
    question = "How many dockworkers were killed at the harbour of Alder, and who designed the Weser bridge?"
    with Archive.open(tmp_path, encoder=HashingEncoder()) as archive:
        archive.add([HARBOUR])
        answer = asyncio.run(Answerer(archive, Reader(twelve=0.9)).answer(Ask(question)))
    assert (answer.status, len(answer.citations)) == ("partial", 1)


def test_of_two_sentences_that_the_check_does_not_follow_each_is_stated(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "qa.quoting.bears_out", lambda text, _: Verdict(() if text.count(". ") == 0 else (Failure("speaker", ""),))
    )
    model = Reader(warehouse=0.9)
    with Archive.open(tmp_path, encoder=HashingEncoder()) as archive:
        archive.add([HARBOUR])
        answer = asyncio.run(Answerer(archive, model).answer(Ask("At what time did the fire at the harbour of Alder break out?")))
    assert answer.text == HARBOUR.text.partition(" Mayor")[0]
    assert [quote.text for quote in answer.quotes] == [answer.text]
    assert len(answer.citations) == 2


def test_whoever_quotes_the_denial_states_the_charge(tmp_path):
    """`Mr Osk denied it` alone would not say what."""
    charge = 'Managing director Noakes accused the guild of "choosing the first weekend of the holidays on purpose".'
    text = f"{charge} Mr Osk denied it: the date, he said, was fixed by the legal notice of five days."
    with Archive.open(tmp_path, encoder=HashingEncoder()) as archive:
        archive.add([replace(HARBOUR, text=text)])
        model = Probed(accused=0.2, denied=0.9)
        answer = asyncio.run(Answerer(archive, model).answer(Ask("Was the date fixed by a legal notice of five days?")))
    assert answer.text == text


def test_a_long_sentence_with_a_denial_in_it_is_not_put_in_fewer_words(tmp_path):
    charge = "The firm that serviced the cooling tower of the brewery had swapped the disinfectant for a cheaper one in May, "
    article = replace(HARBOUR, text=f"{charge}without telling anybody, the owner said; the firm, Aquorvane, denies it.")
    short = {"statements": [{"evidence": [1], "text": charge.rstrip(", ") + "."}]}
    with Archive.open(tmp_path, encoder=HashingEncoder()) as archive:
        archive.add([article])
        model = Reader(disinfectant=0.9)
        model.reply = json.dumps(short)
        answer = asyncio.run(Answerer(archive, model, write_over_words=12).answer(Ask("Who swapped the disinfectant?")))
    assert answer.text == article.text


def test_what_another_article_answers_too_comes_behind(tmp_path):
    model = Reader(twelve=0.9, fifteen=0.85)
    with Archive.open(tmp_path, encoder=HashingEncoder()) as archive:
        archive.add([HARBOUR, POST])
        answer = asyncio.run(Answerer(archive, model).answer(Ask("What happened at the harbour of Alder?")))
    assert answer.text.startswith("A fire at the harbour of Alder killed twelve dockworkers on Monday. The fire at the harbour")
    assert len({quote.article_id for quote in answer.quotes}) == len(answer.citations) == 2
    assert not answer.disagreements


@pytest.mark.parametrize(
    ("question", "yes", "status"),
    [
        ("What did the mayor say about insurance?", 0.55, "no_answer"),
        ("What did the mayor say about insurance?", 0.65, "answered"),
        ("How many did the fire at Alder kill?", 0.55, "answered"),
    ],
)
def test_two_doubtful_readings_are_no_answer_unless_the_quotes_speak_for_themselves(tmp_path, question, yes, status):
    with Archive.open(tmp_path, encoder=HashingEncoder()) as archive:
        archive.add([HARBOUR])
        answer = asyncio.run(Answerer(archive, ScriptedModel(yes=yes)).answer(Ask(question)))
    assert answer.status == status


@pytest.mark.parametrize(("first", "readings"), [(0.36, 1), (0.6, 4)])
def test_where_no_sentence_could_make_up_for_the_first_reading_none_is_read(tmp_path, first, readings):
    with Archive.open(tmp_path, encoder=HashingEncoder()) as archive:
        archive.add([HARBOUR])
        model = ScriptedModel(yes=first)
        answer = asyncio.run(Answerer(archive, model).answer(Ask("What did the mayor say about insurance?")))
    assert answer.usage.completion_tokens <= readings
    assert (answer.usage.completion_tokens == 1) is (readings == 1)
