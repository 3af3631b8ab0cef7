from eval.bench.ingest import ingest_rate
from eval.bench.search import search_latency
from index import Archive, Article


def test_the_stopwatches_count_what_they_time(tmp_path):
    articles = [Article(f"Day {day}", f"It rained in Varn on day {day}.", f"day-{day}") for day in range(3)]
    seen: list[int] = []
    with Archive.open(tmp_path) as archive:
        rate = ingest_rate(archive, articles, seen.append)
        waits = search_latency(archive, ["rain in Varn", "day 2"], "hybrid", lambda: None)
    assert (rate["articles"], seen[-1]) == (3, 3)
    assert rate["passages per s"] == rate["passages"] / rate["seconds"]
    assert 0 < waits["p50 ms"] <= waits["p95 ms"] <= waits["max ms"]
