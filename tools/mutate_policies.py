"""Change what the shipped policies state, one value at a time, and see whether a case of policies/tests fails.

A mutant that no case kills is a value that nobody would miss. Of each value that a policy states are changed: the value (a truth
turned round; numbers up and down by the least step; each item of a list left out and each further one added; every other choice;
a date by a day and by a month; `none` into something) and the dates between which it holds (by a day and a month each way), and the
value is left out. Mutants that are no policies (a share above 1, a value that ends before it begins) are not counted.

Usage: python tools/mutate_policies.py [--out FILE]. Exits with 1 if a mutant survives that is not expected to.
"""

from __future__ import annotations

import argparse
import calendar
import datetime
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from qsmo import _core
from qsmo.errors import InputError
from qsmo.policy import Policy, PolicyValue, find_policy, ready_made_policies

ROOT = Path(__file__).resolve().parent.parent
SUITES = ROOT / "policies/tests"
STEPS = {"share": Decimal("0.01"), "score": Decimal("0.01")}
CHOICES = {
    "eligible_states": ("research", "pre_designated", "designated"),
    "outside_marketplace": ("exception", "until_pre_designation", "open"),
    "provider_kinds": ("federal", "commercial"),
    "open_stages": ("planned", "initial", "full"),
    "barring_standings": ("good", "watch", "corrective_action", "suspended", "delisted"),
    "solicitation_frozen_from": ("research", "pre_designated", "designated"),
    "providers_frozen_from": ("research", "pre_designated", "designated"),
    "business_case_approvers": ("sapoc", "cio", "qsmo", "omb"),
    "mandate_areas": ("HR",),
    "mandate_agencies": ("DOE",),
}
SINGLE = {"outside_marketplace", "solicitation_frozen_from", "providers_frozen_from"}
INSTEAD_OF_NONE = {
    "mandate_deadline": ("2009-09-30", "2100-01"),
    "largest_fit_gap": ("0", "10000"),
    "incentive_budget": ("0", "1000000000"),
}
DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")


@dataclass(frozen=True)
class Mutant:
    policy: str
    parameter: str
    kind: str
    """What was changed: `value`, `from`, `until`, or `all of it` for a value left out."""
    change: str
    values: tuple[PolicyValue, ...]


@dataclass(frozen=True)
class Fate:
    mutant: Mutant
    killed_by: str | None
    """Name of a case that fails, or `a fault`: a case asks on a date without a value."""
    by_rule: bool
    """A rule says something else, or cannot be asked; not just a statement of the value itself."""


def with_value(value: PolicyValue, /, **changes: object) -> PolicyValue:
    fields = {name: getattr(value, name) for name in ("parameter", "since", "until", "value", "unit", "reference")} | changes
    return PolicyValue(*fields.values())


def shifted(date: str) -> Iterator[str]:
    """A day and a month earlier and later; of a month, a month."""
    year, month, *day = map(int, date.split("-"))
    for step in (-1, 1):
        months = year * 12 + month - 1 + step
        to_year, to_month = months // 12, months % 12 + 1
        if day:
            last = calendar.monthrange(to_year, to_month)[1]
            yield f"{to_year}-{to_month:02}-{min(day[0], last):02}"
            yield (datetime.date(year, month, day[0]) + datetime.timedelta(days=step)).isoformat()
        else:
            yield f"{to_year}-{to_month:02}"


def other_values(value: PolicyValue) -> Iterator[str]:
    """What the value might be instead."""
    text = value.value
    if value.parameter in CHOICES and value.parameter not in SINGLE:
        items = [] if text == "none" else text.split("|")
        for item in items:
            yield "|".join(each for each in items if each != item) or "none"
        for item in CHOICES[value.parameter]:
            if item not in items:
                yield "|".join([*items, item])
    elif value.parameter in CHOICES:
        yield from (choice for choice in CHOICES[value.parameter] if choice != text)
    elif text in ("true", "false"):
        yield "false" if text == "true" else "true"
    elif text == "none":
        yield from INSTEAD_OF_NONE[value.parameter]
    elif DATE.fullmatch(text):
        yield from shifted(text)
        yield "none"
    else:
        step = STEPS.get(value.unit, Decimal(1))
        yield from (f"{Decimal(text) + sign * step:f}" for sign in (-1, 1))
        if value.parameter in INSTEAD_OF_NONE:
            yield "none"


