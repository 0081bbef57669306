"""What is generated and checked in is what would be generated now."""

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import qsmo

ROOT = Path(__file__).parents[2]


def run(*command: object) -> None:
    arguments = [sys.executable, *map(str, command)]
    result = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_docstrings_are_those_of_the_headers(tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import docstrings
    finally:
        sys.path.pop(0)
    if docstrings.doxygen_version() != docstrings.DOXYGEN:
        pytest.skip(f"needs Doxygen {docstrings.DOXYGEN}")
    run("tools/docstrings.py", tmp_path / "docstrings.hpp")
    fresh = (tmp_path / "docstrings.hpp").read_text()
    assert fresh == docstrings.HEADER.read_text(), "run `make docstrings`"


def test_the_stubs_are_those_of_the_module(tmp_path: Path) -> None:
    pytest.importorskip("pybind11_stubgen")
    run("tools/stubs.py", tmp_path / "_core.pyi")
    fresh = (tmp_path / "_core.pyi").read_text()
    assert fresh == (ROOT / "bindings/python/qsmo/_core.pyi").read_text(), "run `make stubs`"


def test_the_stubs_agree_with_the_module_at_run_time() -> None:
    pytest.importorskip("mypy")
    run(
        "-m", "mypy.stubtest", "qsmo._core",
        "--mypy-config-file", "pyproject.toml",
        "--allowlist", "tests/drift/stubtest_allowlist.txt", "--ignore-unused-allowlist",
    )  # fmt: skip


def test_the_version_is_that_of_the_header() -> None:
    header = (ROOT / "include/qsmo/version.hpp").read_text()
    written = ".".join(re.findall(r"#define QSMO_VERSION_[A-Z]+ (\d+)", header))
    assert qsmo.__version__ == version("qsmo") == written


def test_the_format_pages_and_schemas_are_those_of_the_library(tmp_path: Path) -> None:
    run("tools/format_docs.py", tmp_path)
    for name in ("scenario-format.md", "qsmo-scenario-1.schema.json", "qsmo-plan-1.schema.json"):
        assert (tmp_path / name).read_text() == (ROOT / "docs" / name).read_text(), "run `make docs-format`"
