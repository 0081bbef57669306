"""A plain reference for docs/planning-problem.md: what a plan costs and which rules it breaks.

Written from that page alone, in exact fractions, with nothing clever in it and nothing shared with the library.
A scenario is the dict of a scenario file loaded with `parse_float=Decimal` (see `loads`); a plan is the dict of a plan
file (`decisions`, `transfers`). Names of the functions follow the words of the page.

    oracle = Oracle(loads(text))
    oracle.lines(plan)         # {(agency, kind, period): cents}
    oracle.violations(plan)    # [Violation(kind, entities, period, fiscal_year, amount)]
"""

import json
from collections import defaultdict
from decimal import Decimal, localcontext
from fractions import Fraction
from math import floor
from types import SimpleNamespace
from typing import NamedTuple

KINDS = (
    "legacy",
    "dual_run",
    "stranded",
    "decommission",
    "service",
    "onboarding",
    "phase",
    "bridge",
    "break",
    "transfer",
)
PHASES = ("readiness", "selection", "engagement", "migration")
HALF_A_CENT = Fraction(5, 1000)
NEVER = None

# What a value of a policy reads as, and the initial values of the parameters that the page's section "Policy" uses.
# All others that a scenario may state bear on no plan.


def truth(text):
    return {"true": True, "false": False}[text]


def items(text):
    return [] if text == "none" else text.split("|")


def unless_none(read):
    return lambda text: None if text == "none" else read(text)


PARAMETERS = {
    "eligible_states": (items, ["designated"]),
    "outside_marketplace": (str, "exception"),
    "provider_kinds": (items, ["federal", "commercial"]),
    "open_stages": (items, ["initial", "full"]),
    "barring_standings": (items, ["suspended", "delisted"]),
    "standards_bind": (truth, True),
    "largest_fit_gap": (unless_none(int), None),
    "starts_allowed": (truth, True),
    "mandates_bind": (truth, True),
    "mandate_deadline": (unless_none(str), None),
    "mandate_areas": (items, []),
    "mandate_agencies": (items, []),
    "mandate_at_contract_end": (truth, False),
    "waivers_honoured": (truth, True),
    "waived_until_contract_end": (truth, False),
    "excused_without_way": (truth, False),
    "participation": (truth, False),
    "quality_floor": (truth, True),
    "onboarding_subsidy": (Fraction, Fraction(0)),
    "phase_subsidy": (Fraction, Fraction(0)),
    "subsidy_repayment_years": (int, 0),
    "incentive_budget": (unless_none(Fraction), None),
    "off_ramp_required": (truth, False),
}


class Violation(NamedTuple):
    """One broken rule. `amount` is in dollars for money, in the rule's own unit else; None for yes/no rules.

    The page says what is broken and by how much; which names and which period a violation carries is the convention
    of check.hpp. Entities are sorted here.
    """

    kind: str
    entities: tuple
    period: int | None = None
    fiscal_year: int | None = None
    amount: Fraction | None = None


class Move(NamedTuple):
    offering: str
    cutover: int


class Way(NamedTuple):
    """What one migration takes. `phases` has (periods, agency effort, provider effort, cents spent) of each."""

    phases: tuple
    hypercare: int
    hypercare_agency_effort: Fraction
    hypercare_provider_effort: Fraction
    dual_run: int
    onboarding: int

    @property
    def duration(self):
        return sum(phase[0] for phase in self.phases)


def loads(text):
    """A scenario or plan from JSON text, with exact numbers."""
    return json.loads(text, parse_float=Decimal)


