"""The support check: deterministic, fast, model-free; each rule its own file."""
