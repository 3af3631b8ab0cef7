"""Training: the prompts that a gold set gives, what is kept of them, and the file of probes."""

import asyncio
import json
from dataclasses import replace

import numpy as np
import pytest

from eval.errors import GoldError
from eval.gold import GoldQuestion, GoldQuote
from eval.probing import features as computed
from eval.probing.examples import READINGS, Example, examples_of
from eval.probing.features import LAYERS, features
from eval.probing.fit import Fit
from eval.probing.training import examples_in, trained, write_probes
from index import Archive
from qa.llm.model import Message
from qa.prompts import ALONE, ANOTHER, TOGETHER
from tests.doubles.hashing_encoder import HashingEncoder
from tests.eval.news import ARTICLES, FLOOD, QUESTIONS, TOLL, gold

OTHER = (ANOTHER, "answer")
UNANSWERED = {"id": "x", "question": "Who blew up the bridge at Varn?", "answerable": False, "kind": "single"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with Archive.open(tmp_path_factory.mktemp("archive"), encoder=HashingEncoder(), encoder_name="hashing") as opened:
        opened.add(ARTICLES)
        yield opened


def asked(archive, question, readings=tuple(READINGS)):
    return asyncio.run(examples_of(archive, question, readings))


def test_an_answered_question_gives_one_prompt_for_all_sentences_and_one_for_each_of_the_nearest(archive):
    question = next(one for one in QUESTIONS if one.answerable and one.evidence)
    together, *alone = [example for example in asked(archive, question) if example.told[0] != ANOTHER]
    assert (together.told, together.yes) == ((TOGETHER, "answer"), True)
    assert {example.told for example in alone} == {(ALONE, "answer")}
    quote = question.evidence[0].text
    assert [example.yes for example in alone if quote in example.messages[-1].content] == [True]
    assert not any(example.yes for example in alone if quote not in example.messages[-1].content)


def test_the_second_of_two_accounts_is_an_example_of_another_answer_beside_the_first_and_no_third_sentence_is(archive):
    twelve, fourteen = (
        "Twelve people died, the police said.",
        "Fourteen people died in the flood at Varn, the mayor of Varn said.",
    )
    question = gold("dead", "How many people died in the flood at Varn?", ["12"], (FLOOD, twelve), (TOLL, fourteen))
    examples = [example.messages[-1].content for example in asked(archive, question) if example.told == OTHER and example.yes]
    assert [beside(prompt) for prompt in examples] == [(fourteen, twelve)]
    assert any(example.told == OTHER and not example.yes for example in asked(archive, question))


def beside(prompt):
    """Return the answer and what is held against it."""
    answer, _, rest = prompt.partition("\n\nExcerpt: ")
    return answer.partition("): ")[2], rest.partition("\nAnother answer: ")[2].partition("\n\n")[0]


def test_what_says_the_same_as_the_answer_is_no_example_beside_it(archive):
    twelve, fourteen = (
        "Twelve people died, the police said.",
        "Fourteen people died in the flood at Varn, the mayor of Varn said.",
    )
    same = GoldQuote("flood", twelve, also=(GoldQuote("toll", fourteen),))
    question = GoldQuestion("dead", "How many people died in the flood at Varn?", ("12",), evidence=(same,))
    prompts = [example.messages[-1].content for example in asked(archive, question) if example.told == OTHER]
    assert prompts
    assert not any({twelve, fourteen} <= set(beside(prompt)) for prompt in prompts)


def test_more_is_held_against_an_answer_whose_sides_are_known(archive, monkeypatch):
    monkeypatch.setattr("eval.probing.examples._OF_ONE", 1)
    question = gold("dead", "How many people died in the flood at Varn?", ["12"], (FLOOD, "Twelve people died, the police said."))
    disputed = replace(question, sides=(("12",), ("14",)))
    counts = [sum(example.told == OTHER for example in asked(archive, each)) for each in (question, disputed)]
    assert counts[0] == 1 < counts[1]


def test_the_prompts_of_another_answer_tell_whether_the_question_is_disputed_too(archive):
    question = gold("dead", "How many people died in the flood at Varn?", ["12"], (FLOOD, "Twelve people died, the police said."))
    for sides in ((), (("12",), ("14",))):
        examples = asked(archive, replace(question, sides=sides), ["another", "disputed"])
        another, disputed = ([each for each in examples if each.tells == tells] for tells in ("answer", "disputed"))
        assert [each.messages for each in disputed] == [each.messages for each in another] != []
        assert {each.yes for each in disputed} == {bool(sides)}


@pytest.mark.parametrize(("reading", "task"), [("together", TOGETHER), ("alone", ALONE)])
def test_who_asks_for_one_reading_gets_its_examples_and_waits_for_no_second_search(archive, monkeypatch, reading, task):
    monkeypatch.setattr("eval.probing.examples.accounts_in", lambda *_: pytest.fail("it was searched again"))
    every = [example for example in asked(archive, QUESTIONS[0], list(READINGS)[:2]) if example.told == (task, "answer")]
    assert asked(archive, QUESTIONS[0], [reading]) == every != []


def test_a_question_without_an_answer_is_answered_by_no(archive):
    examples = asked(archive, GoldQuestion("x", "Who designed the bridge at Varn?", answerable=False, kind="unanswerable"))
    assert examples[0].told == (TOGETHER, "answer")
    assert not any(example.yes for example in examples)


def test_an_answer_that_was_not_found_makes_no_example_of_sentences_without_one(archive):
    elsewhere = GoldQuestion("x", "Who designed the bridge at Varn?", ("Ann",), evidence=(GoldQuote("nowhere", "Ann did."),))
    assert TOGETHER not in {example.told[0] for example in asked(archive, elsewhere)}


def test_what_was_read_is_kept_and_not_read_again(archive, smollm_path, tmp_path, monkeypatch):
    pytest.importorskip("openvino_genai", reason="OpenVINO has no wheel for this machine")
    examples = asked(archive, QUESTIONS[0])[:3]
    first = np.stack(list(features(smollm_path, tmp_path, examples)))
    assert first.shape == (len(examples), len(LAYERS), 576)
    monkeypatch.setattr(computed, "_reader", lambda _: pytest.fail("it was read again"))
    assert np.array_equal(np.stack(list(features(smollm_path, tmp_path, examples))), first)


@pytest.mark.parametrize(("what", "value"), [("FORM", "written otherwise"), ("PER_SCALE", 128)])
def test_what_another_network_read_is_read_again(archive, tmp_path, monkeypatch, what, value):
    example = asked(archive, QUESTIONS[0])[0]
    monkeypatch.setattr(computed, "_reader", lambda _: lambda _: np.zeros((len(LAYERS), 4), np.float16))
    assert len(list(features(tmp_path / "none.gguf", tmp_path, [example]))) == 1
    monkeypatch.setattr(computed, what, value)
    monkeypatch.setattr(computed, "_reader", lambda _: pytest.fail("read again"))
    with pytest.raises(pytest.fail.Exception, match="read again"):
        list(features(tmp_path / "none.gguf", tmp_path, [example]))


@pytest.mark.parametrize(("second", "least", "most"), [("north", 0.0, 0.7), ("south", 0.9, 1.0)])
def test_a_probe_is_judged_by_an_archive_that_it_has_not_seen(tmp_path, second, least, most):
    """Each half has a mark of its own for yes, which tells nothing of the other half."""
    chance, examples = np.random.default_rng(5), []
    for at in range(160):
        half, yes = divmod(at, 80)[0], at % 2 == 0
        messages = (Message("user", f"Question {at}\n\nReply Yes or No."),)
        examples.append(Example(messages, yes, f"q{at}", ("south", second)[half]))
        row = chance.normal(size=(len(LAYERS), 4))
        row[:, half] += 6 * yes
        np.save(tmp_path / f"{examples[-1].key}-{computed.FORM}-{computed.PER_SCALE}.npy", row.astype(np.float16))
    (fit,) = trained(tmp_path / "none.gguf", tmp_path, examples).values()
    assert least <= fit.auroc <= most


def test_the_examples_of_a_folder_bear_its_name(tmp_path):
    folder = tmp_path / "varn"
    folder.mkdir()
    (folder / "articles.jsonl").write_text('{"title": "Varn", "text": "Ann Falk designed the bridge at Varn."}\n', "utf-8")
    (folder / "questions.jsonl").write_text(json.dumps(UNANSWERED | {"answers": [], "evidence": []}) + "\n", "utf-8")
    assert {example.archive for example in examples_in([folder])} == {"varn"}


def test_one_in_four_questions_without_sides_is_asked_for_other_answers_and_every_one_with(tmp_path):
    told = ["Ann Falk designed the bridge at Varn.", "The bridge at Varn was drawn by Bo Lund, the mayor said."]
    evidence = [{"article": "varn", "quote": quote} for quote in told]
    row = {"question": "Who designed the bridge at Varn?", "answerable": True, "answers": ["Falk", "Lund"], "evidence": evidence}
    plain = [row | {"id": f"q{at}", "kind": "single"} for at in range(40)]
    disputed = [row | {"id": f"d{at}", "kind": "conflict", "sides": [["Falk"], ["Lund"]]} for at in range(4)]
    (tmp_path / "articles.jsonl").write_text(json.dumps({"id": "varn", "title": "Varn", "text": " ".join(told)}) + "\n", "utf-8")
    (tmp_path / "questions.jsonl").write_text("".join(json.dumps(each) + "\n" for each in plain + disputed), "utf-8")
    ids = {example.question for example in examples_in([tmp_path], ["another"])}
    assert {each["id"] for each in disputed} < ids
    assert 5 <= len(ids) - len(disputed) <= 15


def test_a_folder_without_questions_is_named(tmp_path):
    with pytest.raises(GoldError, match=r"questions\.jsonl"):
        examples_in([tmp_path])


def test_the_file_of_probes_says_where_they_come_from_and_keeps_those_of_other_readings(tmp_path):
    fit = Fit(18, 1e-3, 0.91234, 0.9, 300, np.array([0.123456789, -2.0], np.float32), 0.5)
    path = tmp_path / "new" / "model.json"
    write_probes(path, {("Yes or No?", "answer"): fit, ("Yes or No?", "disputed"): fit}, "mainland")
    write_probes(path, {("Yes or No?", "answer"): replace(fit, layer=16)}, "islands")
    told = {"auroc": 0.9123, "worst": 0.9, "strength": 1e-3}
    probe = {"layer": 18, "bias": 0.5, "examples": 300, "weights": [0.12346, -2.0]} | told
    assert json.loads(path.read_text())["probes"] == [
        {"task": "Yes or No?", "tells": "disputed", "trained_on": "mainland"} | probe,
        {"task": "Yes or No?", "tells": "answer", "trained_on": "islands"} | probe | {"layer": 16},
    ]
