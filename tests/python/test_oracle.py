"""The library against the oracle, a plain reference written from docs/planning-problem.md alone (tests/oracle)."""

import functools
import itertools
import math
import random
import sys
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
import qsmo

sys.path.insert(0, str(Path(__file__).parents[1] / "oracle"))

from oracle import KINDS, NEVER, Move, Oracle, dumps, loads  # noqa: E402
from random_scenario import SHAPES, Shape, random_plan, random_scenario, under_policies  # noqa: E402
from test_oracle_by_hand import EXAMPLE, JANUARY, SUBSIDIES, policy, scenario, with_workload  # noqa: E402

EVALUATED = range(300)
PLANNED = range(100)
ENUMERATED = range(80)
TINY = Shape(
    agencies=(1, 2),
    services=(1, 2),
    offerings=(1, 2),
    workloads=(2, 4),
    periods=(4, 7),
    duties=0.15,
    limits=0.5,
    longest_phase=1,
    participation=0.25,
    obstacles=0.2,
    dearness=4.0,
)
MOST_PLANS = 5000
EVALUATED_UNDER_POLICIES = range(600)  # more of them, so that each rule decides something in some of them
# Whether the scenarios have policies, whose parameters change within the horizon.
POLICIES = pytest.mark.parametrize("policies", [False, True], ids=["plain", "policies"])


@functools.lru_cache(maxsize=8)
def case(seed, policies=False, shape=None):
    """A scenario in both worlds."""
    shape = shape or SHAPES[sorted(SHAPES)[seed % len(SHAPES)]]
    return both_worlds(dumps(random_scenario(seed, under_policies(shape) if policies else shape)))


def both_worlds(text):
    scenario = loads(text)
    return SimpleNamespace(scenario=scenario, oracle=Oracle(scenario), portfolio=qsmo.loads(text))


def arbitrary_plans(here, seed):
    """The status quo and two arbitrary plans, one of them with the starts stated."""
    yield here.oracle.status_quo()
    plans = [loads(dumps(random_plan(here.scenario, random.Random(f"plan {seed} {i}")))) for i in range(2)]
    yield plans[0]
    yield here.oracle.plan_of(here.oracle.moves(plans[1]), plans[1]["transfers"])


def native(portfolio, plan):
    return qsmo.read_plan(portfolio, dumps({"format": "qsmo-plan/1"} | plan).encode())


def own(result_or_plan_json):
    """A plan of the library as the oracle reads it."""
    return loads(result_or_plan_json)


def cells_of(portfolio, plan, scenario):
    """{(agency, kind, period): cents}, from the array."""
    cents = qsmo.evaluate(portfolio, plan).cents()
    names = [agency["id"] for agency in scenario["agencies"]]
    assert cents.shape == (len(names), len(KINDS), portfolio.periods)
    return {(names[a], KINDS[k], t): int(cents[a, k, t]) for a, k, t in zip(*map(list, cents.nonzero()), strict=True)}


def violations_of(portfolio, plan):
    return sorted(
        ((v.kind, tuple(sorted(v.entities)), v.period, v.fiscal_year, v.amount) for v in qsmo.check(portfolio, plan)),
        key=order,
    )


def expected_violations(oracle, plan):
    found = [
        (v.kind, v.entities, v.period, v.fiscal_year, None if v.amount is None else float(v.amount))
        for v in oracle.violations(plan)
    ]
    return sorted(found, key=order)


def order(violation):
    return [("", part) if isinstance(part, str) else (str(part), "") for part in map(str, violation)]


def same_violations(found, expected):
    without_amounts = [violation[:4] for violation in expected]
    if [violation[:4] for violation in found] != without_amounts:
        return False
    return [v[4] for v in found] == [
        None if v[4] is None else pytest.approx(v[4], rel=1e-6, abs=1e-6) for v in expected
    ]


def assert_same_judgement(here, plan, ours):
    assert cells_of(here.portfolio, ours, here.scenario) == here.oracle.lines(plan)
    benefit = qsmo.compare(here.portfolio, ours)
    assert benefit.net_benefit == pytest.approx(float(here.oracle.net_benefit(plan)), rel=1e-6, abs=1e-6)
    assert benefit.breakeven == here.oracle.breakeven(plan)
    found, expected = violations_of(here.portfolio, ours), expected_violations(here.oracle, plan)
    assert same_violations(found, expected), {
        "library only": minus(found, expected),
        "oracle only": minus(expected, found),
    }


