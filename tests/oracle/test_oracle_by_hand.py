"""The oracle against small cases worked out by hand from docs/planning-problem.md."""

import sys
from fractions import Fraction
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from oracle import Calendar, Oracle, Violation, cents, dumps, loads  # noqa: E402

# Two agencies, one service, one offering; months from October 2020; 12 periods unless a test says otherwise.
BASE = {
    "format": "qsmo-scenario/1",
    "as_of": "2020-10",
    "periods": 12,
    "areas": [{"id": "HR"}],
    "services": [{"id": "payroll", "area": "HR"}],
    "agencies": [{"id": "A"}, {"id": "B", "parent": "A"}],
    "providers": [{"id": "P"}],
    "marketplaces": [{"id": "M", "area": "HR"}],
    "designations": [{"marketplace": "M", "state": "designated", "date": "2019-01"}],
    "offerings": [{"id": "O", "provider": "P", "marketplace": "M"}],
    "coverages": [{"offering": "O", "service": "payroll"}],
    "tiers": [{"offering": "O", "service": "payroll", "unit_price": 6}],
    "workloads": [
        {"id": "wa", "agency": "A", "service": "payroll", "volume": 100, "annual_cost": 1200},
        {"id": "wb", "agency": "B", "service": "payroll", "volume": 50, "annual_cost": 1000},
    ],
}


def scenario(**tables):
    return loads(dumps(BASE | tables))


def with_workload(index, **fields):
    workloads = [dict(row) for row in BASE["workloads"]]
    workloads[index] |= fields
    return {"workloads": workloads}


def with_offering(**fields):
    return {"offerings": [BASE["offerings"][0] | fields]}


def plan(**cutovers):
    """`wa="2021-01"` moves wa onto O; workloads that are not named are retained."""
    return {
        "decisions": [
            {"workload": workload, "action": "migrate", "offering": "O", "cutover": cutover}
            for workload, cutover in cutovers.items()
        ]
    }


def series(lines, agency, kind, periods=12):
    return [lines.get((agency, kind, t), 0) for t in range(periods)]


def parameters(**fields):
    return {"migration_parameters": [{"service": "payroll", **fields}]}


# --- numbers and time ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dollars", "expected"), [("0.005", 1), ("-0.005", -1), ("0.0049", 0), ("83.333333", 8333), ("2.675", 268)]
)
def test_cents_round_half_away_from_zero(dollars, expected):
    assert cents(Fraction(dollars)) == expected


def test_a_fiscal_year_bears_the_number_of_the_year_in_which_it_ends():
    calendar = Calendar({"as_of": "2020-07", "periods": 8, "period": "quarter"})
    assert [calendar.fiscal_year(t) for t in range(6)] == [2020, 2021, 2021, 2021, 2021, 2022]


def test_a_fiscal_year_that_starts_in_january_bears_its_own_number():
    calendar = Calendar({"as_of": "2020-01", "periods": 13, "fiscal_year_start": 1})
    assert (calendar.fiscal_year(0), calendar.fiscal_year(11), calendar.fiscal_year(12)) == (2020, 2020, 2021)


def test_a_date_names_the_period_that_contains_it():
    calendar = Calendar({"as_of": "2020-10", "periods": 4, "period": "quarter"})
    assert [calendar.period_of(date) for date in ("2020-09-30", "2020-10", "2020-12-31", "2021-01-01")] == [-1, 0, 0, 1]
    assert (
        calendar.begins("2019-01"),
        calendar.last("2019-01"),
        calendar.begins("2050-01"),
        calendar.last("2050-01"),
    ) == (0, -1, 4, 4)


def test_calendar_year_starts_need_a_period_that_begins_in_january():
    quarters = Calendar({"as_of": "2020-02", "periods": 8, "period": "quarter", "fiscal_year_start": 2})
    assert not any(quarters.allows("calendar_year_start", t) for t in range(8))
    assert [t for t in range(8) if quarters.allows("fiscal_year_start", t)] == [0, 4]


# --- money ---------------------------------------------------------------------------------------------------------


def test_a_retained_workload_pays_a_twelfth_of_its_cost_each_month_rounded_once():
    lines = Oracle(scenario()).lines({})
    assert series(lines, "A", "legacy") == [10000] * 12
    assert series(lines, "B", "legacy") == [8333] * 12  # 1000 / 12 = 83.333...


def test_premium_applies_after_the_contract_and_factor_after_the_incumbents_end():
    row = with_workload(0, contract_end="2020-11", extension_premium=0.5, incumbent_end="2020-12", fallback_factor=2)
    lines = Oracle(scenario(**row)).lines({})
    assert series(lines, "A", "legacy") == [10000, 10000, 15000] + [30000] * 9


def test_a_migration_pays_phases_onboarding_dual_running_decommission_and_service():
    row = with_workload(0, decommission_cost=77, contract_end="2021-04", stranded_share=0.25)
    ways = parameters(
        engagement_periods=1, engagement_spend=20, migration_periods=2, migration_spend=30, dual_run=2, onboarding=5
    )
    lines = Oracle(scenario(**row, **ways, **with_offering(annual_fee=24))).lines(plan(wa="2021-01"))
    assert series(lines, "A", "phase") == [2000, 3000, 3000] + [0] * 9
    assert series(lines, "A", "onboarding") == [0, 0, 0, 500] + [0] * 8
    assert series(lines, "A", "legacy") == [10000] * 3 + [0] * 9
    assert series(lines, "A", "dual_run") == [0] * 3 + [10000] * 2 + [0] * 7
    assert series(lines, "A", "decommission") == [0] * 5 + [7700] + [0] * 6
    assert series(lines, "A", "stranded") == [0] * 5 + [2500] * 2 + [0] * 5  # March and April 2021
    assert series(lines, "A", "service") == [0] * 3 + [5200] * 9  # (100 x 6 + 24) / 12


def test_dual_running_ends_with_an_incumbent_that_has_no_fallback():
    row = with_workload(0, incumbent_end="2021-01")
    lines = Oracle(scenario(**row, **parameters(dual_run=3))).lines(plan(wa="2021-01"))
    assert series(lines, "A", "dual_run") == [0] * 3 + [10000] + [0] * 8
    row = with_workload(0, incumbent_end="2021-01", fallback_factor=2)
    lines = Oracle(scenario(**row, **parameters(dual_run=3))).lines(plan(wa="2021-01"))
    assert series(lines, "A", "dual_run") == [0] * 3 + [10000, 20000, 20000] + [0] * 6


def test_a_cutover_after_the_incumbents_end_pays_legacy_at_factor_one_until_then():
    lines = Oracle(scenario(**with_workload(0, incumbent_end="2020-10"), **parameters(dual_run=3))).lines(
        plan(wa="2021-01")
    )
    assert series(lines, "A", "legacy") == [10000] * 3 + [0] * 9
    assert series(lines, "A", "dual_run") == [0] * 12


def test_nothing_is_decommissioned_at_the_horizon():
    lines = Oracle(scenario(**with_workload(0, decommission_cost=77), **parameters(dual_run=3))).lines(
        plan(wa="2021-07")
    )
    assert series(lines, "A", "decommission") == [0] * 12


