# Every task of the project.  `make demo` and `make test` do all their own set-up
# with only Python 3.11 and make; both build .venv in place from locked versions.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
INSTALL := $(PIP) install --require-hashes --no-deps

.DEFAULT_GOAL := help
.PHONY: help demo test browser picture pictures coverage mutants check lint types layers reference lock figures size clean

help: ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

.venv/base.stamp: requirements/base.txt pyproject.toml
	@echo "setting up .venv from requirements/base.txt (a minute or two)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(INSTALL) -r requirements/base.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/base.stamp
	@echo "adding the test tools from requirements/dev.txt"
	@$(INSTALL) -r requirements/dev.txt
	@touch $@

.venv/bench.stamp: requirements/bench.txt .venv/base.stamp
	@echo "adding the peers from requirements/bench.txt"
	@$(INSTALL) -r requirements/bench.txt
	@touch $@

demo: .venv/base.stamp ## the dossier of the example story
	@mkdir -p out
	@$(BIN)/twosource dossier examples/harbour/accounts -o out/harbour.html
	@$(BIN)/twosource dossier examples/harbour/accounts -q -o out/harbour.json
	@echo "the report: $(CURDIR)/out/harbour.html"

test: .venv/dev.stamp ## every test, on all cores up to four
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal $(PYTEST)

browser: .venv/dev.stamp ## what the tests of the page in Chromium need; without it they skip
	@command -v chromium >/dev/null || apt-get install -y -q chromium
	@$(PIP) install playwright==1.65.2
	@npm install --silent --prefix .venv/axe axe-core@4.14.1

picture: .venv/dev.stamp ## docs/report.png of the example story; after make browser
	@$(BIN)/python tests/tools/picture.py docs/report.png

pictures: .venv/dev.stamp ## docs/desk.png and docs/desk-phone.png; after make browser
	@$(BIN)/python tests/tools/desk_picture.py docs

coverage: .venv/dev.stamp ## every test, and the lines and branches that they reach
	@mkdir -p out
	@$(MAKE) test PYTEST=--cov

.venv/mutants.stamp: requirements/mutants.txt .venv/dev.stamp
	@echo "adding mutmut from requirements/mutants.txt"
	@$(INSTALL) -r requirements/mutants.txt
	@touch $@

mutants: .venv/mutants.stamp ## whether tests notice changed code (not in CI; a quarter of an hour)
	@$(BIN)/python tests/tools/mutants.py

check: lint types layers coverage ## all that CI runs

lint: .venv/dev.stamp ## ruff
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: .venv/dev.stamp ## mypy, strict
	@$(BIN)/mypy

layers: .venv/dev.stamp ## import-linter
	@$(BIN)/lint-imports

reference: .venv/dev.stamp ## write docs/schema, docs/commands.md and docs/exchange from the code
	@$(BIN)/python docs/make_reference.py
	@$(BIN)/python docs/make_exchange.py

figures: .venv/bench.stamp ## docs/figures.md: make figures DATA=folder (about half an hour)
	@$(BIN)/twosource bench --data $(DATA) -o docs/figures.md

COMPILE := $(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-trusted-host \
	--no-emit-find-links --strip-extras --no-header --allow-unsafe --extra build

lock: .venv/dev.stamp ## lock versions anew
	@$(COMPILE) -o requirements/base.txt pyproject.toml
	@$(COMPILE) --extra dev -c requirements/base.txt -o requirements/dev.txt pyproject.toml
	@$(COMPILE) --extra dev --extra bench -c requirements/dev.txt -o requirements/bench.txt pyproject.toml
	@$(COMPILE) --extra dev --extra mutants -c requirements/dev.txt -o requirements/mutants.txt pyproject.toml

size: ## megabytes of a base install
	@$(PYTHON) docs/measure_size.py

clean: ## remove what was built
	rm -rf .venv out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
