"""Bad input: every fault is reported, all together, with its place and what was expected, and nothing is half done."""

import copy
import json
import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
import qsmo

sys.path.insert(0, str(Path(__file__).parents[1] / "oracle"))

from oracle import dumps  # noqa: E402
from random_scenario import SHAPES, random_scenario  # noqa: E402

GOOD = {
    "format": "qsmo-scenario/1",
    "name": "good",
    "as_of": "2020-10",
    "periods": 24,
    "standards": [{"id": "payroll standards"}],
    "areas": [{"id": "HR"}],
    "services": [{"id": "payroll", "area": "HR", "standards": ["payroll standards"]}],
    "agencies": [{"id": "Treasury", "effort_capacity": 5}, {"id": "Mint", "parent": "Treasury"}],
    "blackouts": [{"agency": "Mint", "from": "2021-01", "to": "2021-02"}],
    "start_freezes": [{"from": "2021-01", "to": "2021-02"}],
    "providers": [{"id": "centre", "agency": "Treasury"}],
    "marketplaces": [{"id": "market", "area": "HR", "lead": "Treasury"}],
    "designations": [{"marketplace": "market", "state": "designated", "date": "2020-01"}],
    "offerings": [
        {"id": "paynow", "provider": "centre", "marketplace": "market", "standards": ["payroll standards"]},
        {"id": "oldpay", "provider": "centre"},
    ],
    "coverages": [{"offering": "paynow", "service": "payroll"}, {"offering": "oldpay", "service": "payroll"}],
    "tiers": [
        {"offering": "paynow", "service": "payroll", "unit_price": 5},
        {"offering": "oldpay", "service": "payroll", "unit_price": 9},
    ],
    "stages": [{"offering": "paynow", "state": "full", "date": "2020-10", "services": ["payroll"]}],
    "workloads": [
        {
            "id": "Treasury pay",
            "agency": "Treasury",
            "service": "payroll",
            "incumbent": "oldpay",
            "volume": 100,
            "annual_cost": 1200,
        },
        {"id": "Mint pay", "agency": "Mint", "service": "payroll", "volume": 10, "annual_cost": 120},
        {"id": "Bureau pay", "agency": "Mint", "service": "payroll", "volume": 10, "annual_cost": 120},
    ],
    "migration_parameters": [
        {"service": "payroll", "migration_periods": 2},
        {"workload": "Mint pay", "offering": "paynow", "dual_run": 1},
    ],
    "migrations_in_progress": [{"workload": "Bureau pay", "offering": "paynow", "cutover_from": "2021-01"}],
    "pins": [{"workload": "Mint pay", "action": "migrate", "offering": "paynow"}],
    "dependencies": [{"prerequisite": "Treasury pay", "dependent": "Mint pay"}],
    "interfaces": [{"a": "Treasury pay", "b": "Mint pay", "cost_per_period": 1}],
    "funds": [{"id": "fund", "agencies": ["Treasury"], "kinds": ["phase"]}],
    "budgets": [{"fund": "fund", "fiscal_year": 2021, "amount": 900}],
    "mandates": [{"id": "order", "agencies": ["Mint"], "services": ["payroll"], "deadline": "2022-01"}],
    "waivers": [{"workload": "Mint pay", "until": "2022-06"}],
    "exceptions": [{"workload": "Mint pay", "offering": "oldpay", "decision": "approved", "date": "2020-10"}],
}


def at(value, path):
    for step in path:
        value = value[step]
    return value


def steps(pointer):
    return [int(step) if step.isdigit() else step for step in pointer.split("/")[1:]]


def changed(*changes):
    """GOOD with the value at each pointer replaced."""
    scenario = copy.deepcopy(GOOD)
    for pointer, value in changes:
        *path, last = steps(pointer)
        at(scenario, path)[last] = value
    return scenario


def added(table, *records):
    scenario = copy.deepcopy(GOOD)
    scenario.setdefault(table, []).extend(records)
    return scenario


def faults_of(scenario, name="scenario.json"):
    text = scenario if isinstance(scenario, (str, bytes)) else dumps(scenario)
    with pytest.raises(qsmo.InputError) as caught:
        qsmo.loads(text, name)
    assert caught.value.faults
    return caught.value.faults


def the_fault(scenario):
    """The only one."""
    faults = faults_of(scenario)
    assert len(faults) == 1, [str(fault) for fault in faults]
    return faults[0]


def pointers(faults):
    return [fault.pointer for fault in faults]


def test_the_good_scenario_is_good():
    assert qsmo.loads(dumps(GOOD)).name == "good"


# --- all faults together, each with its place ----------------------------------------------------------------------

TWO_FAULTS = """{
  "format": "qsmo-scenario/1",
  "as_of": "2020-10",
  "periods": 12,
  "areas": [{"id": "HR"}],
  "services": [{"id": "payroll", "area": "HR"}],
  "agencies": [{"id": "Treasury"}],
  "workloads": [
    {"id": "w1", "agency": "Treasurry", "service": "payroll", "volume": 10, "annual_cost": 5},
    {"id": "w2", "agency": "Treasury", "service": "payroll",
     "volume": "ten", "annual_cost": 5}
  ]
}
"""


def test_a_fault_says_file_line_pointer_value_expectation_and_suggestion():
    first, second = faults_of(TWO_FAULTS, "folder/mine.json")
    assert (first.file, first.line, first.pointer, first.value) == (
        "folder/mine.json",
        9,
        "/workloads/0/agency",
        "Treasurry",
    )
    assert first.suggestion == "Treasury"
    assert "agency" in first.expected
    assert (second.file, second.line, second.pointer, second.value) == (
        "folder/mine.json",
        11,
        "/workloads/1/volume",
        "ten",
    )
    assert (second.suggestion, "number" in second.expected) == ("", True)


def test_the_message_has_every_fault_on_a_line_of_its_own():
    with pytest.raises(qsmo.InputError) as caught:
        qsmo.loads(TWO_FAULTS, "mine.json")
    lines = str(caught.value).splitlines()
    assert [line for line in lines if "mine.json:9" in line and 'did you mean "Treasury"' in line]
    assert [line for line in lines if "mine.json:11" in line and "/workloads/1/volume" in line]


