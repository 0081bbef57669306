"""Write bindings/python/qsmo/_core.pyi, the type stubs of the installed extension module qsmo._core."""

import argparse
import enum
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import qsmo._core as core

STUB = Path(__file__).resolve().parent.parent / "bindings/python/qsmo/_core.pyi"
ENUMS = {name: thing for name, thing in vars(core).items() if isinstance(thing, enum.EnumType)}


def generate() -> str:
    """The stubs as pybind11-stubgen writes them, corrected where a type checker would refuse them."""
    # A default that is an enumerator stands in a signature without its module.
    places = (f"--enum-class-locations=^{name}$:qsmo._core" for name in ENUMS)
    with tempfile.TemporaryDirectory() as output:
        command = [sys.executable, "-m", "pybind11_stubgen", "--exit-code", *places]
        run = subprocess.run(
            [*command, "--output-dir", output, "qsmo._core"], capture_output=True, text=True
        )
        if run.returncode != 0:
            sys.exit(run.stdout + run.stderr)
        stub = Path(output, "qsmo/_core.pyi").read_text()
    stub = re.sub(r"(?ms)^class (\w+)\(enum\.\w+\):\n.*?(?=^\S)", with_values, stub)
    # Comparison with another type is an answer, not an error.
    stub = re.sub(r"(def __(?:eq|ne)__\(self, \w+): [^)]+\)", r"\1: object)", stub)
    # The value is written in version.hpp alone.
    return re.sub(r"(?m)^(__version__: str) = .*", r"\1", stub)


def with_values(found: re.Match[str]) -> str:
    """The stub of an enumeration, its members written with their values as type checkers want them."""
    text = found.group(0).replace("    @classmethod\n    def __new__(cls, value):\n        ...\n", "")
    for member in ENUMS[found.group(1)]:
        text = re.sub(rf"(?m)^    {member.name}: .*", f"    {member.name} = {member.value!r}", text)
    return text


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", nargs="?", type=Path, default=STUB)
    parser.parse_args().output.write_text(generate())