TIERS = [
    {"offering": "O", "service": "payroll", "unit_price": 6},
    {"offering": "O", "service": "payroll", "from_volume": 120, "unit_price": 3},
]


def test_all_units_pay_the_price_of_the_tier_reached():
    lines = Oracle(scenario(tiers=TIERS)).lines(plan(wa="2020-10", wb="2020-12"))
    assert series(lines, "A", "service")[:4] == [5000, 5000, 2500, 2500]
    assert series(lines, "B", "service")[:4] == [0, 0, 1250, 1250]


def test_incremental_units_pay_the_average_of_their_slices():
    coverage = [{"offering": "O", "service": "payroll", "pricing": "incremental"}]
    lines = Oracle(scenario(tiers=TIERS, coverages=coverage)).lines(plan(wa="2020-10", wb="2020-10"))
    # 120 x 6 + 30 x 3 = 810 for 150 units: 5.40 each
    assert (lines["A", "service", 0], lines["B", "service", 0]) == (4500, 2250)


def test_at_no_volume_the_price_is_the_first_tiers():
    row = with_workload(0, volume=0)
    oracle = Oracle(scenario(**row, tiers=TIERS, **with_offering(annual_fee=12)))
    assert oracle.unit_price("O", "payroll", Fraction(0), 0) == 6
    assert oracle.lines(plan(wa="2020-10"))["A", "service", 0] == 100


def test_workloads_whose_incumbent_is_an_offering_count_in_its_volume_until_they_leave():
    offerings = BASE["offerings"] + [{"id": "O2", "provider": "P", "marketplace": "M"}]
    tables = {
        "offerings": offerings,
        "coverages": BASE["coverages"] + [{"offering": "O2", "service": "payroll", "base_volume": 7}],
        "tiers": BASE["tiers"] + [{"offering": "O2", "service": "payroll", "unit_price": 1}],
        **with_workload(0, incumbent="O2"),
        **parameters(dual_run=1),
    }
    oracle = Oracle(scenario(**tables))
    moves = oracle.moves(plan(wa="2021-01"))
    assert [oracle.volume(moves, "O2", "payroll", t) for t in (0, 3, 4)] == [107, 107, 7]


def test_the_odd_cent_of_a_bridge_goes_to_the_lesser_id_bytewise():
    workloads = [BASE["workloads"][0] | {"id": "é"}, BASE["workloads"][1] | {"id": "z"}]
    interface = [{"a": "é", "b": "z", "cost_per_period": 0.05}]
    lines = Oracle(scenario(workloads=workloads, interfaces=interface)).lines(plan(é="2020-12", z="2021-02"))
    assert series(lines, "A", "bridge") == [0, 0, 2, 2] + [0] * 8  # é is 0xc3 0xa9, greater than z
    assert series(lines, "B", "bridge") == [0, 0, 3, 3] + [0] * 8


def test_a_bridge_to_a_retained_workload_lasts_to_the_horizon():
    interface = [{"a": "wb", "b": "wa", "cost_per_period": 1}]
    lines = Oracle(scenario(interfaces=interface)).lines(plan(wb="2021-08"))
    assert series(lines, "A", "bridge") == [0] * 10 + [50, 50]


def arc(**fields):
    return {"dependencies": [{"prerequisite": "wa", "dependent": "wb", **fields}]}


def test_a_soft_arc_costs_its_price_at_the_dependents_cutover():
    oracle = Oracle(scenario(**arc(break_price=9, lag=2)))
    assert oracle.lines(plan(wa="2020-12", wb="2021-01"))["B", "break", 3] == 900
    assert ("B", "break", 4) not in oracle.lines(plan(wa="2020-12", wb="2021-02"))
    assert oracle.lines(plan(wb="2021-01"))["B", "break", 3] == 900
    assert not oracle.violations(plan(wb="2021-01"))


def test_a_soft_arc_that_allows_a_retained_prerequisite_costs_nothing_then():
    oracle = Oracle(scenario(**arc(break_price=9, if_retained="allow")))
    assert series(oracle.lines(plan(wb="2021-01")), "B", "break") == [0] * 12


def test_a_transfer_is_minus_in_the_agency_plus_in_the_fund_and_absent_from_the_total():
    funds = {"funds": [{"id": "F", "agencies": ["A"], "kinds": ["transfer"]}], "budgets": []}
    oracle = Oracle(scenario(**funds))
    paid = {"decisions": [], "transfers": [{"agency": "A", "period": "2020-12", "amount": 12.34}]}
    assert oracle.lines(paid)["A", "transfer", 2] == -1234
    assert oracle.spend(paid) == {("F", 2021): 1234}
    assert oracle.net_benefit(paid) == 0
    assert oracle.violations(paid) == [Violation("budget", ("F",), None, 2021, Fraction(1234, 100))]


def test_net_benefit_discounts_and_breakeven_is_the_first_period_that_stays_even():
    oracle = Oracle(scenario(**parameters(onboarding=120), discount_rate=0))
    # saves 100 - 50 a month from January on, after paying 120 in January: -70, -20, +30
    assert oracle.net_benefit(plan(wa="2021-01")) == 9 * 50 - 120
    assert oracle.breakeven(plan(wa="2021-01")) == 5
    assert oracle.breakeven({}) is None
    oracle = Oracle(scenario(discount_rate=1))
    assert float(oracle.net_benefit(plan(wa="2021-09"))) == pytest.approx(50 * 2 ** (-11 / 12))


def test_there_is_no_breakeven_if_only_migrations_in_progress_move():
    progress = [{"workload": "wa", "offering": "O", "cutover_from": "2020-12", "cutover_to": "2021-02"}]
    oracle = Oracle(scenario(migrations_in_progress=progress))
    assert oracle.net_benefit({}) == 0
    assert oracle.breakeven(plan(wa="2021-01")) is None


def test_phases_done_take_no_time_and_no_money_and_past_periods_do_not_count():
    ways = parameters(selection_periods=3, selection_spend=1, migration_periods=3, migration_spend=10)
    progress = [{"workload": "wa", "offering": "O", "cutover_from": "2020-12", "phases_done": 3}]
    lines = Oracle(scenario(**ways, migrations_in_progress=progress)).lines({})
    assert series(lines, "A", "phase") == [1000, 1000] + [0] * 10


def test_parameters_come_field_by_field_from_the_most_specific_row():
    rows = [
        {
            "service": "payroll",
            "migration_periods": 5,
            "dual_run": 5,
            "hypercare": 5,
            "onboarding": 5,
            "migration_spend": 5,
        },
        {
            "service": "payroll",
            "size_class": "S",
            "migration_periods": 4,
            "dual_run": 4,
            "hypercare": 4,
            "onboarding": 4,
        },
        {"offering": "O", "migration_periods": 3, "dual_run": 3, "hypercare": 3},
        {"workload": "wa", "migration_periods": 2, "dual_run": 2},
        {"workload": "wa", "offering": "O", "migration_periods": 0},
    ]
    way = Oracle(scenario(migration_parameters=rows, **with_workload(0, size_class="S"))).way("wa", "O")
    assert (way.duration, way.dual_run, way.hypercare, way.onboarding, way.phases[3][3]) == (0, 2, 3, 400, 500)


