"""Planning: qsmo beside OR-Tools CP-SAT and HiGHS, on the same scenario files, cores and seconds, in one run.

Needs the extra `bench` of pyproject.toml. The engine on MineLib is measured where its program is built and
QSMO_REFERENCE_DATA names the folder of the instances. See benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import platform
import sys
import tempfile
import time
from pathlib import Path

from planning import instances, methods, minelib, process, results
from planning.instances import Instance, Task

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / "build/release/benchmarks/bench_minelib"
NAME = "planning"


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


class Session:
    """One run of the benchmark; what is measured is saved at once."""

    def __init__(self, found: results.Results, chosen: list[str], threads: int, folder: Path, out: Path) -> None:
        self._found, self._methods, self._threads = found, chosen, threads
        self._folder, self._out = folder, out

    def run(self, task: Task) -> None:
        file = task.instance.file(self._folder)
        self._learn_facts(task.instance, file)
        for method in self._methods:
            if task.methods and method not in task.methods:
                continue
            if self._found.find(self._of(task.instance), task.seconds, method) is None:
                self._measure(task, method, file)
                self._found.save(self._out)

    @staticmethod
    def _of(it: Instance) -> tuple[str, int, float, int]:
        return it.scale, it.periods, it.ratio, it.seed

    def _learn_facts(self, instance: Instance, file: Path) -> None:
        of = self._of(instance)
        if all(facts.of != of for facts in self._found.facts):
            known = process.run(methods.Job(methods.FACTS, str(file), 0, self._threads))
            known.pop("memory")
            self._found.facts.append(results.Facts(*of, **known))

    def _measure(self, task: Task, method: str, file: Path) -> None:
        plan = self._folder / f"{task.instance.name}-{task.seconds}.plan.json"
        if method == methods.HINTED and not plan.exists():
            say(f"{task.instance.name}, {task.seconds} s: no plan of {methods.QSMO}'s to give as a hint")
            return
        uses_plan = method in (methods.QSMO, methods.HINTED)
        job = methods.Job(method, str(file), task.seconds, self._threads, str(plan) if uses_plan else "")
        row = results.Run(*self._of(task.instance), task.seconds, method, **process.run(job))
        self._found.runs.append(row)
        value, bound = (f"{x:,.0f}" if x is not None else "none" for x in (row.value, row.bound))
        end = f", {row.note}" if row.note else ""
        say(f"{task.instance.name}, {task.seconds} s, {method}: value {value}, bound {bound}, {row.seconds:.1f} s{end}")


def versions() -> dict[str, str]:
    return {"Python": platform.python_version()} | {
        name: importlib.metadata.version(name) for name in ("qsmo", "ortools", "highspy")
    }


def start(mode: str, threads: int) -> results.Results:
    from ordering.results import machine

    today = datetime.date.today()
    return results.Results(mode, f"{today.day} {today:%B %Y}", machine(), threads, versions())


def write(found: results.Results, folder: Path) -> None:
    from planning import picture, report

    folder.mkdir(parents=True, exist_ok=True)
    pictures = picture.save(found, folder)
    (folder / f"{NAME}.md").write_text(report.page(found, pictures))
    say(f"written: {folder / f'{NAME}.md'}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--quick", dest="mode", action="store_const", const="quick", help="a minute or two (the default)")
    mode.add_argument("--full", dest="mode", action="store_const", const="full", help="everything: takes a night")
    _add_filters(parser)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--minelib", type=Path, default=PROGRAM, help="the program, where not built by `make bench`")
    parser.add_argument("--out", type=Path, default=ROOT / "build/benchmarks", help="folder for what is written")
    parser.add_argument("--resume", action="store_true", help="keep what that folder's planning.json has")
    parser.add_argument("--render", type=Path, help="write page and pictures again from a planning.json")
    parser.add_argument("--job", help=argparse.SUPPRESS)
    parser.set_defaults(mode="quick")
    return parser


def _add_filters(parser: argparse.ArgumentParser) -> None:
    """Of what the mode has, only this."""
    scales, names = instances.SCALES, methods.METHODS
    horizons = [instances.QUARTERS, instances.LONG]
    add = parser.add_argument
    add("--only", choices=scales, nargs="+", default=list(scales), metavar="SCALE", help=f"of {', '.join(scales)}")
    add("--methods", choices=names, nargs="+", default=list(names), metavar="METHOD", help=f"of {'; '.join(names)}")
    add("--seconds", type=int, nargs="+", help="limits")
    add("--seeds", type=int, nargs="+", default=list(instances.SEEDS), help="seeds of scenarios")
    add("--ratios", type=float, nargs="+", default=list(instances.RATIOS), help="capacity ratios")
    add("--periods", type=int, nargs="+", default=horizons, help="horizons, in quarters")


def _tasks(arguments: argparse.Namespace) -> list[Task]:
    tasks = list(instances.full(methods.QSMO) if arguments.mode == "full" else instances.quick())
    seconds = arguments.seconds or sorted({task.seconds for task in tasks})
    return instances.chosen(tasks, arguments.only, seconds, arguments.seeds, arguments.ratios, arguments.periods)


def _run(arguments: argparse.Namespace) -> results.Results:
    data = arguments.out / f"{NAME}.json"
    resumed = arguments.resume and data.exists()
    found = results.load(data) if resumed else start(arguments.mode, arguments.threads)
    with tempfile.TemporaryDirectory() as folder:
        session = Session(found, arguments.methods, arguments.threads, Path(folder), data)
        for task in _tasks(arguments):
            session.run(task)
    why_not = minelib.missing(arguments.minelib)
    if why_not:
        say(why_not)
        found.remarks = sorted({*found.remarks, why_not})
    else:
        found.mines = minelib.measure(arguments.minelib, arguments.seconds or instances.SECONDS, say)
    found.save(data)
    return found


def main() -> None:
    arguments = _parser().parse_args()
    if arguments.job:
        methods.run(arguments.job)
        return
    write(results.load(arguments.render) if arguments.render else _run(arguments), arguments.out)


if __name__ == "__main__":
    main()
