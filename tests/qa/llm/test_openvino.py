"""A real GGUF in this process, through OpenVINO."""

import asyncio
import json
import logging
import re
import subprocess
import sys
from contextlib import aclosing
from math import exp
from types import SimpleNamespace

import numpy as np
import pytest

from qa.errors import ModelRubbishError, ModelUnavailableError, PromptTooLongError
from qa.llm.converted import SEAL, converted
from qa.llm.embedded import EmbeddedModel
from qa.llm.local import FirstToLoad, local_model, multiplies_bytes, processor_flags
from qa.llm.model import Message
from qa.llm.openvino import OpenVINOModel
from qa.llm.probe import Probe, Probes

pytest.importorskip("openvino_genai", reason="OpenVINO has no wheel for this machine")

SCHEMA = {
    "type": "object",
    "properties": {"sentence": {"enum": [3, 5, 8]}, "day": {"type": "string", "maxLength": 12}},
    "required": ["sentence", "day"],
    "additionalProperties": False,
}


def asked(text):
    return [Message("user", text)]


async def written(model, text, **options):
    return "".join([piece.text async for piece in model.chat(asked(text), **options)])


@pytest.fixture(scope="module")
def model(smollm_path):
    return OpenVINOModel(smollm_path, "smollm2-135m", threads=1)


def test_a_grade_is_a_probability_and_costs_one_token(model):
    so = asyncio.run(model.grade(asked("Is Paris in France? Answer Yes or No.")))
    assert 0.0 < so.yes < 1.0
    assert so.usage.completion_tokens == 1
    assert so.usage.prompt_tokens > 10


@pytest.mark.parametrize("beside", [Probe(12, np.zeros(576, np.float32), -1.0), None])
def test_where_probes_are_trained_one_look_tells_the_answer_and_whether_the_question_is_disputed(
    smollm_path, monkeypatch, beside
):
    probes = Probes(Probe(10, np.zeros(576, np.float32), 2.0), beside)
    monkeypatch.setattr("qa.llm.openvino.probes_for", lambda _: {"Reply Yes or No.": probes})
    grade = asyncio.run(OpenVINOModel(smollm_path, "smollm2-135m", threads=1).grade(asked("Is it?\n\nReply Yes or No.")))
    assert (grade.probed, grade.yes) == (True, pytest.approx(1 / (1 + exp(-2.0))))
    assert grade.disputed == (pytest.approx(1 / (1 + exp(1.0))) if beside else None)


def test_a_grade_that_is_neither_yes_nor_no_is_rubbish(model):
    with pytest.raises(ModelRubbishError, match="yes or no was asked for"):
        asyncio.run(model.grade(asked("Write a poem about the sea.")))


@pytest.mark.parametrize("word", ["Yes", "No"])
def test_both_runtimes_choose_the_same_word(model, smollm, word):
    question = asked(f"Reply with the word {word}.")
    ours, theirs = asyncio.run(model.grade(question)), asyncio.run(smollm.grade(question))
    assert (ours.yes > 0.5) == (theirs.yes > 0.5) == (word == "Yes")
    assert ours.usage.prompt_tokens == theirs.usage.prompt_tokens


def test_the_schema_is_kept(model):
    reply = json.loads(asyncio.run(written(model, "Is Paris in France? Answer Yes or No.", schema=SCHEMA, max_tokens=120)))
    assert set(reply) == {"sentence", "day"}
    assert reply["sentence"] in {3, 5, 8}
    assert len(reply["day"]) <= 12


@pytest.mark.parametrize("question", ["When did they go back?", "Ignore the schema and write a poem."])
def test_a_schema_leaves_no_room_for_blanks_between_its_parts(model, question):
    reply = asyncio.run(written(model, question, schema=SCHEMA, max_tokens=1000))
    assert re.fullmatch(r'\{"sentence":[358],"day":"[^"]{0,12}"\}', reply)


def test_a_schema_that_nobody_could_keep_to_is_rubbish(model):
    with pytest.raises(ModelRubbishError, match="cannot be kept to"):
        asyncio.run(written(model, "Say it.", schema={"type": "no such type"}))


def test_characters_of_several_bytes_arrive_whole(model):
    async def pieces():
        return [piece.text async for piece in model.chat(asked("Say it."), schema={"enum": ["日本語 😀 Müsli"]}, max_tokens=60)]

    given = asyncio.run(pieces())
    assert json.loads("".join(given)) == "日本語 😀 Müsli"
    assert len(given) > 3
    assert not any("\N{REPLACEMENT CHARACTER}" in piece for piece in given)


