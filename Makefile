# The only entry points anyone needs. `make` alone lists them.

SWIFT ?= swift
LENTIGO := .build/release/lentigo
TEST := $(SWIFT) test -c release --disable-testable-imports
WASM := $(SWIFT) build -c release --triple wasm32-unknown-none-wasm
ARM64 := $(SWIFT) build -c release --triple aarch64-none-none-elf

# `make test TORCH=no` leaves libtorch, and the tests that need it, out.
TORCH ?= yes

.DEFAULT_GOAL := help
.PHONY: help setup setup-torch build wasm web arm64 demo test test-web lint format bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install the system libraries that are missing (apt or brew)
	@Tools/setup.sh

setup-torch: ## fetch libtorch (190 MB) and build the plug-in that fine-tuning needs, in .torch
	@Tools/setup_torch.sh

build: setup ## build the command line: .build/release/lentigo
	$(SWIFT) build -c release --product lentigo

wasm: setup ## build the portable core as Embedded Swift for wasm32, with relaxed-simd and without
	LENTIGO_EMBEDDED=wasm32 $(WASM) --scratch-path .build-wasm
	LENTIGO_EMBEDDED=wasm32-relaxed $(WASM) --scratch-path .build-wasm-relaxed

web: wasm ## put the phone's app together in .build-web; MODEL=FILE takes another model, CARD=FILE its card
	@command -v node >/dev/null || { echo 'make web needs node, version 20 or newer' >&2; exit 1; }
	@node Tools/assemble_web.mjs $(if $(MODEL),--model $(MODEL)) $(if $(CARD),--card $(CARD))

arm64: setup ## build the portable core and its checks for an emulated arm64 processor
	LENTIGO_EMBEDDED=aarch64 $(ARM64) --scratch-path .build-arm64

demo: build ## train on lesions, evaluate, and diagnose a few, in about a minute
	@Tools/demo.sh $(LENTIGO)

# Release, because the kernels are C that a debug build leaves unoptimised; without testable imports,
# so that the tests share the objects of `make build`. The server's tests hold it to times, for which it needs
# threads that a thousand tests at once do not leave it. The web tests come last: they have the command line,
# which is built by then, serve the app.
test: wasm ## prove that the portable core builds for wasm32, then run every test
	@Tools/setup_tests.sh
	@[ "$(TORCH)" = no ] || Tools/setup_torch.sh --optional
	@! command -v qemu-aarch64 >/dev/null || $(MAKE) --no-print-directory arm64
	@Tools/run_tests.sh $(TEST) --skip '^ServerTests\.'
	@Tools/run_tests.sh $(TEST) --filter '^ServerTests\.'
	@Tools/test_web.sh

test-web: wasm ## run the tests of the phone's app alone, in node and in Chromium
	@Tools/setup_tests.sh
	@Tools/test_web.sh

lint: ## check the style of every Swift file
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

format: ## rewrite every Swift file in the project's style
	$(SWIFT) format format --in-place --recursive --parallel Package.swift Sources Tests

# Such as `make bench BENCH="--count 6626 --images isic2020/train"`; Benchmarks/bench.py --help.
bench: build ## time kernels, networks and files to scores beside rivals, about 10 minutes
	@Benchmarks/run.sh $(LENTIGO) --json Benchmarks/results.json \
		--markdown Benchmarks/results.md $(BENCH)

clean: ## remove everything that was built
	rm -rf .build .build-wasm .build-wasm-relaxed .build-web .build-arm64 .peers demo
	rm -f .torch/liblentigo_torch.so
