# One verb a target. Tools live in .venv, installed once from requirements/dev.txt.

PYTHON ?= python3
PORT ?= 8000
FROM ?=

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.DEFAULT_GOAL := help
.PHONY: help demo generate check test lint types mock bench soak documents mutate update-spec update-spec-check build requirements clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: generate ## Generate, start a local Openlayer, create two API keys
	@$(BIN)/python scripts/demo.py

generate: $(READY) ## Make generated/ from openapi.yaml and its overlay
	@$(BIN)/python scripts/generate.py

check: $(READY) ## Fail if generated/ is not what the document gives
	@$(BIN)/python scripts/generate.py --check

test: check lint types ## Drift check, ruff, mypy, all tests, a sample of mutants
	@$(BIN)/pytest --quiet --numprocesses=2 --dist=loadfile
	@$(BIN)/python scripts/mutate.py --sample

lint: $(READY)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .

types: $(READY)
	@$(BIN)/mypy --no-error-summary generated scripts tests

mock: $(READY) ## Serve a local Openlayer on PORT (8000)
	@$(BIN)/python scripts/mock_api.py --port $(PORT)

bench: $(READY) ## Compare a create with the same through plain httpx
	@$(BIN)/python scripts/bench.py

soak: $(READY) ## Account for every key of 20,000 creates against a server that misbehaves
	@$(BIN)/python scripts/soak.py

documents: $(READY) ## Generate from every document in tests/documents and hold each client against it
	@$(BIN)/pytest --quiet --numprocesses=2 -m documents tests/pipeline/test_feature_documents.py

mutate: $(READY) ## Break the client and the document in many small ways; a test must notice each
	@$(BIN)/python scripts/mutate.py

update-spec: $(READY) ## Read the published pages again (or FROM="URL-or-file …") and show what changes
	@$(BIN)/python scripts/update_spec.py $(FROM)

update-spec-check: $(READY) ## Fail if the published pages have changed
	@$(BIN)/python scripts/update_spec.py --check

build: $(READY) ## Make a wheel and an sdist in dist/
	@$(BIN)/python -m build --no-isolation --outdir dist . > /dev/null
	@ls dist/*

requirements: $(READY) ## Pin the newest allowed versions, with hashes, in requirements/
	@for name in dev run generate; do \
	  (cd requirements && ../$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-emit-index-url --annotation-style line \
	    $$([ $$name = dev ] || echo --constraint dev.txt) $$name.in --output-file $$name.txt) || exit 1; \
	done

clean: ## Remove what the other targets made, except generated/
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# uv comes from pip, at the version and hashes that are pinned for it, and installs the rest.
$(READY): requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit("error: Python 3.11 or newer is needed; name one: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@echo "Setting up $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@awk '/^uv==/ {found = 1} found {print} found && !/\\$$/ {exit}' requirements/dev.txt > $(VENV)/uv.txt
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(VENV)/uv.txt
	@$(BIN)/uv pip sync --quiet --require-hashes --python $(BIN)/python requirements/dev.txt
	@touch $(READY)
