# corpus_tools: `make` alone lists what can be made. Needs git, make and Python 3.11 or newer.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help figures notebooks lab docs test fuzz test-browser test-mpl310 lint verify verify-other bench lock clean

# Paths are relative, so that a checkout below a folder with spaces in its name works.
ifeq ($(OS),Windows_NT)
SCRIPTS := Scripts
else
SCRIPTS := bin
endif
BIN := .venv/$(SCRIPTS)
# A newer lock or pyproject.toml brings the environment up to date; otherwise a call does no set-up.
# The environment has what figures and notebooks need, and more once a target asks for it.
READY := .venv/.ready
READY_DEV := .venv/.ready-dev
READY_DOCS := .venv/.ready-docs
READY_MPL310 := .venv-mpl310/.ready
READY_OTHER := .venv-other/.ready
# Otherwise JupyterLab asks at its first start whether it may fetch news.
LABCONFIG := .venv/etc/jupyter/labconfig
SHAPING_TESTS := $(addprefix tests/test_,$(addsuffix .py,shaping drawing direction presentation handshaped mark_placement reading_order pdf_text style passport))
BENCHMARKS := tokens growth dates actors store figures large
UV_OPTIONS := --universal --generate-hashes --python-version 3.11 --fork-strategy fewest \
	--no-emit-index-url --no-header --upgrade --quiet

help: ## list these targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

# Each lock has all of requirements.lock, in the same versions.
define environment
@sh scripts/environment.sh .venv $<
@mkdir -p $(LABCONFIG)
@echo '{"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": true}}' > $(LABCONFIG)/page_config.json
@cp scripts/jupyter_server_config.py .venv/etc/jupyter/
@touch $(READY) $@
endef

$(READY): requirements.lock pyproject.toml scripts/jupyter_server_config.py
	$(environment)

.venv/.ready-%: requirements-%.lock pyproject.toml scripts/jupyter_server_config.py
	$(environment)

$(READY_MPL310): requirements-mpl310.lock pyproject.toml
	@sh scripts/environment.sh .venv-mpl310 requirements-mpl310.lock
	@touch $@

$(READY_OTHER): requirements.lock pyproject.toml
	@sh scripts/environment.sh .venv-other requirements.lock
	@touch $@

figures: $(READY) ## draw the figures of the corpus in seeds/ into figures/
	@$(BIN)/corpus-tools figures

notebooks: $(READY) ## run all notebooks and write their outputs
	@$(BIN)/python scripts/run_notebooks.py

lab: $(READY) ## open JupyterLab on the notebooks
	@echo "JupyterLab prints the address to open in a browser; Ctrl-C ends it."
	@$(BIN)/jupyter lab --notebook-dir=notebooks $(if $(filter 0,$(shell id -u)),--allow-root --no-browser)

# The Arabic pages look up what the English ones have.
docs: $(READY_DOCS) ## build the pages on how to use it, into build/docs
	@$(BIN)/python -m sphinx -W --keep-going -q -j 2 -E -c docs -d build/doctrees/en docs/en build/docs
	@$(BIN)/python -m sphinx -W --keep-going -q -j 2 -E -c docs -d build/doctrees/ar -D language=ar docs/ar build/docs/ar
	@$(BIN)/python docs/check_links.py build/docs

test: $(READY_DEV) ## run the tests
	@$(BIN)/python -m pytest -n auto --dist worksteal --ignore=tests/browser

fuzz: $(READY_DEV) ## change files and texts at random, kill runs (FUZZ_SECONDS a file, FUZZ_SEED to repeat)
	@$(BIN)/python -m pytest -m fuzz --ignore=tests/browser

test-browser: $(READY_DEV) ## run the notebooks in JupyterLab in a browser (needs Chromium or Chrome)
	@$(BIN)/python -m pytest -n auto --dist loadfile tests/browser

test-mpl310: $(READY_MPL310) ## run the shaping tests on matplotlib 3.10, which does not shape Arabic itself
	@.venv-mpl310/$(SCRIPTS)/python -m pytest $(SHAPING_TESTS)

lint: $(READY_DEV) ## check style and types
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

verify: $(READY) ## draw the figures again and compare them with figures/, byte for byte
	@again=$$(mktemp -d) && trap 'rm -rf "$$again"' EXIT && \
	$(BIN)/corpus-tools figures --out "$$again" > /dev/null && \
	diff -rq figures "$$again" && echo "figures/ is byte for byte what corpus-tools draws."

verify-other: $(READY) $(READY_OTHER) ## compare what this Python writes with what another one does (PYTHON=python3.13), byte for byte
	@$(BIN)/python scripts/compare_pythons.py .venv-other/$(SCRIPTS)/python

bench: $(READY_DEV) ## compare speed and memory with other tools (CORPUS=a folder of articles)
	@for bench in $(BENCHMARKS); do $(BIN)/python benchmarks/$$bench.py $(if $(CORPUS),"$(CORPUS)") || exit 1; done

lock: $(READY_DEV) ## pin the newest dependencies that pyproject.toml allows, with their hashes
	@$(BIN)/uv pip compile $(UV_OPTIONS) pyproject.toml --extra checkout -o requirements.lock
	@$(BIN)/uv pip compile $(UV_OPTIONS) pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock
	@$(BIN)/uv pip compile $(UV_OPTIONS) pyproject.toml --extra docs -c requirements-dev.lock -o requirements-docs.lock
	@echo 'matplotlib<3.11' | $(BIN)/uv pip compile $(UV_OPTIONS) pyproject.toml - --extra dev -o requirements-mpl310.lock

clean: ## remove the environments and caches (figures and notebooks stay)
	@rm -rf .venv .venv-mpl310 .venv-other benchmarks/.peers build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find src tests docs scripts benchmarks notebooks \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +
