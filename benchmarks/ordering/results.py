"""What was measured, as plain data that can be saved and rendered again."""

from __future__ import annotations

import dataclasses
import json
import os
import platform
import statistics
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Row:
    """One operation of one peer on one graph; without seconds, a note says why."""

    kind: str
    nodes: int
    arcs: int
    operation: str
    peer: str
    seconds: list[float] = field(default_factory=list)
    conversion: list[float] = field(default_factory=list)  # from the peer's result to NumPy
    preparation: float = 0.0  # from NumPy to what the peer builds from; of the row "build" alone
    note: str = ""
    longer_than: float = 0.0  # seconds after which it was ended

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


@dataclass
class Entry:
    """One way of breaking cycles, or of inserting arcs, on one graph."""

    seconds: list[float] = field(default_factory=list)
    note: str = ""
    longer_than: float = 0.0  # seconds after which it was ended
    cost: float | None = None
    bound: float | None = None

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


@dataclass
class Trial:
    """One graph or sequence of arcs, with the entries of the peers."""

    graph: str
    nodes: int
    arcs: int
    variant: str
    entries: dict[str, Entry] = field(default_factory=dict)
    accepted: int = 0  # arcs inserted


@dataclass
class MemoryRow:
    nodes: int
    arcs: int
    graph: int  # bytes
    graph_and_order: int
    peak: int


@dataclass
class Results:
    mode: str
    date: str
    runs: int
    limit: float  # seconds above which a peer is left out
    machine: str
    versions: dict[str, str]
    rows: list[Row] = field(default_factory=list)
    cycles: list[Trial] = field(default_factory=list)
    online: list[Trial] = field(default_factory=list)
    memory: list[MemoryRow] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(dataclasses.asdict(self), indent=1))


def _trial(data: dict[str, Any]) -> Trial:
    return Trial(**data | {"entries": {name: Entry(**entry) for name, entry in data["entries"].items()}})


def load(path: Path) -> Results:
    data = json.loads(path.read_text())
    data["rows"] = [Row(**row) for row in data["rows"]]
    data["cycles"] = [_trial(trial) for trial in data["cycles"]]
    data["online"] = [_trial(trial) for trial in data["online"]]
    data["memory"] = [MemoryRow(**row) for row in data["memory"]]
    return Results(**data)


def machine() -> str:
    """Cores and caches, and nothing that would name the machine."""
    caches = []
    for index in sorted(Path("/sys/devices/system/cpu/cpu0/cache").glob("index*")):
        level, kind, size = ((index / name).read_text().strip() for name in ("level", "type", "size"))
        if kind != "Instruction":
            caches.append(f"L{level} {size}")
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return f"{os.cpu_count()} cores ({platform.machine()}), caches {', '.join(caches)}, {memory:.0f} GiB of memory"
