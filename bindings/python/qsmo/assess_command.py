"""`qsmo assess`: continuous assessment as a table, as files and as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

import qsmo
from qsmo.assessment import assess as assess_portfolio
from qsmo.assessment import assessed_standings, assessment_rows, attainments, generate_observations
from qsmo.cli import Format, FormatOption, ScenarioArgument, command, read_scenario, tell_written, usage_error
from qsmo.files import write_atomically
from qsmo.terminal import message, write_json, write_line, write_lines

STANDARD_STREAM = "-"


@command
def assess(
    scenario: ScenarioArgument,
    output: Annotated[
        str | None, typer.Option("-o", "--output", help="Folder for the tables as CSV and the picture as HTML and PNG.")
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option("--generate", min=0, max=2**64 - 1, metavar="SEED", help="Make up observations of the 12 periods before the plan."),
    ] = None,
    output_format: FormatOption = Format.text,
) -> None:
    """Assess the offerings on their measures: scores, and standings period by period. Missing data never passes."""
    if output == STANDARD_STREAM:
        usage_error("tables and pictures are several files: they need a folder")
    portfolio = read_scenario(scenario)
    if seed is not None:
        portfolio = generate_observations(portfolio, seed=seed)
    if output is not None:
        tell_written(save_assessment(portfolio, Path(output)), output_format)
    elif output_format is Format.json:
        write_json(assessment_data(portfolio))
    else:
        write_assessment(portfolio)
    if not len(portfolio.table("measures")):
        message("note: the scenario has no measures")
    elif not len(portfolio.table("observations")):
        message("note: the scenario has no observations; --generate SEED makes some up")


def assessment_data(portfolio: qsmo.Portfolio) -> dict[str, Any]:
    """The standing of each offering when the plan is made, and what led to it."""
    periods: dict[str, list[dict[str, Any]]] = {}
    for row in assessment_rows(portfolio):
        periods.setdefault(row.pop("offering"), []).append(row)
    standings = assessed_standings(portfolio)
    offerings = [{"offering": name, "standing": standings[name], "periods": periods.get(name, [])} for name in standings]
    return {"name": portfolio.name, "fingerprint": portfolio.fingerprint, "as_of": portfolio.as_of, "offerings": offerings}


def write_assessment(portfolio: qsmo.Portfolio) -> None:
    from qsmo.report import table_lines

    data = assessment_data(portfolio)
    assessed = [offering for offering in data["offerings"] if offering["periods"]]
    counts = f"{len(assessed)} of {len(data['offerings'])} offerings assessed, as of {data['as_of']}"
    write_line(f"{data['name'] or '(without a name)'}: {counts}")
    if assessed:
        header = ["offering", "standing", "last score", "least", "periods", "without score", "changes"]
        write_lines(table_lines(header, [_row(offering) for offering in assessed]))


def _row(offering: dict[str, Any]) -> list[Any]:
    periods = offering["periods"]
    scores = [period["score"] for period in periods if period["score"] is not None]
    changes = sum(period["reason"] in ("standing_fell", "standing_rose", "fell_for_missing_data") for period in periods)
    last = "-" if periods[-1]["score"] is None else f"{periods[-1]['score']:.1%}"
    least = f"{min(scores):.1%}" if scores else "-"
    return [offering["offering"], offering["standing"], last, least, len(periods), len(periods) - len(scores), changes]


def save_assessment(portfolio: qsmo.Portfolio, folder: Path) -> list[Path]:
    """Write the tables and the picture into a folder, which is made if need be; the paths."""
    from qsmo.plots import save_chart
    from qsmo.standing_plot import standings

    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in ("assessment.csv", "attainments.csv", "standings.html", "standings.png")]
    write_atomically(paths[0], assess_portfolio(portfolio).to_csv(index=False))
    write_atomically(paths[1], attainments(portfolio).to_csv(index=False))
    chart = standings(portfolio)
    for path in paths[2:]:
        save_chart(chart, path)
    return paths
