"""What is measured: scenarios by size, horizon, capacity ratio and seed, and for how long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FEDERAL = "federal"
SHAPES = {"30": (8, 4), "260": (24, 12), "850": (24, 40), "3000": (80, 40), "20000": (560, 40)}
SCALES = (*SHAPES, FEDERAL)
"""By about how many workloads they have; agencies x services of generator version 1."""
SEEDS = (1, 2, 3, 4, 5)
RATIO = 0.6  # of which the targets speak
RATIOS = (0.4, 0.6, 1.0, 1.5)
SECONDS = (1, 10, 60)
QUARTERS, LONG = 40, 120  # the generator knows no months: 120 quarters stand for 120 months
MONTHS = 120  # of the federal scenario, which has neither ratio nor seed


@dataclass(frozen=True)
class Instance:
    scale: str
    periods: int = QUARTERS
    ratio: float = RATIO
    seed: int = 1

    @property
    def name(self) -> str:
        return FEDERAL if self.scale == FEDERAL else f"{self.scale}-{self.periods}-{self.ratio}-{self.seed}"

    def file(self, folder: Path) -> Path:
        """Written if it is not there yet."""
        if self.scale == FEDERAL:
            return ROOT / "examples/federal/scenario.json"
        path = folder / f"{self.name}.json"
        if not path.exists():
            import qsmo

            agencies, services = SHAPES[self.scale]
            shape = {"agencies": agencies, "services": services, "periods": self.periods}
            qsmo.generate(**shape, capacity_ratio=self.ratio, seed=self.seed).save(path)
        return path


@dataclass(frozen=True)
class Task:
    """One instance, given one number of seconds, for these methods (none: all)."""

    instance: Instance
    seconds: int
    methods: tuple[str, ...] = ()


def quick() -> Iterator[Task]:
    """About a minute."""
    for scale in ("30", "260"):
        for seconds in (1, 5):
            yield Task(Instance(scale), seconds)


def full(own: str) -> Iterator[Task]:
    """All of it: a night. Peers get the largest scale once, since loading alone takes minutes; `own` gets it always."""
    for seconds in SECONDS:
        yield Task(Instance(FEDERAL, MONTHS, 0.0, 0), seconds)
    for scale in SHAPES:
        methods = (own,) if scale == "20000" else ()
        for seed in SEEDS:
            for seconds in SECONDS:
                yield Task(Instance(scale, seed=seed), seconds, methods)
            if scale == "20000":
                continue
            for ratio in RATIOS:
                if ratio != RATIO:
                    yield Task(Instance(scale, ratio=ratio, seed=seed), 10)
            for seconds in SECONDS[1:]:
                yield Task(Instance(scale, periods=LONG, seed=seed), seconds)
    yield Task(Instance("20000"), SECONDS[-1])


def chosen(
    tasks: Sequence[Task],
    scales: Sequence[str],
    seconds: Sequence[int],
    seeds: Sequence[int],
    ratios: Sequence[float],
    periods: Sequence[int],
) -> list[Task]:
    """Of the tasks those that were asked for; the federal scenario has neither seed, ratio nor another horizon."""
    out = []
    for task in tasks:
        it = task.instance
        fits = it.scale == FEDERAL or it.seed in seeds and it.ratio in ratios and it.periods in periods
        if it.scale in scales and task.seconds in seconds and fits:
            out.append(task)
    return out
