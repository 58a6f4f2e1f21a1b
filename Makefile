# make demo   see it work          make test   run every test
# The rest: setup, build, format, lint, bench, clean.
SHELL := bash
.DELETE_ON_ERROR:
.PHONY: demo test build setup format lint bench clean browser-test swift-test

export PKG_CONFIG_PATH := $(CURDIR)/.deps/openvino/pkgconfig:$(PKG_CONFIG_PATH)
RELEASE := -c release

SOURCES := $(shell find Sources Package.swift -type f 2>/dev/null)
PAGES_PYTHON := .deps/python-test/bin

demo: bin/tessera
	@exec bin/tessera demo demo.tessera --serve --open

build: bin/tessera

# Setting up looks at the machine, which takes a moment: only when its scripts changed or nothing was ever built.
.deps/.ready-build: Scripts/setup Scripts/setup-openvino Scripts/setup-models $(wildcard Scripts/models/*)
	Scripts/setup build
	@touch $@
.deps/.ready-test: .deps/.ready-build Scripts/requirements-test.txt
	Scripts/setup test
	@touch $@
.deps/.ready-bench: .deps/.ready-build Scripts/requirements-bench.txt
	Scripts/setup bench
	@touch $@
setup: .deps/.ready-build

bin/tessera: .deps/.ready-build $(SOURCES)
	swift build $(RELEASE) --product tessera
	@mkdir -p bin
	@install -m 755 "$$(swift build $(RELEASE) --show-bin-path)/tessera" bin/tessera

test: .deps/.ready-test lint swift-test browser-test

# The tests run in release mode too: one build serves the product and its tests, and what is tested is what is used.
swift-test: bin/tessera
	swift build $(RELEASE) --build-tests
	swift test $(RELEASE) --skip-build --disable-xctest --parallel

browser-test: bin/tessera .deps/.ready-test
	$(PAGES_PYTHON)/python -m pytest -q Tests/browser

format:
	swift format format -i -p -r Sources Tests Package.swift

lint: .deps/.ready-test
	swift format lint -s -p -r Sources Tests Package.swift
	tsc -p Web/tsconfig.json
	$(PAGES_PYTHON)/oxlint -c Web/.oxlintrc.json --deny-warnings Web

bench: bin/tessera .deps/.ready-bench
	.deps/python-bench/bin/python Benchmarks/run.py

clean:
	rm -rf .build bin
