"""`qsmo policy`: list, show and explain policies and rules, and test policies by files of cases."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Annotated, Any

import typer

# cli mounts it while it is imported, which the imports below may bring about: so it stands before them.
app = typer.Typer(name="policy", help="List, show, explain and test policies.", no_args_is_help=True, rich_markup_mode=None)

import qsmo  # noqa: E402
from qsmo import _core  # noqa: E402
from qsmo.cli import NOT_FEASIBLE, Format, FormatOption, faults_reported, pipes_quiet, usage_error  # noqa: E402
from qsmo.policy import Change, Policy, PolicyValue, find_policy, read_reforms, ready_made_policies  # noqa: E402
from qsmo.policy_cases import (  # noqa: E402
    CaseRun,
    case_data,
    explanation_data,
    explanation_lines,
    failure_lines,
    find_case_files,
    in_words,
    reasons_not_given,
    run_cases,
)
from qsmo.terminal import message, write_json, write_line, write_lines  # noqa: E402

DateOption = Annotated[str | None, typer.Option(metavar="DATE", help="Such as 2020-10 or 2020-09-16.")]


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Make a function a command of `qsmo policy` whose faults are reported in the format that was asked for."""

    @functools.wraps(function)
    def run(**arguments: Any) -> None:
        with faults_reported(arguments["output_format"]), pipes_quiet():
            function(**arguments)

    app.command(function.__name__.removesuffix("_command"))(run)
    return function


@command
def list_command(output_format: FormatOption = Format.text) -> None:
    """List the policies that come with the library, in the order of their dates."""
    policies = [find_policy(name) for name in ready_made_policies()]
    if output_format is Format.json:
        write_json([header_data(policy) for policy in policies])
        return
    width = max(len(policy.id) for policy in policies)
    for policy in policies:
        write_line(f"{policy.id:{width}}  {policy.enacted or '':10}  {policy.name}: {policy.summary}")


def header_data(policy: Policy) -> dict[str, Any]:
    return {name: getattr(policy, name) or None for name in ("id", "name", "summary", "enacted")}


@command
def show_command(
    policy: Annotated[str, typer.Argument(metavar="POLICY", help="Ready-made one or file; POLICY@2020-10 takes it as if enacted then.")],
    date: DateOption = None,
    reform: Annotated[list[str] | None, typer.Option(metavar="FILE", help="Reform to lay over it; may be repeated.")] = None,
    output_format: FormatOption = Format.text,
) -> None:
    """Show what a policy states, with dates and references; with --date all parameters, as they are in force then."""
    shown, changes = find_policy(policy), list[Change]()
    for overlay in [each for file in reform or [] for each in read_reforms(file)]:
        shown, changed = shown.reformed(overlay)
        changes += changed
    values = [value_data(value) for value in shown.values] if date is None else in_force_data(shown, date)
    if output_format is Format.json:
        write_json(header_data(shown) | {"date": date, "values": values, "changes": [change_data(change) for change in changes]})
        return
    write_line(f"{shown.id}: {shown.name or '(without a name)'}" + (f", enacted {shown.enacted}" if shown.enacted else ""))
    if shown.summary:
        write_line(shown.summary)
    write_line()
    for value in values:
        write_line(value_line(value))
    for change in map(change_data, changes):
        write_line(f"changed by {change['reform']}: {change['parameter']}{span(change)}: {change['before']} -> {change['after']}")


def value_data(value: PolicyValue) -> dict[str, Any]:
    return {
        "parameter": value.parameter,
        "from": value.since,
        "until": value.until,
        "value": value.value,
        "unit": value.unit or None,
        "reference": value.reference or None,
    }


def in_force_data(policy: Policy, date: str) -> list[dict[str, Any]]:
    """All parameters on a date. What the policy does not state is initial."""
    rows = policy._in_force(date)
    initial = {"from": None, "until": None, "unit": None, "reference": None}
    return [(value_data(stated) if stated else initial | {"parameter": name}) | {"value": text} for name, text, stated in rows]


def change_data(change: Change) -> dict[str, Any]:
    names = ("reform", "parameter", "since", "until", "before", "after", "reference")
    return {"from" if name == "since" else name: getattr(change, name) or None for name in names}


def span(dated: dict[str, Any]) -> str:
    since = f" from {dated['from']}" if dated["from"] else ""
    return since + (f" until {dated['until']}" if dated["until"] else "")


def value_line(value: dict[str, Any]) -> str:
    unit = f" {value['unit']}" if value["unit"] else ""
    reference = f"  ({value['reference']})" if value["reference"] else ""
    return f"{value['parameter']} = {in_words(value['value'])}{unit}{span(value)}{reference}"


@command
def explain_command(
    rule: Annotated[str, typer.Argument(metavar="RULE", help=", ".join(_core.rule_names()))],
    policy: Annotated[str | None, typer.Option(metavar="POLICY", help="Ready-made one or file; else initial values.")] = None,
    date: DateOption = None,
    fact: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="Items of lists are separated by |; none: nothing. May be repeated.")
    ] = None,
    output_format: FormatOption = Format.text,
) -> None:
    """Explain a rule: its facts, values, parameters and reasons; with --fact or --date, what it says of them."""
    info = _core.rule_info(rule)
    if fact is None and date is None:
        explain_rule(info, None if policy is None else find_policy(policy), output_format)
        return
    if date is None:
        usage_error("--fact needs a --date")
    said, values = _core.ask(rule, [fact_of(text) for text in fact or []], date, Policy.empty() if policy is None else find_policy(policy))
    if output_format is Format.json:
        write_json(explanation_data(said) | {"values": dict(values)})
        return
    write_lines(explanation_lines(said))
    for name, text in values:
        write_line(f"{name} {in_words(text)}")


