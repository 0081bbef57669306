"""The JSON Schema and the reader agree: what one rejects the other rejects, and the reader says where.

Only structure is compared here: types, ranges, spellings, required and unknown fields. What names and numbers mean to
one another (dangling references, duplicates ...) is the reader's alone: test_bad_input.py.
"""

import copy
import json
import re
import sys
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
import qsmo

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "oracle"))

from oracle import dumps, loads  # noqa: E402
from random_scenario import MANDATES_BIND, SHAPES, random_scenario  # noqa: E402

PROVENANCE = {"*": "assumed"}

# A small scenario in which every field of every table stands somewhere.
FULL = {
    "format": "qsmo-scenario/1",
    "name": "full",
    "description": "every field of every table",
    "as_of": "2020-10",
    "period": "month",
    "periods": 24,
    "fiscal_year_start": 10,
    "discount_rate": Decimal("0.02"),
    "base_year": 2020,
    MANDATES_BIND: True,
    "participation": False,
    "eligible_states": ["pre_designated", "designated"],
    "policy": "a policy",
    "provenance": {"discount_rate": "read: OMB Circular A-94"},
    "standards": [{"id": "std1", "name": "a standard"}],
    "areas": [{"id": "HR", "name": "human resources"}],
    "services": [
        {
            "id": "payroll",
            "name": "Payroll",
            "area": "HR",
            "unit": "employees",
            "cutover_rule": "quarter_start",
            "standards": ["std1"],
            "fibf": ["HRM.010"],
        }
    ],
    "agencies": [
        {"id": "dept", "name": "Department"},
        {
            "id": "bureau",
            "name": "Bureau",
            "parent": "dept",
            "headcount": 1000,
            "effort_capacity": [{"value": 3}, {"from": "2021-10", "value": Decimal("4.5")}],
            "participation_threshold": -100,
            "provenance": {"headcount": "derived: by hand", "*": "assumed"},
        },
    ],
    "blackouts": [{"agency": "dept", "from": "2021-01", "to": "2021-02-15", "reason": "elections"}],
    "start_freezes": [{"agency": "dept", "from": "2021-01", "to": "2021-01", "reason": "continuing resolution"}],
    "providers": [
        {
            "id": "NFC",
            "name": "a centre",
            "agency": "dept",
            "effort_capacity": 9,
            "concurrent_migrations": 2,
            "provenance": PROVENANCE,
        }
    ],
    "marketplaces": [
        {"id": "market", "name": "HR market", "area": "HR", "lead": "dept"},
        {"id": "market2", "area": "HR"},
    ],
    "designations": [
        {"marketplace": "market", "state": "designated", "date": "2020-12", "source": "a memo"},
        {"marketplace": "market2", "state": "pre_designated", "date": "2020-02"},
    ],
    "operational_plans": [{"marketplace": "market2", "version": 1, "submitted": "2020-03-31", "source": "a letter"}],
    "findings": [
        {
            "marketplace": "market2",
            "version": 1,
            "reviewer": "OMB",
            "severity": "major",
            "text": "no capacity model",
            "raised": "2020-05",
            "resolved": "2020-09-01",
        }
    ],
    "governance_events": [
        {
            "marketplace": "market2",
            "step": "voted",
            "date": "2020-11-02",
            "members": 8,
            "votes_for": 4,
            "votes_against": 3,
            "source": "minutes",
        },
        {"marketplace": "market2", "step": "lead_named", "date": "2020-02"},
        {"marketplace": "market2", "step": "plan_submitted", "date": "2020-03-31"},
        {"marketplace": "market2", "step": "board_reviewed", "date": "2020-05"},
        {"marketplace": "market2", "step": "programme_office_reviewed", "date": "2020-06"},
        {"marketplace": "market2", "step": "omb_reviewed", "date": "2020-07"},
        {"marketplace": "market2", "step": "questions_answered", "date": "2020-08"},
        {"marketplace": "market2", "step": "presented", "date": "2020-09"},
    ],
    "offerings": [
        {
            "id": "pay1",
            "name": "Pay 1",
            "provider": "NFC",
            "marketplace": "market",
            "annual_fee": 100,
            "standards": ["std1"],
            "quality": 4,
            "standing": "good",
            "ends": "2040-01",
            "effort_capacity": 5,
            "concurrent_migrations": 3,
            "provenance": PROVENANCE,
        },
        {"id": "pay0", "provider": "NFC"},
    ],
    "coverages": [
        {
            "offering": "pay1",
            "service": "payroll",
            "pricing": "incremental",
            "base_volume": 10,
            "max_volume": 90000,
            "fibf": ["HRM.010"],
            "provenance": PROVENANCE,
        },
        {"offering": "pay0", "service": "payroll"},
    ],
    "tiers": [
        {
            "offering": "pay1",
            "service": "payroll",
            "from_volume": 0,
            "unit_price": Decimal("4.5"),
            "provenance": PROVENANCE,
        },
        {"offering": "pay0", "service": "payroll", "unit_price": 5},
    ],
    "stages": [
        {
            "offering": "pay1",
            "state": "full",
            "date": "2020-10",
            "services": ["payroll"],
            "capacity": 80000,
            "provenance": PROVENANCE,
        }
    ],
    "measures": [
        {
            "id": "errors",
            "name": "errors in pay",
            "area": "HR",
            "unit": "per mille",
            "direction": "at_most",
            "target": 5,
            "weight": 2,
            "source": "a service level",
        }
    ],
    "observations": [
        {"offering": "pay1", "measure": "errors", "date": "2020-07-31", "value": Decimal("4.5"), "source": "a report"}
    ],
    "policy_values": [
        {
            "parameter": "phase_subsidy",
            "from": "2019-04-26",
            "until": "2021-09-30",
            "value": "0.5",
            "unit": "share",
            "reference": "a memo, p. 3",
        },
        {"parameter": "phase_subsidy", "from": "2021-10-01", "value": "0"},
    ],
    "workloads": [
        {
            "id": "w1",
            "agency": "dept",
            "service": "payroll",
            "incumbent": "pay0",
            "size_class": "L",
            "volume": 500,
            "annual_cost": 5000,
            "quality": 3,
            "contract_end": "2021-12",
            "extension_premium": Decimal("0.1"),
            "incumbent_end": "2023-01",
            "fallback_factor": 2,
            "stranded_share": Decimal("0.5"),
            "decommission_cost": 10,
            "earliest_start": "2020-10",
            "fibf": ["HRM.010.020"],
            "approved_unique": ["HRM.010.030"],
            "provenance": PROVENANCE,
        },
        {"id": "w2", "agency": "bureau", "service": "payroll", "volume": 50, "annual_cost": 600},
        {"id": "w3", "agency": "bureau", "service": "payroll", "volume": 60, "annual_cost": 700},
    ],
    "migration_parameters": [
        {
            "service": "payroll",
            "size_class": "L",
            **{
                f"{phase}_{field}": value
                for phase in ("readiness", "selection", "engagement", "migration")
                for field, value in (("periods", 1), ("agency_effort", 1), ("provider_effort", 2), ("spend", 10))
            },
            "hypercare": 1,
            "hypercare_agency_effort": 1,
            "hypercare_provider_effort": 1,
            "dual_run": 1,
            "onboarding": 5,
            "provenance": PROVENANCE,
        },
        {"workload": "w1", "offering": "pay1", "dual_run": 2},
    ],
    "migrations_in_progress": [
        {
            "workload": "w3",
            "offering": "pay1",
            "cutover_from": "2021-01",
            "cutover_to": "2021-04",
            "phases_done": 2,
            "provenance": PROVENANCE,
        }
    ],
    "pins": [
        {"workload": "w1", "action": "migrate", "offering": "pay1", "cutover_from": "2021-04", "cutover_to": "2021-07"}
    ],
    "dependencies": [
        {
            "prerequisite": "w1",
            "dependent": "w2",
            "kind": "cutover_before",
            "lag": 1,
            "if_retained": "retain",
            "break_price": 5,
            "provenance": PROVENANCE,
        }
    ],
    "interfaces": [{"a": "w1", "b": "w2", "cost_per_period": Decimal("1.25"), "provenance": PROVENANCE}],
    "funds": [
        {
            "id": "fund",
            "name": "Fund",
            "agencies": ["dept", "bureau"],
            "kinds": ["phase", "onboarding"],
            "carry_over": True,
        }
    ],
    "budgets": [{"fund": "fund", "fiscal_year": 2021, "amount": 900, "provenance": PROVENANCE}],
    "mandates": [
        {"id": "order", "agencies": ["dept"], "services": ["payroll"], "deadline": "2022-01", "source": "a memo"}
    ],
    "waivers": [{"workload": "w1", "until": "2022-06", "source": "the office"}],
    "exceptions": [
        {
            "workload": "w2",
            "offering": "pay1",
            "kind": "comprehensive",
            "decision": "approved",
            "date": "2020-10",
            "off_ramp": "2040-01",
            "source": "a plan",
        }
    ],
}


