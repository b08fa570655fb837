# make demo        set up everything and run the main job; opens the window, or makes pictures without a display
# make test        set up everything; lint, types, import contracts, texts, and the whole suite with its coverage
# make test-fast   the suite below the window, with fewer tries and without coverage: under a minute
# make bench       measure speed and size beside their yardsticks
# make coverage    name every line the last `make test` did not reach
# make lint        lint, types, import contracts and texts alone
# make clean       remove everything that was made

SHELL := /bin/sh
.DELETE_ON_ERROR:
.PHONY: demo test test-fast bench coverage lint clean set-up test-tools texts

BIN := .venv/bin
DEMO := build/demo
DEMO_FILE := $(DEMO)/Inga utsatta områden 2030.trygg
export PIP_DISABLE_PIP_VERSION_CHECK := 1

demo: set-up
	@$(BIN)/trygg-desktop demo --out $(DEMO)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" = Darwin ]; then \
		$(BIN)/trygg-desktop "$(DEMO_FILE)"; \
	else \
		$(BIN)/trygg-desktop shots "$(DEMO_FILE)" --out $(DEMO)/bilder; \
	fi

test: test-tools lint
	@rm -f .coverage .coverage.*
	$(BIN)/coverage run -m pytest -n 2
	@$(BIN)/coverage combine --quiet 2>build/coverage-combine.log  # the killed processes of the tests leave scraps
	@$(BIN)/coverage json --quiet -o build/coverage.json
	@$(BIN)/python packaging/coverage_floors.py build/coverage.json

test-fast: test-tools
	HYPOTHESIS_PROFILE=quick $(BIN)/python -m pytest -n 2 -m "not slow" --ignore tests/ui --ignore tests/e2e

bench: set-up
	$(BIN)/python tests/benchmarks/run.py

coverage:
	@$(BIN)/coverage report --show-missing

lint: set-up
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python packaging/catalogues.py check

clean:
	rm -rf build dist .venv .coverage* .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	rm -f resources/translations/*.mo
	find trygg_desktop tests packaging -name __pycache__ -type d -exec rm -rf {} +

# --- set-up: each step does nothing when it is already done

set-up: .venv/installed texts

texts: .venv/installed
	@$(BIN)/python packaging/catalogues.py compile >/dev/null

test-tools: set-up
	@packaging/linux/install-libraries.sh test

.venv/installed: pyproject.toml packaging/constraints.txt packaging/build_hook.py | build
	@packaging/linux/install-libraries.sh window
	@[ -x $(BIN)/python ] || "$$(packaging/linux/find-python.sh)" -m venv .venv
	@echo "Installing Python packages in .venv"
	@$(BIN)/python -m pip install --quiet -c packaging/constraints.txt -e ".[dev]"
	@touch $@

build:
	@mkdir -p build