def mutants(policy: Policy) -> Iterator[Mutant]:
    for i, value in enumerate(policy.values):

        def mutant(kind: str, change: str, *instead: PolicyValue) -> Mutant:
            return Mutant(policy.id, value.parameter, kind, change, (*policy.values[:i], *instead, *policy.values[i + 1 :]))

        for text in other_values(value):
            yield mutant("value", f"{value.value} -> {text} (from {value.since})", with_value(value, value=text))
        for name, kind in (("since", "from"), ("until", "until")):
            date = getattr(value, name)
            for other in shifted(date) if date else ():
                yield mutant(kind, f"{date} -> {other}", with_value(value, **{name: other}))
        yield mutant("all of it", f"{value.value} (from {value.since}) left out")


def is_policy(mutant: Mutant, file: Path) -> bool:
    """Write the mutant, if it is a policy."""
    original = find_policy(mutant.policy)
    changed = Policy(id=original.id, name=original.name, summary=original.summary, enacted=original.enacted, values=list(mutant.values))
    changed.save(file)
    try:
        find_policy(file)
    except InputError:
        return False
    return True


def fate_of(mutant: Mutant, suite: str, file: Path) -> Fate:
    """Run the policy's suite under the mutant."""
    text = suite.replace(f"\npolicy: {mutant.policy}\n", f"\npolicy: {file}\n", 1)
    try:
        results, _ = _core.run_cases_text(text.encode(), "suite")
    except InputError:
        return Fate(mutant, "a fault", by_rule=True)
    failed = [result for result in results if not result.passed]
    by_rule = [result for result in failed if any(each.part != "parameters" for each in result.differences)]
    killer = next(iter(by_rule or failed), None)
    return Fate(mutant, killer.name if killer else None, bool(by_rule))


def fates(folder: Path) -> Iterator[Fate]:
    for name in ready_made_policies():
        suite = (SUITES / f"{name}.policy.yaml").read_text(encoding="utf-8")
        for mutant in mutants(find_policy(name)):
            file = folder / "mutant.yaml"
            if is_policy(mutant, file):
                yield fate_of(mutant, suite, file)


def report(found: list[Fate]) -> Iterator[str]:
    stated = {name: len(find_policy(name).values) for name in ready_made_policies()}
    yield "# Results: mutants of the shipped policies"
    command = ".venv/bin/python tools/mutate_policies.py --out benchmarks/results/policy-mutation.md"
    yield f"Written by `{command}` on {datetime.date.today():%-d %B %Y};"
    yield "nothing here is written by hand."
    yield ""
    yield "Everything that a shipped policy states is changed, one thing at a time: each value, the dates between which it holds, and it is"
    yield "left out. A mutant is killed if a case of the policy's suite in `policies/tests` fails or can no longer be asked. *By a rule*: a"
    yield "rule says something else. *By statement*: only a case notices that says what is in force (`output: {parameters: ...}`)."
    yield ""
    yield "| policy | values stated | mutants | killed by a rule | by statement | survive |"
    yield "|---|---|---|---|---|---|"
    for name, number in stated.items():
        yield row(f"{name} | {number}", [fate for fate in found if fate.mutant.policy == name])
    yield row(f"all | {sum(stated.values())}", found)
    yield ""
    yield "| what was changed | mutants | killed by a rule | by statement | survive |"
    yield "|---|---|---|---|---|"
    for kind in ("value", "from", "until", "all of it"):
        yield row(kind, [fate for fate in found if fate.mutant.kind == kind])
    yield ""
    yield "A value that begins earlier or ends later changes no verdict on any date of which the policy speaks, and leaving out a value that"
    yield "is the initial one changes none either: these can be noticed by statement alone. Of the mutants of values these were:"
    yield ""
    yield from changes([fate for fate in found if fate.killed_by and not fate.by_rule and fate.mutant.kind == "value"])
    yield ""
    yield "## Survivors"
    yield from changes([fate for fate in found if not fate.killed_by])


def changes(some: list[Fate]) -> Iterator[str]:
    yield from (f"* {fate.mutant.policy}, `{fate.mutant.parameter}`: {fate.mutant.change}" for fate in some)
    if not some:
        yield "None."


def row(head: str, own: list[Fate]) -> str:
    killed = [fate for fate in own if fate.killed_by]
    rules = sum(fate.by_rule for fate in killed)
    return f"| {head} | {len(own)} | {rules} | {len(killed) - rules} | {len(own) - len(killed)} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, help="Markdown file to write; else stdout.")
    out = parser.parse_args().out
    with tempfile.TemporaryDirectory() as folder:
        found = list(fates(Path(folder)))
    text = "\n".join(report(found)) + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8")
    survivors = sum(not fate.killed_by for fate in found)
    print(f"{len(found)} mutants, {survivors} survive", file=sys.stderr)
    return int(survivors > 0)


if __name__ == "__main__":
    sys.exit(main())