def test_input_errors_are_value_errors():
    with pytest.raises(ValueError):
        qsmo.loads("{}")


def test_many_faults_of_many_kinds_are_reported_at_once():
    scenario = changed(
        ("/agencies/1/parent", "Treasure"),
        ("/periods", 500),
        ("/blackouts/0/to", "2020-01"),
        ("/workloads/0/volume", -1),
        ("/workloads/1/service", "pay roll"),
        ("/mandates/0/deadline", "soon"),
        ("/funds/0/kinds", ["phases"]),
        ("/surprise", 1),
    )
    scenario["agencies"].append({"id": "Mint"})
    found = pointers(faults_of(scenario))
    for pointer in (
        "/agencies/1/parent",
        "/periods",
        "/workloads/0/volume",
        "/workloads/1/service",
        "/mandates/0/deadline",
        "/funds/0/kinds/0",
        "/surprise",
        "/agencies/2/id",
    ):
        assert pointer in found
    assert len(found) == len(set(found))


def test_faults_come_in_the_order_of_the_file():
    scenario = changed(("/workloads/0/volume", -1), ("/agencies/0/effort_capacity", -1), ("/waivers/0/until", "never"))
    text = json.dumps(scenario, indent=1)
    lines = [fault.line for fault in faults_of(text)]
    assert lines == sorted(lines)
    for fault in faults_of(text):
        field = fault.pointer.rsplit("/", 1)[1]
        assert f'"{field}"' in text.splitlines()[fault.line - 1]


def test_a_thousand_faults_are_a_thousand_faults():
    scenario = added("waivers", *({"workload": f"nobody {i}", "until": "2022-01"} for i in range(1000)))
    assert len(faults_of(scenario)) == 1000


# --- names ---------------------------------------------------------------------------------------------------------

REFERENCES = [
    "/services/0/area",
    "/services/0/standards/0",
    "/agencies/1/parent",
    "/blackouts/0/agency",
    "/providers/0/agency",
    "/marketplaces/0/area",
    "/marketplaces/0/lead",
    "/designations/0/marketplace",
    "/offerings/0/provider",
    "/offerings/0/marketplace",
    "/offerings/0/standards/0",
    "/coverages/0/offering",
    "/coverages/0/service",
    "/tiers/0/offering",
    "/tiers/0/service",
    "/stages/0/offering",
    "/stages/0/services/0",
    "/workloads/0/agency",
    "/workloads/0/service",
    "/workloads/0/incumbent",
    "/migration_parameters/0/service",
    "/migration_parameters/1/workload",
    "/migration_parameters/1/offering",
    "/migrations_in_progress/0/workload",
    "/migrations_in_progress/0/offering",
    "/pins/0/workload",
    "/pins/0/offering",
    "/dependencies/0/prerequisite",
    "/dependencies/0/dependent",
    "/interfaces/0/a",
    "/interfaces/0/b",
    "/funds/0/agencies/0",
    "/budgets/0/fund",
    "/mandates/0/agencies/0",
    "/mandates/0/services/0",
    "/waivers/0/workload",
    "/exceptions/0/workload",
    "/exceptions/0/offering",
]


@pytest.mark.parametrize("pointer", REFERENCES)
def test_a_dangling_reference_is_one_fault_at_its_place(pointer):
    fault = the_fault(changed((pointer, "completely different")))
    assert (fault.pointer, fault.value, fault.suggestion) == (pointer, "completely different", "")


@pytest.mark.parametrize("pointer", REFERENCES)
def test_a_misspelt_name_is_met_with_the_right_one(pointer):
    right = at(GOOD, steps(pointer))
    wrong = right[1] + right[0] + right[2:] if len(right) > 3 else right.lower()
    assert the_fault(changed((pointer, wrong))).suggestion == right


@pytest.mark.parametrize(
    "table",
    [
        "standards",
        "areas",
        "services",
        "agencies",
        "providers",
        "marketplaces",
        "offerings",
        "workloads",
        "funds",
        "mandates",
    ],
)
def test_a_name_that_is_there_twice_is_a_fault_of_the_second(table):
    faults = faults_of(added(table, copy.deepcopy(GOOD[table][0])))
    assert f"/{table}/{len(GOOD[table])}/id" in pointers(faults)
    assert faults[0].value == GOOD[table][0]["id"]


def test_names_differ_by_case_and_bytes():
    assert qsmo.loads(dumps(added("agencies", {"id": "treasury"}, {"id": "Tr\u00e9sor"}, {"id": "Tre\u0301sor"})))


def test_a_misspelt_field_is_met_with_the_right_one():
    scenario = added("agencies", {"id": "new", "effort_capcity": 5})
    fault = the_fault(scenario)
    assert (fault.pointer, fault.suggestion) == ("/agencies/2/effort_capcity", "effort_capacity")


def test_a_misspelt_table_is_met_with_the_right_one():
    fault = the_fault({**GOOD, "wavers": []})
    assert (fault.pointer, fault.suggestion) == ("/wavers", "waivers")


def test_a_misspelt_word_is_met_with_the_right_one():
    fault = the_fault(changed(("/designations/0/state", "desginated")))
    assert (fault.suggestion, "pre_designated" in fault.expected) == ("designated", True)


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)"])
def test_a_name_that_a_spreadsheet_would_run_is_a_fault(name):
    fault = faults_of(added("agencies", {"id": name}))[0]
    assert (fault.pointer, fault.value) == ("/agencies/2/id", name)


NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "'; DROP TABLE agencies",
    "${jndi:x}",
    "%s%n",
    "{0}",
    "../../etc/passwd",
    "\u202etxt",
]


@pytest.mark.parametrize("name", NASTY)
def test_a_name_with_markup_is_only_a_name(name):
    scenario = added("agencies", {"id": name})
    portfolio = qsmo.loads(dumps(scenario))
    assert qsmo.loads(portfolio.to_json()) == portfolio
    for pretty in (portfolio._repr_html_(), qsmo.evaluate(portfolio, qsmo.status_quo(portfolio))._repr_html_()):
        assert "<script>" not in pretty and "<img" not in pretty


