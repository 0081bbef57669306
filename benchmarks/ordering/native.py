"""The C++ program of benchmarks/ordering.cpp: qsmo's library, Boost.Graph and bare loops."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .instances import Arcs, Ints
from .peer import Peer, Timing


class Program:
    """The program at work, with the arcs of one graph. Numbers go through files in a folder of its own."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.path = path
        self._folder = folder
        folder.mkdir(exist_ok=True)
        self._process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._loaded: Arcs | None = None

    def ask(self, *words: object) -> dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(" ".join(map(str, words)) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.path.name} ended at: {words}")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise RuntimeError(f"{self.path.name}: {answer['error']}")
        return answer

    def load(self, arcs: Arcs) -> None:
        """The same arcs are loaded once."""
        if self._loaded is arcs:
            return
        path = self.write("arcs", np.concatenate([arcs.prerequisites, arcs.dependents]).astype(np.uint32))
        self.ask("load", arcs.nodes, arcs.size, path)
        self._loaded = arcs

    def write(self, name: str, numbers: NDArray[Any]) -> Path:
        path = self._folder / name
        numbers.tofile(path)
        return path

    def numbers(self) -> Ints:
        """Those that the program has kept."""
        path = self._folder / "numbers"
        self.ask("save", path)
        return np.fromfile(path, np.uint32).astype(np.int64)

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


class NativePeer(Peer):
    def __init__(self, program: Program, key: str, name: str, operations: str) -> None:
        self.name = name
        self.operations = frozenset(operations.split())
        self._program, self._key = program, key
        self._nodes, self._operation = 0, ""

    def prepare(self, arcs: Arcs) -> float:
        self._nodes = arcs.nodes
        self._program.load(arcs)
        return float(self._program.ask("prepare", self._key)["seconds"])

    def run(self, operation: str) -> Timing:
        self._operation = operation
        words = ("build", self._key) if operation == "build" else ("run", self._key, operation)
        return Timing(self._program.ask(*words)["seconds"])

    def numbers(self) -> Ints:
        numbers = self._program.numbers()
        if self._operation != "reduction":
            return numbers
        prerequisites, dependents = numbers.reshape(2, -1)
        return np.sort(prerequisites * self._nodes + dependents)

    def drop(self) -> None:
        self._program.ask("drop", self._key)


QSMO, BARE, LISTS = "qsmo (C++)", "bare loop (C++)", "Boost adjacency_list"
NATIVE = {
    QSMO: ("qsmo", "build any_order order waves components reduction"),
    BARE: ("bare", "build any_order order waves"),
    "Boost compressed_sparse_row_graph": ("rows", "build any_order components"),
    LISTS: ("lists", "build any_order components reduction"),
}


def native_peer(program: Program, name: str) -> Peer:
    key, operations = NATIVE[name]
    return NativePeer(program, key, name, operations)


def native_peer_alone(path: Path, folder: Path, name: str) -> Peer:
    """With a program of its own."""
    return native_peer(Program(path, folder), name)