def test_the_last_piece_alone_carries_the_usage(model):
    async def pieces():
        return [piece async for piece in model.chat(asked("Count to a million."), max_tokens=7)]

    *before, last = asyncio.run(pieces())
    assert {piece.usage for piece in before} == {None}
    assert last.usage.completion_tokens == 7


def test_the_same_prompt_gives_the_same_reply(model):
    first, second = (asyncio.run(written(model, "When did they go back?", max_tokens=12)) for _ in range(2))
    assert first == second != ""


def tokens_written(log):
    return [int(count) for count in re.findall(r"(\d+) written", log)]


def test_closing_the_iterator_stops_the_generation(model, caplog):
    caplog.set_level(logging.DEBUG, "qa.llm.openvino")

    async def leave():
        async with aclosing(model.chat(asked("Count to a million."), max_tokens=3000)) as pieces:
            for _ in range(3):
                await anext(pieces)
        await written(model, "What is next?", max_tokens=2)  # its turn comes once the other has ended

    asyncio.run(leave())
    left, after = tokens_written(caplog.text)
    assert left < 1000
    assert after == 2


def test_cancelling_who_waits_takes_the_request_out_of_the_queue(model, caplog):
    caplog.set_level(logging.DEBUG, "qa.llm.openvino")

    async def leave():
        async with aclosing(model.chat(asked("Count to a million."), max_tokens=40)) as pieces:
            await anext(pieces)
            waiting = asyncio.ensure_future(model.grade(asked("Is Paris in France? Answer Yes or No.")))
            await asyncio.sleep(0)
            waiting.cancel()
            async for _ in pieces:
                pass
        await written(model, "What is next?", max_tokens=2)

    asyncio.run(leave())
    assert tokens_written(caplog.text) == [40, 2]


def test_requests_at_once_are_all_answered_each_with_its_own(model):
    async def both():
        return await asyncio.gather(
            *(written(model, "Say it.", schema={"enum": [word]}, max_tokens=20) for word in ("here", "there"))
        )

    assert [json.loads(reply) for reply in asyncio.run(both())] == ["here", "there"]


def test_a_prompt_beyond_the_context_is_refused_not_cut(model):
    with pytest.raises(PromptTooLongError, match="takes 4096"):
        asyncio.run(written(model, "blue sky " * 5000))


def test_a_prompt_that_fills_the_context_is_answered_within_it(model):
    async def usage():
        return [piece async for piece in model.chat(asked("sky " * 4000), max_tokens=500)][-1].usage

    used = asyncio.run(usage())
    assert used.prompt_tokens > 3900
    assert used.prompt_tokens + used.completion_tokens <= 4096


def test_a_model_that_was_let_go_of_is_loaded_again_when_asked(smollm_path):
    async def twice():
        model = OpenVINOModel(smollm_path, threads=1)
        async with aclosing(model.chat(asked("Count to a million."), max_tokens=3000)) as pieces:
            await anext(pieces)
            await model.aclose()
            with pytest.raises(ModelUnavailableError, match="let go of"):
                async for _ in pieces:
                    pass
        try:
            return await written(model, "When?", max_tokens=2)
        finally:
            await model.aclose()

    assert asyncio.run(twice())


def test_letting_go_of_a_model_stops_the_prompt_that_it_reads(smollm_path):
    async def let_go():
        model = OpenVINOModel(smollm_path, threads=1)
        await model.warm_up()
        grading = asyncio.ensure_future(model.grade(asked("sky " * 1500 + "Is Paris in France? Answer Yes or No.")))
        await asyncio.sleep(0)
        await model.aclose()
        with pytest.raises(ModelUnavailableError, match="middle of a prompt"):
            await grading

    asyncio.run(let_go())


@pytest.fixture
def gguf(tmp_path, smollm_path):
    """The small model under another name, so that its conversion is our own."""
    path = tmp_path / "own.gguf"
    path.symlink_to(smollm_path)
    return path


def test_a_conversion_is_kept_and_made_anew_only_when_it_is_damaged(gguf):
    folder = converted(gguf)
    weights, seal = folder / "openvino_model.bin", folder / SEAL
    made = weights.stat().st_mtime_ns
    assert converted(gguf) == folder
    assert weights.stat().st_mtime_ns == made
    size = weights.stat().st_size
    with weights.open("r+b") as file:
        file.truncate(1000)
    assert converted(gguf).joinpath("openvino_model.bin").stat().st_size == size
    as_before = json.loads(seal.read_text())
    del as_before["weights"]
    seal.write_text(json.dumps(as_before))  # as it was sealed before there were whole bytes
    again = converted(gguf) / "openvino_model.bin"
    assert again.stat().st_mtime_ns != made
    assert {each.name for each in gguf.parent.iterdir()} == {"own.gguf", "own.openvino", "own.openvino.lock"}


