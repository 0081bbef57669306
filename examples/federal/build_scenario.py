"""Builds the federal scenario from the fact tables beside this file.

    python build_scenario.py [scenario.json]     writes the scenario
    python build_scenario.py --summary           prints what is in it and where its numbers come from

Every number of the scenario comes from a table in facts/ or from a rule below; the `provenance` of its record says
which. The output is the canonical form of qsmo-scenario/1: the same facts give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
FACTS = FOLDER / "facts"
PHASES = ("readiness", "selection", "engagement", "migration")

Json = str | bool | Decimal | Sequence["Json"] | Mapping[str, "Json"]
Record = dict[str, Json]
Row = dict[str, str]

# Dollars from which amounts are rounded, so that an assumed figure does not look exact.
THOUSAND = Decimal(1000)


# ---------------------------------------------------------------------------------------------------------------------
# Facts


@cache
def facts(name: str) -> list[Row]:
    """Rows of facts/<name>.csv."""
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@cache
def parameter(name: str) -> Decimal:
    return next(Decimal(row["value"]) for row in facts("parameters") if row["name"] == name)


def items(cell: str) -> list[str]:
    """The items of a list cell: `a | b`."""
    return [item.strip() for item in cell.split("|") if item.strip()]


def provenance(cell: str, **values: str) -> dict[str, str]:
    """`volume=assumed | *=read: source` as an object; `values` add or replace fields."""
    entries = dict(item.split("=", 1) for item in items(cell))
    return {**entries, **values}


def rounded(value: Decimal, unit: Decimal = Decimal(1)) -> Decimal:
    """The nearest multiple of `unit`, half away from zero."""
    return (value / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit


def record(**fields: Json | None) -> Record:
    """A record without its empty fields."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [], {})}


