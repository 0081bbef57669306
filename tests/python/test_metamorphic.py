"""What must not change when a scenario is told in another way, and what must change in step."""

import copy
import random
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import qsmo

sys.path.insert(0, str(Path(__file__).parents[1] / "oracle"))

from oracle import Oracle, cents, dumps, loads  # noqa: E402
from random_scenario import SHAPES, component, random_plan, random_scenario  # noqa: E402

SEEDS = range(24)

# Fields that name a record of the table. The names of a plan are in its decisions and transfers.
REFERENCES = {
    "standards": {"services": "standards", "offerings": "standards"},
    "areas": {"services": "area", "marketplaces": "area"},
    "services": {
        "coverages": "service",
        "tiers": "service",
        "stages": "services",
        "workloads": "service",
        "migration_parameters": "service",
        "mandates": "services",
    },
    "agencies": {
        "agencies": "parent",
        "blackouts": "agency",
        "start_freezes": "agency",
        "providers": "agency",
        "marketplaces": "lead",
        "workloads": "agency",
        "funds": "agencies",
        "mandates": "agencies",
        "transfers": "agency",
    },
    "providers": {"offerings": "provider"},
    "marketplaces": {"designations": "marketplace", "offerings": "marketplace"},
    "offerings": {
        "coverages": "offering",
        "tiers": "offering",
        "stages": "offering",
        "workloads": "incumbent",
        "migration_parameters": "offering",
        "migrations_in_progress": "offering",
        "pins": "offering",
        "exceptions": "offering",
        "decisions": "offering",
    },
    "workloads": {
        "migration_parameters": "workload",
        "migrations_in_progress": "workload",
        "pins": "workload",
        "waivers": "workload",
        "exceptions": "workload",
        "dependencies": ("prerequisite", "dependent"),
        "interfaces": ("a", "b"),
        "decisions": "workload",
    },
    "funds": {"budgets": "fund"},
    "mandates": {},
}

MONEY_FIELDS = {
    "annual_fee",
    "unit_price",
    "annual_cost",
    "decommission_cost",
    "onboarding",
    "break_price",
    "cost_per_period",
    "amount",
    "participation_threshold",
    "readiness_spend",
    "selection_spend",
    "engagement_spend",
    "migration_spend",
}


def scenario_of(seed):
    return random_scenario(seed, SHAPES[sorted(SHAPES)[seed % len(SHAPES)]])


def read(scenario):
    return qsmo.loads(dumps(scenario))


def read_plan(portfolio, plan):
    return qsmo.read_plan(portfolio, dumps({"format": "qsmo-plan/1"} | plan).encode())


def rename(scenario, plan, new_name):
    """Both with every name of a record replaced, wherever it stands."""
    everything = copy.deepcopy({**scenario, "decisions": plan["decisions"], "transfers": plan["transfers"]})
    for table, places in REFERENCES.items():
        names = {row["id"]: new_name(row["id"]) for row in everything.get(table, [])}
        for row in everything.get(table, []):
            row["id"] = names[row["id"]]
        for other, fields in places.items():
            for row in everything.get(other, []):
                for field in (fields,) if isinstance(fields, str) else fields:
                    rename_field(row, field, names)
    plan = {key: everything.pop(key) for key in ("decisions", "transfers")}
    return everything, plan


def rename_field(row, field, names):
    if isinstance(row.get(field), list):
        row[field] = [names[name] for name in row[field]]
    elif field in row:
        row[field] = names[row[field]]


def with_prefix(name):
    """Keeps the order of names, which decides about odd cents."""
    return "new " + name


def reversed_order(name):
    """Turns the order of names round."""
    return "".join(f"{255 - byte:03}" for byte in name.encode()) + "."


def cells(portfolio, plan):
    rows = qsmo.evaluate(portfolio, plan).to_frame()
    return {(row.agency, row.kind, row.period): round(row.amount * 100) for row in rows.itertuples()}


