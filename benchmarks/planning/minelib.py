"""The engine on MineLib's public instance, by a program of its own; see benchmarks/minelib.cpp."""

from __future__ import annotations

import json
import lzma
import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from .results import Mine

NAME = "newman1"
BEST_KNOWN = 24_176_865  # published by MineLib
BOUND_TARGET = 24_500_000  # the linear relaxation has 24,486,184


def missing(program: Path) -> str:
    """Why it cannot be measured; empty if it can."""
    if not program.exists():
        return f"MineLib was not measured: {program.name} is not built."
    if not os.environ.get("QSMO_REFERENCE_DATA"):
        return "MineLib was not measured: QSMO_REFERENCE_DATA is not set."
    if not _file("cpit").exists():
        return f"MineLib was not measured: no {_file('cpit').name} in the reference data."
    return ""


def _file(ending: str) -> Path:
    return Path(os.environ["QSMO_REFERENCE_DATA"]) / f"bench/minelib/{NAME}.{ending}.xz"


def measure(program: Path, seconds: Sequence[int], say: Callable[[str], None]) -> list[Mine]:
    out = []
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for ending in ("cpit", "prec"):
            files.append(str(Path(folder) / f"{NAME}.{ending}"))
            Path(files[-1]).write_bytes(lzma.open(_file(ending)).read())
        for limit in seconds:
            say(f"MineLib {NAME}, {limit} s")
            ran = subprocess.run([str(program), *files, str(limit)], capture_output=True, text=True, check=True)
            found = json.loads(ran.stdout)
            out.append(Mine(NAME, limit, found["value"], found["bound"], found["seconds"]))
    return out