def number(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


def positive(cell: str) -> Decimal | None:
    """A number whose default is 0."""
    return Decimal(cell) if cell and Decimal(cell) != 0 else None


def unless(value: str, default: str) -> str | None:
    return None if value == default else value


# ---------------------------------------------------------------------------------------------------------------------
# Workloads


@dataclass(frozen=True)
class Workload:
    """One agency's need for one service, with what the other tables need to know of it."""

    agency: str
    service: str
    area: str
    heads: Decimal
    volume: Decimal
    volume_from: str
    annual_cost: Decimal
    cost_from: str
    incumbent: str

    @property
    def id(self) -> str:
        return f"{self.agency}/{self.service}"

    @property
    def size(self) -> str:
        if self.heads >= parameter("size_large_from"):
            return "large"
        return "medium" if self.heads >= parameter("size_medium_from") else "small"


@cache
def agency(name: str) -> Row:
    return next(row for row in facts("agencies") if row["id"] == name)


@cache
def service(name: str) -> Row:
    return next(row for row in facts("services") if row["id"] == name)


def agencies_of(row: Row) -> list[str]:
    return items(row["agencies"]) + items(row["bureaus"])


def heads_served(name: str, scope: Row) -> Decimal:
    """Employees in September 2020: without the bureaus that stand alone in this service."""
    alone = [bureau for bureau in items(scope["bureaus"]) if agency(bureau)["parent"] == name]
    heads = Decimal(agency(name)["headcount"]) - sum(Decimal(agency(bureau)["headcount"]) for bureau in alone)
    return rounded(heads * parameter("government_headcount_2020") / parameter("government_headcount_2024"))


@cache
def stated_volumes() -> dict[tuple[str, str], Row]:
    return {(row["agency"], row["service"]): row for row in facts("volumes")}


def volume_of(name: str, kind: str, heads: Decimal) -> tuple[Decimal, str]:
    """Volume of a service that an agency uses, and where it comes from."""
    stated = stated_volumes().get((name, kind))
    if stated:
        return Decimal(stated["volume"]), provenance(stated["provenance"])["volume"]
    if kind == "grant_payments":
        awards = Decimal(stated_volumes()[name, "grants_award"]["volume"])
        return awards * 6, service(kind)["volume_provenance"]
    row = service(kind)
    return rounded(Decimal(row["units_fixed"]) + Decimal(row["units_per_head"]) * heads), row["volume_provenance"]


@cache
def incumbents() -> dict[tuple[str, str], str]:
    """The offering that serves an agency today, by agency and service."""
    return {
        (name, row["service"]): row["offering"] for row in facts("customers") for name in items(row["agencies"])
    }


def basis_of(*sources: str) -> str:
    """What rests on anything assumed is assumed; all else that is computed is derived."""
    return "assumed" if any(source.startswith("assumed") for source in sources) else "derived"


def price_today(offering: str, kind: str) -> Row:
    """The tier of the price list that the offering's customers of today reach together."""
    tiers = [row for row in facts("prices") if (row["offering"], row["service"]) == (offering, kind)]
    coverage = next(row for row in facts("coverages") if (row["offering"], row["service"]) == (offering, kind))
    scope = next(row for row in facts("scope") if row["service"] == kind)
    customers = [name for name in agencies_of(scope) if incumbents().get((name, kind)) == offering]
    total = Decimal(coverage["base_volume"]) + sum(
        volume_of(name, kind, heads_served(name, scope))[0] for name in customers
    )
    return [row for row in tiers if Decimal(row["from_volume"]) <= total][-1]


def cost_of(kind: str, volume: Decimal, volume_from: str, incumbent: str) -> tuple[Decimal, str]:
    """What the agency pays a year today, and how that is derived."""
    if incumbent:
        tier = price_today(incumbent, kind)
        price = Decimal(tier["unit_price"])
        fee = Decimal(next(row["annual_fee"] for row in facts("offerings") if row["id"] == incumbent))
        known = basis_of(volume_from, provenance(tier["provenance"])["unit_price"])
        plus = ", plus its annual fee" if fee else ""
        how = f"{known}: volume x {price:f} USD, today's price of {incumbent}{plus}"
        return rounded(volume * price + fee, THOUSAND), how
    row = service(kind)
    unit, reference, exponent = (Decimal(row[key]) for key in ("unit_cost", "reference_volume", "scale_exponent"))
    cost = volume * unit * (volume / reference) ** -exponent
    # The exponents are assumed.
    known = basis_of(volume_from, row["cost_provenance"], "assumed" if exponent else "derived")
    scale = f" x (volume / {reference:f})^-{exponent:f}" if exponent else ""
    return rounded(cost, THOUSAND), f"{known}: volume x {unit:f} USD{scale}"


@cache
def workloads() -> tuple[Workload, ...]:
    """All workloads, by service and then in the order of the scope table."""
    return tuple(
        workload(name, scope) for scope in facts("scope") for name in agencies_of(scope)
    )


def workload(name: str, scope: Row) -> Workload:
    kind = scope["service"]
    heads = heads_served(name, scope)
    volume, volume_from = volume_of(name, kind, heads)
    incumbent = incumbents().get((name, kind), "")
    cost, cost_from = cost_of(kind, volume, volume_from, incumbent)
    return Workload(name, kind, service(kind)["area"], heads, volume, volume_from, cost, cost_from, incumbent)


def contract_end(item: Workload) -> str | None:
    """Legacy contracts end on a 30 September, dealt out in turn; agreements with shared providers run by the year."""
    if item.incumbent:
        return None
    years = items(next(row["years"] for row in facts("contracts") if row["area"] == item.area))
    order = [row["id"] for row in facts("agencies")].index(item.agency)
    return f"{years[order % len(years)]}-09-30"


def exit_of(item: Workload) -> Row | None:
    """The exit of the provider that serves the workload."""
    for row in facts("exits"):
        if row["offering"] == item.incumbent and item.agency in items(row["agencies"]):
            return row
    return None


def quality_today(item: Workload) -> Decimal:
    table, key = ("offerings", "id") if item.incumbent else ("quality", "service")
    wanted = item.incumbent or item.service
    usual = next(Decimal(row["quality"]) for row in facts(table) if row[key] == wanted)
    return usual + sum(
        Decimal(row["shift"])
        for row in facts("quality_shifts")
        if row["area"] == item.area and item.agency in items(row["agencies"])
    )


def workload_record(item: Workload) -> Record:
    exits = exit_of(item)
    legacy = not item.incumbent
    share = Decimal(service(item.service)["decommission_share"]) if legacy else parameter("decommission_of_offering")
    decommission = rounded(item.annual_cost * share, THOUSAND)
    return record(
        id=item.id,
        agency=item.agency,
        service=item.service,
        incumbent=item.incumbent,
        size_class=item.size,
        volume=item.volume,
        annual_cost=item.annual_cost,
        quality=quality_today(item),
        contract_end=contract_end(item),
        extension_premium=parameter("extension_premium") if legacy else None,
        incumbent_end=exits["incumbent_end"] if exits else None,
        fallback_factor=parameter("fallback_factor") if exits else None,
        stranded_share=parameter("stranded_share") if legacy else None,
        decommission_cost=decommission or None,
        provenance={
            "volume": item.volume_from,
            "annual_cost": item.cost_from,
            "decommission_cost": f"assumed: {share:f} of a year's cost",
            "*": "assumed",
        },
    )


# ---------------------------------------------------------------------------------------------------------------------
# The tables of the scenario


def settings() -> Record:
    rows = facts("settings")
    values: dict[str, Json] = {row["field"]: setting(row["value"]) for row in rows}
    sources = {name: text for row in rows for name, text in provenance(row["provenance"]).items()}
    defaults = {"period": "month", "fiscal_year_start": Decimal(10)}
    return record(**{name: value for name, value in values.items() if defaults.get(name) != value}, provenance=sources)


def setting(cell: str) -> Json:
    if cell in ("true", "false"):
        return cell == "true"
    try:
        return Decimal(cell)
    except ArithmeticError:
        return cell


def plain(table: str, *fields: str) -> list[Record]:
    """Records that are the rows of a fact table, fields of text only."""
    return [record(**{field: row[field] for field in fields}) for row in facts(table)]


def services() -> list[Record]:
    return [
        record(
            id=row["id"],
            name=row["name"],
            area=row["area"],
            unit=row["unit"],
            cutover_rule=unless(row["cutover_rule"], "any"),
            standards=items(row["standards"]),
            fibf=items(row["fibf"]),
        )
        for row in facts("services")
    ]


def effort_capacity(headcount: Decimal) -> Decimal:
    rows = [row for row in facts("agency_capacity") if Decimal(row["min_headcount"]) <= headcount]
    return Decimal(rows[-1]["effort_capacity"])


def agencies() -> list[Record]:
    return [
        record(
            id=row["id"],
            name=row["name"],
            parent=row["parent"],
            headcount=Decimal(row["headcount"]),
            effort_capacity=effort_capacity(Decimal(row["headcount"])),
            provenance=provenance(row["provenance"], effort_capacity="assumed: programme staff by size of the agency"),
        )
        for row in facts("agencies")
    ]


def years_of_horizon() -> range:
    first = int(settings_value("as_of")[:4])
    return range(first, first + int(settings_value("periods")) // 12)


def settings_value(field: str) -> str:
    return next(row["value"] for row in facts("settings") if row["field"] == field)


def closes(row: Row, agency_row: Row) -> bool:
    """Whether a blackout applies to an agency: large ones close their books longer."""
    long = Decimal(agency_row["headcount"]) >= parameter("close_long_from")
    return row["applies_to"] == "all" or row["applies_to"] == ("long_close" if long else "short_close")


def blackouts() -> list[Record]:
    """Year-end close and W-2 season of every agency that has workloads, in every year."""
    active = {item.agency for item in workloads()}
    return [
        blackout(agency_row["id"], row, year)
        for agency_row in facts("agencies")
        if agency_row["id"] in active
        for year in years_of_horizon()
        for row in facts("blackouts")
        if closes(row, agency_row)
    ]


def blackout(name: str, row: Row, year: int) -> Record:
    # The horizon's first year begins in October: January to September belong to the next calendar year.
    calendar_year = year + 1
    return record(
        agency=name,
        **{
            end: f"{calendar_year}-{int(row[f'{end}_month']):02}-{int(row[f'{end}_day']):02}"
            for end in ("from", "to")
        },
        reason=row["reason"],
    )


def providers() -> list[Record]:
    return [
        record(
            id=row["id"],
            name=row["name"],
            agency=row["agency"],
            effort_capacity=number(row["effort_capacity"]),
            concurrent_migrations=number(row["concurrent_migrations"]),
            provenance=provenance(row["provenance"]),
        )
        for row in facts("providers")
    ]


def operational_plans() -> list[Record]:
    return [
        record(
            marketplace=row["marketplace"],
            version=Decimal(row["version"]),
            submitted=row["submitted"],
            source=row["source"],
        )
        for row in facts("operational_plans")
    ]


def governance_events() -> list[Record]:
    return [
        record(
            marketplace=row["marketplace"],
            step=row["step"],
            date=row["date"],
            members=number(row["members"]),
            votes_for=number(row["votes_for"]),
            votes_against=number(row["votes_against"]),
            source=row["source"],
        )
        for row in facts("governance_events")
    ]


def offerings() -> list[Record]:
    return [
        record(
            id=row["id"],
            name=row["name"],
            provider=row["provider"],
            marketplace=row["marketplace"],
            annual_fee=positive(row["annual_fee"]),
            standards=items(row["standards"]),
            quality=number(row["quality"]),
            ends=row["ends"],
            provenance=provenance(row["provenance"]),
        )
        for row in facts("offerings")
    ]


def coverages() -> list[Record]:
    return [
        record(
            offering=row["offering"],
            service=row["service"],
            pricing=unless(row["pricing"], "all_units"),
            base_volume=positive(row["base_volume"]),
            max_volume=number(row["max_volume"]),
            provenance=provenance(row["provenance"]),
        )
        for row in facts("coverages")
    ]


def tiers() -> list[Record]:
    return [
        record(
            offering=row["offering"],
            service=row["service"],
            from_volume=positive(row["from_volume"]),
            unit_price=Decimal(row["unit_price"]),
            provenance=provenance(row["provenance"]),
        )
        for row in facts("prices")
    ]


def stages() -> list[Record]:
    return [
        record(
            offering=row["offering"],
            state=row["state"],
            date=row["date"],
            services=items(row["services"]),
            capacity=number(row["capacity"]),
            provenance=provenance(row["provenance"]),
        )
        for row in facts("stages")
    ]


def measures() -> list[Record]:
    return [
        record(
            id=row["id"],
            name=row["name"],
            area=row["area"],
            unit=row["unit"],
            direction=unless(row["direction"], "at_least"),
            target=number(row["target"]),
            source=row["source"],
        )
        for row in facts("measures")
    ]


@cache
def phase(name: str) -> Row:
    return next(row for row in facts("phases") if row["phase"] == name)


def migration_by_size(row: Row) -> Record:
    """Lengths and efforts of a service and size class."""
    fields: dict[str, Json] = {}
    agency_effort, provider_effort = Decimal(row["agency_effort"]), Decimal(row["provider_effort"])
    for name in PHASES:
        factor = Decimal(phase(name)["effort_factor"])
        # Providers join when they are selected.
        provider_share = factor if name in ("engagement", "migration") else Decimal(0)
        fields[f"{name}_periods"] = Decimal(row[f"{name}_periods"])
        fields[f"{name}_agency_effort"] = agency_effort * factor
        fields[f"{name}_provider_effort"] = provider_effort * provider_share
    after = Decimal(phase("hypercare")["effort_factor"])
    return record(
        service=row["service"],
        size_class=row["size_class"],
        **fields,
        hypercare=Decimal(3),
        hypercare_agency_effort=agency_effort * after,
        hypercare_provider_effort=provider_effort * after,
        dual_run=Decimal(row["dual_run"]),
        provenance=provenance(row["provenance"], hypercare="read: M3 playbook, 90 days of heightened service"),
    )


def migration_row(item: Workload) -> Row:
    wanted = (item.service, item.size)
    return next(row for row in facts("migration") if (row["service"], row["size_class"]) == wanted)


def migration_of(item: Workload) -> Record:
    """Spend of a workload: a share of a year's cost, spread over the phases that it goes through."""
    row = migration_row(item)
    ratio = Decimal(service(item.service)["spend_ratio"]) * Decimal(row["spend_factor"])
    total = item.annual_cost * ratio
    fields: dict[str, Json] = {}
    for name in PHASES:
        length = Decimal(row[f"{name}_periods"])
        if length:
            fields[f"{name}_spend"] = rounded(total * Decimal(phase(name)["spend_share"]) / length, Decimal(100))
    return record(
        workload=item.id,
        **fields,
        onboarding=rounded(total * Decimal(phase("onboarding")["spend_share"]), Decimal(100)),
        provenance={"*": f"assumed: {text(ratio)} of a year's cost, by the phases' shares"},
    )


def migration_parameters() -> list[Record]:
    return [migration_by_size(row) for row in facts("migration")] + [migration_of(item) for item in workloads()]


def migrations_in_progress() -> list[Record]:
    return [
        record(
            workload=f"{row['agency']}/{row['service']}",
            offering=row["offering"],
            cutover_from=row["cutover_from"],
            cutover_to=row["cutover_to"],
            phases_done=Decimal(row["phases_done"]),
            provenance=provenance(row["provenance"]),
        )
        for row in facts("in_progress")
    ]


def pins() -> list[Record]:
    return [record(workload=f"{row['agency']}/{row['service']}", action=row["action"]) for row in facts("pins")]


def pairs(first: str, second: str, only: str = "") -> Iterator[tuple[Workload, Workload]]:
    """Workloads of two services in one agency."""
    by_id = {item.id: item for item in workloads()}
    for item in workloads():
        partner = by_id.get(f"{item.agency}/{second}")
        if item.service == first and partner and (not only or item.agency in items(only)):
            yield item, partner


def dependencies() -> list[Record]:
    return [
        dependency(row, before, after)
        for row in facts("dependencies")
        for before, after in pairs(row["prerequisite"], row["dependent"], row["agencies"])
        if row["kind"] == "together" or not bound_together(before, after)
    ]


def bound_together(before: Workload, after: Workload) -> bool:
    """Whether a `together` of the two makes the weaker rule needless."""
    return any(
        row["kind"] == "together"
        and (row["prerequisite"], row["dependent"]) == (before.service, after.service)
        and before.agency in items(row["agencies"])
        for row in facts("dependencies")
    )


def dependency(row: Row, before: Workload, after: Workload) -> Record:
    share = number(row["break_share"])
    price = max(rounded(after.annual_cost * share, THOUSAND), 50 * THOUSAND) if share else None
    how = f"assumed: {share:f} of a year's cost of the dependent, at least $50,000" if share else ""
    return record(
        prerequisite=before.id,
        dependent=after.id,
        kind=unless(row["kind"], "cutover_before"),
        lag=positive(row["lag"]),
        if_retained=unless(row["if_retained"], "retain"),
        break_price=price,
        provenance=record(break_price=how, **{"*": "assumed"}),
    )


def moves(item: Workload) -> bool:
    """Whether the workload can be expected to move at all: a bridge to one that never does would never end."""
    pinned = {(row["agency"], row["service"]) for row in facts("pins")}
    home = item.incumbent in ("ARC-FM", "ESC-FM", "IBC-FM")
    return (item.agency, item.service) not in pinned and not home


def interfaces() -> list[Record]:
    return [
        record(
            a=one.id,
            b=other.id,
            cost_per_period=Decimal(row[f"cost_{one.size}"]),
            provenance=provenance(row["provenance"]),
        )
        for row in facts("interfaces")
        for one, other in pairs(row["a"], row["b"])
        if moves(one) and moves(other)
    ]


def funds() -> list[Record]:
    return [
        record(
            id=row["id"],
            name=row["name"],
            agencies=items(row["agencies"]),
            kinds=items(row["kinds"]),
            carry_over=row["carry_over"] == "true" or None,
        )
        for row in facts("funds")
    ]


def budgets() -> list[Record]:
    return [
        record(
            fund=row["id"],
            fiscal_year=Decimal(year + 1),
            amount=Decimal(amount) * 1_000_000,
            provenance=provenance(row["provenance"]),
        )
        for row in facts("funds")
        for year, amount in zip(years_of_horizon(), items(row["amounts"]), strict=True)
    ]


def scenario() -> tuple[Record, dict[str, list[Record]]]:
    """The settings, and the tables in the order of the format."""
    tables = {
        "standards": plain("standards", "id", "name"),
        "areas": plain("areas", "id", "name"),
        "services": services(),
        "agencies": agencies(),
        "blackouts": blackouts(),
        "start_freezes": plain("start_freezes", "from", "to", "reason"),
        "providers": providers(),
        "marketplaces": plain("marketplaces", "id", "name", "area", "lead"),
        "designations": plain("designations", "marketplace", "state", "date", "source"),
        "operational_plans": operational_plans(),
        "governance_events": governance_events(),
        "offerings": offerings(),
        "coverages": coverages(),
        "tiers": tiers(),
        "stages": stages(),
        "measures": measures(),
        "workloads": [workload_record(item) for item in workloads()],
        "migration_parameters": migration_parameters(),
        "migrations_in_progress": migrations_in_progress(),
        "pins": pins(),
        "dependencies": dependencies(),
        "interfaces": interfaces(),
        "funds": funds(),
        "budgets": budgets(),
    }
    return settings(), tables


# ---------------------------------------------------------------------------------------------------------------------
# Canonical text


def text(value: Json) -> str:
    if isinstance(value, Decimal):
        digits = f"{value:f}"
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{text(name)}: {text(item)}" for name, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(text(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def canonical(head: Record, tables: dict[str, list[Record]]) -> str:
    """The scenario as the library writes it: one record a line."""
    parts = ['  "format": "qsmo-scenario/1"', *(f"  {text(name)}: {text(value)}" for name, value in head.items())]
    for name, records in tables.items():
        lines = ",\n".join("    " + text(item) for item in records)
        parts.append(f"  {text(name)}: [\n{lines}\n  ]")
    return "{\n" + ",\n".join(parts) + "\n}\n"


# ---------------------------------------------------------------------------------------------------------------------
# Summary


def sources_of(item: Record) -> Mapping[str, Json]:
    """Where the numbers of a record come from, by field; a record with one source has all of them from there."""
    stated = item.get("provenance", {})
    assert isinstance(stated, Mapping)
    source = str(item.get("source", ""))
    if stated or not source:
        return stated
    return {"*": "assumed" if source.startswith("assumed") else "read"}


def basis(tables: dict[str, list[Record]]) -> Iterable[tuple[str, Counter[str]]]:
    """For each table, how many of its numbers are read, derived and assumed."""
    for name, records in tables.items():
        counts: Counter[str] = Counter()
        for item in records:
            sources = sources_of(item)
            for field, value in item.items():
                if isinstance(value, Decimal):
                    counts[str(sources.get(field, sources.get("*", "unstated"))).split(":")[0]] += 1
        if counts:
            yield name, counts


def summary() -> str:
    head, tables = scenario()
    rows = ["| table | records | read | derived | assumed |", "|---|---:|---:|---:|---:|"]
    counted = dict(basis({"settings": [head], **tables}))
    total: Counter[str] = Counter()
    for name, records in {"settings": [head], **tables}.items():
        counts = counted.get(name, Counter())
        total += counts
        cells = " | ".join(f"{counts[kind]:,}" if counts else "-" for kind in ("read", "derived", "assumed"))
        rows.append(f"| {name} | {len(records):,} | {cells} |")
    rows.append("| **all** | | " + " | ".join(f"**{total[kind]:,}**" for kind in ("read", "derived", "assumed")) + " |")
    rows += ["", "| service | workloads | volume | unit | cost a year, $ million |", "|---|---:|---:|---|---:|"]
    for row in facts("services"):
        chosen = [item for item in workloads() if item.service == row["id"]]
        cost = sum(item.annual_cost for item in chosen) / 1_000_000
        volume = sum(item.volume for item in chosen)
        rows.append(f"| {row['id']} | {len(chosen)} | {volume:,} | {row['unit']} | {cost:,.1f} |")
    cost = sum(item.annual_cost for item in workloads()) / 1_000_000
    rows.append(f"| **all** | **{len(workloads())}** | | | **{cost:,.1f}** |")
    served: Counter[str] = Counter()
    for row in facts("customers"):
        served[row["basis"]] += len(items(row["agencies"]))
    rows += ["", f"Workloads that a shared provider serves today: {served['read']} read, {served['assumed']} assumed."]
    return "\n".join(rows) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Builds the federal scenario from its fact tables.")
    parser.add_argument("output", nargs="?", type=Path, default=FOLDER / "scenario.json")
    parser.add_argument("--summary", action="store_true", help="print what is in the scenario and write nothing")
    arguments = parser.parse_args()
    if arguments.summary:
        print(summary(), end="")
    else:
        arguments.output.write_text(canonical(*scenario()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
