# What there is to do with this project. `make help` lists it; the README says how long each takes.
.POSIX:

SWIFT = swift

help: ## List the targets (this list)
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: ## Install the system libraries that are missing; says first what it will do
	@Scripts/setup.sh

setup-checks: ## Install also the tools of the checks (qemu-user, binutils, ...)
	@Scripts/setup.sh --checks

build: setup ## Build the program for use: .build/release/sightline
	$(SWIFT) build -c release --product sightline --static-swift-stdlib

demo: build ## Inspect the sample boards and write a report
	@Scripts/demo.sh

test: setup ## Build and run all tests
	@Scripts/test.sh

faults: build ## Inject faults into the station, all of them, and write docs/reliability.md (hours)
	@python3 -B Tests/Faults/faults.py .build/release/sightline --full --write docs/reliability.md
	@python3 -B Tests/Faults/latency.py .build/release/sightline --write docs/reliability.md
	SIGHTLINE_TAMPERINGS=100 $(SWIFT) test --filter TamperingTests

test-browser: setup ## Test the dashboard in headless Chromium; pictures go to out/browser
	$(SWIFT) build --product sightline
	@python3 -B Tests/Browser/dashboard.py .build/debug/sightline --pictures out/browser

test-asan: ## Run the tests of the kernels with AddressSanitizer
	@Scripts/test-asan.sh

lint: ## Check the style of the Swift sources
	$(SWIFT) format lint --strict -r -p Sources Tests Package.swift

format: ## Bring the Swift sources into that style
	$(SWIFT) format -i -r -p Sources Tests Package.swift

check-isa: build ## Check that the program runs on processors without AVX, with the same results
	@Scripts/check-isa.sh --self-test
	@Scripts/check-isa.sh .build/release .build/release/sightline
	@Scripts/check-nehalem.sh .build/release/sightline

check-arm64: setup ## Check that the vision core compiles for ARM, with the same results
	$(SWIFT) build --product OperatorResults
	@Scripts/check-arm64.sh .build/debug/OperatorResults

check-docs: build ## Check the links in the documentation and the commands it shows
	@Scripts/check-docs.sh .build/release/sightline

clean: ## Remove everything built, and what the demo wrote
	rm -rf .build out/demo

.PHONY: help setup setup-checks build demo test faults test-browser test-asan lint format check-isa check-arm64 check-docs clean
