PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test setup build check bench screenshots browser clean

run: build ## open the dashboard on the filings in data/documents
	$(BIN)/streamlit run app.py

build: setup ## read the filings into var/store where the snapshot is missing or stale
	@$(BIN)/python -m data.build --documents data/documents --store var/store --if-stale || test $$? -eq 1

test: setup browser check ## every check and every test, browser tests included
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: setup ## lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

setup: $(STAMP)

$(STAMP): requirements.txt requirements-dev.txt constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新版本:make PYTHON=python3.12 …"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade pip
	$(PIP) -r requirements-dev.txt -c constraints.txt
	@touch $(STAMP)

browser: ## Debian's Chromium and Chinese fonts for the browser tests, where they are missing
	@sh tests/browser/install.sh

bench: setup ## what speed and memory are on this machine
	$(BIN)/python -m tests.bench

screenshots: setup browser build ## a picture of every page into screenshots/
	$(BIN)/python -m tests.browser.screenshots

clean:
	rm -rf $(VENV) var screenshots
