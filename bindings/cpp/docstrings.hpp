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
{"qsmo::Adoption",
 R"doc(The adoption of one agency in one area.)doc"},
{"qsmo::AdoptionFacts",
 R"doc(What an agency, bureaus included, has in an area.)doc"},
{"qsmo::AdoptionStatus",
 R"doc(The four official values.)doc"},
{"qsmo::AdoptionVerdict",
 R"doc(The official status.)doc"},
{"qsmo::Agency",
 R"doc(An organisation with needs; may have a parent (bureau of a department).)doc"},
{"qsmo::AgencyStake",
 R"doc(How one agency fares in a plan.)doc"},
{"qsmo::AgencyStake::migrations",
 R"doc(Of its own workloads, those that move and are not in progress.)doc"},
{"qsmo::AgencyStake::subsidy",
 R"doc(max(0, threshold - value), to the cent: what would make it join by itself.)doc"},
{"qsmo::AgencyStake::value",
 R"doc(Present value of its own lines saved against the status quo, transfers included;
dollars.)doc"},
{"qsmo::Aims",
 R"doc(Prices in dollars of present value, from 0 to 100 billion; they are not discounted.)doc"},
{"qsmo::Answer",
 R"doc(What a rule said.)doc"},
{"qsmo::Answer::values",
 R"doc(What the verdict found, in its order.)doc"},
{"qsmo::Approver",
 R"doc(Who approves a business case.)doc"},
{"qsmo::Arc",
 R"doc(`prerequisite` must come before `dependent`. This direction holds everywhere in qsmo.)doc"},
{"qsmo::ArcLike",
 R"doc(Something that says of an arc: its prerequisite, then its dependent. An Arc, a pair, a
tuple.)doc"},
{"qsmo::ArcTable",
 R"doc(What a file of arcs says. Row i is arc i.)doc"},
{"qsmo::ArcTable::arcs",
 R"doc(In the order of the file.)doc"},
{"qsmo::ArcTable::lags",
 R"doc(Of each arc; empty if the file has no such column. An empty cell is 0.)doc"},
{"qsmo::ArcTable::names",
 R"doc(Name of each node, all different; empty: their numbers.)doc"},
{"qsmo::ArcTable::weights",
 R"doc(Of each arc; empty if the file has no such column.)doc"},
{"qsmo::Area",
 R"doc(A field of mission support (HR, FM, CYB, GRM ...) that a QSMO may be designated for.)doc"},
{"qsmo::AssessmentFacts",
 R"doc(A standing and what was counted up to now.)doc"},
{"qsmo::AssessmentVerdict",
 R"doc(The standing after this period and the counts to hand on.)doc"},
{"qsmo::Assessor",
 R"doc(Assesses the offerings of one portfolio, whose observations it puts in order once. Keeps
a reference to the portfolio.

An offering is assessed in every period, without a gap, whether or not anything was
observed of it then: from the first period that was observed of any offering of its area
and in which its stage is `initial` or `full`, or from its own first observation if that
is earlier, to the last period that was observed of any offering of its area. Who falls
silent, or never reports while others do, has missing periods. Nothing is assessed after
the period in which the offering ends. One without a marketplace is assessed from its
own first observation to its own last one. An offering for which no measure with a
target counts is not assessed at all; observations of measures that do not count for
their offering play no part.)doc"},
{"qsmo::Assessor::Assessor",
 R"doc(O(observations log observations + offerings x measures).)doc"},
{"qsmo::Assessor::assess",
 R"doc(The periods in which the offering is assessed, in order, starting from its stated
standing; up to and including `last` if that is given, be it before the last one
observed or after it (then not beyond the horizon). Empty if it is not assessed.
O(periods x measures x log observations).)doc"},
{"qsmo::Assessor::standing_in",
 R"doc(The standing in force in period t: the stated one, moved by what was observed before t.
It is as if the observations ended there: no period is missing only because later ones
were observed. O(as assess()).)doc"},
{"qsmo::Attainment",
 R"doc(One measure of an offering in one period.)doc"},
{"qsmo::Attainment::value",
 R"doc(Absent: nothing was observed.)doc"},
{"qsmo::AttainmentFacts",
 R"doc(One measure in one period.)doc"},
{"qsmo::AttainmentVerdict",
 R"doc(How far the target was attained.)doc"},
{"qsmo::AvailabilityFacts",
 R"doc(Whether an offering serves a service at a time.)doc"},
{"qsmo::Bearing",
 R"doc(One reason that a rule gave for one workload.)doc"},
{"qsmo::Bearing::first",
 R"doc(First period in which it was given: of a start; of a cutover for availability and
cutover windows.)doc"},
{"qsmo::Bearing::last",
 R"doc(Last such period.)doc"},
{"qsmo::Bearing::offering",
 R"doc(The offering it is about, if it is about one.)doc"},
{"qsmo::Bearing::periods",
 R"doc(In how many periods; they need not be consecutive.)doc"},
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
{"qsmo::BoostDigraph",
 R"doc(A Boost graph with directed edges and the vertices 0 .. num_vertices-1: `adjacency_list`
with a `vecS` of vertices, `compressed_sparse_row_graph`, `adjacency_matrix`.)doc"},
{"qsmo::BoostEdge",
 R"doc(An edge is an arc by its number, and carries its prerequisite, so that `source` need not
search for it.)doc"},
{"qsmo::BoostView",
 R"doc(A Boost graph as this layer sees graphs: `any_order(boost_view(graph))`. An edge leads
from a prerequisite to its dependent. Two words; it refers to the graph, which must
outlive it and not change.)doc"},
{"qsmo::BoostView::dependents",
 R"doc(Nodes that must wait for `node`, in the order of the Boost graph.)doc"},
{"qsmo::BoostView::nodes",
 R"doc(How many nodes.)doc"},
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
{"qsmo::CaseDifference",
 R"doc(A value that a case expects and what there was instead.)doc"},
{"qsmo::CaseDifference::field",
 R"doc(`outcome`, `reason` or a value of the verdict; or a parameter.)doc"},
{"qsmo::CaseDifference::part",
 R"doc(Name of the rule, or `parameters`.)doc"},
{"qsmo::CaseOptions",
 R"doc(Which cases to run, and under what.)doc"},
{"qsmo::CaseOptions::policy",
 R"doc(Policy that cases without one of their own are run under: as find_policy(); empty:
initial values.)doc"},
{"qsmo::CaseOptions::run",
 R"doc(ECMAScript regular expression searched for in the names; empty: all.)doc"},
{"qsmo::CaseOptions::trace",
 R"doc(Fill in the traces of all cases, not just of those that fail.)doc"},
{"qsmo::CaseResult",
 R"doc(One case, run.)doc"},
{"qsmo::CaseResult::trace",
 R"doc(One for each rule that was asked, if traces are filled in.)doc"},
{"qsmo::CaseRun",
 R"doc(What a run of cases gave.)doc"},
{"qsmo::CaseRun::reason_counts",
 R"doc(How often each reason was given, by Reason: coverage. Cases that fail count too.)doc"},
{"qsmo::CaseRun::results",
 R"doc(In the order of the files.)doc"},
{"qsmo::Chain",
 R"doc(A chain of dependencies, from a node without prerequisites to one without dependents.)doc"},
{"qsmo::Chain::length",
 R"doc(Durations of its nodes plus lags of its arcs: negative if the lags are.)doc"},
{"qsmo::Change",
 R"doc(What a reform changed: one parameter over one span of dates.)doc"},
{"qsmo::Change::after",
 R"doc(Canonical text of the reform's value.)doc"},
{"qsmo::Change::before",
 R"doc(Canonical text of the value before the reform; `unstated` where none held, before the
first and after the last.)doc"},
{"qsmo::Change::until",
 R"doc(Last date; none: for good.)doc"},
{"qsmo::ChangeAim",
 R"doc(Keep to a published plan: each decision that differs from it costs the price.)doc"},
{"qsmo::ChangedDecision",
 R"doc(A decision that differs between two plans, by name.)doc"},
{"qsmo::ChangedDecision::base",
 R"doc(In the base; none: retained, or the base lacks the workload.)doc"},
{"qsmo::ChangedDecision::variant",
 R"doc(In the variant.)doc"},
{"qsmo::Comparison",
 R"doc(Two scenarios, planned with the same seed and limits. Each counts against its own status
quo.)doc"},
{"qsmo::Comparison::changes",
 R"doc(In the order of the base, then what only the variant has.)doc"},
{"qsmo::Comparison::least",
 R"doc(What the change adds to the highest possible objective lies in this range, in dollars of
present value. None where a plan or a bound is missing.)doc"},
{"qsmo::Compiled",
 R"doc(Activity i is workload i; the tag of an option is its offering's index; the accounts are
the agencies. Tags of pools, precedences, links, tariffs and accounts are indices into
`sources`.)doc"},
{"qsmo::Compiled::impossible",
 R"doc(Workloads that must move but have no way: proof that no feasible plan exists.)doc"},
{"qsmo::Compiled::warnings",
 R"doc(Cycles that cannot move.)doc"},
{"qsmo::ComponentBreak",
 R"doc(What breaking the cycles of one component costs.)doc"},
{"qsmo::ComponentBreak::arcs",
 R"doc(Numbers of its arcs to bridge, rising.)doc"},
{"qsmo::ComponentBreak::bound",
 R"doc(No set of arcs that breaks its cycles weighs less.)doc"},
{"qsmo::ComponentBreak::component",
 R"doc(By the numbers of `components(graph)`.)doc"},
{"qsmo::ComponentBreak::cost",
 R"doc(Their weight.)doc"},
{"qsmo::Components",
 R"doc(The partition of the nodes into strongly connected components, numbered in a topological
order: an arc never leads from a higher to a lower component.)doc"},
{"qsmo::Components::count",
 R"doc(How many components.)doc"},
{"qsmo::Components::members",
 R"doc(Nodes of each component, rising. O(nodes).)doc"},
{"qsmo::Components::of",
 R"doc(Component of each node.)doc"},
{"qsmo::Condensation",
 R"doc(The graph of the components, which is acyclic, with maps both ways.)doc"},
{"qsmo::Condensation::components",
 R"doc(From a node to its component.)doc"},
{"qsmo::Condensation::graph",
 R"doc(Node i is component i; each arc between two components once, rising.)doc"},
{"qsmo::Condensation::members",
 R"doc(From a component to its nodes.)doc"},
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
{"qsmo::ConstraintKind::incentive_budget",
 R"doc(12: per fiscal year; subsidies less repayments)doc"},
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
{"qsmo::CriticalPath",
 R"doc(Times of the critical path method (Kelley and Walker 1959). A node starts at or after 0,
and at or after the end of each prerequisite plus the arc's lag; it ends `duration`
later.)doc"},
{"qsmo::CriticalPath::chain",
 R"doc(A critical path from its first node to its last: the drivers followed back from the
least of the nodes that end at `length`. Empty only without nodes.)doc"},
{"qsmo::CriticalPath::driver",
 R"doc(Number of the arc that decides the earliest start, the least of several; `none` if the
node can start at 0.)doc"},
{"qsmo::CriticalPath::earliest",
 R"doc(Earliest start of each node.)doc"},
{"qsmo::CriticalPath::free_slack",
 R"doc(How far a node can slip and delay no dependent's earliest start, nor its own end beyond
`length`, whatever the deadline. Never below 0.)doc"},
{"qsmo::CriticalPath::latest",
 R"doc(Latest start of each node with which it and all that wait for it can keep the deadline;
maybe before 0.)doc"},
{"qsmo::CriticalPath::length",
 R"doc(The greatest earliest end of a node; 0 without nodes.)doc"},
{"qsmo::CriticalPath::total_slack",
 R"doc(latest - earliest: below 0 if the deadline cannot be kept. Without one, 0 exactly on
critical paths.)doc"},
{"qsmo::CutoverRule",
 R"doc(Periods in which a workload of a service may cut over.)doc"},
{"qsmo::CutoverWindowFacts",
 R"doc(What holds in the period of a cutover.)doc"},
{"qsmo::Cycle",
 R"doc(A cycle, and whether it is known that no other is shorter.)doc"},
{"qsmo::Cycle::nodes",
 R"doc(Each a dependent of the one before, the first a dependent of the last.)doc"},
{"qsmo::Cycle::shortest",
 R"doc(False if the work limit ended the comparison with other cycles.)doc"},
{"qsmo::CycleBreak",
 R"doc(Arcs without which the graph is acyclic. None of them is spare: put back alone, each
would close a cycle (but where time or a stop has ended the work on a large graph).)doc"},
{"qsmo::CycleBreak::arcs",
 R"doc(Numbers of the arcs to bridge, rising.)doc"},
{"qsmo::CycleBreak::bound",
 R"doc(No set of arcs that breaks all cycles weighs less.)doc"},
{"qsmo::CycleBreak::components",
 R"doc(The same for each cyclic component, rising.)doc"},
{"qsmo::CycleBreak::cost",
 R"doc(Their weight.)doc"},
{"qsmo::CycleBreak::optimal",
 R"doc(Whether it is proven that nothing is cheaper.)doc"},
{"qsmo::CycleBreakOptions",
 R"doc(How hard to try.)doc"},
{"qsmo::CycleBreakOptions::stop",
 R"doc(Ends the search with the best arcs so far.)doc"},
{"qsmo::CycleBreakOptions::time_limit",
 R"doc(Seconds for all; none: no limit.)doc"},
{"qsmo::CycleBreakOptions::work_limit",
 R"doc(Steps of the search for each component, on top of what a first good answer takes; a step
takes some nanoseconds.)doc"},
{"qsmo::CycleError",
 R"doc(An order was asked for, but there is a cycle.)doc"},
{"qsmo::CycleError::cycle",
 R"doc(The cycle's nodes, each a dependent of the one before, the first a dependent of the
last.)doc"},
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
 R"doc(Nodes 0 .. nodes()-1 and arcs prerequisite -> dependent.

