"""What was measured, as plain data that can be saved and rendered again."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .instances import FEDERAL


@dataclass
class Run:
    """One method on one scenario file. Money in dollars of present value."""

    scale: str
    periods: int
    ratio: float
    scenario_seed: int
    limit: int  # seconds
    method: str
    value: float | None = None  # net benefit by qsmo's evaluator, of a plan that qsmo's checker accepts
    claimed: float | None = None  # what the method itself says of that plan
    bound: float | None = None
    proven: bool = False
    load: float = 0.0  # seconds from the file to a scenario in memory
    build: float = 0.0  # seconds from there to the method's model
    seconds: float = 0.0  # of the method itself; the limit is for these
    first_plan: float | None = None  # seconds until a plan better than the status quo
    memory: float = 0.0  # peak resident, MB
    size: dict[str, int] = field(default_factory=dict)
    trace: list[tuple[float, float | None, float | None]] = field(default_factory=list)
    note: str = ""  # why there is no more

    @property
    def of(self) -> tuple[str, int, float, int]:
        """The instance."""
        return self.scale, self.periods, self.ratio, self.scenario_seed

    @property
    def kind(self) -> tuple[str, int, float]:
        """The instances that differ in the seed alone."""
        return self.scale, self.periods, self.ratio

    @property
    def gap(self) -> float | None:
        """Per cent of the bound; without a plan that of the status quo, and none without a bound."""
        return None if self.bound is None else gap(self.value or 0.0, self.bound)


def gap(value: float, bound: float) -> float:
    return 100 * max(0.0, bound - value) / max(abs(bound), 1.0)


@dataclass
class Facts:
    """Of an instance: what it holds, and a bound that ignores pools, dependencies and bridges."""

    scale: str
    periods: int
    ratio: float
    scenario_seed: int
    workloads: int
    ways: int
    arcs: int
    bridges: int
    megabytes: float
    free_bound: float

    @property
    def of(self) -> tuple[str, int, float, int]:
        return self.scale, self.periods, self.ratio, self.scenario_seed

    @property
    def title(self) -> str:
        """As in tables."""
        return FEDERAL if self.scale == FEDERAL else f"{self.scale}, ratio {self.ratio:g}, {self.periods} periods"


@dataclass
class Mine:
    """The engine on one instance of MineLib."""

    name: str
    limit: int
    value: float
    bound: float
    seconds: float


@dataclass
class Results:
    mode: str
    date: str
    machine: str
    threads: int
    versions: dict[str, str]
    runs: list[Run] = field(default_factory=list)
    facts: list[Facts] = field(default_factory=list)
    mines: list[Mine] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        head = {name: value for name, value in dataclasses.asdict(self).items() if not isinstance(value, list)}
        lists = {name: value for name, value in dataclasses.asdict(self).items() if isinstance(value, list)}
        text = json.dumps(head, indent=1)[:-2]
        for name, rows in lists.items():
            text += f',\n "{name}": [' + ",".join("\n  " + json.dumps(row) for row in rows) + "\n ]"
        path.write_text(text + "\n}\n")

    def find(self, of: tuple[str, int, float, int], limit: int, method: str) -> Run | None:
        return next((run for run in self.runs if (run.of, run.limit, run.method) == (of, limit, method)), None)


def load(path: Path) -> Results:
    data: dict[str, Any] = json.loads(path.read_text())
    data["runs"] = [Run(**row | {"trace": [tuple(point) for point in row["trace"]]}) for row in data["runs"]]
    data["facts"] = [Facts(**row) for row in data["facts"]]
    data["mines"] = [Mine(**row) for row in data["mines"]]
    return Results(**data)