# --- constraints ---------------------------------------------------------------------------------------------------


def kinds(oracle, **cutovers):
    return [violation.kind for violation in oracle.violations(plan(**cutovers))]


def test_a_designation_in_the_future_opens_the_marketplace_to_starts_from_then_on():
    future = [{"marketplace": "M", "state": "designated", "date": "2021-01-15"}]
    oracle = Oracle(scenario(designations=future, **parameters(migration_periods=2)))
    assert kinds(oracle, wa="2021-02") == ["eligibility"]
    assert kinds(oracle, wa="2021-03") == []


def test_an_approved_exception_opens_a_closed_marketplace_and_its_off_ramp_closes_everything():
    exception = {"workload": "wa", "offering": "O", "decision": "approved", "date": "2020-12"}
    oracle = Oracle(scenario(designations=[], exceptions=[exception]))
    assert (kinds(oracle, wa="2020-11"), kinds(oracle, wa="2020-12"), kinds(oracle, wb="2020-12")) == (
        ["eligibility"],
        [],
        ["eligibility"],
    )
    assert kinds(Oracle(scenario(exceptions=[exception | {"off_ramp": "2021-09"}])), wa="2020-12") == ["eligibility"]
    assert kinds(Oracle(scenario(exceptions=[exception | {"off_ramp": "2021-10"}])), wa="2020-12") == []


def test_stages_gate_cutovers_and_cap_volume():
    stages = [
        {"offering": "O", "state": "initial", "date": "2020-12", "capacity": 120},
        {"offering": "O", "state": "full", "date": "2021-02"},
    ]
    oracle = Oracle(scenario(stages=stages))
    assert kinds(oracle, wa="2020-11") == ["eligibility"]
    found = oracle.violations(plan(wa="2020-12", wb="2021-01"))
    assert found == [Violation("volume", ("O", "payroll"), 3, None, Fraction(30))]


def test_a_waiver_delays_the_mandate_to_the_period_after_its_end():
    mandate = [{"id": "m", "agencies": ["A"], "deadline": "2020-12"}]
    oracle = Oracle(scenario(mandates=mandate))
    assert oracle.violations({}) == [Violation("mandate", ("wa",), 2, None, Fraction(10))]
    waived = Oracle(scenario(mandates=mandate, waivers=[{"workload": "wa", "until": "2021-01"}]))
    assert (kinds(waived, wa="2021-02"), kinds(waived, wa="2021-03")) == ([], ["mandate"])


def test_the_incumbents_end_is_a_duty_only_without_a_fallback_factor():
    assert Oracle(scenario(**with_workload(0, incumbent_end="2021-06"))).violations({}) == [
        Violation("incumbent_end", ("wa",), 9, None, Fraction(3))
    ]
    assert not Oracle(scenario(**with_workload(0, incumbent_end="2021-09"))).violations({})
    assert not Oracle(scenario(**with_workload(0, incumbent_end="2021-06", fallback_factor=1))).violations({})


def test_windows_bar_every_period_that_they_touch_but_not_those_of_the_parent():
    windows = {
        "blackouts": [{"agency": "A", "from": "2020-12-15", "to": "2021-01-02"}],
        "start_freezes": [{"from": "2021-03", "to": "2021-03"}],
    }
    oracle = Oracle(scenario(**windows, **parameters(migration_periods=1)))
    assert [kinds(oracle, wa=month) for month in ("2020-11", "2020-12", "2021-01", "2021-02")] == [
        [],
        ["blackout"],
        ["blackout"],
        [],
    ]
    assert [kinds(oracle, wb=month) for month in ("2020-12", "2021-04", "2021-05")] == [[], ["start_freeze"], []]


def test_starts_before_the_horizon_are_too_early():
    oracle = Oracle(scenario(**parameters(migration_periods=3)))
    assert oracle.violations(plan(wa="2020-11")) == [Violation("earliest_start", ("wa",), -2, None, Fraction(2))]


def test_arcs_say_by_how_many_periods_they_are_short():
    hard = Oracle(scenario(**arc(lag=2)))
    assert hard.violations(plan(wa="2021-01", wb="2021-02")) == [
        Violation("cutover_before", ("wa", "wb"), 4, None, Fraction(1))
    ]
    assert hard.violations(plan(wb="2021-02")) == [Violation("cutover_before", ("wa", "wb"), 4, None, Fraction(10))]
    assert not hard.violations(plan(wa="2021-01"))
    after = Oracle(scenario(**arc(kind="start_after"), **parameters(migration_periods=2)))
    assert kinds(after, wa="2021-01", wb="2021-02") == ["start_after"]
    assert kinds(after, wa="2021-01", wb="2021-03") == []
    assert kinds(Oracle(scenario(**arc(if_retained="allow"))), wb="2021-03") == []


def test_together_means_the_same_period_or_none():
    oracle = Oracle(scenario(**arc(kind="together")))
    assert oracle.violations(plan(wa="2021-01", wb="2021-03")) == [
        Violation("together", ("wa", "wb"), 3, None, Fraction(2))
    ]
    assert oracle.violations(plan(wa="2021-01")) == [Violation("together", ("wa", "wb"), 3)]
    assert not oracle.violations(plan(wa="2021-01", wb="2021-01"))


def test_effort_counts_against_the_agency_and_its_parent():
    agencies = [{"id": "A", "effort_capacity": 3}, {"id": "B", "parent": "A", "effort_capacity": 2}]
    ways = parameters(migration_periods=1, migration_agency_effort=2.5, hypercare=1, hypercare_agency_effort=1)
    found = Oracle(scenario(agencies=agencies, **ways)).violations(plan(wa="2020-11", wb="2020-11"))
    assert found == [
        Violation("agency_effort", ("A",), 0, None, Fraction(2)),
        Violation("agency_effort", ("B",), 0, None, Fraction(1, 2)),
    ]


def test_concurrent_migrations_count_from_start_to_cutover():
    pool = {"providers": [{"id": "P", "concurrent_migrations": 1}]}
    oracle = Oracle(scenario(**pool, **parameters(migration_periods=2)))
    assert kinds(oracle, wa="2020-12", wb="2021-02") == []
    assert oracle.violations(plan(wa="2020-12", wb="2021-01")) == [
        Violation("provider_concurrent", ("P",), 1, None, Fraction(1))
    ]