def minus(these, those):
    return [violation for violation in these if not any(same_violations([violation], [other]) for other in those)]


# --- arbitrary plans -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", EVALUATED)
def test_arbitrary_plans_have_the_money_and_the_violations_that_the_page_says(seed):
    here = case(seed)
    for plan in arbitrary_plans(here, seed):
        assert_same_judgement(here, plan, native(here.portfolio, plan))


@pytest.mark.parametrize("seed", EVALUATED_UNDER_POLICIES)
def test_arbitrary_plans_under_policies_have_the_money_and_the_violations_that_the_page_says(seed):
    here = case(seed, True)
    for plan in arbitrary_plans(here, seed):
        assert_same_judgement(here, plan, native(here.portfolio, plan))


def at_the_edge(oracle, agency, gain):
    """The scenario with the agency's threshold a little below its gain, and a little above."""
    for threshold in (math.floor(gain * 100), math.ceil(gain * 100)):
        rows = [dict(row) for row in oracle.scenario["agencies"]]
        for row in rows:
            if row["id"] == agency:
                row["participation_threshold"] = Decimal(threshold).scaleb(-2)
        values = [row for row in oracle.scenario.get("policy_values", []) if row["parameter"] != "participation"]
        stated = {"policy_values": values} if values else {}
        everything = {key: value for key, value in oracle.scenario.items() if key != "policy_values"}
        yield everything | stated | {"participation": True, "agencies": rows}


@POLICIES
@pytest.mark.parametrize("seed", EVALUATED[::5])
def test_a_shortfall_of_less_than_half_a_cent_keeps_nobody_from_joining(seed, policies):
    oracle = case(seed, policies).oracle
    plan = loads(dumps(random_plan(oracle.scenario, random.Random(seed))))
    for workload, move in oracle.moves(plan).items():
        agency = oracle.workloads[workload]["agency"]
        gain = oracle.present_value(oracle.status_quo_money(), agency) - oracle.present_value(
            oracle.lines(plan), agency
        )
        if move is not NEVER and abs(gain) < 10**9:
            for scenario in at_the_edge(oracle, agency, gain):
                portfolio = qsmo.loads(dumps(scenario))
                assert same_violations(
                    violations_of(portfolio, native(portfolio, plan)), expected_violations(Oracle(scenario), plan)
                )


@POLICIES
@pytest.mark.parametrize("seed", EVALUATED[::10])
def test_the_cumulative_saving_is_the_discounted_one(seed, policies):
    here = case(seed, policies)
    for plan in arbitrary_plans(here, seed):
        saving = qsmo.compare(here.portfolio, native(here.portfolio, plan)).cumulative_saving
        assert list(saving) == pytest.approx(
            [float(amount) for amount in here.oracle.cumulative_saving(plan)], rel=1e-6, abs=1e-6
        )


@POLICIES
@pytest.mark.parametrize("seed", EVALUATED[::10])
def test_the_frame_of_a_statement_has_the_same_cells_as_the_array(seed, policies):
    here = case(seed, policies)
    for plan in arbitrary_plans(here, seed):
        ours = native(here.portfolio, plan)
        rows = qsmo.evaluate(here.portfolio, ours).to_frame()
        cells = {(row.agency, row.kind, row.period): round(row.amount * 100) for row in rows.itertuples()}
        assert {key: amount for key, amount in cells.items() if amount} == here.oracle.lines(plan)


@POLICIES
@pytest.mark.parametrize("seed", EVALUATED[::10])
def test_the_status_quo_is_the_one_of_the_page(seed, policies):
    here = case(seed, policies)
    assert qsmo.status_quo(here.portfolio) == native(here.portfolio, here.oracle.status_quo())


# --- plans of the planner ------------------------------------------------------------------------------------------


def contradictions(oracle, possible):
    """Cycles that cannot move, but of which a member must: the planner refuses the input."""
    return [members for members in oracle.blocked_cycles(possible) if any(map(oracle.must_move, members))]


