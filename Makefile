# What a developer and CI run. Everything installs into this folder: nothing is asked of the system but git,
# make and some Python 3. `make run` and `make test` are the two to know.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON3 ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
# Compiled once at installation: Rasa then starts in a third of the time, and it also holds where
# PYTHONDONTWRITEBYTECODE is set.
export UV_COMPILE_BYTECODE := 1
export UV_NO_PROGRESS ?= 1
# The system's certificates: hospitals' networks often look into TLS with a root of their own.
export UV_SYSTEM_CERTS ?= 1
RUN := $(UV) run --no-sync
# A file of tests stays together: its servers start once.
ON_ALL_CORES := -n auto --dist loadfile

.PHONY: help setup run chat test check fast e2e bench eval train format clean

help:  ## this list
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/.synced nlu/.venv/.synced  ## start everything and say where to click
	@$(RUN) redes run

chat: .venv/.synced nlu/.venv/.synced  ## talk to it in the terminal
	@$(RUN) redes chat

setup: .venv/.synced nlu/.venv/.synced  ## install both runtimes

train: setup  ## train the Rasa model, when something changed
	@$(RUN) redes train

test: setup .cache/browser  ## everything CI checks, end-to-end tests included
	@$(MAKE) --no-print-directory check
	@$(RUN) redes train
	@$(MAKE) --no-print-directory rasa-validate
	$(RUN) pytest -p no:cacheprovider $(ON_ALL_CORES) -m "not e2e"
	$(RUN) pytest -p no:cacheprovider -m e2e

check: .venv/.synced  ## format, lint, types, import arrows, content
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	$(RUN) lint-imports --no-cache
	$(RUN) yamllint -c .yamllint.yml .
	$(RUN) redes content check
	$(RUN) redes eligibility verify

fast: .venv/.synced  ## the tests that need no Rasa: seconds
	$(RUN) pytest $(ON_ALL_CORES) -m "not e2e"

e2e: setup .cache/browser  ## the tests through the real doors
	$(RUN) pytest -m e2e

.PHONY: rasa-validate
rasa-validate: nlu/.venv/.synced  ## Rasa's own check of domain, rules and training data
	PYTHONPATH=nlu:. REDES_RASA_TOKEN=- REDES_ACTIONS_URL=- RASA_TELEMETRY_ENABLED=false nlu/.venv/bin/python -W ignore -m redes_nlu.validate

.PHONY: danger
danger: nlu/.venv/.synced  ## learn to notice danger, when the sentences in content/peligro/ changed
	PYTHONPATH=nlu:. nlu/.venv/bin/python -W ignore -m redes_nlu.learn_danger

.PHONY: scrub presidio gazetteer
scrub: .venv/.synced  ## learn the names of people again, when the sentences it learns from changed: the same file every time
	$(RUN) python -m redes.privacy.scrub.training
	$(RUN) python -m bench.scrub

gazetteer: .venv/.synced  ## lists of names from Faker, which is installed for the occasion; then make scrub
	$(RUN) --with faker==40.54.0 python -m redes.privacy.scrub.training.gazetteer

presidio: .venv/.synced  ## our scrubber beside Presidio as it comes, which is installed for the occasion
	$(RUN) python -m bench.scrub --presidio

eval: setup  ## understanding on held-out sentences: a table and output/eval/index.html (EVAL=--diet: beside stock DIET)
	@model=$$($(RUN) redes train) && PYTHONPATH=nlu:. REDES_RASA_TOKEN=- REDES_ACTIONS_URL=- RASA_TELEMETRY_ENABLED=false \
	  OMP_NUM_THREADS=1 nlu/.venv/bin/python -W ignore -m redes_nlu.evaluate "$${model#*: }" $(EVAL)

bench: setup  ## the rules' speed, what the search finds, the panel over a million reports; our stack beside stock Rasa
	$(RUN) python -m bench.law
	$(RUN) python -m bench.search
	$(RUN) python -m bench.danger
	$(RUN) python -m bench.scrub
	$(RUN) python -m bench.size
	$(RUN) python -m bench

format: .venv/.synced  ## put the code into shape
	$(RUN) ruff format .
	$(RUN) ruff check --fix .

clean:  ## take away what was installed and made here; data/ stays
	rm -rf .venv nlu/.venv .tools .cache .mypy_cache .ruff_cache .pytest_cache output

# uv, into this folder, when the machine has none.
.tools/bin/uv:
	@echo "Instalando uv en .tools/ ..." >&2
	@$(PYTHON3) -m venv .tools
	@.tools/bin/pip install --quiet --disable-pip-version-check "uv>=0.8"

ifeq ($(UV),.tools/bin/uv)
UV_NEEDED := .tools/bin/uv
endif

.venv/.synced: pyproject.toml uv.lock | $(UV_NEEDED)
	@echo "Instalando el programa (Python 3.11 o más nuevo) ..." >&2
	@$(UV) sync --quiet --locked $(QUIETLY)
	@$(UV) run --no-sync python -m compileall -q redes bot actions launch panel
	@touch $@

nlu/.venv/.synced: nlu/pyproject.toml nlu/uv.lock | $(UV_NEEDED)
	@echo "Instalando Rasa en su propio Python 3.10 (cerca de un minuto la primera vez) ..." >&2
	@$(UV) sync --quiet --locked --project nlu --python 3.10 $(QUIETLY)
	@nlu/.venv/bin/python -m compileall -q nlu/redes_nlu
	@touch $@

# uv tries every pyenv shim and complains of those that are not on; an error still shows.
QUIETLY := 2> >(grep -v -E '^(warning: Failed to inspect|  cause:|$$|\s+\[stderr\]|\s+pyenv:|\s+The .python|\s+[0-9.]+$$|\s+Note: See .pyenv|\s+tips on allowing)' >&2 || true)

# A Chromium for the browser tests: the system's, else Debian's package when root, else Playwright's own.
.cache/browser: .venv/.synced
	@mkdir -p .cache
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Instalando Chromium (Debian) ..." >&2; \
	  apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-core fonts-noto-color-emoji >/dev/null; \
	else $(RUN) playwright install chromium; fi
	@touch $@
