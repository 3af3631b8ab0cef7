"""Fetching a model's file from real servers on loopback and real wheels in a folder, through the real pip."""

import asyncio
import hashlib
import os
import subprocess
import sys
import threading
import zipfile

import pytest

from qa.errors import ModelFileError, SettingsError
from qa.llm.catalogue import CATALOGUE, DEFAULT_NAME, CataloguedModel, Hub, Wheel
from qa.llm.fetch import fetch, fetch_model
from tests.doubles.loopback import Loopback

CONTENT = os.urandom(2_500_000)
PARTS = (CONTENT[:1_000_000], CONTENT[1_000_000:2_000_000], CONTENT[2_000_000:])


class Hoster(Loopback):
    """A file server that can begin in the middle; `sends` is what it has."""

    sends = CONTENT

    async def answer(self, exchange):
        act = self.scripted()
        if act is not None:
            await act(exchange)
            return
        start = int(exchange.request.headers.get("range", "bytes=0-")[6:-1])
        await exchange.send(206 if start else 200, self.sends[start:])


@pytest.fixture
def hoster(monkeypatch):
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    with Hoster() as server:
        yield server


@pytest.fixture
def index(tmp_path, monkeypatch):
    """A package index of three wheels, and no other."""
    folder = tmp_path / "index"
    folder.mkdir()
    for number, part in enumerate(PARTS, start=1):
        put_wheel(folder, number, part)
    offline(monkeypatch)
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def offline(monkeypatch):
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")