def dumps(value):
    """JSON text of a dict that may hold Decimals, digit for digit."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {dumps(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(dumps, value)) + "]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value)


def cents(dollars):
    """Rounds dollars to whole cents, half away from zero."""
    amount = abs(Fraction(dollars)) * 100
    whole = floor(amount + Fraction(1, 2))
    return whole if dollars >= 0 else -whole


def stands_for(function, activity):
    """Whether an id of the business framework stands for another: itself, and all below it."""
    return activity == function or activity.startswith(function + ".")


def month_index(date):
    """Months since year 0 of `2021-10` or `2021-10-15`."""
    year, month = date.split("-")[:2]
    return int(year) * 12 + int(month) - 1


class Calendar:
    """Numbers and time: periods of a month or a quarter from the as-of date on."""

    def __init__(self, scenario):
        self.months = 3 if scenario.get("period", "month") == "quarter" else 1
        self.periods = scenario["periods"]
        self.first = month_index(scenario["as_of"])
        self.fiscal_start = scenario.get("fiscal_year_start", 10)
        self.per_year = 12 // self.months

    def period_of(self, date):
        """The period that contains the date; negative before the horizon, >= periods beyond it."""
        return (month_index(date) - self.first) // self.months

    def begins(self, date):
        """Where something begins or is due: before the horizon acts as 0, beyond as H."""
        return min(max(self.period_of(date), 0), self.periods)

    def last(self, date):
        """Where a date names a last period: before the horizon acts as -1, beyond as H."""
        return min(max(self.period_of(date), -1), self.periods)

    def year_and_month(self, t):
        index = self.first + t * self.months
        return index // 12, index % 12 + 1

    def label(self, t):
        year, month = self.year_and_month(t)
        return f"{year:04}-{month:02}"

    def fiscal_year(self, t):
        """The number of the calendar year in which the fiscal year of period t ends."""
        year, month = self.year_and_month(t)
        if self.fiscal_start == 1:
            return year
        return year + 1 if month >= self.fiscal_start else year

    def allows(self, rule, t):
        """Whether a cutover rule of a service allows period t."""
        month = self.year_and_month(t)[1]
        return {
            "any": True,
            "fiscal_year_start": month == self.fiscal_start,
            "calendar_year_start": month == 1,
            "quarter_start": (month - self.fiscal_start) % 3 == 0,
        }[rule]


class Oracle:
    def __init__(self, scenario):
        self.scenario = scenario
        self.calendar = Calendar(scenario)
        self.periods = self.calendar.periods
        self.workloads = self.by_id("workloads")
        self.agencies = self.by_id("agencies")
        self.services = self.by_id("services")
        self.offerings = self.by_id("offerings")
        self.providers = self.by_id("providers")
        self.funds = self.by_id("funds")
        self.coverages = {(row["offering"], row["service"]): row for row in self.table("coverages")}
        self.pins = {row["workload"]: row for row in self.table("pins")}
        self.in_progress = {row["workload"]: row for row in self.table("migrations_in_progress")}
        self.parameters = {self.parameter_key(row): row for row in self.table("migration_parameters")}
        self.policies = [SimpleNamespace(**self.parameters_in_force(t)) for t in range(self.periods)]
        self.discounts = self.discount_factors()
        self.ways = {}
        self.ways_found = None
        self.deadlines = {}
        self.status_quo_lines = None

    # --- reading the scenario ------------------------------------------------------------------------------------

    def table(self, name):
        return self.scenario.get(name, [])

    def by_id(self, name):
        return {row["id"]: row for row in self.table(name)}

    def setting(self, name, default):
        return self.scenario.get(name, default)

    def profile(self, profile, t):
        """The last step dated in or before period t; a number is a profile of one step."""
        if not isinstance(profile, list):
            return Fraction(profile)
        value = Fraction(profile[0]["value"])
        for step in profile[1:]:
            if self.calendar.period_of(step["from"]) <= t:
                value = Fraction(step["value"])
        return value

    def state_in_force(self, rows, t):
        """Of dated rows, the one that holds in period t: the latest date; None before the first."""
        begun = [row for row in rows if self.calendar.period_of(row["date"]) <= t]
        return max(begun, key=lambda row: row["date"]) if begun else None

    def touches(self, window, t):
        """Whether a span from .. to touches period t, ends included; a span wholly past bars nothing."""
        calendar = self.calendar
        return calendar.begins(window["from"]) <= t <= calendar.last(window["to"])

    def lineage(self, agency):
        """The agency itself, its parent, and so on."""
        while agency:
            yield agency
            agency = self.agencies[agency].get("parent")

    def discount_factors(self):
        """`(1 + r)^(-t/n)` to 40 digits."""
        rate = Decimal(self.setting("discount_rate", 0))
        with localcontext() as context:
            context.prec = 40
            return [Fraction((1 + rate) ** (Decimal(-t) / self.calendar.per_year)) for t in range(self.periods)]

    # --- policy --------------------------------------------------------------------------------------------------

    def parameters_in_force(self, t):
        return {name: self.parameter_in_force(name, t) for name in PARAMETERS}

    def parameter_in_force(self, name, t):
        """Of the values dated in period t or before, the latest; a setting or the initial value if none is stated."""
        read, initial = PARAMETERS[name]
        rows = [row for row in self.table("policy_values") if row["parameter"] == name]
        if not rows:
            return self.setting(name, initial)  # three of the settings are named like the parameter
        begun = [row for row in rows if "from" not in row or self.calendar.period_of(row["from"]) <= t]
        if not begun:
            raise ValueError(f"{name} has no value in period {t}: all begin later")
        latest = max(reversed(begun), key=lambda row: row.get("from", ""))
        if "until" in latest and self.calendar.period_of(latest["until"]) < t:
            raise ValueError(f"{name} has no value in period {t}: the last ended")
        return read(latest["value"])

    def policy(self, t):
        """P(t); a start before period 0 acts as 0."""
        return self.policies[max(t, 0)]

    def marketplace_state(self, marketplace, t):
        rows = [row for row in self.table("designations") if row["marketplace"] == marketplace]
        state = self.state_in_force(rows, t)
        return state["state"] if state else "research"

    def states_of_area(self, workload, t):
        """The states of the marketplaces of the area that the workload's service belongs to."""
        area = self.services[self.workloads[workload]["service"]]["area"]
        return [self.marketplace_state(row["id"], t) for row in self.table("marketplaces") if row["area"] == area]

    def incentive(self, workload, move):
        """Cents that a migration is given in its cutover's period."""
        if move is NEVER or workload in self.in_progress:
            return 0
        way, policy = self.way(workload, move.offering), self.policy(move.cutover)
        spend = sum(phase[0] * phase[3] for phase in way.phases)
        return cents(policy.onboarding_subsidy * way.onboarding / 100) + cents(policy.phase_subsidy * spend / 100)

    def incentive_transfers(self, moves):
        """(agency, period, cents): what agencies get by incentive; negative where they pay it back."""
        for workload, move in moves.items():
            whole = self.incentive(workload, move)
            if whole == 0:
                continue
            agency, years = self.workloads[workload]["agency"], self.policy(move.cutover).subsidy_repayment_years
            yield agency, move.cutover, whole
            number = years * self.calendar.per_year
            parts = [whole // number] * (number - 1) if number else []
            parts += [whole - sum(parts)] if number else []
            for t, part in enumerate(parts, start=move.cutover + 1):
                if t < self.periods:
                    yield agency, t, -part

    # --- one way to migrate --------------------------------------------------------------------------------------

    @staticmethod
    def parameter_key(row):
        return row.get("workload"), row.get("offering"), row.get("service"), row.get("size_class")

    def parameter(self, workload, offering, field):
        """The first of the rows, most specific first, that states the field; else 0."""
        service, size_class = self.workloads[workload]["service"], self.workloads[workload].get("size_class")
        keys = [
            (workload, offering, None, None),
            (workload, None, None, None),
            (None, offering, None, None),
            (None, None, service, size_class),
            (None, None, service, None),
        ]
        for key in keys:
            if field in self.parameters.get(key, {}):
                return Fraction(self.parameters[key][field])
        return Fraction(0)

    def phases_done(self, workload, offering):
        progress = self.in_progress.get(workload)
        return progress.get("phases_done", 0) if progress and progress["offering"] == offering else 0

    def way(self, workload, offering):
        if (workload, offering) not in self.ways:
            self.ways[workload, offering] = self.read_way(workload, offering)
        return self.ways[workload, offering]

    def read_way(self, workload, offering):
        def value(field):
            return self.parameter(workload, offering, field)

        phases = [
            (
                int(value(f"{phase}_periods")),
                value(f"{phase}_agency_effort"),
                value(f"{phase}_provider_effort"),
                cents(value(f"{phase}_spend")),
            )
            for phase in PHASES
        ]
        for done in range(self.phases_done(workload, offering)):
            phases[done] = (0, Fraction(0), Fraction(0), 0)
        return Way(
            tuple(phases),
            int(value("hypercare")),
            value("hypercare_agency_effort"),
            value("hypercare_provider_effort"),
            int(value("dual_run")),
            cents(value("onboarding")),
        )

    def start(self, workload, move):
        return move.cutover - self.way(workload, move.offering).duration

    def phase_periods(self, workload, move):
        """(period, phase) for every period >= 0 of the phases before cutover, in their order."""
        t = self.start(workload, move)
        for phase in self.way(workload, move.offering).phases:
            for _ in range(phase[0]):
                if t >= 0:
                    yield t, phase
                t += 1

    def hypercare_periods(self, workload, move):
        end = move.cutover + self.way(workload, move.offering).hypercare
        return range(move.cutover, min(end, self.periods))

    # --- plans ---------------------------------------------------------------------------------------------------

    def status_quo_moves(self):
        moves = dict.fromkeys(self.workloads, NEVER)
        for workload, row in self.in_progress.items():
            moves[workload] = Move(row["offering"], self.calendar.begins(row["cutover_from"]))
        return moves

    def moves(self, plan):
        """{workload: Move or NEVER}; a workload that the plan does not name is as in the status quo."""
        moves = self.status_quo_moves()
        for decision in plan.get("decisions", []):
            migrate = decision["action"] == "migrate"
            moves[decision["workload"]] = (
                Move(decision["offering"], self.calendar.period_of(decision["cutover"])) if migrate else NEVER
            )
        return moves

    def transfers(self, plan):
        for row in plan.get("transfers", []):
            yield row["agency"], self.calendar.period_of(row["period"]), cents(Fraction(row["amount"]))

    def status_quo(self):
        """The status quo as a plan."""
        return self.plan_of(self.status_quo_moves())

    def plan_of(self, moves, transfers=()):
        return {
            "decisions": [self.decision(workload, move) for workload, move in moves.items()],
            "transfers": list(transfers),
        }

    def decision(self, workload, move):
        if move is NEVER:
            return {"workload": workload, "action": "retain"}
        return {
            "workload": workload,
            "action": "migrate",
            "offering": move.offering,
            "start": self.calendar.label(self.start(workload, move)),
            "cutover": self.calendar.label(move.cutover),
        }

    def any_new_move(self, moves):
        return any(move and workload not in self.in_progress for workload, move in moves.items())

    # --- money ---------------------------------------------------------------------------------------------------

    def cutover(self, moves, workload):
        """c_w; never counts as H."""
        return moves[workload].cutover if moves[workload] else self.periods

    def leaving(self, moves, workload):
        """e_w: the period from which the incumbent is not paid any more."""
        if moves[workload] is NEVER:
            return self.periods
        row, move = self.workloads[workload], moves[workload]
        ends = [move.cutover + self.way(workload, move.offering).dual_run, self.periods]
        if "incumbent_end" in row and "fallback_factor" not in row:
            ends.append(self.calendar.last(row["incumbent_end"]) + 1)
        return max(min(ends), move.cutover)

    def incumbent_cost(self, workload, t):
        """Dollars of one period of the incumbent, premium and fallback factor applied."""
        row, calendar = self.workloads[workload], self.calendar
        cost = Fraction(row["annual_cost"]) / calendar.per_year
        if "contract_end" in row and t > calendar.last(row["contract_end"]):
            cost *= 1 + Fraction(row.get("extension_premium", 0))
        if "incumbent_end" in row and "fallback_factor" in row and t > calendar.last(row["incumbent_end"]):
            cost *= Fraction(row["fallback_factor"])
        return cost

    def on_offering(self, moves, workload, offering, t):
        """Whether the workload counts in the offering's volume in period t, as a newcomer or through its incumbent."""
        move = moves[workload]
        arrived = move is not NEVER and move.offering == offering and move.cutover <= t
        stays = self.workloads[workload].get("incumbent") == offering and t < self.leaving(moves, workload)
        return arrived or stays

    def volume(self, moves, offering, service, t):
        """V(t)."""
        total = self.profile(self.coverages[offering, service].get("base_volume", 0), t)
        for workload, row in self.workloads.items():
            if row["service"] == service and self.on_offering(moves, workload, offering, t):
                total += Fraction(row["volume"])
        return total

    def tiers(self, offering, service):
        rows = [row for row in self.table("tiers") if (row["offering"], row["service"]) == (offering, service)]
        return sorted(rows, key=lambda row: Fraction(row.get("from_volume", 0)))

    def unit_price(self, offering, service, volume, t):
        """p in dollars per unit and year at a total volume."""
        tiers = [
            (Fraction(row.get("from_volume", 0)), self.profile(row["unit_price"], t))
            for row in self.tiers(offering, service)
        ]
        if volume == 0:
            return tiers[0][1]
        if self.coverages[offering, service].get("pricing", "all_units") == "all_units":
            return [price for start, price in tiers if start <= volume][-1]
        ends = [start for start, _ in tiers[1:]] + [volume]
        slices = [(max(min(end, volume) - start, 0), price) for (start, price), end in zip(tiers, ends, strict=True)]
        return sum(size * price for size, price in slices) / volume

    def lines(self, plan):
        """Money in cents by (agency, kind, period); each line rounded once, lines of zero left out."""
        moves, cells = self.moves(plan), defaultdict(int)
        prices = {}
        for workload, row in self.workloads.items():
            for kind, t, amount in self.workload_lines(moves, workload, prices):
                cells[row["agency"], kind, t] += amount
        for agency, kind, t, amount in [*self.bridge_lines(moves), *self.break_lines(moves)]:
            cells[agency, kind, t] += amount
        for agency, t, amount in [*self.transfers(plan), *self.incentive_transfers(moves)]:
            cells[agency, "transfer", t] -= amount
        return {key: amount for key, amount in cells.items() if amount}

    def workload_lines(self, moves, workload, prices):
        yield from self.incumbent_lines(moves, workload)
        move = moves[workload]
        if move is NEVER:
            return
        yield from self.service_lines(moves, workload, prices)
        yield "onboarding", move.cutover, self.way(workload, move.offering).onboarding
        for t, phase in self.phase_periods(workload, move):
            yield "phase", t, phase[3]

    def incumbent_lines(self, moves, workload):
        row, cutover, leaving = self.workloads[workload], self.cutover(moves, workload), self.leaving(moves, workload)
        for t in range(leaving):
            yield "legacy" if t < cutover else "dual_run", t, cents(self.incumbent_cost(workload, t))
        if moves[workload] is NEVER or leaving >= self.periods:
            return
        yield "decommission", leaving, cents(Fraction(row.get("decommission_cost", 0)))
        if "contract_end" in row:
            stranded = Fraction(row.get("stranded_share", 0)) * Fraction(row["annual_cost"]) / self.calendar.per_year
            for t in range(leaving, min(self.calendar.last(row["contract_end"]), self.periods - 1) + 1):
                yield "stranded", t, cents(stranded)

    def service_lines(self, moves, workload, prices):
        row, move = self.workloads[workload], moves[workload]
        for t in range(move.cutover, self.periods):
            key = move.offering, row["service"], t
            if key not in prices:
                prices[key] = self.unit_price(*key[:2], self.volume(moves, *key), t)
            fee = self.profile(self.offerings[move.offering].get("annual_fee", 0), t)
            yield "service", t, cents((Fraction(row["volume"]) * prices[key] + fee) / self.calendar.per_year)

    def bridge_lines(self, moves):
        for row in self.table("interfaces"):
            # The odd cent goes to the workload whose id is less, compared as bytes.
            lesser, greater = sorted((row["a"], row["b"]), key=str.encode)
            cost = cents(Fraction(row["cost_per_period"]))
            first, second = sorted((self.cutover(moves, lesser), self.cutover(moves, greater)))
            for t in range(first, second):
                yield self.workloads[lesser]["agency"], "bridge", t, cost - cost // 2
                yield self.workloads[greater]["agency"], "bridge", t, cost // 2

    def break_lines(self, moves):
        for arc in self.table("dependencies"):
            if "break_price" in arc and self.periods_short(moves, arc) is not None:
                dependent = arc["dependent"]
                yield (
                    self.workloads[dependent]["agency"],
                    "break",
                    self.cutover(moves, dependent),
                    cents(Fraction(arc["break_price"])),
                )

    def present_value(self, lines, agency=None):
        """Dollars: of one agency's own lines, transfers included; without an agency of the government, without them."""
        total = Fraction(0)
        for (owner, kind, t), amount in lines.items():
            if owner == agency or (agency is None and kind != "transfer"):
                total += amount * self.discounts[t]
        return total / 100

    def status_quo_money(self):
        if self.status_quo_lines is None:
            self.status_quo_lines = self.lines(self.status_quo())
        return self.status_quo_lines

    def net_benefit(self, plan):
        return self.present_value(self.status_quo_money()) - self.present_value(self.lines(plan))

    def cumulative_saving(self, plan):
        """Discounted dollars saved through each period."""
        saving = [Fraction(0)] * self.periods
        for sign, lines in ((1, self.status_quo_money()), (-1, self.lines(plan))):
            for (_, kind, t), amount in lines.items():
                saving[t] += sign * amount * self.discounts[t] / 100 if kind != "transfer" else 0
        for t in range(1, self.periods):
            saving[t] += saving[t - 1]
        return saving

    def breakeven(self, plan):
        """The least t with a cumulative saving >= 0 from t on; a shortfall below half a cent is none."""
        if not self.any_new_move(self.moves(plan)):
            return None
        short = [t for t, saving in enumerate(self.cumulative_saving(plan)) if -saving >= HALF_A_CENT]
        first = short[-1] + 1 if short else 0
        return first if first < self.periods else None

    # --- funds ---------------------------------------------------------------------------------------------------

    def fund_of(self, agency, kind):
        for fund, row in self.funds.items():
            if agency in row["agencies"] and kind in row["kinds"]:
                return fund
        return None

    def spend(self, plan):
        """Cents by (fund, fiscal year), undiscounted."""
        spend = defaultdict(int)
        for (agency, kind, t), amount in self.lines(plan).items():
            fund = self.fund_of(agency, kind)
            if fund:
                # A transfer is minus in the agency's lines and plus in the fund's spend.
                spend[fund, self.calendar.fiscal_year(t)] += -amount if kind == "transfer" else amount
        return dict(spend)

    def budget(self, fund, year):
        rows = [row for row in self.table("budgets") if row["fund"] == fund and row["fiscal_year"] == year]
        return sum(cents(Fraction(row["amount"])) for row in rows)

    def fiscal_years(self):
        """Fiscal years that touch the horizon, rising."""
        return sorted({self.calendar.fiscal_year(t) for t in range(self.periods)})

    # --- constraints, in the order of the table -----------------------------------------------------------------

    def violations(self, plan):
        moves = self.moves(plan)
        found = []
        for workload in self.workloads:
            found += self.workload_violations(workload, moves[workload])
        found += self.arc_violations(moves)
        found += self.effort_violations(moves)
        found += self.volume_violations(moves)
        found += self.budget_violations(plan)
        found += self.incentive_budget_violations(moves)
        found += self.participation_violations(plan)
        return sorted(found, key=lambda v: (v.kind, v.entities, v.period or 0, v.fiscal_year or 0))

    def workload_violations(self, workload, move):
        """Rules that concern one workload and its own move alone: 1, 2, 3, 13."""
        found = list(self.duty_violations(workload, move))
        found += self.pin_violations(workload, move)
        if move is not NEVER:
            found += self.cutover_violations(workload, move)
            found += self.start_violations(workload, move)
            found += self.eligibility_violations(workload, move)
        return found

    # 1 eligibility

    def eligibility_violations(self, workload, move):
        """At most one: the first condition that fails, in the order of the page."""
        start, offering = self.start(workload, move), move.offering
        policy = self.policy(start)
        quality_counts = policy.participation and policy.quality_floor
        conditions = [
            (lambda: self.workloads[workload].get("incumbent") != offering, None),
            (lambda: self.service_covered(workload, move), move.cutover),
            (lambda: self.provider_kind(offering) in policy.provider_kinds, None),
            (lambda: self.standards_met(workload, offering) or not policy.standards_bind, None),
            (lambda: self.fits(workload, offering, policy.largest_fit_gap), None),
            (lambda: self.open_to(workload, offering, max(start, 0)), start),
            (lambda: self.offerings[offering].get("standing", "good") not in policy.barring_standings, None),
            (lambda: self.quality_kept(workload, offering) or not quality_counts, None),
            (lambda: not self.ends_inside(workload, offering), None),
        ]
        if workload in self.in_progress:  # of this constraint only "service covered" binds a migration in progress
            conditions = conditions[1:2]
        for holds, period in conditions:
            if not holds():
                return [Violation("eligibility", tuple(sorted((workload, offering))), period)]
        return []

    def stages(self, offering):
        return [row for row in self.table("stages") if row["offering"] == offering]

    def service_covered(self, workload, move):
        service, open_stages = self.workloads[workload]["service"], self.policy(move.cutover).open_stages
        if (move.offering, service) not in self.coverages:
            return False
        if not self.stages(move.offering):
            return "full" in open_stages
        stage = self.state_in_force(self.stages(move.offering), move.cutover)
        return stage is not None and stage["state"] in open_stages and self.lists(stage, service)

    @staticmethod
    def lists(stage, service):
        return not stage.get("services") or service in stage["services"]

    def standards_met(self, workload, offering):
        required = self.services[self.workloads[workload]["service"]].get("standards", [])
        return set(required) <= set(self.offerings[offering].get("standards", []))

    def provider_kind(self, offering):
        return "federal" if "agency" in self.providers[self.offerings[offering]["provider"]] else "commercial"

    def fits(self, workload, offering, largest_gap):
        """Whether few enough of the required activities are neither covered nor approved as unique."""
        if largest_gap is None:
            return True
        row = self.workloads[workload]
        of_service = self.services[row["service"]].get("fibf", [])
        met = self.coverages[offering, row["service"]].get("fibf") or of_service
        met = [*met, *row.get("approved_unique", [])]
        required = set(row.get("fibf") or of_service)
        missing = [activity for activity in required if not any(stands_for(function, activity) for function in met)]
        return len(missing) <= largest_gap

    def approved_exceptions(self, workload, offering):
        return [
            row
            for row in self.table("exceptions")
            if (row["workload"], row["offering"], row["decision"]) == (workload, offering, "approved")
        ]

    def in_force(self, exception, start):
        """Whether an approved exception is in force at a start >= 0."""
        if self.calendar.period_of(exception["date"]) > start:
            return False
        if "off_ramp" in exception and self.calendar.period_of(exception["off_ramp"]) < start:
            return False
        if "off_ramp" not in exception and self.policy(start).off_ramp_required:
            return False
        outside = "marketplace" not in self.offerings[exception["offering"]]
        needs_to_be_comprehensive = outside and "designated" in self.states_of_area(exception["workload"], start)
        return exception.get("kind", "comprehensive") == "comprehensive" or not needs_to_be_comprehensive

    def open_to(self, workload, offering, start):
        """An exception in force at the start, or a marketplace in an eligible state, or no need of one."""
        if any(self.in_force(row, start) for row in self.approved_exceptions(workload, offering)):
            return True
        policy, marketplace = self.policy(start), self.offerings[offering].get("marketplace")
        if marketplace is not None:
            return self.marketplace_state(marketplace, start) in policy.eligible_states
        if policy.outside_marketplace == "until_pre_designation":
            return all(state == "research" for state in self.states_of_area(workload, start))
        return policy.outside_marketplace == "open"

    def quality_kept(self, workload, offering):
        """Quality of at least today's; missing on either side it is not."""
        today, then = self.workloads[workload].get("quality"), self.offerings[offering].get("quality")
        return today is not None and then is not None and then >= today

    def ends_inside(self, workload, offering):
        dates = [row["off_ramp"] for row in self.approved_exceptions(workload, offering) if "off_ramp" in row]
        if "ends" in self.offerings[offering]:
            dates.append(self.offerings[offering]["ends"])
        return any(self.calendar.period_of(date) < self.periods for date in dates)

    # 2 cutover periods and duties

    def cutover_violations(self, workload, move):
        row = self.workloads[workload]
        if not self.calendar.allows(self.services[row["service"]].get("cutover_rule", "any"), move.cutover):
            yield Violation("cutover_rule", tuple(sorted((workload, row["service"]))), move.cutover)
        windows = [window for window in self.table("blackouts") if window["agency"] == row["agency"]]
        if any(self.touches(window, move.cutover) for window in windows):
            yield Violation("blackout", tuple(sorted((workload, row["agency"]))), move.cutover)

    def mandated_deadline(self, workload):
        """The first period in which the move is required; H: no duty."""
        if workload not in self.deadlines:
            required = (t for t in range(self.periods) if self.move_required(workload, t))
            self.deadlines[workload] = next(required, self.periods)
        return self.deadlines[workload]

    def move_required(self, workload, t):
        if not self.policy(t).mandates_bind or self.waived(workload, t):
            return False
        if self.policy(t).excused_without_way and self.first_ways()[workload] > t:
            return False
        return self.named_by_mandate(workload, t) or self.ordered_by_policy(workload, t)

    def first_ways(self):
        """f_w of each workload: the least numbers that rules, pins and hard arcs allow; H: never."""
        if self.ways_found is None:
            ways = {workload: list(self.single_ways(workload)) for workload in self.workloads}
            first = dict.fromkeys(self.workloads, 0)
            while True:
                later = {workload: self.first_way(workload, ways[workload], first) for workload in self.workloads}
                if later == first:
                    break
                first = later
            self.ways_found = first
        return self.ways_found

    def single_ways(self, workload):
        """(duration, cutover) of what the workload's own constraints 1 to 3 and its pin allow."""
        if workload in self.in_progress:
            yield 0, self.calendar.begins(self.in_progress[workload]["cutover_from"])
            return
        for offering, service in self.coverages:
            if service != self.workloads[workload]["service"]:
                continue
            for cutover in range(self.periods):
                move = Move(offering, cutover)
                broken = [
                    *self.pin_violations(workload, move),
                    *self.cutover_violations(workload, move),
                    *self.start_violations(workload, move),
                    *self.eligibility_violations(workload, move),
                ]
                if self.start(workload, move) >= 0 and not broken:
                    yield cutover - self.start(workload, move), cutover

    def first_way(self, workload, ways, first):
        """The least cutover that is not before what the others can reach, going by `first`."""
        cutover, start = first[workload], 0
        for arc in self.table("dependencies") if workload not in self.in_progress else ():
            if "break_price" in arc or arc.get("if_retained", "retain") == "allow":
                continue
            kind, lag = arc.get("kind", "cutover_before"), arc.get("lag", 0)
            if kind == "together" and workload in (arc["prerequisite"], arc["dependent"]):
                cutover = max(cutover, first[arc["prerequisite"]], first[arc["dependent"]])
            elif arc["dependent"] == workload and kind == "start_after":
                start = max(start, first[arc["prerequisite"]] + lag)
            elif arc["dependent"] == workload:
                cutover = max(cutover, first[arc["prerequisite"]] + lag)
        return min([c for d, c in ways if c >= cutover and c - d >= start] + [self.periods])

    def waived(self, workload, t):
        policy, row = self.policy(t), self.workloads[workload]
        ends = [w["until"] for w in self.table("waivers") if w["workload"] == workload and policy.waivers_honoured]
        if policy.waived_until_contract_end and "contract_end" in row:
            ends.append(row["contract_end"])
        return any(t <= self.calendar.last(end) for end in ends)

    def named_by_mandate(self, workload, t):
        row = self.workloads[workload]
        return any(
            self.calendar.begins(mandate["deadline"]) <= t
            and row["agency"] in (mandate.get("agencies") or [row["agency"]])
            and row["service"] in (mandate.get("services") or [row["service"]])
            for mandate in self.table("mandates")
        )

    def ordered_by_policy(self, workload, t):
        """The policy's own two orders: its deadline, and the contract's end."""
        policy, row = self.policy(t), self.workloads[workload]
        area = self.services[row["service"]]["area"]
        if policy.mandate_areas and area not in policy.mandate_areas:
            return False
        if policy.mandate_agencies and row["agency"] not in policy.mandate_agencies:
            return False
        if policy.mandate_deadline is not None and self.calendar.begins(policy.mandate_deadline) <= t:
            return True
        return policy.mandate_at_contract_end and "contract_end" in row and self.calendar.last(row["contract_end"]) < t

    def incumbent_deadline(self, workload):
        row = self.workloads[workload]
        if "incumbent_end" not in row or "fallback_factor" in row:
            return self.periods
        return min(self.calendar.last(row["incumbent_end"]) + 1, self.periods)

    def duty_violations(self, workload, move):
        cutover = move.cutover if move else self.periods
        duties = {"mandate": self.mandated_deadline(workload), "incumbent_end": self.incumbent_deadline(workload)}
        for kind, deadline in duties.items():
            if cutover > deadline:
                yield Violation(kind, (workload,), deadline, None, Fraction(cutover - deadline))

    # 3 start periods

    def start_violations(self, workload, move):
        if workload in self.in_progress:
            return
        row, start = self.workloads[workload], self.start(workload, move)
        windows = [w for w in self.table("start_freezes") if w.get("agency", row["agency"]) == row["agency"]]
        stopped = start >= 0 and not self.policy(start).starts_allowed
        if stopped or any(self.touches(window, start) for window in windows):
            yield Violation("start_freeze", tuple(sorted((workload, row["agency"]))), start)
        earliest = self.calendar.begins(row["earliest_start"]) if "earliest_start" in row else 0
        if start < earliest:
            yield Violation("earliest_start", (workload,), start, None, Fraction(earliest - start))

    # 4 to 7 arcs

    def periods_short(self, moves, arc):
        """By how many periods a `cutover_before` or `start_after` arc is broken; None if it holds."""
        u, w = arc["prerequisite"], arc["dependent"]
        if moves[w] is NEVER:
            return None
        if moves[u] is NEVER and arc.get("if_retained", "retain") == "allow":
            return None
        after = arc.get("kind", "cutover_before") == "start_after"
        if after and w in self.in_progress:  # its start is sunk
            return None
        begins = self.start(w, moves[w]) if after else moves[w].cutover
        if moves[u] is not NEVER and begins >= moves[u].cutover + arc.get("lag", 0):
            return None
        return self.cutover(moves, u) + arc.get("lag", 0) - begins

    def arc_violations(self, moves):
        for arc in self.table("dependencies"):
            kind, pair = arc.get("kind", "cutover_before"), tuple(sorted((arc["prerequisite"], arc["dependent"])))
            if kind == "together":
                yield from self.together_violations(moves, *pair)
            elif "break_price" not in arc and self.periods_short(moves, arc) is not None:
                dependent = arc["dependent"]
                period = self.start(dependent, moves[dependent]) if kind == "start_after" else moves[dependent].cutover
                yield Violation(kind, pair, period, None, Fraction(self.periods_short(moves, arc)))

    def together_violations(self, moves, u, v):
        cutovers = [moves[workload].cutover for workload in (u, v) if moves[workload]]
        if len(cutovers) == 1:
            yield Violation("together", (u, v), cutovers[0])
        elif len(set(cutovers)) == 2:
            yield Violation("together", (u, v), min(cutovers), None, Fraction(max(cutovers) - min(cutovers)))

    # 8, 9 pools

    def efforts(self, workload, move):
        """(period, agency effort, provider effort) of the phases and hypercare."""
        way = self.way(workload, move.offering)
        for t, phase in self.phase_periods(workload, move):
            yield t, phase[1], phase[2]
        for t in self.hypercare_periods(workload, move):
            yield t, way.hypercare_agency_effort, way.hypercare_provider_effort

    def pool_loads(self, moves):
        """{(pool kind, owner, period): load}."""
        loads = defaultdict(Fraction)
        for workload, move in moves.items():
            if move is NEVER:
                continue
            sellers = {"provider": self.offerings[move.offering]["provider"], "offering": move.offering}
            for t, agency_effort, provider_effort in self.efforts(workload, move):
                for agency in self.lineage(self.workloads[workload]["agency"]):
                    loads["agency_effort", agency, t] += agency_effort
                for level, owner in sellers.items():
                    loads[f"{level}_effort", owner, t] += provider_effort
            for t in range(max(self.start(workload, move), 0), move.cutover):
                for level, owner in sellers.items():
                    loads[f"{level}_concurrent", owner, t] += 1
        return loads

    def pool_capacity(self, pool, owner, t):
        """None: unlimited."""
        level, what = pool.split("_")
        row = {"agency": self.agencies, "provider": self.providers, "offering": self.offerings}[level][owner]
        field = "effort_capacity" if what == "effort" else "concurrent_migrations"
        return self.profile(row[field], t) if field in row else None

    def effort_violations(self, moves):
        for (pool, owner, t), load in self.pool_loads(moves).items():
            capacity = self.pool_capacity(pool, owner, t)
            if capacity is not None and load > capacity:
                yield Violation(pool, (owner,), t, None, load - capacity)

    # 10 volume

    def volume_cap(self, offering, service, t):
        """The lower of max_volume and the capacity of the stage in force; None: unlimited."""
        caps = []
        if "max_volume" in self.coverages[offering, service]:
            caps.append(self.profile(self.coverages[offering, service]["max_volume"], t))
        stage = self.state_in_force(self.stages(offering), t)
        if stage and "capacity" in stage and self.lists(stage, service):
            caps.append(Fraction(stage["capacity"]))
        return min(caps, default=None)

    def volume_violations(self, moves):
        for offering, service in self.coverages:
            for t in range(self.periods):
                cap = self.volume_cap(offering, service, t)
                excess = self.volume(moves, offering, service, t) - cap if cap is not None else 0
                if excess > 0:
                    yield Violation("volume", tuple(sorted((offering, service))), t, None, excess)

    # 11 budgets

    def budget_violations(self, plan):
        spend = self.spend(plan)
        for fund, row in self.funds.items():
            spent = allowed = 0
            for year in self.fiscal_years():
                if not row.get("carry_over", False):
                    spent = allowed = 0
                spent += spend.get((fund, year), 0)
                allowed += self.budget(fund, year)
                if spent > allowed:
                    yield Violation("budget", (fund,), None, year, Fraction(spent - allowed, 100))

    # 12 incentive budget, participation

    def incentive_budget_violations(self, moves):
        net = defaultdict(int)
        for _, t, amount in self.incentive_transfers(moves):
            net[self.calendar.fiscal_year(t)] += amount
        for year in self.fiscal_years():
            first = next(t for t in range(self.periods) if self.calendar.fiscal_year(t) == year)
            budget = self.policy(first).incentive_budget
            if budget is not None and net[year] > cents(budget):
                excess = Fraction(net[year] - cents(budget), 100)
                yield Violation("incentive_budget", (self.setting("policy", ""),), None, year, excess)

    def participation_violations(self, plan):
        moves, lines = self.moves(plan), self.lines(plan)
        joining = {
            self.workloads[workload]["agency"]
            for workload, move in moves.items()
            if move and workload not in self.in_progress and self.policy(self.start(workload, move)).participation
        }
        for agency in joining:
            gain = self.present_value(self.status_quo_money(), agency) - self.present_value(lines, agency)
            shortfall = Fraction(self.agencies[agency].get("participation_threshold", 0)) - gain
            if shortfall >= HALF_A_CENT:
                yield Violation("participation", (agency,), None, None, shortfall)

    # 13 pins

    def pin_violations(self, workload, move):
        pin, progress = self.pins.get(workload), self.in_progress.get(workload)
        if pin and pin["action"] == "retain":
            if move is not NEVER:
                yield Violation("pin", (workload,))
        elif pin:
            yield from self.broken_pin("pin", pin, move)
        if progress:
            yield from self.broken_pin("in_progress", {"cutover_to": progress["cutover_from"], **progress}, move)

    def broken_pin(self, kind, row, move):
        """A pin to move: onto the stated offering, in the stated range of cutovers."""
        workload = row["workload"]
        if move is NEVER:
            yield Violation(kind, (workload,))
            return
        if row.get("offering", move.offering) != move.offering:
            yield Violation(kind, tuple(sorted((workload, row["offering"]))))
        first = self.calendar.begins(row["cutover_from"]) if "cutover_from" in row else 0
        last = self.calendar.begins(row["cutover_to"]) if "cutover_to" in row else self.periods
        outside = max(first - move.cutover, move.cutover - last, 0)
        if outside:
            yield Violation(kind, (workload,), move.cutover, None, Fraction(outside))

    # --- cycles of hard arcs -----------------------------------------------------------------------------------------

    def hard_arcs(self):
        """(prerequisite, dependent, starts after): no `allow`, no price, no sunk start; `together` is two arcs."""
        for arc in self.table("dependencies"):
            kind, u, w = arc.get("kind", "cutover_before"), arc["prerequisite"], arc["dependent"]
            if "break_price" in arc or arc.get("if_retained", "retain") == "allow":
                continue
            if kind == "start_after" and w in self.in_progress:
                continue
            yield u, w, kind == "start_after"
            if kind == "together":
                yield w, u, False

    def cycles(self):
        """Strongly connected components of the hard arcs with more than one member."""
        follows = {workload: {workload} for workload in self.workloads}
        for _ in self.workloads:
            for u, w, _ in self.hard_arcs():
                follows[u] |= follows[w]
        components = {frozenset(w for w in follows[u] if u in follows[w]) for u in follows}
        return sorted((sorted(members) for members in components if len(members) > 1), key=str)

    def eligible(self, workload, move):
        """Constraint 1 alone."""
        return not self.eligibility_violations(workload, move)

    def shortest_duration(self, workload, possible):
        """Over the ways that are possible at some cutover; None if there is none."""
        durations = [
            self.way(workload, offering).duration
            for offering, service in self.coverages
            if service == self.workloads[workload]["service"]
            and any(possible(workload, Move(offering, t)) for t in range(self.periods))
        ]
        return min(durations, default=None)

    def blocked_cycles(self, possible):
        """Cycles of which no member can move: one has no way, or their starts would have to wait for one another.

        `possible` says which ways count: on the page, those that constraint 1 alone allows (`eligible`).
        """
        for members in self.cycles():
            waits = [w for u, w, after in self.hard_arcs() if after and {u, w} <= set(members)]
            shortest = {workload: self.shortest_duration(workload, possible) for workload in members}
            if None in shortest.values() or sum(shortest[workload] for workload in waits) > 0:
                yield members

    def must_move(self, workload):
        return workload in self.in_progress or self.pins.get(workload, {}).get("action") == "migrate"