Arcs are numbered 0 .. arcs()-1 by prerequisite, and among those of one prerequisite in
the order in which they were given; values of arcs (weights, lags) are arrays by arc
number (see `arc_numbers`). Repeated arcs and self arcs are kept as given: a repeated
arc says nothing new, and a self arc is a cycle of one node. `without_repeats` drops
both. 4 bytes a node and 4 an arc. At most 2^32-2 nodes and 2^32-1 arcs. A node asked
for must be below nodes(). A graph that was moved from may only be assigned to.)doc"},
{"qsmo::DependencyGraph::DependencyGraph",
 R"doc(No nodes.)doc"},
{"qsmo::DependencyGraph::DependencyGraph()",
 R"doc(No nodes.)doc"},
{"qsmo::DependencyGraph::DependencyGraph(std::size_t, Arcs&&)",
 R"doc(From arcs, given as any multi-pass range of Arc or of pairs. O(nodes + arcs). Throws
InputError that names each arc with a node out of range, by its row: the first 100 of
them.)doc"},
{"qsmo::DependencyGraph::DependencyGraph(std::size_t, std::initializer_list<Arc>)",
 R"doc(From a list of arcs, as `DependencyGraph(3, {{0, 1}, {1, 2}})`.)doc"},
{"qsmo::DependencyGraph::arc",
 R"doc(The arc of that number. O(log nodes).)doc"},
{"qsmo::DependencyGraph::arcs",
 R"doc(How many arcs.)doc"},
{"qsmo::DependencyGraph::copy_of",
 R"doc(A copy of another kind of graph. O(nodes + arcs).)doc"},
{"qsmo::DependencyGraph::dependents",
 R"doc(Nodes that must wait for `node`, in the order in which the arcs were given.)doc"},
{"qsmo::DependencyGraph::dependents()",
 R"doc(Dependent of each arc, by arc number.)doc"},
{"qsmo::DependencyGraph::dependents(Node)",
 R"doc(Nodes that must wait for `node`, in the order in which the arcs were given.)doc"},
{"qsmo::DependencyGraph::first_arc",
 R"doc(Number of the node's first arc; its others follow.)doc"},
{"qsmo::DependencyGraph::from_columns",
 R"doc(From two columns of the same length: vectors, spans or arrays of integers, of any type.
Throws InputError, as above; a number that does not fit a node is out of range.)doc"},
{"qsmo::DependencyGraph::nodes",
 R"doc(How many nodes.)doc"},
{"qsmo::DependencyGraph::offsets",
 R"doc(The rows themselves: node `i` has the arcs `offsets()[i]` .. `offsets()[i + 1] - 1`.
Size nodes() + 1.)doc"},
{"qsmo::DependencyKind",
 R"doc(What an arc demands of the cutovers c_u (prerequisite) and c_w (dependent, which starts
at s_w). cutover_before: c_w >= c_u + lag; start_after: s_w >= c_u + lag; together: c_w
= c_u, or both retained.)doc"},
{"qsmo::Designation",
 R"doc(From this date on, the marketplace is in this state (until a later designation changes
it). Before its first one a marketplace is in `research`.)doc"},
{"qsmo::DesignationFacts",
 R"doc(A step on the way to designation, and what came before it.)doc"},
{"qsmo::DesignationState",
 R"doc(Where a marketplace stands on the way to designation (OMB M-19-16).)doc"},
{"qsmo::DesignationStep",
 R"doc(A governance event with what the designation rule was told of it and says.)doc"},
{"qsmo::DesignationStep::event",
 R"doc(In the portfolio.)doc"},
{"qsmo::DesignationVerdict",
 R"doc(The state that results.)doc"},
{"qsmo::Direction",
 R"doc(Which side of a target is good.)doc"},
{"qsmo::DisruptionAim",
 R"doc(A cutover costs the highest price among the months of its period.)doc"},
{"qsmo::DisruptionAim::price",
 R"doc(By calendar month, January first.)doc"},
{"qsmo::Durations",
 R"doc(How long things take, in one unit of time for all.)doc"},
{"qsmo::Durations::lags",
 R"doc(Wait from the end of the prerequisite to the start of the dependent, by arc number;
negative: an overlap; empty: 0 each.)doc"},
{"qsmo::Durations::nodes",
 R"doc(Duration of each node, at least 0; empty: 1 each.)doc"},
{"qsmo::EligibilityJudge",
 R"doc(Whether a workload may move onto an offering, at any time: what does not depend on the
time is judged once for each regime of the policy. Keeps a reference to the portfolio.)doc"},
{"qsmo::EligibilityJudge::EligibilityJudge",
 R"doc(`standing` is the offering's assessed standing as last observed (assessment.hpp).
O(standards + activities).)doc"},
{"qsmo::EligibilityJudge::all",
 R"doc(The verdict of every rule, in the same order, each once.)doc"},
{"qsmo::EligibilityJudge::at",
 R"doc(The first verdict that bars, in the order availability (but for ends), provider,
standards, fit gap, marketplace, standing, quality, ends; else `available`. Does not
look at windows, pins or capacity. Parameters are those of the start, but for the stages
those of the cutover. O(stages + exceptions).)doc"},
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
{"qsmo::ExceptionFacts",
 R"doc(An Investment Action Plan.)doc"},
{"qsmo::ExceptionKind",
 R"doc(How much an Investment Action Plan has to show.)doc"},
{"qsmo::ExceptionVerdict",
 R"doc(What an Investment Action Plan allows.)doc"},
{"qsmo::Explanation",
 R"doc(A verdict that can be shown.)doc"},
{"qsmo::Extended",
 R"doc(A policy whose values no longer end, and what that glossed over: one sentence for each
last value that ended.)doc"},
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
{"qsmo::FieldInfo",
 R"doc(A fact of a rule, or a value that its verdict finds.)doc"},
{"qsmo::FieldInfo::initial",
 R"doc(What holds if it is not stated, as PolicyValue.value.)doc"},
{"qsmo::FieldInfo::list",
 R"doc(Any number of items of that kind.)doc"},
{"qsmo::FieldInfo::optional",
 R"doc(May be `none`.)doc"},
{"qsmo::FieldKind",
 R"doc(What a fact or finding may be.)doc"},
{"qsmo::Finding",
 R"doc(What a reviewer found in a version of an operational plan. It is about that version
alone: if the next one does not mend it, it must be raised again. Raised on the day of
submission or later, resolved on the day it was raised or later.)doc"},
{"qsmo::FitGapFacts",
 R"doc(Activities of the Federal Integrated Business Framework, such as `FFM.030.070`;
`FFM.030` stands for all below it.)doc"},
{"qsmo::FitGapVerdict",
 R"doc(The fit gap: activities required, neither covered nor approved as unique.)doc"},
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
{"qsmo::GovernanceEvent",
 R"doc(A step that was taken. The events of a marketplace keep these rules, or its scenario is
refused:

- Each has its prerequisites before it. Dates are compared as they stand (a month stands
  for its first day); events of one date happened in the order of the table.
- No step is taken twice, but a vote, which may have failed. Another version of the
  operational plan starts the steps of of_plan_version() anew; the lead stays named and an
  announcement made.
- Each plan_submitted lies on the date of a version of the operational plan, and each
  version has one.
- A vote, and nothing else, states members and votes; no more votes than members.
- lead_named and announced lie on the dates from which `designations` has pre_designated
  and designated. Designations without events are fine: events are what has happened, a
  designation may be expected.

Whether a vote carried and whether the plan was approved is for the policy to say
(policy/designation.hpp).)doc"},
{"qsmo::GovernanceState",
 R"doc(Where a marketplace stands on its way to designation.)doc"},
{"qsmo::GovernanceState::done",
 R"doc(Steps taken and not to be taken anew, in order.)doc"},
{"qsmo::GovernanceState::open",
 R"doc(Steps that may be taken next, in the order of GovernanceStep: the announcement only if
the plan is approved; none once it is designated.)doc"},
{"qsmo::GovernanceState::state",
 R"doc(By the table `designations`.)doc"},
{"qsmo::GovernanceStep",
 R"doc(A step on the way to designation (OMB M-19-16; QSMO FAQ of April 2020), in the order in
which they are taken. The three reviews may come in any order among themselves.)doc"},
{"qsmo::GovernanceStep::announced",
 R"doc(pre_designated -> designated)doc"},
{"qsmo::GovernanceStep::board_reviewed",
 R"doc(by the governance board (SSGB))doc"},
{"qsmo::GovernanceStep::lead_named",
 R"doc(research -> pre_designated)doc"},
{"qsmo::GovernanceStep::plan_submitted",
 R"doc(the five-year operational plan)doc"},
{"qsmo::GovernanceStep::presented",
 R"doc(to the board)doc"},
{"qsmo::GovernanceStep::programme_office_reviewed",
 R"doc(by the programme office (OSSPI))doc"},
{"qsmo::GovernanceStep::questions_answered",
 R"doc(the consolidated questions of the reviewers)doc"},
{"qsmo::GovernanceStep::voted",
 R"doc(by the board)doc"},
{"qsmo::GraphLike",
 R"doc(Anything with nodes 0 .. nodes()-1 and a range of the dependents of each: a
DependencyGraph, a Boost graph seen through `boost_view`, or a user's own type.
`dependents(node)` gives the same nodes in the same order each time, all of them below
nodes(), and its iterators stay good as long as the graph. Nobody checks that: for
graphs that are not to be trusted there is `DependencyGraph.copy_of`, which does.)doc"},
{"qsmo::GraphText",
 R"doc(How a graph is drawn: names of nodes, arcs to bridge.)doc"},
{"qsmo::GraphText::bridged",
 R"doc(Numbers of arcs to mark, rising.)doc"},
{"qsmo::GraphText::lags",
 R"doc(By arc number; empty: left out.)doc"},
{"qsmo::GraphText::names",
 R"doc(Of each node; empty: their numbers.)doc"},
{"qsmo::GraphText::waves",
 R"doc(Of each node; empty: left out.)doc"},
{"qsmo::GraphText::weights",
 R"doc(By arc number; empty: left out.)doc"},
{"qsmo::Id",
 R"doc(Position of an entity of type `Entity` in its table, from 0, in the order of the input.
An id means nothing outside the portfolio that it came from.)doc"},
{"qsmo::IdVector",
 R"doc(One `Value` per entity of type `Entity`; `v[id]` in O(1). Out-of-range ids are undefined
behaviour (`at` throws std::out_of_range).)doc"},
{"qsmo::IfRetained",
 R"doc(What a retained prerequisite means for its dependent: it must be retained too, or it is
free.)doc"},
{"qsmo::IncentiveFacts",
 R"doc(What one migration costs its agency.)doc"},
{"qsmo::IncentiveVerdict",
 R"doc(A subsidy: a transfer to the agency in the period of cutover.)doc"},
{"qsmo::InputError",
 R"doc(An input breaks its contract. Carries all faults found, in the order of the input.)doc"},
{"qsmo::Instalment",
 R"doc(A subsidy as it is paid: what the workload's agency gets in a period (negative: what it
pays back).)doc"},
{"qsmo::Interface",
 R"doc(An undirected data link that needs a temporary bridge while exactly one of the two has
cut over.)doc"},
{"qsmo::Interval",
 R"doc(What lies between two numbers, ends included, in dollars of present value.)doc"},
{"qsmo::IoError",
 R"doc(A file could not be read or written.)doc"},
{"qsmo::LegacyProviderFacts",
 R"doc(A request of a provider outside the marketplace.)doc"},
{"qsmo::LimitedWaves",
 R"doc(Waves under limits, and how many there must be.)doc"},
{"qsmo::LimitedWaves::bound",
 R"doc(No way to keep the limits has fewer waves; equal to waves.count: proven best.)doc"},
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
{"qsmo::MandateFacts",
 R"doc(What is ordered of one workload.)doc"},
{"qsmo::MandateJudge",
 R"doc(mandate_rule asked of every workload, period by period. Keeps a reference to the
portfolio.)doc"},
{"qsmo::MandateJudge::MandateJudge",
 R"doc(O(workloads x mandates + waivers); if the policy ever excuses those without a way,
first_ways() besides.)doc"},
{"qsmo::MandateJudge::at",
 R"doc(What the mandates in force in period t say.)doc"},
{"qsmo::MandateJudge::deadline",
 R"doc(Last cutover period that they allow: the first period in which the move is required.
None if it never is. O(periods).)doc"},
{"qsmo::Marketplace",
 R"doc(The set of offerings that one QSMO manages for one area.)doc"},
{"qsmo::MarketplaceFacts",
 R"doc(Where an offering is listed, and in which state.)doc"},
{"qsmo::Measure",
 R"doc(Something that is measured of an offering in every period.)doc"},
{"qsmo::MeasureTarget",
 R"doc(What the text of a target says.)doc"},
{"qsmo::MeasureTarget::target",
 R"doc(Absent: there is none yet, so the measure is a volume.)doc"},
{"qsmo::MeasureTarget::unit",
 R"doc(`percent` for %, else the word after the number; may be empty.)doc"},
{"qsmo::MigrationInProgress",
 R"doc(A migration in progress at the as-of date: its offering is fixed, its cutover lies in a
range.)doc"},
{"qsmo::MigrationParameters",
 R"doc(What a migration takes. A row is keyed by (workload, offering), workload, offering,
(service, size class) or service; each field is taken from the first of these rows that
states it, else it is 0. An explicit 0 is a value.)doc"},
{"qsmo::Missing",
 R"doc(What transplant() does with what the other portfolio lacks.)doc"},
{"qsmo::Missing::leave_out",
 R"doc(The workload is as in the status quo; the transfer is dropped.)doc"},
{"qsmo::Missing::refuse",
 R"doc(It throws UnknownNameError.)doc"},
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
{"qsmo::NamedText",
 R"doc(A fact, finding or parameter as text: what PolicyValue.value would say; absent ones are
`none`.)doc"},
{"qsmo::Node",
 R"doc(Node of a graph, 0 .. nodes()-1.)doc"},
{"qsmo::NodeColumn",
 R"doc(Node numbers side by side: a vector, span or array of integers.)doc"},
{"qsmo::NodeLists",
 R"doc(Lists 0 .. size()-1 of nodes; `lists[i]` is a span.)doc"},
{"qsmo::NodeLists::NodeLists",
 R"doc(Nodes grouped by a label 0 .. count-1 each, rising within each list. O(nodes + count).)doc"},
{"qsmo::NodeLists::nodes",
 R"doc(All lists one after the other.)doc"},
{"qsmo::NodeLists::offsets",
 R"doc(Where each list begins in `nodes()`, and the end. Size size() + 1.)doc"},
{"qsmo::NodeLists::size",
 R"doc(How many lists.)doc"},
{"qsmo::NodeNumber",
 R"doc(A type of integers that may number nodes: those that `std::cmp_less` compares, so no
characters and no truth values.)doc"},
{"qsmo::ObjectiveTerm",
 R"doc(What a plan pays for one aim.)doc"},
{"qsmo::ObjectiveTerm::amount",
 R"doc(Dollars of present value.)doc"},
{"qsmo::ObjectiveTerm::count",
 R"doc(Workloads that pay.)doc"},
{"qsmo::ObjectiveTerm::name",
 R"doc(`changes`, `risk` or `disruption`.)doc"},
{"qsmo::Observation",
 R"doc(What was observed of a measure in the period that contains the date.)doc"},
{"qsmo::ObservationOptions",
 R"doc(What to generate. Each offering has a latent quality that walks from period to period: 0
means that every measure lies at its target, 0.1 that it lies a tenth of the target on
the good side, -0.1 a tenth on the bad one.)doc"},
{"qsmo::Offering",
 R"doc(One thing that a provider sells.)doc"},
{"qsmo::OnlineOrder",
 R"doc(A graph under change that never has a cycle, and a valid order of its nodes at all
times.

An insertion costs O(1) if the order holds already. Else two searches take turns, arc by
arc: forward from the dependent and back from the prerequisite, until they have passed
each other; only what they searched is moved. This is the compatible search of Haeupler,
Kavitha, Mathew, Sen and Tarjan (2012): O(sqrt(arcs) log(nodes)) amortized over any
sequence of insertions that close no cycle. About 50 bytes a node, which hold up to 3
arcs each way; 12 to 16 an arc where there are more. Not thread safe: even order() and
position() change what is kept for the next call.)doc"},
{"qsmo::OnlineOrder::OnlineOrder",
 R"doc(`nodes` nodes and no arcs; the order is by number.)doc"},
{"qsmo::OnlineOrder::OnlineOrder(const DependencyGraph&)",
 R"doc(Starts from a graph. Throws CycleError. O(nodes + arcs).)doc"},
{"qsmo::OnlineOrder::OnlineOrder(std::size_t)",
 R"doc(`nodes` nodes and no arcs; the order is by number.)doc"},
{"qsmo::OnlineOrder::add_arc",
 R"doc(Adds an arc; repeated arcs are kept. If it would close a cycle nothing changes and the
cycle is returned, from the arc's dependent on to its prerequisite; empty if it was
added. Throws InputError if an end is out of range.)doc"},
{"qsmo::OnlineOrder::add_node",
 R"doc(A new node at the end of the order; its number is nodes() before the call.)doc"},
{"qsmo::OnlineOrder::before",
 R"doc(Whether `a` stands before `b` in that order. O(1), always. Throws InputError.)doc"},
{"qsmo::OnlineOrder::order",
 R"doc(The nodes in their present order; good until the next change. O(nodes) after an
insertion that moved nodes, O(1) as long as none has.)doc"},
{"qsmo::OnlineOrder::position",
 R"doc(Place of a node in that order. At the cost of order(). Throws InputError if it is out of
range.)doc"},
{"qsmo::OnlineOrder::remove_arc",
 R"doc(Takes one arc away, and says whether there was one. The order stays. O(arcs of the two
ends). Throws InputError.)doc"},
{"qsmo::OperationalPlan",
 R"doc(A version of a QSMO's operational plan. Versions of a plan have different numbers, and
higher ones later dates.)doc"},
{"qsmo::OperationalPlanFacts",
 R"doc(Where an operational plan stands.)doc"},
{"qsmo::Origin",
 R"doc(The same in the user's words. Names as in Violation, so that both can be joined.)doc"},
{"qsmo::Origin::entities",
 R"doc(Names, the most specific first.)doc"},
{"qsmo::Origin::fiscal_year",
 R"doc(Of a bucket that is a fiscal year.)doc"},
{"qsmo::Origin::kind",
 R"doc(Name of the rule.)doc"},
{"qsmo::Origin::period",
 R"doc(Of a bucket that is a period.)doc"},
{"qsmo::Origin::text",
 R"doc(For people: `effort of provider P in 2021-10`.)doc"},
{"qsmo::Origin::unit",
 R"doc(Of a capacity: `effort`, `migrations`, `USD`, units of the service.)doc"},
{"qsmo::Outcome",
 R"doc(What a verdict means for whoever asked.)doc"},
{"qsmo::Outcome::allowed",
 R"doc(It may be done.)doc"},
{"qsmo::Outcome::barred",
 R"doc(It may not be done.)doc"},
{"qsmo::Outcome::found",
 R"doc(A finding, with values: a score, a standing, an amount.)doc"},
{"qsmo::Outcome::missing",
 R"doc(The data to judge it are missing; never a pass.)doc"},
{"qsmo::Outcome::not_applicable",
 R"doc(The rule does not concern it, or has no force.)doc"},
{"qsmo::Outcome::required",
 R"doc(It must be done.)doc"},
{"qsmo::OutsideMarketplace",
 R"doc(When a workload may start onto an offering that no marketplace lists.)doc"},
{"qsmo::OutsideMarketplace::exception",
 R"doc(Only with an approved exception.)doc"},
{"qsmo::OutsideMarketplace::open",
 R"doc(Always.)doc"},
{"qsmo::OutsideMarketplace::until_pre_designation",
 R"doc(Until a marketplace of the area is pre-designated; then only with an exception.)doc"},
{"qsmo::OverflowError",
 R"doc(Amounts grew beyond what 64-bit cents hold.)doc"},
{"qsmo::ParameterInForce",
 R"doc(A value that holds on a date and where it comes from; `stated` is null if no value is
stated and the initial one holds.)doc"},
{"qsmo::ParameterInForce::text",
 R"doc(As PolicyValue.value.)doc"},
{"qsmo::ParameterUsed",
 R"doc(A parameter that a reason speaks of.)doc"},
{"qsmo::ParameterUsed::from",
 R"doc(Date since when; empty: initial, or always.)doc"},
{"qsmo::ParameterUsed::reference",
 R"doc(As stated; empty: none.)doc"},
{"qsmo::Parameters",
 R"doc(The parameters in force at one time. A member's initial value is what holds if a policy
does not state it.)doc"},
{"qsmo::ParseStatus",
 R"doc(Outcome of reading a decimal from text.)doc"},
{"qsmo::ParticipationFacts",
 R"doc(What joining is worth to an agency.)doc"},
{"qsmo::ParticipationVerdict",
 R"doc(Whether an agency joins by itself, and what would make it.)doc"},
{"qsmo::PeriodAssessment",
 R"doc(One offering in one period.)doc"},
{"qsmo::PeriodAssessment::attainments",
 R"doc(One for each of measures_of().)doc"},
{"qsmo::PeriodAssessment::period",
 R"doc(Negative before the horizon.)doc"},
{"qsmo::PeriodAssessment::verdict",
 R"doc(With the standing after this period.)doc"},
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
 R"doc(How long and how to plan. The same portfolio, aims, warm start, seed and work limit give
