# Gradus. `make help` lists what can be done.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# the system's own Python first: the sandbox can always read it
PYTHON ?= $(shell for p in /usr/bin/python3.11 python3.11 python3.12 python3.13 python3; do \
	command -v $$p >/dev/null && \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && \
	{ echo $$p; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
DIST := platform/web/static/dist/.built
CATALOGUES := $(wildcard platform/*/locale/*/LC_MESSAGES/*.po exercises/locale/*/LC_MESSAGES/*.po \
	quizzes/locale/*/LC_MESSAGES/*.po)
FRONTEND := $(shell find platform/web/frontend graders/kinds -name '*.ts' -o -name '*.css' \
	-o -name '*.mjs' -o -name '*.svg') package-lock.json
TESTS ?= tests

# runtimes that are installed only when asked for: make run KERAS=1
OPTIONAL := $(if $(KERAS),.venv/.installed-keras)

export PYTHONPATH := .:platform

.PHONY: help setup setup-dev run doctor test test-fast test-postgres lint types gate gate-changed attack soak storm bench lines fuzz diagnosis course bundle

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

setup: .venv/.installed $(OPTIONAL) $(DIST) $(CATALOGUES:.po=.mo) ## Install everything that running needs
	@.ci/system bwrap

setup-dev: setup .venv/.installed-dev ## Install everything that the tests need, too
	@.ci/system chromium

run: setup ## Start Gradus on http://localhost:8000 (PORT=9000 make run: another port; KERAS=1: with Keras)
	@exec $(BIN)/python -m config.run

doctor: setup ## Say what is missing for grading code, and how to mend it
	@$(BIN)/python manage.py doctor

test: setup-dev lint types gate-changed ## Everything: checks, publish gate, tests, browser included
	@if .ci/system --there postgres; then .ci/postgres $(BIN)/pytest -n 2 -q tests/core tests/quizzes; \
	else echo "No PostgreSQL here: make test-postgres installs it, and runs the tests on it."; fi
	$(BIN)/pytest -n 2 -q $(TESTS)

test-fast: setup-dev ## The tests without real processes and browsers
	$(BIN)/pytest -n 2 -q -m 'not whole and not browser' $(TESTS)

test-postgres: setup-dev ## The tests on PostgreSQL and a Redis server, both started for them
	@.ci/system postgres
	.ci/postgres $(BIN)/pytest -n 2 -q $(TESTS)

lint: setup-dev ## Style, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types: setup-dev ## mypy and the TypeScript compiler
	$(BIN)/mypy
	npm run --silent check

PASSED := exercises/library/passed.json

gate: setup ## The publish gate, whole, on every bundled exercise
	$(BIN)/python manage.py exercise check exercises/library --record $(PASSED) --whole

gate-changed: setup ## The gate: whole on what changed and on a sample, brief on the rest
	$(BIN)/python manage.py exercise check exercises/library --record $(PASSED)

attack: setup ## The attack suite on this machine: a table, every program with its verdict
	@$(BIN)/python -m tests.sandbox

soak: setup-dev ## 5,000 gradings, some hostile, and what they leave behind
	@$(BIN)/python -m bench.soak

storm: setup-dev ## Known answers while everything is killed; the sustained rate; fairness
	@$(BIN)/python -m bench.storm $(STORM)

bench: setup ## Measure the budgets: one JSON object a line
	@$(BIN)/python -m bench

diagnosis: setup ## What students are told of each planted wrong solution: right, none, wrong
	@$(BIN)/python -m bench.diagnosis

course: setup-dev ## Write docs/course.md: every row of the material and its exercise
	@$(BIN)/python -m tests.exercises.library.coverage > docs/course.md

lines: setup ## How well golden lines of derivations are judged and mended
	@$(BIN)/python -m bench.lines

fuzz: setup ## 300,000 mutated lines for the lexers, the parser and the shapes
	@$(BIN)/python -m bench.fuzz

bundle: $(DIST) ## Build style sheet and scripts

.venv/bin/python:
	@[ -n "$(PYTHON)" ] || { echo 'Gradus needs Python 3.11 or newer: sudo apt-get install python3 python3-venv' >&2; exit 1; }
	@echo 'Making .venv.'
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 || { rm -rf .venv; .ci/system venv; $(PYTHON) -m venv .venv; }

.venv/.installed: requirements.txt | .venv/bin/python
	@echo 'Installing Python packages (a few minutes the first time).'
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.installed-dev: requirements-dev.txt graders/runtimes/keras/requirements.txt .venv/.installed
	@echo 'Installing what the tests need.'
	@$(PIP) -r requirements-dev.txt
	@touch $@

.venv/.installed-keras: graders/runtimes/keras/requirements.txt .venv/.installed
	@echo 'Installing Keras.'
	@$(PIP) -r graders/runtimes/keras/requirements.txt
	@touch $@

node_modules/.installed: package-lock.json
	@.ci/system npm
	@echo 'Installing browser packages.'
	@npm ci --no-audit --no-fund --silent
	@touch $@

$(DIST): $(FRONTEND) | node_modules/.installed
	@echo 'Building style sheet and scripts.'
	@npm run --silent build
	@touch $@

%.mo: %.po | .venv/.installed
	@$(BIN)/pybabel --quiet compile -i $< -o $@
