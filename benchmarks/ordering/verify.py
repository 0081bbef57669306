"""Whether results are right, by NumPy and scipy alone, and whether peers agree."""

from __future__ import annotations

import dataclasses

import numpy as np

from .instances import Arcs, Ints, strong_labels


def is_valid_order(arcs: Arcs, order: Ints) -> bool:
    if not np.array_equal(np.sort(order), np.arange(arcs.nodes)):
        return False
    place = np.empty(arcs.nodes, np.int64)
    place[order] = np.arange(arcs.nodes)
    return bool((place[arcs.prerequisites] < place[arcs.dependents]).all())


def are_earliest_waves(arcs: Arcs, wave: Ints) -> bool:
    """Each node one after the latest of its prerequisites. There is only one such array."""
    earliest = np.zeros(arcs.nodes, np.int64)
    np.maximum.at(earliest, arcs.dependents, wave[arcs.prerequisites] + 1)
    return np.array_equal(wave, earliest)


def partition(labels: Ints) -> Ints:
    """The same for all labels of one partition: the least node of each part."""
    least = np.full(int(labels.max()) + 1, len(labels), np.int64)
    np.minimum.at(least, labels, np.arange(len(labels)))
    return least[labels]


def is_acyclic(arcs: Arcs) -> bool:
    return len(np.unique(strong_labels(arcs))) == arcs.nodes


def breaks_cycles(arcs: Arcs, rows: Ints) -> bool:
    left = np.ones(arcs.size, bool)
    left[rows] = False
    kept = dataclasses.replace(arcs, prerequisites=arcs.prerequisites[left], dependents=arcs.dependents[left])
    return is_acyclic(kept)


class Judge:
    """Of all results for one graph; the first one for each operation is what the others must equal."""

    def __init__(self, arcs: Arcs) -> None:
        self._arcs = arcs
        self._agreed: dict[str, Ints] = {}

    def check(self, operation: str, numbers: Ints, who: str) -> None:
        """Raises AssertionError."""
        where = f"{operation} by {who} on {self._arcs.name}, {self._arcs.size} arcs"
        if operation in ("any_order", "order"):
            assert is_valid_order(self._arcs, numbers), f"{where}: not a valid order"
        if operation == "any_order":
            return
        if operation == "components":
            numbers = partition(numbers)
        if operation not in self._agreed:
            self._check_first(operation, numbers, where)
            self._agreed[operation] = numbers
        assert np.array_equal(numbers, self._agreed[operation]), f"{where}: differs from the others"

    def _check_first(self, operation: str, numbers: Ints, where: str) -> None:
        if operation == "waves":
            assert are_earliest_waves(self._arcs, numbers), f"{where}: not the earliest waves"
        if operation == "components":
            expected = partition(strong_labels(self._arcs))
            assert np.array_equal(numbers, expected), f"{where}: not the strong components"
        if operation == "reduction":
            assert np.isin(numbers, self._arcs.keys).all(), f"{where}: an arc that was not given"