@pytest.mark.parametrize("name", ["\x1b[31mred", "two\nlines", "bell\x07"])
def test_messages_do_not_pass_control_characters_on(name):
    fault = faults_of(changed(("/workloads/0/agency", name)))[0]
    assert not [character for character in str(fault) if ord(character) < 32 or ord(character) == 127]


def test_a_long_value_is_shortened_in_the_message():
    fault = faults_of(changed(("/workloads/0/volume", "9" * 10_000)))[0]
    assert len(fault.value) <= 100


# --- dates and numbers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pointer", "value", "reported"),
    [
        ("/blackouts/0/to", "2020-12", "/blackouts/0/to"),
        ("/start_freezes/0/to", "2019-01", "/start_freezes/0/to"),
        ("/migrations_in_progress/0/cutover_to", "2020-12", "/migrations_in_progress/0/cutover_to"),
    ],
)
def test_an_end_before_its_start_is_a_fault(pointer, value, reported):
    assert the_fault(changed((pointer, value))).pointer == reported


def test_an_end_in_the_month_of_its_start_is_none():
    assert qsmo.loads(dumps(changed(("/blackouts/0/from", "2021-01-15"), ("/blackouts/0/to", "2021-01"))))
    assert (
        the_fault(changed(("/blackouts/0/from", "2021-01-15"), ("/blackouts/0/to", "2021-01-14"))).pointer
        == "/blackouts/0/to"
    )


DATES = [
    "/as_of",
    "/blackouts/0/from",
    "/designations/0/date",
    "/stages/0/date",
    "/mandates/0/deadline",
    "/waivers/0/until",
    "/exceptions/0/date",
]


@pytest.mark.parametrize("pointer", DATES)
def test_a_date_in_1970_is_a_fault_that_says_why(pointer):
    fault = faults_of(changed((pointer, "1970-01-01")))[0]
    assert (fault.pointer, fault.value, "1970" in fault.expected) == (pointer, "1970-01-01", True)


@pytest.mark.parametrize("date", ["2021-02-29", "2021-04-31", "2100-02-29", "2021-00-01", "0000-01", "0000-00"])
@pytest.mark.parametrize("pointer", [*DATES, "/workloads/0/contract_end", "/pins/0/cutover_to", "/offerings/0/ends"])
def test_a_day_that_does_not_exist_is_a_fault(pointer, date):
    assert faults_of(changed((pointer, date)))[0].pointer == pointer


@pytest.mark.parametrize("date", ["2020-02-29", "2000-02-29"])
def test_a_leap_day_exists(date):
    assert qsmo.loads(dumps(changed(("/workloads/0/contract_end", date))))


@pytest.mark.parametrize("as_of", ["2020-10-15", "2020-10-31"])
def test_the_as_of_date_is_the_first_of_a_month(as_of):
    assert the_fault(changed(("/as_of", as_of))).pointer == "/as_of"


@pytest.mark.parametrize(
    ("as_of", "start", "good"),
    [("2020-10", 10, True), ("2020-11", 10, False), ("2020-11", 2, True), ("2020-10", 12, False)],
)
def test_the_as_of_date_begins_a_quarter_of_the_fiscal_year(as_of, start, good):
    scenario = {**GOOD, "as_of": as_of, "period": "quarter", "fiscal_year_start": start}
    if good:
        assert qsmo.loads(dumps(scenario))
    else:
        assert the_fault(scenario).pointer == "/as_of"


@pytest.mark.parametrize(
    "pointer",
    ["/migrations_in_progress/0/cutover_from", "/migrations_in_progress/0/cutover_to", "/pins/0/cutover_from"],
)
@pytest.mark.parametrize("date", ["2020-09", "2022-10"])
def test_a_cutover_outside_the_horizon_is_a_fault(pointer, date):
    assert pointer in pointers(faults_of(changed((pointer, date))))


def test_a_calendar_year_start_needs_a_period_that_begins_in_january():
    scenario = changed(("/services/0/cutover_rule", "calendar_year_start"))
    assert qsmo.loads(dumps(scenario))
    quarters = scenario | {"period": "quarter", "as_of": "2020-11", "fiscal_year_start": 11}
    assert the_fault(quarters).pointer == "/services/0/cutover_rule"


def with_number(pointer, literal):
    """JSON text with a literal that Python might not write."""
    return dumps(changed((pointer, "PLACEHOLDER"))).replace('"PLACEHOLDER"', literal)


@pytest.mark.parametrize(
    ("pointer", "literal"),
    [
        ("/workloads/0/annual_cost", "1200.005"),
        ("/workloads/0/annual_cost", "1e-3"),
        ("/budgets/0/amount", "0.001"),
        ("/workloads/0/volume", "0.0000001"),
        ("/workloads/0/volume", "1e-7"),
        ("/tiers/0/unit_price", "5.1234567"),
        ("/discount_rate", "0.0300000001"),
    ],
)
def test_too_many_decimal_places_are_a_fault_and_never_rounded(pointer, literal):
    fault = the_fault(with_number(pointer, literal))
    assert (fault.pointer, fault.value, "decimal places" in fault.expected) == (pointer, literal, True)


@pytest.mark.parametrize("literal", ["1200.0000", "1.2e3", "1200E0", "120000e-2", "0.12E+4"])
def test_spellings_of_one_number_are_one_number(literal):
    assert qsmo.loads(with_number("/workloads/0/annual_cost", literal)) == qsmo.loads(dumps(GOOD))


@pytest.mark.parametrize(
    "literal", ["1e400", "-1e400", "1e40", "9" * 30, "-" + "9" * 30, "99999999999999999999999.5", "1e999999999999"]
)
@pytest.mark.parametrize(
    "pointer",
    ["/workloads/0/annual_cost", "/workloads/0/volume", "/periods", "/tiers/0/unit_price", "/budgets/0/fiscal_year"],
)
def test_a_number_beyond_all_range_is_a_fault_at_its_place(pointer, literal):
    fault = the_fault(with_number(pointer, literal))
    assert fault.pointer == pointer
    assert fault.value


