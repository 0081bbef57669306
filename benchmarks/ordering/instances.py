"""The graphs that are measured: random ones of any size, and the real ones of the reference data."""

from __future__ import annotations

import lzma
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Ints = NDArray[np.int64]
Orient = Callable[[Ints, Ints], tuple[Ints, Ints]]

REAL_GRAPHS = ("junit", "colt", "guava", "weka", "slucene", "depends", "depends_recommends")
CORE = (0.15, 0.85)  # share of the nodes before which, and up to which, the giant component reaches


@dataclass(frozen=True)
class Arcs:
    """All arcs are different and none is a self arc: libraries do different things with those."""

    name: str
    nodes: int
    prerequisites: Ints
    dependents: Ints

    @property
    def size(self) -> int:
        return len(self.prerequisites)

    @property
    def keys(self) -> Ints:
        """One number for each arc."""
        return self.prerequisites * self.nodes + self.dependents


def _from_keys(name: str, nodes: int, keys: Ints) -> Arcs:
    return Arcs(name, nodes, keys // nodes, keys % nodes)


def _without_repeats(name: str, nodes: int, prerequisites: Ints, dependents: Ints) -> Arcs:
    keys = np.unique((prerequisites * nodes + dependents)[prerequisites != dependents])
    return _from_keys(name, nodes, np.random.default_rng(1).permutation(keys))


def _random_arcs(name: str, nodes: int, arcs: int, rng: np.random.Generator, orient: Orient) -> Arcs:
    """Uniform pairs, turned round by `orient`, in random order."""
    keys = np.empty(0, np.int64)
    while len(keys) < arcs:
        a, b = rng.integers(0, nodes, (2, int(1.02 * (arcs - len(keys))) + 16))
        a, b = orient(a[a != b], b[a != b])
        keys = np.unique(np.concatenate([keys, a * nodes + b]))
    return _from_keys(name, nodes, rng.permutation(keys)[:arcs])


def random_dag(nodes: int, arcs: int, seed: int = 1) -> Arcs:
    """Every pair as likely as any other; the order that the arcs obey is hidden by shuffled labels."""
    rng = np.random.default_rng(seed)
    place = rng.permutation(nodes)

    def by_place(a: Ints, b: Ints) -> tuple[Ints, Ints]:
        right = place[a] < place[b]
        return np.where(right, a, b), np.where(right, b, a)

    return _random_arcs("random DAG", nodes, arcs, rng, by_place)


def random_directed(nodes: int, arcs: int, seed: int = 1) -> Arcs:
    """A giant component of about 70 % of the nodes, and nodes before and after it that are components of their own."""
    rng = np.random.default_rng(seed)
    place = rng.permutation(nodes)
    in_core = (place >= CORE[0] * nodes) & (place < CORE[1] * nodes)

    def core_as_is(a: Ints, b: Ints) -> tuple[Ints, Ints]:
        right = (in_core[a] & in_core[b]) | (place[a] < place[b])
        return np.where(right, a, b), np.where(right, b, a)

    return _random_arcs("random directed", nodes, arcs, rng, core_as_is)


def random_cyclic(nodes: int, arcs: int, seed: int = 1) -> Arcs:
    """Uniform pairs as they come: mostly one component."""
    return _random_arcs("random pairs", nodes, arcs, np.random.default_rng(seed), lambda a, b: (a, b))


def reference_folder() -> Path | None:
    folder = os.environ.get("QSMO_REFERENCE_DATA")
    return Path(folder) / "data/graphs" if folder else None


def real_graph(name: str, folder: Path) -> Arcs:
    """`a b` in the file means that a depends on b. The arcs are shuffled, as the random ones are."""
    head, *lines = lzma.open(folder / f"{name}.edges.xz", "rt").read().splitlines()
    nodes = int(head.removeprefix("#").split()[0])
    dependents, prerequisites = np.array([line.split() for line in lines], dtype=np.int64).T
    return _without_repeats(name, nodes, prerequisites, dependents)


def strong_labels(arcs: Arcs) -> Ints:
    """Component of each node, by scipy."""
    ones = np.ones(arcs.size, np.int8)
    matrix = coo_array((ones, (arcs.prerequisites, arcs.dependents)), shape=(arcs.nodes, arcs.nodes)).tocsr()
    labels: Ints = connected_components(matrix, connection="strong")[1].astype(np.int64)
    return labels


def condensed(arcs: Arcs) -> Arcs:
    """The acyclic graph of the components."""
    labels = strong_labels(arcs)
    nodes = int(labels.max()) + 1
    prerequisites, dependents = labels[arcs.prerequisites], labels[arcs.dependents]
    return _without_repeats(f"{arcs.name}, condensed", nodes, prerequisites, dependents)
