"""The command line, `qsmo`: each command is a few lines over the package.

Exit codes: 0 ok, 1 internal error, 2 bad input or usage, 3 no feasible plan or a failed check.
Data goes to stdout, messages to stderr.
"""

from __future__ import annotations

import contextlib
import csv
import functools
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

import qsmo
from qsmo.files import write_atomically
from qsmo.terminal import message, write_document, write_json, write_line, write_lines

BAD_INPUT = 2
NOT_FEASIBLE = 3
FAULTS_SHOWN = 50
STANDARD_STREAM = "-"
CHANGES_HELP = (
    "blackout:AGENCY=-2, designation:MARKETPLACE=+3 (periods), offering:NAME=none, add=FILE.json, KIND:NAME[@WHEN]=+5 with the kinds "
    "of shadow prices (provider_effort, budget ...), or /JSON/POINTER=VALUE."
)
WORK_LIMIT_HELP = f"Search moves in all. Default: {qsmo.DEFAULT_WORK_LIMIT}, or no limit if there is a time limit."

app = typer.Typer(
    name="qsmo",
    help="Plan shared-service migrations: who moves which service to which provider when, and what it saves.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Format(StrEnum):
    text = "text"
    json = "json"


class GraphFormat(StrEnum):
    text = "text"
    json = "json"
    dot = "dot"
    graphml = "graphml"


class Document(StrEnum):
    scenario = "scenario"
    plan = "plan"


ScenarioArgument = Annotated[
    str, typer.Argument(metavar="SCENARIO", help="JSON file, folder of CSV tables, or - for JSON from stdin.")
]
PlanArgument = Annotated[str, typer.Argument(metavar="PLAN", help="Plan file, or - for stdin.")]
ArcsArgument = Annotated[
    str,
    typer.Argument(
        metavar="ARCS",
        help="CSV or TSV file with the columns prerequisite,dependent[,lag,weight]; or lines of two node numbers, a b, where "
        "a depends on b; or - for stdin.",
    ),
]
PolicyOption = Annotated[
    str | None,
    typer.Option(
        metavar="POLICY",
        help="Policy in place of the scenario's own: a ready-made one (`qsmo policy list`) or a file; POLICY@2020-10 takes it as if enacted then.",
    ),
]
ReformOption = Annotated[list[str] | None, typer.Option(metavar="FILE", help="Reform to lay over the policy; may be repeated, later ones on top.")]
LenientOption = Annotated[bool, typer.Option("--lenient", help="Parameters that have expired hold on, with a warning.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How to write the answer.")]
WorkOption = Annotated[int | None, typer.Option(min=0, max=10**15, help=WORK_LIMIT_HELP)]
TimeOption = Annotated[float | None, typer.Option(min=0, max=1e9, help="Seconds; the plan then depends on the machine.")]
MemoryOption = Annotated[
    str | None, typer.Option(metavar="BYTES", help="Refuse what would need more, such as 4G; K, M and G are powers of 1000.")
]
ThreadsOption = Annotated[int, typer.Option(min=0, max=1024, help="0: as many as the machine has. The plan does not depend on it.")]
SeedOption = Annotated[int, typer.Option(min=0, max=2**64 - 1, help="Seed of the random choices.")]


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Make a function a command whose faults are reported in the format that was asked for."""

    @functools.wraps(function)
    def run(**arguments: Any) -> None:
        with faults_reported(arguments["output_format"]), pipes_quiet():
            function(**arguments)

    app.command(function.__name__.replace("_", "-"))(run)
    return function


@contextlib.contextmanager
def faults_reported(output_format: Format | GraphFormat) -> Iterator[None]:
    try:
        yield
    except qsmo.InputError as error:
        report_faults(error, output_format)
        raise typer.Exit(BAD_INPUT) from None
    except qsmo.Error as error:
        report_error(error, output_format)
        raise typer.Exit(BAD_INPUT) from None


@contextlib.contextmanager
def pipes_quiet() -> Iterator[None]:
    """Whoever reads our output may stop reading."""
    try:
        yield
        sys.stdout.flush()
    except qsmo.Error:
        raise
    except BrokenPipeError:
        give_up_stdout()
        raise typer.Exit from None
    except OSError as error:
        # Not the library's own IoError: this is stdout, or a folder for pictures.
        give_up_stdout()
        message(f"the output cannot be written: {error.strerror or error}")
        raise typer.Exit(BAD_INPUT) from None


def give_up_stdout() -> None:
    """The interpreter flushes stdout once more when it ends; what is left must not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


FAULT_FIELDS = ("file", "line", "pointer", "value", "expected", "suggestion")


def report_faults(error: qsmo.InputError, output_format: Format | GraphFormat) -> None:
    if output_format == Format.json:
        faults = [{name: getattr(fault, name) for name in FAULT_FIELDS} for fault in error.faults]
        write_json({"error": "InputError", "faults": faults})
        return
    for fault in error.faults[:FAULTS_SHOWN]:
        message(fault)
    more = len(error.faults) - FAULTS_SHOWN
    if more > 0:
        message(f"and {more} more faults (all of them with --format json)")


def report_error(error: qsmo.Error, output_format: Format | GraphFormat) -> None:
    if output_format == Format.json:
        write_json({"error": type(error).__name__, "message": str(error)})
    else:
        message(error)


def usage_error(text: str) -> NoReturn:
    raise typer.BadParameter(text)


def read_scenario(path: str, policy: str | None = None, reforms: list[str] | None = None, lenient: bool = False) -> qsmo.Portfolio:
    """The scenario, under another policy if one is named, with reforms laid over it."""
    portfolio = qsmo.loads(sys.stdin.buffer.read(), "stdin") if path == STANDARD_STREAM else qsmo.load(path)
    if policy is None and not reforms and not lenient:
        return portfolio
    chosen = qsmo.stated_policy(portfolio) if policy is None else qsmo.find_policy(policy)
    for reform in reforms or []:
        chosen = chosen.reform(*qsmo.read_reforms(reform))
    if lenient:
        chosen, glossed_over = chosen.lenient()
        for warning in glossed_over:
            message(f"warning: {warning}")
    return qsmo.under(portfolio, chosen)


def read_scenario_and_plan(
    scenario: str, plan_file: str, policy: str | None = None, reforms: list[str] | None = None, lenient: bool = False
) -> tuple[qsmo.Portfolio, qsmo.Plan]:
    if scenario == plan_file == STANDARD_STREAM:
        usage_error("only one of SCENARIO and PLAN can come from stdin")
    portfolio = read_scenario(scenario, policy, reforms, lenient)
    source = sys.stdin.buffer.read() if plan_file == STANDARD_STREAM else Path(plan_file)
    return portfolio, qsmo.read_plan(portfolio, source)


def save_scenario(portfolio: qsmo.Portfolio, path: str) -> None:
    if path == STANDARD_STREAM:
        write_document(portfolio.to_json())
    else:
        portfolio.save(path)


def version(wanted: bool) -> None:
    if wanted:
        write_line(f"qsmo {qsmo.__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[bool, typer.Option("--version", callback=version, is_eager=True, help="Say the version.")] = False,
) -> None:
    """Plan shared-service migrations: who moves which service to which provider when, and what it saves."""


@command
def validate(
    scenario: ScenarioArgument,
    policy: PolicyOption = None,
    reform: ReformOption = None,
    lenient: LenientOption = False,
    output_format: FormatOption = Format.text,
) -> None:
    """Read a scenario and list every fault in it."""
    portfolio = read_scenario(scenario, policy, reform, lenient)
    warnings = qsmo.warnings(portfolio)
    if output_format is Format.json:
        write_json({"valid": True, "name": portfolio.name, "fingerprint": portfolio.fingerprint, "warnings": warnings})
    else:
        for warning in warnings[:FAULTS_SHOWN]:
            message(f"warning: {warning}")
        write_line(f"{portfolio.name or scenario}: valid" + (f", {len(warnings)} warnings" if warnings else ""))


@command
def describe(scenario: ScenarioArgument, output_format: FormatOption = Format.text) -> None:
    """Say what is in a scenario: counts and totals."""
    facts = read_scenario(scenario).describe()
    if output_format is Format.json:
        write_json(facts)
    else:
        describe_in_words(facts)


def describe_in_words(facts: dict[str, Any]) -> None:
    from qsmo.report import dollars, table_lines

    first, last = facts["fiscal_years"]
    write_line(facts["name"] or "(without a name)")
    write_line(f"{facts['periods']} {facts['period']}s from {facts['as_of']}, fiscal years {first} to {last}")
    write_line(f"costs {dollars(facts['annual_cost'])} a year today; discount rate {facts['discount_rate']:.1%}")
    write_line()
    areas = [[area["area"], area["services"], area["workloads"], dollars(area["annual_cost"])] for area in facts["areas"]]
    write_lines(table_lines(["area", "services", "workloads", "cost per year"], areas))
    write_line()
    write_lines(table_lines(["table", "records"], [[name, size] for name, size in facts["tables"].items() if size]))


@command
def plan(
    scenario: ScenarioArgument,
    output: Annotated[str | None, typer.Option("-o", "--output", help="Plan file to write, or - for stdout.")] = None,
    policy: PolicyOption = None,
    reform: ReformOption = None,
    lenient: LenientOption = False,
    work_limit: WorkOption = None,
    time_limit: TimeOption = None,
    memory_limit: MemoryOption = None,
    seed: SeedOption = 1,
    threads: ThreadsOption = 0,
    warm_start: Annotated[
        str | None, typer.Option(metavar="PLAN", help="Plan file to start from; what cannot be kept is left out, with a warning.")
    ] = None,
    published: Annotated[str | None, typer.Option(metavar="PLAN", help="Plan file to keep to; needs --change-price.")] = None,
    change_price: Annotated[
        float | None, typer.Option(min=0, max=1e11, metavar="DOLLARS", help="Price of each decision that differs from --published.")
    ] = None,
    risk_price: Annotated[
        list[str] | None, typer.Option(metavar="BAND=DOLLARS", help="Price of a migration of risk low, medium or high; needs --risk-bands.")
    ] = None,
    risk_bands: Annotated[
        str | None, typer.Option(metavar="FILE", help="CSV with the columns workload,band.")
    ] = None,
    disruption_price: Annotated[
        list[str] | None, typer.Option(metavar="MONTH=DOLLARS", help="Price of a cutover in a month 1..12, such as 9=250000.")
    ] = None,
    prices: Annotated[
        str | None, typer.Option(metavar="FILE", help="CSV to write with what one more unit of each scarce capacity is worth.")
    ] = None,
    output_format: FormatOption = Format.text,
) -> None:
    """Plan for the most net benefit, less the prices of further aims. Ctrl-C ends the run with the best plan so far."""
    from qsmo.policy_report import reason_lines
    from qsmo.report import summary, summary_lines

    portfolio = read_scenario(scenario, policy, reform, lenient)
    aims = qsmo.Aims(
        published=None if published is None else qsmo.read_plan(portfolio, Path(published)),
        change_price=change_price or 0,
        risk_price={band: amount for band, amount in map(risk_of, risk_price or [])},
        risk_band=read_bands(risk_bands),
        disruption_price={month: amount for month, amount in map(disruption_of, disruption_price or [])},
    )
    if (published is None) != (change_price is None):
        usage_error("--published and --change-price go together")
    if bool(risk_price) != bool(risk_bands):
        usage_error("--risk-price and --risk-bands go together")
    with progress_bar() as progress, terminated_as_interrupted():
        result = qsmo.plan(
            portfolio,
            seed=seed,
            work_limit=work_limit,
            time_limit=time_limit,
            memory_limit=None if memory_limit is None else bytes_of(memory_limit),
            threads=threads,
            warm_start=None if warm_start is None else qsmo.read_plan(portfolio, Path(warm_start)),
            aims=aims,
            progress=progress,
        )
    if prices is not None:
        write_prices(result, prices)
    to_stdout = output == STANDARD_STREAM
    if to_stdout:
        write_document(result.to_json())
    elif output is not None:
        result.save(output)
    if output_format is Format.text:
        write_lines(summary_lines(result), err=to_stdout)
        write_lines(["", *reason_lines(result.plan)], err=to_stdout)
    elif not to_stdout:
        write_json(summary(result))
    if result.status not in {"optimal", "feasible"}:
        message("no feasible plan was found; the plan breaks the rules that `qsmo check` lists")
        raise typer.Exit(NOT_FEASIBLE)


def assignment(text: str) -> tuple[str, float]:
    name, _, amount = text.partition("=")
    try:
        return name, float(amount)
    except ValueError:
        usage_error(f"{text}: expected NAME=DOLLARS")


def risk_of(text: str) -> tuple[str, float]:
    band, amount = assignment(text)
    if band not in ("low", "medium", "high"):
        usage_error(f"{text}: expected low, medium or high")
    return band, checked_price(text, amount)


def disruption_of(text: str) -> tuple[int, float]:
    month, amount = assignment(text)
    if not month.isdecimal() or not 1 <= int(month) <= 12:
        usage_error(f"{text}: expected a month 1..12")
    return int(month), checked_price(text, amount)


def checked_price(text: str, amount: float) -> float:
    if not 0 <= amount <= 1e11:
        usage_error(f"{text}: expected dollars from 0 to 1e11")
    return amount


def bytes_of(text: str) -> int:
    units = {"K": 10**3, "M": 10**6, "G": 10**9}
    digits, unit = (text[:-1], units[text[-1].upper()]) if text[-1:].upper() in units else (text, 1)
    try:
        amount = int(float(digits) * unit)
    except (ValueError, OverflowError):
        amount = -1
    if amount < 0:
        usage_error(f"{text}: expected bytes, such as 4000000000 or 4G")
    return min(amount, 2**63)


def read_bands(path: str | None) -> dict[str, str]:
    """Risk bands by workload."""
    if path is None:
        return {}
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise qsmo.IoError(path, f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError:
        raise qsmo.InputError([qsmo.Fault(file=path, expected="UTF-8")]) from None
    rows = csv.DictReader(io.StringIO(text))
    if not {"workload", "band"} <= set(rows.fieldnames or ()):
        raise qsmo.InputError([qsmo.Fault(file=path, line=1, expected="the columns workload,band")])
    bands = {}
    faults = []
    for row in rows:
        bands[row["workload"]] = row["band"]
        if row["band"] not in ("low", "medium", "high"):
            faults.append(qsmo.Fault(file=path, line=rows.line_num, pointer="band", value=row["band"] or "", expected="low, medium or high"))
    if faults:
        raise qsmo.InputError(faults)
    return bands


def write_prices(result: qsmo.Result, path: str) -> None:
    write_atomically(path, result.shadow_prices.to_csv(index=False))


@contextlib.contextmanager
def terminated_as_interrupted() -> Iterator[None]:
    """SIGTERM does what Ctrl-C does: the best so far is kept."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@command
def what_if(
    scenario: ScenarioArgument,
    changes: Annotated[list[str], typer.Argument(metavar="CHANGE...", help=CHANGES_HELP)],
    policy: PolicyOption = None,
    reform: ReformOption = None,
    lenient: LenientOption = False,
    work_limit: WorkOption = None,
    time_limit: TimeOption = None,
    memory_limit: MemoryOption = None,
    seed: SeedOption = 1,
    threads: ThreadsOption = 0,
    output_format: FormatOption = Format.text,
) -> None:
    """Say what changes of a scenario are worth, by planning it with and without them. The limits are those of each run."""
    from qsmo.report import what_if_lines, what_if_summary

    with progress_bar() as progress, terminated_as_interrupted():
        found = qsmo.what_if(
            read_scenario(scenario, policy, reform, lenient),
            *changes,
            seed=seed,
            work_limit=work_limit,
            time_limit=time_limit,
            memory_limit=None if memory_limit is None else bytes_of(memory_limit),
            threads=threads,
            progress=progress,
        )
    if output_format is Format.json:
        write_json({"changes": changes} | what_if_summary(found))
    else:
        write_lines(what_if_lines(found))
    if found.least is None:
        raise typer.Exit(NOT_FEASIBLE)


@command
def compare_policies(
    scenario: ScenarioArgument,
    policies: Annotated[
        str, typer.Option(metavar="A,B,...", help="Ready-made policies (`qsmo policy list`) or files; NAME@2020-10 takes one as if enacted then.")
    ],
    reform: ReformOption = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Folder for the picture and the tables.")] = None,
    excuse: Annotated[
        bool, typer.Option("--excuse/--no-excuse", help="Add waivers to mandates that cannot all be kept, and list them.")
    ] = True,
    delays: Annotated[bool, typer.Option("--delays/--no-delays", help="Say what a later designation of each marketplace costs.")] = True,
    work_limit: WorkOption = None,
    time_limit: TimeOption = None,
    memory_limit: MemoryOption = None,
    seed: SeedOption = 1,
    threads: ThreadsOption = 0,
    output_format: FormatOption = Format.text,
) -> None:
    """Plan a scenario under several policies: benefit, what mandate and voluntariness cost, who is worse off. Limits are those of each run."""
    from qsmo.policy_report import comparison_lines, comparison_summary

    names = [name.strip() for name in policies.split(",") if name.strip()]
    if not names or len(set(names)) < len(names):
        usage_error("--policies: expected names or files, each once, separated by commas")
    portfolio = read_scenario(scenario)
    chosen = {name: reformed_policy(name, reform or []) for name in names}
    with progress_bar() as progress, terminated_as_interrupted():
        found = qsmo.compare_policies(
            portfolio,
            chosen,
            excuse=excuse,
            delays=delays,
            seed=seed,
            work_limit=work_limit,
            time_limit=time_limit,
            memory_limit=None if memory_limit is None else bytes_of(memory_limit),
            threads=threads,
            progress=progress,
        )
    if output_format is Format.json:
        write_json(comparison_summary(found))
    else:
        write_lines(comparison_lines(found))
    if output is not None:
        save_comparison(found, output)
    if any(outcome.result.status not in {"optimal", "feasible"} for outcome in found.outcomes):
        message("not every policy has a feasible plan")
        raise typer.Exit(NOT_FEASIBLE)


def reformed_policy(name: str, reforms: list[str]) -> qsmo.Policy:
    policy = qsmo.find_policy(name)
    for reform in reforms:
        policy = policy.reform(*qsmo.read_reforms(reform))
    return policy


def save_comparison(found: qsmo.PolicyComparison, folder: Path) -> None:
    from qsmo import plots, policy_plot

    if str(folder) == STANDARD_STREAM:
        usage_error("the picture and the tables are several files: they need a folder")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("summary", "differences", "agencies", "delays"):
        write_atomically(folder / f"{name}.csv", getattr(found, name).to_csv(index=False))
    write_atomically(folder / "cost_by_fiscal_year.csv", found.cost_by_fiscal_year.to_csv())
    for suffix in (".html", ".png"):
        plots.save_chart(policy_plot.comparison(found), folder / f"policies{suffix}")


@contextlib.contextmanager
def progress_bar() -> Iterator[Callable[[qsmo.Progress], None] | None]:
    """A bar on stderr with value, bound and gap, if somebody is there to see it."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    from qsmo.report import dollars

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("planning", total=1.0)

        def update(now: qsmo.Progress) -> None:
            words = f"value {dollars(now.value)}, bound {dollars(now.bound)}, gap {now.gap:.1%}"
            bar.update(task, completed=now.share, description=words)

        yield update


@command
def check(
    scenario: ScenarioArgument,
    plan_file: PlanArgument,
    policy: PolicyOption = None,
    reform: ReformOption = None,
    lenient: LenientOption = False,
    output_format: FormatOption = Format.text,
) -> None:
    """List every rule that a plan breaks, and say what it saves."""
    from qsmo.report import dollar_terms, dollars

    portfolio, plan = read_scenario_and_plan(scenario, plan_file, policy, reform, lenient)
    violations = qsmo.check(portfolio, plan)
    net_benefit = qsmo.compare(portfolio, plan).net_benefit
    if output_format is Format.json:
        listed = [violation_data(violation) for violation in violations]
        write_json({"feasible": not violations, "net_benefit": net_benefit, "violations": listed})
    else:
        if not violations:
            write_line("feasible: no rule is broken")
        for violation in violations:
            write_line(f"{violation.kind}: {violation.message}")
        write_line(f"net benefit: {dollars(net_benefit)} (present value, {dollar_terms(portfolio)})")
    if violations:
        message(f"{len(violations)} violation{'s' if len(violations) > 1 else ''}")
        raise typer.Exit(NOT_FEASIBLE)


def violation_data(violation: qsmo.Violation) -> dict[str, Any]:
    names = ("kind", "entities", "period", "fiscal_year", "amount", "unit", "message")
    return {name: getattr(violation, name) for name in names}


@command
def order(
    arcs: ArcsArgument,
    weights: Annotated[bool, typer.Option("--weights", help="The column weight is what bridging an arc costs; else each costs 1.")] = False,
    time_limit: Annotated[
        float | None,
        typer.Option(min=0, max=1e9, metavar="SECONDS", help="End the search for the cheapest arcs to bridge with the best so far."),
    ] = None,
    output_format: Annotated[GraphFormat, typer.Option("--format", help="How to write the answer.")] = GraphFormat.text,
) -> None:
    """Order what depends on each other: components, cycles and their price, waves, critical path."""
    from qsmo.graph_report import OrderReport

    graph = read_arcs(arcs)
    file = "stdin" if arcs == STANDARD_STREAM else arcs
    if graph.arcs == 0:
        message(f"note: {file} holds no arcs")
    if weights and graph.weights is None and graph.arcs:
        raise qsmo.InputError([qsmo.Fault(file=file, pointer="/header", expected='a column "weight", as there is --weights')])
    report = OrderReport(graph, graph.weights if weights else None, time_limit)
    if output_format is GraphFormat.text:
        write_lines(report.lines())
    elif output_format is GraphFormat.json:
        write_json(report.data())
    else:
        write = graph.to_dot if output_format is GraphFormat.dot else graph.to_graphml
        write_document(write(bridged=report.breaking.rows))


def read_arcs(path: str) -> qsmo.DependencyGraph:
    if path == STANDARD_STREAM:
        return qsmo.DependencyGraph.parse(sys.stdin.buffer.read(), "stdin")
    return qsmo.DependencyGraph.read(path)


@command
def schema(
    document: Annotated[Document, typer.Argument(metavar="scenario|plan")],
    output_format: FormatOption = Format.json,
) -> None:
    """Write the JSON Schema of scenario or plan files; it is JSON in either format."""
    write_json(qsmo.scenario_schema() if document is Document.scenario else qsmo.plan_schema())


@command
def generate(
    agencies: Annotated[int, typer.Option(min=1, max=10_000)] = 24,
    services: Annotated[int, typer.Option(min=1, max=1_000)] = 12,
    periods: Annotated[int, typer.Option(min=1, max=240, help="Quarters.")] = 40,
    capacity_ratio: Annotated[float, typer.Option(min=0.0, max=1000.0, help="Smaller is tighter.")] = 0.6,
    seed: SeedOption = 1,
    output: Annotated[str, typer.Option("-o", "--output", help="Scenario to write: a .json file, a folder, or - for stdout.")] = STANDARD_STREAM,
    output_format: FormatOption = Format.text,
) -> None:
    """Write a synthetic scenario, the same for the same options."""
    save_scenario(qsmo.generate(agencies, services, periods, capacity_ratio, seed), output)
    tell_written([output], output_format)


@command
def convert(
    scenario: ScenarioArgument,
    output: Annotated[str, typer.Argument(metavar="OUT", help="A .json file, a folder for CSV tables, or - for JSON on stdout.")],
    output_format: FormatOption = Format.text,
) -> None:
    """Write a scenario as JSON or as a folder of CSV tables."""
    save_scenario(read_scenario(scenario), output)
    tell_written([output], output_format)


@command
def show(
    scenario: ScenarioArgument,
    plan_file: PlanArgument,
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder for the pictures.")],
    policy: PolicyOption = None,
    reform: ReformOption = None,
    lenient: LenientOption = False,
    output_format: FormatOption = Format.text,
) -> None:
    """Draw a plan: the waves and the cumulative cost, as HTML that works offline and as PNG."""
    from qsmo import plots

    if str(output) == STANDARD_STREAM:
        usage_error("the pictures are several files: they need a folder")
    portfolio, plan = read_scenario_and_plan(scenario, plan_file, policy, reform, lenient)
    tell_written(plots.save_all(portfolio, plan, output), output_format)
    if broken := len(qsmo.check(portfolio, plan)):
        message(f"note: the plan breaks {broken} rule{'s' if broken > 1 else ''}, which `qsmo check` lists")


def tell_written(paths: list[Any], output_format: Format) -> None:
    """Say what was written, unless it went to stdout."""
    names = [str(path) for path in paths if str(path) != STANDARD_STREAM]
    if output_format is Format.json and names:
        write_json({"written": names})
        return
    for name in names:
        write_line(name)


# Commands with files of their own. They use what stands above.
from qsmo import assess_command  # noqa: E402, F401
from qsmo.policy_command import app as policy_app  # noqa: E402

app.add_typer(policy_app)