@pytest.mark.parametrize(
    "literal",
    ["NaN", "Infinity", "-Infinity", "01", ".5", "5.", "+5", "0x10", "1_000", "1e", "--1", "True", "undefined"],
)
def test_what_is_no_json_number_is_a_fault(literal):
    assert len(faults_of(with_number("/workloads/0/volume", literal))) >= 1


@pytest.mark.parametrize("literal", ["-0", "-0.0", "0e5", "1e-400"])
def test_zero_however_written_is_zero_or_a_fault_at_its_place(literal):
    text = with_number("/workloads/0/volume", literal)
    if literal == "1e-400":
        assert the_fault(text).pointer == "/workloads/0/volume"
    else:
        assert qsmo.loads(text) == qsmo.loads(with_number("/workloads/0/volume", "0"))


# --- what records mean to one another ------------------------------------------------------------------------------


def arcs(*rows):
    keys = ("prerequisite", "dependent", "kind", "lag")
    return {**GOOD, "dependencies": [dict(zip(keys, row, strict=False)) for row in rows]}


def test_a_cycle_with_a_lag_is_a_fault_that_names_the_cycle():
    fault = the_fault(
        arcs(
            ("Treasury pay", "Mint pay", "cutover_before", 0),
            ("Mint pay", "Bureau pay", "cutover_before", 2),
            ("Bureau pay", "Treasury pay", "start_after", 0),
        )
    )
    for name in ("Treasury pay", "Mint pay", "Bureau pay"):
        assert name in fault.expected
    assert fault.pointer.startswith("/dependencies/")


def test_together_counts_as_arcs_both_ways_in_a_cycle():
    assert the_fault(arcs(("Treasury pay", "Mint pay", "together"), ("Treasury pay", "Mint pay", "cutover_before", 1)))
    assert qsmo.loads(
        dumps(arcs(("Treasury pay", "Mint pay", "together"), ("Treasury pay", "Mint pay", "cutover_before", 0)))
    )


def test_soft_and_allowing_arcs_and_sunk_starts_make_no_cycle():
    there, back = ("Treasury pay", "Mint pay", "cutover_before", 1), ("Mint pay", "Treasury pay", "cutover_before", 1)
    assert the_fault(arcs(there, back))
    for extra in ({"break_price": 5}, {"if_retained": "allow"}):
        scenario = arcs(there, back)
        scenario["dependencies"][1] |= extra
        assert qsmo.loads(dumps(scenario))
    sunk = arcs(("Treasury pay", "Bureau pay", "start_after", 1), ("Bureau pay", "Treasury pay", "cutover_before", 1))
    assert qsmo.loads(dumps(sunk))


def test_two_cycles_are_two_faults():
    scenario = arcs(
        ("Treasury pay", "Mint pay", "cutover_before", 1),
        ("Mint pay", "Treasury pay"),
        ("Bureau pay", "More pay", "cutover_before", 1),
        ("More pay", "Bureau pay"),
    )
    scenario["workloads"] = [*scenario["workloads"], {**GOOD["workloads"][1], "id": "More pay"}]
    assert len(faults_of(scenario)) == 2


def test_a_workload_does_not_depend_on_itself_nor_link_to_itself():
    assert "/dependencies/0/dependent" in pointers(faults_of(arcs(("Mint pay", "Mint pay"))))
    scenario = {**GOOD, "interfaces": [{"a": "Mint pay", "b": "Mint pay", "cost_per_period": 1}]}
    assert the_fault(scenario).pointer == "/interfaces/0/b"


@pytest.mark.parametrize("extra", [{"lag": 1}, {"break_price": 1}, {"if_retained": "allow"}])
def test_together_takes_no_lag_no_price_and_no_allowance(extra):
    scenario = arcs(("Treasury pay", "Mint pay", "together"))
    scenario["dependencies"][0] |= extra
    assert the_fault(scenario).pointer == f"/dependencies/0/{next(iter(extra))}"


def test_a_cycle_of_parents_is_a_fault():
    scenario = {**GOOD, "agencies": [{"id": "Treasury", "parent": "Mint"}, {"id": "Mint", "parent": "Treasury"}]}
    assert set(pointers(faults_of(scenario))) <= {"/agencies/0/parent", "/agencies/1/parent"}
    assert the_fault(changed(("/agencies/0/parent", "Treasury"))).pointer == "/agencies/0/parent"


def test_a_long_chain_of_parents_is_none():
    chain = [{"id": f"a{i}", "parent": f"a{i - 1}"} for i in range(1, 500)]
    assert qsmo.loads(dumps(added("agencies", {"id": "a0"}, *chain)))


def test_two_funds_on_one_agency_and_kind_are_a_fault_that_names_both():
    fault = the_fault(added("funds", {"id": "other", "agencies": ["Mint", "Treasury"], "kinds": ["bridge", "phase"]}))
    assert fault.pointer.startswith("/funds/1")
    for word in ("fund", "phase", "Treasury"):
        assert word in fault.expected


def test_two_budgets_of_one_fund_and_year_are_a_fault():
    assert (
        the_fault(added("budgets", {"fund": "fund", "fiscal_year": 2021, "amount": 1})).pointer
        == "/budgets/1/fiscal_year"
    )


def test_tiers_start_at_zero_and_differ():
    assert the_fault(changed(("/tiers/0/from_volume", 5))).pointer == "/tiers/0/from_volume"
    assert (
        the_fault(added("tiers", {"offering": "paynow", "service": "payroll", "unit_price": 4})).pointer
        == "/tiers/2/from_volume"
    )
    assert qsmo.loads(
        dumps(added("tiers", {"offering": "paynow", "service": "payroll", "from_volume": 5, "unit_price": 4}))
    )


