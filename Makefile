# The commands people type. Each does the whole job from a fresh checkout, and little when run again.
.DEFAULT_GOAL := help
.PHONY: help run test check fix bench screenshots requirements

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## set everything up and serve with demonstration data on 127.0.0.1:8000 (PORT=8001 for another)
	@bin/run

test: ## the suite on SQLite and on PostgreSQL, and the journeys in a real browser
	@bin/install dev chromium postgres
	@bin/test

check: ## lint, formatting, types, imports, templates, migrations, production settings
	@bin/install dev
	@bin/check

fix: ## mend what the tools can mend: formatting and simple lint
	@bin/install dev
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format .

bench: ## measure a promise page and the audit chain under load, on both databases
	@bin/install dev postgres wrk
	@bin/bench

screenshots: ## photograph every page at both widths into docs/bilder
	@bin/install dev chromium
	@bin/screenshots

requirements: ## pin again after a change in pyproject.toml (UPGRADE=1 for newer versions)
	@bin/install dev
	@bin/requirements
