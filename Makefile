# The few commands of HueCity. Everything that they install goes into .venv/ and node_modules/.
.DEFAULT_GOAL := help
.PHONY: help run test check lint types units bench bench-web build words clean
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes

help: ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: .venv/run infra/local/node_modules ## build the site, serve it with the API on http://127.0.0.1:8000 (PORT=… for another), follow each change
	@PORT=$(PORT) exec $(BIN)/python infra/local/run.py

test: check units ## install what is needed, lint, check types, check content, run all tests

check: lint types .venv/run ## lint, types, content and translations, without tests
	@$(BIN)/python build.py check

lint: .venv/test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: .venv/test
	@$(BIN)/mypy

units: .venv/test infra/local/node_modules tests/browser/node_modules
	@tests/browser/install.sh
	@$(BIN)/pytest

bench: .venv/test infra/local/node_modules ## measure builds beside stock Material and, where it is installed, Hugo; then payments, reports, and whether answers tell who is registered
	@$(BIN)/python tests/bench/builds.py
	@$(BIN)/python tests/bench/payments.py
	@$(BIN)/python tests/bench/hot_shop.py
	@$(BIN)/python tests/bench/reports.py
	@$(BIN)/python tests/bench/enumeration.py

bench-web: .venv/test tests/browser/node_modules ## weigh the first view of each kind of page, and searches, in a real browser
	@tests/browser/install.sh
	@$(BIN)/python tests/bench/weights.py
	@$(BIN)/python tests/bench/searches.py

build: .venv/run ## the website into dist/
	@$(BIN)/python build.py build

words: .venv/run ## gather new interface words from code and templates into locales/
	@$(BIN)/pybabel -q extract -F locales/babel.cfg -k N_ -k translate --add-location=file --sort-output --omit-header \
	  --copyright-holder "the HueCity authors" --project HueCity --version 1 -o locales/messages.pot .
	@$(BIN)/pybabel -q update -i locales/messages.pot -d locales --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	@echo "Now fill the empty msgstr lines in locales/*/LC_MESSAGES/messages.po"

clean: ## remove what was built and installed; .local/ (your local data) stays
	rm -rf dist .build site/__pycache__ .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis infra/local/node_modules tests/browser/node_modules

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "HueCity needs Python 3.11 or newer ($(PYTHON)): apt install python3 python3-venv, or brew install python"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python's venv module is missing: apt install python3-venv"; exit 1; }

.venv/run: site/requirements.txt api/requirements.txt infra/local/requirements.txt | .venv/bin/python
	@$(PIP) -r site/requirements.txt -r api/requirements.txt -r infra/local/requirements.txt
	@touch $@

.venv/test: tests/requirements.txt tests/requirements-no-deps.txt | .venv/run
	@$(PIP) -r tests/requirements.txt
	@$(PIP) --no-deps -r tests/requirements-no-deps.txt
	@touch $@

%/node_modules: %/package.json %/package-lock.json
	@command -v npm >/dev/null && command -v node >/dev/null || \
	  { echo "HueCity needs Node.js 20 with npm: apt install nodejs npm, or brew install node"; exit 1; }
	@npm --prefix $* ci --loglevel=error --no-audit --no-fund >/dev/null
	@mkdir -p $@ && touch $@
