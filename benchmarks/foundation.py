"""Measure the main job: load, validate, plan and check, in time and memory.

Each figure comes from processes of their own, so that peak memory is that of the one job. Times are wall-clock seconds
inside the process, without starting Python and importing the package. Prints a Markdown table.
"""

import argparse
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FEDERAL = ROOT / "examples/federal/scenario.json"


def peak_memory() -> float:
    """MB. Not getrusage: its figure outlives exec, so it would be the parent's."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def job(path: str, plan: bool) -> dict[str, float]:
    """Run once in this process; seconds of each step and peak memory in MB."""
    import qsmo

    before = peak_memory()
    times = [time.perf_counter()]
    portfolio = qsmo.load(path)
    times.append(time.perf_counter())
    out = {"load and validate": times[1] - times[0]}
    if plan:
        result = qsmo.plan(portfolio)
        times.append(time.perf_counter())
        assert not qsmo.check(portfolio, result.plan), "the plan breaks a rule"
        times.append(time.perf_counter())
        out |= {"plan": times[2] - times[1], "check": times[3] - times[2], "all": times[3] - times[0]}
        out |= {"net benefit, $ M": result.net_benefit / 1e6, "gap, %": result.gap * 100}
    return out | {"peak memory, MB": peak_memory(), "of it before loading, MB": before}


def measure(path: Path, runs: int, plan: bool) -> list[dict[str, float]]:
    command = [sys.executable, __file__, "--job", str(path), *(["--plan"] if plan else [])]
    return [json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(runs)]


def rows(name: str, results: list[dict[str, float]]) -> list[str]:
    lines = []
    for key in results[0]:
        values = [result[key] for result in results]
        low, middle, high = min(values), statistics.median(values), max(values)
        lines.append(f"| {name} | {key} | {middle:.3f} | {low:.3f} .. {high:.3f} |")
    return lines


def scenarios(folder: Path) -> list[tuple[str, Path, bool]]:
    import qsmo

    out: list[tuple[str, Path, bool]] = [("federal, 280 workloads x 120 months", FEDERAL, True)]
    shapes: list[tuple[str, dict[str, Any], bool]] = [
        ("generated, ratio 0.6, 24 x 12, 40 quarters", {"agencies": 24, "services": 12}, True),
        ("generated, ratio 0.6, 24 x 40, 40 quarters", {"agencies": 24, "services": 40}, True),
        ("generated, ratio 0.6, 280 x 40, 40 quarters", {"agencies": 280, "services": 40}, False),
    ]
    for name, shape, plan in shapes:
        portfolio = qsmo.generate(**shape, periods=40, capacity_ratio=0.6, seed=1)
        path = folder / f"{shape['agencies']}x{shape['services']}.json"
        portfolio.save(path)
        size = len(portfolio.table("workloads"))
        out.append((f"{name}: {size} workloads, {path.stat().st_size / 1e6:.1f} MB", path, plan))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--job", help=argparse.SUPPRESS)
    parser.add_argument("--plan", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.job:
        print(json.dumps(job(arguments.job, arguments.plan)))
        return
    print(f"{arguments.runs} runs each, Python {platform.python_version()}, {platform.machine()}\n")
    print("| scenario | what (seconds unless said) | median | range |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, path, plan in scenarios(Path(folder)):
            print("\n".join(rows(name, measure(path, arguments.runs, plan))), flush=True)


if __name__ == "__main__":
    main()
