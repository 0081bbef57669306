"""What a method hands back, before qsmo's checker has looked at it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

Choices = dict[int, tuple[str, int]]  # offering and cutover of the workloads that move


@dataclass
class Trace:
    """Value and bound, in dollars, as the method itself tells them while it runs."""

    points: list[tuple[float, float | None, float | None]] = field(default_factory=list)

    def note(self, seconds: float, value: float | None, bound: float | None) -> None:
        """Only what is news."""
        known = [None if x is None or not math.isfinite(x) or abs(x) > 1e17 else x for x in (value, bound)]
        if not self.points or list(self.points[-1][1:]) != known:
            self.points.append((round(seconds, 3), known[0], known[1]))

    @property
    def first_plan(self) -> float | None:
        """Seconds until a plan that is better than the status quo."""
        return next((seconds for seconds, value, _ in self.points if value is not None and value > 1.0), None)


@dataclass
class Outcome:
    size: dict[str, int] = field(default_factory=dict)  # of the method's model: columns, rows, entries
    build: float = 0.0  # seconds from the scenario to the model, inside the solver
    seconds: float = 0.0  # of the solver
    bound: float | None = None
    proven: bool = False
    claimed: float | None = None  # dollars, of the last plan, as the method counts
    plans: list[Choices] = field(default_factory=list)  # rising in value
    trace: Trace = field(default_factory=Trace)
    note: str = ""
