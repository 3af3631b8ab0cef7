"""docs/http.md: its commands work as they stand, and its table of problems is the table in the code."""

import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from index import Archive, read_articles
from qa.answerer import Answerer
from qa.web import create_app, problems
from tests.doubles.http import serving

ROOT = Path(__file__).parents[3]
DOCUMENT = (ROOT / "docs" / "http.md").read_text()
COMMANDS = re.findall(r"^```sh\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
SHOWN = [
    r'"status":"(answered|partial)".*2013',
    r'"status":"(answered|partial|no_answer)"',
    r"event: answer.created.*event: answer.completed",
    r'"id":"ans_\w+"',
    r'"hits":\[\{"rank":1,.*Niger',
    r'"external_id":"ferry-1".*"version":1',
    r'"version":1.*"version":2.*"next":"art_',
    r'"added":1,"corrected":0,"unchanged":0,"refused":1',
    r'alive.*(ready|degraded).*"suggestions".*"openapi"',
]


@pytest.fixture(scope="module")
def url(tmp_path_factory, encoder):
    with Archive.open(tmp_path_factory.mktemp("data"), encoder=encoder) as archive:
        archive.add(read_articles(ROOT / "seeds"))
        with serving(create_app(archive=archive, answerer=Answerer(archive))) as address:
            yield address


@pytest.mark.parametrize(("command", "shown"), list(zip(COMMANDS, SHOWN, strict=True)))
def test_the_commands_do_what_they_are_shown_for(url, command, shown):
    script = (
        command.replace("http://127.0.0.1:8000", url)
        .replace("python -c", f"{sys.executable} -c")
        .replace("curl -s", "curl --fail -s")
    )
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr + done.stdout
    assert re.search(shown, done.stdout, re.DOTALL), done.stdout


def test_every_problem_is_in_the_table():
    rows = re.findall(r"^\| `/problems/([\w-]+)` \| (\d+) \| (.*) \|$", DOCUMENT, re.MULTILINE)
    assert {(slug, int(status), text) for slug, status, text in rows} == {
        (kind.slug, kind.status, f"{kind.title}. {kind.remedy}") for kind in problems.ALL
    }


def test_every_route_of_the_api_is_described(url):
    paths = httpx.get(f"{url}/openapi.json").json()["paths"]
    said = re.sub(r"\$id|ferry-1", "{id}", DOCUMENT)
    assert [path for path in paths if re.sub(r"\{\w+\}", "{id}", path) not in said] == []
