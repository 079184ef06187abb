# The only entry points anyone needs. `make` alone lists them.

SWIFT ?= swift
LENTIGO := .build/release/lentigo
WASM_BUILD := LENTIGO_WASM=1 $(SWIFT) build -c release --triple wasm32-unknown-none-wasm \
	--scratch-path .build-wasm

.DEFAULT_GOAL := help
.PHONY: help setup build wasm demo test lint format bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install the system libraries that are missing (apt or brew)
	@Tools/setup.sh

build: setup ## build the command line: .build/release/lentigo
	$(SWIFT) build -c release --product lentigo

wasm: setup ## build the portable core as Embedded Swift for wasm32
	$(WASM_BUILD)

demo: build ## train on lesions, evaluate, and diagnose a few, in about a minute
	@Tools/demo.sh $(LENTIGO)

# Release, because the kernels are C that a debug build leaves unoptimised; without testable imports,
# so that the tests share the objects of `make build`.
test: wasm ## prove that the portable core builds for wasm32, then run every test
	$(SWIFT) test -c release --disable-testable-imports

lint: ## check the style of every Swift file
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

format: ## rewrite every Swift file in the project's style
	$(SWIFT) format format --in-place --recursive --parallel Package.swift Sources Tests

bench: build ## time the engine on one core and on all of them
	@Tools/bench.sh $(LENTIGO)

clean: ## remove everything that was built
	rm -rf .build .build-wasm demo
