# One name per chore. `make setup` comes first.
.DEFAULT_GOAL := help
SHELL := bash
.PHONY: help setup test check format docs grammar schema bench examples

PYTHON := .venv/bin/python

help: ## list the chores
	@sed -n 's/^\([a-z]*\):.*## /\1: /p' Makefile

setup: ## make .venv with everything the tests need
	python3 -m venv .venv && .venv/bin/pip install -e '.[test]'

test: ## run every test, the checks of the house included
	$(PYTHON) -m pytest -n auto

check: ## run the checks alone: linter, formatter, types, layers, pages
	$(PYTHON) -m pytest -n auto tests/test_house.py tests/unit/test_docs.py

format: ## format the source and mend what the linter can
	$(PYTHON) -m ruff format
	$(PYTHON) -m ruff check --fix

docs: ## build README.md and docs/ from the real commands
	$(PYTHON) -m cogapp -r -U -n utf-8 -I . README.md docs/*.md

grammar: ## make the tables of the expression language again, after a change of its grammar
	$(PYTHON) -m tests.unit.expr.grammar_table

schema: ## write the JSON Schema of rule files again, for editors
	.venv/bin/sqeval schema -o rules/sqeval.schema.json

bench: ## time the main job beside plain polars, DuckDB and pandas
	.venv/bin/pip install -e '.[bench]'
	$(PYTHON) bench/score_million.py
	$(PYTHON) bench/read_million.py
	$(PYTHON) bench/working_time.py

examples: ## write the example exports again
	$(PYTHON) examples/make_examples.py
	$(PYTHON) examples/make_vendors.py
