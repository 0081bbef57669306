"""Inserting arcs one after the other, with an order that holds after each."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np

from .instances import Arcs, random_cyclic, random_dag
from .measure import Say
from .native import QSMO, Program
from .results import Entry, Trial

PETGRAPH, REORDER = "petgraph Acyclic (Rust)", "order anew after each (estimated)"
SAMPLES = 49  # places at which ordering anew is measured


def build_petgraph(folder: Path) -> tuple[Path | None, str]:
    """The Rust program, or why there is none."""
    cargo = shutil.which("cargo")
    if not cargo:
        return None, "not measured: cargo is not installed"
    command = [cargo, "build", "--release", "--locked", "--quiet"]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if built.returncode:
        return None, "not measured: cargo cannot build it"
    return folder / "target/release/petgraph-peer", ""


def _petgraph(program: Path, nodes: int, file: Path, limit: float) -> tuple[float, int] | None:
    """Seconds and arcs inserted; none if it takes too long."""
    try:
        out = subprocess.run([program, str(nodes), file], check=True, capture_output=True, timeout=limit).stdout
    except subprocess.TimeoutExpired:
        return None
    answer = json.loads(out)
    return answer["seconds"], answer["accepted"]


class _Comparison:
    def __init__(self, arcs: Arcs, program: Program, limit: float) -> None:
        self._arcs, self._program, self._limit = arcs, program, limit
        self.trial = Trial(arcs.name, arcs.nodes, arcs.size, "")
        pairs = np.column_stack([arcs.prerequisites, arcs.dependents]).astype(np.uint32)
        self._file = program.write("pairs", pairs)
        self._entries = self.trial.entries

    def take_turns(self, runs: int, peer: Path | None, why_not: str) -> None:
        self._entries.update({QSMO: Entry(), PETGRAPH: Entry(note=why_not)})
        for _ in range(runs):
            self._qsmo()
            if peer and not self._entries[PETGRAPH].note:
                self._peer(peer)
            if sum(self._entries[QSMO].seconds) > self._limit and len(self._entries[QSMO].seconds) % 2:
                break

    def _qsmo(self) -> None:
        self._program.load(self._arcs)
        self._entries[QSMO].seconds.append(self._program.ask("online")["seconds"])
        self.trial.accepted = int(self._program.numbers().sum())

    def _peer(self, peer: Path) -> None:
        outcome = _petgraph(peer, self._arcs.nodes, self._file, self._limit)
        if outcome is None:
            self._entries[PETGRAPH] = Entry(note=f"over {self._limit:g} s", longer_than=self._limit)
            return
        seconds, accepted = outcome
        assert accepted == self.trial.accepted, f"petgraph takes {accepted} arcs, qsmo {self.trial.accepted}"
        self._entries[PETGRAPH].seconds.append(seconds)

    def reorder(self, runs: int) -> None:
        """Only where every arc goes in."""
        assert self.trial.accepted == self._arcs.size
        means = [self._program.ask("reorder", SAMPLES)["seconds"] for _ in range(runs)]
        self._entries[REORDER] = Entry([mean * self._arcs.size for mean in means])


def compare_online(
    program: Program, nodes: int, arcs: int, peer_folder: Path, runs: int, limit: float, say: Say
) -> list[Trial]:
    """Arcs of a random DAG, which all go in, and random arcs, many of which would close a cycle."""
    say("building petgraph's program")
    peer, why_not = build_petgraph(peer_folder)
    trials = []
    for sequence, acyclic in ((random_dag(nodes, arcs), True), (random_cyclic(nodes, arcs), False)):
        say(f"inserting {arcs} arcs: {sequence.name}")
        comparison = _Comparison(sequence, program, limit)
        comparison.take_turns(runs, peer, why_not)
        if acyclic:
            assert comparison.trial.accepted == arcs, "an arc of a DAG was refused"
            comparison.reorder(runs)
        trials.append(comparison.trial)
    return trials