# --- the two readers -----------------------------------------------------------------------------------------------


def is_integer(checker, instance):
    if isinstance(instance, Decimal):
        return instance == instance.to_integral_value()
    return isinstance(instance, int) and not isinstance(instance, bool)


def matches_pattern(validator, pattern, instance, schema):
    """Patterns are ECMA's, where `$` is the very end; in Python it also matches before a last newline."""
    if isinstance(instance, str) and not re.search(
        pattern.removesuffix("$") + r"\Z" if pattern.endswith("$") else pattern, instance
    ):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


# Draft 2020-12 counts 5.0 as an integer, which jsonschema does not know of a Decimal.
TYPES = jsonschema.Draft202012Validator.TYPE_CHECKER.redefine("integer", is_integer)
EXACT = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": matches_pattern}, type_checker=TYPES)


@pytest.fixture(scope="module")
def schema():
    return qsmo.scenario_schema()


@pytest.fixture(scope="module")
def validator(schema):
    return EXACT(schema)


def faults_of(text):
    try:
        qsmo.loads(text)
    except qsmo.InputError as error:
        return error.faults
    return []


def at(value, path):
    for step in path:
        value = value[step]
    return value


def pointer(path):
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def concerns(fault, path):
    """Whether the fault is at the place or inside it."""
    return fault.pointer == pointer(path) or fault.pointer.startswith(pointer(path) + "/")