def test_a_coverage_needs_a_price_and_a_tier_a_coverage():
    assert the_fault({**GOOD, "tiers": GOOD["tiers"][:1]}).pointer.startswith("/coverages/1")
    scenario = added("services", {"id": "travel", "area": "HR"})
    scenario["tiers"].append({"offering": "paynow", "service": "travel", "unit_price": 4})
    assert the_fault(scenario).pointer.startswith("/tiers/2")


def test_moves_and_incumbents_need_an_offering_that_covers_the_service():
    uncovering = added("offerings", {"id": "empty", "provider": "centre"})
    for pointer in (
        "/workloads/0/incumbent",
        "/migrations_in_progress/0/offering",
        "/pins/0/offering",
        "/exceptions/0/offering",
    ):
        scenario = copy.deepcopy(uncovering)
        *path, last = steps(pointer)
        at(scenario, path)[last] = "empty"
        assert the_fault(scenario).pointer == pointer


def test_states_of_a_marketplace_come_in_their_legal_order():
    row = {"marketplace": "market", "state": "pre_designated", "date": "2021-01"}
    assert the_fault(added("designations", row)).pointer == "/designations/1/state"
    assert qsmo.loads(dumps(added("designations", row | {"date": "2019-01"})))


def test_a_workload_has_one_pin_and_one_migration_in_progress_and_never_both():
    assert the_fault(added("pins", GOOD["pins"][0])).pointer == "/pins/1/workload"
    assert (
        the_fault(added("migrations_in_progress", GOOD["migrations_in_progress"][0])).pointer
        == "/migrations_in_progress/1/workload"
    )
    assert len(faults_of(added("pins", {"workload": "Bureau pay", "action": "retain"}))) == 1


@pytest.mark.parametrize("extra", [{"offering": "paynow"}, {"cutover_from": "2021-01"}, {"cutover_to": "2021-01"}])
def test_a_pin_to_stay_says_nothing_of_moves(extra):
    scenario = {**GOOD, "pins": [{"workload": "Mint pay", "action": "retain", **extra}]}
    assert the_fault(scenario).pointer.startswith("/pins/0")


@pytest.mark.parametrize(
    "key",
    [
        {},
        {"workload": "Mint pay", "service": "payroll"},
        {"offering": "paynow", "service": "payroll"},
        {"size_class": "L"},
        {"workload": "Mint pay", "size_class": "L"},
    ],
)
def test_migration_parameters_have_one_of_the_five_keys(key):
    assert the_fault(added("migration_parameters", key | {"dual_run": 1})).pointer.startswith("/migration_parameters/2")


def test_migration_parameters_have_one_row_per_key():
    assert the_fault(added("migration_parameters", {"service": "payroll"})).pointer.startswith(
        "/migration_parameters/2"
    )


def test_provenance_names_fields_that_hold_numbers():
    for field in ("id", "agency", "surprise", "annual cost"):
        scenario = changed(("/workloads/0/provenance", {field: "assumed"}))
        assert faults_of(scenario)[0].pointer.startswith("/workloads/0/provenance")
    assert qsmo.loads(dumps(changed(("/workloads/0/provenance", {"annual_cost": "read: ledger", "*": "assumed"}))))


# --- files that are hardly files -----------------------------------------------------------------------------------


def test_a_key_that_is_there_twice_is_a_fault():
    text = dumps(GOOD).replace('"periods": 24', '"periods": 24, "periods": 36')
    assert the_fault(text).pointer == "/periods"
    text = dumps(GOOD).replace('"volume": 100', '"volume": 100, "volume": 100')
    assert the_fault(text).pointer == "/workloads/0/volume"


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "// nothing"])
def test_an_empty_file_is_a_fault(text):
    faults = faults_of(text)
    assert faults[0].line >= 1


@pytest.mark.parametrize("length", [1, 2, 40, 300, 1000, -2, -1])
def test_a_truncated_file_is_one_fault_at_its_end(length):
    text = json.dumps(GOOD, indent=1)[:length]
    fault = the_fault(text)
    assert fault.line == text.count("\n") + 1


@pytest.mark.parametrize("extra", ["x", "{}", "]", ",", "null"])
def test_text_after_the_end_is_a_fault(extra):
    assert the_fault(dumps(GOOD) + extra)


@pytest.mark.parametrize("extra", ["", "\n", " \r\n\t "])
def test_blanks_around_and_a_byte_order_mark_are_none(extra):
    assert qsmo.loads(extra + dumps(GOOD) + extra)
    assert qsmo.loads(b"\xef\xbb\xbf" + dumps(GOOD).encode())


