# `make help` lists the targets. Paths are relative throughout, so that the checkout's own path may hold anything.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PY := .venv/bin/python
WITH_SERVICES := $(PY) -m config.embedded run
TESTS ?= tests
SIZE ?= small
FILE ?= anju.dump
export HOST PORT SIZE

.PHONY: help
help: ## List the targets
	@echo "Anju (安居). Two commands are enough: make run, make test."
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "Variables: HOST, PORT (make run), SIZE=small|full (make demo), TESTS=tests/… (make unit), PYTHON (which interpreter),"
	@echo "           DATABASE_URL and REDIS_URL (servers of your own instead of the embedded ones)."

.PHONY: install
install: ## Virtual environment with the locked runtime packages
	@scripts/install runtime

.PHONY: install-test
install-test: ## The same with the packages, browser and fonts that the tests need
	@scripts/install test
	@scripts/install-browser

.PHONY: run
run: install ## Start everything: database, queue, web, worker, beat (HOST=, PORT=)
	@exec $(PY) -m config.run

.PHONY: services
services: install ## Start only PostgreSQL and Valkey, and show their addresses
	@$(PY) -m config.embedded start && $(PY) -m config.embedded url

.PHONY: services-stop
services-stop: ## Stop PostgreSQL and Valkey
	@$(PY) -m config.embedded stop

.PHONY: backup
backup: install ## Write the embedded database to FILE=anju.dump
	@$(WITH_SERVICES) $(PY) -m config.embedded dump "$(FILE)"

.PHONY: restore
restore: install ## Make FILE=anju.dump the embedded database; the present one is kept under another name
	@$(WITH_SERVICES) $(PY) -m config.embedded restore "$(FILE)"

.PHONY: migrate
migrate: install ## Bring the database to the present migrations
	@$(WITH_SERVICES) $(PY) manage.py migrate

.PHONY: demo
demo: install ## Load the demo data (SIZE=small|full)
	@$(WITH_SERVICES) $(PY) manage.py demo --size $(SIZE)

.PHONY: admin
admin: install ## Make the first account: a county administrator
	@$(WITH_SERVICES) $(PY) manage.py createsuperuser

.PHONY: shell
shell: install ## Python with Django and the models loaded
	@$(WITH_SERVICES) $(PY) manage.py shell

.PHONY: test
test: install-test ## Everything that is checked: lint, types, contracts, migrations, catalogs, unit and browser tests
	@$(WITH_SERVICES) scripts/test

.PHONY: unit
unit: install-test ## Unit tests alone (TESTS=tests/core)
	@$(WITH_SERVICES) $(PY) -m pytest $(TESTS) -m "not browser" -n 2 --dist worksteal

.PHONY: browser
browser: install-test ## Browser journeys alone
	@$(WITH_SERVICES) $(PY) -m pytest $(TESTS) -m browser

.PHONY: lint
lint: install-test ## Style, templates, import contracts, forgotten migrations
	@scripts/test lint

.PHONY: types
types: install-test ## Static types
	@scripts/test types

.PHONY: format
format: install-test ## Put the code in the house's format
	@$(PY) -m ruff check --fix . ; $(PY) -m ruff format .

.PHONY: messages
messages: install-test ## Collect new words into locale/*/LC_MESSAGES/django.po
	@$(PY) -m config.messages update

.PHONY: compile-messages
compile-messages: install ## Compile the catalogs (make run does it by itself)
	@$(PY) -m config.messages compile

.PHONY: bench
bench: install-test ## Measure a county beside a small community; prints a table, writes JSON
	@$(WITH_SERVICES) $(PY) -m bench

.PHONY: screenshots
screenshots: install-test ## Take the pictures of README.md anew, from the demo data
	@$(WITH_SERVICES) $(PY) scripts/screenshots.py

.PHONY: lock
lock: install-test ## Resolve the dependencies anew and lock them with hashes
	@scripts/lock

.PHONY: clean
clean: ## Remove caches and collected files; data and environment stay
	@find . -path ./.venv -prune -o -name __pycache__ -type d -print0 | xargs -0 rm -rf
	@rm -rf .ruff_cache .mypy_cache .pytest_cache .import_linter_cache staticfiles
	@find locale -name '*.mo' -delete 2>/dev/null || true