the same plan, whatever the number of threads; a time limit or a stop makes a run
non-reproducible.)doc"},
{"qsmo::PlanOptions::aims",
 R"doc(What to maximise besides net benefit.)doc"},
{"qsmo::PlanOptions::memory_limit",
 R"doc(Bytes; what would need more is refused with the figures before it is begun.)doc"},
{"qsmo::PlanOptions::progress",
 R"doc(Called from the calling thread at barriers of the search.)doc"},
{"qsmo::PlanOptions::stop",
 R"doc(Polled; the best plan so far is returned.)doc"},
{"qsmo::PlanOptions::threads",
 R"doc(0: as many as the machine has.)doc"},
{"qsmo::PlanOptions::time_limit",
 R"doc(Seconds.)doc"},
{"qsmo::PlanOptions::warm_start",
 R"doc(Where to start. Any plan of the portfolio will do: what of it breaks a rule is left out,
with a warning.)doc"},
{"qsmo::PlanOptions::work_limit",
 R"doc(Search moves in all; absent: `default_work_limit`, or without limit if there is a time
limit.)doc"},
{"qsmo::PlanResult",
 R"doc(A plan with what is known about it. Money in dollars of present value.)doc"},
{"qsmo::PlanResult::bound",
 R"doc(No feasible plan has a higher objective. Rounded up.)doc"},
{"qsmo::PlanResult::cost",
 R"doc(cost(plan).)doc"},
{"qsmo::PlanResult::gap",
 R"doc((bound - objective) / max(|bound|, $1).)doc"},
{"qsmo::PlanResult::infeasibility",
 R"doc(With status infeasible.)doc"},
{"qsmo::PlanResult::net_benefit",
 R"doc(cost(status quo) - cost(plan).)doc"},
{"qsmo::PlanResult::objective",
 R"doc(net_benefit less the terms of the aims.)doc"},
{"qsmo::PlanResult::objective_terms",
 R"doc(One for each aim given.)doc"},
{"qsmo::PlanResult::plan",
 R"doc(The best plan found; if status is infeasible or unknown, it breaks a rule.)doc"},
{"qsmo::PlanResult::shadow_prices",
 R"doc(By kind, entities and time; those above 0.)doc"},
{"qsmo::PlanResult::stopped",
 R"doc(A time limit or a stop ended the run before the work limit.)doc"},
{"qsmo::PlanResult::warnings",
 R"doc(For people: cycles that cannot move, duties without a way, what a warm start lost.)doc"},
{"qsmo::PlanResult::work_limit",
 R"doc(As applied; absent: only the time limit held.)doc"},
{"qsmo::Policy",
 R"doc(Values of parameters over time. What no value states has its initial value. The order of
values does not matter.)doc"},
{"qsmo::Policy::enacted",
 R"doc(The day that transposed() moves.)doc"},
{"qsmo::PolicyValue",
 R"doc(From a date on a parameter has a value (until a later one takes over). The table
`policy_values` of a scenario; policy files state the same more readably.)doc"},
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
{"qsmo::Portfolio::parameters",
 R"doc(What the policy sets in period t (before the horizon as in period 0). A value dated in a
period holds in all of it.)doc"},
{"qsmo::Portfolio::regime",
 R"doc(Number of the span of periods with the same parameters that holds t: 0, 1, ... Regimes
may return.)doc"},
{"qsmo::Portfolio::regimes",
 R"doc(The parameters of each regime.)doc"},
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
{"qsmo::Portfolio::values_by_period",
 R"doc(What the policy states, all dates floored to the first months of periods, and the
settings' values of what it does not state: the values from which parameters() come.)doc"},
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
{"qsmo::PrintTo",
 R"doc(`marketplace: barred, marketplace_closed`, and the values found, such as `, missing
FFM.020`.)doc"},
{"qsmo::Profile",
 R"doc(A number that may change over time: a step function. The first step needs no date and
holds from period 0; each later one holds from the period that contains its date; the
last one persists.)doc"},
{"qsmo::Profile::at",
 R"doc(Value in period `t`: the last step whose period is <= t. O(steps). Needs at least one
step.)doc"},
{"qsmo::Progress",
 R"doc(State of a run, for progress bars.)doc"},
{"qsmo::Progress::moves",
 R"doc(Search moves so far.)doc"},
{"qsmo::Progress::share",
 R"doc(Share of the limit used, 0..1.)doc"},
{"qsmo::Progress::value",
 R"doc(Objective of the best plan so far; without aims, its net benefit.)doc"},
{"qsmo::Provenance",
 R"doc(Where the numbers of a record come from: field name (`*` for all others) to `assumed`,
`derived[: how]` or `read: source`.)doc"},
{"qsmo::Provider",
 R"doc(Who sells offerings: a federal shared-service provider or a vendor.)doc"},
{"qsmo::ProviderFacts",
 R"doc(Who sells.)doc"},
{"qsmo::ProviderKind",
 R"doc(A provider that an agency runs is federal, any other one commercial.)doc"},
{"qsmo::ProviderRequest",
 R"doc(What a provider outside the marketplace wants to do.)doc"},
{"qsmo::QualityFacts",
 R"doc(Assessed qualities, on one scale.)doc"},
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
{"qsmo::ReadyQueue",
 R"doc(Hands out nodes whose prerequisites are done. Several may be under way at a time; the
caller decides how many. The graph must outlive the queue. Not thread safe.)doc"},
{"qsmo::ReadyQueue::ReadyQueue",
 R"doc(Of the ready nodes the one of the least key goes first, of equal keys the least number;
without keys by number. Throws CycleError; InputError if there is not one key a node.
O(nodes + arcs).)doc"},
{"qsmo::ReadyQueue::done",
 R"doc(Says that a node under way is done, which may make others ready. Throws std::logic_error
if it is not under way. O(its dependents).)doc"},
{"qsmo::ReadyQueue::finished",
 R"doc(Whether every node is done.)doc"},
{"qsmo::ReadyQueue::ready",
 R"doc(How many nodes are ready, and not taken.)doc"},
{"qsmo::ReadyQueue::take",
 R"doc(Takes the next ready node, which is then under way; none if no node is ready.
O(log64(nodes)).)doc"},
{"qsmo::ReadyQueue::under_way",
 R"doc(How many nodes are under way.)doc"},
{"qsmo::Reason",
 R"doc(Every reason of every rule; `reasons` says what each means. Coverage of a rule means
that each of its reasons was given.)doc"},
{"qsmo::ReasonCounts",
 R"doc(How often each reason was given.)doc"},
{"qsmo::ReasonInfo",
 R"doc(What a reason means. `sentence` speaks of facts and parameters by {name}; explain()
fills them in.)doc"},
{"qsmo::Ref",
 R"doc(A reference to another record by its name; Portfolio resolves it to an id.)doc"},
{"qsmo::Ref::id",
 R"doc(Only in a Portfolio, and only if given().)doc"},
{"qsmo::Reform",
 R"doc(An overlay: each value replaces what the policy says from its `from` up to its `until`,
ends included; without `until`, up to its next value in the reform or for good; without
`from`, since ever.)doc"},
{"qsmo::Reformed",
 R"doc(A policy, and what was changed to make it.)doc"},
{"qsmo::Reformed::changes",
 R"doc(In the order of the reform's values; spans that change nothing are left out.)doc"},
{"qsmo::RiskAim",
 R"doc(Each migration costs the price of its workload's band; a workload without a band costs
nothing.)doc"},
{"qsmo::RiskBand",
 R"doc(Risk of a migration, as in the risk review of M3.)doc"},
{"qsmo::Rule",
 R"doc(Every rule, in the order in which eligibility asks them, then the others. Each is a pure
function `verdict = x_rule(facts, date, parameters)`; rules.hpp lists them with their
functions.)doc"},
{"qsmo::RuleFunction",
 R"doc(The type of a rule's function: pure, and the same for planner, checker and tests.)doc"},
{"qsmo::RuleInfo",
 R"doc(A rule, described by its own records.)doc"},
{"qsmo::RuleInfo::parameters",
 R"doc(That bear on it, in the order of Parameters.)doc"},
{"qsmo::RuleInfo::values",
 R"doc(Of its verdict, besides reason and outcome.)doc"},
{"qsmo::Scenario",
 R"doc(Every table of a scenario. Not validated: hand it to Portfolio.)doc"},
{"qsmo::Scenario::visit_tables",
 R"doc(Calls `v(name, doc, table)` for each table, in the order of the file.)doc"},
{"qsmo::ScoreFacts",
 R"doc(The measures of one offering in one period, summed.)doc"},
{"qsmo::ScoreVerdict",
 R"doc(The score of a period, 0 to 1.)doc"},
{"qsmo::Service",
 R"doc(A common mission-support function (payroll, core accounting, SOC ...) with a unit of
volume.)doc"},
{"qsmo::Settings",
 R"doc(Facts of the scenario as a whole.)doc"},
{"qsmo::Severity",
 R"doc(How grave a finding is.)doc"},
{"qsmo::ShadowPrice",
 R"doc(What one more unit of a scarce capacity is worth: a marginal estimate from the prices
that prove the bound.)doc"},
{"qsmo::ShadowPrice::entities",
 R"doc(As in Violation.)doc"},
{"qsmo::ShadowPrice::fiscal_year",
 R"doc(For budgets.)doc"},
{"qsmo::ShadowPrice::price",
 R"doc(Dollars of present value for one unit more in this period or year.)doc"},
{"qsmo::ShadowPrice::unit",
 R"doc(`effort`, `migrations`, `USD`, or the unit of the service.)doc"},
{"qsmo::SolicitationFacts",
 R"doc(A solicitation of an agency's own.)doc"},
{"qsmo::Source",
 R"doc(What a pool, arc, link, tariff or account of the compiled problem stands for: a
constraint, or (a link, a tariff) the money that it causes; and the record that states
it.)doc"},
{"qsmo::Source::record",
 R"doc(Position in the table of the rule: providers, offerings, agencies, coverages (volume,
service), funds, dependencies, interfaces (bridge); 0 for the policy's incentive budget.)doc"},
{"qsmo::Stage",
 R"doc(From this date on the offering is in this stage. An offering without stages is `full`
from the start, for all its services and without a cap; one with stages is not available
before the first.)doc"},
{"qsmo::StageState",
 R"doc(How far an offering has been rolled out.)doc"},
{"qsmo::Standard",
 R"doc(A versioned standard, such as the FIBF standards of one area.)doc"},
{"qsmo::StandardsFacts",
 R"doc(Standards of a service and of an offering.)doc"},
{"qsmo::Standing",
 R"doc(Standing of an offering under continuous assessment, as last observed.)doc"},
{"qsmo::StandingFacts",
 R"doc(The assessed standing of an offering.)doc"},
{"qsmo::StartFreeze",
 R"doc(A span in which no migration may start (a continuing resolution: no new starts). Not
inherited.)doc"},
{"qsmo::StartWindowFacts",
 R"doc(What holds in the period of a start.)doc"},
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
 R"doc(What is known of a result. `optimal` only when bound - objective <= max(1 cent, 1e-6 x
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
{"qsmo::TransitiveClosure",
 R"doc(Answers "does `to` wait for `from`, directly or through others?" in O(1). Holds one row
of bits a component: about count * count / 8 bytes, for `count` components.)doc"},
{"qsmo::TransitiveClosure::TransitiveClosure",
 R"doc(O(arcs * components / 512 + components * components / 64) time; about 100 bytes a
component and 12 an arc beside the table. Throws InputError (`/memory_limit`) if the
table would take more than `memory_limit` bytes.)doc"},
{"qsmo::TransitiveClosure::graph",
 R"doc(All pairs (from, to) as a graph; dependents rise. O(pairs + components * nodes / 64).
Throws InputError beyond 2^32-1 pairs.)doc"},
{"qsmo::TransitiveClosure::pairs",
 R"doc(How many pairs there are. O(components * components / 64 and those that reach each
other).)doc"},
{"qsmo::TransitiveClosure::reaches",
 R"doc(Whether `to` waits for `from`; a node waits for itself only if it lies on a cycle.)doc"},
{"qsmo::UnknownNameError",
 R"doc(A name was asked for that the portfolio does not have.)doc"},
{"qsmo::Verdict",
 R"doc(What a rule says. Rules that find values return a type derived from it.)doc"},
{"qsmo::Verdict::bars",
 R"doc(Whether it stands in the way: barred, or the data to judge it are missing.)doc"},
{"qsmo::Verdict::visit",
 R"doc(The values it found, besides reason and outcome: none here.)doc"},
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
{"qsmo::WaveLimits",
 R"doc(What a wave may hold.)doc"},
{"qsmo::WaveLimits::capacity",
 R"doc(Effort a wave.)doc"},
{"qsmo::WaveLimits::effort",
 R"doc(Effort of each node, at least 0; empty: none.)doc"},
{"qsmo::WaveLimits::size",
 R"doc(Nodes a wave, at least 1.)doc"},
{"qsmo::Waves",
 R"doc(A wave for each node: every node's wave comes after those of its prerequisites.)doc"},
{"qsmo::Waves::count",
 R"doc(How many waves.)doc"},
{"qsmo::Waves::members",
 R"doc(Nodes of each wave, rising. O(nodes).)doc"},
{"qsmo::Waves::of",
 R"doc(Wave of each node, from 0.)doc"},
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
{"qsmo::Witness",
 R"doc(Why no feasible plan exists: the first witness found, not a smallest one.)doc"},
{"qsmo::Witness::capacity",
 R"doc(Of all these periods.)doc"},
{"qsmo::Witness::draws",
 R"doc(By workload: what it must draw on the capacity, at the least.)doc"},
{"qsmo::Witness::entities",
 R"doc(Of the capacity, as in Violation.)doc"},
{"qsmo::Witness::fiscal_year",
 R"doc(Of budgets, instead: first year, and last.)doc"},
{"qsmo::Witness::kind",
 R"doc(The capacity that cannot hold what must move. None: these workloads must move and have
no way that fits.)doc"},
{"qsmo::Witness::message",
 R"doc(One sentence for people.)doc"},
{"qsmo::Witness::need",
 R"doc(Sum of these and of what is there from the start.)doc"},
{"qsmo::Witness::period",
 R"doc(First period, and last.)doc"},
{"qsmo::Workload",
 R"doc(One agency's need for one service, served today by an incumbent: a legacy system of its
own, or an offering.)doc"},
{"qsmo::accepts_starts",
 R"doc(Whether the marketplace accepts starts in period t: its state then is one of the
scenario's eligible states.)doc"},
{"qsmo::adoption",
 R"doc(Each agency, in the order of the table, with each area, in the order of the table, in
which it or a descendant has a workload. O(workloads x depth + agencies x areas).)doc"},
{"qsmo::adoption_facts",
 R"doc(The workloads of an agency and all its descendants in an area, in period t under the
plan. Adopted are those that an offering of a marketplace serves then, be it that they
have cut over onto it, be it that it was their incumbent and they have not left it. Of
the others, those that move onto such an offering are under way from start to cutover,
and planned before; a move onto an offering that no marketplace lists is no adoption.
O(workloads).)doc"},
{"qsmo::adoption_rule",
 R"doc(Complete if all have adopted; partial if some have or are under way; not started if some
are planned; else, also without any workload, not planned. No parameter and no date
matters.)doc"},
{"qsmo::adoption_status",
 R"doc(adoption_rule for it. O(workloads).)doc"},
{"qsmo::amounts_per_unit",
 R"doc(Smallest units (millionths, cents) in one unit of what the source limits.)doc"},
{"qsmo::any_new_move",
 R"doc(Whether any workload without a migration in progress moves in the plan.)doc"},
{"qsmo::any_order",
 R"doc(A valid order, the fastest to find: nodes become free first come, first served.
Deterministic. Throws CycleError, with a cycle, if there is none. Kahn's algorithm
(1962). O(nodes + arcs) time, about 5 bytes a node beside the result.)doc"},
{"qsmo::arc_numbers",
 R"doc(The number of each arc in the graph that was built from exactly these arcs: `values` in
the order of `arcs` become values by arc number with `by_number`. O(nodes + arcs).
Throws InputError if the graph was built from other arcs.)doc"},
{"qsmo::ask",
 R"doc(Asks the rule under the policy on the date. Facts are written as PolicyValue.value;
those that are not given have their initial values. Throws InputError with every fault:
unknown or repeated facts, texts that cannot be read, numbers out of range, and
parameters that have no value on the date.)doc"},
{"qsmo::assess",
 R"doc(Assessor.assess() of one offering: to ask for several, make an Assessor.)doc"},
{"qsmo::assessed_standing",
 R"doc(The standing as last observed when the plan is made: that in force on the as-of date.
Observations within the horizon do not count.)doc"},
{"qsmo::assessed_standings",
 R"doc(assessed_standing() of every offering, at the cost of one.)doc"},
{"qsmo::assessment_rule",
 R"doc(One step of the standing: down or up by one when enough consecutive scores call for it,
so that it does not flap. A score calls for the worst standing whose threshold it is
below; exactly at a threshold it is not below it. A score that calls for the standing as
it is ends both runs, and one that calls for the other side ends the one. A missing
score ends both; enough of them move `good` to `watch`. `delisted` stays.)doc"},
{"qsmo::attainment_rule",
 R"doc(Missing data is a verdict of its own, never a pass.)doc"},
{"qsmo::availability_facts",
 R"doc(What a portfolio says about moving `workload` onto `offering`: the facts of each rule.
Starts before the horizon act as 0.)doc"},
{"qsmo::availability_rule",
 R"doc(Staged first offerings (docs/planning-problem.md, constraint 1). Reasons in the order of
Reason.)doc"},
{"qsmo::bearings",
 R"doc(By workload, then offering (none first), then rule and reason. Each reason of

- rules about offerings that bars a start in some period, for every offering that covers
  the service and is not the incumbent; only the first that bars counts, as in
  EligibilityJudge;
- the same rules, asked of the way taken, that allows it and depends on the policy:
  marketplace, quality;
- the mandate, where something is ordered and mandates bind; windows, where they bar;
- participation, for agencies that join while the policy is voluntary; incentive, for
  moves that are subsidised. A migration in progress is bound by its start: it has no
  bearings but mandates. O(workloads x offerings x periods).)doc"},
{"qsmo::blacked_out",
 R"doc(Whether a blackout of the workload's own agency touches period t.)doc"},
{"qsmo::blocked_counts",
 R"doc(How many nodes wait for each node, directly or through others: what stands still while
it stands still. Those of one cycle wait for each other, and so for themselves. O(nodes
* arcs / 512) time at worst, far less where few nodes lead to any 512 others; about 110
bytes a node and 12 an arc.)doc"},
{"qsmo::boost_edge",
 R"doc(The edge of an arc number: what a property map over edges wants. O(log nodes).)doc"},
{"qsmo::boost_view",
 R"doc(View of a Boost graph. Throws InputError if it has more nodes than fit 32 bits.)doc"},
{"qsmo::boost_view(const G&&)",
 R"doc(Not of a temporary, which would be gone.)doc"},
{"qsmo::boost_view(const G&)",
 R"doc(View of a Boost graph. Throws InputError if it has more nodes than fit 32 bits.)doc"},
{"qsmo::break_cycles",
 R"doc(The set of arcs of the least weight that breaks all cycles; every arc weighs 1 without
`weights`, which are by arc number, finite and not negative. Self arcs are always among
them, repeated arcs all or none.

Each component is made smaller by rules that keep an optimum (of opposite arcs one is
paid; an arc that outweighs all arcs out of its dependent or into its prerequisite is
never worth it), split where single nodes hold it together, and solved by branch and cut
over its cycles: to proven optimality where the work limit allows, else to a good answer
with a bound. Finding the least is NP-hard (Karp 1972).

Weights with up to 9 decimal places are those decimals exactly (0.1 is a tenth), if
their component's sum in the last place is below 2^52. Others are rounded to parts of
about 2^-50 of that sum, which is what adding doubles does too; where nothing cheaper by
those parts exists the bound is set to the cost. A weight so great that its arc can
never be worth it counts as no more than that. Sums are finite. Deterministic unless
time or a stop ends it; what comes before and after the search, some looks at each arc,
is not interrupted. O(nodes + arcs) memory besides the search's own, at most some 300
MB. Throws InputError that names each bad weight.)doc"},
{"qsmo::by_number",
 R"doc(`values[i]` put at place `numbers[i]`. The sizes are equal. O(size).)doc"},
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
decide. Throws InputError as move_groups() and require_aims() do. O(workloads x
offerings x periods) time and memory.)doc"},
{"qsmo::compile(const Portfolio&, const Aims&)",
 R"doc(Every constraint of docs/planning-problem.md but transfers, which the planner does not
decide. Throws InputError as move_groups() and require_aims() do. O(workloads x
offerings x periods) time and memory.)doc"},
{"qsmo::compile(const Portfolio&, const Aims&, const StopPoint&)",
 R"doc(The same, or nothing if `stop` is reached first.)doc"},
{"qsmo::components",
 R"doc(Components of any graph. Tarjan's algorithm (1972), without recursion. O(nodes + arcs)
time, O(nodes) extra space. Deterministic.)doc"},
{"qsmo::condensation",
 R"doc(O(nodes + arcs).)doc"},
{"qsmo::coverage",
 R"doc(Share of the reasons of some rules that were given: of those that `asked` names, or of
all if it is empty. 1 for none.)doc"},
{"qsmo::covered",
 R"doc(Whether `offering` covers `service` in period t: covered at all, and in an open stage
that lists it.)doc"},
{"qsmo::critical_path",
 R"doc(Times for all nodes. `deadline` is the latest end of all; without it, the earliest end.
Throws CycleError; InputError that names each bad duration; OverflowError if a time, on
the way to the result too, leaves 62 bits. O(nodes + arcs).)doc"},
{"qsmo::cutover_rule_allows",
 R"doc(Whether the cutover rule of the workload's service allows period t, blackouts apart.)doc"},
{"qsmo::cutover_window_facts",
 R"doc(What holds for a cutover of the workload in period t.)doc"},
{"qsmo::cutover_window_rule",
 R"doc(Whether a workload may cut over then.)doc"},
{"qsmo::cyclic_components",
 R"doc(Components that hold a cycle, rising: those of two or more nodes, and nodes with a self
arc. O(nodes + arcs).)doc"},
{"qsmo::default_work_limit",
 R"doc(Work of a run without any limit, in moves of the search: some seconds for 250 workloads.)doc"},
{"qsmo::designation_rule",
 R"doc(Whether the step is legal; reasons in this order. Out of order: it needs the steps that
governance_prerequisites() names. Repeated: it is done already. No quorum: the votes
cast, of which abstentions are none, are less than `vote_quorum` of the members. No
majority: those in favour are not more than `vote_majority` of the votes cast; a share
of 1 is never exceeded, and without votes there is no majority. Plan not approved: the
announcement needs an approved plan. O(1).)doc"},
{"qsmo::designation_steps",
 R"doc(The marketplace's events in the order in which they happened (in_order()), each judged
after those before it. A step that is barred, such as a vote without a majority, does
not count as done for the others. Another version of the operational plan starts the
steps of of_plan_version() anew: it needs reviews and a vote of its own. O(events^2 +
findings x events).)doc"},
{"qsmo::earliest_start",
 R"doc(First period in which a migration of the workload may start.)doc"},
{"qsmo::eligibility",
 R"doc(The verdict of EligibilityJudge for one start and cutover.)doc"},
{"qsmo::enum_from",
 R"doc(The enumeration value of that name, if there is one.)doc"},
{"qsmo::evaluate",
 R"doc(Every line of money of the plan. The plan may be infeasible; moves need a covered
service (throws InputError if an offering does not cover the service, or a cutover or
transfer lies outside 0 .. periods-1). Throws OverflowError. O(workloads x periods).)doc"},
{"qsmo::ever_voluntary",
 R"doc(Whether it is so in any period.)doc"},
{"qsmo::exception_rule",
 R"doc(Whether the plan is in force on the date. An expired one binds again.)doc"},
{"qsmo::explain",
 R"doc(Bearings of the plan in words, one each.)doc"},
{"qsmo::explain(const Portfolio&, const Plan&, const std::vector<Bearing>&)",
 R"doc(Bearings of the plan in words, one each.)doc"},
{"qsmo::explain(const Verdict&, const Facts&, Date, const Policy&)",
 R"doc(The verdict that the rule gave for these facts on that date under that policy, in words.)doc"},
{"qsmo::explain_move",
 R"doc(Why a rule about offerings, windows or mandates said so of moving `workload` onto
`offering` with that start and cutover: the sentence of the reason with the portfolio's
facts, and the parameters in force (those of the start; for stages and cutover windows
those of the cutover). Starts before the horizon act as 0.)doc"},
{"qsmo::explain_workload",
 R"doc(The same of a rule that concerns no offering: mandate and windows, in period t.)doc"},
{"qsmo::faults_of",
 R"doc(Every fault of a policy: unknown parameters, values that cannot be read or are out of
range, other units than the parameter's, spans that overlap or end before they begin.
`pointer` is `/parameters/NAME/PLACE/FIELD`, the place counting the values of that
parameter from 0. Empty: none.)doc"},
{"qsmo::find_cycle",
 R"doc(A shortest cycle of the graph, from its least node on; none if the graph is acyclic. Of
several, always the same one. One search from each node that could have a shorter cycle:
O(nodes * arcs) at worst, and far less where a short cycle exists; `work_limit` is how
many arcs are looked at before the best cycle so far is good enough.)doc"},
{"qsmo::find_cycle(const DependencyGraph&, std::span<const Node>, std::uint64_t)",
 R"doc(The same among these nodes alone: the members of a component, say. None if there is
none. Throws InputError that names each node out of range.)doc"},
{"qsmo::find_cycle(const DependencyGraph&, std::uint64_t)",
 R"doc(A shortest cycle of the graph, from its least node on; none if the graph is acyclic. Of
several, always the same one. One search from each node that could have a shorter cycle:
O(nodes * arcs) at worst, and far less where a short cycle exists; `work_limit` is how
many arcs are looked at before the best cycle so far is good enough.)doc"},
{"qsmo::find_cycles",
 R"doc(A shortest cycle of each cyclic component, in the order of `cyclic_components`.
`work_limit` is for each. The same complexity, component by component.)doc"},
{"qsmo::find_policy",
 R"doc(What `NAME`, `NAME@DATE`, `FILE` or `FILE@DATE` means: a ready-made policy, or else a
file in the folder. With a date it is the approach taken at that date, without its
historical end: last values hold on, as lenient(), and transposed() moves all. Throws as
read_policy(), and UnknownNameError for a name that is neither.)doc"},
{"qsmo::first_ways",
 R"doc(By workload, the first cutover period in which some offering could take it over:
eligible, in open start and cutover windows, as it is pinned, and not before what its
hard arcs (no price, no `allow`) and partners of `together` could reach in turn;
capacity, money and deadlines apart. Of a migration in progress, the first period of its
range. None if there is no such period, as around a cycle that cannot move. O(rounds x
workloads x offerings of a service x periods); rounds are few but on cycles.)doc"},
{"qsmo::fit_gap_rule",
 R"doc(Fit-gap analysis (M3 Playbook, phase 3). O(required x (covered + approved)).)doc"},
{"qsmo::generate_observations",
 R"doc(Observations of every offering that a marketplace lists, of each measure that counts for
it (measures_of()), in each of the periods in which its stage is `initial` or `full` and
it has not ended; dated by the first month, with the source `generated`. By offering,
period and measure, in the order of the tables. Values have 2 places and lie within 0 ..
1e9, or 0 .. 100 where the unit is `percent`. A measure that is to equal its target lies
at it if its quality is 0 or more.

The same for the same portfolio, seed and options, on every machine: no floating point.
Every offering and measure draws from a stream of its own, by its place in its table, so
that records added at the end of a table leave the others' observations as they were.
Throws InputError if an option is out of range or `first` is after `last`. O(offerings x
periods x measures).)doc"},
{"qsmo::generate_scenario",
 R"doc(A seeded synthetic scenario (docs/generator.md): about 0.9 x agencies x services
workloads, three offerings per service, dependencies from one template in every agency,
interfaces, provider and agency effort, yearly budgets. Throws InputError if an option
is out of range. O(workloads x services).)doc"},
{"qsmo::governance_prerequisites",
 R"doc(Steps that must be taken before `step`.)doc"},
{"qsmo::governance_state",
 R"doc(Where the marketplace stands on the date, events of the date included. A marketplace
that `designations` calls pre-designated has a lead, with or without an event that says
so. As designation_steps().)doc"},
{"qsmo::half_a_cent",
 R"doc(A discounted shortfall below this many dollars is none.)doc"},
{"qsmo::has_mandates",
 R"doc(Whether the policy orders any workload to move within the horizon.)doc"},
{"qsmo::in_force",
 R"doc(Value of a parameter on a date. Dates are compared as they stand: floor them to periods
first where periods count. Throws InputError, naming the parameter, if it is unknown, if
the date lies before its first value, or beyond the last one's `until`. Of several
values that began, the latest counts, then the last stated. O(values).)doc"},
{"qsmo::in_order",
 R"doc(Places in `events` of the events of one marketplace, in the order in which they
happened: by date; those of one date as listed. O(events log events).)doc"},
{"qsmo::incentive",
 R"doc(What incentive_rule gives for a move with cutover in period c, as it is paid: all in
period c, then, if it is to be repaid, in equal parts in each of the periods after it,
cents rounded down and the rest with the last, also beyond the horizon (where nothing
counts). Empty for migrations in progress, and if there is none. Parameters are those of
period c.)doc"},
{"qsmo::incentive_budget",
 R"doc(Most that incentives, less what is paid back, may come to in a fiscal year; none: no
limit. The parameter of the year's first period within the horizon.)doc"},
{"qsmo::incentive_rule",
 R"doc(Subsidised onboarding and phases, as of the cutover.)doc"},
{"qsmo::incumbent_deadline",
 R"doc(Last cutover period that the incumbent's end allows: the period after it; none if the
incumbent does not end inside the horizon or may be kept at a fallback factor.)doc"},
{"qsmo::info_of",
 R"doc(The rule's description. O(1).)doc"},
{"qsmo::initial_value",
 R"doc(Text of the initial value of a parameter, as PolicyValue.value; none if there is no such
parameter.)doc"},
{"qsmo::irredundant_arcs",
 R"doc(Numbers of the arcs that no chain of other arcs implies, rising: the transitive
reduction (Aho, Garey and Ullman 1972). Of repeated arcs the first stays. In a graph
with cycles the other arcs inside components stay as they are, self arcs too, and
between two components the first arc stands for all. O(arcs * nodes / 512) time at
worst, far less where few nodes lead to any 512 others or arcs are short; about 100
bytes a node and 12 an arc.)doc"},
{"qsmo::is_valid_order",
 R"doc(Whether `order` holds every node once, each after all of its prerequisites. O(nodes +
arcs).)doc"},
{"qsmo::legacy_provider_rule",
 R"doc(Pre-designation: legacy providers grow only with a joint business case (OMB M-19-16, p.
5, footnotes 14 and 15). Reasons in the order of Reason. New customers, expansion and
investment are treated alike: `request` says what is asked.)doc"},
{"qsmo::lenient",
 R"doc(For programs that must go on when a parameter has expired: its last value holds on. Ends
that another value follows stay.)doc"},
{"qsmo::load_scenario",
 R"doc(Reads a scenario from a JSON file or a folder of CSV tables.)doc"},
{"qsmo::longest_chains",
 R"doc(The `count` longest chains, or all if there are fewer; longest first, ties by their
nodes' numbers in order. Repeated arcs count once, with their longest lag. Without
negative lags the first is as long as the critical path; with them it may be shorter, as
a critical path may begin at a node that its prerequisites do not hold up, and a chain
may not. Throws as `critical_path`. O(nodes + arcs) and, for each chain, its nodes and
their arcs times a logarithm.)doc"},
{"qsmo::mandate_facts",
 R"doc(What is ordered of a workload, all dates floored to periods; `has_way` is left true.)doc"},
{"qsmo::mandate_rule",
 R"doc(What the mandates in force on the date say. Required from the deadline on, and after the
contract's end if the policy orders that; a waiver lifts both until its last date.)doc"},
{"qsmo::mandated_deadline",
 R"doc(The deadline of MandateJudge for one workload.)doc"},
{"qsmo::marketplace_rule",
 R"doc(Whether a migration onto the offering may start (OMB M-19-16, pp. 3-5).)doc"},
{"qsmo::measures_of",
 R"doc(Measures that count for an offering, in the order of the table: those of all areas, and
those of the area of its marketplace. O(measures).)doc"},
{"qsmo::memory_need",
 R"doc(Bytes that plan() needs at the most, besides the portfolio itself.)doc"},
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
{"qsmo::objective_terms",
 R"doc(One term for each aim that is given. The objective is net benefit less these. Throws
InputError as require_aims().)doc"},
{"qsmo::of_plan_version",
 R"doc(Whether the step is about one version of the operational plan, so that another version
needs it anew: all from plan_submitted to funding_agreed.)doc"},
{"qsmo::operational_plan",
 R"doc(operational_plan_rule for it.)doc"},
{"qsmo::operational_plan_facts",
 R"doc(What is known on a date of the latest version of the marketplace's operational plan that
was submitted by then: its reviews and its vote, if it carried, up to the date, and its
findings that were raised and not resolved up to the date. Events of the date itself
count. As designation_steps().)doc"},
{"qsmo::operational_plan_rule",
 R"doc(Whether the plan is approved: submitted, reviewed, no finding open that blocks, voted;
the first that is missing decides. Minor findings that do not block are conditions of
the approval.)doc"},
{"qsmo::order",
 R"doc(The lexicographically smallest valid order: of the nodes whose prerequisites are all
placed, always the one of the least number is next. Throws CycleError. O(arcs + nodes
log64(nodes)) time, about 9 bytes a node beside the result.)doc"},
{"qsmo::order(const G&)",
 R"doc(The lexicographically smallest valid order: of the nodes whose prerequisites are all
placed, always the one of the least number is next. Throws CycleError. O(arcs + nodes
log64(nodes)) time, about 9 bytes a node beside the result.)doc"},
{"qsmo::order(const G&, std::span<const double>)",
 R"doc(The same by key: of the free nodes always the one of the least key, and of equal keys of
the least number. One key a node; throws InputError if there are more or fewer, or one
is not a number. Throws CycleError. Adds a sort of the keys.)doc"},
{"qsmo::origin_of",
 R"doc(`bucket` is one of a pool's; without it, of all time.)doc"},
{"qsmo::parameter_names",
 R"doc(Names of all parameters, in the order of Parameters.visit.)doc"},
{"qsmo::parameters_on",
 R"doc(All parameters on a date; what no value states is as in `initial`. Throws InputError
with every fault: as in_force(), and values that cannot be read.)doc"},
{"qsmo::parameters_on(const Policy&, Date)",
 R"doc(All parameters on a date. Throws InputError as parameters_on() and in_force().)doc"},
{"qsmo::parameters_on(const std::vector<PolicyValue>&, Date, const Parameters&)",
 R"doc(All parameters on a date; what no value states is as in `initial`. Throws InputError
with every fault: as in_force(), and values that cannot be read.)doc"},
{"qsmo::parse_arcs",
 R"doc(Reads arcs from text. `file` stands in messages.

Two forms, told apart by the first line that is neither empty nor a `#` comment: a
header with the columns `prerequisite` and `dependent`, and optionally `lag` (a whole
number) and `weight` (not negative), separated by commas or tabs, in any order, other
columns being left aside; or else plain lines `a b`, two node numbers from 0, which mean
that a depends on b: b is the prerequisite. There a line that begins with `#` is a
comment.

In the first form the cells are names, without the blanks around them: nodes are
numbered by first appearance or, if every name is a whole number, by that number's rank.
In the second form the nodes are 0 .. n-1, where n stands in a first line such as `# 550
nodes`, or else is one more than the highest number, which is below 10^8 then, lest a
slip takes all the memory; they have no names. Header names are read in any case. Throws
InputError with every fault. O(bytes).)doc"},
{"qsmo::parse_plan_json",
 R"doc(Reads the decisions and transfers of a plan file for this portfolio; the other fields
are optional and not believed. A workload that is not listed is as in the status quo.
Throws InputError with every fault: unknown names, dates outside the horizon, a stated
start that the way's duration contradicts, a workload listed twice.)doc"},
{"qsmo::parse_policy",
 R"doc(The same from text; `name` stands for the file in faults, and files that it names are
sought in `folder`.)doc"},
{"qsmo::parse_scenario_json",
 R"doc(Reads and validates a scenario from JSON text. Throws InputError with every fault and
its line. `name` stands for the file in messages. Values keep all their digits: numbers
never pass through floating point.)doc"},
{"qsmo::parse_target",
 R"doc(Reads `>=98%`, `<= 60 days`, `=100%`, `>=4.5 score`: a direction, a plain number of at
most 6 places from 0 to 1e9, and a unit that begins with a letter; `Zero` is `=0`; an
empty text, `none`, and one that begins with the word `TBD` are no target. Case and
blanks between the parts do not matter. Throws InputError with the one fault of anything
else, whose suggestion is the target that was probably meant, if there is one.)doc"},
{"qsmo::participation",
 R"doc(participation_rule for an agency that joins in a voluntary period. `value` is the
present value of joining in dollars, taken to the nearest cent.)doc"},
{"qsmo::participation_rule",
 R"doc(An agency joins if its own present value of joining is at least its threshold.)doc"},
{"qsmo::plan",
 R"doc(Plans for the highest objective: net benefit, less the terms of the aims. If the status
quo is feasible, the result is a feasible plan. Throws InputError if a dependency cycle
that cannot move contains a pinned move or one in progress, if aims or warm start do not
fit the portfolio, and if the memory limit is too small.)doc"},
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
{"qsmo::price_of_force",
 R"doc(What a force costs: net benefit of the best plan without it less that of the best plan
with it, never below 0. `comparison` is what_if(with, without). With values v, v' and
bounds b, b' of the two runs it lies in [v' - min(b, b'), b' - v]. None if a plan is
missing (with a mandate that nobody can meet there is no price). Only for runs without
aims.)doc"},
{"qsmo::provider_rule",
 R"doc(Whether providers of that kind may take new customers.)doc"},
{"qsmo::quality_rule",
 R"doc(Under a voluntary policy with a quality floor: at least today's quality; an unknown one
fails.)doc"},
{"qsmo::quality_shortfalls",
 R"doc(Workloads that move, not in progress, onto an offering that is not known to be as good
as today's service. Listed, not priced.)doc"},
{"qsmo::reachable_from",
 R"doc(Nodes that wait for any of `starts`, directly or through others, rising. A start itself
is among them only if it lies on a cycle or waits for another start. O(nodes + arcs
reached). Throws InputError that names each start out of range (`/starts/0`).)doc"},
{"qsmo::reachable_to",
 R"doc(Nodes that any of `targets` requires, directly or through others, rising; a target as a
start above. O(nodes + arcs): for many questions ask `reachable_from(reversed(graph),
...)`. Throws InputError (`/targets/0`).)doc"},
{"qsmo::read_arcs",
 R"doc(Reads arcs from a file: parse_arcs on its content. Throws IoError and InputError.)doc"},
{"qsmo::read_policy",
 R"doc(Reads a policy file. A file whose format is JSON (its first character that is no blank
is `{`) is read as JSON, else as YAML. One that states `regimes` is put together from
the policies that it names, by file beside it or ready made, each possibly reformed and
transposed. Throws IoError, or InputError with every fault by file and line; a file that
is included by itself, however indirectly, is such a fault.)doc"},
{"qsmo::read_reforms",
 R"doc(Reads a reform and those that it `extends`, before it, each once. Throws as
read_policy(); a circle of reforms is a fault that names it.)doc"},
{"qsmo::read_scenario_csv",
 R"doc(Reads and validates a folder with `settings.csv` (columns field, value) and one file per
table (`agencies.csv` ...). Missing files are empty tables. Throws InputError with every
fault, its file, row and column; IoError.)doc"},
{"qsmo::ready_made_policies",
 R"doc(Ids of the ready-made policies, in the order of their dates.)doc"},
{"qsmo::ready_made_policy",
 R"doc(The policy of that id. Throws UnknownNameError with the nearest id.)doc"},
{"qsmo::ready_made_text",
 R"doc(Text of its file.)doc"},
{"qsmo::reasons",
 R"doc(By reason.)doc"},
{"qsmo::reformed",
 R"doc(The policy with the reform laid over it; its id becomes `POLICY+REFORM`. Where the
policy does not state a parameter, the reform's values change its initial one. Throws
InputError with every fault of the reform: unknown parameters, values that cannot be
read, spans that overlap. O(values^2) in each parameter.)doc"},
{"qsmo::release_of",
 R"doc(First period in which the incumbent is no longer paid and, if it is an offering, no
longer counts the workload in its volume (e_w of docs/planning-problem.md): after dual
running; periods() if that is beyond or if retained.)doc"},
{"qsmo::require_aims",
 R"doc(Throws InputError with every fault: prices out of range, plans and bands that are not of
this portfolio.)doc"},
{"qsmo::reversed",
 R"doc(The arcs turned round: `reversed(graph).dependents(node)` are the prerequisites of
`node`, rising. O(nodes + arcs).)doc"},
{"qsmo::run_cases",
 R"doc(Reads and runs one file of cases. Throws IoError, or InputError with every fault of the
file (unknown keys, rules, facts and parameters, values that cannot be read) by line:
nothing is run then; and InputError for a regular expression that is none. O(cases x
rules asked).)doc"},
{"qsmo::run_cases(const std::filesystem::path&, const CaseOptions&)",
 R"doc(Reads and runs one file of cases. Throws IoError, or InputError with every fault of the
file (unknown keys, rules, facts and parameters, values that cannot be read) by line:
nothing is run then; and InputError for a regular expression that is none. O(cases x
rules asked).)doc"},
{"qsmo::run_cases(std::string_view, std::string_view, const std::filesystem::path&, const CaseOptions&)",
 R"doc(The same from text; `name` stands for the file, and files that it names are sought in
`folder`.)doc"},
{"qsmo::scenario_schema",
 R"doc(JSON Schema (2020-12) of the format. The reader accepts nothing that the schema rejects.)doc"},
{"qsmo::scheduling::Account",
 R"doc(Signed sum of the costs of its activities less their credits: if a non-fixed one takes
effect where it joins, the sum must be at most `limit`.)doc"},
{"qsmo::scheduling::Account::tag",
 R"doc(The caller's.)doc"},
{"qsmo::scheduling::Activity",
 R"doc(Something that takes effect once or never.)doc"},
{"qsmo::scheduling::Activity::first_option",
 R"doc(Its options are consecutive.)doc"},
{"qsmo::scheduling::Activity::fixed",
 R"doc(It always takes effect (only its slot is open), and counts for no account.)doc"},
{"qsmo::scheduling::Activity::never",
 R"doc(Cost if it never takes effect.)doc"},
{"qsmo::scheduling::Activity::never_aim",
 R"doc(What further aims add then; counts for no account.)doc"},
{"qsmo::scheduling::Activity::required",
 R"doc(It must take effect.)doc"},
{"qsmo::scheduling::Activity::series",
 R"doc(By period, for Span.until_release.)doc"},
{"qsmo::scheduling::Activity::tag",
 R"doc(The caller's.)doc"},
{"qsmo::scheduling::Amount",
 R"doc(Use of a pool, in the pool's own unit (millionths, cents): integers again.)doc"},
{"qsmo::scheduling::Bound",
 R"doc(Lagrangian relaxation of all pools. With a price on every bucket, what is left to
minimise is, per component of precedences and links, a minimum cut:

L(prices) = sum over components of min { cost + price * use } - sum over buckets of
price * capacity

and L is at most the cost of every feasible solution, whatever the prices. improve()
looks for the prices of the greatest L by subgradient steps. Then it does better than
any linear programme: components are split into leaves (a window of slots for each
block), each with prices of its own for pools that the component can overload alone, and
the least leaf stands for the component; where that ends, branch and bound on the
windows of all blocks. Participation accounts, soft and `allow` arcs are relaxed;
tariffs are charged at each unit's cheapest tier; start lags at the shortest duration;
`fixed` and `required` activities never stay out.)doc"},
{"qsmo::scheduling::Bound::converging",
 R"doc(The first steps are still far from where they lead.)doc"},
{"qsmo::scheduling::Bound::improve",
 R"doc(About so many evaluations of L towards a higher bound. Returns those done: 0 if nothing
more can be gained.)doc"},
{"qsmo::scheduling::Bound::nodes",
 R"doc(Work of one evaluation, in nodes of the cuts.)doc"},
{"qsmo::scheduling::Bound::prices",
 R"doc(The prices that proved it.)doc"},
{"qsmo::scheduling::Bound::value",
 R"doc(Greatest bound proved so far: no feasible solution costs less than this or than the
cutoff.)doc"},
{"qsmo::scheduling::BoundOptions::threads",
 R"doc(The result does not depend on it.)doc"},
{"qsmo::scheduling::BoundTarget",
 R"doc(What the bound may take as given.)doc"},
{"qsmo::scheduling::BoundTarget::cost",
 R"doc(Of a good solution: what the steps aim at.)doc"},
{"qsmo::scheduling::BoundTarget::cutoff",
 R"doc(Solutions that cost this much or more do not matter; the bound then holds for all
others.)doc"},
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
{"qsmo::scheduling::Infeasibility",
 R"doc(What cannot hold together, all else left out. Without a pool: these activities must take
effect, as they are required or fixed or one of these needs them, and have no slots,
given the hard arcs and blocks among them and what fits into the pools alone. With a
pool: in whatever such slots, what they draw on its buckets `bucket` .. `last_bucket`,
with what is there initially, exceeds the capacity; without activities, what is there
initially does.)doc"},
{"qsmo::scheduling::Infeasibility::activities",
 R"doc(Rising.)doc"},
{"qsmo::scheduling::Infeasibility::capacity",
 R"doc(Of all these buckets.)doc"},
{"qsmo::scheduling::Infeasibility::draws",
 R"doc(With a pool, by entry of `activities`: what each must draw at least. 0 for those that
only oblige others or leave them few slots.)doc"},
{"qsmo::scheduling::Infeasibility::last_bucket",
 R"doc(The same as `bucket` if the pool is cumulative.)doc"},
{"qsmo::scheduling::Infeasibility::least_use",
 R"doc(Sum of `draws` and of what is there initially, over all these buckets (of a cumulative
pool, up to this one).)doc"},
{"qsmo::scheduling::Link",
 R"doc(A pair that costs money in every period in which exactly one of the two has taken
effect.)doc"},
{"qsmo::scheduling::Link::Side::amount",
 R"doc(Per period.)doc"},
{"qsmo::scheduling::Link::Side::prefix",
 R"doc(prefix[t]: its share of the cost of periods 0 .. t-1.)doc"},
{"qsmo::scheduling::Link::tag",
 R"doc(The caller's.)doc"},
{"qsmo::scheduling::Mine",
 R"doc(A mine as a scheduling problem. Activity i is block i, its slot the period in which it
is mined, if ever; pool i is resource i, with a bucket per period, in millionths of the
file's unit. A block is mined no earlier than its predecessors, and only if they are;
blocks that precede one another in a ring form one block of the problem.)doc"},
{"qsmo::scheduling::Mine::start",
 R"doc(Nothing is mined.)doc"},
{"qsmo::scheduling::Mine::value",
 R"doc(Present value in the file's money of a solution that costs this.)doc"},
{"qsmo::scheduling::Option",
 R"doc(One way in which an activity can take effect.)doc"},
{"qsmo::scheduling::Option::aim",
 R"doc(By slot: what further aims add to the cost. Counts for no account. Empty: nothing.)doc"},
{"qsmo::scheduling::Option::cost",
 R"doc(By slot; `forbidden` where it may not take effect.)doc"},
{"qsmo::scheduling::Option::credit",
 R"doc(By slot: what the account is spared of the cost, because others pay it. Counts for the
account alone. Empty: nothing.)doc"},
{"qsmo::scheduling::Option::duration",
 R"doc(Periods from start to slot.)doc"},
{"qsmo::scheduling::Option::fee",
 R"doc(Fixed part of the tariff's line, in cents per year; by period in `fees` if that is
given.)doc"},
{"qsmo::scheduling::Option::fees",
 R"doc(By period; empty: `fee` in all.)doc"},
{"qsmo::scheduling::Option::joins",
 R"doc(By slot: whether taking effect there makes the account's limit bind. Empty: everywhere.)doc"},
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
{"qsmo::scheduling::Pool::tag",
 R"doc(The caller's.)doc"},
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
{"qsmo::scheduling::Precedence::tag",
 R"doc(The caller's.)doc"},
{"qsmo::scheduling::Prices",
 R"doc(A price >= 0, in Cost per unit of Amount, for each bucket of each pool: [pool][bucket].
The bound finds the prices at which the relaxed problem comes closest to the real one;
the search charges them so that scarce buckets go to those who gain most; the user reads
them as marginal values of capacity.)doc"},
{"qsmo::scheduling::Problem::blocks",
 R"doc(A partition of the activities: those of one block take effect in one slot, or none does.)doc"},
{"qsmo::scheduling::Problem::discount",
 R"doc(By period, times 1e-6 / dollars_per_cost.)doc"},
{"qsmo::scheduling::Problem::dollars_per_cost",
 R"doc(A millionth of a dollar, coarser where sums would not fit into 64 bits.)doc"},
{"qsmo::scheduling::Search",
 R"doc(A few walkers, each with a solution of its own, that remove related activities, insert
each at its best option and slot, and accept by simulated annealing. What `start` keeps
is kept: if it breaks nothing, no solution ever does, and pools that it overloads are
never loaded further. The same seed and the same calls give the same solutions.)doc"},
{"qsmo::scheduling::Search::Search",
 R"doc(`start` places the fixed activities; it may place any others.)doc"},
{"qsmo::scheduling::Search::adopt",
 R"doc(All walkers go on from this solution if it is admissible.)doc"},
{"qsmo::scheduling::Search::broken",
 R"doc(Required activities that never take effect, and hard arcs broken, in best().)doc"},
{"qsmo::scheduling::Search::construct",
 R"doc(Inserts activities with all they require, by falling benefit, at the prices set;
required ones first.)doc"},
{"qsmo::scheduling::Search::cost",
 R"doc(Of best().)doc"},
{"qsmo::scheduling::Search::idle",
 R"doc(Nothing is left to decide.)doc"},
{"qsmo::scheduling::Search::run",
 R"doc(`moves` moves over all walkers while the share of the whole search's work goes from
`begin` to `end` (0..1: the temperature falls with it). Returns the moves done: fewer
only where `stop` was reached.)doc"},
{"qsmo::scheduling::Search::set_prices",
 R"doc(From now on insertion prefers what uses cheap buckets. Acceptance stays by true cost.)doc"},
{"qsmo::scheduling::SearchOptions::threads",
 R"doc(The result does not depend on it.)doc"},
{"qsmo::scheduling::Solution",
 R"doc(One choice per activity.)doc"},
{"qsmo::scheduling::SolveOptions",
 R"doc(How long and how to solve. The same problem, start, seed and work limit give the same
result, whatever the number of threads; a deadline or a stop makes a run
non-reproducible.)doc"},
{"qsmo::scheduling::SolveOptions::progress",
 R"doc(Called from the calling thread at barriers.)doc"},
{"qsmo::scheduling::SolveOptions::tolerance",
 R"doc(A cost this little above the bound counts as proved; given the bound.)doc"},
{"qsmo::scheduling::SolveOptions::work_limit",
 R"doc(In moves of the search; evaluations of the bound are counted in moves by the size of
their cuts.)doc"},
{"qsmo::scheduling::SolveProgress",
 R"doc(State of a run, for progress reports.)doc"},
{"qsmo::scheduling::SolveProgress::bound",
 R"doc(No feasible solution costs less.)doc"},
{"qsmo::scheduling::SolveProgress::cost",
 R"doc(Of the best solution so far.)doc"},
{"qsmo::scheduling::SolveProgress::moves",
 R"doc(Moves of the search so far.)doc"},
{"qsmo::scheduling::SolveProgress::share",
 R"doc(Share of the limit used, 0..1.)doc"},
{"qsmo::scheduling::SolveResult::bound",
 R"doc(No feasible solution costs less.)doc"},
{"qsmo::scheduling::SolveResult::broken",
 R"doc(Required activities that never take effect, and hard arcs broken.)doc"},
{"qsmo::scheduling::SolveResult::infeasibility",
 R"doc(Proved: no feasible solution exists.)doc"},
{"qsmo::scheduling::SolveResult::over_capacity",
 R"doc(A pool is over its capacity (then it already was so at the start).)doc"},
{"qsmo::scheduling::SolveResult::prices",
 R"doc(That prove the bound, or come close.)doc"},
{"qsmo::scheduling::SolveResult::stopped",
 R"doc(Ended by the deadline or a stop.)doc"},
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
{"qsmo::scheduling::Tariff::tag",
 R"doc(The caller's.)doc"},
{"qsmo::scheduling::Tariff::unit_price",
 R"doc(By tier and period: millionths of a dollar per unit and year.)doc"},
{"qsmo::scheduling::evaluate",
 R"doc(O(size of the problem).)doc"},
{"qsmo::scheduling::find_infeasibility",
 R"doc(The first one found: in what is there initially, then in slots, then in the pools by
number, in each over the fewest buckets. Finding none proves nothing. Pools from which
something may give capacity back are left out. Without required or fixed activities
O(demands + arcs + links); with them, for each and all that it needs, also O(horizon x
periods drawn on) by option, and O(buckets^2) by pool. Intervals of several buckets are
looked at within a fixed amount of work.)doc"},
{"qsmo::scheduling::forbidden",
 R"doc(Cost of what is not allowed.)doc"},
{"qsmo::scheduling::line_cents",
 R"doc(Cents of one period's line under a price in millionths of a dollar per unit and year,
rounded half away from zero.)doc"},
{"qsmo::scheduling::no_prices",
 R"doc(Price 0 everywhere.)doc"},
{"qsmo::scheduling::none",
 R"doc(Index that stands for nothing.)doc"},
{"qsmo::scheduling::parse_minelib",
 R"doc(Reads a mine from text: `cpit` holds values, resources and the discount rate, `prec` the
predecessors of each block. The file names stand in messages. A block mined in period t,
from 0, earns value x (1 + rate)^-t. Values and resources are rounded to millionths
(values to more where the sum of all would not fit into 64 bits).

Words are separated by blanks, tabs and colons; lines that begin with `%` are comments;
the sections of `cpit` may stand in any order. Of what MineLib allows, problems of type
CPIT with limits from above (`L`) and coefficients of at least 0 are read. Throws
InputError with every fault of both files. O(bytes + blocks x periods).)doc"},
{"qsmo::scheduling::present_cost",
 R"doc(Discounted cents as Cost; `discount` is one of Problem.discount.)doc"},
{"qsmo::scheduling::prices_by_period",
 R"doc(What a unit of use costs by period: the price of the period's bucket and, in a
cumulative pool, of all later ones.)doc"},
{"qsmo::scheduling::read_minelib",
 R"doc(Reads a mine from two files: parse_minelib on their content. Throws IoError and
InputError.)doc"},
{"qsmo::scheduling::solve",
 R"doc(Starts from `start`, which places the fixed activities and may place any others (a warm
start). If `start` breaks nothing, neither does the result.)doc"},
{"qsmo::scheduling::unlimited",
 R"doc(Capacity of a pool that does not bind.)doc"},
{"qsmo::score_rule",
 R"doc(A weighted mean of what was observed, if that is enough: at least the share
`least_observed_weight` of the weights, and more than nothing. Throws OverflowError if
facts out of their range lead beyond 64 bits.)doc"},
{"qsmo::serves_in",
 R"doc(Whether there is anything to observe of the offering in period t: its stage is `initial`
or `full`, if it has stages, and it ends not before. O(stages).)doc"},
{"qsmo::shortest_cycle_through",
 R"doc(A shortest cycle through `node`: the nodes from `node` on, each a dependent of the one
before, the last one's dependent being `node` again. Empty if there is none. Ties to the
arcs given first. O(nodes + arcs). Throws InputError if the node is out of range.)doc"},
{"qsmo::solicitation_rule",
 R"doc(Pre-designation: no new solicitation without an approved business case (OMB M-19-16, p.
4; threshold: footnote 18). Reasons in the order of Reason. A solicitation of exactly
the threshold needs one; every approver must have approved.)doc"},
{"qsmo::stakes",
 R"doc(One for each agency with a migration that is not in progress, in the portfolio's order.
O(evaluate).)doc"},
{"qsmo::standards_rule",
 R"doc(Whether the offering meets every standard of the service.)doc"},
{"qsmo::standing_at",
 R"doc(The standing in force on a date: Assessor.standing_in() of the period that contains it.)doc"},
{"qsmo::standing_rule",
 R"doc(Whether an offering of that standing takes new customers.)doc"},
{"qsmo::start_frozen",
 R"doc(Whether nothing of the agency may start in period t: a freeze touches it, or the policy
suspends starts.)doc"},
{"qsmo::start_of",
 R"doc(Start period of a move: its cutover less the duration of its way. May be negative for
migrations in progress.)doc"},
{"qsmo::start_window",
 R"doc(start_window_rule and cutover_window_rule for period t.)doc"},
{"qsmo::start_window_facts",
 R"doc(What holds for a start of the workload in period t.)doc"},
{"qsmo::start_window_rule",
 R"doc(Whether a migration may start on the date.)doc"},
{"qsmo::stated_policy",
 R"doc(The policy that a portfolio's scenario states, its settings included; `stated` if the
scenario does not name it.)doc"},
{"qsmo::status_quo",
 R"doc(Everything is retained, except migrations in progress, which cut over in the first
period of their range.)doc"},
{"qsmo::succeeded",
 R"doc(`first` up to the day before `from`, `next` from then on: a programme that a later
administration replaces. A parameter that `next` does not state returns to its initial
value; values of `next` dated before `from` hold from `from` on. Name, summary and date
are those of `first`, the id is `FIRST+NEXT`.)doc"},
{"qsmo::tally_rules",
 R"doc(Asks, for every workload and period: its start window, its cutover window and its
mandate; and for every offering that covers its service and starts that cut over within
the horizon: availability, provider, standards, fit gap, marketplace, standing and
quality. All of them are asked, also when one bars. O(workloads x offerings of a service
x periods); independent of the number of threads (0: as many as the machine has).)doc"},
{"qsmo::testing::Allows",
 R"doc(It may be done.)doc"},
{"qsmo::testing::Bars",
 R"doc(It may not be done. Missing data bar too, but are no bar in themselves: IsMissing().)doc"},
{"qsmo::testing::DoesNotApply",
 R"doc(The rule does not concern it, or has no force.)doc"},
{"qsmo::testing::Finds",
 R"doc(The rule found values; match these with the matcher Field of GoogleMock.)doc"},
{"qsmo::testing::HasReason",
 R"doc(Whatever the outcome, this is why.)doc"},
{"qsmo::testing::IsMissing",
 R"doc(The data to judge it are missing.)doc"},
{"qsmo::testing::OutcomeMatcher",
 R"doc(Matches verdicts of one outcome and, if a reason is stated, of that reason.)doc"},
{"qsmo::testing::ReasonMatcher",
 R"doc(Matches verdicts of one reason.)doc"},
{"qsmo::testing::Requires",
 R"doc(It must be done.)doc"},
{"qsmo::testing::Situation",
 R"doc(A rule with facts, date and parameters.)doc"},
{"qsmo::testing::Situation::changes_when",
 R"doc(`edit(Facts&)` makes a difference.)doc"},
{"qsmo::testing::Situation::differs_from",
 R"doc(Reason or values differ.)doc"},
{"qsmo::testing::Situation::gives",
 R"doc(The verdict matches: any matcher of verdicts, such as Field of GoogleMock on a member.)doc"},
{"qsmo::testing::Situation::in_words",
 R"doc(Facts, date and verdict in words.)doc"},
{"qsmo::testing::Situation::is_stricter_than",
 R"doc(This one binds (bars, demands, or lacks data) where the other is free.)doc"},
{"qsmo::testing::Situation::under",
 R"doc(Under a policy, whose values of the date count; what it does not state is initial.)doc"},
{"qsmo::testing::Situation::under(Policy)",
 R"doc(Under a policy, whose values of the date count; what it does not state is initial.)doc"},
{"qsmo::testing::Situation::under(const Parameters&)",
 R"doc(Under these very parameters.)doc"},
{"qsmo::testing::Situation::verdict",
 R"doc(What the rule says. Throws InputError if the policy has no parameters for the date.)doc"},
{"qsmo::testing::Situation::when",
 R"doc(With some facts changed by `edit(Facts&)`.)doc"},
{"qsmo::testing::verify",
 R"doc(The rule with initial facts and parameters, and no date yet.)doc"},
{"qsmo::texts_of",
 R"doc(Fields of a record as texts, in its order.)doc"},
{"qsmo::to_dot",
 R"doc(The graph in the DOT language of Graphviz: nodes are their numbers, names are labels,
nodes of one wave stand side by side, arcs to bridge are dashed; values of arcs are
labels and the attributes `lag`, `arc_weight` and `bridged`. O(bytes).)doc"},
{"qsmo::to_graphml",
 R"doc(The graph in GraphML, with the attributes `name`, `wave`, `lag`, `weight` and `bridged`;
arcs are numbered `e0`, `e1` and so on. Characters that XML cannot hold become U+FFFD.
O(bytes).)doc"},
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
{"qsmo::to_yaml",
 R"doc(The policy as a file: canonical YAML that read_policy() reads back to an equal policy.)doc"},
{"qsmo::to_yaml(const Policy&)",
 R"doc(The policy as a file: canonical YAML that read_policy() reads back to an equal policy.)doc"},
{"qsmo::to_yaml(const Reform&)",
 R"doc(The same of a reform, without what it extends.)doc"},
{"qsmo::transitive_reduction",
 R"doc(The graph of those arcs alone. The same complexity.)doc"},
{"qsmo::transplant",
 R"doc(The decisions of a plan of one portfolio as a plan of another, by name: for variants of
a scenario. Workloads that only `to` has are as in its status quo; those that only
`from` has are left out if they are retained. `missing` says what becomes of moves of
workloads or onto offerings that `to` lacks (with `leave_out`, also of those onto
offerings that do not cover the service there, or beyond its horizon) and of transfers
to agencies that it lacks.)doc"},
{"qsmo::transposed",
 R"doc(Moves all dates of a policy, values of dates among them, by the whole months from the
month in which it was enacted to `enacted`: an approach of another time as if it were
taken then. Its id becomes `ID@DATE`. A day that its new month does not have becomes the
last one. Throws InputError if the policy does not say when it was enacted, or if a date
would leave the years 1980 to 2200.)doc"},
{"qsmo::under",
 R"doc(The portfolio under a policy: the policy's values take the place of all that its
scenario states (mandates, waivers and exceptions stay: they are facts). Throws
InputError: as faults_of(), and as Portfolio.)doc"},
{"qsmo::version",
 R"doc(The version of these headers as `major.minor.patch`, under semantic versioning.)doc"},
{"qsmo::visit_rules",
 R"doc(Calls `v(rule, doc, function)` for each rule, in the order of Rule.)doc"},
{"qsmo::volumes",
 R"doc(Volume V(t) of each coverage in each period: base volume, workloads that have cut over
onto it, and workloads whose incumbent it is until their release. Throws OverflowError.
O((workloads + coverages) x periods).)doc"},
{"qsmo::voluntary",
 R"doc(Whether the policy is voluntary in period t: agencies with a migration that starts then
must be better off.)doc"},
{"qsmo::warnings",
 R"doc(Sentences for people, in the order of the tables: workloads whose every way takes no
time and costs nothing because no row of migration_parameters applies, rows that apply
to nothing, workloads that no offering can serve, marketplaces that never accept a start
within the horizon, funds without a budget and budgets outside the horizon. O(workloads
x offerings + marketplaces x periods).)doc"},
{"qsmo::waves",
 R"doc(The earliest wave of each node: the arcs of the longest chain that ends in it. As few
waves as possible. Throws CycleError. O(nodes + arcs).)doc"},
{"qsmo::waves(const DependencyGraph&, const WaveLimits&)",
 R"doc(Few waves under limits: each wave takes, of the nodes that are free, those with the
longest chain of dependents first (Hu 1961), then those with the most dependents, then
by number; a node whose effort does not fit waits. The least number of waves is hard to
find (it contains bin packing); this one is never more than (2 - 1/size) times the least
for a limit on size alone (Graham 1969). Throws CycleError; InputError if a limit can
never be kept, naming each node whose effort is negative or above the capacity. O(arcs +
nodes log(nodes)).)doc"},
{"qsmo::waves(const G&)",
 R"doc(The earliest wave of each node: the arcs of the longest chain that ends in it. As few
waves as possible. Throws CycleError. O(nodes + arcs).)doc"},
{"qsmo::what_if",
 R"doc(Plans `base`, then `variant` from the base's plan as warm start; a plan of one that is
better for the other serves both. Limits are those of each run; progress counts both.
The published plan and the bands of the aims are of `base`, and are matched by name.)doc"},
{"qsmo::without_arcs",
 R"doc(The graph without the arcs of these numbers, in any order. O(nodes + arcs). Throws
InputError that names each number out of range.)doc"},
{"qsmo::without_mandates",
 R"doc(The portfolio under its policy, but mandates do not bind.)doc"},
{"qsmo::without_participation",
 R"doc(The portfolio under its policy, but it is not voluntary: no participation constraint, no
quality floor.)doc"},
{"qsmo::without_repeats",
 R"doc(The graph without self arcs and repeated arcs; dependents rise. O(nodes + arcs).)doc"},
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
