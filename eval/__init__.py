"""JUDGES: gold sets, metrics, reports, benchmarks."""