def changed(path, value):
    """FULL with another value at a place."""
    scenario = copy.deepcopy(FULL)
    at(scenario, path[:-1])[path[-1]] = value
    return scenario


def without(path):
    scenario = copy.deepcopy(FULL)
    del at(scenario, path[:-1])[path[-1]]
    return scenario


# --- where to change what ------------------------------------------------------------------------------------------


def places(value=None, path=()):
    """The path of every value in FULL, the whole excepted."""
    value = FULL if value is None else value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from places(item, (*path, key))


def is_record(path):
    return len(path) == 2 and isinstance(path[1], int)


def field_of(path):
    """The schema path of a field of a table or of the settings; None for what is not a field."""
    if len(path) == 1 and not isinstance(FULL[path[0]], list):
        return path
    if len(path) == 3 and isinstance(path[1], int):
        return path
    return None


def field_schema(schema, path):
    if len(path) == 1:
        return schema["properties"][path[0]]
    return schema["properties"][path[0]]["items"]["properties"][path[2]]


ALIENS = {
    "null": None,
    "a boolean": True,
    "a number": 7,
    "a string": "certainly none of the words that are known",
    "an array": [],
    "an object": {},
    "an array of arrays": [[]],
    "an array of null": [None],
    "an object of null": {"value": None},
}


def json_type(value):
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, (int, Decimal)):
        return "a number"
    return {str: "a string", list: "an array", dict: "an object"}[type(value)]


def fits(path, name):
    """Whether a value of the other type would be right there too, as a number for a profile or an empty list."""
    here = json_type(at(FULL, path))
    is_profile = path[-1] in (
        "effort_capacity",
        "concurrent_migrations",
        "annual_fee",
        "base_volume",
        "max_volume",
        "unit_price",
    )
    empty_table = len(path) == 1 and here == "an array" and path[0] not in ("eligible_states",)
    return (
        name == here
        or (is_profile and name == "a number")
        or (name == "an array" and here == "an array")
        or (empty_table and name == "an array")
        or (name == "an object" and here == "an object")
    )


