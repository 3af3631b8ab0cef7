# Every command of Quotidian, the same by hand and in CI. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help setup run test check eval gate bench lock clean

PYTHON ?= python3
ARTICLES ?= seeds
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check

# The CPU build of torch, where this index is in reach: only the encoder uses it, and CUDA's libraries weigh several GB.
# `make setup TORCH_INDEX=` takes what the usual index offers.
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/runtime ## make .venv with what Quotidian runs on; quick when nothing changed

run: setup ## add the seed articles and serve on http://127.0.0.1:8000; `make run ARTICLES=folder` adds others instead
	$(PY) -m index add $(ARTICLES)
	$(PY) -m qa serve

test: .venv/dev ## run every test
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
		echo "No Chromium here: the browser tests will be skipped. On Debian and Ubuntu: apt install chromium"
	$(PY) -m pytest

check: .venv/dev ## format, lint, types, import contracts and the widget's size
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m tests.widget.size

# A folder of its own for each run, to compare with the next: python -m eval compare BEFORE AFTER
RUN := runs/seeds-$(shell date +%Y%m%d-%H%M%S)

eval: .venv/dev ## ask the gold questions about the seeds and report how right the answers are
	$(PY) -m eval run eval/gold/seeds.jsonl --archive seeds --out $(RUN)
	@echo "The whole report: $(RUN)/report.html"

gate: .venv/dev ## ask them without a model, and fail when a bar of eval/baselines breaks
	$(PY) -m eval run eval/gold/seeds.jsonl --archive seeds --model none --out $(RUN)
	$(PY) -m eval gate $(RUN) --baseline eval/baselines/seeds-extractive.json

bench: .venv/dev ## time search and ingestion on this machine
	$(PY) -m eval bench ingest eval/gold/archive/articles.jsonl
	$(PY) -m eval bench search eval/gold/archive/articles.jsonl eval/gold/archive/questions.jsonl

lock: .venv/made ## resolve the lock files anew; `make lock UPGRADE=--upgrade` takes newer versions
	@[ -x .venv/bin/uv ] || $(PIP) install --quiet uv
	@$(LOCK) pyproject.toml --output-file requirements.lock
	@$(LOCK) pyproject.toml --all-extras --constraint requirements.lock --output-file requirements-dev.lock

clean: ## remove .venv, caches and runs; your archive in data/ stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist runs *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Torch and what only its CUDA build needs stay out of the lock files: requirements-torch.txt says why.
UNLOCKED := torch triton cuda-bindings cuda-pathfinder cuda-toolkit nvidia-cublas nvidia-cuda-cupti nvidia-cuda-nvrtc \
	nvidia-cuda-runtime nvidia-cudnn-cu13 nvidia-cufft nvidia-cufile nvidia-curand nvidia-cusolver nvidia-cusparse \
	nvidia-cusparselt-cu13 nvidia-nccl-cu13 nvidia-nvjitlink nvidia-nvshmem-cu13 nvidia-nvtx
LOCK = .venv/bin/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command 'make lock' $(UNLOCKED:%=--no-emit-package %)

.venv/made:
	@command -v $(PYTHON) >/dev/null || { echo "Quotidian needs Python 3.11 or newer; no $(PYTHON) was found."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Quotidian needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
		echo "This Python lacks its venv module; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Making .venv with $$($(PYTHON) -V)"
	@$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/runtime: requirements.lock requirements-torch.txt pyproject.toml .venv/made
	@echo "Installing what Quotidian runs on, once; this takes a few minutes"
	@$(PIP) install --only-binary :all: --require-hashes --no-deps -r requirements.lock
	@$(PIP) install --retries 1 $(TORCH_INDEX:%=--extra-index-url %) -r requirements-torch.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@$(PIP) check
	@touch $@

.venv/dev: requirements-dev.lock .venv/runtime
	@echo "Installing what tests and checks need"
	@$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	@$(PIP) check
	@touch $@