def put_wheel(folder, number, part):
    info = f"parcel_{number}-1.0.dist-info"
    with zipfile.ZipFile(folder / f"parcel_{number}-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"parcel_{number}/data.bin", part)
        wheel.writestr(f"parcel_{number}/__init__.py", "raise SystemExit('this must never run')")
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: parcel-{number}\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


def parcel(url=None, size=2_500_000):
    wheels = tuple(Wheel(f"parcel-{n}==1.0", f"parcel_{n}/data.bin", len(part)) for n, part in enumerate(PARTS, start=1))
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    return CataloguedModel("parcel", "parcel.gguf", size, sha256, "Apache-2.0", Hub(url) if url else None, wheels)


def quiet(_done, _total):
    pass


def test_wheels_are_joined_in_their_order(tmp_path, index):
    seen = []
    path = fetch(parcel(), tmp_path / "models", lambda done, total: seen.append((done, total)))
    assert path.read_bytes() == CONTENT
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert seen == sorted(seen)


def test_a_part_that_was_had_is_not_fetched_again(tmp_path, index):
    def interrupted(done, _total):
        if done > 1_500_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(parcel(), tmp_path / "models", interrupted)
    (index / "parcel_1-1.0-py3-none-any.whl").unlink()
    assert fetch(parcel(), tmp_path / "models", quiet).read_bytes() == CONTENT


def test_a_download_goes_on_where_it_stopped(tmp_path, hoster):
    (tmp_path / "parcel.partial").write_bytes(CONTENT[:700_000])
    assert fetch(parcel(hoster.url), tmp_path, quiet).read_bytes() == CONTENT
    assert hoster.requests[0].headers["range"] == "bytes=700000-"


def test_a_download_cut_short_is_finished_by_the_index(tmp_path, hoster, index):
    hoster.sends = CONTENT[:1_200_000]
    assert fetch(parcel(hoster.url), tmp_path / "models", quiet).read_bytes() == CONTENT


@pytest.mark.parametrize("sent", [CONTENT[::-1], CONTENT + b"more", b"<html>log in</html>"], ids=["other", "longer", "page"])
def test_what_the_hub_falsifies_the_index_makes_good(tmp_path, hoster, index, sent):
    hoster.sends = sent
    models = tmp_path / "models"
    try:
        path = fetch(parcel(hoster.url), models, quiet)
    except ModelFileError:  # a wrong beginning of the right length cannot be told before the end
        path = fetch(parcel(hoster.url), models, quiet)
    assert path.read_bytes() == CONTENT


def test_a_wrong_hash_is_never_given_the_name(tmp_path, index):
    put_wheel(index, 2, PARTS[1][::-1])
    with pytest.raises(ModelFileError, match=r"has sha256 .* instead of"):
        fetch(parcel(), tmp_path / "models", quiet)
    assert {path.name for path in (tmp_path / "models").iterdir()} <= {"parcel.lock"}


def test_a_wheel_without_its_part_is_told(tmp_path, index):
    with zipfile.ZipFile(index / "parcel_1-1.0-py3-none-any.whl", "a") as wheel:
        names = wheel.namelist()
    assert "parcel_1/data.bin" in names
    wheels = (Wheel("parcel-1==1.0", "parcel_1/other.bin", len(CONTENT)),)
    model = CataloguedModel("parcel", "parcel.gguf", len(CONTENT), "0" * 64, "Apache-2.0", None, wheels)
    with pytest.raises(ModelFileError, match=r"does not carry parcel_1/other\.bin"):
        fetch(model, tmp_path / "models", quiet)


def test_a_machine_that_reaches_nothing_is_told_what_to_do(tmp_path, monkeypatch):
    offline(monkeypatch)
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    with pytest.raises(ModelFileError) as caught:
        fetch(parcel("http://hub.invalid/parcel.gguf"), tmp_path, quiet)
    said = str(caught.value)
    assert "the model hub" in said
    assert "the Python package index" in said
    assert f"put parcel.gguf into {tmp_path} yourself" in said


def test_a_disk_too_small_is_told_before_anything_is_fetched(tmp_path, hoster):
    with pytest.raises(ModelFileError, match=r"no room for parcel .* QUOTIDIAN_MODELS_DIR"):
        fetch(parcel(hoster.url, size=10**18), tmp_path, quiet)
    assert hoster.requests == []


def test_a_directory_that_cannot_be_made_is_told(tmp_path, hoster):
    (tmp_path / "models").write_text("a file")
    with pytest.raises(ModelFileError, match="cannot be written"):
        fetch(parcel(hoster.url), tmp_path / "models", quiet)


def test_a_file_that_is_there_is_taken_without_asking_anyone(tmp_path, hoster):
    fetch(parcel(hoster.url), tmp_path, quiet)
    fetch(parcel(hoster.url), tmp_path, quiet)
    assert len(hoster.requests) == 1


def test_of_two_processes_at_once_one_fetches(tmp_path, hoster):
    both_there = threading.Event()

    async def once_both_are_there(exchange):
        await asyncio.to_thread(both_there.wait)
        await asyncio.sleep(1.0)
        await exchange.send(200, CONTENT)

    program = f"""
from pathlib import Path
from qa.llm.catalogue import CataloguedModel, Hub, Wheel
from qa.llm.fetch import fetch
print("here", flush=True)
fetch({parcel(hoster.url)!r}, Path({str(tmp_path)!r}), lambda done, total: None)
"""
    hoster.always(once_both_are_there)
    both = [subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) for _ in range(2)]
    assert [each.stdout.readline() for each in both] == [b"here\n"] * 2
    both_there.set()
    for each in both:
        each.communicate(timeout=60)
    assert [each.returncode for each in both] == [0, 0]
    assert (tmp_path / "parcel.gguf").read_bytes() == CONTENT
    assert len(hoster.requests) == 1


def test_a_name_that_is_not_in_the_catalogue_is_a_wrong_setting(tmp_path):
    with pytest.raises(SettingsError, match="smollm2-135m"):
        fetch_model("gpt-7", tmp_path)


def test_the_parts_of_each_catalogued_model_add_up_to_its_size():
    assert DEFAULT_NAME in CATALOGUE
    for model in CATALOGUE.values():
        assert sum(wheel.size_bytes for wheel in model.wheels) == model.size_bytes
        assert len(model.sha256) == 64