def wrong_types():
    for path in places():
        for name, alien in ALIENS.items():
            if not fits(path, name) and not (name == "a string" and json_type(at(FULL, path)) == "a string"):
                yield path, name, alien


def readable(path):
    return pointer(path)


def assert_both_reject(validator, scenario, path):
    text = dumps(scenario)
    assert not validator.is_valid(loads(text)), "the schema accepts"
    faults = faults_of(text)
    assert faults, "the reader accepts"
    assert any(concerns(fault, path) for fault in faults), f"no fault at {pointer(path)}: {[f.pointer for f in faults]}"


def assert_both_accept(validator, scenario):
    text = dumps(scenario)
    errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(loads(text))]
    assert (errors, [str(fault) for fault in faults_of(text)]) == ([], [])


# --- valid files ---------------------------------------------------------------------------------------------------


def test_the_schema_is_a_schema(schema):
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_full_scenario_has_every_field_of_every_table(schema):
    for name, part in schema["properties"].items():
        assert name in FULL, name
        if part.get("type") == "array" and part["items"].get("type") == "object":
            used = set().union(*(record.keys() for record in FULL[name]))
            assert used == set(part["items"]["properties"]), name


def test_the_full_scenario_is_valid_for_both(validator):
    assert_both_accept(validator, FULL)


@pytest.mark.parametrize("seed", range(60))
def test_random_scenarios_are_valid_for_both(validator, seed):
    assert_both_accept(validator, random_scenario(seed, SHAPES[sorted(SHAPES)[seed % len(SHAPES)]]))


@pytest.mark.parametrize("seed", range(10))
def test_what_the_writer_writes_is_valid_for_both(validator, seed):
    text = qsmo.loads(dumps(random_scenario(seed))).to_json()
    assert_both_accept(validator, loads(text))


