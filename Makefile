# `make test` and `make demo` each do, alone, all the set-up that they need; run again they redo only
# what changed. The others help with development: `make help`.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

JOBS ?= 2
PYTHON ?= python3
VENV := .venv
VPYTHON := $(VENV)/bin/python
STAMPS := build/stamps

export CCACHE_NOHASHDIR := 1
export CMAKE_BUILD_PARALLEL_LEVEL := $(JOBS)
# Where outside reference data lies, for the tests that want it; without it they skip.
export QSMO_REFERENCE_DATA ?= $(abspath $(wildcard ../shared))
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

# Directories count too: their times change when a file is added or removed.
tree = $(shell find $(1) -name __pycache__ -prune -o -print)
PACKAGE_INPUTS := pyproject.toml README.md CMakeLists.txt $(call tree,include src bindings policies)
CXX_FILES := find include src bindings/cpp tests examples benchmarks \
  \( -name '*.hpp' -o -name '*.cpp' \) -not -name docstrings.hpp -print0

# Output speaks of files from the root of the tree.
FROM_ROOT := sed -u 's|$(CURDIR)/*||g'

# A configuration's messages are of use only when it fails.
define configure
@mkdir -p build/$(1)
cmake --preset $(1) -DPython_EXECUTABLE=$(CURDIR)/$(VPYTHON) >build/$(1)/configure.log 2>&1 </dev/null ||
  { cat build/$(1)/configure.log >&2; exit 1; }
endef

.PHONY: help
help: ## Say what the targets do
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1	\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 13

.PHONY: demo
demo: $(VENV)/package.stamp ## Plan the federal example; the results go to build/demo
	@mkdir -p build/demo
	$(VPYTHON) examples/federal/demo.py

# Every part runs, pytest last, and a failure of any of them is a failure of all.
.PHONY: test
test: cxx $(VENV)/package.stamp $(VENV)/test.stamp ## Build everything and run every test
	@status=0
	ctest --preset dev 2>&1 | $(FROM_ROOT) || status=$$?
	$(VPYTHON) -m pytest || status=$$?
	exit $$status

.PHONY: cxx
cxx: build/dev/build.ninja ## Build the C++ library and its tests
	@cmake --build --preset dev -j $(JOBS) 2>&1 | $(FROM_ROOT)

build/dev/build.ninja: CMakePresets.json | $(STAMPS)/system $(VPYTHON)
	$(call configure,dev)

.PHONY: package
package: $(VENV)/package.stamp ## Build the Python package and install it into .venv

$(STAMPS)/system: tools/setup-system.sh
	@mkdir -p $(@D)
	tools/setup-system.sh
	touch $@

$(VPYTHON): | $(STAMPS)/system
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("qsmo needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)

# What pyproject.toml names is installed from there, so that no second list exists. The stamps lie in
# the environment that they speak of.
$(VENV)/runtime.stamp: pyproject.toml tools/requirements.py | $(VPYTHON)
	@echo "installing Python packages"
	$(VPYTHON) tools/requirements.py build runtime | $(VPYTHON) -m pip install --quiet -r /dev/stdin
	touch $@

$(VENV)/test.stamp: pyproject.toml tools/requirements.py $(VENV)/runtime.stamp
	@$(VPYTHON) tools/requirements.py test | $(VPYTHON) -m pip install --quiet -r /dev/stdin
	touch $@

$(VENV)/bench.stamp: pyproject.toml tools/requirements.py $(VENV)/runtime.stamp
	@$(VPYTHON) tools/requirements.py bench | $(VPYTHON) -m pip install --quiet -r /dev/stdin
	touch $@

# Without build isolation the compile commands stay the same from one build to the next.
$(VENV)/package.stamp: $(PACKAGE_INPUTS) $(VENV)/runtime.stamp
	@echo "building the Python package"
	$(VPYTHON) -m pip install --quiet --no-build-isolation --no-deps --force-reinstall . 2>&1 | $(FROM_ROOT)
	touch $@

.PHONY: asan
asan: | $(STAMPS)/system $(VPYTHON) ## Run the C++ tests under the address and undefined-behaviour sanitizers
	$(call configure,asan)
	cmake --build --preset asan -j $(JOBS) 2>&1 | $(FROM_ROOT)
	ctest --preset asan -L unit 2>&1 | $(FROM_ROOT)

.PHONY: bench
bench: $(VENV)/package.stamp $(VENV)/bench.stamp ## Run the benchmarks, built with optimisation
	$(call configure,release)
	cmake --build --preset release -j $(JOBS) --target run_benchmarks 2>&1 | $(FROM_ROOT)

.PHONY: docs
docs: | $(STAMPS)/system ## Write the C++ reference to build/docs/html; warnings are errors
	@mkdir -p build/docs
	doxygen docs/Doxyfile 2>&1 | $(FROM_ROOT)

.PHONY: docstrings
docstrings: | $(STAMPS)/system ## Write bindings/cpp/docstrings.hpp from the comments of the headers
	@$(PYTHON) tools/docstrings.py

.PHONY: stubs
stubs: $(VENV)/package.stamp $(VENV)/test.stamp ## Write bindings/python/qsmo/_core.pyi from the extension module
	@$(VPYTHON) tools/stubs.py

.PHONY: docs-format
docs-format: $(VENV)/package.stamp ## Write the field tables and JSON Schemas in docs
	@$(VPYTHON) tools/format_docs.py

.PHONY: format
format: ## Format the C++ files
	@tools/setup-system.sh clang-format-14
	$(CXX_FILES) | xargs -0 clang-format-14 -i

.PHONY: tidy
tidy: | $(STAMPS)/system $(VPYTHON) ## Run clang-tidy over the sources
	@tools/setup-system.sh clang-14 clang-tidy-14
	$(call configure,tidy)
	run-clang-tidy-14 -quiet -p build/tidy -j $(JOBS) '^$(CURDIR)/src/' 2>/dev/null | \
	  sed 's|\x1b\[[0-9;]*m||g' | { grep -v '^clang-tidy-14' || true; } | $(FROM_ROOT)

.PHONY: clean
clean: ## Remove what was built
	@rm -rf build $(VENV)
