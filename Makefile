# The commands of Qalamro; each sets up what it needs and skips what is there.
SHELL := /bin/bash
PORT ?= 8080

.DEFAULT_GOAL := help
.PHONY: help start build test measure audit samples

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' Makefile

start: build ## set up, build the release app and serve it on http://127.0.0.1:8080 (PORT=… for another)
	@. .tools/env && node .ci/serve.mjs dist --port $(PORT)

build: ## set up and build the static site into dist/
	@.ci/setup build
	@. .tools/env && node .ci/build.mjs

test: ## set up and run the whole check
	@.ci/setup test
	@. .tools/env && .ci/check

measure: ## build and measure first load, import and balance in a real browser
	@.ci/setup test
	@. .tools/env && node .ci/build.mjs && node .ci/size.mjs && node .ci/measure.mjs

audit: ## check licences, sources and known vulnerabilities of what is built in (cargo-deny)
	@.ci/setup audit
	@. .tools/env-audit && .ci/audit

samples: ## write the sample plans of public/samples anew
	@cargo run --quiet --example samples -- public/samples
