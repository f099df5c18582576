# make demo   build the record of the bundled example and its dossier
# make test   everything that must hold; needs Python 3.11+, make and git
#             JOBS=1 runs one after the other; by default one process for each core
#             tests of PostgreSQL skip without a server: python scripts/with_postgres.py make test (Debian: postgresql)
#             tests in a browser skip without Chromium (Debian: apt-get install chromium; another: PARLEY_CHROMIUM=PATH)
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO ?= demo
JOBS ?= auto

.PHONY: help install demo test coverage lint docs eval bench train fuzz audit clean

help:
	@sed -n -e 's/^# make /make /p' -e 's/^#   */    /p' Makefile

# Installs again only when what is declared has changed.
$(VENV)/installed: pyproject.toml scripts/requirements-dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . -r scripts/requirements-dev.txt
	@touch $@

install: $(VENV)/installed

demo: install
	@$(BIN)/parley demo $(DEMO)

test: install lint
	@$(BIN)/python -m pytest --numprocesses $(JOBS) --dist worksteal

# make coverage   the same tests, and which lines none of them runs
coverage: install
	@$(BIN)/python -m pytest --numprocesses $(JOBS) --dist worksteal --cov --cov-report=term:skip-covered

# make lint   ruff and mypy --strict
lint: install
	@$(BIN)/ruff check src tests scripts fuzz
	@$(BIN)/ruff format --check src tests scripts fuzz
	@$(BIN)/mypy

# make docs   write the generated pages again
docs: install
	@$(BIN)/python scripts/generate_docs.py

# make eval   score against the gold data in the folder that PARLEY_EVAL_DATA names
eval: install
	@$(BIN)/python scripts/evaluate.py

# make bench  time the line against public tools, which it installs, as ratios in one run
bench: install
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r scripts/requirements-bench.txt
	@$(BIN)/python scripts/bench.py

# make train DATA=FOLDER   train the shipped weights again (two minutes; scripts/training says from what)
train: install
	@test -n "$(DATA)" || { echo "make train DATA=FOLDER: the folder of the treebanks, see scripts/training"; exit 2; }
	@$(BIN)/python scripts/training "$(DATA)"

# make fuzz MINUTES=10   feed broken files to every reader, so long for each
fuzz: install
	@$(BIN)/python fuzz/readers.py --minutes $(or $(MINUTES),10)

# make audit  licences, lowest versions, wheels and known vulnerabilities of all that parley rests on
audit: install
	@test -x $(VENV)/audit/bin/python || $(PYTHON) -m venv $(VENV)/audit
	@$(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit || true
	@$(BIN)/python scripts/audit.py --pip-audit $(VENV)/audit/bin/python

clean:
	rm -rf $(VENV) $(DEMO) build dist .coverage .mypy_cache .ruff_cache .pytest_cache
