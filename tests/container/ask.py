"""Asks the server on 127.0.0.1:8000 about the seed articles and holds every quote against its article."""

import json
import sys
import time
import urllib.request

SERVER = "http://127.0.0.1:8000"
QUESTIONS = ["How many soldiers did Barkhane count at its biggest?", "In which year did French forces first arrive in Mali?"]


def call(path, body=None, *, timeout_s=120):
    data = json.dumps(body).encode() if body else None
    request = urllib.request.Request(SERVER + path, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=timeout_s) as reply:
        return json.load(reply)


def wait_until_up(limit_s=300):
    end = time.monotonic() + limit_s
    while True:
        try:
            return call("/healthz", timeout_s=2)
        except OSError:
            if time.monotonic() > end:
                sys.exit(f"no answer from {SERVER} within {limit_s} s")
            time.sleep(0.5)


def check(question):
    answer = call("/v1/answers", {"question": question})
    print(json.dumps(answer, indent=2, ensure_ascii=False))
    if not answer["quotes"]:
        sys.exit(f"no quote for: {question}")
    for quote in answer["quotes"]:
        text = call(f"/v1/articles/{quote['article_id']}")["text"]
        if text[quote["start"] : quote["end"]] != quote["text"]:
            sys.exit(f"not verbatim: {quote}")
    print(f"{answer['status']}, {answer['mode']}, {len(answer['quotes'])} quotes, each verbatim: {question}")


wait_until_up()
for question in QUESTIONS:
    check(question)