def test_generated_scenarios_are_valid_for_both(validator):
    assert_both_accept(validator, loads(qsmo.generate(agencies=4, services=3, periods=12).to_json()))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "examples").glob("**/scenario.json")), ids=lambda path: path.parent.name
)
def test_example_scenarios_are_valid_for_both(validator, path):
    assert_both_accept(validator, loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", [path for path in places() if json_type(at(FULL, path)) == "a number"], ids=readable)
def test_another_spelling_of_a_number_is_valid_for_both(validator, path):
    number = Decimal(at(FULL, path))
    for spelling in (
        f"{number}.0" if number == number.to_integral_value() else f"{number}0",
        f"{number:e}",
        f"{number}E+0",
    ):
        assert_both_accept(validator, changed(path, Decimal(spelling)))


# --- mutations -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALIENS)
def test_a_value_of_another_type_is_a_fault_for_both(validator, name):
    tried = 0
    for path, alien_name, alien in wrong_types():
        if alien_name == name:
            assert_both_reject(validator, changed(path, alien), path)
            tried += 1
    assert tried > 50


def test_a_number_in_quotes_is_a_fault_for_both(validator):
    for path in places():
        if json_type(at(FULL, path)) == "a number":
            assert_both_reject(validator, changed(path, str(at(FULL, path))), path)


def test_a_missing_required_field_is_a_fault_for_both(validator, schema):
    for name in schema["required"]:
        assert_both_reject(validator, without((name,)), (name,))
    for table, part in schema["properties"].items():
        for name in part.get("items", {}).get("required", []):
            for i, record in enumerate(FULL[table]):
                if name in record:
                    assert_both_reject(validator, without((table, i, name)), (table, i, name))


def test_a_missing_optional_setting_or_table_is_no_fault_of_structure(validator, schema):
    for name in schema["properties"]:
        if name not in schema["required"]:
            assert validator.is_valid(loads(dumps(without((name,)))))
            assert not [fault for fault in faults_of(dumps(without((name,)))) if fault.pointer == pointer((name,))]


@pytest.mark.parametrize("key", ["surprise", "Id", "id ", "", "a/b", "a~b"])
def test_an_unknown_key_is_a_fault_for_both(validator, key):
    assert_both_reject(validator, changed((key,), 1), (key,))
    for table, value in FULL.items():
        for i, record in enumerate(value if isinstance(value, list) else []):
            if isinstance(record, dict):
                assert_both_reject(validator, changed((table, i, key), 1), (table, i, key))


def test_an_unknown_key_in_a_step_of_a_profile_is_a_fault_for_both(validator):
    path = ("agencies", 1, "effort_capacity", 1, "until")
    assert_both_reject(validator, changed(path, "2022-10"), path)


def enum_places(schema):
    for path in places():
        if field_of(path) and "enum" in field_schema(schema, path):
            yield path
        elif len(path) > 1 and field_of(path[:-1]) and "enum" in field_schema(schema, path[:-1]).get("items", {}):
            yield path


@pytest.mark.parametrize("word", ["", "Designated", "full ", "any_", "0", "null", "quarterly"])
def test_an_unknown_word_is_a_fault_for_both(validator, schema, word):
    tried = [path for path in enum_places(schema)]
    tried += [("eligible_states", 0)]
    assert len(tried) > 10
    for path in tried:
        assert_both_reject(validator, changed(path, word), path)


def limits(schema, path):
    """(minimum, maximum) of a number; None if it is none."""
    part = field_schema(schema, path)
    part = part["oneOf"][0] if "oneOf" in part else part
    return (part["minimum"], part["maximum"]) if "minimum" in part else None


def test_a_number_out_of_range_is_a_fault_for_both(validator, schema):
    tried = 0
    for path in filter(field_of, places()):
        if json_type(at(FULL, path)) == "a number":
            low, high = limits(schema, path)
            step = 1 if isinstance(low, int) and is_whole(schema, path) else Decimal("0.01")
            for value in (low - step, high + step, -(10**15), 10**15):
                assert_both_reject(validator, changed(path, value), path)
            tried += 1
    assert tried > 40


def is_whole(schema, path):
    return field_schema(schema, path).get("type") == "integer"


def test_a_fraction_is_a_fault_for_both_where_a_whole_number_is_asked(validator, schema):
    for path in filter(field_of, places()):
        if is_whole(schema, path):
            assert_both_reject(validator, changed(path, Decimal(at(FULL, path)) + Decimal("0.5")), path)


def test_limits_themselves_are_in_range_for_both(validator, schema):
    """The reader may find that a limit makes no sense with other fields, but not that it is out of range."""
    for path in filter(field_of, places()):
        if json_type(at(FULL, path)) == "a number":
            for value in limits(schema, path):
                text = dumps(changed(path, value))
                assert validator.is_valid(loads(text)), pointer(path)
                assert not [
                    fault for fault in faults_of(text) if concerns(fault, path) and "number from" in fault.expected
                ], pointer(path)


def test_a_step_of_a_profile_out_of_range_is_a_fault_for_both(validator):
    path = ("agencies", 1, "effort_capacity", 1, "value")
    for value in (-1, 2_000_000_000, "5", None):
        assert_both_reject(validator, changed(path, value), path)


@pytest.mark.parametrize(
    "steps",
    [
        [{"from": "2020-10", "value": 3}],
        [{"value": 3}, {"value": 4}],
        [{"value": 3}, 4],
        [3],
        [{"from": "2021-10"}],
        [],
    ],
)
def test_a_profile_of_the_wrong_form_is_a_fault_for_both(validator, steps):
    path = ("agencies", 1, "effort_capacity")
    assert_both_reject(validator, changed(path, steps), path)


BAD_DATES = [
    "",
    "2021",
    "2021-13",
    "2021-00",
    "2021-1",
    "2021/10",
    "10-2021",
    "2021-10-32",
    "2021-10-00",
    "2021-10-1",
    "2021-10-15T00:00",
    " 2021-10",
    "2021-10 ",
    "1979-12",
    "1970-01-01",
    "2201-01",
    "0000-01",
    "12021-10",
    "２０２１-10",
    "2021-10\n",
]


def date_places():
    for path in places():
        value = at(FULL, path)
        if isinstance(value, str) and len(value) in (7, 10) and value[:2] in ("19", "20") and value[4] == "-":
            yield path


@pytest.mark.parametrize("date", BAD_DATES)
def test_a_malformed_date_is_a_fault_for_both(validator, date):
    tried = list(date_places())
    assert len(tried) >= 20
    for path in tried:
        assert_both_reject(validator, changed(path, date), path)


BAD_NAMES = ["", " a", "a ", "a\n", "a|b", "a\nb", "a\tb", "a\x00b", "a\x7fb", "=a", "+a", "-a", "@a", "x" * 201]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_bad_name_is_a_fault_for_both(validator, name):
    for path in places():
        if path[-1] == "id":
            assert_both_reject(validator, changed(path, name), path)


@pytest.mark.parametrize(
    "name", ["a" * 200, "'a", "a=b", "<b>&amp;</b>", "日本", "a b", "ß.é", "#", "a\\b", 'a"b', "a,b", "null", "1"]
)
def test_an_odd_name_is_valid_for_both(validator, name):
    scenario = copy.deepcopy(FULL)
    scenario["standards"].append({"id": name})
    assert_both_accept(validator, scenario)


@pytest.mark.parametrize("reference", ["", " dept", "=dept", "a|b", "a\x07b"])
def test_a_bad_reference_is_a_fault_for_both(validator, reference):
    for path in (
        ("workloads", 0, "agency"),
        ("workloads", 0, "incumbent"),
        ("funds", 0, "agencies", 1),
        ("services", 0, "standards", 0),
    ):
        assert_both_reject(validator, changed(path, reference), path)


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "a\rb", "\x7f"])
def test_control_characters_in_texts_are_faults_for_both(validator, text):
    for path in (
        ("name",),
        ("description",),
        ("agencies", 0, "name"),
        ("services", 0, "unit"),
        ("blackouts", 0, "reason"),
    ):
        assert_both_reject(validator, changed(path, text), path)


