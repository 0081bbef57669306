"""Random policies must be valid and reach every rule: what no scenario feels is compared in vain."""

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from oracle import PARAMETERS, Oracle, dumps, loads  # noqa: E402
from random_scenario import SHAPES, random_plan, random_scenario, under_policies  # noqa: E402

SEEDS = range(240)
FEATURES = {
    "workloads": ("fibf", "approved_unique"),
    "coverages": ("fibf",),
    "services": ("fibf",),
    "exceptions": ("kind",),
    "providers": ("agency",),
}
CHANGES = ("policy_values", "changes over time")


def scenario_of(seed):
    return loads(dumps(random_scenario(seed, under_policies(SHAPES[sorted(SHAPES)[seed % len(SHAPES)]]))))


def verdict(scenario, plans):
    oracle = Oracle(scenario)
    return [(oracle.lines(plan), oracle.violations(plan)) for plan in plans]


def without_parameter(scenario, parameter):
    rows = [row for row in scenario["policy_values"] if row["parameter"] != parameter]
    return scenario | {"policy_values": rows}


def without_field(scenario, table, field):
    return scenario | {table: [{k: v for k, v in row.items() if k != field} for row in scenario.get(table, [])]}


def without_changes(scenario):
    """Each parameter keeps its first value for ever."""
    first = {}
    for row in sorted(scenario["policy_values"], key=lambda row: row.get("from", "")):
        first.setdefault(row["parameter"], {key: row[key] for key in ("parameter", "value")})
    return scenario | {"policy_values": list(first.values())}


def variants(scenario, missing):
    """The scenario without one of the things whose effect has not been seen yet."""
    for thing in sorted(missing):
        table, field = thing
        stated = [row["parameter"] for row in scenario.get("policy_values", [])]
        if thing == CHANGES and stated:
            yield thing, without_changes(scenario)
        elif table == "parameter" and field in stated:
            yield thing, without_parameter(scenario, field)
        elif table != "parameter" and any(field in row for row in scenario.get(table, [])):
            yield thing, without_field(scenario, table, field)


def test_every_parameter_and_every_field_of_a_policy_changes_some_verdict():
    missing = {("parameter", name) for name in PARAMETERS}
    missing |= {CHANGES} | {(table, field) for table, fields in FEATURES.items() for field in fields}
    for seed in SEEDS:
        scenario = scenario_of(seed)
        plans = [loads(dumps(random_plan(scenario, random.Random(f"{seed} {i}")))) for i in range(2)]
        before = None
        for thing, variant in variants(scenario, missing):
            before = before or verdict(scenario, plans)
            if verdict(variant, plans) != before:
                missing.discard(thing)
    assert not missing


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_a_shape_without_policies_makes_none(name):
    for seed in range(20):
        scenario = random_scenario(seed, SHAPES[name])
        assert not {"policy", "policy_values"} & set(scenario)
        assert not any("kind" in row for row in scenario.get("exceptions", []))
        assert not any("approved_unique" in row for row in scenario["workloads"])