def test_carry_over_compares_spend_and_budget_through_each_year():
    fund = {"id": "F", "agencies": ["A"], "kinds": ["onboarding"], "carry_over": True}
    budgets = [
        {"fund": "F", "fiscal_year": year, "amount": amount} for year, amount in ((2019, 900), (2021, 10), (2022, 20))
    ]
    tables = {"funds": [fund], "budgets": budgets, "periods": 24, **parameters(onboarding=30)}
    assert kinds(Oracle(scenario(**tables)), wa="2021-10") == []
    assert Oracle(scenario(**tables)).violations(plan(wa="2021-09")) == [
        Violation("budget", ("F",), None, 2021, Fraction(20))
    ]
    tables["funds"] = [fund | {"carry_over": False}]
    assert Oracle(scenario(**tables)).violations(plan(wa="2021-10")) == [
        Violation("budget", ("F",), None, 2022, Fraction(10))
    ]


def test_an_agency_joins_only_for_its_threshold_and_at_least_todays_quality():
    agencies = [{"id": "A", "participation_threshold": 451}, {"id": "B"}]
    tables = {"agencies": agencies, "participation": True, **with_offering(quality=3), **with_workload(0, quality=3)}
    oracle = Oracle(scenario(**tables))
    assert kinds(oracle, wa="2020-12") == []  # saves 50 in each of ten months
    assert oracle.violations(plan(wa="2021-01")) == [Violation("participation", ("A",), None, None, Fraction(1))]
    assert kinds(oracle, wb="2020-12") == ["eligibility"]  # its quality today is not known


def test_pins_and_migrations_in_progress_must_be_kept():
    pins = [{"workload": "wb", "action": "migrate", "cutover_from": "2021-01", "cutover_to": "2021-02"}]
    progress = [{"workload": "wa", "offering": "O", "cutover_from": "2020-12"}]
    oracle = Oracle(scenario(pins=pins, migrations_in_progress=progress))
    assert kinds(oracle) == ["pin"]
    assert kinds(oracle, wa="2020-12", wb="2021-02") == []
    assert kinds(oracle, wa="2021-01", wb="2021-03") == ["in_progress", "pin"]


def test_only_coverage_of_constraint_one_binds_a_migration_in_progress():
    progress = [{"workload": "wa", "offering": "O", "cutover_from": "2020-12"}]
    tables = {
        "designations": [],
        "migrations_in_progress": progress,
        "start_freezes": [{"from": "2020-10", "to": "2020-12"}],
    }
    assert kinds(Oracle(scenario(**tables))) == []
    stages = [{"offering": "O", "state": "full", "date": "2021-01"}]
    assert kinds(Oracle(scenario(**tables, stages=stages))) == ["eligibility"]


# --- policy: values by period --------------------------------------------------------------------------------------


def policy(**parameters):
    """Values as `participation=[(None, "true"), ("2020-12", "false")]`, (from, value, until), or one for ever."""
    rows = []
    for parameter, values in parameters.items():
        for value in [(None, values)] if isinstance(values, str) else values:
            dates = dict(zip(("from", "until"), (value[0], *value[2:]), strict=False))
            row = {"parameter": parameter, "value": value[1], **{k: v for k, v in dates.items() if v is not None}}
            rows.append(row)
    return {"policy": "of the test", "policy_values": rows}


def years_of_repayment(values, **fields):
    """P(t).subsidy_repayment_years of each period."""
    oracle = Oracle(scenario(**policy(subsidy_repayment_years=values), **{"periods": 6, **fields}))
    return [oracle.policy(t).subsidy_repayment_years for t in range(oracle.periods)]


def test_a_value_holds_in_the_whole_period_of_its_date_until_the_next_takes_over():
    assert years_of_repayment([(None, "1"), ("2020-12-31", "2"), ("2021-02", "3")]) == [1, 1, 2, 2, 3, 3]
    assert years_of_repayment([("2021-02", "3"), ("2020-12-31", "2"), (None, "1")]) == [1, 1, 2, 2, 3, 3]


def test_of_several_values_of_one_period_the_latest_counts_not_the_last_stated():
    values = [(None, "1"), ("2020-11-20", "3"), ("2020-11-05", "2")]
    assert years_of_repayment(values, period="quarter", periods=2) == [3, 3]
    assert years_of_repayment(values) == [1, 3, 3, 3, 3, 3]


def test_of_values_before_the_horizon_the_latest_counts():
    assert years_of_repayment([("2019-01", "1"), ("2020-09-30", "2"), ("2018-01", "3")]) == [2] * 6
    assert years_of_repayment([("2020-10-31", "1")]) == [1] * 6


def test_an_end_binds_only_where_nothing_takes_over():
    assert years_of_repayment([(None, "1", "2020-11-15"), ("2020-12-20", "2")]) == [1, 1, 2, 2, 2, 2]
    assert years_of_repayment([(None, "1", "2020-11"), ("2020-12", "2", "2021-03-01")]) == [1, 1, 2, 2, 2, 2]
    quarters = [(None, "1", "2021-01-10"), ("2021-03-20", "2")]  # the second holds in the whole quarter
    assert years_of_repayment(quarters, period="quarter", periods=3) == [1, 2, 2]
    with pytest.raises(ValueError, match="period 3"):
        years_of_repayment([(None, "1"), ("2020-12", "2", "2020-12-31")])


def test_a_value_that_begins_within_the_horizon_leaves_periods_without_any():
    with pytest.raises(ValueError, match="period 0"):
        years_of_repayment([("2020-11", "1")])


def test_settings_hold_where_no_value_is_stated():
    settings = {"participation": True, "mandates_bind": False, "eligible_states": ["research"]}
    first = Oracle(scenario(**settings)).policy(0)
    assert (first.participation, first.mandates_bind, first.eligible_states) == (True, False, ["research"])
    stated = policy(participation="false", mandates_bind="true", eligible_states="designated|pre_designated")
    first = Oracle(scenario(**settings, **stated)).policy(0)
    assert (first.participation, first.mandates_bind) == (False, True)
    assert first.eligible_states == ["designated", "pre_designated"]
    nothing = Oracle(scenario(**policy(barring_standings="none", largest_fit_gap="none", incentive_budget="none")))
    assert nothing.policy(5).barring_standings == []
    assert (nothing.policy(5).largest_fit_gap, nothing.policy(5).incentive_budget) == (None, None)


# --- policy: the example of the page, in cents -----------------------------------------------------------------------

EXAMPLE = {
    **with_offering(annual_fee=10),
    "workloads": [BASE["workloads"][0] | {"decommission_cost": 40}],
    "funds": [{"id": "F", "agencies": ["A"], "kinds": ["transfer"]}],
    "budgets": [{"fund": "F", "fiscal_year": 2021, "amount": 1000}, {"fund": "F", "fiscal_year": 2022, "amount": 0}],
    **parameters(migration_periods=1, migration_spend=500, dual_run=2, onboarding=30),
}
SUBSIDIES = {"onboarding_subsidy": "0.5", "phase_subsidy": "0.25", "subsidy_repayment_years": "1"}
JANUARY = plan(wa="2021-01")


def own_lines(oracle, agency="A"):
    return sum(amount for (owner, _, _), amount in oracle.lines(JANUARY).items() if owner == agency)


