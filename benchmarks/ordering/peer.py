"""What all libraries under measurement have in common."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from .instances import Arcs, Ints

T = TypeVar("T")

# In the order in which they are measured and reported.
OPERATIONS = {
    "build": "arrays → graph",
    "any_order": "any valid order",
    "order": "lexicographic order",
    "waves": "waves",
    "components": "components",
    "reduction": "transitive reduction",
}


@dataclass(frozen=True)
class Timing:
    """Seconds: from the library's own graph to its own result, and from there to a NumPy array."""

    seconds: float
    conversion: float = 0.0


def timed(work: Callable[[], T]) -> tuple[T, float]:
    begin = time.perf_counter()
    result = work()
    return result, time.perf_counter() - begin


class Peer:
    """A library, with at most one graph at a time."""

    name: str
    operations: frozenset[str]
    most_arcs = 10**9  # more are not tried

    def prepare(self, arcs: Arcs) -> float:
        """Makes of NumPy columns what the library builds graphs from; seconds."""
        raise NotImplementedError

    def run(self, operation: str) -> Timing:
        raise NotImplementedError

    def settle(self) -> None:
        """No more graphs will be built from what was prepared."""

    def numbers(self) -> Ints:
        """Result of the last run as an array: an order, a label for each node, or the sorted keys of arcs."""
        raise NotImplementedError

    def drop(self) -> None:
        """Gives the memory back."""
        raise NotImplementedError


def as_array(native: Any, _nodes: int) -> Ints:
    return np.asarray(native, dtype=np.int64)


def labels_of_lists(lists: Sequence[Sequence[int]], nodes: int) -> Ints:
    """For each node the number of the list that it is in."""
    sizes = np.fromiter(map(len, lists), np.int64, len(lists))
    flat = np.fromiter(itertools.chain.from_iterable(lists), np.int64, int(sizes.sum()))
    labels = np.empty(nodes, np.int64)
    labels[flat] = np.repeat(np.arange(len(lists)), sizes)
    return labels


class PythonPeer(Peer):
    """A library in this process. Subclasses say how to `convert` and `build`, have a method from graph to result for
    each operation, and in `to_array` what turns that result into an array."""

    to_array: dict[str, Callable[[Any, int], Ints]]

    def __init__(self) -> None:
        self.operations = frozenset({"build", *self.to_array})
        self._nodes = 0
        self._given: Any = None
        self._graph: Any = None
        self._numbers: Ints | None = None

    def convert(self, arcs: Arcs) -> Any:
        raise NotImplementedError

    def build(self, given: Any, nodes: int) -> Any:
        raise NotImplementedError

    def before(self, operation: str) -> None:
        """What a run must not find done already; not measured."""

    def prepare(self, arcs: Arcs) -> float:
        self._nodes = arcs.nodes
        self._given, seconds = timed(lambda: self.convert(arcs))
        return seconds

    def run(self, operation: str) -> Timing:
        self._numbers = None
        if operation == "build":
            self._graph = None
            self._graph, seconds = timed(lambda: self.build(self._given, self._nodes))
            return Timing(seconds)
        self.before(operation)
        native, seconds = timed(lambda: getattr(self, operation)(self._graph))
        self._numbers, conversion = timed(lambda: self.to_array[operation](native, self._nodes))
        return Timing(seconds, conversion)

    def settle(self) -> None:
        self._given = None

    def numbers(self) -> Ints:
        assert self._numbers is not None
        return self._numbers

    def drop(self) -> None:
        self._given = self._graph = self._numbers = None