@pytest.mark.parametrize("bad", [b"\xff", b"\xc3(", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xc0\x80", b"\xe9"])
def test_bytes_that_are_not_utf8_are_a_fault(bad):
    text = json.dumps(GOOD, indent=1).encode().replace(b'"good"', b'"go' + bad + b'od"')
    fault = the_fault(text)
    assert (fault.line, "UTF-8" in fault.expected) == (3, True)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1"])
def test_another_encoding_is_a_fault(encoding):
    text = json.dumps(added("agencies", {"id": "Trésor"}), ensure_ascii=False)
    assert faults_of(text.encode(encoding))


@pytest.mark.parametrize(
    "text", ['{"name": "a\x00b"}', '{"format": "qsmo-scenario/1"}\x00', "\x00", '{"name": "a\\u0000b"}']
)
def test_nul_bytes_are_a_fault(text):
    assert faults_of(text)


def test_lone_surrogates_are_a_fault():
    assert faults_of(dumps(GOOD).replace('"good"', '"\\ud800"'))


def test_depth_is_limited():
    assert len(faults_of('{"agencies": ' + "[" * 1000 + "]" * 1000 + "}")) >= 1
    assert faults_of("[" * 100_000)


def test_a_wrong_format_is_told_apart_from_other_faults():
    fault = the_fault(changed(("/format", "qsmo-scenario/2")))
    assert (fault.pointer, "qsmo-scenario/1" in fault.expected) == ("/format", True)


def test_a_file_that_is_not_there_is_no_input_error(tmp_path):
    with pytest.raises(qsmo.IoError):
        qsmo.load(tmp_path / "nothing.json")


@pytest.mark.parametrize("seed", range(200))
def test_damaged_files_raise_input_errors_and_nothing_else(seed):
    rng = random.Random(seed)
    text = bytearray(dumps(GOOD).encode())
    for _ in range(rng.choice((1, 1, 3, 20))):
        i = rng.randrange(len(text))
        action = rng.choice(("flip", "delete", "insert", "copy"))
        if action == "flip":
            text[i] = rng.randrange(256)
        elif action == "delete":
            del text[i : i + rng.choice((1, 5, 50))]
        elif action == "insert":
            text[i:i] = bytes([rng.choice(b'{}[]",:0-e.\\\x00\xff')])
        else:
            text[i:i] = text[rng.randrange(len(text)) :][: rng.choice((1, 10, 100))]
    try:
        qsmo.loads(bytes(text))
    except qsmo.InputError as error:
        assert error.faults
        assert all(fault.expected and fault.line >= 1 for fault in error.faults)


# --- plan files ----------------------------------------------------------------------------------------------------

MOVE = {"workload": "Treasury pay", "action": "migrate", "offering": "paynow", "cutover": "2021-03"}


def plan_faults(plan):
    portfolio = qsmo.loads(dumps(GOOD))
    text = plan if isinstance(plan, bytes) else dumps({"format": "qsmo-plan/1", **plan}).encode()
    with pytest.raises(qsmo.InputError) as caught:
        qsmo.read_plan(portfolio, text)
    return caught.value.faults


def test_a_good_plan_is_good():
    portfolio = qsmo.loads(dumps(GOOD))
    plan = {"format": "qsmo-plan/1", "decisions": [MOVE, {"workload": "Mint pay", "action": "retain"}]}
    assert qsmo.read_plan(portfolio, dumps(plan).encode()).migrations == 2


@pytest.mark.parametrize(
    ("change", "field", "suggestion"),
    [
        ({"workload": "Tresury pay"}, "workload", "Treasury pay"),
        ({"offering": "paynwo"}, "offering", "paynow"),
        ({"action": "migrates"}, "action", "migrate"),
        ({"cutover": "2020-09"}, "cutover", ""),
        ({"cutover": "2022-10"}, "cutover", ""),
        ({"cutover": "soon"}, "cutover", ""),
        ({"cutover": 5}, "cutover", ""),
        ({"start": "2021-02"}, "start", ""),
    ],
)
def test_a_fault_of_a_plan_has_its_place(change, field, suggestion):
    faults = plan_faults({"decisions": [MOVE | change]})
    assert [(fault.pointer, fault.suggestion) for fault in faults] == [(f"/decisions/0/{field}", suggestion)]


@pytest.mark.parametrize("field", ["workload", "action", "offering", "cutover"])
def test_a_move_without_one_of_its_fields_is_a_fault(field):
    faults = plan_faults({"decisions": [{key: value for key, value in MOVE.items() if key != field}]})
    assert any(fault.pointer.startswith("/decisions/0") for fault in faults)


def test_a_workload_that_is_listed_twice_is_a_fault():
    assert any(fault.pointer.startswith("/decisions/1") for fault in plan_faults({"decisions": [MOVE, MOVE]}))


def test_all_faults_of_a_plan_come_together():
    faults = plan_faults({"decisions": [MOVE | {"offering": "x"}, {"workload": "y", "action": "retain"}]})
    assert len(faults) == 2


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b'{"decisions": []}',
        b'{"format": "qsmo-plan/2", "decisions": []}',
        b'{"format": "qsmo-scenario/1"}',
        b"\xff",
        b"{",
    ],
)
def test_a_file_that_is_no_plan_is_a_fault(text):
    assert plan_faults(text)


def test_a_transfer_to_nobody_or_outside_the_horizon_is_a_fault():
    for transfer in (
        {"agency": "Mnit", "period": "2021-01", "amount": 5},
        {"agency": "Mint", "period": "2031-01", "amount": 5},
        {"agency": "Mint", "period": "2021-01", "amount": "5"},
    ):
        faults = plan_faults({"decisions": [], "transfers": [transfer]})
        assert all(fault.pointer.startswith("/transfers/0") for fault in faults)


def test_a_move_to_an_offering_without_the_service_is_a_fault():
    scenario = added("offerings", {"id": "empty", "provider": "centre"})
    portfolio = qsmo.loads(dumps(scenario))
    plan = {"format": "qsmo-plan/1", "decisions": [MOVE | {"offering": "empty"}]}
    with pytest.raises(qsmo.InputError):
        qsmo.evaluate(portfolio, qsmo.read_plan(portfolio, dumps(plan).encode()))


# --- folders of CSV tables -----------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "scenario"
    qsmo.loads(dumps(GOOD)).save(path)
    return path


def folder_faults(folder):
    with pytest.raises(qsmo.InputError) as caught:
        qsmo.load(folder)
    assert caught.value.faults
    return caught.value.faults


def edit(folder, table, change):
    path = folder / f"{table}.csv"
    text = path.read_bytes()
    path.write_bytes(change(text))


def test_json_and_csv_hold_the_same(folder):
    assert qsmo.load(folder) == qsmo.loads(dumps(GOOD))
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["settings.csv", *(f"{key}.csv" for key, value in GOOD.items() if isinstance(value, list))]
    )


@pytest.mark.parametrize("seed", range(40))
def test_random_scenarios_go_round_through_csv_and_json(seed, tmp_path):
    portfolio = qsmo.loads(dumps(random_scenario(seed, SHAPES[sorted(SHAPES)[seed % len(SHAPES)]])))
    portfolio.save(tmp_path / "folder")
    portfolio.save(tmp_path / "file.json")
    assert qsmo.load(tmp_path / "folder") == portfolio
    assert qsmo.load(tmp_path / "file.json") == portfolio
    assert qsmo.load(tmp_path / "folder").fingerprint == portfolio.fingerprint


TEXTS = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "'=1+1",
    "''",
    "'",
    'say "hi"',
    "a,b",
    "two\nlines",
    " blank ends ",
    "tab\there",
    ";",
    "#",
    "ünïcödé 日本",
    "a|b",
    "a | b",
    '=\n"',
    "true",
    "null",
    "\\",
]


