"""The methods, each for a process of its own. A job says what it knows in lines of JSON on standard output."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .outcome import Choices, Outcome, Trace
from .scenario import Scenario

QSMO, HIGHS = "qsmo", "HiGHS"
CPSAT, INTERVALS, HINTED = "CP-SAT", "CP-SAT, intervals", "CP-SAT, hinted"
METHODS = (QSMO, CPSAT, INTERVALS, HINTED, HIGHS)
"""A hinted method needs a plan of qsmo's first."""
FACTS = "facts"
SEED = 1  # of every method's own random choices
MOST_POINTS = 60  # of a trace


@dataclass
class Job:
    method: str
    file: str
    seconds: float
    threads: int
    plan: str = ""  # file of qsmo's plan: written by qsmo, read by who takes a hint


Built = Callable[[Outcome], None]
Solver = Callable[[Scenario, Job, Built], Outcome]


def say(**known: Any) -> None:
    print(json.dumps(known), flush=True)


def peak_memory() -> float:
    """MB. Not getrusage: its figure outlives exec, so it would be the parent's."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def run(text: str) -> None:
    """Does a job."""
    job = Job(**json.loads(text))
    if job.method == FACTS:
        _facts(job)
    elif job.method == QSMO:
        _own(job)
    else:
        _peer(job)
    say(memory=peak_memory())


def _facts(job: Job) -> None:
    scenario = Scenario(Path(job.file))
    say(
        workloads=len(scenario.workloads),
        ways=sum(len(workload.ways) for workload in scenario.workloads),
        arcs=len(scenario.arcs),
        bridges=len(scenario.bridges),
        megabytes=Path(job.file).stat().st_size / 1e6,
        free_bound=scenario.free_bound(),
    )


def _own(job: Job) -> None:
    import qsmo

    begin = time.perf_counter()
    portfolio = qsmo.load(job.file)
    say(load=time.perf_counter() - begin)
    trace = Trace()
    begin = time.perf_counter()

    def progress(state: qsmo.Progress) -> None:
        trace.note(time.perf_counter() - begin, state.value, state.bound)

    result = qsmo.plan(portfolio, time_limit=job.seconds, threads=job.threads, seed=SEED, progress=progress)
    seconds = time.perf_counter() - begin
    trace.note(seconds, result.net_benefit, result.bound)
    faults = qsmo.check(portfolio, result.plan)
    value = None if faults else qsmo.compare(portfolio, result.plan).net_benefit
    note = f"the plan breaks {len(faults)} rules" if faults else ""
    say(seconds=seconds, bound=result.bound, proven=result.status == "optimal", claimed=result.net_benefit)
    say(value=value, note=note, trace=thinned(trace.points), first_plan=trace.first_plan)
    if job.plan:
        result.save(job.plan)


def _solvers() -> dict[str, Solver]:
    """CP-SAT and HiGHS must not be used in one process: the former brings a HiGHS of its own, and the two clash."""
    from . import cpsat, highs

    def of(kind: str, hinted: bool = False) -> Solver:
        def solve(scenario: Scenario, job: Job, built: Built) -> Outcome:
            hint = read_plan(scenario, job.plan) if hinted else None
            return cpsat.run(scenario, job.seconds, job.threads, built, kind, SEED, hint)

        return solve

    def linear(scenario: Scenario, job: Job, built: Built) -> Outcome:
        return highs.run(scenario, job.seconds, job.threads, built, SEED)

    return {CPSAT: of(cpsat.INDEXED), INTERVALS: of(cpsat.INTERVALS), HINTED: of(cpsat.INDEXED, True), HIGHS: linear}


def read_plan(scenario: Scenario, path: str) -> Choices:
    import qsmo

    rows = qsmo.read_plan(scenario.portfolio, path).to_frame()
    moves = rows[rows["action"] == "migrate"]
    return {
        scenario.number[row.workload]: (str(row.offering), int(row.cutover_period)) for row in moves.itertuples()
    }


def _peer(job: Job) -> None:
    solve = _solvers()[job.method]
    begin = time.perf_counter()
    scenario = Scenario(Path(job.file))
    say(load=time.perf_counter() - begin)
    try:
        outcome = solve(scenario, job, lambda outcome: say(build=outcome.build, size=outcome.size))
    except NotImplementedError as error:
        say(note=f"this model has no {error}")
        return
    say(seconds=outcome.seconds, bound=outcome.bound, proven=outcome.proven, note=outcome.note)
    say(trace=thinned(outcome.trace.points), first_plan=outcome.trace.first_plan)
    say(**_judged(scenario, outcome))


def _judged(scenario: Scenario, outcome: Outcome) -> dict[str, Any]:
    """The best plan that the checker accepts, worth what qsmo's evaluator says."""
    note = outcome.note
    for number, plan in enumerate(reversed(outcome.plans)):
        value, faults = scenario.judge(plan)
        if not faults:
            claimed = outcome.claimed if number == 0 else None
            return {"value": value, "claimed": claimed, "note": note}
        note = f"its best plan breaks {len(faults)} rules: {faults[0]}"
        print(note, file=sys.stderr)
    return {"value": None, "note": note or "no plan"}


def thinned(points: list[tuple[float, float | None, float | None]]) -> list[tuple[float, float | None, float | None]]:
    """Evenly over the logarithm of time would be nicer; evenly over news is enough."""
    if len(points) <= MOST_POINTS:
        return points
    step = (len(points) - 1) / (MOST_POINTS - 1)
    return [points[round(i * step)] for i in range(MOST_POINTS)]


def as_text(job: Job) -> str:
    return json.dumps(asdict(job))
