# Foedera. `make serve` and `make test` set up everything they need; the second run is quick.
# Needed beforehand: make, and a Python of version 3.11 or newer with its `venv`.

PORT ?= 8017
# The first Python on the path that is new enough; or say: make PYTHON=/path/to/python serve
PYTHON ?= $(firstword $(foreach p,python3 python3.11 python3.12 python3.13 python3.14 python,$(shell \
	$(p) -c 'import sys; sys.version_info >= (3, 11) and print("$(p)")' 2>/dev/null)))
RUN := .venv/bin/
# Of all that is installed a part is imported; the rest need not be compiled.
QUIETLY := --quiet --disable-pip-version-check --no-compile

.DEFAULT_GOAL := help
.PHONY: help serve test suite check lint bench hard docs web pages dist browser clean

help:  ## what you can ask for
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):[^#]*## */make \1\t/' | expand -t 14

serve: .venv/ready  ## the atlas in your browser, on this machine only (PORT=8017)
	$(RUN)foedera serve --port $(PORT)

test: .venv/ready-dev  ## everything that must hold before a change is offered
	@$(MAKE) --no-print-directory --jobs 2 lint check suite

suite: .venv/ready-dev browser  ## the tests alone
	$(RUN)python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: .venv/ready  ## every problem in the files of every shipped dossier
	@for folder in dossiers/*/; do $(RUN)foedera check $$folder || exit 1; done

lint: .venv/ready-dev  ## style, format, types
	$(RUN)ruff check
	$(RUN)ruff format --check
	$(RUN)mypy

bench: .venv/ready-dev  ## how fast the law is, as ratios measured in one run
	@for file in benchmarks/*.py; do $(RUN)python -m benchmarks.$$(basename $$file .py) || exit 1; done

hard: .venv/ready-dev  ## load, faults, fuzzing: write docs/reliability.md (wants wrk; takes ten minutes)
	$(RUN)python -m pip install $(QUIETLY) --editable '.[hard]' || echo "no fuzzer here: Atheris has no build for this Python"
	$(RUN)python -m tools.hard

docs: .venv/ready-dev  ## write docs/reference and docs/atop.md anew from the code, the record and, where it lies beside, ATOP
	$(RUN)python tools/reference.py
	$(RUN)python -m tools.atop

web:  ## build the atlas anew from web/ into the package (needs Node; serving it does not)
	cd web && npm install && npm run build

pages: .venv/ready-dev  ## the documentation as a folder of pages, dist/pages
	$(RUN)python -m mkdocs build --quiet --strict

dist: .venv/ready-dev  ## the wheel and the source archive, dist/
	$(RUN)python -m build --no-isolation

browser:  ## a chromium for the browser tests, where there is none and root may install it
	@command -v chromium chromium-browser google-chrome >/dev/null || test "$$(id -u)" != 0 || ! command -v apt-get >/dev/null \
	  || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium >/dev/null; } || true

clean:  ## forget everything that was made, the virtual environment included
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

define install
	@test -n "$(PYTHON)" || { echo "no Python 3.11 or newer on the path; install one, or say make PYTHON=..."; exit 1; }
	@test -e .venv/ready || $(PYTHON) -m venv .venv
	$(RUN)python -m pip install $(QUIETLY) --editable '$(1)'
endef

.venv/ready: pyproject.toml
	$(call install,.)
	@touch $@

# Holds all that the other holds: who tests need not install twice.
.venv/ready-dev: pyproject.toml
	$(call install,.[dev])
	@touch .venv/ready $@
