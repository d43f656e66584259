# make run starts the app, make test runs the tests; both set up what they need in .venv first.

PYTHON ?= python3
BIN := .venv/bin
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.PHONY: run test check bench clean
run: .venv/with-run
	@$(BIN)/landscape-explorer

test: .venv/with-test
	$(OFFSCREEN) $(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: .venv/with-test .venv/with-check
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(OFFSCREEN) $(BIN)/python -m pytest --numprocesses auto --dist loadfile

bench: .venv/with-bench
	@[ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || export $(OFFSCREEN); \
	for one in benchmarks/*.py; do echo; echo "$$one"; $(BIN)/python "$$one" || exit 1; done

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# One stamp for each extra: .venv/with-test is there once the `test` extra is installed.
.venv/with-%: pyproject.toml .ci/set-up
	@PYTHON="$(PYTHON)" sh .ci/set-up $*
	@touch $@