def fact_of(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        usage_error(f"{text}: expected NAME=VALUE")
    return name, value


def explain_rule(info: dict[str, Any], policy: Policy | None, output_format: Format) -> None:
    stated = [] if policy is None else [value_data(value) for value in policy.values if value.parameter in info["parameters"]]
    if output_format is Format.json:
        write_json(info | ({} if policy is None else {"policy": header_data(policy), "stated": stated}))
        return
    write_line(f"{info['rule']}: {info['doc']}")
    write_lines(["", "facts", *(f"  {field_line(field, with_initial=True)}" for field in info["facts"])])
    if info["values"]:
        write_lines(["", "values", *(f"  {field_line(field, with_initial=False)}" for field in info["values"])])
    if info["parameters"]:
        write_lines(["", "parameters", *(f"  {name}" for name in info["parameters"])])
    if policy is not None:
        write_lines(["", f"stated by {policy.id}", *(f"  {value_line(value)}" for value in stated)])
    reasons = [f"  {reason['name']} ({reason['outcome']}): {reason['sentence']}" for reason in info["reasons"]]
    write_lines(["", "reasons", *reasons])


KINDS = {"boolean": "true / false", "integer": "whole number", "decimal": "number", "money": "amount"}


def field_line(field: dict[str, Any], *, with_initial: bool) -> str:
    kind = " / ".join(field["choices"]) or KINDS.get(field["kind"], field["kind"])
    form = ("list of " if field["list"] else "") + kind + (f" in {field['unit']}" if field["unit"] else "")
    form += ", or none" if field["optional"] else ""
    form += f"; initially {in_words(field['initial'])}" if with_initial else ""
    return f"{field['name']} ({form}): {field['doc']}"


@command
def test_command(
    paths: Annotated[list[str], typer.Argument(metavar="PATHS...", help="Files of cases, and folders of *.policy.yaml and *.policy.json.")],
    policy: Annotated[str, typer.Option(metavar="POLICY", help="Of cases that name none, nor does their file.")] = "",
    run: Annotated[str, typer.Option(metavar="REGEX", help="Run cases whose name it is found in.")] = "",
    trace: Annotated[bool, typer.Option("--trace", help="Say for every rule that is asked what it says and why.")] = False,
    coverage: Annotated[bool, typer.Option("--coverage", help="Say how many reasons of each rule were given.")] = False,
    threshold: Annotated[float, typer.Option(min=0, max=100, metavar="PCT", help="Least share of reasons to be given.")] = 0,
    rule: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Count the coverage of this rule alone; may be repeated.")] = None,
    output_format: FormatOption = Format.text,
) -> None:
    """Run files of policy cases (docs/policy-testing.md). Exit status 3: a case failed, or coverage is below the threshold."""
    counted = rule or _core.rule_names()
    for name in counted:
        _core.rule_info(name)  # refuses unknown names
    if not find_case_files(paths):
        raise qsmo.InputError([qsmo.Fault(file=path, expected="files named *.policy.yaml or *.policy.json") for path in paths])
    done = run_cases(*paths, run=run, policy=policy, trace=trace)
    if not done.results:
        raise qsmo.InputError([qsmo.Fault(pointer="--run", value=run, expected="something that the name of a case has in it")])
    share = done.coverage(*counted)
    enough = 100 * share >= threshold
    if output_format is Format.json:
        write_json(run_data(done, counted, share, threshold))
    else:
        write_lines(run_lines(done, trace))
        if coverage:
            write_lines(["", *coverage_lines(done, counted)])
    if done.failed:
        message(f"{len(done.failed)} of {len(done.results)} cases failed")
    if not enough:
        message(f"coverage {share:.1%} is below {threshold:g}%")
    if done.failed or not enough:
        raise typer.Exit(NOT_FEASIBLE)


def run_lines(done: CaseRun, trace: bool) -> Iterator[str]:
    """What became of each case, file by file."""
    passed: dict[str, int] = dict.fromkeys((result.file for result in done.results), 0)
    for result in done.results:
        passed[result.file] += result.passed
        if result.passed and not trace:
            continue
        yield f"{'passed' if result.passed else 'FAILED'} {result.file}:{result.line}: {result.name}"
        if result.description and not result.passed:
            yield f"  {result.description}"
        yield from (f"  {line}" for line in failure_lines(result))
    for file, number in passed.items():
        failed = sum(result.file == file for result in done.failed)
        yield f"{file}: {number} passed" + (f", {failed} failed" if failed else "")


def coverage_lines(done: CaseRun, rules: list[str]) -> Iterator[str]:
    for name in rules:
        missing = reasons_not_given(done, name)
        number = len(_core.rule_info(name)["reasons"])
        yield f"{name}: {number - len(missing)} of {number} reasons" + (f"; not given: {', '.join(missing)}" if missing else "")
    yield f"coverage: {done.coverage(*rules):.1%}"


def run_data(done: CaseRun, rules: list[str], share: float, threshold: float) -> dict[str, Any]:
    missing = {name: reasons_not_given(done, name) for name in rules}
    return {
        "passed": len(done.results) - len(done.failed),
        "failed": len(done.failed),
        "cases": [case_data(result) for result in done.results],
        "coverage": {"share": share, "threshold": threshold / 100, "not_given": {name: each for name, each in missing.items() if each}},
    }
