# The one list of commands. Each target sets up .venv by itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CHAT_ARGS ?=
EVAL ?=

.PHONY: chat discord check test bench stage format clean

chat: $(READY)-chat  ## talk to the tutor in the terminal
	@$(BIN)/colloquy chat $(CHAT_ARGS)

discord: $(READY)-discord  ## run the Discord bot; needs DISCORD_TOKEN, as in config/secrets.env
	@# what stands in the environment wins over the file
	@given=$$DISCORD_TOKEN; set -a; \
	if [ -f config/secrets.env ]; then . ./config/secrets.env; fi; \
	DISCORD_TOKEN=$${given:-$$DISCORD_TOKEN} $(BIN)/colloquy discord

check: $(READY)-dev  ## format, lint, types, import contracts, decks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/colloquy check

test: $(READY)-dev  ## all tests
	$(BIN)/pytest

bench: $(READY)-dev  ## print the tables of what is measured; EVAL=DIR names the labelled data
	$(BIN)/python bench/startup.py
	$(BIN)/python -m bench.stores
	@if [ -n "$(EVAL)" ]; then \
	  $(BIN)/python bench/judge.py $(EVAL)/judge/*_short.jsonl $(EVAL)/judge/adversarial.jsonl && \
	  $(BIN)/python -m bench.growth $(EVAL); \
	else echo "For the judge and the search: make bench EVAL=/path/to/labelled/data"; fi

stage: $(READY)-dev  ## run a fake Discord for trying the bot on; it says how to start that
	$(BIN)/python -m tests.fake_discord

format: $(READY)-dev  ## put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV)

# each stamp is made again when the dependencies change; -dev holds all that the others do
$(READY)-chat: pyproject.toml
	@$(call install,.)
	@touch $@

$(READY)-discord: pyproject.toml
	@$(call install,.[discord])
	@touch $@

$(READY)-dev: pyproject.toml
	@$(call install,.[dev])
	@touch $@ $(READY)-chat $(READY)-discord

define install
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
	  echo "Python 3.11 or newer with its venv module is needed (on Debian: apt install python3-venv)."; exit 1; }; \
	$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed. Say which: make PYTHON=python3.12 $(MAKECMDGOALS)"; \
	  rm -rf $(VENV); exit 1; }; \
	echo "Setting up .venv (once)…" >&2; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '$(1)'
endef
