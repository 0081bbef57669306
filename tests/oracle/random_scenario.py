"""Small random valid scenarios that use every feature of the format, and arbitrary plans for them.

scenario = random_scenario(seed, SHAPES["quick"])    # dict with Decimals; oracle.dumps makes JSON of it
scenario = random_scenario(seed, under_policies(SHAPES["quick"]))    # with a policy of random dated parameters
plan = random_plan(scenario, random.Random(seed))
"""

import random
from dataclasses import dataclass, replace
from decimal import Decimal

KINDS_OF_FUNDS = ("dual_run", "decommission", "onboarding", "phase", "bridge", "break", "transfer")
CUTOVER_RULES = ("fiscal_year_start", "calendar_year_start", "quarter_start", "any")
STANDINGS = ("good", "watch", "corrective_action", "suspended", "delisted")
PHASES = ("readiness", "selection", "engagement", "migration")
# Names that a careless writer or reader would mangle.
DECORATIONS = ("", "", "", " &co", ",x", '"q"', "/2", "~1", "'", " é", "Z", "<b>", "\\n", "日本", "ﬀ", "🚀")


@dataclass(frozen=True)
class Shape:
    """How large and how troubled a scenario is. `duties` scales mandates, pins and ends of incumbents, `limits` pools
    and windows, `arcs` dependencies and interfaces, `obstacles` what makes offerings not eligible; 0 leaves them out,
    1 is plenty. `dearness` scales what incumbents cost: where it is high, moves pay off."""

    agencies: tuple = (2, 8)
    services: tuple = (1, 4)
    offerings: tuple = (2, 6)
    workloads: tuple = (2, 14)
    periods: tuple = (6, 30)
    duties: float = 0.5
    limits: float = 0.6
    arcs: float = 0.7
    obstacles: float = 1.0
    dearness: float = 1.0
    longest_phase: int = 3
    participation: float = 0.4
    policy: float = 0.0  # the share of scenarios with a policy; 0 draws nothing, so that other scenarios stay the same


SHAPES = {
    "quick": Shape(agencies=(2, 5), workloads=(2, 8), periods=(6, 16)),
    "rich": Shape(),
    "calm": Shape(duties=0.0, limits=0.4, arcs=0.5, longest_phase=2, participation=0.25),
    "strict": Shape(duties=1.0, limits=1.0, arcs=1.0, participation=0.6),
    "tiny": Shape(
        agencies=(1, 2),
        services=(1, 2),
        offerings=(2, 3),
        workloads=(2, 4),
        periods=(4, 7),
        duties=0.1,
        longest_phase=1,
        participation=0.25,
        obstacles=0.3,
        dearness=3.0,
    ),
}


def under_policies(shape):
    """The shape with a policy in most of its scenarios, and less of what keeps everybody from moving."""
    return replace(shape, policy=0.9, duties=shape.duties * 0.7, obstacles=shape.obstacles * 0.7)


def random_shape(rng):
    """One of the presets, at random."""
    return SHAPES[rng.choice(sorted(SHAPES))]


def random_scenario(seed, shape=None):
    rng = random.Random(f"scenario {seed}")
    return Maker(rng, shape or random_shape(rng)).make()


