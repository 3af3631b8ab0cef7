"""Times the way from an event to the screen: `python -m tests.widget.bench_chip`, with the browser slowed down four times.

The clock starts when the bytes of `answer.citation.added` reach the page and stops at the second frame after its chip is in
the document, so that it has been painted.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from index import Archive
from qa.web.app import create_app
from tests.doubles.hashing_encoder import HashingEncoder
from tests.widget.chromium import launched
from tests.widget.news import ARTICLES
from tests.widget.scripted import ScriptedAnswerer
from tests.widget.service import served
from tests.widget.visit import Visit

LIMIT_MS = 100
SLOWDOWN = 4

CLOCK = """
const ask = window.fetch;
window.fetch = async (...request) => {
  const response = await ask(...request);
  if (!String(request[0]).endsWith("/v1/answers")) return response;
  const decoder = new TextDecoder();
  const watched = response.body.pipeThrough(new TransformStream({
    transform(chunk, controller) {
      if (decoder.decode(chunk, { stream: true }).includes("answer.citation.added")) window.__arrived ??= performance.now();
      controller.enqueue(chunk);
    },
  }));
  return new Response(watched, response);
};
window.__start = () => {
  window.__arrived = undefined;
  window.__passed = new Promise((resolve) => {
    const root = document.querySelector("quotidian-chat").shadowRoot;
    const observer = new MutationObserver(() => {
      if (!root.querySelector(".turn:last-child .chip")) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - window.__arrived)));
    });
    observer.observe(root, { childList: true, subtree: true });
  });
};
"""


def main() -> None:
    """Print the median, the slowest twentieth and the worst of `--rounds` answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder), encoder=HashingEncoder()) as archive:
        archive.add(ARTICLES)
        with served(create_app(archive=archive, answerer=ScriptedAnswerer())) as url, launched() as browser:
            times = timed(browser, url, rounds)
    slow = statistics.quantiles(times, n=20, method="inclusive")[-1]
    print(
        f"first chip after its event, CPU slowed {SLOWDOWN}x, {rounds} answers: median {statistics.median(times):.0f} ms, "
        f"p95 {slow:.0f} ms, worst {max(times):.0f} ms (bound: {LIMIT_MS} ms)"
    )


def timed(browser: Browser, url: str, rounds: int) -> list[float]:
    """Return the milliseconds of each round, on a page whose first question is not counted."""
    page = browser.new_context().new_page()
    page.add_init_script(CLOCK)
    visit = Visit(page, url).open()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    return [_round(visit) for _ in range(rounds + 1)][1:]


def _round(visit: Visit) -> float:
    visit.page.evaluate("window.__start()")
    visit.ask("How did the strike end?")
    passed: float = visit.page.evaluate("window.__passed")
    visit.answered()
    visit.button("New conversation").click()
    return passed


if __name__ == "__main__":
    main()
