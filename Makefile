# Each target sets up what it needs; start with `make demo`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check bench soak

demo: .venv/ready  ## the whole product on sample data: chat, board, printed addresses
	$(BIN)/dyspozytor demo

test: .venv/ready  ## every test, on SQLite and a real PostgreSQL, with a real browser
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/pytest -n 2 --dist loadgroup

check: .venv/ready  ## lint, types, import contracts, and the flows, texts and articles themselves
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/dyspozytor check

bench: .venv/ready  ## measured figures, each beside a floor of the same run
	$(BIN)/python -m tests.bench

soak: .venv/ready  ## long runs: a simulated quarter, kills at random moments, all channels at once, labels badly photographed
	$(BIN)/python -m tests.soak

.venv/ready: pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[dev]"
	touch $@
