// Written by tools/docstrings.py from the comments of include/qsmo: change those, then `make docstrings`.
#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

namespace qsmo::bindings {

struct Docstring {
  std::string_view name;
  const char* text;
};

// Sorted by name.
inline constexpr Docstring docstrings[] = {
{"qsmo::Agency",
 R"doc(An organisation with needs; may have a parent (bureau of a department).)doc"},
{"qsmo::Arc",
 R"doc(`prerequisite` must come before `dependent`. This direction holds everywhere in qsmo.)doc"},
{"qsmo::Area",
 R"doc(A field of mission support (HR, FM, CYB, GRM ...) that a QSMO may be designated for.)doc"},
{"qsmo::Benefit",
 R"doc(A plan against the status quo.)doc"},
{"qsmo::Benefit::breakeven",
 R"doc(Least period from which the cumulative discounted saving stays >= 0; none if it ends
below 0.)doc"},
{"qsmo::Benefit::cumulative_saving",
 R"doc(Discounted, by period, in dollars.)doc"},
{"qsmo::Benefit::net_benefit",
 R"doc(Present value saved, in dollars; negative if the plan costs more.)doc"},
{"qsmo::Blackout",
 R"doc(A span in which an agency cannot cut over: every period that it touches, ends included.
Not inherited.)doc"},
{"qsmo::Budget",
 R"doc(Money of a fund in one fiscal year. Years inside the horizon that are not listed have 0.)doc"},
{"qsmo::Calendar",
 R"doc(Maps dates to periods `0 .. periods()-1` from the as-of date, and periods to fiscal
years. A fiscal year starts in a stated month and bears the number of the calendar year
in which it ends (a year that starts in January bears its own). All functions are O(1)
and total.)doc"},
{"qsmo::Calendar::Calendar",
 R"doc(`fiscal_year_start` is a month 1..12. The as-of month must lie on a period boundary of
the fiscal year (Portfolio checks it).)doc"},
{"qsmo::Calendar::begin_period",
 R"doc(For a date on which something begins or is due: before the horizon acts as 0, beyond as
periods().)doc"},
{"qsmo::Calendar::first_month",
 R"doc(First month of period `t` (any t, also negative or beyond the horizon).)doc"},
{"qsmo::Calendar::label",
 R"doc(The period as written in files: its first month, `2021-10`.)doc"},
{"qsmo::Calendar::last_period",
 R"doc(For a date that names a last period: before the horizon acts as -1, beyond as periods().)doc"},
{"qsmo::Calendar::period_of",
 R"doc(Period that contains `date`, unclamped: negative before the horizon, >= periods() beyond
it.)doc"},
{"qsmo::Calendar::starts_quarter",
 R"doc(Quarters are fiscal quarters.)doc"},
{"qsmo::Compiled",
 R"doc(Activity i is workload i; the tag of an option is its offering's index; the accounts are
the agencies.)doc"},
{"qsmo::Compiled::impossible",
 R"doc(Workloads that must move but have no way: proof that no feasible plan exists.)doc"},
{"qsmo::Compiled::warnings",
 R"doc(Cycles that cannot move.)doc"},
{"qsmo::Components",
 R"doc(The partition of the nodes into strongly connected components, numbered in a topological
order: an arc never leads from a higher to a lower component.)doc"},
{"qsmo::Components::members",
 R"doc(Nodes of each component, rising. O(nodes).)doc"},
{"qsmo::Components::of",
 R"doc(Component of each node.)doc"},
{"qsmo::ConstraintKind",
 R"doc(Which rule is broken. In the order of the table of constraints.)doc"},
{"qsmo::ConstraintKind::agency_effort",
 R"doc(9: per agency (descendants included) and period)doc"},
{"qsmo::ConstraintKind::blackout",
 R"doc(2)doc"},
{"qsmo::ConstraintKind::budget",
 R"doc(11: per fund and fiscal year)doc"},
{"qsmo::ConstraintKind::cutover_before",
 R"doc(4: amount in periods short)doc"},
{"qsmo::ConstraintKind::cutover_rule",
 R"doc(2: service rule)doc"},
{"qsmo::ConstraintKind::earliest_start",
 R"doc(3: also starts before period 0; amount in periods)doc"},
{"qsmo::ConstraintKind::eligibility",
 R"doc(1)doc"},
{"qsmo::ConstraintKind::in_progress",
 R"doc(13: a migration in progress leaves its offering or range (amount in periods), or is
retained)doc"},
{"qsmo::ConstraintKind::incumbent_end",
 R"doc(2: duty to have moved; amount in periods late (retained: horizon - deadline))doc"},
{"qsmo::ConstraintKind::mandate",
 R"doc(2: deadline, waivers applied; amount in periods late (retained: horizon - deadline))doc"},
{"qsmo::ConstraintKind::offering_concurrent",
 R"doc(8)doc"},
{"qsmo::ConstraintKind::offering_effort",
 R"doc(8)doc"},
{"qsmo::ConstraintKind::participation",
 R"doc(12: shortfall in dollars of present value)doc"},
{"qsmo::ConstraintKind::pin",
 R"doc(13: amount in periods if the cutover lies outside the range)doc"},
{"qsmo::ConstraintKind::provider_concurrent",
 R"doc(8)doc"},
{"qsmo::ConstraintKind::provider_effort",
 R"doc(8: per provider and period)doc"},
{"qsmo::ConstraintKind::start_after",
 R"doc(5: amount in periods short)doc"},
{"qsmo::ConstraintKind::start_freeze",
 R"doc(3)doc"},
{"qsmo::ConstraintKind::together",
 R"doc(7: amount in periods apart, none if one is retained; the first period in which they are)doc"},
{"qsmo::ConstraintKind::volume",
 R"doc(10: per (offering, service) and period; max_volume or the stage's cap, the lower)doc"},
{"qsmo::Coverage",
 R"doc(An offering covers a service: the customers it has outside the scenario and the most it
can take.)doc"},
{"qsmo::CutoverRule",
 R"doc(Periods in which a workload of a service may cut over.)doc"},
{"qsmo::Date",
 R"doc(A month, or a day in it, of the civil calendar. Day 0 means the month as a whole.)doc"},
{"qsmo::Date::month_index",
 R"doc(Months since year 0; two dates in one month are equal in it.)doc"},
{"qsmo::Date::parse",
 R"doc(Reads `2021-10` or `2021-10-15`; nothing else. No value if the text is neither or no
such day exists.)doc"},
{"qsmo::Decimal",
 R"doc(Volumes, unit prices, shares, factors, efforts: exact to a millionth: raw() is in
millionths.)doc"},
{"qsmo::Dependency",
 R"doc(An arc prerequisite -> dependent. With a break price it is soft: it may be violated at
that price.)doc"},
{"qsmo::DependencyGraph",
 R"doc(Nodes 0 .. n-1 and arcs prerequisite -> dependent. Repeated arcs and self arcs are kept
as given. The dependents of a node stand in the order in which their arcs were given. 4
bytes a node and 4 an arc.)doc"},
{"qsmo::DependencyGraph::DependencyGraph",
 R"doc(O(nodes + arcs). Throws NodeRangeError.)doc"},
{"qsmo::DependencyGraph::dependents",
 R"doc(Nodes that must wait for `node`.)doc"},
{"qsmo::DependencyKind",
 R"doc(What an arc demands of the cutovers c_u (prerequisite) and c_w (dependent, which starts
at s_w). cutover_before: c_w >= c_u + lag; start_after: s_w >= c_u + lag; together: c_w
= c_u, or both retained.)doc"},
{"qsmo::Designation",
 R"doc(From this date on, the marketplace is in this state (until a later designation changes
it). Before its first one a marketplace is in `research`.)doc"},
{"qsmo::DesignationState",
 R"doc(Where a marketplace stands on the way to designation (OMB M-19-16).)doc"},
{"qsmo::Eligibility",
 R"doc(Why a move is not eligible; the first reason in this order, or `eligible`.)doc"},
{"qsmo::Eligibility::ends",
 R"doc(It ends, or the off-ramp of the workload's exception lies, inside the horizon.)doc"},
{"qsmo::Eligibility::is_incumbent",
 R"doc(The offering already serves the workload.)doc"},
{"qsmo::Eligibility::marketplace_closed",
 R"doc(Its marketplace accepts no starts in the start period, and no exception is in force.)doc"},
{"qsmo::Eligibility::quality",
 R"doc(Under a voluntary policy: its quality is below today's, or either is unknown.)doc"},
{"qsmo::Eligibility::service_not_covered",
 R"doc(It does not cover the service, or no initial or full stage that lists it is in force at
cutover.)doc"},
{"qsmo::Eligibility::standard_not_met",
 R"doc(It misses a standard that the service requires.)doc"},
{"qsmo::Eligibility::standing",
 R"doc(It is suspended or delisted.)doc"},
{"qsmo::EnumNames",
 R"doc(The spelling of an enumeration in files, in the order of its values. Specialised beside
each enumeration.)doc"},
{"qsmo::Error",
 R"doc(Base of every exception that qsmo throws; each also derives from the matching standard
type.)doc"},
{"qsmo::Exception",
 R"doc(An Investment Action Plan: if approved, from its date on the workload may start onto
this offering whatever the state of its marketplace, or without one. An off-ramp inside
the horizon makes the offering not eligible for it.)doc"},
{"qsmo::ExceptionDecision",
 R"doc(Outcome of an Investment Action Plan.)doc"},
{"qsmo::Fault",
 R"doc(One thing wrong with an input: where it is, what stands there, and what was expected
instead.)doc"},
{"qsmo::Fault::expected",
 R"doc(What would have been right.)doc"},
{"qsmo::Fault::file",
 R"doc(File name as the user gave it; empty for input built in code.)doc"},
{"qsmo::Fault::line",
 R"doc(Line in that file, from 1; 0 where lines mean nothing.)doc"},
{"qsmo::Fault::pointer",
 R"doc(JSON pointer (`/workloads/3/agency`), or table, row and column of a CSV folder.)doc"},
{"qsmo::Fault::suggestion",
 R"doc(The nearest right name, if a name is misspelt; else empty.)doc"},
{"qsmo::Fault::value",
 R"doc(What stands there, as written, shortened to 80 bytes.)doc"},
{"qsmo::Field",
 R"doc(What a visitor is told of a field besides its value. `min` and `max` bound numbers, in
whole units, ends included.)doc"},
{"qsmo::Fixed",
 R"doc(A fixed-point number with `Places` decimal places in 64 bits. Sums are exact and throw
OverflowError rather than wrap. `Places` = 2 is Money in cents, 6 is Decimal.)doc"},
{"qsmo::Fixed::Fixed",
 R"doc(A whole number of units (dollars, people ...).)doc"},
{"qsmo::Fixed::from_raw",
 R"doc(From the smallest units: cents for Money, millionths for Decimal.)doc"},
{"qsmo::Fixed::nearest",
 R"doc(Nearest Fixed to a double, half away from zero. For computed inputs; files are read with
parse().)doc"},
{"qsmo::Fixed::parse",
 R"doc(Reads `-12.5`, `3`, `1.2e3`: exact, no rounding; more than `Places` significant decimals
is a fault.)doc"},
{"qsmo::Fixed::to_string",
 R"doc(Shortest exact text: `12`, `12.5`, `-0.000001`.)doc"},
{"qsmo::Fund",
 R"doc(A fund that pays stated kinds of cost of stated agencies, up to a budget per fiscal
year.)doc"},
{"qsmo::FundedKind",
 R"doc(Kinds of money that a fund can pay for.)doc"},
{"qsmo::GeneratorOptions",
 R"doc(What to generate. `capacity_ratio` scales effort capacities and budgets: capacity
divided by what would be needed if everyone took its favourite offering, each of the
three offerings of a service being the favourite of a third. Smaller is tighter.)doc"},
{"qsmo::GeneratorOptions::periods",
 R"doc(Quarters, 1 .. 240.)doc"},
{"qsmo::Id",
 R"doc(Position of an entity of type `Entity` in its table, from 0, in the order of the input.
An id means nothing outside the portfolio that it came from.)doc"},
{"qsmo::IdVector",
 R"doc(One `Value` per entity of type `Entity`; `v[id]` in O(1). Out-of-range ids are undefined
behaviour (`at` throws std::out_of_range).)doc"},
{"qsmo::IfRetained",
 R"doc(What a retained prerequisite means for its dependent: it must be retained too, or it is
free.)doc"},
{"qsmo::InputError",
 R"doc(An input breaks its contract. Carries all faults found, in the order of the input.)doc"},
{"qsmo::Interface",
 R"doc(An undirected data link that needs a temporary bridge while exactly one of the two has
cut over.)doc"},
{"qsmo::IoError",
 R"doc(A file could not be read or written.)doc"},
{"qsmo::Locator",
 R"doc(Says where in its source a record or a field of it stands. The readers supply one; for
scenarios built in code the pointer `/table/index/field` is the place.)doc"},
{"qsmo::Locator::broken",
 R"doc(Whether the record could not be read as it stands, so that its relations to others
cannot be judged.)doc"},
{"qsmo::Locator::complete",
 R"doc(Whether every record of the table was there to be read, so that a name not among them
does not exist.)doc"},
{"qsmo::Locator::locate",
 R"doc(Fills file, line, pointer and value of a fault. `field` may be empty (the whole record)
or reach into a list (`services/2`). `table` is empty for the settings.)doc"},
{"qsmo::Mandate",
 R"doc("You will migrate": workloads of these agencies and services must cut over by the
deadline, save waivers.)doc"},
{"qsmo::Marketplace",
 R"doc(The set of offerings that one QSMO manages for one area.)doc"},
{"qsmo::MigrationInProgress",
 R"doc(A migration in progress at the as-of date: its offering is fixed, its cutover lies in a
range.)doc"},
{"qsmo::MigrationParameters",
 R"doc(What a migration takes. A row is keyed by (workload, offering), workload, offering,
(service, size class) or service; each field is taken from the first of these rows that
states it, else it is 0. An explicit 0 is a value.)doc"},
{"qsmo::Money",
 R"doc(Dollars, exact to the cent: raw() is in cents.)doc"},
{"qsmo::MoneyKind",
 R"doc(The lines of money of a plan (docs/planning-problem.md, "Money"). A transfer is negative
where it is received.)doc"},
{"qsmo::Move",
 R"doc(One workload moves onto `offering`, which serves it from the start of period `cutover`.)doc"},
{"qsmo::MoveGroups",
 R"doc(The workloads, partitioned: those of one group cut over in the same period or not at
all.)doc"},
{"qsmo::MoveGroups::blocked",
 R"doc(By group: none of its members can move.)doc"},
{"qsmo::MoveGroups::groups",
 R"doc(Every workload once; most groups have one member.)doc"},
{"qsmo::MoveGroups::warnings",
 R"doc(A sentence for each blocked group, naming its cycle.)doc"},
{"qsmo::Node",
 R"doc(Node of a graph, 0 .. nodes()-1.)doc"},
{"qsmo::NodeRangeError",
 R"doc(An arc names a node that the graph does not have.)doc"},
{"qsmo::Offering",
 R"doc(One thing that a provider sells.)doc"},
{"qsmo::OverflowError",
 R"doc(Amounts grew beyond what 64-bit cents hold.)doc"},
{"qsmo::ParseStatus",
 R"doc(Outcome of reading a decimal from text.)doc"},
{"qsmo::PeriodLength",
 R"doc(Length of a period.)doc"},
{"qsmo::Phase",
 R"doc(The M3 phases before cutover, in order.)doc"},
{"qsmo::PhaseParameters",
 R"doc(What one phase takes, in one row of MigrationParameters; absent fields come from a more
general row.)doc"},
{"qsmo::Pin",
 R"doc(A decision that the plan must keep.)doc"},
{"qsmo::PinAction",
 R"doc(What a pin demands of a workload: `retain`: stays; `migrate`: moves (within the stated
offering and range).)doc"},
{"qsmo::Plan",
 R"doc(The decisions of a plan. Feasibility is check()'s business, money is evaluate()'s.)doc"},
{"qsmo::Plan::moves",
 R"doc(no value: retained)doc"},
{"qsmo::PlanOptions",
 R"doc(How long and how to plan. The same portfolio, seed and work limit give the same plan,
whatever the number of threads; a time limit or a stop makes a run non-reproducible.)doc"},
{"qsmo::PlanOptions::progress",
 R"doc(Called from the calling thread at barriers of the search.)doc"},
{"qsmo::PlanOptions::stop",
 R"doc(Polled; the best plan so far is returned.)doc"},
{"qsmo::PlanOptions::threads",
 R"doc(0: as many as the machine has.)doc"},
{"qsmo::PlanOptions::time_limit",
 R"doc(Seconds.)doc"},
{"qsmo::PlanOptions::work_limit",
 R"doc(Search moves in all; absent: `default_work_limit`, or without limit if there is a time
limit.)doc"},
{"qsmo::PlanResult",
 R"doc(A plan with what is known about it. Money in dollars of present value.)doc"},
{"qsmo::PlanResult::bound",
 R"doc(No feasible plan has a higher net benefit. Rounded up.)doc"},
{"qsmo::PlanResult::cost",
 R"doc(cost(plan).)doc"},
{"qsmo::PlanResult::gap",
 R"doc((bound - net_benefit) / max(|bound|, $1).)doc"},
{"qsmo::PlanResult::net_benefit",
 R"doc(cost(status quo) - cost(plan).)doc"},
{"qsmo::PlanResult::plan",
 R"doc(The best plan found; if status is infeasible or unknown, it breaks a rule.)doc"},
{"qsmo::PlanResult::stopped",
 R"doc(A time limit or a stop ended the run before the work limit.)doc"},
{"qsmo::PlanResult::warnings",
 R"doc(For people: cycles that cannot move, workloads that must move but have no way.)doc"},
{"qsmo::PlanResult::work_limit",
 R"doc(As applied; absent: only the time limit held.)doc"},
{"qsmo::Portfolio",
 R"doc(A portfolio of agencies, services, offerings and rules. Immutable; cheap to copy (copies
share their data); safe to read from several threads.)doc"},
{"qsmo::Portfolio::Data::ParameterKey",
 R"doc(Rows of migration_parameters by key; `none` stands for a key part that is absent.)doc"},
{"qsmo::Portfolio::Portfolio",
 R"doc(Validates and resolves. Throws InputError with every fault found: duplicate and misspelt
names, values out of range, ends before starts, cycles of parents, dependency cycles
with a positive lag sum, and so on. O(records x log records).)doc"},
{"qsmo::Portfolio::agency",
 R"doc(Ids by name, O(1). Throw UnknownNameError with the nearest name.)doc"},
{"qsmo::Portfolio::budget",
 R"doc(Listed budget of the fund in a fiscal year; 0 if not listed.)doc"},
{"qsmo::Portfolio::coverage",
 R"doc(The coverage of `service` by `offering`, if there is one. O(log coverages).)doc"},
{"qsmo::Portfolio::coverages",
 R"doc(Coverages of a service, in input order: the offerings that might serve it.)doc"},
{"qsmo::Portfolio::designation",
 R"doc(State of the marketplace in period t; `research` before its first designation.)doc"},
{"qsmo::Portfolio::discount_factor",
 R"doc(`(1 + r)^(-t/n)` for t in 0 .. periods()-1.)doc"},
{"qsmo::Portfolio::fingerprint",
 R"doc(`fnv1a128:` and 32 hex digits over the scenario's canonical JSON: equal for equal
content.)doc"},
{"qsmo::Portfolio::fund",
 R"doc(The fund that pays this kind of cost of this agency; none: the money is not limited.)doc"},
{"qsmo::Portfolio::lineage",
 R"doc(The agency itself, then its parent, and so on to the root.)doc"},
{"qsmo::Portfolio::replace",
 R"doc(A variant: `edit` changes a copy of the scenario, which is validated again. This
portfolio is untouched.)doc"},
{"qsmo::Portfolio::stage",
 R"doc(The stage in force in period t; null before the first, and for offerings without stages.)doc"},
{"qsmo::Portfolio::staged",
 R"doc(Whether the offering has stages at all; one without is full from the start.)doc"},
{"qsmo::Portfolio::start_freezes",
 R"doc(The agency's own start freezes and those of every agency.)doc"},
{"qsmo::Portfolio::tiers",
 R"doc(Tiers of a coverage by rising volume; at least one, the first from 0.)doc"},
{"qsmo::Portfolio::way",
 R"doc(What the migration takes, the rows of migration_parameters applied field by field. For
the pair of a migration in progress, the phases done have length, efforts and spend 0.)doc"},
{"qsmo::PortfolioBuilder",
 R"doc(Collects records in any order; names may be used before they are defined. `build`
validates everything at once.

    PortfolioBuilder builder({.name = "demo", .as_of = {2020, 10}, .periods = 60});
    builder.add(Agency{.id = "USDA"}).add(Area{.id = "HR"});
    Portfolio portfolio = builder.build(); )doc"},
{"qsmo::PortfolioBuilder::add",
 R"doc(Appends one record to the table of its type.)doc"},
{"qsmo::PortfolioBuilder::build",
 R"doc(Throws InputError with every fault; the builder stays as it was.)doc"},
{"qsmo::PortfolioBuilder::scenario",
 R"doc(What has been added so far, unvalidated.)doc"},
{"qsmo::Pricing",
 R"doc(How the price tiers of a coverage apply.)doc"},
{"qsmo::Profile",
 R"doc(A number that may change over time: a step function. The first step needs no date and
holds from period 0; each later one holds from the period that contains its date; the
last one persists.)doc"},
{"qsmo::Profile::at",
 R"doc(Value in period `t`: the last step whose period is <= t. O(steps). Needs at least one
step.)doc"},
{"qsmo::Progress",
 R"doc(State of a run, for progress bars.)doc"},
{"qsmo::Progress::share",
 R"doc(Share of the work limit done, 0..1.)doc"},
{"qsmo::Provenance",
 R"doc(Where the numbers of a record come from: field name (`*` for all others) to `assumed`,
`derived[: how]` or `read: source`.)doc"},
{"qsmo::Provider",
 R"doc(Who sells offerings: a federal shared-service provider or a vendor.)doc"},
{"qsmo::Random",
 R"doc(SplitMix64 (Steele, Lea, Flood 2014): 64-bit state, one addition and three mixes a draw.
Not for cryptography. Streams with different seeds are independent for our purposes;
derive one per walker with `split`.)doc"},
{"qsmo::Random::below",
 R"doc(Uniform in 0 .. n-1; n > 0. Bias below n / 2^64.)doc"},
{"qsmo::Random::normal",
 R"doc(Standard normal by the polar-free Box-Muller transform; two draws each.)doc"},
{"qsmo::Random::split",
 R"doc(A stream of its own for (this seed, key).)doc"},
{"qsmo::Random::uniform",
 R"doc(Uniform in [0, 1), 53 bits.)doc"},
{"qsmo::Random::uniform()",
 R"doc(Uniform in [0, 1), 53 bits.)doc"},
{"qsmo::Random::uniform(double, double)",
 R"doc(Uniform in [low, high).)doc"},
{"qsmo::Ref",
 R"doc(A reference to another record by its name; Portfolio resolves it to an id.)doc"},
{"qsmo::Ref::id",
 R"doc(Only in a Portfolio, and only if given().)doc"},
{"qsmo::Scenario",
 R"doc(Every table of a scenario. Not validated: hand it to Portfolio.)doc"},
{"qsmo::Scenario::visit_tables",
 R"doc(Calls `v(name, doc, table)` for each table, in the order of the file.)doc"},
{"qsmo::Service",
 R"doc(A common mission-support function (payroll, core accounting, SOC ...) with a unit of
volume.)doc"},
{"qsmo::Settings",
 R"doc(Facts of the scenario as a whole.)doc"},
{"qsmo::Stage",
 R"doc(From this date on the offering is in this stage. An offering without stages is `full`
from the start, for all its services and without a cap; one with stages is not available
before the first.)doc"},
{"qsmo::StageState",
 R"doc(How far an offering has been rolled out.)doc"},
{"qsmo::Standard",
 R"doc(A versioned standard, such as the FIBF standards of one area.)doc"},
{"qsmo::Standing",
 R"doc(Standing of an offering under continuous assessment, as last observed.)doc"},
{"qsmo::StartFreeze",
 R"doc(A span in which no migration may start (a continuing resolution: no new starts). Not
inherited.)doc"},
{"qsmo::Statement",
 R"doc(The money of one plan. Each cell is a sum of lines that were rounded once to cents, half
away from zero. Agencies and periods that it does not have throw UnknownNameError.)doc"},
{"qsmo::Statement::Statement",
 R"doc(`fiscal_years` are consecutive.)doc"},
{"qsmo::Statement::add_spend",
 R"doc(Throws UnknownNameError for years outside fiscal_years().)doc"},
{"qsmo::Statement::amount",
 R"doc(Sum of an agency's own lines (not its descendants') of a kind in a period. A transfer
received is negative.)doc"},
{"qsmo::Statement::fiscal_years",
 R"doc(Fiscal years that touch the horizon, rising.)doc"},
{"qsmo::Statement::spend",
 R"doc(What a fund spends in a fiscal year, undiscounted; 0 for years outside fiscal_years().)doc"},
{"qsmo::Statement::total",
 R"doc(Government total of a period: all agencies, all kinds but transfers.)doc"},
{"qsmo::Statement::total(AgencyId, int)",
 R"doc(An agency's own lines of a period, all kinds.)doc"},
{"qsmo::Statement::total(int)",
 R"doc(Government total of a period: all agencies, all kinds but transfers.)doc"},
{"qsmo::Status",
 R"doc(What is known of a result. `optimal` only when bound - net benefit <= max(1 cent, 1e-6 x
|bound|).)doc"},
{"qsmo::StopPoint",
 R"doc(A stop request and a deadline, polled together. Copies share the source.)doc"},
{"qsmo::StopPoint::StopPoint",
 R"doc(`seconds` from now; none: no deadline.)doc"},
{"qsmo::StopPoint::time_share",
 R"doc(Share of the time that is over, 0 without a deadline; at most 1.)doc"},
{"qsmo::StopSource",
 R"doc(Asks long work to stop. Thread safe; may be set from a signal handler. Work polls it at
least every few milliseconds and returns the best result it has.)doc"},
{"qsmo::Tier",
 R"doc(One price tier of a coverage. The first tier starts at volume 0.)doc"},
{"qsmo::Transfer",
 R"doc(Money that the fund covering (agency, transfer) pays to an agency in a period.)doc"},
{"qsmo::UnknownNameError",
 R"doc(A name was asked for that the portfolio does not have.)doc"},
{"qsmo::Violation",
 R"doc(One broken rule. Names, not ids, so that it can be shown and compared as it is.)doc"},
{"qsmo::Violation::amount",
 R"doc(Excess over the bound in the constraint's unit; none for yes/no rules.)doc"},
{"qsmo::Violation::entities",
 R"doc(Names, the most specific first: workload(s), then offering, service, agency, provider or
fund.)doc"},
{"qsmo::Violation::fiscal_year",
 R"doc(Fiscal year concerned, for budgets.)doc"},
{"qsmo::Violation::message",
 R"doc(One sentence for people.)doc"},
{"qsmo::Violation::period",
 R"doc(Period concerned, if it is one: the cutover, the start (may be < 0), the deadline, or
that of the pool.)doc"},
{"qsmo::Violation::unit",
 R"doc(`USD`, `effort`, `migrations`, units of the service, `periods`; empty without amount.)doc"},
{"qsmo::Waiver",
 R"doc(Lifts every mandate of one workload until a date; afterwards the mandate binds again.)doc"},
{"qsmo::Way",
 R"doc(What a migration of one workload onto one offering takes, all rows of
MigrationParameters considered.)doc"},
{"qsmo::Way::PhaseNeeds::agency_effort",
 R"doc(per period)doc"},
{"qsmo::Way::PhaseNeeds::provider_effort",
 R"doc(per period)doc"},
{"qsmo::Way::PhaseNeeds::spend",
 R"doc(per period)doc"},
{"qsmo::Way::duration",
 R"doc(Periods from start to cutover.)doc"},
{"qsmo::Workload",
 R"doc(One agency's need for one service, served today by an incumbent: a legacy system of its
own, or an offering.)doc"},
{"qsmo::accepts_starts",
 R"doc(Whether the marketplace accepts starts in period t: its state then is one of the
scenario's eligible states.)doc"},
{"qsmo::any_new_move",
 R"doc(Whether any workload without a migration in progress moves in the plan.)doc"},
{"qsmo::blacked_out",
 R"doc(Whether a blackout of the workload's own agency touches period t.)doc"},
{"qsmo::check",
 R"doc(All violations of the plan, by kind, then entities, then period. Empty: the plan is
feasible. The starting state counts too: base volume or work in progress over a pool is
reported. Cutovers must lie in 0 .. periods-1 and moves onto covered services (else
InputError, as evaluate()). O(workloads x periods).)doc"},
{"qsmo::compare",
 R"doc(`any_move` says whether a migration that is not in progress moves; without one there is
no breakeven. A discounted shortfall below half a cent is none.)doc"},
{"qsmo::compile",
 R"doc(Every constraint of docs/planning-problem.md but transfers, which the planner does not
decide. Throws InputError as move_groups() does. O(workloads x offerings x periods) time
and memory.)doc"},
{"qsmo::components",
 R"doc(Tarjan's algorithm (1972), without recursion. O(nodes + arcs) time, O(nodes) extra
space. Deterministic.)doc"},
{"qsmo::covered",
 R"doc(Whether `offering` covers `service` in period t: covered at all, and in a stage
`initial` or `full` that lists it.)doc"},
{"qsmo::cutover_rule_allows",
 R"doc(Whether the cutover rule of the workload's service allows period t.)doc"},
{"qsmo::default_work_limit",
 R"doc(Search moves of a run without any limit: about a second for 250 workloads over 120
months.)doc"},
{"qsmo::earliest_start",
 R"doc(First period in which a migration of the workload may start.)doc"},
{"qsmo::eligibility",
 R"doc(Verdict on moving `workload` onto `offering` with the start in period `start` and
cutover in period `cutover`. A start before the horizon acts as 0. Does not look at
windows, pins or capacity. O(stages + exceptions + standards).)doc"},
{"qsmo::enum_from",
 R"doc(The enumeration value of that name, if there is one.)doc"},
{"qsmo::evaluate",
 R"doc(Every line of money of the plan. The plan may be infeasible; moves need a covered
service (throws InputError if an offering does not cover the service, or a cutover or
transfer lies outside 0 .. periods-1). Throws OverflowError. O(workloads x periods).)doc"},
{"qsmo::generate_scenario",
 R"doc(A seeded synthetic scenario (docs/generator.md): about 0.9 x agencies x services
workloads, three offerings per service, dependencies from one template in every agency,
interfaces, provider and agency effort, yearly budgets. Throws InputError if an option
is out of range. O(workloads x services).)doc"},
{"qsmo::half_a_cent",
 R"doc(A discounted shortfall below this many dollars is none.)doc"},
{"qsmo::incumbent_deadline",
 R"doc(Last cutover period that the incumbent's end allows: the period after it; none if the
incumbent does not end inside the horizon or may be kept at a fallback factor.)doc"},
{"qsmo::load_scenario",
 R"doc(Reads a scenario from a JSON file or a folder of CSV tables.)doc"},
{"qsmo::mandated_deadline",
 R"doc(Last cutover period that the mandates allow, waivers applied; none if there is no duty
(no mandate, mandates do not bind in this scenario, or the deadline lies beyond the
horizon). With several mandates the earliest counts.)doc"},
{"qsmo::money_kind",
 R"doc(The money line that a fund's kind stands for.)doc"},
{"qsmo::move_groups",
 R"doc(Groups are the strongly connected components of hard dependencies that hold also when
the prerequisite is retained. A cycle with a member without any eligible way, or whose
start_after arcs need time, is blocked. Throws InputError if a blocked group has a
pinned move or a migration in progress. O(workloads x offerings x periods).)doc"},
{"qsmo::name_of",
 R"doc(Name of a value as written in files.)doc"},
{"qsmo::nearest_name",
 R"doc(The name among `candidates` nearest to `name` by edit distance, if near enough to be a
slip (at most a third of its length, at least 1; a letter in the wrong case counts half
a slip, and a name that is right but for case is always near); ties to the first. Else
empty.)doc"},
{"qsmo::parse_plan_json",
 R"doc(Reads the decisions and transfers of a plan file for this portfolio; the other fields
are optional and not believed. A workload that is not listed is as in the status quo.
Throws InputError with every fault: unknown names, dates outside the horizon, a stated
start that the way's duration contradicts, a workload listed twice.)doc"},
{"qsmo::parse_scenario_json",
 R"doc(Reads and validates a scenario from JSON text. Throws InputError with every fault and
its line. `name` stands for the file in messages. Values keep all their digits: numbers
never pass through floating point.)doc"},
{"qsmo::participation_threshold",
 R"doc(Least present value of joining, in dollars, at which the agency joins; none if the
policy is not voluntary.)doc"},
{"qsmo::plan",
 R"doc(Plans for the most net benefit. If the status quo is feasible, the result is a feasible
plan. Throws InputError if a dependency cycle that cannot move contains a pinned move or
one in progress.)doc"},
{"qsmo::plan_of",
 R"doc(The plan that a solution of the compiled problem stands for.)doc"},
{"qsmo::plan_schema",
 R"doc(JSON Schema (2020-12) of plan files.)doc"},
{"qsmo::present_value",
 R"doc(Present value in dollars of the government's total: the sum over periods of cents times
discount factor.)doc"},
{"qsmo::present_value(const Portfolio&, const Statement&)",
 R"doc(Present value in dollars of the government's total: the sum over periods of cents times
discount factor.)doc"},
{"qsmo::present_value(const Portfolio&, const Statement&, AgencyId)",
 R"doc(Present value of one agency's own lines, transfers included.)doc"},
{"qsmo::read_scenario_csv",
 R"doc(Reads and validates a folder with `settings.csv` (columns field, value) and one file per
table (`agencies.csv` ...). Missing files are empty tables. Throws InputError with every
fault, its file, row and column; IoError.)doc"},
{"qsmo::release_of",
 R"doc(First period in which the incumbent is no longer paid and, if it is an offering, no
longer counts the workload in its volume (e_w of docs/planning-problem.md): after dual
running; periods() if that is beyond or if retained.)doc"},
{"qsmo::scenario_schema",
 R"doc(JSON Schema (2020-12) of the format. The reader accepts nothing that the schema rejects.)doc"},
{"qsmo::scheduling::Account",
 R"doc(Signed sum of the costs of its activities: if a non-fixed one takes effect, the cost
must be at most `limit`.)doc"},
{"qsmo::scheduling::Activity",
 R"doc(Something that takes effect once or never.)doc"},
{"qsmo::scheduling::Activity::first_option",
 R"doc(Its options are consecutive.)doc"},
{"qsmo::scheduling::Activity::fixed",
 R"doc(It always takes effect (only its slot is open), and counts for no account.)doc"},
{"qsmo::scheduling::Activity::never",
 R"doc(Cost if it never takes effect.)doc"},
{"qsmo::scheduling::Activity::required",
 R"doc(It must take effect.)doc"},
{"qsmo::scheduling::Activity::series",
 R"doc(By period, for Span.until_release.)doc"},
{"qsmo::scheduling::Activity::tag",
 R"doc(The caller's.)doc"},
{"qsmo::scheduling::Amount",
 R"doc(Use of a pool, in the pool's own unit (millionths, cents): integers again.)doc"},
{"qsmo::scheduling::Choice",
 R"doc(What is decided for an activity. `option` is an index into Problem.options; `none`:
never.)doc"},
{"qsmo::scheduling::Cost",
 R"doc(Present-value cost in units of Problem.dollars_per_cost: integers, so that doing and
undoing a move cancels exactly.)doc"},
{"qsmo::scheduling::Demand",
 R"doc(`amount` in each period of the span, as far as it lies within the horizon. May be
negative (capacity given back).)doc"},
{"qsmo::scheduling::Evaluation::broken",
 R"doc(Required activities that never take effect, and hard arcs broken.)doc"},
{"qsmo::scheduling::Evaluation::over_capacity",
 R"doc(A pool is above its capacity in a bucket.)doc"},
{"qsmo::scheduling::Link",
 R"doc(A pair that costs money in every period in which exactly one of the two has taken
effect.)doc"},
{"qsmo::scheduling::Link::Side::amount",
 R"doc(Per period.)doc"},
{"qsmo::scheduling::Link::Side::prefix",
 R"doc(prefix[t]: its share of the cost of periods 0 .. t-1.)doc"},
{"qsmo::scheduling::Option",
 R"doc(One way in which an activity can take effect.)doc"},
{"qsmo::scheduling::Option::cost",
 R"doc(By slot; `forbidden` where it may not take effect.)doc"},
{"qsmo::scheduling::Option::duration",
 R"doc(Periods from start to slot.)doc"},
{"qsmo::scheduling::Option::fee",
 R"doc(Fixed part of the tariff's line, in cents per year; by period in `fees` if that is
given.)doc"},
{"qsmo::scheduling::Option::fees",
 R"doc(By period; empty: `fee` in all.)doc"},
{"qsmo::scheduling::Option::release",
 R"doc(By slot: when what was there before is gone; slot <= release <= horizon.)doc"},
{"qsmo::scheduling::Option::tag",
 R"doc(The caller's.)doc"},
{"qsmo::scheduling::Option::tariff",
 R"doc(Costs that depend on what others do, on top of `cost`.)doc"},
{"qsmo::scheduling::Option::volume",
 R"doc(Volume under the tariff.)doc"},
{"qsmo::scheduling::Pool",
 R"doc(A capacity per bucket. Each period belongs to one bucket (itself, or its fiscal year).)doc"},
{"qsmo::scheduling::Pool::bucket",
 R"doc(By period.)doc"},
{"qsmo::scheduling::Pool::capacity",
 R"doc(By bucket.)doc"},
{"qsmo::scheduling::Pool::cumulative",
 R"doc(Use in a bucket counts in all later ones too (budgets that carry over).)doc"},
{"qsmo::scheduling::Pool::initial",
 R"doc(Use by bucket before anything takes effect.)doc"},
{"qsmo::scheduling::Precedence",
 R"doc(prerequisite -> dependent: slot (or start, if `to_start`) of the dependent >= slot of
the prerequisite + lag.)doc"},
{"qsmo::scheduling::Precedence::allow",
 R"doc(A prerequisite that never takes effect frees the dependent.)doc"},
{"qsmo::scheduling::Precedence::pool",
 R"doc(Pool that pays a broken arc, in the dependent's slot.)doc"},
{"qsmo::scheduling::Precedence::price",
 R"doc(By slot of the dependent; soft arcs only.)doc"},
{"qsmo::scheduling::Precedence::soft",
 R"doc(May be broken at `price`.)doc"},
{"qsmo::scheduling::Problem::blocks",
 R"doc(A partition of the activities: those of one block take effect in one slot, or none does.)doc"},
{"qsmo::scheduling::Problem::discount",
 R"doc(By period, times 1e-6 / dollars_per_cost.)doc"},
{"qsmo::scheduling::Problem::dollars_per_cost",
 R"doc(A millionth of a dollar, coarser where sums would not fit into 64 bits.)doc"},
{"qsmo::scheduling::SearchOptions",
 R"doc(How long to search. The same seed and work limit give the same solution, whatever the
number of threads.)doc"},
{"qsmo::scheduling::SearchOptions::good_enough",
 R"doc(A cost at which nobody can ask for more: the search ends at the next barrier once it is
reached.)doc"},
{"qsmo::scheduling::SearchOptions::progress",
 R"doc(Called at barriers with the best cost so far and the share of the work done.)doc"},
{"qsmo::scheduling::SearchOptions::work_limit",
 R"doc(Moves, over all walkers.)doc"},
{"qsmo::scheduling::SearchResult",
 R"doc(The best solution found.)doc"},
{"qsmo::scheduling::SearchResult::broken",
 R"doc(Required activities that never take effect, and arcs broken by fixed ones; 0: all kept.)doc"},
{"qsmo::scheduling::SearchResult::over_capacity",
 R"doc(A pool is over its capacity (then it already was so at the start).)doc"},
{"qsmo::scheduling::SearchResult::stopped",
 R"doc(Ended before the work limit.)doc"},
{"qsmo::scheduling::Solution",
 R"doc(One choice per activity.)doc"},
{"qsmo::scheduling::Span",
 R"doc(Periods in which an option draws on a pool, for a slot s that releases at r (see
Option.release).)doc"},
{"qsmo::scheduling::Span::after_release",
 R"doc(r .. horizon - 1)doc"},
{"qsmo::scheduling::Span::around",
 R"doc(s + from .. s + to - 1)doc"},
{"qsmo::scheduling::Span::at_release",
 R"doc(r, if inside the horizon)doc"},
{"qsmo::scheduling::Span::until_release",
 R"doc(s .. r - 1, times the activity's series)doc"},
{"qsmo::scheduling::Tariff",
 R"doc(A price that depends on the total volume, which is the use of a pool.)doc"},
{"qsmo::scheduling::Tariff::from_volume",
 R"doc(Rising, from 0.)doc"},
{"qsmo::scheduling::Tariff::incremental",
 R"doc(Each unit pays its slice's price; else all pay that of the tier reached.)doc"},
{"qsmo::scheduling::Tariff::unit_price",
 R"doc(By tier and period: millionths of a dollar per unit and year.)doc"},
{"qsmo::scheduling::evaluate",
 R"doc(O(size of the problem).)doc"},
{"qsmo::scheduling::forbidden",
 R"doc(Cost of what is not allowed.)doc"},
{"qsmo::scheduling::line_cents",
 R"doc(Cents of one period's line under a price in millionths of a dollar per unit and year,
rounded half away from zero.)doc"},
{"qsmo::scheduling::lower_bound",
 R"doc(Each activity by itself at its cheapest, ignoring pools, precedences and links, with
every unit at the tariff's cheapest tier: no feasible solution costs less. O(options x
horizon x tiers). The seat of the stronger bound to come.)doc"},
{"qsmo::scheduling::none",
 R"doc(Index that stands for nothing.)doc"},
{"qsmo::scheduling::present_cost",
 R"doc(Discounted cents as Cost; `discount` is one of Problem.discount.)doc"},
{"qsmo::scheduling::search",
 R"doc(Priority insertion from `start` (which places the fixed activities), then large
neighbourhoods: remove related blocks, insert each at its best option and slot, accept
by simulated annealing. If `start` breaks nothing, neither does the result. Pools that
`start` overloads are never loaded further.)doc"},
{"qsmo::scheduling::unlimited",
 R"doc(Capacity of a pool that does not bind.)doc"},
{"qsmo::shortest_cycle_through",
 R"doc(A shortest cycle through `node`: the nodes from `node` on, each a dependent of the one
before, the last one's dependent being `node` again. Empty if there is none. Ties to the
arcs given first. O(nodes + arcs).)doc"},
{"qsmo::start_frozen",
 R"doc(Whether a start freeze (the agency's own or everybody's) touches period t.)doc"},
{"qsmo::start_of",
 R"doc(Start period of a move: its cutover less the duration of its way. May be negative for
migrations in progress.)doc"},
{"qsmo::status_quo",
 R"doc(Everything is retained, except migrations in progress, which cut over in the first
period of their range.)doc"},
{"qsmo::to_json",
 R"doc(Canonical JSON: fields in the order of the format, absent fields left out, two spaces of
indentation, one record a line. Reading it back gives an equal scenario.)doc"},
{"qsmo::to_json(const Portfolio&, const PlanResult&)",
 R"doc(The plan file of a result: format, status, net benefit, bound, gap, decisions,
transfers, money by fiscal year, kind and agency, input fingerprint, library version,
seed and limits. The same result gives the same bytes.)doc"},
{"qsmo::to_json(const Scenario&)",
 R"doc(Canonical JSON: fields in the order of the format, absent fields left out, two spaces of
indentation, one record a line. Reading it back gives an equal scenario.)doc"},
{"qsmo::to_string",
 R"doc(`file:line: pointer: "value": expected ...; did you mean "..."?` on one line, control
characters escaped.)doc"},
{"qsmo::transplant",
 R"doc(The decisions of a plan of one portfolio as a plan of another, by name: for variants of
a scenario. Workloads that only `to` has are as in its status quo; those that only
`from` has are left out if they are retained. Throws UnknownNameError if `to` lacks a
workload that moves, its offering, or the agency of a transfer.)doc"},
{"qsmo::version",
 R"doc(The version of these headers as `major.minor.patch`, under semantic versioning.)doc"},
{"qsmo::vertices",
 R"doc(Found by argument-dependent lookup from Boost's algorithms.)doc"},
{"qsmo::volumes",
 R"doc(Volume V(t) of each coverage in each period: base volume, workloads that have cut over
onto it, and workloads whose incumbent it is until their release. Throws OverflowError.
O((workloads + coverages) x periods).)doc"},
{"qsmo::warnings",
 R"doc(Sentences for people, in the order of the tables: workloads whose every way takes no
time and costs nothing because no row of migration_parameters applies, rows that apply
to nothing, workloads that no offering can serve, marketplaces that never accept a start
within the horizon, funds without a budget and budgets outside the horizon. O(workloads
x offerings + marketplaces x periods).)doc"},
{"qsmo::write_scenario_csv",
 R"doc(Writes the folder; empty tables are left out, columns without a value too. Cells that a
spreadsheet would run as a formula are prefixed with an apostrophe, which the reader
takes off. The folder appears whole or not at all.)doc"},
};

/// The comment of a C++ entity as a docstring. A name without a comment does not compile.
consteval const char* doc(std::string_view name) {
  const auto* found = std::lower_bound(
      std::begin(docstrings), std::end(docstrings), name,
      [](const Docstring& entry, std::string_view wanted) { return entry.name < wanted; });
  if (found == std::end(docstrings) || found->name != name) {
    throw "include/qsmo has no comment for this name, or `make docstrings` was not run";
  }
  return found->text;
}

}  // namespace qsmo::bindings
