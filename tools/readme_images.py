"""Draw the README's pictures: the federal example's plan, small enough to be committed."""

from pathlib import Path

import qsmo

ROOT = Path(__file__).parents[1]


def main() -> None:
    portfolio = qsmo.load(ROOT / "examples/federal/scenario.json")
    plan = qsmo.plan(portfolio).plan
    folder = ROOT / "docs/images"
    folder.mkdir(exist_ok=True)
    for name, chart in (("gantt", qsmo.plots.gantt(portfolio, plan)), ("cumulative_cost", qsmo.plots.cumulative_cost(portfolio, plan))):
        qsmo.plots.save_chart(chart, folder / f"{name}.png", scale=0.75)


if __name__ == "__main__":
    main()