@pytest.mark.parametrize("text", ["=1+1", "two\nlines", "a\ttab", "", " blanks ", "a|b", "🚀"])
def test_free_texts_may_hold_almost_anything_for_both(validator, text):
    assert_both_accept(validator, changed(("agencies", 0, "name"), text))


@pytest.mark.parametrize(
    "text", ["guessed", "read", "read:", "read: ", "Assumed", "derived:", "", "assumed|derived", "read: x "]
)
def test_a_bad_provenance_is_a_fault_for_both(validator, text):
    for path in (("agencies", 1, "provenance", "headcount"), ("workloads", 0, "provenance", "*")):
        assert_both_reject(validator, changed(path, text), path)


@pytest.mark.parametrize("text", ["assumed", "derived", "derived: by hand", "read: p. 7", "assumed: for now"])
def test_a_good_provenance_is_valid_for_both(validator, text):
    assert_both_accept(validator, changed(("agencies", 1, "provenance", "headcount"), text))


@pytest.mark.parametrize("value", ["qsmo-scenario/2", "qsmo-plan/1", "QSMO-SCENARIO/1", "", 1])
def test_another_format_is_a_fault_for_both(validator, value):
    assert_both_reject(validator, changed(("format",), value), ("format",))


def test_a_list_with_an_item_twice_is_a_fault_for_both(validator):
    for path in (
        ("eligible_states",),
        ("funds", 0, "kinds"),
        ("funds", 0, "agencies"),
        ("mandates", 0, "services"),
        ("services", 0, "fibf"),
    ):
        assert_both_reject(validator, changed(path, at(FULL, path) + at(FULL, path)[:1]), path)


def test_an_empty_list_is_a_fault_for_both_where_one_item_is_needed(validator):
    for path in (("eligible_states",), ("funds", 0, "kinds"), ("funds", 0, "agencies")):
        assert_both_reject(validator, changed(path, []), path)


@pytest.mark.parametrize("text", ["[]", "1", '"qsmo-scenario/1"', "null", "true"])
def test_a_file_that_is_no_object_is_a_fault_for_both(validator, text):
    assert not validator.is_valid(json.loads(text))
    assert faults_of(text)[0].pointer == ""


def test_two_mutations_give_two_faults(validator):
    scenario = changed(("agencies", 0, "headcount"), "many")
    scenario["periods"] = 0
    del scenario["workloads"][1]["volume"]
    found = {fault.pointer for fault in faults_of(dumps(scenario))}
    assert found == {"/agencies/0/headcount", "/periods", "/workloads/1/volume"}
