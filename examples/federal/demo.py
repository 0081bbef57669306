"""Plan the federal example from start to end: validate, plan, check, and write plan, pictures and money to a folder."""

import argparse
import sys
from pathlib import Path

import qsmo
from qsmo import plots
from qsmo.cli import progress_bar
from qsmo.files import write_atomically
from qsmo.report import dollars, money_by_fiscal_year, summary_lines
from qsmo.terminal import write_line, write_lines

SCENARIO = Path(__file__).with_name("scenario.json")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/demo"), help="folder for what is written")
    parser.add_argument("--work-limit", type=int, default=None, help="search moves")
    return parser.parse_args()


def write_results(result: qsmo.Result, folder: Path) -> list[tuple[Path, str]]:
    """What was written, and what it is."""
    folder.mkdir(parents=True, exist_ok=True)
    plan_file, money_file = folder / "plan.json", folder / "money_by_fiscal_year.csv"
    result.save(plan_file)
    write_atomically(money_file, money_by_fiscal_year(result.plan).round(2).to_csv())
    written = [(plan_file, "the plan, with its value, bound and money"), (money_file, "dollars by fiscal year and kind")]
    pictures = plots.save_all(result.portfolio, result.plan, folder)
    titles = {"gantt": "the wave plan", "cumulative_cost": "cost and saving over time"}
    return written + [(path, titles[path.stem]) for path in pictures]


def main() -> int:
    arguments = options()
    portfolio = qsmo.load(SCENARIO)  # raises with every fault if the scenario is not valid
    facts = portfolio.describe()
    write_line(f"{portfolio.name}: {facts['tables']['workloads']} workloads, {dollars(facts['annual_cost'])} a year today")
    with progress_bar() as progress:
        result = qsmo.plan(portfolio, work_limit=arguments.work_limit, progress=progress)
    write_lines(summary_lines(result))
    violations = qsmo.check(portfolio, result.plan)
    write_line()
    write_line(f"independent check: {len(violations) or 'no'} rules broken")
    write_lines(f"  {violation.message}" for violation in violations)
    for path, what in write_results(result, arguments.out):
        write_line(f"{path}: {what}")
    return 3 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