@pytest.mark.parametrize("text", TEXTS)
def test_free_texts_go_round_through_csv(text, tmp_path):
    scenario = changed(
        ("/agencies/0/name", text), ("/blackouts/0/reason", text), ("/name", text), ("/services/0/unit", text)
    )
    portfolio = qsmo.loads(dumps(scenario))
    portfolio.save(tmp_path / "folder")
    assert qsmo.load(tmp_path / "folder") == portfolio


@pytest.mark.parametrize(
    "name",
    ["'=x", "'quoted'", 'say "hi"', "a,b", "a=b", "a;b", "#1", "日本", "it's", "null", "true", "1", "2021-10", "1e5"],
)
def test_odd_names_go_round_through_csv(name, tmp_path):
    scenario = added("agencies", {"id": name})
    scenario["funds"].append({"id": "second", "agencies": ["Mint", name], "kinds": ["bridge"]})
    scenario["workloads"].append({"id": name, "agency": name, "service": "payroll", "volume": 1, "annual_cost": 1})
    portfolio = qsmo.loads(dumps(scenario))
    portfolio.save(tmp_path / "folder")
    assert qsmo.load(tmp_path / "folder") == portfolio


@pytest.mark.parametrize("how", ["assumed", "derived: a = b", "read: A-94, p. 3", "read: x; y", "read: 'quoted'"])
def test_provenance_goes_round_through_csv(how, tmp_path):
    portfolio = qsmo.loads(dumps(changed(("/workloads/0/provenance", {"annual_cost": how, "*": "assumed"}))))
    portfolio.save(tmp_path / "folder")
    assert qsmo.load(tmp_path / "folder") == portfolio


def test_no_cell_that_a_spreadsheet_would_run_is_written(tmp_path):
    portfolio = qsmo.loads(
        dumps(changed(("/agencies/0/name", "=cmd|' /C calc'!A0"), ("/name", "@SUM(A1)"), ("/description", "+1")))
    )
    portfolio.save(tmp_path / "folder")
    for path in (tmp_path / "folder").iterdir():
        for line in path.read_text().splitlines():
            cells = line.replace('"', "").split(",")
            assert not [cell for cell in cells if cell[:1] in ("=", "+", "@")]


def test_a_byte_order_mark_crlf_and_blank_lines_are_fine(folder):
    expected = qsmo.load(folder)
    for path in folder.iterdir():
        text = path.read_bytes().replace(b"\n", b"\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + text + b"\r\n\r\n")
    assert qsmo.load(folder) == expected


def test_columns_may_come_in_any_order_and_cells_may_be_quoted(folder):
    expected = qsmo.load(folder)
    rows = [line.split(",") for line in (folder / "workloads.csv").read_text().splitlines()]
    (folder / "workloads.csv").write_text(
        "".join(",".join(f'"{cell}"' for cell in reversed(row)) + "\n" for row in rows)
    )
    assert qsmo.load(folder) == expected


def test_a_missing_file_is_an_empty_table(folder):
    (folder / "waivers.csv").unlink()
    assert len(qsmo.load(folder).table("waivers")) == 0


def test_a_missing_value_of_a_required_column_is_a_fault_with_file_and_line(folder):
    edit(folder, "agencies", lambda text: text.replace(b"Mint", b""))
    fault = [fault for fault in folder_faults(folder) if fault.pointer == "/agencies/1/id"][0]
    assert (Path(fault.file).name, fault.line) == ("agencies.csv", 3)


def test_an_unknown_column_is_a_fault_with_the_right_name(folder):
    edit(folder, "workloads", lambda text: text.replace(b"annual_cost", b"anual_cost"))
    fault = [fault for fault in folder_faults(folder) if fault.value == "anual_cost"][0]
    assert (Path(fault.file).name, fault.line, fault.suggestion) == ("workloads.csv", 1, "annual_cost")


def test_an_unknown_file_is_a_fault_with_the_right_name(folder):
    (folder / "waiver.csv").write_text("workload,until\n")
    fault = folder_faults(folder)[0]
    assert (Path(fault.file).name, fault.suggestion) == ("waiver.csv", "waivers.csv")


def test_other_files_in_the_folder_do_no_harm(folder):
    expected = qsmo.load(folder)
    (folder / "README.md").write_text("notes")
    assert qsmo.load(folder) == expected


@pytest.mark.parametrize("row", [b"only one\n", b"a,b,c,d,e,f,g,h,i,j\n"])
def test_a_row_with_too_few_or_too_many_cells_is_a_fault(folder, row):
    edit(folder, "interfaces", lambda text: text + row)
    assert any(
        Path(fault.file).name == "interfaces.csv" and fault.line == 3 and "cells" in fault.expected
        for fault in folder_faults(folder)
    )


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "cp1252"])
def test_a_table_in_another_encoding_is_a_fault_with_its_line(folder, encoding):
    edit(folder, "agencies", lambda text: (text.decode() + "Trésor\n").encode(encoding))
    fault = folder_faults(folder)[0]
    assert (Path(fault.file).name, "UTF-8" in fault.expected) == ("agencies.csv", True)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (b'id\n"Treasury\n', 2),
        (b'id\n"Treasury"x\n', 2),
        (b"id,id\nTreasury,Mint\n", 1),
        (b"id,\nTreasury,\n", 1),
    ],
)
def test_a_broken_table_is_a_fault_with_its_line(folder, text, line):
    (folder / "agencies.csv").write_bytes(text)
    assert any(Path(fault.file).name == "agencies.csv" and fault.line == line for fault in folder_faults(folder))


def test_lines_are_counted_through_quoted_newlines(folder):
    (folder / "standards.csv").write_bytes(b'id,name\npayroll standards,"one\ntwo\nthree"\n=bad,\n')
    fault = folder_faults(folder)[0]
    assert (Path(fault.file).name, fault.line) == ("standards.csv", 5)