def test_the_example_without_incentives():
    oracle = Oracle(scenario(**EXAMPLE))
    lines = oracle.lines(JANUARY)
    assert series(lines, "A", "legacy") == [10000] * 3 + [0] * 9
    assert series(lines, "A", "dual_run") == [0] * 3 + [10000] * 2 + [0] * 7
    assert series(lines, "A", "decommission") == [0] * 5 + [4000] + [0] * 6
    assert series(lines, "A", "service") == [0] * 3 + [5083] * 9
    assert series(lines, "A", "onboarding") == [0] * 3 + [3000] + [0] * 8
    assert series(lines, "A", "phase") == [0] * 2 + [50000] + [0] * 9
    assert own_lines(oracle) == 152747
    assert oracle.net_benefit(JANUARY) == Fraction(-32747, 100)
    assert oracle.violations(JANUARY) == []


def test_the_incentives_of_the_example():
    oracle = Oracle(scenario(**EXAMPLE, **policy(**SUBSIDIES)))
    assert oracle.incentive("wa", oracle.moves(JANUARY)["wa"]) == 14000  # 15.00 + 125.00
    assert series(oracle.lines(JANUARY), "A", "transfer") == [0] * 3 + [-14000] + [1166] * 8
    assert own_lines(oracle) == 148075
    assert oracle.present_value(oracle.lines(JANUARY)) == Fraction(152747, 100)
    assert oracle.net_benefit(JANUARY) == Fraction(-32747, 100)
    assert oracle.spend(JANUARY) == {("F", 2021): 4672}
    assert oracle.violations(JANUARY) == []


def test_the_incentive_budget_of_the_example_must_allow_what_is_not_paid_back_within_the_year():
    enough = policy(**SUBSIDIES, incentive_budget="46.72")
    assert Oracle(scenario(**EXAMPLE, **enough)).violations(JANUARY) == []
    short = policy(**SUBSIDIES, incentive_budget="46.71")
    assert Oracle(scenario(**EXAMPLE, **short)).violations(JANUARY) == [
        Violation("incentive_budget", ("of the test",), None, 2021, Fraction(1, 100))
    ]


def test_the_budget_of_a_year_is_that_of_its_first_period_within_the_horizon():
    early = policy(**SUBSIDIES, incentive_budget=[(None, "0"), ("2020-10-15", "46.72"), ("2020-11", "0")])
    assert Oracle(scenario(**EXAMPLE, **early)).violations(JANUARY) == []
    late = policy(**SUBSIDIES, incentive_budget=[(None, "0"), ("2020-11", "1000")])
    found = Oracle(scenario(**EXAMPLE, **late)).violations(JANUARY)
    assert found == [Violation("incentive_budget", ("of the test",), None, 2021, Fraction(4672, 100))]
    # From April on the year 2021 begins, within the horizon, in April.
    tables = EXAMPLE | {"as_of": "2021-04"}
    values = policy(**SUBSIDIES, incentive_budget=[(None, "0"), ("2021-04", "1000"), ("2021-10", "0")])
    found = Oracle(scenario(**tables, **values)).violations(plan(wa="2021-07"))
    assert found == []
    # In fiscal year 2022 more is paid back than given: that is within a budget of nothing.
    assert Oracle(scenario(**tables, **values)).spend(plan(wa="2021-07")) == {
        ("F", 2021): 14000 - 2 * 1166,
        ("F", 2022): -6 * 1166,
    }


def test_the_budget_holds_for_all_agencies_together():
    tables = parameters(onboarding=30)
    both = plan(wa="2021-01", wb="2021-02")
    assert not Oracle(scenario(**tables, **policy(onboarding_subsidy="0.5", incentive_budget="30"))).violations(both)
    found = Oracle(scenario(**tables, **policy(onboarding_subsidy="0.5", incentive_budget="20"))).violations(both)
    assert found == [Violation("incentive_budget", ("of the test",), None, 2021, Fraction(10))]


def test_the_last_part_is_the_rest():
    oracle = Oracle(scenario(**EXAMPLE | {"periods": 24}, **policy(**SUBSIDIES)))
    transfers = series(oracle.lines(JANUARY), "A", "transfer", 24)
    assert transfers == [0] * 3 + [-14000] + [1166] * 11 + [14000 - 11 * 1166] + [0] * 8
    assert oracle.spend(JANUARY) == {("F", 2021): 4672, ("F", 2022): -4672}


def test_a_subsidy_without_years_of_repayment_is_never_paid_back():
    oracle = Oracle(scenario(**EXAMPLE, **policy(**SUBSIDIES | {"subsidy_repayment_years": "0"})))
    assert series(oracle.lines(JANUARY), "A", "transfer") == [0] * 3 + [-14000] + [0] * 8


def test_quarters_are_paid_back_in_four_parts_a_year():
    tables = EXAMPLE | {"period": "quarter", "periods": 8}
    oracle = Oracle(scenario(**tables, **policy(**SUBSIDIES)))
    assert series(oracle.lines(JANUARY), "A", "transfer", 8) == [0, -14000, 3500, 3500, 3500, 3500, 0, 0]


def test_the_spend_of_all_periods_of_all_phases_is_subsidised():
    ways = parameters(engagement_periods=2, engagement_spend=10, migration_periods=1, migration_spend=7, hypercare=2)
    oracle = Oracle(scenario(**ways, **policy(phase_subsidy="0.1")))
    assert oracle.incentive("wa", oracle.moves(JANUARY)["wa"]) == 270


def test_onboarding_and_phases_are_rounded_each():
    phases = {"selection_periods": 1, "selection_spend": 0.02, "migration_periods": 1, "migration_spend": 0.03}
    ways = parameters(**phases, onboarding=0.05)
    oracle = Oracle(scenario(**ways, **policy(onboarding_subsidy="0.5", phase_subsidy="0.5")))
    # 2.5 and 2.5 cents are 3 and 3, not 5; but the phases are one amount, not 1 and 1.5 cents, which would be 1 and 2
    assert oracle.incentive("wa", oracle.moves(JANUARY)["wa"]) == 6
    oracle = Oracle(scenario(**ways, **policy(phase_subsidy="0.25")))
    assert oracle.incentive("wa", oracle.moves(JANUARY)["wa"]) == 1  # 1.25; each phase by itself would be 1 and 1


def test_incentives_and_their_repayment_are_those_of_the_cutover():
    values = policy(
        onboarding_subsidy=[(None, "0"), ("2021-01-31", "0.5"), ("2021-02", "0")],
        subsidy_repayment_years=[(None, "0"), ("2021-01", "1"), ("2021-02", "0")],
    )
    oracle = Oracle(scenario(**EXAMPLE, **values))
    assert series(oracle.lines(JANUARY), "A", "transfer") == [0] * 3 + [-1500] + [125] * 8
    assert series(oracle.lines(plan(wa="2021-02")), "A", "transfer") == [0] * 12
    assert series(oracle.lines(plan(wa="2020-12")), "A", "transfer") == [0] * 12


