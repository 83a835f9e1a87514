# Concord. `make help` lists everything; each target sets up what it needs.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run start demo check lint types imports test test-sqlite test-browser test-postgres test-production \
        thorough postgres-tests \
        migrate translations docs simplified initials bench counts life starts torture \
        screenshots ci-long clean

BIN := .venv/bin
CORES ?= 2
DEMO := var/demo/demo.db
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
# Tests are compiled once, not by each worker and each run anew.
unexport PYTHONDONTWRITEBYTECODE
TIDY := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

help:  ## List all targets.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: .venv/dev.stamp $(CATALOGUES)  ## Prepare .venv with all dependencies, and nothing else.

run: .venv/run.stamp $(CATALOGUES) $(DEMO)  ## Serve the demo book at http://127.0.0.1:8000 (made on the first run).
	@CONCORD_ENV=demo $(BIN)/python app.py

start: .venv/run.stamp $(CATALOGUES)  ## Serve your own book; the first page of an empty one sets it up.
	@$(BIN)/python app.py

demo: .venv/run.stamp $(CATALOGUES)  ## Make the demo book anew: 200 loans, four months of life.
	@rm -rf $(dir $(DEMO))
	@$(MAKE) --no-print-directory $(DEMO)

check: .venv/dev.stamp $(CATALOGUES)  ## Lint, types, import contracts, and the tests on SQLite but for the slow ones.
	@$(MAKE) --no-print-directory -j$(CORES) $(TIDY) lint imports
	@$(MAKE) --no-print-directory -j2 types test-sqlite but=slow

lint: .venv/dev.stamp  ## Ruff: rules and format.
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .

types: .venv/dev.stamp  ## Mypy, strict.
	@$(BIN)/mypy

imports: .venv/dev.stamp  ## The directions between the layers.
	@$(BIN)/lint-imports >var/imports.log 2>&1 || { cat var/imports.log; exit 1; }

test: .venv/dev.stamp $(CATALOGUES)  ## Everything but what is heavy: check with the slow tests, browser and PostgreSQL.
	@$(MAKE) --no-print-directory -j$(CORES) $(TIDY) lint imports
	@$(MAKE) --no-print-directory -j2 types test-sqlite
	@tools/with-chromium.sh true  # Installed before: two at once cannot install.
	@$(MAKE) --no-print-directory -j2 $(TIDY) test-browser test-postgres

test-sqlite: .venv/dev.stamp $(CATALOGUES)  ## The tests on SQLite without a browser.
	@tools/font.sh
	@$(BIN)/python -m pytest -q -n $(CORES) --dist worksteal -m "not browser and not production and not heavy$(if $(but), and not $(but))"

test-browser: .venv/dev.stamp $(CATALOGUES)  ## The browser tests, in Chromium; heavy=1 for those that make test leaves out.
	@tools/with-chromium.sh $(BIN)/python -m pytest -q -m "browser and $(if $(heavy),heavy,not heavy)"

test-postgres: .venv/dev.stamp $(CATALOGUES)  ## Every kind of statement again, on a throw-away PostgreSQL server; all=1 for every test, rest=1 for the others.
	@$(BIN)/python tools/with_postgres.py $(BIN)/python -m pytest -q -n $(CORES) --dist worksteal \
	    -m "$(if $(all)$(rest),not browser and not production,postgres and not heavy)$(if $(rest), and not (postgres and not heavy))"

postgres-tests: .venv/dev.stamp $(CATALOGUES)  ## Choose anew which tests ask every kind of statement, in tests/on_postgres.txt.
	@$(BIN)/python -m pytest -q -n $(CORES) --dist worksteal -m "not browser and not production and not slow and not heavy" -p tools.postgres_tests

thorough: .venv/dev.stamp $(CATALOGUES)  ## What make test leaves out: heavy tests, all that is tried at random, all else on PostgreSQL.
	@CONCORD_TEST_THOROUGH=1 $(BIN)/python -m pytest -q -n $(CORES) --dist worksteal \
	    -m "(heavy or hypothesis) and not browser and not production"
	@tools/with-chromium.sh true
	@$(MAKE) --no-print-directory -j2 $(TIDY) test-browser heavy=1 test-postgres rest=1

