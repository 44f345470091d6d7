# The verbs of the project; `make help` lists them. Needs Python 3.11 or newer, nothing else.
.DEFAULT_GOAL := help
.PHONY: help run test lint messages bench docs clients \
	lint-style lint-imports lint-types lint-migrations lint-messages lint-openapi lint-containers

PYTHON ?= python3
BIN := .venv/bin
# Wheels only: a package that would need a compiler is refused instead of half installed.
PIP_INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --only-binary :all: -c constraints.txt
MANAGE_TEST := DJANGO_SETTINGS_MODULE=cms.settings.test $(BIN)/python manage.py
OPENAPI := docs/reference/openapi.yaml

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1	/'

run: .venv/installed ## Try it out: install, prepare, load demo content, serve on 127.0.0.1:8000 (PORT=…)
	@exec $(BIN)/python -m cms.run

test: .venv/installed-dev ## Run all tests, on SQLite and (if there is one) on PostgreSQL
	@$(BIN)/python -m tests.run

lint: lint-style lint-imports lint-types lint-migrations lint-messages lint-openapi lint-containers ## Check everything that a machine can check
	@echo "Nothing to complain about."

messages: .venv/installed-dev ## Bring the catalogues in locale/ up to date with the code
	@$(MANAGE_TEST) messages

bench: .venv/installed-dev ## Measure speed against the budgets, and the API beside a bare Django view
	@$(BIN)/python -m pytest tests/bench -m bench -s
	@$(BIN)/python -m tests.bench.api

docs: .venv/installed-dev ## Write the generated pages of docs/ again
	@mkdir -p $(dir $(OPENAPI))
	$(MANAGE_TEST) spectacular --validate --fail-on-warn --file $(OPENAPI)
	$(MANAGE_TEST) write_schemas

clients: .venv/installed-dev ## Generate the Python and TypeScript clients from docs/reference/openapi.yaml
	$(BIN)/python clients/generate.py

# The parts of lint, one at a time; .pre-commit-config.yaml calls them too.
lint-style: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

lint-imports: .venv/installed-dev
	$(BIN)/lint-imports

lint-types: .venv/installed-dev
	$(BIN)/mypy

lint-migrations: .venv/installed-dev
	$(MANAGE_TEST) makemigrations --check --dry-run

lint-messages: .venv/installed-dev
	$(MANAGE_TEST) messages --check

lint-openapi: .venv/installed-dev
	@mkdir -p var
	$(MANAGE_TEST) spectacular --validate --fail-on-warn --file var/openapi.yaml
	@diff -u $(OPENAPI) var/openapi.yaml || \
		{ echo "The API has changed: if that is meant, run 'make docs' and commit $(OPENAPI)."; exit 1; }

# No container is built or started; both tools come with requirements-dev.txt.
lint-containers: .venv/installed-dev
	$(BIN)/hadolint --failure-threshold info Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec compose.yaml

# Stamps: a list of packages that has not changed is not installed again.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; $(PYTHON) is older. Try: make run PYTHON=python3.12"; exit 1; }
	@echo "Making a virtual environment in .venv"
	@$(PYTHON) -m venv .venv

.venv/installed: requirements.txt constraints.txt | .venv/bin/python
	@echo "Installing Python packages (about a minute the first time)"
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Installing what tests and linters need"
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@