def test_a_migration_in_progress_gets_no_incentive_and_those_of_a_plan_come_on_top():
    progress = [{"workload": "wa", "offering": "O", "cutover_from": "2021-01"}]
    oracle = Oracle(scenario(**EXAMPLE, migrations_in_progress=progress, **policy(**SUBSIDIES)))
    assert series(oracle.lines({}), "A", "transfer") == [0] * 12
    oracle = Oracle(scenario(**EXAMPLE, **policy(**SUBSIDIES)))
    paid = JANUARY | {"transfers": [{"agency": "A", "period": "2021-01", "amount": 1}]}
    assert oracle.lines(paid)["A", "transfer", 3] == -14100


def test_incentives_spend_the_fund_that_covers_them():
    budgets = [{"fund": "F", "fiscal_year": 2021, "amount": 46.71}]
    oracle = Oracle(scenario(**EXAMPLE | {"budgets": budgets}, **policy(**SUBSIDIES)))
    assert oracle.violations(JANUARY) == [Violation("budget", ("F",), None, 2021, Fraction(1, 100))]
    nobody = Oracle(scenario(**EXAMPLE | {"funds": [], "budgets": []}, **policy(**SUBSIDIES)))
    assert nobody.violations(JANUARY) == []


def test_a_regime_that_ends_before_the_start_binds_nobody():
    graded = {**with_offering(annual_fee=10, quality=1), "agencies": [{"id": "A", "participation_threshold": 0}]}
    workload = [EXAMPLE["workloads"][0] | {"quality": 1}]
    tables = EXAMPLE | graded | {"workloads": workload}
    mandatory_from = {
        month: Oracle(scenario(**tables, **policy(**SUBSIDIES, participation=[(None, "true"), (month, "false")])))
        for month in ("2020-12", "2020-12-31", "2021-01")
    }
    assert mandatory_from["2020-12"].violations(JANUARY) == []
    assert mandatory_from["2020-12-31"].violations(JANUARY) == []
    assert mandatory_from["2021-01"].violations(JANUARY) == [
        Violation("participation", ("A",), None, None, Fraction(28075, 100))
    ]
    tables |= {"agencies": [{"id": "A", "participation_threshold": -280.75}]}
    joins = Oracle(scenario(**tables, **policy(**SUBSIDIES, participation=[(None, "true"), ("2021-01", "false")])))
    assert joins.violations(JANUARY) == []


def test_one_start_under_a_voluntary_regime_binds_the_agency_with_all_its_lines():
    workloads = [BASE["workloads"][0], BASE["workloads"][1] | {"agency": "A", "annual_cost": 100}]
    values = policy(participation=[(None, "false"), ("2021-01", "true")], quality_floor="false")
    oracle = Oracle(scenario(workloads=workloads, **values))
    # wa saves 50.00 a month; wb costs 25.00 - 8.33 more a month
    assert kinds(oracle, wb="2020-12") == []
    assert oracle.violations(plan(wb="2021-01")) == [
        Violation("participation", ("A",), None, None, 9 * Fraction(2500 - 833, 100))
    ]
    assert kinds(oracle, wa="2020-12", wb="2021-01") == []
    assert kinds(oracle, wa="2021-09", wb="2020-12") == ["participation"]  # wa's own start binds


def test_quality_counts_by_the_start_and_only_with_a_floor():
    values = policy(participation=[(None, "true"), ("2021-01", "false")])
    oracle = Oracle(scenario(**with_offering(quality=2), **with_workload(0, quality=3), **values))
    assert (kinds(oracle, wa="2020-12"), kinds(oracle, wa="2021-01")) == (["eligibility"], [])
    values = policy(participation="true", quality_floor=[(None, "true"), ("2020-12", "false")])
    oracle = Oracle(scenario(**with_offering(quality=2), **with_workload(0, quality=3), **values))
    assert (kinds(oracle, wa="2020-11"), kinds(oracle, wa="2020-12")) == (["eligibility"], [])


# --- policy: mandates and waivers ------------------------------------------------------------------------------------

ORDER = [{"id": "m", "agencies": ["A"], "deadline": "2020-12-15"}]


def deadline(workload="wa", **tables):
    return Oracle(scenario(**tables)).mandated_deadline(workload)


def test_a_waiver_lasts_to_the_end_of_the_period_of_its_last_date():
    def waived(until):
        return deadline(mandates=ORDER, waivers=[{"workload": "wa", "until": until}])

    assert [waived(until) for until in ("2020-11", "2020-12-01", "2020-12-31", "2021-01-01")] == [2, 3, 3, 4]
    assert [waived(until) for until in ("2019-01", "2021-08", "2021-09", "2022-01")] == [2, 11, 12, 12]


def test_waivers_lift_mandates_only_while_they_are_honoured():
    waivers = [{"workload": "wa", "until": "2021-06"}]

    def from_then_on(month):
        values = policy(waivers_honoured=[(None, "true"), (month, "false")])
        return deadline(mandates=ORDER, waivers=waivers, **values)

    months = ("2020-11", "2020-12", "2021-02-28", "2021-06", "2021-08")
    assert [from_then_on(month) for month in months] == [2, 2, 4, 8, 9]
    again = policy(waivers_honoured=[(None, "true"), ("2020-12", "false"), ("2021-01", "true")])
    assert deadline(mandates=ORDER, waivers=waivers, **again) == 2  # required in December, and never mind what follows


def test_a_running_contract_waives_while_the_policy_says_so():
    tables = {"mandates": ORDER, **with_workload(0, contract_end="2021-02-10")}
    assert deadline(**tables) == 2
    assert deadline(**tables, **policy(waived_until_contract_end="true")) == 5
    assert deadline(**tables, **policy(waived_until_contract_end=[(None, "true"), ("2021-01", "false")])) == 3
    longer = tables | with_workload(0, contract_end="2030-01")
    assert deadline(**longer, **policy(waived_until_contract_end="true")) == 12
    assert deadline(mandates=ORDER, **policy(waived_until_contract_end="true")) == 2  # no contract
    assert deadline(**tables, **policy(waived_until_contract_end="true", waivers_honoured="false")) == 5


def test_mandates_bind_in_the_periods_that_say_so():
    assert deadline(mandates=ORDER, **policy(mandates_bind=[(None, "false"), ("2021-03", "true")])) == 5
    assert deadline(mandates=ORDER, **policy(mandates_bind=[(None, "true"), ("2021-03", "false")])) == 2
    assert deadline(mandates=ORDER, **policy(mandates_bind=[(None, "true"), ("2020-12", "false")])) == 12
    assert Oracle(scenario(mandates=ORDER, **policy(mandates_bind=[(None, "false"), ("2021-03", "true")]))).violations(
        plan(wa="2021-04")
    ) == [Violation("mandate", ("wa",), 5, None, Fraction(1))]


def test_the_policys_own_deadline_reaches_its_areas_and_agencies():
    assert deadline(**policy(mandate_deadline="2021-02-03")) == 4
    assert deadline(**policy(mandate_deadline="2019-02-03")) == 0
    assert deadline(**policy(mandate_deadline="2022-02-03")) == 12
    assert deadline(**policy(mandate_deadline="none")) == 12
    assert deadline(**policy(mandate_deadline="2021-02", mandate_areas="FM")) == 12
    assert deadline(**policy(mandate_deadline="2021-02", mandate_areas="FM|HR", mandate_agencies="none")) == 4
    assert deadline("wa", **policy(mandate_deadline="2021-02", mandate_agencies="A")) == 4
    assert deadline("wb", **policy(mandate_deadline="2021-02", mandate_agencies="A")) == 12  # bureaus by themselves
    assert deadline(mandates=ORDER, **policy(mandate_deadline="2021-02", mandate_areas="FM")) == 2