test-production: .venv/dev.stamp $(CATALOGUES)  ## Production as documented: nginx, certificate, PostgreSQL, unit file.
	@tools/with-nginx.sh $(BIN)/python tools/with_postgres.py $(BIN)/python -m pytest -q -m production tests/test_production.py

migrate: .venv/run.stamp  ## Write the migration from the changed models: make migrate m="what and why".
	@tools/migrate.sh "$(m)"

translations: .venv/run.stamp  ## Collect every string into the catalogues, and compile them.
	@tools/translations.sh

docs: .venv/run.stamp  ## Write docs/rules.md from the rules.
	@$(BIN)/python tools/rules_page.py

simplified: .venv/dev.stamp  ## Write rules/content/simplified.py from OpenCC's table of characters.
	@$(BIN)/python tools/simplified_table.py

initials: .venv/dev.stamp  ## Write rules/fold/initials.py from pypinyin's table of readings.
	@$(BIN)/python tools/initials_table.py

bench: .venv/dev.stamp $(CATALOGUES)  ## Measure against peers and floors, or one alone: make bench one=pages args=2000.
	@for name in $(or $(one),$(filter-out counts starts,$(basename $(notdir $(wildcard bench/[a-z]*.py))))); do echo "bench/$$name"; \
	    $(BIN)/python -m bench.$$name $(args) || failed="$$failed $$name"; done; \
	    [ -z "$$failed" ] || { echo "Failed or below the bar:$$failed"; exit 1; }

counts: .venv/dev.stamp $(CATALOGUES)  ## Hold what pages, steps and commands ask of the database; write=1 writes the list.
	@$(BIN)/python -m bench.counts $(if $(write),--write)

life: .venv/dev.stamp $(CATALOGUES)  ## Live days of a desk from a seed, asking the doctor each evening: make life seed=1 days=92.
	@$(BIN)/python -m bench.life $(or $(seed),1) $(or $(days),92)

starts: .venv/dev.stamp $(CATALOGUES)  ## Start twenty times after missed nights, on each database, with one process and with two.
	@$(BIN)/python -m bench.starts $(or $(count),20)
	@$(BIN)/python tools/with_postgres.py $(BIN)/python -m bench.starts $(or $(count),20)

torture: .venv/dev.stamp $(CATALOGUES)  ## Kill the house and cut it off, on each database, then ask what must hold: make torture seed=1 kills=100.
	@$(BIN)/python -m bench.torture $(or $(kills),100) $(or $(seed),1)
	@$(BIN)/python tools/with_postgres.py $(BIN)/python -m bench.torture $(or $(kills),100) $(or $(seed),1)

screenshots: .venv/dev.stamp $(CATALOGUES) $(DEMO)  ## Pictures of every main screen, in test-results/; fewer looks with short=1.
	@tools/with-chromium.sh $(BIN)/python tools/screenshots.py $(if $(short),--short)

ci-long: .venv/dev.stamp $(CATALOGUES) $(DEMO)  ## What is heavy: pictures, counts, one bench, a short life, starts, torture, production; and what make test samples.
	@$(MAKE) --no-print-directory screenshots short=1
	@$(MAKE) --no-print-directory counts
	@$(BIN)/python -m bench.content
	@$(BIN)/python -m tools.zh_words
	@$(BIN)/python tools/demo_tables.py && $(BIN)/python -m tools.demo_weeks && CONCORD_ENV=demo $(BIN)/flask doctor
	@$(MAKE) --no-print-directory life days=14
	@$(MAKE) --no-print-directory starts count=2
	@$(MAKE) --no-print-directory torture kills=6
	@$(MAKE) --no-print-directory test-production
	@$(MAKE) --no-print-directory thorough

clean:  ## Remove .venv, caches and compiled catalogues; books, keys and files stay.
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results $(CATALOGUES)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up. A stamp is younger than what it was made from, so the second time costs nothing.

.venv/bin/python:
	@tools/venv.sh

.venv/run.stamp: requirements.txt constraints.txt | .venv/bin/python
	@echo "Installing what Concord runs on ..."
	@$(PIP) -r requirements.txt
	@mkdir -p var && touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	@echo "Installing what the checks need ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@

%.mo: %.po | .venv/run.stamp
	@$(BIN)/pybabel --quiet compile -i $< -o $@

$(DEMO): | .venv/run.stamp
	@tools/font.sh
	@CONCORD_ENV=demo $(BIN)/flask demo
