"""Variants of a scenario by short texts, such as `budget:TMF@2026=+1000000`.

    blackout:AGENCY=-2              its blackouts end 2 periods earlier (+2: later; none: there are none)
    designation:MARKETPLACE=+3      its designations take effect 3 periods later (-3: earlier)
    offering:OFFERING=none          it is not offered
    add=FILE.json                   records to add: an object of tables, as in a scenario
    KIND:NAME[@WHEN]=+5             a capacity is 5 more (-5: less; 5: is 5; none: is unlimited), in one period or always
    /POINTER=VALUE                  any value of the scenario as JSON (null: removed); in tables an id may stand for the index

KIND and NAME are those of shadow prices: provider_effort, provider_concurrent, offering_effort, offering_concurrent and
agency_effort of a name; volume of `OFFERING|SERVICE`; budget of a fund, where WHEN is a fiscal year.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from qsmo._core import Calendar, Fault
from qsmo.errors import InputError, IoError
from qsmo.model import Portfolio

__all__ = ["Change", "variant"]

Scenario = dict[str, Any]
Change = str | Callable[[Scenario], Any]

CAPACITIES = {
    "provider_effort": ("providers", "effort_capacity"),
    "provider_concurrent": ("providers", "concurrent_migrations"),
    "offering_effort": ("offerings", "effort_capacity"),
    "offering_concurrent": ("offerings", "concurrent_migrations"),
    "agency_effort": ("agencies", "effort_capacity"),
}
# Tables whose records say something of an offering and of nothing else.
OF_OFFERING = ("coverages", "tiers", "stages", "migration_parameters", "exceptions")
DATES_OF_DESIGNATION = {
    "designations": ("date",),
    "governance_events": ("date",),
    "operational_plans": ("submitted",),
    "findings": ("raised", "resolved"),
}
NONE = "none"


def variant(portfolio: Portfolio, *changes: Change) -> Portfolio:
    """A variant of the portfolio: each change a text as above, or a function that edits the scenario as plain dictionaries.

    Raises InputError, naming the change that cannot be made, or with every fault of the scenario that would result; IoError.
    """

    def edit(scenario: Scenario) -> Scenario:
        for change in changes:
            if isinstance(change, str):
                _apply(scenario, portfolio.calendar, change)
            else:
                edited = change(scenario)
                scenario = scenario if edited is None else edited
        return scenario

    return portfolio.replace(edit)


def _refuse(change: str, expected: str) -> NoReturn:
    raise InputError([Fault(pointer=change, expected=expected)])


def _apply(scenario: Scenario, calendar: Calendar, change: str) -> None:
    left, equals, value = change.partition("=")
    if not equals:
        _refuse(change, "WHAT=VALUE")
    if left.startswith("/"):
        return _assign(scenario, change, left, value)
    kind, _, name = left.partition(":")
    if kind == "add":
        return _add(scenario, change, value)
    if kind == "offering" and value == NONE:
        return _drop_offering(scenario, change, name)
    if kind == "blackout":
        return _move_blackouts(scenario, calendar, change, name, value)
    if kind == "designation":
        return _move_designations(scenario, calendar, change, name, value)
    if kind in CAPACITIES or kind in ("volume", "budget"):
        name, at, when = name.rpartition("@") if "@" in name else (name, "", "")
        return _resize(scenario, calendar, change, kind, name, when if at else None, value)
    _refuse(change, f"blackout, designation, offering (=none), add, volume, budget, {', '.join(CAPACITIES)}, or a JSON pointer")


# --- any value ---


def _assign(scenario: Scenario, change: str, pointer: str, text: str) -> None:
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    try:
        value = json.loads(text)
        json.dumps(value, allow_nan=False)
    except json.JSONDecodeError:
        value = text
    except (ValueError, RecursionError):  # numbers that JSON does not have; nesting without end
        _refuse(change, "a JSON value with finite numbers")
    here: Any = scenario
    for step in steps[:-1]:
        key = _key(here, step)
        if key is None or (isinstance(here, list) and key == len(here)):
            _refuse(change, f"a path of the scenario; there is no {step!r}")
        here = here[key]
    key = _key(here, steps[-1], new=isinstance(here, dict))
    if key is None:
        _refuse(change, f"a path of the scenario; there is no {steps[-1]!r}")
    if value is None:
        del here[key]
    elif isinstance(here, list) and key == len(here):
        here.append(value)
    else:
        here[key] = value


def _key(here: Any, step: str, *, new: bool = False) -> Any:
    """Where a step of a pointer leads: a key, an index (also that of the record with this id), None if nowhere."""
    if isinstance(here, dict):
        return step if new or step in here else None
    if not isinstance(here, list):
        return None
    if step == "-":
        return len(here)
    for index, record in enumerate(here):
        if isinstance(record, dict) and record.get("id") == step:
            return index
    return int(step) if step.isdecimal() and int(step) < len(here) else None


# --- records ---


def _add(scenario: Scenario, change: str, file: str) -> None:
    try:
        tables = json.loads(Path(file).read_bytes())
    except OSError as error:
        raise IoError(file, f"{file}: {error.strerror or error}") from error
    except ValueError as error:
        raise InputError([Fault(file=file, expected=f"JSON ({error})")]) from None
    if not isinstance(tables, dict) or not all(isinstance(records, list) for records in tables.values()):
        _refuse(change, "a file with an object of tables, each an array of records")
    for table, records in tables.items():
        scenario.setdefault(table, []).extend(records)


def _drop_offering(scenario: Scenario, change: str, name: str) -> None:
    _named(scenario, change, "offerings", "id", name)
    scenario["offerings"] = [record for record in scenario["offerings"] if record["id"] != name]
    for table in OF_OFFERING:
        if table in scenario:
            scenario[table] = [record for record in scenario[table] if record.get("offering") != name]


def _named(scenario: Scenario, change: str, table: str, field: str, name: str) -> list[dict[str, Any]]:
    """The records of a table whose field has this name; at least one."""
    found = [record for record in scenario.get(table, []) if record.get(field) == name]
    if not found:
        _refuse(change, f"a {field} of {table}; there is no {name!r}")
    return found


# --- dates ---


def _periods(change: str, value: str) -> int:
    try:
        return int(value)
    except ValueError:
        _refuse(change, "a whole number of periods, such as +2 or -1")


def _shifted(calendar: Calendar, date: str, periods: int) -> str:
    """The date some periods later, in the same form; of days that the month lacks, its last."""
    months = 3 if calendar.period == "quarter" else 1
    year, month, *day = (int(part) for part in date.split("-"))
    index = year * 12 + month - 1 + periods * months
    text = f"{index // 12:04}-{index % 12 + 1:02}"
    if not day:
        return text
    lengths = (31, 29 if _leap(index // 12) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return f"{text}-{min(day[0], lengths[index % 12]):02}"


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _move_blackouts(scenario: Scenario, calendar: Calendar, change: str, agency: str, value: str) -> None:
    concerned = _named(scenario, change, "blackouts", "agency", agency)
    if value != NONE:
        periods = _periods(change, value)
        for blackout in concerned:
            blackout["to"] = _shifted(calendar, blackout["to"], periods)
        concerned = [blackout for blackout in concerned if _before(calendar, blackout["to"], blackout["from"])]
    scenario["blackouts"] = [blackout for blackout in scenario["blackouts"] if blackout not in concerned]


def _before(calendar: Calendar, a: str, b: str) -> bool:
    return calendar.period_of(a) < calendar.period_of(b)


def _move_designations(scenario: Scenario, calendar: Calendar, change: str, name: str, value: str) -> None:
    """The steps that lead to them move along."""
    periods = _periods(change, value)
    _named(scenario, change, "designations", "marketplace", name)
    for table, fields in DATES_OF_DESIGNATION.items():
        for record in scenario.get(table, []):
            if record["marketplace"] == name:
                record.update({field: _shifted(calendar, record[field], periods) for field in fields if field in record})


# --- capacities ---


def _resize(
    scenario: Scenario, calendar: Calendar, change: str, kind: str, name: str, when: str | None, value: str
) -> None:
    if kind == "budget":
        return _resize_budget(scenario, calendar, change, name, when, value)
    if kind == "volume":
        offering, _, service = name.partition("|")
        records = [r for r in _named(scenario, change, "coverages", "offering", offering.strip()) if r["service"] == service.strip()]
        if not records:
            _refuse(change, f"OFFERING|SERVICE; {offering.strip()!r} does not cover {service.strip()!r}")
        record, field = records[0], "max_volume"
    else:
        table, field = CAPACITIES[kind]
        record = _named(scenario, change, table, "id", name)[0]
    if value == NONE:
        record.pop(field, None)
        return
    if field not in record and value[:1] in ("+", "-"):
        _refuse(change, "a capacity that is limited")
    old = _by_period(calendar, record.get(field, 0))
    concerned = range(len(old)) if when is None else [_period(calendar, change, when)]
    for t in concerned:
        old[t] = _resized(change, old[t], value)
    record[field] = _steps(calendar, old)


def _resize_budget(scenario: Scenario, calendar: Calendar, change: str, fund: str, when: str | None, value: str) -> None:
    _named(scenario, change, "funds", "id", fund)
    if when is not None and not when.isdecimal():
        _refuse(change, "a fiscal year after @")
    budgets = scenario.setdefault("budgets", [])
    years = [int(when)] if when else _fiscal_years(calendar)
    for year in years:
        record = next((b for b in budgets if b["fund"] == fund and b["fiscal_year"] == year), None)
        if record is None:
            record = {"fund": fund, "fiscal_year": year, "amount": 0}
            budgets.append(record)
        record["amount"] = _resized(change, record["amount"], value)


def _fiscal_years(calendar: Calendar) -> Iterable[int]:
    return range(calendar.fiscal_year(0), calendar.fiscal_year(calendar.periods - 1) + 1)


def _resized(change: str, old: float, value: str) -> float:
    try:
        amount = float(value)
    except ValueError:
        _refuse(change, "a number, with + or - as a difference")
    if not math.isfinite(amount):
        _refuse(change, "a finite number")
    return max(0.0, old + amount) if value[:1] in ("+", "-") else amount


def _period(calendar: Calendar, change: str, date: str) -> int:
    try:
        t = calendar.period_of(date)
    except ValueError:
        _refuse(change, "a date such as 2024-10 after @")
    if not 0 <= t < calendar.periods:
        _refuse(change, "a date within the horizon after @")
    return t


def _by_period(calendar: Calendar, profile: Any) -> list[float]:
    """A profile, period by period."""
    if not isinstance(profile, list):
        return [profile] * calendar.periods
    values = []
    for t in range(calendar.periods):
        begun = [step["value"] for step in profile if "from" not in step or calendar.period_of(step["from"]) <= t]
        values.append(begun[-1])
    return values


def _steps(calendar: Calendar, values: list[float]) -> Any:
    """The profile with these values."""
    steps: list[dict[str, Any]] = [{"value": values[0]}]
    for t in range(1, len(values)):
        if values[t] != values[t - 1]:
            steps.append({"from": calendar.label(t), "value": values[t]})
    return values[0] if len(steps) == 1 else steps