def planned(here, **options):
    """The plan; None if the input is contradictory and refused, which must coincide."""
    try:
        result = qsmo.plan(here.portfolio, **options)
    except qsmo.InputError:
        assert contradictions(here.oracle, here.oracle.eligible)
        return None
    assert not contradictions(here.oracle, here.oracle.eligible)
    return result


@POLICIES
@pytest.mark.parametrize("seed", EVALUATED[::3])
def test_a_cycle_that_cannot_move_is_named_in_a_warning(seed, policies):
    here = case(seed, policies)
    result = planned(here, work_limit=0)
    warnings = result.warnings if result else []
    for members in here.oracle.blocked_cycles(here.oracle.eligible) if result else []:
        assert any(sum(workload in warning for workload in members) > 1 for warning in warnings), (members, warnings)


@POLICIES
@pytest.mark.parametrize("seed", PLANNED)
def test_plans_of_the_planner_are_judged_alike_and_keep_every_rule(seed, policies):
    here = case(seed, policies)
    result = planned(here, work_limit=3000)
    if result is None:
        return
    plan = own(result.to_json())
    assert_same_judgement(here, plan, result.plan)
    assert result.net_benefit == pytest.approx(float(here.oracle.net_benefit(plan)), rel=1e-6, abs=1e-6)
    assert result.cost == pytest.approx(float(here.oracle.present_value(here.oracle.lines(plan))), rel=1e-6, abs=1e-6)
    assert result.breakeven == here.oracle.breakeven(plan)
    feasible = not here.oracle.violations(plan)
    assert (result.status in ("optimal", "feasible")) == feasible
    if not here.oracle.violations(here.oracle.status_quo()):
        assert feasible
        assert result.net_benefit >= -0.005
    if feasible:
        assert result.bound >= result.net_benefit - slack(result.net_benefit)
        assert result.gap == pytest.approx(
            (result.bound - result.net_benefit) / max(abs(result.bound), 1), rel=1e-6, abs=1e-9
        )


def slack(value):
    """Noise of sums in floating point."""
    return 1e-6 + 1e-9 * abs(value)


def tolerance(bound):
    """`optimal` promises no more than this."""
    return max(0.01, 1e-6 * abs(bound))


# --- policies ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [
        SUBSIDIES,
        SUBSIDIES | {"incentive_budget": "46.72"},
        SUBSIDIES | {"incentive_budget": "46.71"},
        SUBSIDIES | {"incentive_budget": [(None, "0"), ("2020-10-15", "46.72"), ("2020-11", "0")]},
        SUBSIDIES | {"participation": [(None, "true"), ("2020-12", "false")], "quality_floor": "false"},
        SUBSIDIES | {"participation": [(None, "true"), ("2021-01", "false")], "quality_floor": "false"},
        SUBSIDIES | {"subsidy_repayment_years": [(None, "0"), ("2021-01-31", "1"), ("2021-02", "0")]},
        {"subsidy_repayment_years": [(None, "1"), ("2020-10-20", "3"), ("2020-10-05", "2")], "phase_subsidy": "1"},
        {"mandate_at_contract_end": "true"},
        {"mandate_at_contract_end": "true", "waived_until_contract_end": "true", "waivers_honoured": "false"},
        {"mandate_deadline": [(None, "none"), ("2021-03", "2020-12")], "mandate_areas": "HR"},
        {"starts_allowed": [(None, "true"), ("2020-12", "false")]},
    ],
)
@pytest.mark.parametrize("period", ["month", "quarter"])
def test_the_example_of_the_page_under_policies(values, period):
    contract = {"workloads": [row | {"contract_end": "2020-12-31"} for row in EXAMPLE["workloads"]]}
    here = both_worlds(dumps(scenario(**EXAMPLE | contract | {"period": period}, **policy(**values))))
    for plan in ({"decisions": []}, JANUARY):
        assert_same_judgement(here, plan, native(here.portfolio, plan))


@pytest.mark.parametrize(
    ("values", "valid"),
    [
        ([("2020-10-31", "1")], True),
        ([("2020-11-01", "1")], False),
        ([(None, "1", "2021-09-01")], True),
        ([(None, "1", "2021-08-31")], False),
        ([(None, "1", "2020-11-15"), ("2020-12-20", "2")], True),
        ([(None, "1", "2020-11-15"), ("2021-01-01", "2")], False),
        ([(None, "1"), ("2020-12", "2", "2020-12-31")], False),
    ],
)
def test_a_parameter_that_is_stated_must_have_a_value_in_every_period(values, valid):
    text = dumps(scenario(**with_workload(0), **policy(subsidy_repayment_years=values)))
    if valid:
        both_worlds(text)
        return
    with pytest.raises(qsmo.InputError, match="subsidy_repayment_years"):
        qsmo.loads(text)
    with pytest.raises(ValueError, match="subsidy_repayment_years"):
        Oracle(loads(text))


