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