def test_a_deadline_stated_later_is_due_only_from_then_on():
    late = policy(mandate_deadline=[(None, "none"), ("2021-03", "2020-12")])
    assert deadline(**late) == 5
    put_off = policy(mandate_deadline=[(None, "2020-12"), ("2020-11", "2021-06")])
    assert deadline(**put_off) == 8
    too_late = policy(mandate_deadline=[(None, "2020-12"), ("2021-01", "2021-06")])
    assert deadline(**too_late) == 2


def test_a_contract_that_is_not_renewed_obliges_the_period_after_its_end():
    def due(**fields):
        return deadline(**with_workload(0, **fields), **policy(mandate_at_contract_end="true"))

    assert [due(contract_end=end) for end in ("2020-10-01", "2020-10", "2020-12-31", "2021-08")] == [1, 1, 3, 11]
    assert [due(contract_end=end) for end in ("2020-09", "2021-09", "2025-01")] == [0, 12, 12]
    assert due() == 12
    tables = with_workload(0, contract_end="2020-12")
    oracle = Oracle(scenario(**tables, **policy(mandate_at_contract_end="true")))
    assert kinds(oracle, wa="2021-01") == []
    assert oracle.violations(plan(wa="2021-02")) == [Violation("mandate", ("wa",), 3, None, Fraction(1))]
    assert deadline(**tables, **policy(mandate_at_contract_end="true", mandate_agencies="B")) == 12
    assert deadline(**tables, **policy(mandate_at_contract_end=[(None, "false"), ("2021-06", "true")])) == 8
    waiver = [{"workload": "wa", "until": "2021-03"}]
    assert deadline(**tables, waivers=waiver, **policy(mandate_at_contract_end="true")) == 6


def test_the_shortest_order_counts():
    tables = {"mandates": ORDER, **with_workload(0, contract_end="2020-10")}
    assert deadline(**tables, **policy(mandate_at_contract_end="true", mandate_deadline="2021-05")) == 1


# --- policy: eligibility ---------------------------------------------------------------------------------------------

DESIGNATED_IN_MARCH = [
    {"marketplace": "M", "state": "pre_designated", "date": "2021-01-20"},
    {"marketplace": "M", "state": "designated", "date": "2021-03"},
]
UNLISTED = {"offerings": [{"id": "O", "provider": "P"}], "designations": DESIGNATED_IN_MARCH}
MONTHS = ("2020-12", "2021-01", "2021-02", "2021-03")


def starts(oracle):
    """Which of the months open a start of wa, which cuts over at once."""
    return [month for month in MONTHS if kinds(oracle, wa=month) == []]


def test_an_offering_that_no_marketplace_lists_starts_as_the_policy_says():
    assert starts(Oracle(scenario(**UNLISTED))) == []
    assert starts(Oracle(scenario(**UNLISTED, **policy(outside_marketplace="open")))) == list(MONTHS)
    until = policy(outside_marketplace="until_pre_designation")
    assert starts(Oracle(scenario(**UNLISTED, **until))) == ["2020-12"]
    changing = policy(outside_marketplace=[(None, "exception"), ("2021-02", "open"), ("2021-03-31", "exception")])
    assert starts(Oracle(scenario(**UNLISTED, **changing))) == ["2021-02"]


def test_until_pre_designation_asks_every_marketplace_of_the_services_area():
    until = policy(outside_marketplace="until_pre_designation")
    two = {
        "areas": [{"id": "HR"}, {"id": "FM"}],
        "marketplaces": [{"id": "M", "area": "HR"}, {"id": "N", "area": "HR"}, {"id": "F", "area": "FM"}],
    }
    designations = [*DESIGNATED_IN_MARCH, {"marketplace": "F", "state": "designated", "date": "2019-01"}]
    assert starts(Oracle(scenario(**UNLISTED | two | {"designations": designations}, **until))) == ["2020-12"]
    designations.append({"marketplace": "N", "state": "pre_designated", "date": "2020-01"})
    assert starts(Oracle(scenario(**UNLISTED | two | {"designations": designations}, **until))) == []
    none = {"marketplaces": [], "designations": []}
    assert starts(Oracle(scenario(**UNLISTED | none, **until))) == list(MONTHS)


def test_eligible_states_are_those_of_the_start():
    tables = {"designations": DESIGNATED_IN_MARCH, **parameters(migration_periods=1)}
    assert starts(Oracle(scenario(**tables))) == []  # a cutover in March started in February
    both = policy(eligible_states=[(None, "pre_designated|designated"), ("2021-02", "designated")])
    assert starts(Oracle(scenario(**tables, **both))) == ["2021-02"]  # started in January
    assert starts(Oracle(scenario(**tables, **policy(eligible_states="none")))) == []


APPROVED = {"workload": "wa", "offering": "O", "decision": "approved", "date": "2021-01-31"}


def with_exception(*, values=None, tables=UNLISTED, **fields):
    return Oracle(scenario(**tables, exceptions=[APPROVED | fields], **policy(**(values or {}))))


def test_a_streamlined_exception_does_not_do_outside_while_a_marketplace_is_designated():
    assert starts(with_exception()) == ["2021-01", "2021-02", "2021-03"]
    assert starts(with_exception(kind="comprehensive")) == ["2021-01", "2021-02", "2021-03"]
    assert starts(with_exception(kind="streamlined")) == ["2021-01", "2021-02"]
    listed = {"designations": DESIGNATED_IN_MARCH}
    closed = {"eligible_states": "none"}
    assert starts(with_exception(kind="streamlined", tables=listed, values=closed)) == ["2021-01", "2021-02", "2021-03"]
    assert starts(with_exception(decision="pending")) == []


def test_an_exception_without_an_off_ramp_is_not_in_force_where_one_is_required():
    required = {"off_ramp_required": [(None, "false"), ("2021-02-11", "true")]}
    assert starts(with_exception(values=required)) == ["2021-01"]
    assert starts(with_exception(values=required, off_ramp="2021-10")) == ["2021-01", "2021-02", "2021-03"]


def test_an_off_ramp_inside_the_horizon_closes_and_one_behind_the_start_is_not_in_force():
    assert starts(with_exception(off_ramp="2021-09-30")) == []
    assert starts(with_exception(off_ramp="2021-10-01")) == ["2021-01", "2021-02", "2021-03"]
    # What is reported tells them apart: not in force (a period), or in force but with an end inside the horizon (none).
    oracle = with_exception(off_ramp="2021-02-01")
    periods = [oracle.violations(plan(wa=month))[0].period for month in MONTHS]
    assert periods == [2, None, None, 5]


