# The commands of the README. Each sets up what it needs; the second time that takes no time.
# Every path is relative, so that the checkout may lie anywhere.

PYTHON ?= python3
PORT ?= 8000
export PORT

VENV := .venv
IN_VENV := $(VENV)/bin/python
# A test waits for whichever process is free.
IN_PARALLEL := --numprocesses logical --dist worksteal

run migration tables bench bench-import clean: export NEWSROOM_DEMO = 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: run test explore coverage check bench bench-import migration tables lock clean help

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/demo.installed ## the demo newsroom on 127.0.0.1:8000 (PORT=8001, DATABASE_URL=postgres://…)
	@$(IN_VENV) -m newsroom.demo

test: $(VENV)/dev.installed ## everything: lint, types, settings, migrations, all tests
	@echo "Lint …" && $(IN_VENV) -m ruff check . && $(IN_VENV) -m ruff format --check .
	@echo "Types …" && $(IN_VENV) -m mypy .
	@echo "Tests …" && $(IN_VENV) -m pytest $(IN_PARALLEL)

explore: $(VENV)/dev.installed ## properties with new random examples, sampled sweeps whole (EXAMPLES=20000 takes hours; TESTS=path for some)
	@EXAMPLES=$(or $(EXAMPLES),1000) $(IN_VENV) -m pytest $(IN_PARALLEL) -m "hypothesis or sampled" $(TESTS)

coverage: $(VENV)/dev.installed ## all tests, and which lines and branches none of them runs (a third slower)
	@$(IN_VENV) -m pytest $(IN_PARALLEL) --cov

check: $(VENV)/dev.installed ## the fast part of it: lint, types, tests without a browser or a server's start
	@$(IN_VENV) -m ruff check . && $(IN_VENV) -m ruff format --check .
	@$(IN_VENV) -m mypy .
	@$(IN_VENV) -m pytest $(IN_PARALLEL) -m "not browser and not slow"

bench: $(VENV)/demo.installed ## what a page costs at size, in times a raw query (SIZES=1000,100000 ROUNDS=5 CASES=API)
	@$(IN_VENV) -m benchmarks $(if $(SIZES),--sizes $(SIZES)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(CASES),--cases "$(CASES)") $(if $(READS),--reads $(READS))

bench-import: $(VENV)/demo.installed ## the Historian's files into an empty record, beside COPY (DATA=../shared/data)
	@$(IN_VENV) -m benchmarks.importing $(DATA)

migration: $(VENV)/dev.installed ## the next migration, from the models (NAME=places)
	@$(IN_VENV) manage.py makemigrations briefings --name $(or $(NAME),$(error Name it: make migration NAME=places))
	@$(IN_VENV) -m ruff check --quiet --fix briefings/migrations && $(IN_VENV) -m ruff format --quiet briefings/migrations

tables: $(VENV)/dev.installed ## the columns of every import table, written into docs/importing.md
	@$(IN_VENV) scripts/write_tables.py

lock: $(VENV)/dev.installed ## the hash-locked requirements, made anew from pyproject.toml
	@for file in dev:"--extra demo --extra dev" demo:"--extra demo" shared:"--extra shared" base:; do \
		echo "requirements/$${file%%:*}.txt …"; \
		$(IN_VENV) -m uv pip compile pyproject.toml $${file#*:} \
			--universal --fork-strategy fewest --generate-hashes --annotation-style line --quiet $(UPGRADE) \
			--custom-compile-command "make lock" --output-file requirements/$${file%%:*}.txt || exit 1; \
	done

clean: ## what the other commands made: the database, the caches, the environment
	@if [ -d var ] && [ -x $(IN_VENV) ]; then for settings in newsroom tests; do \
		DJANGO_SETTINGS_MODULE=$$settings.settings $(IN_VENV) -m newsroom.embedded_postgres remove || exit 1; \
	done; fi
	@rm -rf var htmlcov .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis $(VENV)
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/%.installed: requirements/%.txt | $(IN_VENV)
	@$(IN_VENV) scripts/install.py $<
	@touch "$@"

$(IN_VENV):
	@command -v "$(PYTHON)" > /dev/null || { echo "There is no $(PYTHON): install Python 3.11 or newer, or name it with PYTHON=." >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed, $(PYTHON) is %d.%d: name another with PYTHON=." % sys.version_info[:2])'
	@"$(PYTHON)" -c 'import ensurepip, venv' 2> /dev/null || { echo "$(PYTHON) lacks its venv module: install it (Debian: apt install python3-venv)." >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV)