@pytest.mark.parametrize(
    ("table", "old", "new", "pointer"),
    [
        ("workloads", b"1200", b"1200.001", "/workloads/0/annual_cost"),
        ("workloads", b"1200", b'"1,200"', "/workloads/0/annual_cost"),
        ("workloads", b"1200", b"$1200", "/workloads/0/annual_cost"),
        ("workloads", b"1200", b" 1200 ", "/workloads/0/annual_cost"),
        ("designations", b"2020-01", b"01/2020", "/designations/0/date"),
        ("designations", b"2020-01", b"1970-01-01", "/designations/0/date"),
        ("designations", b"designated", b"Designated", "/designations/0/state"),
        ("settings", b"24", b"24.5", "/periods"),
        ("settings", b"24", b"many", "/periods"),
    ],
)
def test_a_bad_cell_is_a_fault_at_its_place(folder, table, old, new, pointer):
    edit(folder, table, lambda text: text.replace(old, new))
    assert pointer in pointers(folder_faults(folder))


@pytest.mark.parametrize(
    "settings",
    [
        b"",
        b"field\n",
        b"value,field\n",
        b"format,qsmo-scenario/1\n",
        b"field,value\nas_of,2020-10\nperiods,24\n",
        b"field,value\nformat,x\nas_of,2020-10\nperiods,24\n",
    ],
)
def test_broken_settings_are_a_fault(folder, settings):
    (folder / "settings.csv").write_bytes(settings)
    assert any(Path(fault.file).name == "settings.csv" for fault in folder_faults(folder))


def test_a_setting_that_is_there_twice_or_unknown_is_a_fault(folder):
    edit(folder, "settings", lambda text: text + b"periods,36\nperoid,month\n")
    found = {fault.pointer: fault for fault in folder_faults(folder)}
    assert set(found) == {"/periods", "/peroid"}
    assert found["/peroid"].suggestion == "period"


def test_faults_of_several_tables_come_together(folder):
    edit(folder, "workloads", lambda text: text.replace(b"1200", b"x"))
    edit(folder, "budgets", lambda text: text.replace(b"900", b"-1"))
    edit(folder, "pins", lambda text: text.replace(b"paynow", b"paynwo"))
    files = {Path(fault.file).name for fault in folder_faults(folder)}
    assert files == {"workloads.csv", "budgets.csv", "pins.csv"}


def test_a_folder_is_never_half_written(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(qsmo.IoError):
        qsmo.generate(agencies=2, services=1, periods=8).save(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


# --- the command line ----------------------------------------------------------------------------------------------


def run(*arguments, stdin=None, limit=None):
    """The finished `qsmo` process; `limit` bounds its address space in bytes."""

    def bounded():
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "qsmo", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        timeout=120,
        preexec_fn=bounded if limit else None,
        env={**os.environ, "COLUMNS": "200"},
    )


@pytest.fixture
def files(tmp_path):
    (tmp_path / "good.json").write_text(dumps(GOOD))
    (tmp_path / "bad.json").write_text(dumps(changed(("/workloads/0/agency", "Tresury"), ("/periods", 0))))
    (tmp_path / "plan.json").write_text(dumps({"format": "qsmo-plan/1", "decisions": [MOVE | {"offering": "x"}]}))
    return tmp_path


def assert_faults_on_stderr(process, *words):
    assert process.returncode == 2, process.stderr
    assert process.stdout == b""
    assert b"Traceback" not in process.stderr
    for word in words:
        assert word.encode() in process.stderr


def test_the_command_line_ends_with_2_and_the_faults_on_stderr(files):
    for command in ("validate", "describe", "plan"):
        assert_faults_on_stderr(run(command, files / "bad.json"), "/periods", "bad.json")
    assert_faults_on_stderr(
        run("check", files / "good.json", files / "plan.json"), "/decisions/0/offering", "plan.json"
    )


def test_the_command_line_reports_faults_of_stdin(files):
    process = run("validate", "-", stdin=(files / "bad.json").read_bytes())
    assert_faults_on_stderr(process, "/periods", "stdin")


def test_the_command_line_reports_a_missing_file(files):
    assert_faults_on_stderr(run("validate", files / "nothing.json"), "nothing.json")


def test_the_command_line_reports_faults_as_json_when_asked(files):
    process = run("validate", files / "bad.json", "--format", "json")
    assert process.returncode == 2
    assert "/periods" in {fault["pointer"] for fault in json.loads(process.stdout)["faults"]}


def test_an_existing_output_file_survives_bad_input(files):
    output = files / "out.json"
    output.write_text("precious")
    for arguments in (("plan", files / "bad.json", "-o", output), ("convert", files / "bad.json", output)):
        assert_faults_on_stderr(run(*arguments))
        assert output.read_text() == "precious"
    assert sorted(path.name for path in files.iterdir()) == ["bad.json", "good.json", "out.json", "plan.json"]


def test_messages_do_not_steer_the_terminal(files):
    (files / "evil.json").write_text(dumps(changed(("/workloads/0/agency", "\x1b[2J\x1b]0;title\x07\u202e"))))
    process = run("validate", files / "evil.json")
    assert process.returncode == 2
    assert not set(process.stderr) & {0x1B, 0x07}
    assert "\u202e".encode() not in process.stderr


def test_a_hundred_megabytes_of_brackets_fail_quickly_in_little_memory(tmp_path):
    path = tmp_path / "deep.json"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"[" * 1_000_000)
    begin = time.monotonic()
    process = run("validate", path, limit=1_500_000_000)
    assert_faults_on_stderr(process, "deep.json")
    assert time.monotonic() - begin < 10
    assert len(process.stderr) < 10_000


@pytest.mark.parametrize(
    "filler", [b'"' + b"a" * 1_000_000, b"9" * 1_000_000, b'{"a":' * 200_000, b"[1," * 300_000, b"\\" * 1_000_000]
)
def test_a_megabyte_of_nonsense_fails_quickly(tmp_path, filler):
    path = tmp_path / "nonsense.json"
    path.write_bytes(filler)
    begin = time.monotonic()
    assert_faults_on_stderr(run("validate", path), "nonsense.json")
    assert time.monotonic() - begin < 10
