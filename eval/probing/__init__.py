"""Probing: trains the probes of `qa.llm.probe` on questions whose answers are known."""