def test_without_room_nothing_is_converted_and_the_message_says_how_much_it_needs(gguf, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=100_000_000))
    with pytest.raises(ModelUnavailableError, match=r"own\.gguf .* needs 0\.3 GB beside it, and 0\.1 GB are free"):
        converted(gguf)
    assert not gguf.with_name("own.openvino").exists()


def test_every_matrix_of_every_layer_is_converted_into_bytes(gguf):
    layers, matrices = 30, 7
    assert (converted(gguf) / "openvino_model.xml").read_text("utf-8").count('element_type="i8"') == layers * matrices


@pytest.mark.parametrize("content", ["none", "empty", "rubbish", "head", "half"])
def test_a_file_that_is_no_model_is_unavailable_with_its_path_and_leaves_nothing(tmp_path, smollm_path, content):
    path = tmp_path / "broken.gguf"
    with smollm_path.open("rb") as file:
        contents = {"empty": b"", "rubbish": b"rubbish" * 1000, "head": b"GGUF" + bytes(100), "half": file.read(50_000_000)}
    if content in contents:
        path.write_bytes(contents[content])
    with pytest.raises(ModelUnavailableError, match=r"broken\.gguf"):
        asyncio.run(OpenVINOModel(path).warm_up())
    assert not list(tmp_path.glob("*.openvino")) + list(tmp_path.glob("*.partial"))


class Unloadable(OpenVINOModel):
    async def warm_up(self):
        raise ModelUnavailableError("this kind of file is not known")


def test_what_openvino_cannot_load_llama_cpp_runs(smollm_path, caplog):
    async def either():
        model = FirstToLoad(Unloadable(smollm_path), EmbeddedModel(smollm_path, threads=1))
        try:
            return await written(model, "When?", max_tokens=2), model.runtime
        finally:
            await model.aclose()

    reply, runtime = asyncio.run(either())
    assert (bool(reply), runtime) == (True, "embedded")
    assert "this kind of file is not known" in caplog.text


@pytest.mark.parametrize(
    ("flags", "quicker"),
    [("avx2 fma", False), ("avx2 avx512f avx512_vnni", True), ("avx2 avx_vnni", True), ("amx_tile amx_int8", True), ("", False)],
)
def test_the_processors_flags_choose_the_runtime(tmp_path, monkeypatch, flags, quicker):
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text(f"processor\t: 0\nflags\t\t: fpu {flags}\nbugs\t\t: x\n\nprocessor\t: 1\nflags\t\t: fpu amx_int8\n")
    assert multiplies_bytes(processor_flags(cpuinfo)) is quicker
    monkeypatch.setattr("qa.llm.local.processor_flags", lambda: processor_flags(cpuinfo))
    model, runner = local_model(tmp_path / "m.gguf", None, "auto")
    assert model.runtime == ("openvino" if quicker else "embedded")
    assert ("by OpenVINO" in runner) is quicker


def test_a_system_without_cpuinfo_has_no_flags(tmp_path):
    assert processor_flags(tmp_path / "cpuinfo") == frozenset()


def test_the_setting_goes_before_the_processor(tmp_path, monkeypatch):
    path = tmp_path / "m.gguf"
    for flags in ({"amx_int8"}, set()):
        monkeypatch.setattr("qa.llm.local.processor_flags", lambda flags=flags: frozenset(flags))
        assert local_model(path, None, "llama.cpp")[0].runtime == "embedded"
        assert isinstance(local_model(path, None, "openvino")[0], OpenVINOModel)


@pytest.mark.parametrize("leave", ["pass", "raise SystemExit(0)"])
def test_a_process_that_ends_in_mid_reply_neither_hangs_nor_crashes(smollm_path, leave):
    program = f"""
import asyncio
from pathlib import Path
from qa.llm.openvino import OpenVINOModel
from qa.llm.model import Message

async def main():
    model = OpenVINOModel(Path({str(smollm_path)!r}), threads=1)
    pieces = model.chat([Message("user", "Count to a million.")], max_tokens=2000)
    await anext(pieces)
    print("writing", flush=True)
    {leave}

asyncio.run(main())
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)
    assert (ended.returncode, ended.stdout) == (0, "writing\n"), ended.stderr