def violations(portfolio, plan):
    return sorted(
        (v.kind, tuple(v.entities), str(v.period), str(v.fiscal_year), v.amount and round(v.amount, 6))
        for v in qsmo.check(portfolio, plan)
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("new_name", [with_prefix, reversed_order])
def test_names_do_not_change_the_net_benefit(seed, new_name):
    scenario = scenario_of(seed)
    plan = random_plan(scenario, random.Random(seed))
    before, after = read(scenario), None
    renamed, renamed_plan = rename(scenario, plan, new_name)
    after = read(renamed)
    old = qsmo.compare(before, read_plan(before, plan))
    new = qsmo.compare(after, read_plan(after, renamed_plan))
    assert (new.net_benefit, new.breakeven) == (old.net_benefit, old.breakeven)


def on_cycle(scenario):
    """A workload that lies on a cycle of hard arcs, where the planner may refuse the input."""
    arcs = scenario.get("dependencies", [])
    return any(
        len(component(arcs, row["workload"])) > 1
        for table in ("pins", "migrations_in_progress")
        for row in scenario.get(table, [])
    )


PLANNED = [seed for seed in SEEDS if not on_cycle(scenario_of(seed))]


@pytest.mark.parametrize("seed", PLANNED)
def test_the_plan_is_as_good_whatever_the_names(seed):
    scenario = scenario_of(seed)
    renamed, _ = rename(scenario, {"decisions": [], "transfers": []}, with_prefix)
    results = [qsmo.plan(read(each), work_limit=2000) for each in (scenario, renamed)]
    assert results[0].net_benefit == results[1].net_benefit
    assert results[0].bound == pytest.approx(results[1].bound, rel=1e-9, abs=1e-6)


def shuffled(value, rng):
    """Records, fields and unordered lists in another order; the steps of profiles keep theirs."""
    if isinstance(value, dict):
        items = [(key, shuffled(item, rng)) for key, item in value.items()]
        rng.shuffle(items)
        return dict(items)
    if isinstance(value, list):
        profile = bool(value) and isinstance(value[0], dict) and "value" in value[0]
        items = [shuffled(item, rng) for item in value]
        if not profile:
            rng.shuffle(items)
        return items
    return value


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_records_does_not_change_money_and_violations(seed):
    scenario = scenario_of(seed)
    plan = random_plan(scenario, random.Random(seed))
    other, other_plan = shuffled(scenario, random.Random(seed)), shuffled(plan, random.Random(seed))
    before, after = read(scenario), read(other)
    old, new = read_plan(before, plan), read_plan(after, other_plan)
    assert cells(before, old) == cells(after, new)
    assert ends_sorted(violations(before, old)) == ends_sorted(violations(after, new))
    assert qsmo.compare(before, old) == qsmo.compare(after, new)


def ends_sorted(found):
    """`together` names its two ends in the order of the file, and has no first one."""
    return sorted((v[0], tuple(sorted(v[1])), *map(str, v[2:])) for v in found)


@pytest.mark.parametrize("seed", PLANNED[:12])
def test_the_same_input_gives_the_same_plan_file_whatever_the_threads(seed):
    portfolio = read(scenario_of(seed))
    files = {qsmo.plan(portfolio, work_limit=3000, threads=threads).to_json() for threads in (1, 2, 4, 1, 2, 4)}
    assert len(files) == 1


def test_a_larger_portfolio_gives_the_same_plan_file_whatever_the_threads():
    portfolio = qsmo.generate(agencies=8, services=6, periods=24, seed=3)
    files = {qsmo.plan(portfolio, work_limit=20_000, threads=threads).to_json() for threads in (1, 2, 4, 3)}
    assert len(files) == 1


def test_a_seed_of_its_own_gives_a_plan_file_of_its_own_but_no_infeasible_plan():
    portfolio = qsmo.generate(agencies=8, services=6, periods=24, seed=3)
    for seed in (1, 2, 3):
        result = qsmo.plan(portfolio, seed=seed, work_limit=5000)
        assert qsmo.check(portfolio, result.plan) == []
        assert result.bound >= result.net_benefit


# --- money in step -------------------------------------------------------------------------------------------------


def mapped(value, change, key=None):
    """The scenario with `change(field, number)` applied to every number of a record."""
    if isinstance(value, dict):
        return {
            name: item if name == "provenance" else mapped(item, change, name if name != "value" else key)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [mapped(item, change, key) for item in value]
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return change(key, value)
    return value


def whole_cents(scenario):
    """A scenario whose every line of money is a whole number of cents before rounding."""

    def change(field, number):
        if field in MONEY_FIELDS:
            return int(number) // 12 * 12 if field == "unit_price" else int(number) // 1200 * 1200
        if field in ("extension_premium", "fallback_factor", "stranded_share"):
            return Decimal(number).quantize(Decimal("0.01"))
        return int(number) if field in ("volume", "base_volume", "max_volume", "from_volume", "capacity") else number

    scenario = mapped(scenario, change)
    for row in scenario.get("coverages", []):
        row.pop("pricing", None)  # the average price of slices is no whole number
    return one_tier_per_volume(scenario)


def one_tier_per_volume(scenario):
    """Rounding may have moved two tiers onto one volume."""
    tiers = {(row["offering"], row["service"], row.get("from_volume", 0)): row for row in scenario.get("tiers", [])}
    return scenario | {"tiers": list(tiers.values())}


def doubled(scenario):
    return mapped(scenario, lambda field, number: number * 2 if field in MONEY_FIELDS else number)


@pytest.mark.parametrize("seed", SEEDS)
def test_twice_the_money_is_twice_the_net_benefit(seed):
    scenario = mapped(
        whole_cents(scenario_of(seed)), lambda field, number: number + 1200 if field == "annual_cost" else number
    )
    plan = random_plan(scenario, random.Random(seed)) | {"transfers": []}
    once, twice = read(scenario), read(doubled(scenario))
    single, double = qsmo.compare(once, read_plan(once, plan)), qsmo.compare(twice, read_plan(twice, plan))
    assert double.net_benefit == 2 * single.net_benefit
    assert double.breakeven == single.breakeven
    assert (
        2 * qsmo.evaluate(once, read_plan(once, plan)).cents() == qsmo.evaluate(twice, read_plan(twice, plan)).cents()
    ).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_pool_that_nobody_limits_changes_no_money(seed):
    scenario = scenario_of(seed)
    unlimited = copy.deepcopy(scenario)
    for table in ("agencies", "providers", "offerings"):
        for row in unlimited.get(table, []):
            row.pop("effort_capacity", None)
            row.pop("concurrent_migrations", None)
    plan = random_plan(scenario, random.Random(seed))
    before, after = read(scenario), read(unlimited)
    assert cells(before, read_plan(before, plan)) == cells(after, read_plan(after, plan))
    pools = {"agency_effort", "provider_effort", "provider_concurrent", "offering_effort", "offering_concurrent"}
    assert [v for v in violations(before, read_plan(before, plan)) if v[0] not in pools] == violations(
        after, read_plan(after, plan)
    )


@pytest.mark.parametrize("seed", PLANNED)
def test_a_saved_plan_reads_back_as_the_same_plan(seed):
    portfolio = read(scenario_of(seed))
    result = qsmo.plan(portfolio, work_limit=500)
    assert qsmo.read_plan(portfolio, result.to_json().encode()) == result.plan


@pytest.mark.parametrize("seed", SEEDS)
def test_a_transfer_moves_money_between_agencies_but_not_the_net_benefit(seed):
    scenario = scenario_of(seed)
    plan = random_plan(scenario, random.Random(seed))
    portfolio = read(scenario)
    without = qsmo.compare(portfolio, read_plan(portfolio, plan | {"transfers": []}))
    assert qsmo.compare(portfolio, read_plan(portfolio, plan)).net_benefit == without.net_benefit
    oracle = Oracle(loads(dumps(scenario)))
    paid = sum(cents(Fraction(row["amount"])) for row in plan["transfers"])
    received = sum(amount for (_, kind, _), amount in oracle.lines(loads(dumps(plan))).items() if kind == "transfer")
    assert received == -paid