def test_a_start_before_the_horizon_acts_as_one_in_its_first_period():
    tables = UNLISTED | {"designations": []} | parameters(migration_periods=3)
    values = policy(
        outside_marketplace=[(None, "exception"), ("2020-10", "open"), ("2020-11", "exception")],
        starts_allowed=[(None, "false"), ("2020-11", "true")],
    )
    oracle = Oracle(scenario(**tables, **values))
    assert kinds(oracle, wa="2020-12") == ["earliest_start"]
    assert kinds(oracle, wa="2021-01") == ["start_freeze"]
    assert kinds(oracle, wa="2021-02") == ["eligibility"]


def test_no_migration_starts_while_the_policy_allows_no_starts():
    values = policy(starts_allowed=[(None, "true"), ("2020-12", "false"), ("2021-02", "true")])
    oracle = Oracle(scenario(**parameters(migration_periods=1), **values))
    assert [kinds(oracle, wa=month) for month in ("2020-12", "2021-01", "2021-02", "2021-03")] == [
        [],
        ["start_freeze"],
        ["start_freeze"],
        [],
    ]
    freezes = [{"from": "2020-12", "to": "2020-12"}]
    oracle = Oracle(scenario(**parameters(migration_periods=1), **values, start_freezes=freezes))
    assert oracle.violations(plan(wb="2021-01")) == [Violation("start_freeze", ("B", "wb"), 2)]
    progress = [{"workload": "wa", "offering": "O", "cutover_from": "2021-01"}]
    oracle = Oracle(scenario(**parameters(migration_periods=1), **values, migrations_in_progress=progress))
    assert oracle.violations({}) == []


def test_kinds_of_provider_standings_and_standards_are_judged_at_the_start():
    ways = parameters(migration_periods=1)

    def open_cutovers(tables, **values):
        return starts(Oracle(scenario(**ways, **tables, **policy(**values))))

    federal_from_january = [(None, "federal|commercial"), ("2021-01", "federal")]
    assert open_cutovers({}, provider_kinds=federal_from_january) == ["2020-12", "2021-01"]
    federal = {"providers": [{"id": "P", "agency": "B"}]}
    assert open_cutovers(federal, provider_kinds=federal_from_january) == list(MONTHS)
    assert open_cutovers(federal, provider_kinds="commercial") == []
    watched = with_offering(standing="watch")
    assert open_cutovers(watched) == list(MONTHS)
    barring = [(None, "watch"), ("2021-01", "delisted")]
    assert open_cutovers(watched, barring_standings=barring) == ["2021-02", "2021-03"]
    assert open_cutovers(with_offering(standing="delisted"), barring_standings="none") == list(MONTHS)
    demanding = {"standards": [{"id": "S"}], "services": [{"id": "payroll", "area": "HR", "standards": ["S"]}]}
    assert open_cutovers(demanding) == []
    assert open_cutovers(demanding, standards_bind=[(None, "true"), ("2021-02", "false")]) == ["2021-03"]


def test_stages_are_judged_at_the_cutover():
    stages = [
        {"offering": "O", "state": "planned", "date": "2021-01"},
        {"offering": "O", "state": "initial", "date": "2021-02"},
        {"offering": "O", "state": "full", "date": "2021-03"},
    ]
    ways = parameters(migration_periods=1)

    def open_cutovers(values, **tables):
        return starts(Oracle(scenario(**ways, **tables, **policy(open_stages=values))))

    assert open_cutovers("initial|full", stages=stages) == ["2021-02", "2021-03"]
    assert open_cutovers([(None, "initial"), ("2021-03", "full")], stages=stages) == ["2021-02", "2021-03"]
    assert open_cutovers("planned", stages=stages) == ["2021-01"]
    assert open_cutovers("planned|initial") == []  # without stages it is full from the start
    progress = [{"workload": "wa", "offering": "O", "cutover_from": "2021-02"}]
    oracle = Oracle(scenario(**ways, stages=stages, migrations_in_progress=progress, **policy(open_stages="full")))
    assert kinds(oracle) == ["eligibility"]


def gap_of(largest, *, service=(), coverage=(), needs=(), unique=()):
    """Whether wa may move onto O."""
    tables = {
        "services": [{"id": "payroll", "area": "HR", "fibf": list(service)}],
        "coverages": [{"offering": "O", "service": "payroll", "fibf": list(coverage)}],
        **with_workload(0, fibf=list(needs), approved_unique=list(unique)),
    }
    return kinds(Oracle(scenario(**tables, **policy(largest_fit_gap=largest))), wa="2021-01") == []


def test_a_fit_gap_counts_required_activities_that_are_neither_covered_nor_unique():
    needs = ("FFM.030.070", "FFM.030.080", "FFM.040.010")
    assert gap_of("none", needs=needs)
    assert [gap_of(largest, needs=needs) for largest in ("0", "2", "3")] == [False, False, True]
    assert gap_of("0", service=needs)  # what the service needs an offering covers unless it says otherwise
    assert gap_of("0", service=needs, needs=needs[:1])
    assert [gap_of(largest, service=needs, coverage=needs[:2]) for largest in ("0", "1")] == [False, True]
    assert gap_of("0", service=needs, coverage=needs[:2], needs=needs[:1])
    assert gap_of("0", service=needs, coverage=needs[:2], unique=needs[2:])
    assert not gap_of("0", service=needs[:2], needs=needs)
    assert gap_of("0", service=needs[:2], needs=needs, unique=needs[2:])


def test_an_id_stands_for_all_below_it():
    assert gap_of("0", needs=["FFM.030.070", "FFM.030"], coverage=["FFM.030"])
    assert gap_of("0", needs=["FFM.030.070"], unique=["FFM"])
    assert not gap_of("0", needs=["FFM.030"], coverage=["FFM.030.070"])
    assert not gap_of("0", needs=["FFM.030.070"], coverage=["FFM.03"])
    assert not gap_of("0", needs=["FFM.030.0701"], coverage=["FFM.030.070"])
    assert gap_of("0", needs=["FFM.030.0701"], coverage=["FFM.030.070", "FFM.030.0701"])


def test_what_an_eligibility_violation_reports_is_the_first_that_fails():
    """Coverage and stage name the cutover, the marketplace the start, the rest no period."""
    ways = parameters(migration_periods=1)
    fails = {
        "providers": [{"id": "P"}],
        "offerings": [{"id": "O", "provider": "P", "standing": "delisted", "ends": "2021-01"}],
        "stages": [{"offering": "O", "state": "planned", "date": "2020-10"}],
    }

    def reported(**values):
        found = Oracle(scenario(**ways, **fails, **policy(**values))).violations(plan(wa="2021-01"))
        return [(violation.kind, violation.period) for violation in found]

    assert reported(provider_kinds="federal") == [("eligibility", 3)]
    assert reported(provider_kinds="federal", open_stages="planned") == [("eligibility", None)]
    assert reported(open_stages="planned") == [("eligibility", 2)]
    assert reported(open_stages="planned", outside_marketplace="open") == [("eligibility", None)]