class Maker:
    def __init__(self, rng, shape):
        self.rng, self.shape = rng, shape
        self.round = self.maybe(0.3)  # round numbers meet one another exactly: at tiers, caps, thresholds
        self.scenario = {"format": "qsmo-scenario/1"}

    def make(self):
        self.make_settings()
        self.make_names()
        for step in (
            self.standards,
            self.services,
            self.agencies,
            self.windows,
            self.providers,
            self.marketplaces,
            self.offerings,
            self.coverages,
            self.stages,
            self.workloads,
            self.migration_parameters,
            self.in_progress,
            self.pins,
            self.dependencies,
            self.interfaces,
            self.funds,
            self.policy_inputs,
        ):
            step()
        if self.shape.policy and self.maybe(self.shape.policy):
            PolicyMaker(self).make()
        for value in self.scenario.values():
            if isinstance(value, list) and self.maybe(0.5):
                self.rng.shuffle(value)
        return {key: value for key, value in self.scenario.items() if value != [] or self.maybe(0.2)}

    # --- draws ---------------------------------------------------------------------------------------------------

    def maybe(self, probability):
        return self.rng.random() < probability

    def count(self, bounds):
        return self.rng.randint(*bounds)

    def number(self, low, high, places=6):
        """A decimal with up to `places` places, often fewer; a multiple of a hundredth of the range or so if round."""
        if self.round and high - low >= 4:
            step = 100 if high - low >= 400 else 1
            return min(max(round(self.rng.uniform(low, high) / step) * step, -int(-low // 1)), int(high))
        places = self.rng.choice((0, 1, 2, places, places))
        step = Decimal(1).scaleb(-places)
        value = Decimal(repr(self.rng.uniform(low, high))).quantize(step)
        value = min(max(value, Decimal(repr(low)).quantize(step)), Decimal(repr(high)).quantize(step))
        return int(value) if places == 0 else value

    def money(self, low, high):
        return self.number(low, high, places=2)

    def date(self, period):
        """A date in a period (any integer): a month of it, sometimes with a day."""
        length = 3 if self.scenario["period"] == "quarter" else 1
        index = self.first_month + period * length + self.rng.randrange(length)
        text = f"{index // 12:04}-{index % 12 + 1:02}"
        return text + f"-{self.rng.randint(1, 28):02}" if self.maybe(0.3) else text

    def some_period(self, low=None, high=None):
        """Usually inside the horizon, sometimes before or beyond it."""
        if low is None and self.maybe(0.15):
            return self.rng.choice((-self.rng.randint(1, 15), self.periods + self.rng.randint(0, 15)))
        return self.rng.randint(low or 0, self.periods - 1 if high is None else high)

    def some_date(self):
        return self.date(self.some_period())

    def span(self, longest):
        first = self.rng.randint(-3, self.periods)
        dates = sorted((self.date(first), self.date(first + self.rng.randint(0, longest))))
        return {"from": dates[0], "to": dates[1]}

    def profile(self, draw):
        """A number, or two or three steps."""
        if self.maybe(0.7):
            return draw()
        steps = [
            {"from": date, "value": draw()} for date in self.rising_dates(self.rng.randint(1, 3), -4, self.periods * 2)
        ]
        return [{"value": draw()}, *steps]

    def rising_dates(self, count, first, last):
        """Different dates in months of [first, last), now and then two of them in one month."""
        months = self.rng.sample(range(first, last), count)
        if self.maybe(0.2):
            months[0] = months[-1]
        days = self.rng.sample(range(1, 29), count)
        return sorted(
            {
                self.month(month) + (f"-{day:02}" if self.maybe(0.4) else "")
                for month, day in zip(months, days, strict=True)
            }
        )

    def month(self, offset):
        index = self.first_month + offset
        return f"{index // 12:04}-{index % 12 + 1:02}"

    def some(self, items, probability=0.5):
        return [item for item in items if self.maybe(probability)]

    def names(self, prefix, bounds):
        before = self.maybe(0.3)
        decorated = [(i, self.rng.choice(DECORATIONS)) for i in range(self.count(bounds))]
        return [f"{prefix}{text}{i}" if before else f"{prefix}{i}{text}" for i, text in decorated]

    def put(self, record, field, probability, draw):
        if self.maybe(probability):
            record[field] = draw()

    def provenance(self, record):
        self.put(
            record, "provenance", 0.1, lambda: {"*": self.rng.choice(("assumed", "derived", "read: a report, p. 3"))}
        )
        return record

    def add(self, table, **record):
        record = {key: value for key, value in record.items() if value is not None}
        items = list(record.items())
        if self.maybe(0.2):
            self.rng.shuffle(items)
        record = dict(items)
        self.scenario.setdefault(table, []).append(record)
        return record

    # --- the tables ----------------------------------------------------------------------------------------------

    def make_settings(self):
        fiscal_start = self.rng.choice((1, 4, 7, 10, 10, 10, 2, 12))
        quarter = self.maybe(0.5)
        month = (fiscal_start - 1 + 3 * self.rng.randrange(4)) % 12 + 1 if quarter else self.rng.randint(1, 12)
        self.first_month = self.rng.randint(1995, 2030) * 12 + month - 1
        self.periods = self.count(self.shape.periods)
        self.scenario |= {
            "name": "random",
            "as_of": self.month(0) + self.rng.choice(("", "-01")),
            "period": "quarter" if quarter else "month",
            "periods": self.periods,
            "discount_rate": self.rng.choice(
                (0, Decimal("0.02"), Decimal("0.0406"), Decimal("0.123456"), Decimal("1E-1"))
            ),
            "participation": self.maybe(self.shape.participation),
            "eligible_states": self.rng.choice((["designated"], ["designated"], ["pre_designated", "designated"])),
        }
        if fiscal_start != 10 or self.maybe(0.5):
            self.scenario["fiscal_year_start"] = fiscal_start
        self.put(self.scenario, "base_year", 0.3, lambda: 2024)
        self.put(self.scenario, MANDATES_BIND, 0.3, lambda: self.maybe(0.6))
        self.per_year = 4 if quarter else 12

    def make_names(self):
        shape = self.shape
        self.area_names = self.names("area", (1, 2))
        self.service_names = self.names("s", shape.services)
        self.agency_names = self.names("a", shape.agencies)
        self.provider_names = self.names("p", (1, 3))
        self.offering_names = self.names("o", shape.offerings)
        self.workload_names = self.names(self.rng.choice(("w", "W", "é")), shape.workloads)
        self.marketplace_names = [f"m{i}" for i in range(len(self.area_names))]
        self.standard_names = self.names("std", (1, 2))

    def standards(self):
        for name in self.standard_names:
            self.add("standards", id=name)
        for name in self.area_names:
            self.add("areas", id=name, name="an area")

    def services(self):
        for name in self.service_names:
            record = self.add("services", id=name, area=self.rng.choice(self.area_names))
            self.put(record, "unit", 0.5, lambda: "employees")
            self.put(record, "fibf", 0.1, lambda: ["FFM.030.070"])
            self.put(record, "standards", 0.2 * self.shape.obstacles, lambda: self.some(self.standard_names))
            self.put(
                record,
                "cutover_rule",
                0.4 * self.shape.limits * self.shape.obstacles,
                lambda: self.calendar_rule(CUTOVER_RULES),
            )

    def calendar_rule(self, rules):
        """A calendar-year start needs a period that begins in January."""
        rule = self.rng.choice(rules)
        january = self.scenario["period"] == "month" or self.first_month % 3 == 0
        return rule if january or rule != "calendar_year_start" else "quarter_start"

    def agencies(self):
        limits = self.shape.limits
        for i, name in enumerate(self.agency_names):
            parent = self.rng.choice(self.agency_names[:i]) if i and self.maybe(0.4) else None
            record = self.add("agencies", id=name, parent=parent)
            self.put(record, "headcount", 0.3, lambda: self.number(10, 90000, 0))
            self.put(record, "effort_capacity", 0.5 * limits, lambda: self.profile(lambda: self.number(1, 12)))
            self.put(record, "participation_threshold", 0.3, lambda: self.money(-3000, 3000))
            self.provenance(record)

    def windows(self):
        for name in self.some(self.agency_names, 0.5 * self.shape.limits):
            self.add("blackouts", agency=name, reason="elections", **self.span(4))
        for name in self.some([*self.agency_names, None], 0.3 * self.shape.limits):
            self.add("start_freezes", agency=name, **self.span(3))

    def pool_fields(self, record, probability):
        self.put(record, "effort_capacity", probability, lambda: self.profile(lambda: self.number(1, 15)))
        self.put(record, "concurrent_migrations", probability, lambda: self.profile(lambda: self.rng.randint(1, 4)))

    def providers(self):
        for name in self.provider_names:
            agency = self.rng.choice(self.agency_names) if self.maybe(0.4) else None
            self.pool_fields(self.add("providers", id=name, agency=agency), 0.5 * self.shape.limits)

    def marketplaces(self):
        for name, area in zip(self.marketplace_names, self.area_names, strict=True):
            self.add(
                "marketplaces", id=name, area=area, lead=self.rng.choice(self.agency_names) if self.maybe(0.5) else None
            )
            self.designations(name)

    def designations(self, marketplace):
        """States in their legal order, the last mostly before the horizon's end."""
        early = not self.maybe(0.4 * self.shape.obstacles)
        latest = 0 if early else self.periods // 2
        dates = self.rising_dates(3, -12, latest + 2)
        for state, date in zip(("research", "pre_designated", "designated")[-len(dates) :], dates, strict=True):
            if state != "research" or self.maybe(0.3):
                self.add("designations", marketplace=marketplace, state=state, date=date)

    def offerings(self):
        for name in self.offering_names:
            marketplace = None if self.maybe(0.15 * self.shape.obstacles) else self.rng.choice(self.marketplace_names)
            record = self.add(
                "offerings", id=name, provider=self.rng.choice(self.provider_names), marketplace=marketplace
            )
            self.put(record, "annual_fee", 0.5, lambda: self.profile(lambda: self.money(0, 900)))
            self.put(record, "standards", 0.8, lambda: list(self.standard_names))
            self.put(record, "quality", 1 - 0.2 * self.shape.obstacles, lambda: self.number(2, 5))
            self.put(record, "standing", 0.3 * self.shape.obstacles, lambda: self.rng.choice(STANDINGS))
            self.put(
                record, "ends", 0.15 * self.shape.obstacles, lambda: self.date(self.periods + self.rng.randint(-4, 9))
            )
            self.pool_fields(record, 0.3 * self.shape.limits)
            self.provenance(record)

    def coverages(self):
        self.covers = {
            name: self.some(self.service_names, 0.6) or [self.rng.choice(self.service_names)]
            for name in self.offering_names
        }
        for offering, services in self.covers.items():
            for service in services:
                record = self.add("coverages", offering=offering, service=service)
                self.put(record, "pricing", 0.6, lambda: self.rng.choice(("all_units", "incremental")))
                self.put(record, "base_volume", 0.5, lambda: self.profile(lambda: self.number(0, 1500)))
                self.put(
                    record, "max_volume", 0.5 * self.shape.limits, lambda: self.profile(lambda: self.number(1500, 6000))
                )
                self.tiers(offering, service)

    def tiers(self, offering, service):
        starts = [0, *sorted({self.number(1, 3000) for _ in range(self.rng.randint(0, 2))})]
        price = self.rng.uniform(0.3, 1.5)
        for start in starts:
            draw = lambda: self.number(price * 0.8, price * 1.1)  # noqa: B023, E731
            record = self.add("tiers", offering=offering, service=service, unit_price=self.profile(draw))
            if start or self.maybe(0.5):
                record["from_volume"] = start
            price *= self.rng.uniform(0.5, 1.05)

    def stages(self):
        for offering in self.some(self.offering_names, 0.35 * self.shape.obstacles):
            dates = self.rising_dates(self.rng.randint(1, 3), -15, self.periods // 2 + 3)
            states = [self.rng.choice((0, 1, 1, 2)) for _ in dates]
            for date, state in zip(dates, sorted(states) if self.maybe(0.8) else states, strict=True):
                record = self.add("stages", offering=offering, state=("planned", "initial", "full")[state], date=date)
                self.put(record, "services", 0.3, lambda: self.rng.sample(self.covers[offering], 1))  # noqa: B023
                self.put(record, "capacity", 0.4, lambda: self.number(1000, 5000))

    def workloads(self):
        self.service_of = {}
        self.agency_of = {}
        for name in self.workload_names:
            volume = 0 if self.maybe(0.05) else self.number(0, 1500)
            self.service_of[name], self.agency_of[name] = (
                self.rng.choice(self.service_names),
                self.rng.choice(self.agency_names),
            )
            record = self.add(
                "workloads", id=name, agency=self.agency_of[name], service=self.service_of[name], volume=volume
            )
            record["annual_cost"] = self.money(
                100, 200 + float(volume) * self.rng.uniform(0.5, 4) * self.shape.dearness
            )
            self.put(record, "incumbent", 0.3 * min(1, self.shape.obstacles), lambda: self.incumbent(name))  # noqa: B023
            if record.get("incumbent", 0) is None:
                del record["incumbent"]
            self.put(record, "size_class", 0.6, lambda: self.rng.choice("SML"))
            self.put(record, "quality", 1 - 0.2 * self.shape.obstacles, lambda: self.number(1, 4))
            self.contract(record)
            self.put(record, "decommission_cost", 0.4, lambda: self.money(0, 300))
            self.put(record, "earliest_start", 0.2, lambda: self.date(self.rng.randint(-2, self.periods // 3)))
            self.provenance(record)

    def incumbent(self, workload):
        sellers = [offering for offering, services in self.covers.items() if self.service_of[workload] in services]
        return self.rng.choice(sellers) if sellers else None

    def contract(self, record):
        self.put(record, "contract_end", 0.5, self.some_date)
        self.put(record, "extension_premium", 0.5, lambda: self.number(0, 1))
        self.put(record, "stranded_share", 0.5, lambda: self.number(0, 1))
        self.put(record, "fallback_factor", 0.3, lambda: self.number(1, 3))
        dutiful = "fallback_factor" in record
        self.put(record, "incumbent_end", 0.7 if dutiful else 0.4 * self.shape.duties, self.some_date)

    def migration_parameters(self):
        keys = [{"service": service} for service in self.service_names]
        keys += [
            {"service": service, "size_class": size} for service in self.service_names for size in self.some("SML", 0.4)
        ]
        keys += [{"offering": offering} for offering in self.some(self.offering_names, 0.4)]
        keys += [{"workload": workload} for workload in self.some(self.workload_names, 0.3)]
        keys += [
            {"workload": workload, "offering": offering}
            for workload in self.workload_names
            for offering in self.some(self.sellers(workload), 0.15)
        ]
        for key in keys:
            self.parameter_row(self.add("migration_parameters", **key), 0.7 if key.keys() == {"service"} else 0.3)

    def parameter_row(self, record, probability):
        for phase in PHASES:
            self.put(
                record,
                f"{phase}_periods",
                probability,
                lambda: self.rng.randint(0, self.shape.longest_phase) * self.rng.randint(0, 1),
            )
            self.put(record, f"{phase}_agency_effort", probability, lambda: self.number(0, 4))
            self.put(record, f"{phase}_provider_effort", probability, lambda: self.number(0, 5))
            self.put(record, f"{phase}_spend", probability, lambda: self.money(0, 150))
        self.put(record, "hypercare", probability, lambda: self.rng.randint(0, 3))
        self.put(record, "hypercare_agency_effort", probability, lambda: self.number(0, 2))
        self.put(record, "hypercare_provider_effort", probability, lambda: self.number(0, 2))
        self.put(record, "dual_run", probability, lambda: self.rng.randint(0, 3))
        self.put(record, "onboarding", probability, lambda: self.money(0, 300))

    def sellers(self, workload):
        return [offering for offering, services in self.covers.items() if self.service_of[workload] in services]

    def in_progress(self):
        self.moving = set()
        incumbents = {row["id"]: row.get("incumbent") for row in self.scenario["workloads"]}
        for workload in self.some(self.workload_names, 0.12):
            offerings = [offering for offering in self.sellers(workload) if offering != incumbents[workload]]
            if offerings:
                self.moving.add(workload)
                record = self.add("migrations_in_progress", workload=workload, offering=self.rng.choice(offerings))
                self.cutover_range(record, 0.5)
                self.put(record, "phases_done", 0.8, lambda: self.rng.randint(0, 4))

    def cutover_range(self, record, probability):
        first = self.rng.randint(0, self.periods - 1)
        last = self.rng.randint(first, self.periods - 1)
        dates = sorted((self.date(first), self.date(last)))
        record["cutover_from"] = dates[0]
        self.put(record, "cutover_to", probability, lambda: dates[1])

    def pins(self):
        free = [workload for workload in self.workload_names if workload not in self.moving]
        for workload in self.some(free, 0.2 * self.shape.duties):
            move = bool(self.sellers(workload)) and self.maybe(0.6)
            record = self.add("pins", workload=workload, action="migrate" if move else "retain")
            if move:
                self.put(record, "offering", 0.5, lambda: self.rng.choice(self.sellers(workload)))  # noqa: B023
                if self.maybe(0.5):
                    self.cutover_range(record, 0.6)

    def dependencies(self):
        """Arcs along a random order, now and then one against it; arcs on a cycle of hard arcs get lags of zero."""
        order = self.rng.sample(self.workload_names, len(self.workload_names))
        arcs = {}
        for i, dependent in enumerate(order):
            for prerequisite in self.some(order[:i], min(1.0, self.shape.arcs / max(i, 1))):
                arcs[prerequisite, dependent] = self.arc(prerequisite, dependent)
        if len(order) > 1 and self.maybe(0.3 * self.shape.arcs):
            first, last = sorted(self.rng.sample(range(len(order)), 2))
            arcs[order[last], order[first]] = self.arc(order[last], order[first])
        for arc in arcs.values():
            if hard(arc) and arc["dependent"] in component(arcs.values(), arc["prerequisite"]):
                arc.pop("lag", None)
            self.add("dependencies", **arc)

    def arc(self, prerequisite, dependent):
        kind = self.rng.choice(("cutover_before", "cutover_before", "start_after", "together"))
        arc = {"prerequisite": prerequisite, "dependent": dependent}
        if kind != "cutover_before" or self.maybe(0.5):
            arc["kind"] = kind
        if kind != "together":
            self.put(arc, "lag", 0.5, lambda: self.rng.randint(0, 3))
            self.put(arc, "if_retained", 0.4, lambda: self.rng.choice(("retain", "allow")))
            self.put(arc, "break_price", 0.3, lambda: self.money(0, 500))
        return arc

    def interfaces(self):
        pairs = [(u, v) for i, u in enumerate(self.workload_names) for v in self.workload_names[:i]]
        for u, v in self.some(pairs, min(1.0, 1.5 * self.shape.arcs / max(len(self.workload_names), 1))):
            self.add("interfaces", a=u, b=v, cost_per_period=self.money(0, 60))

    def funds(self):
        """Each (agency, kind) in at most one fund."""
        taken = set()
        for i in range(self.rng.randint(0, 3) if self.maybe(self.shape.limits) else 0):
            agencies = self.some(self.agency_names, 0.7) or self.agency_names[:1]
            kinds = [k for k in self.some(KINDS_OF_FUNDS, 0.5) if not any((a, k) in taken for a in agencies)]
            if kinds:
                taken |= {(agency, kind) for agency in agencies for kind in kinds}
                fund = self.add("funds", id=f"f{i}", agencies=agencies, kinds=kinds)
                self.put(fund, "carry_over", 0.6, lambda: self.maybe(0.7))
                self.budgets(fund["id"])

    def budgets(self, fund):
        first = self.first_month // 12 - 1
        years = range(first, first + 4 + self.periods // self.per_year)
        for year in self.some(years, 0.85):
            self.add("budgets", fund=fund, fiscal_year=year, amount=self.money(0, 6000))

    def policy_inputs(self):
        for i in range(self.rng.randint(0, 2) if self.maybe(self.shape.duties) else 0):
            record = self.add("mandates", id=f"mandate{i}", deadline=self.date(self.rng.randint(-1, self.periods + 4)))
            self.put(record, "agencies", 0.6, lambda: self.rng.sample(self.agency_names, 1))
            self.put(record, "services", 0.6, lambda: self.rng.sample(self.service_names, 1))
        for workload in self.some(self.workload_names, 0.5 * self.shape.duties):
            for _ in range(self.rng.choice((1, 1, 2))):
                self.add("waivers", workload=workload, until=self.some_date())
        for workload in self.workload_names:
            for offering in self.some(self.sellers(workload), 0.15 * self.shape.obstacles):
                for _ in range(self.rng.choice((1, 1, 2))):
                    self.exception(workload, offering)

    def exception(self, workload, offering):
        decision = self.rng.choice(("pending", "approved", "approved", "denied"))
        month = self.rng.randint(-12, self.periods)
        record = self.add("exceptions", workload=workload, offering=offering, decision=decision, date=self.month(month))
        self.put(record, "off_ramp", 0.4, lambda: self.month(self.rng.randint(-20, 60)))


MANDATES_BIND = "mandates_bind"  # the setting that switches mandates off


# --- policies ------------------------------------------------------------------------------------------------------

# Functions and activities. An id stands for those below it, but FFM.03 is not above FFM.030.
ACTIVITIES = ("FFM", "FFM.03", "FFM.030", "FFM.030.070", "FFM.030.070.01", "FFM.030.0701", "FFM.040.010", "HCM.A1")
OUTSIDE = ("exception", "exception", "until_pre_designation", "until_pre_designation", "open")
MARKETPLACE_STATES = ("research", "pre_designated", "designated")
LAST_DAY = 28  # no date of a random scenario has a later day


class PolicyMaker:
    """Gives a scenario a policy: values of parameters by period, and what its rules look at."""

    def __init__(self, maker):
        self.maker, self.rng, self.shape, self.scenario = maker, maker.rng, maker.shape, maker.scenario
        self.months = 3 if self.scenario["period"] == "quarter" else 1

    def make(self):
        self.maker.put(self.scenario, "policy", 0.9, lambda: "a policy")
        self.marketplaces()
        self.providers()
        self.offerings()
        self.activities()
        self.exceptions()
        self.waivers()
        self.transfer_funds()
        draws = {**self.eligibility(), **self.mandate(), **self.incentives(), **self.without_force()}
        for parameter, (probability, draw) in draws.items():
            if self.maybe(probability):
                self.values(parameter, draw)

    # --- what rules look at --------------------------------------------------------------------------------------

    def maybe(self, probability):
        return self.maker.maybe(probability)

    def marketplaces(self):
        """A second marketplace in an area, an area without any, and offerings that none lists."""
        if self.maybe(0.6):
            self.maker.add("marketplaces", id="second", area=self.rng.choice(self.maker.area_names))
            if self.maybe(0.6):
                self.maker.designations("second")
        if self.maybe(0.2):
            self.maker.add("areas", id="bare")
            self.maker.area_names.append("bare")
            self.rng.choice(self.scenario["services"])["area"] = "bare"
        if self.maybe(0.4):
            for record in self.maker.some(self.scenario["offerings"], 0.4):
                record.pop("marketplace", None)

    def providers(self):
        for record in self.maker.some(self.scenario["providers"], 0.3):
            record["agency"] = self.rng.choice(self.maker.agency_names)

    def offerings(self):
        """Standings and standards that a policy may look at or not."""
        troubled = min(1, self.shape.obstacles)
        for record in self.scenario["offerings"]:
            self.maker.put(record, "standing", 0.4 * troubled, lambda: self.rng.choice(STANDINGS))
            if self.maybe(0.3 * troubled):
                record.pop("standards", None)
        for record in self.scenario["services"]:
            self.maker.put(record, "standards", 0.4 * troubled, lambda: self.rng.sample(self.maker.standard_names, 1))

    def some_activities(self):
        return self.rng.sample(ACTIVITIES, self.rng.randint(1, 4))

    def activities(self):
        tables = {"services": 0.6, "coverages": 0.5, "workloads": 0.4}
        for table, probability in tables.items():
            for record in self.scenario[table]:
                self.maker.put(record, "fibf", probability, self.some_activities)
        for record in self.scenario["workloads"]:
            self.maker.put(record, "approved_unique", 0.3, self.some_activities)

    def exceptions(self):
        """More of them, most where no marketplace lists the offering; early, and with off-ramps near the horizon."""
        for offering in self.scenario["offerings"]:
            for workload in self.maker.some(self.maker.workload_names, 0.2 if "marketplace" in offering else 0.6):
                if offering["id"] in self.maker.sellers(workload):
                    dates = {"decision": "approved", "date": self.early_date()}
                    record = self.maker.add("exceptions", workload=workload, offering=offering["id"], **dates)
                    self.maker.put(record, "off_ramp", 0.4, self.date_near_the_end)
        for record in self.scenario.get("exceptions", []):
            self.maker.put(record, "kind", 0.6, lambda: self.rng.choice(("streamlined", "comprehensive")))

    def early_date(self):
        return self.maker.date(self.rng.randint(-3, self.maker.periods // 2))

    def date_near_the_end(self):
        """Now and then well inside the horizon, where starts lie."""
        inside = self.maybe(0.2)
        return self.early_date() if inside else self.maker.date(self.maker.periods + self.rng.randint(-1, 6))

    def waivers(self):
        for workload in self.maker.some(self.maker.workload_names, 0.4 * self.shape.duties):
            self.maker.add("waivers", workload=workload, until=self.maker.some_date())

    def transfer_funds(self):
        """A fund for transfers, of agencies that have none yet."""
        funds = self.scenario.get("funds", [])
        taken = {agency for fund in funds if "transfer" in fund["kinds"] for agency in fund["agencies"]}
        free = [agency for agency in self.maker.agency_names if agency not in taken]
        if free and self.maybe(0.5):
            fund = self.maker.add("funds", id="subsidies", agencies=free, kinds=["transfer"])
            self.maker.put(fund, "carry_over", 0.6, lambda: self.maybe(0.7))
            self.maker.budgets(fund["id"])

    # --- parameters: with what probability a policy states them, and a value -------------------------------------

    def eligibility(self):
        troubled = self.shape.obstacles
        return {
            "eligible_states": (0.5, lambda: self.some_of(MARKETPLACE_STATES, likely="designated", none=0.15)),
            "outside_marketplace": (0.6, lambda: self.rng.choice(OUTSIDE)),
            "provider_kinds": (0.4 * troubled, lambda: self.some_of(("federal", "commercial"))),
            "open_stages": (0.5, lambda: self.some_of(("planned", "initial", "full"), likely="full")),
            "barring_standings": (0.5, lambda: self.some_of(STANDINGS[1:], none=0.4)),
            "standards_bind": (0.5, self.boolean),
            "largest_fit_gap": (0.5, lambda: self.rng.choice(("none", "0", "1", "1", "2", "3"))),
            "starts_allowed": (0.4 * troubled, lambda: self.boolean(0.75)),
            "quality_floor": (0.3, self.boolean),
            "off_ramp_required": (0.4, self.boolean),
            "participation": (0.6 * self.shape.participation + 0.2, self.boolean),
        }

    def mandate(self):
        duties = self.shape.duties
        return {
            "mandates_bind": (0.4, self.boolean),
            "mandate_deadline": (0.9 * duties, lambda: "none" if self.maybe(0.25) else self.maker.some_date()),
            "mandate_areas": (0.4, lambda: self.some_of(self.maker.area_names, none=0.4)),
            "mandate_agencies": (0.4, lambda: self.some_of(self.maker.agency_names, none=0.3)),
            "mandate_at_contract_end": (0.6 * duties, self.boolean),
            "waivers_honoured": (0.5, self.boolean),
            "waived_until_contract_end": (0.5, self.boolean),
            "excused_without_way": (0.5, self.boolean),
        }

    def incentives(self):
        return {
            "onboarding_subsidy": (0.6, self.share),
            "phase_subsidy": (0.6, self.share),
            "subsidy_repayment_years": (0.6, lambda: str(self.rng.choice((0, 1, 1, 2, 3, 20)))),
            "incentive_budget": (0.5, lambda: "none" if self.maybe(0.2) else self.money(self.rng.choice((90, 900)))),
        }

    def without_force(self):
        """Parameters that bear on no plan."""
        return {
            "solicitation_frozen_from": (0.1, lambda: self.rng.choice(MARKETPLACE_STATES)),
            "providers_frozen_from": (0.1, lambda: self.rng.choice(MARKETPLACE_STATES)),
            "business_case_approvers": (0.1, lambda: self.some_of(("sapoc", "cio", "qsmo", "omb"))),
            "solicitation_threshold": (0.1, self.money),
            "exception_review_days": (0.1, lambda: str(self.rng.randint(0, 30))),
            "vote_quorum": (0.1, self.share),
            "minor_findings_block": (0.1, self.boolean),
        }

    def boolean(self, probability=0.5):
        return "true" if self.maybe(probability) else "false"

    def share(self):
        return str(self.maker.number(0, 1))

    def money(self, most=900):
        return str(self.maker.money(0, most))

    def some_of(self, names, likely=None, none=0.0):
        """A few of the names, at least one unless it is to be none; `likely` is mostly among them."""
        if none and self.maybe(none):
            return "none"
        chosen = [name for name in names if self.maybe(0.8 if name == likely else 0.4)]
        return "|".join(self.rng.sample(chosen, len(chosen)) or [likely or self.rng.choice(names)])

    # --- their values by period ----------------------------------------------------------------------------------

    UNITS = {
        "largest_fit_gap": "activities",
        "onboarding_subsidy": "share",
        "phase_subsidy": "share",
        "subsidy_repayment_years": "years",
        "incentive_budget": "USD/year",
        "solicitation_threshold": "USD",
        "exception_review_days": "days",
        "vote_quorum": "share",
    }

    def values(self, parameter, draw):
        """One to four values; the first holds in period 0, and each ends, if at all, before the next takes over."""
        beyond = (self.maker.periods + 6) * self.months
        later = self.rng.choice((0, 1, 1, 2, 3))
        dates = [self.first_date(), *(self.maker.rising_dates(later, -14, beyond) if later else [])]
        if dates[0] is not None:
            dates = sorted(set(dates))
        for date, successor in zip(dates, [*dates[1:], None], strict=True):
            record = self.maker.add(
                "policy_values",
                parameter=parameter,
                value=draw(),
                unit=self.UNITS.get(parameter) if self.maybe(0.3) else None,
                reference="a memo, p. 2" if self.maybe(0.2) else None,
            )
            if date is not None:
                record["from"] = date
            end = self.end(date, successor) if self.maybe(0.4) else None
            if end is not None:
                record["until"] = end

    def first_date(self):
        """None: it has always held."""
        if self.maybe(0.6):
            return None
        return self.maker.date(0 if self.maybe(0.3) else -self.rng.randint(1, 12))

    def period_of(self, date):
        year, month = map(int, date.split("-")[:2])
        return (year * 12 + month - 1 - self.maker.first_month) // self.months

    def end(self, begin, successor):
        """A last date in the period before the successor's or in its own; without successor in the last one or later.

        None if there is no room between the two.
        """
        if successor is None:
            last = max(self.maker.periods - 1, 0 if begin is None else self.period_of(begin))
            return self.last_day(last + self.rng.choice((0, 0, 1, 5)))
        year, month = map(int, successor.split("-")[:2])
        period = self.period_of(successor)
        month_before = self.maker.month(year * 12 + month - 2 - self.maker.first_month)
        end = self.rng.choice((self.maker.date(period - 1), self.last_day(period - 1), f"{month_before}-{LAST_DAY}"))
        return end if begin is None or begin <= end else None

    def last_day(self, period):
        return self.maker.month((period + 1) * self.months - 1) + f"-{LAST_DAY}"


def hard(arc):
    return "break_price" not in arc and arc.get("if_retained", "retain") == "retain"


def reached(arcs, start, ends):
    """Workloads reached from `start` along hard arcs; `ends` gives the two ends in the direction of travel."""
    seen, stack = {start}, [start]
    while stack:
        here = stack.pop()
        for arc in filter(hard, arcs):
            u, w = ends(arc)
            both = [(u, w), (w, u)] if arc.get("kind") == "together" else [(u, w)]
            for source, target in both:
                if source == here and target not in seen:
                    seen.add(target)
                    stack.append(target)
    return seen


def component(arcs, workload):
    """The strongly connected component of a workload in the hard arcs, `together` both ways."""
    forward = reached(arcs, workload, lambda arc: (arc["prerequisite"], arc["dependent"]))
    backward = reached(arcs, workload, lambda arc: (arc["dependent"], arc["prerequisite"]))
    return forward & backward


# --- plans ---------------------------------------------------------------------------------------------------------


def random_plan(scenario, rng):
    """An arbitrary plan, mostly infeasible: moves onto covered services at any cutover, some transfers."""
    share_moved, share_stated = rng.choice((0.2, 0.6, 0.95)), rng.choice((0.5, 1.0))
    decisions = [
        random_decision(scenario, rng, workload, share_moved)
        for workload in scenario.get("workloads", [])
        if rng.random() < share_stated
    ]
    transfers = [random_transfer(scenario, rng) for _ in range(rng.choice((0, 0, 1, 3)))]
    return {"format": "qsmo-plan/1", "decisions": decisions, "transfers": transfers}


def random_decision(scenario, rng, workload, share_moved):
    sellers = [row["offering"] for row in scenario.get("coverages", []) if row["service"] == workload["service"]]
    if not sellers or rng.random() >= share_moved:
        return {"workload": workload["id"], "action": "retain"}
    return {
        "workload": workload["id"],
        "action": "migrate",
        "offering": rng.choice(sellers),
        "cutover": label(scenario, rng.randrange(scenario["periods"])),
    }


def random_transfer(scenario, rng):
    amount = Decimal(rng.randint(1, 200_000)).scaleb(-2)
    agency = rng.choice(scenario["agencies"])["id"]
    return {"agency": agency, "period": label(scenario, rng.randrange(scenario["periods"])), "amount": amount}


def label(scenario, period):
    """The period as plan files write it: its first month."""
    year, month = map(int, scenario["as_of"].split("-")[:2])
    index = year * 12 + month - 1 + period * (3 if scenario.get("period") == "quarter" else 1)
    return f"{index // 12:04}-{index % 12 + 1:02}"
