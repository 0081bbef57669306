"""Speed of the policy layer: all rules of a large portfolio, a reform, and a file of cases from the command line.

Prints a table of medians; `--output` also writes it. Rounds alternate what is compared, so that noise meets both alike.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import qsmo

ROUNDS = 7
CASE = """
- name: case {i}
  period: 2020-{month:02}
  policy: qsmo-marketplace
  input: {{state: {state}, standing: good, offered: 80, today: 70}}
  output: {{marketplace: {outcome}, standing: allowed, quality: {{outcome: allowed, reason: quality_kept}}}}
"""


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def cases(count: int) -> str:
    states = ("designated", "pre_designated")
    return "".join(
        CASE.format(i=i, month=i % 12 + 1, state=states[i % 2], outcome="barred" if i % 2 else "allowed") for i in range(count)
    )


def rules(workloads: int, periods: int) -> list[tuple[str, str]]:
    portfolio = qsmo.generate(agencies=workloads // 10, services=12, periods=periods)
    reform = qsmo.Reform(id="half", values=[qsmo.PolicyValue("onboarding_subsidy", since="2024-10", value="0.5")])
    policy = qsmo.find_policy("hybrid")
    plain, reformed = qsmo.under(portfolio, policy), qsmo.under(portfolio, policy.reform(reform))
    times: dict[str, list[float]] = {"stated": [], "policy": [], "reform": []}
    for _ in range(ROUNDS):
        for name, one in (("stated", portfolio), ("policy", plain), ("reform", reformed)):
            times[name].append(seconds(lambda one=one: qsmo.tally_rules(one)))
    size = len(portfolio.table("workloads"))
    verdicts = int(qsmo.tally_rules(portfolio)["count"].sum())
    medians = {name: statistics.median(values) for name, values in times.items()}
    ratio = statistics.median(b / a for a, b in zip(times["policy"], times["reform"], strict=True))
    return [
        (f"all rules, {size:,} workloads x {periods} periods, {verdicts:,} verdicts", f"{medians['stated']:.2f} s"),
        ("the same under `hybrid`", f"{medians['policy']:.2f} s"),
        ("the same under `hybrid` with a reform inside the horizon", f"{medians['reform']:.2f} s"),
        ("reform / baseline, median of paired rounds", f"{ratio:.2f}"),
        ("making the reformed policy", f"{1e3 * statistics.median(seconds(lambda: policy.reform(reform)) for _ in range(ROUNDS)):.2f} ms"),
    ]


def case_files(count: int) -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "many.policy.yaml"
        file.write_text(cases(count), encoding="utf-8")
        command = [str(Path(sys.executable).with_name("qsmo")), "policy", "test", str(file), "--format", "json"]
        run = lambda: subprocess.run(command, check=True, capture_output=True)  # noqa: E731
        times = [seconds(run) for _ in range(ROUNDS)]
    return [(f"`qsmo policy test`, {count:,} cases of 3 rules, start-up included", f"{statistics.median(times):.2f} s")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workloads", type=int, default=11_060, help="about 0.9 of it come out")
    parser.add_argument("--periods", type=int, default=120)
    parser.add_argument("--cases", type=int, default=1_000)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    rows = rules(options.workloads * 10 // 12, options.periods) + case_files(options.cases)
    rows.append(("peak memory of this process", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB"))
    text = "\n".join(["| what | measured |", "|---|---|", *(f"| {what} | {measured} |" for what, measured in rows)]) + "\n"
    print(text, end="")
    if options.output:
        options.output.write_text(f"# Policy layer\nMade by `python benchmarks/policy.py --output benchmarks/results/policy.md`; medians of {ROUNDS} rounds on 2 shared cores.\n\n{text}", encoding="utf-8")


if __name__ == "__main__":
    main()