def test_subsidies_are_given_by_plans_of_the_planner():
    """Otherwise nothing is proven about them by the comparisons above."""
    given = 0
    for seed in PLANNED:
        here = case(seed, True)
        result = planned(here, work_limit=500)
        if result is not None:
            given += any(True for _ in here.oracle.incentive_transfers(here.oracle.moves(own(result.to_json()))))
    assert given >= 10


# --- scenarios of a realistic size ---------------------------------------------------------------------------------


def assert_judged_alike(here):
    for plan in (here.oracle.status_quo(), loads(dumps(random_plan(here.scenario, random.Random(1))))):
        assert_same_judgement(here, plan, native(here.portfolio, plan))
    result = qsmo.plan(here.portfolio, work_limit=20_000)
    assert result.status in ("optimal", "feasible")
    assert_same_judgement(here, own(result.to_json()), result.plan)


EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("**/scenario.json"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_plans_of_the_examples_are_judged_alike(path):
    assert_judged_alike(both_worlds(path.read_text(encoding="utf-8")))


def test_plans_of_a_synthetic_portfolio_are_judged_alike():
    assert_judged_alike(both_worlds(qsmo.generate(agencies=8, services=6, periods=24).to_json()))


# --- against all plans there are -----------------------------------------------------------------------------------


def allowed_moves(oracle, workload):
    """Every decision about one workload that breaks no rule of its own."""
    service = oracle.workloads[workload]["service"]
    sellers = [offering for offering, covered in oracle.coverages if covered == service]
    moves = [Move(offering, t) for offering in sellers for t in range(oracle.periods)]
    return [move for move in [NEVER, *moves] if not oracle.workload_violations(workload, move)]


def best_net_benefit(oracle, choices):
    """Of all feasible plans; None if there is none."""
    best = None
    for moves in itertools.product(*choices.values()):
        moves = dict(zip(choices, moves, strict=True))
        if any(True for _ in oracle.arc_violations(moves)):
            continue
        plan = oracle.plan_of(moves)
        if not oracle.violations(plan):
            value = float(oracle.net_benefit(plan))
            best = value if best is None else max(best, value)
    return best


def number_of(choices):
    product = 1
    for moves in choices.values():
        product *= len(moves)
    return product


@POLICIES
@pytest.mark.parametrize("seed", ENUMERATED)
def test_no_plan_of_a_tiny_case_beats_the_bound_and_optimal_means_it(seed, policies):
    here = case(seed, policies, TINY)
    choices = {workload: allowed_moves(here.oracle, workload) for workload in here.oracle.workloads}
    if number_of(choices) > MOST_PLANS:
        pytest.skip("too many plans to try them all")
    best = best_net_benefit(here.oracle, choices)
    result = planned(here, work_limit=5000)
    if result is None:
        return
    if best is None:
        assert result.status in ("infeasible", "unknown")
        return
    assert result.status != "infeasible"
    assert result.bound >= best - slack(best)
    if result.status in ("optimal", "feasible"):
        assert result.net_benefit <= best + slack(best)
    if result.status == "optimal":
        assert result.net_benefit >= best - tolerance(result.bound)


@POLICIES
def test_the_search_finds_the_best_plan_of_most_tiny_cases(policies):
    compared = found = 0
    for seed in ENUMERATED:
        here = case(seed, policies, TINY)
        choices = {workload: allowed_moves(here.oracle, workload) for workload in here.oracle.workloads}
        best = best_net_benefit(here.oracle, choices) if number_of(choices) <= MOST_PLANS // 5 else None
        if best is not None and not contradictions(here.oracle, here.oracle.eligible):
            compared += 1
            found += qsmo.plan(here.portfolio, work_limit=5000).net_benefit >= best - 0.01
    assert compared >= 10
    assert found >= 0.9 * compared
