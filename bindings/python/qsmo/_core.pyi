from __future__ import annotations
import collections.abc
import numpy
import numpy.typing
import typing
__all__: list[str] = ['BREAK_WORK_LIMIT', 'Benefit', 'Calendar', 'CaseDifference', 'CaseResult', 'Change', 'Comparison', 'CriticalPath', 'DEFAULT_WORK_LIMIT', 'DependencyGraph', 'Explanation', 'Fault', 'NativeAims', 'NodeLists', 'ObjectiveTerm', 'OnlineOrder', 'ParameterUsed', 'Plan', 'PlanOptions', 'PlanResult', 'Policy', 'PolicyValue', 'Portfolio', 'Progress', 'ReadyQueue', 'Reform', 'ShadowPrice', 'TransitiveClosure', 'Violation', 'Witness', 'any_order', 'ask', 'assessed_standings', 'assessment_columns', 'attainment_columns', 'blocked_counts', 'break_cycles', 'cents', 'check', 'compare', 'components', 'condensation', 'coverage', 'critical_path', 'cyclic_components', 'eligibility', 'ever_voluntary', 'find_cycle', 'find_cycles', 'find_policy', 'generate', 'governance_state', 'has_mandates', 'incumbent_deadline', 'irredundant_arcs', 'is_valid_order', 'limited_waves', 'load_scenario', 'longest_chains', 'mandated_deadline', 'memory_need', 'money_fields', 'money_kinds', 'nearest_name', 'observation_option_columns', 'operational_plan', 'order', 'parse_arcs', 'parse_plan_json', 'parse_policy', 'parse_reforms', 'parse_scenario_json', 'parse_target', 'plan', 'plan_schema', 'price_of_force', 'quality_shortfalls', 'reachable_from', 'reachable_to', 'read_arcs', 'read_policy', 'read_reforms', 'ready_made_policies', 'rule_info', 'rule_names', 'run_cases', 'run_cases_text', 'scenario_schema', 'shortest_cycle_through', 'standing_at', 'stated_policy', 'status_quo', 'tally_rules', 'to_dot', 'to_graphml', 'transplant', 'under', 'warnings', 'waves', 'what_if', 'with_observations', 'without_mandates', 'without_participation']
class Fault:
    """
    One thing wrong with an input: where it is, what stands there, and what was expected
    instead.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, *, file: str = '', line: typing.SupportsInt | typing.SupportsIndex = 0, pointer: str = '', value: str = '', expected: str = '', suggestion: str = '') -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def __str__(self) -> str:
        ...
    @property
    def expected(self) -> str:
        """
        What would have been right.
        """
    @property
    def file(self) -> str:
        """
        File name as the user gave it; empty for input built in code.
        """
    @property
    def line(self) -> int:
        """
        Line in that file, from 1; 0 where lines mean nothing.
        """
    @property
    def pointer(self) -> str:
        """
        JSON pointer (`/workloads/3/agency`), or table, row and column of a CSV folder.
        """
    @property
    def suggestion(self) -> str:
        """
        The nearest right name, if a name is misspelt; else empty.
        """
    @property
    def value(self) -> str:
        """
        What stands there, as written, shortened to 80 bytes.
        """
class Calendar:
    """
    Maps dates to periods `0 .. periods()-1` from the as-of date, and periods to fiscal
    years. A fiscal year starts in a stated month and bears the number of the calendar year
    in which it ends (a year that starts in January bears its own). All functions are O(1)
    and total.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, as_of: str, period: str, periods: typing.SupportsInt | typing.SupportsIndex, fiscal_year_start: typing.SupportsInt | typing.SupportsIndex = 10) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def fiscal_year(self, t: typing.SupportsInt | typing.SupportsIndex) -> int:
        """
        Fiscal year of period `t`.
        """
    def label(self, t: typing.SupportsInt | typing.SupportsIndex) -> str:
        """
        The period as written in files: its first month, `2021-10`.
        """
    def period_of(self, date: str) -> int:
        """
        Period that contains `date`, unclamped: negative before the horizon, >= periods() beyond
        it.
        """
    @property
    def as_of(self) -> str:
        """
        First month of period 0.
        """
    @property
    def fiscal_year_start(self) -> int:
        """
        Month in which the fiscal year starts.
        """
    @property
    def period(self) -> str:
        """
        Length of a period.
        """
    @property
    def periods(self) -> int:
        """
        Periods in the horizon.
        """
    @property
    def periods_per_year(self) -> int:
        """
        12 or 4.
        """
class DependencyGraph:
    """
    Nodes 0 .. nodes()-1 and arcs prerequisite -> dependent.
    
    Arcs are numbered 0 .. arcs()-1 by prerequisite, and among those of one prerequisite in
    the order in which they were given; values of arcs (weights, lags) are arrays by arc
    number (see `arc_numbers`). Repeated arcs and self arcs are kept as given: a repeated
    arc says nothing new, and a self arc is a cycle of one node. `without_repeats` drops
    both. 4 bytes a node and 4 an arc. At most 2^32-2 nodes and 2^32-1 arcs. A node asked
    for must be below nodes(). A graph that was moved from may only be assigned to.
    """
    def __init__(self, prerequisites: numpy.ndarray, dependents: numpy.ndarray, nodes: typing.SupportsInt | typing.SupportsIndex | None = None) -> None:
        """
        From two columns of the same length: vectors, spans or arrays of integers, of any type.
        Throws InputError, as above; a number that does not fit a node is out of range.
        """
    def dependents_of(self, node: typing.SupportsInt | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.uint32]:
        """
        Nodes that must wait for `node`, in the order in which the arcs were given.
        """
    def equals(self, other: DependencyGraph) -> bool:
        """
        Whether nodes and arcs are the same, and in the same order.
        """
    def reversed(self) -> DependencyGraph:
        """
        The arcs turned round: `reversed(graph).dependents(node)` are the prerequisites of
        `node`, rising. O(nodes + arcs).
        """
    def row_numbers(self, prerequisites: numpy.ndarray, dependents: numpy.ndarray) -> numpy.typing.NDArray[numpy.uint32]:
        """
        The number of each arc in the graph that was built from exactly these arcs: `values` in
        the order of `arcs` become values by arc number with `by_number`. O(nodes + arcs).
        Throws InputError if the graph was built from other arcs.
        """
    @property
    def arcs(self) -> int:
        """
        How many arcs.
        """
    @property
    def dependents(self) -> numpy.typing.NDArray[numpy.uint32]:
        """
        Dependent of each arc, by arc number.
        """
    @property
    def nodes(self) -> int:
        """
        How many nodes.
        """
    @property
    def offsets(self) -> numpy.typing.NDArray[numpy.uint32]:
        """
        The rows themselves: node `i` has the arcs `offsets()[i]` .. `offsets()[i + 1] - 1`.
        Size nodes() + 1.
        """
    @property
    def prerequisites(self) -> numpy.typing.NDArray[numpy.uint32]:
        """
        Prerequisite of each arc, by arc number.
        """
class NodeLists:
    """
    Lists 0 .. size()-1 of nodes; `lists[i]` is a span.
    """
    def __getitem__(self, list: typing.SupportsInt | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.uint32]:
        ...
    def __init__(self, label_of: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32], count: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    def __len__(self) -> int:
        ...
class TransitiveClosure:
    """
    Answers "does `to` wait for `from`, directly or through others?" in O(1). Holds one row
    of bits a component: about count * count / 8 bytes, for `count` components.
    """
    def __init__(self, graph: DependencyGraph, memory_limit: typing.SupportsInt | typing.SupportsIndex) -> None:
        """
        O(arcs * components / 512 + components * components / 64) time; about 100 bytes a
        component and 12 an arc beside the table. Throws InputError (`/memory_limit`) if the
        table would take more than `memory_limit` bytes.
        """
    def graph(self) -> DependencyGraph:
        """
        All pairs (from, to) as a graph; dependents rise. O(pairs + components * nodes / 64).
        Throws InputError beyond 2^32-1 pairs.
        """
    def pairs(self) -> int:
        """
        How many pairs there are. O(components * components / 64 and those that reach each
        other).
        """
    def reaches(self, from_: typing.SupportsInt | typing.SupportsIndex, to: typing.SupportsInt | typing.SupportsIndex) -> bool:
        """
        Whether `to` waits for `from`; a node waits for itself only if it lies on a cycle.
        """
class CriticalPath:
    """
    Times of the critical path method (Kelley and Walker 1959). A node starts at or after 0,
    and at or after the end of each prerequisite plus the arc's lag; it ends `duration`
    later.
    """
    @property
    def chain(self) -> numpy.typing.NDArray[numpy.uint32]:
        """
        A critical path from its first node to its last: the drivers followed back from the
        least of the nodes that end at `length`. Empty only without nodes.
        """
    @property
    def driver(self) -> numpy.typing.NDArray[numpy.uint32]:
        """
        Number of the arc that decides the earliest start, the least of several; `none` if the
        node can start at 0.
        """
    @property
    def earliest(self) -> numpy.typing.NDArray[numpy.int64]:
        """
        Earliest start of each node.
        """
    @property
    def free_slack(self) -> numpy.typing.NDArray[numpy.int64]:
        """
        How far a node can slip and delay no dependent's earliest start, nor its own end beyond
        `length`, whatever the deadline. Never below 0.
        """
    @property
    def latest(self) -> numpy.typing.NDArray[numpy.int64]:
        """
        Latest start of each node with which it and all that wait for it can keep the deadline;
        maybe before 0.
        """
    @property
    def length(self) -> int:
        """
        The greatest earliest end of a node; 0 without nodes.
        """
    @property
    def total_slack(self) -> numpy.typing.NDArray[numpy.int64]:
        """
        latest - earliest: below 0 if the deadline cannot be kept. Without one, 0 exactly on
        critical paths.
        """
class OnlineOrder:
    """
    A graph under change that never has a cycle, and a valid order of its nodes at all
    times.
    
    An insertion costs O(1) if the order holds already. Else two searches take turns, arc by
    arc: forward from the dependent and back from the prerequisite, until they have passed
    each other; only what they searched is moved. This is the compatible search of Haeupler,
    Kavitha, Mathew, Sen and Tarjan (2012): O(sqrt(arcs) log(nodes)) amortized over any
    sequence of insertions that close no cycle. About 50 bytes a node, which hold up to 3
    arcs each way; 12 to 16 an arc where there are more. Not thread safe: even order() and
    position() change what is kept for the next call.
    """
    @typing.overload
    def __init__(self, nodes: typing.SupportsInt | typing.SupportsIndex) -> None:
        """
        `nodes` nodes and no arcs; the order is by number.
        """
    @typing.overload
    def __init__(self, graph: DependencyGraph) -> None:
        """
        Starts from a graph. Throws CycleError. O(nodes + arcs).
        """
    def add_arc(self, prerequisite: typing.SupportsInt | typing.SupportsIndex, dependent: typing.SupportsInt | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.uint32]:
        """
        Adds an arc; repeated arcs are kept. If it would close a cycle nothing changes and the
        cycle is returned, from the arc's dependent on to its prerequisite; empty if it was
        added. Throws InputError if an end is out of range.
        """
    def add_arcs(self, prerequisites: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32], dependents: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32]) -> numpy.typing.NDArray[numpy.uint32]:
        """
        Adds many arcs, and gives the rows of those that would have closed a cycle.
        """
    def add_node(self) -> int:
        """
        A new node at the end of the order; its number is nodes() before the call.
        """
    def before(self, a: typing.SupportsInt | typing.SupportsIndex, b: typing.SupportsInt | typing.SupportsIndex) -> bool:
        """
        Whether `a` stands before `b` in that order. O(1), always. Throws InputError.
        """
    def order(self) -> numpy.typing.NDArray[numpy.uint32]:
        """
        The nodes in their present order; good until the next change. O(nodes) after an
        insertion that moved nodes, O(1) as long as none has.
        """
    def position(self, node: typing.SupportsInt | typing.SupportsIndex) -> int:
        """
        Place of a node in that order. At the cost of order(). Throws InputError if it is out of
        range.
        """
    def remove_arc(self, prerequisite: typing.SupportsInt | typing.SupportsIndex, dependent: typing.SupportsInt | typing.SupportsIndex) -> bool:
        """
        Takes one arc away, and says whether there was one. The order stays. O(arcs of the two
        ends). Throws InputError.
        """
    @property
    def arcs(self) -> int:
        """
        How many arcs.
        """
    @property
    def nodes(self) -> int:
        """
        How many nodes.
        """
class ReadyQueue:
    """
    Hands out nodes whose prerequisites are done. Several may be under way at a time; the
    caller decides how many. The graph must outlive the queue. Not thread safe.
    """
    def __init__(self, graph: DependencyGraph, keys: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None) -> None:
        """
        Of the ready nodes the one of the least key goes first, of equal keys the least number;
        without keys by number. Throws CycleError; InputError if there is not one key a node.
        O(nodes + arcs).
        """
    def done(self, node: typing.SupportsInt | typing.SupportsIndex) -> None:
        """
        Says that a node under way is done, which may make others ready. Throws std::logic_error
        if it is not under way. O(its dependents).
        """
    def take(self) -> int | None:
        """
        Takes the next ready node, which is then under way; none if no node is ready.
        O(log64(nodes)).
        """
    @property
    def finished(self) -> bool:
        """
        Whether every node is done.
        """
    @property
    def ready(self) -> int:
        """
        How many nodes are ready, and not taken.
        """
    @property
    def under_way(self) -> int:
        """
        How many nodes are under way.
        """
class Portfolio:
    """
    A portfolio of agencies, services, offerings and rules. Immutable; cheap to copy (copies
    share their data); safe to read from several threads.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> str:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, portfolio: Portfolio) -> None:
        ...
    def __setstate__(self, arg0: str) -> None:
        ...
    def _columns(self, table: str) -> dict[str, list[typing.Any]] | None:
        ...
    def _settings(self) -> dict[str, typing.Any]:
        ...
    def _table_sizes(self) -> dict[str, int]:
        ...
    def _write_csv(self, folder: bytes) -> None:
        ...
    def to_json(self) -> str:
        """
        Canonical JSON: fields in the order of the format, absent fields left out, two spaces of
        indentation, one record a line. Reading it back gives an equal scenario.
        """
    @property
    def as_of(self) -> str:
        """
        First month of period 0.
        """
    @property
    def calendar(self) -> Calendar:
        """
        Maps dates to periods `0 .. periods()-1` from the as-of date, and periods to fiscal
        years. A fiscal year starts in a stated month and bears the number of the calendar year
        in which it ends (a year that starts in January bears its own). All functions are O(1)
        and total.
        """
    @property
    def discount_factors(self) -> tuple[float, ...]:
        """
        By period: what a dollar is worth in period 0.
        """
    @property
    def fingerprint(self) -> str:
        """
        `fnv1a128:` and 32 hex digits over the scenario's canonical JSON: equal for equal
        content.
        """
    @property
    def name(self) -> str:
        """
        Name of the scenario.
        """
    @property
    def periods(self) -> int:
        """
        Periods in the horizon.
        """
class PolicyValue:
    """
    From a date on a parameter has a value (until a later one takes over). The table
    `policy_values` of a scenario; policy files state the same more readably.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, parameter: str, since: str | None = None, until: str | None = None, value: str = '', unit: str = '', reference: str = '') -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def parameter(self) -> str:
        ...
    @property
    def reference(self) -> str:
        ...
    @property
    def since(self) -> str | None:
        """
        First date; None: it has always held.
        """
    @property
    def unit(self) -> str:
        ...
    @property
    def until(self) -> str | None:
        """
        Last date, if nothing takes over.
        """
    @property
    def value(self) -> str:
        ...
class Change:
    """
    What a reform changed: one parameter over one span of dates.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, reform: str, parameter: str, since: str | None, until: str | None, before: str, after: str, reference: str) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def __str__(self) -> str:
        ...
    @property
    def after(self) -> str:
        ...
    @property
    def before(self) -> str:
        """
        Canonical text of the value before the reform; `unstated` where none held, before the
        first and after the last.
        """
    @property
    def parameter(self) -> str:
        ...
    @property
    def reference(self) -> str:
        ...
    @property
    def reform(self) -> str:
        ...
    @property
    def since(self) -> str | None:
        """
        First date; None: ever since.
        """
    @property
    def until(self) -> str | None:
        """
        Last date; None: for good.
        """
class Reform:
    """
    An overlay: each value replaces what the policy says from its `from` up to its `until`,
    ends included; without `until`, up to its next value in the reform or for good; without
    `from`, since ever.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    @typing.overload
    def __init__(self, *, id: str = '', name: str = '', summary: str = '', values: collections.abc.Sequence[PolicyValue] = []) -> None:
        ...
    @typing.overload
    def __init__(self, arg0: Reform) -> None:
        ...
    def to_yaml(self) -> str:
        """
        As a file that reads back to an equal one.
        """
    @property
    def id(self) -> str:
        ...
    @property
    def name(self) -> str:
        ...
    @property
    def summary(self) -> str:
        ...
    @property
    def values(self) -> tuple[PolicyValue, ...]:
        """
        What it states, in the order of its file.
        """
class Policy:
    """
    Values of parameters over time. What no value states has its initial value. The order of
    values does not matter.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __hash__(self) -> int:
        ...
    @typing.overload
    def __init__(self, *, id: str = '', name: str = '', summary: str = '', enacted: str | None = None, values: collections.abc.Sequence[PolicyValue] = []) -> None:
        ...
    @typing.overload
    def __init__(self, arg0: Policy) -> None:
        ...
    def _in_force(self, arg0: str) -> list[tuple[str, str, PolicyValue | None]]:
        ...
    def _lenient(self) -> tuple[Policy, list[str]]:
        ...
    def _parameters(self, arg0: str) -> dict[str, typing.Any]:
        ...
    def _reformed(self, arg0: Reform) -> tuple[Policy, list[Change]]:
        ...
    def _succeeded(self, arg0: str, arg1: Policy) -> Policy:
        ...
    def _transposed(self, arg0: str) -> Policy:
        ...
    def _value(self, arg0: str, arg1: str) -> typing.Any:
        ...
    def to_yaml(self) -> str:
        """
        As a file that reads back to an equal one.
        """
    @property
    def enacted(self) -> str | None:
        """
        The day that transposed() moves.
        """
    @property
    def faults(self) -> tuple[Fault, ...]:
        """
        Every fault of a policy: unknown parameters, values that cannot be read or are out of
        range, other units than the parameter's, spans that overlap or end before they begin.
        `pointer` is `/parameters/NAME/PLACE/FIELD`, the place counting the values of that
        parameter from 0. Empty: none.
        """
    @property
    def id(self) -> str:
        ...
    @property
    def name(self) -> str:
        ...
    @property
    def summary(self) -> str:
        ...
    @property
    def values(self) -> tuple[PolicyValue, ...]:
        """
        What it states, in the order of its file.
        """
class ParameterUsed:
    """
    A parameter that a reason speaks of.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def name(self) -> str:
        """
        Of the parameter.
        """
    @property
    def reference(self) -> str:
        """
        As stated; empty: none.
        """
    @property
    def since(self) -> str:
        """
        Date since when; empty: initial, or always.
        """
    @property
    def value(self) -> str:
        """
        As policy files write it; items of lists are separated by |.
        """
class Explanation:
    """
    A verdict that can be shown.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def outcome(self) -> str:
        """
        What a verdict means for whoever asked.
        """
    @property
    def parameters(self) -> tuple[ParameterUsed, ...]:
        """
        Those that the sentence speaks of.
        """
    @property
    def reason(self) -> str:
        """
        Why.
        """
    @property
    def rule(self) -> str:
        """
        Who says it.
        """
    @property
    def sentence(self) -> str:
        """
        The reason with facts filled in.
        """
class CaseDifference:
    """
    A value that a case expects and what there was instead.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def expected(self) -> str:
        """
        By the case.
        """
    @property
    def field(self) -> str:
        """
        `outcome`, `reason` or a value of the verdict; or a parameter.
        """
    @property
    def got(self) -> str:
        """
        From the rule.
        """
    @property
    def part(self) -> str:
        """
        Name of the rule, or `parameters`.
        """
class CaseResult:
    """
    One case, run.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def description(self) -> str:
        """
        Of the case; may be empty.
        """
    @property
    def differences(self) -> tuple[CaseDifference, ...]:
        """
        What was expected and what there was instead.
        """
    @property
    def file(self) -> str:
        """
        As it was named.
        """
    @property
    def line(self) -> int:
        """
        Where the case begins.
        """
    @property
    def name(self) -> str:
        """
        Of the case.
        """
    @property
    def passed(self) -> bool:
        """
        Nothing differs.
        """
    @property
    def trace(self) -> tuple[Explanation, ...]:
        """
        One for each rule that was asked, if traces are filled in.
        """
class Plan:
    """
    The decisions of a plan. Feasibility is check()'s business, money is evaluate()'s.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, plan: Plan) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def moves(self) -> tuple[tuple[int, int] | None, ...]:
        """
        By workload, in the portfolio's order: None, or positions (offering, cutover).
        """
    @property
    def transfers(self) -> tuple[tuple[int, int, int], ...]:
        """
        As (agency, period, cents).
        """
class Violation:
    """
    One broken rule. Names, not ids, so that it can be shown and compared as it is.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, kind: str, entities: collections.abc.Sequence[str], period: typing.SupportsInt | typing.SupportsIndex | None = None, fiscal_year: typing.SupportsInt | typing.SupportsIndex | None = None, amount: typing.SupportsFloat | typing.SupportsIndex | None = None, unit: str = '', message: str = '') -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def __str__(self) -> str:
        ...
    @property
    def amount(self) -> float | None:
        """
        Excess over the bound in the constraint's unit; none for yes/no rules.
        """
    @property
    def entities(self) -> tuple[str, ...]:
        """
        Names, the most specific first: workload(s), then offering, service, agency, provider or
        fund.
        """
    @property
    def fiscal_year(self) -> int | None:
        """
        Fiscal year concerned, for budgets.
        """
    @property
    def kind(self) -> str:
        """
        Which rule is broken. In the order of the table of constraints.
        """
    @property
    def message(self) -> str:
        """
        One sentence for people.
        """
    @property
    def period(self) -> int | None:
        """
        Period concerned, if it is one: the cutover, the start (may be < 0), the deadline, or
        that of the pool.
        """
    @property
    def unit(self) -> str:
        """
        `USD`, `effort`, `migrations`, units of the service, `periods`; empty without amount.
        """
class Benefit:
    """
    A plan against the status quo.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def _savings(self) -> tuple[float, ...]:
        ...
    @property
    def breakeven(self) -> int | None:
        """
        Least period from which the cumulative discounted saving stays >= 0; none if it ends
        below 0.
        """
    @property
    def cumulative_saving(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        Discounted, by period, in dollars.
        """
    @property
    def net_benefit(self) -> float:
        """
        Present value saved, in dollars; negative if the plan costs more.
        """
class Progress:
    """
    State of a run, for progress bars.
    """
    def __repr__(self) -> str:
        ...
    @property
    def bound(self) -> float:
        """
        No feasible plan has a higher objective. Rounded up.
        """
    @property
    def gap(self) -> float:
        """
        (bound - objective) / max(|bound|, $1).
        """
    @property
    def moves(self) -> int:
        """
        Search moves so far.
        """
    @property
    def share(self) -> float:
        """
        Share of the limit used, 0..1.
        """
    @property
    def value(self) -> float:
        """
        Objective of the best plan so far; without aims, its net benefit.
        """
class NativeAims:
    """
    Prices in dollars of present value, from 0 to 100 billion; they are not discounted.
    """
    def __init__(self, *, published: Plan | None, change_price: typing.SupportsInt | typing.SupportsIndex, risk: typing.Annotated[collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex], "FixedSize(3)"] | None, bands: collections.abc.Sequence[str | None], disruption: typing.Annotated[collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex], "FixedSize(12)"] | None) -> None:
        ...
class PlanOptions:
    """
    How long, from where and for what to plan.
    """
    def __init__(self, *, seed: typing.SupportsInt | typing.SupportsIndex, work_limit: typing.SupportsInt | typing.SupportsIndex | None, time_limit: typing.SupportsFloat | typing.SupportsIndex | None, memory_limit: typing.SupportsInt | typing.SupportsIndex | None, threads: typing.SupportsInt | typing.SupportsIndex, warm_start: Plan | None, aims: NativeAims | None) -> None:
        ...
class ObjectiveTerm:
    """
    What a plan pays for one aim.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def amount(self) -> float:
        """
        Dollars of present value.
        """
    @property
    def count(self) -> int:
        """
        Workloads that pay.
        """
    @property
    def name(self) -> str:
        """
        `changes`, `risk` or `disruption`.
        """
class ShadowPrice:
    """
    What one more unit of a scarce capacity is worth: a marginal estimate from the prices
    that prove the bound.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def entities(self) -> tuple[str, ...]:
        """
        As in Violation.
        """
    @property
    def fiscal_year(self) -> int | None:
        """
        For budgets.
        """
    @property
    def kind(self) -> str:
        """
        Which rule is broken. In the order of the table of constraints.
        """
    @property
    def period(self) -> int | None:
        ...
    @property
    def price(self) -> float:
        """
        Dollars of present value for one unit more in this period or year.
        """
    @property
    def unit(self) -> str:
        """
        `effort`, `migrations`, `USD`, or the unit of the service.
        """
class Witness:
    """
    Why no feasible plan exists: the first witness found, not a smallest one.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def __str__(self) -> str:
        ...
    @property
    def capacity(self) -> float:
        """
        Of all these periods.
        """
    @property
    def draws(self) -> tuple[float, ...]:
        """
        By workload: what it must draw on the capacity, at the least.
        """
    @property
    def entities(self) -> tuple[str, ...]:
        """
        Of the capacity, as in Violation.
        """
    @property
    def fiscal_year(self) -> int | None:
        """
        Of budgets, instead: first year, and last.
        """
    @property
    def kind(self) -> str | None:
        """
        The capacity that cannot hold what must move. None: these workloads must move and have
        no way that fits.
        """
    @property
    def last_fiscal_year(self) -> int | None:
        ...
    @property
    def last_period(self) -> int | None:
        ...
    @property
    def message(self) -> str:
        """
        One sentence for people.
        """
    @property
    def need(self) -> float:
        """
        Sum of these and of what is there from the start.
        """
    @property
    def period(self) -> int | None:
        """
        First period, and last.
        """
    @property
    def unit(self) -> str:
        ...
    @property
    def workloads(self) -> tuple[str, ...]:
        """
        Names of what must move.
        """
class PlanResult:
    """
    A plan with what is known about it. Money in dollars of present value.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def to_json(self, portfolio: Portfolio) -> str:
        """
        The plan file of a result: format, status, net benefit, bound, gap, decisions,
        transfers, money by fiscal year, kind and agency, input fingerprint, library version,
        seed and limits. The same result gives the same bytes.
        """
    @property
    def bound(self) -> float:
        """
        No feasible plan has a higher objective. Rounded up.
        """
    @property
    def cost(self) -> float:
        """
        cost(plan).
        """
    @property
    def gap(self) -> float:
        """
        (bound - objective) / max(|bound|, $1).
        """
    @property
    def infeasibility(self) -> Witness | None:
        """
        With status infeasible.
        """
    @property
    def net_benefit(self) -> float:
        """
        cost(status quo) - cost(plan).
        """
    @property
    def objective(self) -> float:
        """
        net_benefit less the terms of the aims.
        """
    @property
    def objective_terms(self) -> tuple[ObjectiveTerm, ...]:
        """
        One for each aim given.
        """
    @property
    def plan(self) -> Plan:
        """
        The best plan found; if status is infeasible or unknown, it breaks a rule.
        """
    @property
    def seed(self) -> int:
        ...
    @property
    def shadow_prices(self) -> tuple[ShadowPrice, ...]:
        """
        By kind, entities and time; those above 0.
        """
    @property
    def status(self) -> str:
        """
        What is known of a result. `optimal` only when bound - objective <= max(1 cent, 1e-6 x
        |bound|).
        """
    @property
    def stopped(self) -> bool:
        """
        A time limit or a stop ended the run before the work limit.
        """
    @property
    def time_limit(self) -> float | None:
        ...
    @property
    def warnings(self) -> tuple[str, ...]:
        """
        For people: cycles that cannot move, duties without a way, what a warm start lost.
        """
    @property
    def work_limit(self) -> int | None:
        ...
class Comparison:
    """
    Two scenarios, planned with the same seed and limits. Each counts against its own status
    quo.
    """
    def changes(self, base: Portfolio, variant: Portfolio) -> list[tuple[str, tuple[str, int] | None, tuple[str, int] | None]]:
        """
        In the order of the base, then what only the variant has.
        """
    @property
    def base(self) -> PlanResult:
        ...
    @property
    def least(self) -> float | None:
        """
        What the change adds to the highest possible objective lies in this range, in dollars of
        present value. None where a plan or a bound is missing.
        """
    @property
    def most(self) -> float | None:
        ...
    @property
    def variant(self) -> PlanResult:
        ...
def _adoption_columns(portfolio: Portfolio, plan: Plan, t: typing.SupportsInt | typing.SupportsIndex) -> dict[str, list[typing.Any]]:
    """
    Each agency, in the order of the table, with each area, in the order of the table, in
    which it or a descendant has a workload. O(workloads x depth + agencies x areas).
    """
def _bearing_columns(portfolio: Portfolio, plan: Plan) -> dict:
    ...
def _designation_columns(portfolio: Portfolio, marketplace: str) -> dict[str, list[typing.Any]]:
    """
    The marketplace's events in the order in which they happened (in_order()), each judged
    after those before it. A step that is barred, such as a vote without a majority, does
    not count as done for the others. Another version of the operational plan starts the
    steps of of_plan_version() anew: it needs reviews and a vote of its own. O(events^2 +
    findings x events).
    """
def _fund_columns(portfolio: Portfolio, plan: Plan) -> dict[str, list[typing.Any]]:
    ...
def _phase_columns(portfolio: Portfolio, plan: Plan) -> dict[str, list[typing.Any]]:
    ...
def _plan_columns(portfolio: Portfolio, plan: Plan) -> dict[str, list[typing.Any]]:
    ...
def _require_graph_size(nodes: typing.SupportsInt | typing.SupportsIndex, arcs: typing.SupportsInt | typing.SupportsIndex) -> None:
    ...
def _require_same_length(prerequisites: typing.SupportsInt | typing.SupportsIndex, dependents: typing.SupportsInt | typing.SupportsIndex) -> None:
    ...
def _stake_columns(portfolio: Portfolio, plan: Plan) -> dict:
    ...
def any_order(graph: DependencyGraph) -> numpy.typing.NDArray[numpy.uint32]:
    """
    A valid order, the fastest to find: nodes become free first come, first served.
    Deterministic. Throws CycleError, with a cycle, if there is none. Kahn's algorithm
    (1962). O(nodes + arcs) time, about 5 bytes a node beside the result.
    """
def ask(rule: str, facts: collections.abc.Sequence[tuple[str, str]], date: str, policy: Policy) -> tuple[Explanation, list[tuple[str, str]]]:
    """
    Asks the rule under the policy on the date. Facts are written as PolicyValue.value;
    those that are not given have their initial values. Throws InputError with every fault:
    unknown or repeated facts, texts that cannot be read, numbers out of range, and
    parameters that have no value on the date.
    """
def assessed_standings(portfolio: Portfolio) -> dict[str, str]:
    """
    assessed_standing() of every offering, at the cost of one.
    """
def assessment_columns(portfolio: Portfolio, last: typing.SupportsInt | typing.SupportsIndex | None) -> dict[str, list[typing.Any]]:
    """
    The periods in which the offering is assessed, in order, starting from its stated
    standing; up to and including `last` if that is given, be it before the last one
    observed or after it (then not beyond the horizon). Empty if it is not assessed.
    O(periods x measures x log observations).
    """
def attainment_columns(portfolio: Portfolio, last: typing.SupportsInt | typing.SupportsIndex | None) -> dict[str, list[typing.Any]]:
    """
    One measure of an offering in one period.
    """
def blocked_counts(graph: DependencyGraph) -> numpy.typing.NDArray[numpy.uint32]:
    """
    How many nodes wait for each node, directly or through others: what stands still while
    it stands still. Those of one cycle wait for each other, and so for themselves. O(nodes
    * arcs / 512) time at worst, far less where few nodes lead to any 512 others; about 110
    bytes a node and 12 an arc.
    """
def break_cycles(graph: DependencyGraph, weights: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None, work_limit: typing.SupportsInt | typing.SupportsIndex, time_limit: typing.SupportsFloat | typing.SupportsIndex | None) -> tuple[tuple[numpy.typing.NDArray[numpy.uint32], float, float], list[tuple[int, tuple[numpy.typing.NDArray[numpy.uint32], float, float]]]]:
    """
    The set of arcs of the least weight that breaks all cycles; every arc weighs 1 without
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
    MB. Throws InputError that names each bad weight.
    """
def cents(portfolio: Portfolio, plan: Plan) -> numpy.typing.NDArray[numpy.int64]:
    """
    Every line of money of the plan. The plan may be infeasible; moves need a covered
    service (throws InputError if an offering does not cover the service, or a cutover or
    transfer lies outside 0 .. periods-1). Throws OverflowError. O(workloads x periods).
    """
def check(portfolio: Portfolio, plan: Plan) -> list[Violation]:
    """
    All violations of the plan, by kind, then entities, then period. Empty: the plan is
    feasible. The starting state counts too: base volume or work in progress over a pool is
    reported. Cutovers must lie in 0 .. periods-1 and moves onto covered services (else
    InputError, as evaluate()). O(workloads x periods).
    """
def compare(portfolio: Portfolio, plan: Plan) -> Benefit:
    """
    `any_move` says whether a migration that is not in progress moves; without one there is
    no breakeven. A discounted shortfall below half a cent is none.
    """
def components(graph: DependencyGraph) -> tuple[numpy.typing.NDArray[numpy.uint32], int]:
    """
    Components of any graph. Tarjan's algorithm (1972), without recursion. O(nodes + arcs)
    time, O(nodes) extra space. Deterministic.
    """
def condensation(graph: DependencyGraph) -> DependencyGraph:
    """
    O(nodes + arcs).
    """
def coverage(reason_counts: collections.abc.Mapping[str, typing.SupportsInt | typing.SupportsIndex], rules: collections.abc.Sequence[str]) -> float:
    """
    Share of the reasons of some rules that were given: of those that `asked` names, or of
    all if it is empty. 1 for none.
    """
def critical_path(graph: DependencyGraph, durations: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None, lags: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None, deadline: typing.SupportsInt | typing.SupportsIndex | None) -> CriticalPath:
    """
    Times for all nodes. `deadline` is the latest end of all; without it, the earliest end.
    Throws CycleError; InputError that names each bad duration; OverflowError if a time, on
    the way to the result too, leaves 62 bits. O(nodes + arcs).
    """
def cyclic_components(graph: DependencyGraph, of: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32], count: typing.SupportsInt | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.uint32]:
    """
    Components that hold a cycle, rising: those of two or more nodes, and nodes with a self
    arc. O(nodes + arcs).
    """
def eligibility(portfolio: Portfolio, workload: str, offering: str, start: typing.SupportsInt | typing.SupportsIndex, cutover: typing.SupportsInt | typing.SupportsIndex) -> str:
    """
    The verdict of EligibilityJudge for one start and cutover.
    """
def ever_voluntary(portfolio: Portfolio) -> bool:
    """
    Whether it is so in any period.
    """
def find_cycle(graph: DependencyGraph, among: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32] | None, work_limit: typing.SupportsInt | typing.SupportsIndex) -> tuple[numpy.typing.NDArray[numpy.uint32], bool] | None:
    """
    A shortest cycle of the graph, from its least node on; none if the graph is acyclic. Of
    several, always the same one. One search from each node that could have a shorter cycle:
    O(nodes * arcs) at worst, and far less where a short cycle exists; `work_limit` is how
    many arcs are looked at before the best cycle so far is good enough.
    """
def find_cycles(graph: DependencyGraph, work_limit: typing.SupportsInt | typing.SupportsIndex) -> list[tuple[numpy.typing.NDArray[numpy.uint32], bool]]:
    """
    A shortest cycle of each cyclic component, in the order of `cyclic_components`.
    `work_limit` is for each. The same complexity, component by component.
    """
def find_policy(name_or_file: bytes, folder: bytes) -> Policy:
    """
    What `NAME`, `NAME@DATE`, `FILE` or `FILE@DATE` means: a ready-made policy, or else a
    file in the folder. With a date it is the approach taken at that date, without its
    historical end: last values hold on, as lenient(), and transposed() moves all. Throws as
    read_policy(), and UnknownNameError for a name that is neither.
    """
def generate(*, agencies: typing.SupportsInt | typing.SupportsIndex, services: typing.SupportsInt | typing.SupportsIndex, periods: typing.SupportsInt | typing.SupportsIndex, capacity_ratio: typing.SupportsFloat | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex) -> Portfolio:
    """
    A seeded synthetic scenario (docs/generator.md): about 0.9 x agencies x services
    workloads, three offerings per service, dependencies from one template in every agency,
    interfaces, provider and agency effort, yearly budgets. Throws InputError if an option
    is out of range. O(workloads x services).
    """
def governance_state(portfolio: Portfolio, marketplace: str, date: str) -> tuple[str, list[str], list[str]]:
    """
    Where the marketplace stands on the date, events of the date included. A marketplace
    that `designations` calls pre-designated has a lead, with or without an event that says
    so. As designation_steps().
    """
def has_mandates(portfolio: Portfolio) -> bool:
    """
    Whether the policy orders any workload to move within the horizon.
    """
def incumbent_deadline(portfolio: Portfolio, workload: str) -> int | None:
    """
    Last cutover period that the incumbent's end allows: the period after it; none if the
    incumbent does not end inside the horizon or may be kept at a fallback factor.
    """
def irredundant_arcs(graph: DependencyGraph) -> numpy.typing.NDArray[numpy.uint32]:
    """
    Numbers of the arcs that no chain of other arcs implies, rising: the transitive
    reduction (Aho, Garey and Ullman 1972). Of repeated arcs the first stays. In a graph
    with cycles the other arcs inside components stay as they are, self arcs too, and
    between two components the first arc stands for all. O(arcs * nodes / 512) time at
    worst, far less where few nodes lead to any 512 others or arcs are short; about 100
    bytes a node and 12 an arc.
    """
def is_valid_order(graph: DependencyGraph, order: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32]) -> bool:
    """
    Whether `order` holds every node once, each after all of its prerequisites. O(nodes +
    arcs).
    """
def limited_waves(graph: DependencyGraph, *, size: typing.SupportsInt | typing.SupportsIndex | None, effort: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None, capacity: typing.SupportsInt | typing.SupportsIndex | None) -> tuple[numpy.typing.NDArray[numpy.uint32], int, int]:
    """
    Few waves under limits: each wave takes, of the nodes that are free, those with the
    longest chain of dependents first (Hu 1961), then those with the most dependents, then
    by number; a node whose effort does not fit waits. The least number of waves is hard to
    find (it contains bin packing); this one is never more than (2 - 1/size) times the least
    for a limit on size alone (Graham 1969). Throws CycleError; InputError if a limit can
    never be kept, naming each node whose effort is negative or above the capacity. O(arcs +
    nodes log(nodes)).
    """
def load_scenario(path: bytes) -> Portfolio:
    """
    Reads a scenario from a JSON file or a folder of CSV tables.
    """
def longest_chains(graph: DependencyGraph, count: typing.SupportsInt | typing.SupportsIndex, durations: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None, lags: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None) -> list[tuple[numpy.typing.NDArray[numpy.uint32], int]]:
    """
    The `count` longest chains, or all if there are fewer; longest first, ties by their
    nodes' numbers in order. Repeated arcs count once, with their longest lag. Without
    negative lags the first is as long as the critical path; with them it may be shorter, as
    a critical path may begin at a node that its prerequisites do not hold up, and a chain
    may not. Throws as `critical_path`. O(nodes + arcs) and, for each chain, its nodes and
    their arcs times a logarithm.
    """
def mandated_deadline(portfolio: Portfolio, workload: str) -> int | None:
    """
    The deadline of MandateJudge for one workload.
    """
def memory_need(portfolio: Portfolio) -> int:
    """
    Bytes that plan() needs at the most, besides the portfolio itself.
    """
def money_fields() -> tuple[str, ...]:
    """
    Names of the fields, in any table, that hold money and so have 2 places.
    """
def money_kinds() -> tuple[str, ...]:
    """
    The lines of money of a plan (docs/planning-problem.md, "Money"). A transfer is negative
    where it is received.
    """
def nearest_name(name: str, candidates: collections.abc.Sequence[str]) -> str:
    """
    The name among `candidates` nearest to `name` by edit distance, if near enough to be a
    slip (at most a third of its length, at least 1; a letter in the wrong case counts half
    a slip, and a name that is right but for case is always near); ties to the first. Else
    empty.
    """
def observation_option_columns() -> dict[str, list[typing.Any]]:
    """
    What to generate. Each offering has a latent quality that walks from period to period: 0
    means that every measure lies at its target, 0.1 that it lies a tenth of the target on
    the good side, -0.1 a tenth on the bad one.
    """
def operational_plan(portfolio: Portfolio, marketplace: str, date: str) -> dict[str, typing.Any]:
    """
    operational_plan_rule for it.
    """
def order(graph: DependencyGraph, keys: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None = None) -> numpy.typing.NDArray[numpy.uint32]:
    """
    The lexicographically smallest valid order: of the nodes whose prerequisites are all
    placed, always the one of the least number is next. Throws CycleError. O(arcs + nodes
    log64(nodes)) time, about 9 bytes a node beside the result.
    """
def parse_arcs(text: bytes, file: str) -> tuple[int, list[str], numpy.typing.NDArray[numpy.uint32], numpy.typing.NDArray[numpy.uint32], numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.float64]]:
    """
    Reads arcs from text. `file` stands in messages.
    
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
    InputError with every fault. O(bytes).
    """
def parse_plan_json(portfolio: Portfolio, text: bytes, name: str) -> Plan:
    """
    Reads the decisions and transfers of a plan file for this portfolio; the other fields
    are optional and not believed. A workload that is not listed is as in the status quo.
    Throws InputError with every fault: unknown names, dates outside the horizon, a stated
    start that the way's duration contradicts, a workload listed twice.
    """
def parse_policy(text: bytes, name: str, folder: bytes) -> Policy:
    """
    The same from text; `name` stands for the file in faults, and files that it names are
    sought in `folder`.
    """
def parse_reforms(text: bytes, name: str, folder: bytes) -> list[Reform]:
    """
    read_reforms() of a text.
    """
def parse_scenario_json(text: bytes, name: str) -> Portfolio:
    """
    Reads and validates a scenario from JSON text. Throws InputError with every fault and
    its line. `name` stands for the file in messages. Values keep all their digits: numbers
    never pass through floating point.
    """
def parse_target(text: str) -> tuple[str, float | None, str]:
    """
    Reads `>=98%`, `<= 60 days`, `=100%`, `>=4.5 score`: a direction, a plain number of at
    most 6 places from 0 to 1e9, and a unit that begins with a letter; `Zero` is `=0`; an
    empty text, `none`, and one that begins with the word `TBD` are no target. Case and
    blanks between the parts do not matter. Throws InputError with the one fault of anything
    else, whose suggestion is the target that was probably meant, if there is one.
    """
def plan(portfolio: Portfolio, options: PlanOptions, progress: typing.Any) -> PlanResult:
    """
    Plans for the highest objective: net benefit, less the terms of the aims. If the status
    quo is feasible, the result is a feasible plan. Throws InputError if a dependency cycle
    that cannot move contains a pinned move or one in progress, if aims or warm start do not
    fit the portfolio, and if the memory limit is too small.
    """
def plan_schema() -> str:
    """
    JSON Schema (2020-12) of plan files.
    """
def price_of_force(comparison: Comparison) -> tuple[float, float] | None:
    """
    What a force costs: net benefit of the best plan without it less that of the best plan
    with it, never below 0. `comparison` is what_if(with, without). With values v, v' and
    bounds b, b' of the two runs it lies in [v' - min(b, b'), b' - v]. None if a plan is
    missing (with a mandate that nobody can meet there is no price). Only for runs without
    aims.
    """
def quality_shortfalls(portfolio: Portfolio, plan: Plan) -> list[str]:
    """
    Workloads that move, not in progress, onto an offering that is not known to be as good
    as today's service. Listed, not priced.
    """
def reachable_from(graph: DependencyGraph, starts: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32]) -> numpy.typing.NDArray[numpy.uint32]:
    """
    Nodes that wait for any of `starts`, directly or through others, rising. A start itself
    is among them only if it lies on a cycle or waits for another start. O(nodes + arcs
    reached). Throws InputError that names each start out of range (`/starts/0`).
    """
def reachable_to(graph: DependencyGraph, targets: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32]) -> numpy.typing.NDArray[numpy.uint32]:
    """
    Nodes that any of `targets` requires, directly or through others, rising; a target as a
    start above. O(nodes + arcs): for many questions ask `reachable_from(reversed(graph),
    ...)`. Throws InputError (`/targets/0`).
    """
def read_arcs(path: bytes) -> tuple[int, list[str], numpy.typing.NDArray[numpy.uint32], numpy.typing.NDArray[numpy.uint32], numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.float64]]:
    """
    Reads arcs from a file: parse_arcs on its content. Throws IoError and InputError.
    """
def read_policy(file: bytes) -> Policy:
    """
    Reads a policy file. A file whose format is JSON (its first character that is no blank
    is `{`) is read as JSON, else as YAML. One that states `regimes` is put together from
    the policies that it names, by file beside it or ready made, each possibly reformed and
    transposed. Throws IoError, or InputError with every fault by file and line; a file that
    is included by itself, however indirectly, is such a fault.
    """
def read_reforms(file: bytes) -> list[Reform]:
    """
    Reads a reform and those that it `extends`, before it, each once. Throws as
    read_policy(); a circle of reforms is a fault that names it.
    """
def ready_made_policies() -> list[str]:
    """
    Ids of the ready-made policies, in the order of their dates.
    """
def rule_info(rule: str) -> dict[str, typing.Any]:
    """
    The rule's description. O(1).
    """
def rule_names() -> list[str]:
    """
    Every rule, in the order in which eligibility asks them, then the others. Each is a pure
    function `verdict = x_rule(facts, date, parameters)`; rules.hpp lists them with their
    functions.
    """
def run_cases(file: bytes, run: str = '', policy: bytes = b'', trace: bool = False) -> tuple[tuple[CaseResult, ...], dict[str, int]]:
    """
    Reads and runs one file of cases. Throws IoError, or InputError with every fault of the
    file (unknown keys, rules, facts and parameters, values that cannot be read) by line:
    nothing is run then; and InputError for a regular expression that is none. O(cases x
    rules asked).
    """
def run_cases_text(text: bytes, name: str, folder: bytes = b'', run: str = '', policy: bytes = b'', trace: bool = False) -> tuple[tuple[CaseResult, ...], dict[str, int]]:
    """
    run_cases() of a text.
    """
def scenario_schema() -> str:
    """
    JSON Schema (2020-12) of the format. The reader accepts nothing that the schema rejects.
    """
def shortest_cycle_through(graph: DependencyGraph, node: typing.SupportsInt | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.uint32]:
    """
    A shortest cycle through `node`: the nodes from `node` on, each a dependent of the one
    before, the last one's dependent being `node` again. Empty if there is none. Ties to the
    arcs given first. O(nodes + arcs). Throws InputError if the node is out of range.
    """
def standing_at(portfolio: Portfolio, offering: str, date: str) -> str:
    """
    The standing in force on a date: Assessor.standing_in() of the period that contains it.
    """
def stated_policy(portfolio: Portfolio) -> Policy:
    """
    The policy that a portfolio's scenario states, its settings included; `stated` if the
    scenario does not name it.
    """
def status_quo(portfolio: Portfolio) -> Plan:
    """
    Everything is retained, except migrations in progress, which cut over in the first
    period of their range.
    """
def tally_rules(portfolio: Portfolio, threads: typing.SupportsInt | typing.SupportsIndex = 0) -> dict[str, int]:
    """
    Asks, for every workload and period: its start window, its cutover window and its
    mandate; and for every offering that covers its service and starts that cut over within
    the horizon: availability, provider, standards, fit gap, marketplace, standing and
    quality. All of them are asked, also when one bars. O(workloads x offerings of a service
    x periods); independent of the number of threads (0: as many as the machine has).
    """
def to_dot(graph: DependencyGraph, *, names: collections.abc.Sequence[str], lags: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None, weights: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None, bridged: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32] | None, waves: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32] | None) -> str:
    """
    The graph in the DOT language of Graphviz: nodes are their numbers, names are labels,
    nodes of one wave stand side by side, arcs to bridge are dashed; values of arcs are
    labels and the attributes `lag`, `arc_weight` and `bridged`. O(bytes).
    """
def to_graphml(graph: DependencyGraph, *, names: collections.abc.Sequence[str], lags: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None, weights: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None, bridged: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32] | None, waves: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32] | None) -> str:
    """
    The graph in GraphML, with the attributes `name`, `wave`, `lag`, `weight` and `bridged`;
    arcs are numbered `e0`, `e1` and so on. Characters that XML cannot hold become U+FFFD.
    O(bytes).
    """
def transplant(source: Portfolio, plan: Plan, target: Portfolio, leave_out: bool = False) -> Plan:
    """
    The decisions of a plan of one portfolio as a plan of another, by name: for variants of
    a scenario. Workloads that only `to` has are as in its status quo; those that only
    `from` has are left out if they are retained. `missing` says what becomes of moves of
    workloads or onto offerings that `to` lacks (with `leave_out`, also of those onto
    offerings that do not cover the service there, or beyond its horizon) and of transfers
    to agencies that it lacks.
    """
def under(portfolio: Portfolio, policy: Policy) -> Portfolio:
    """
    The portfolio under a policy: the policy's values take the place of all that its
    scenario states (mandates, waivers and exceptions stay: they are facts). Throws
    InputError: as faults_of(), and as Portfolio.
    """
def warnings(portfolio: Portfolio) -> list[str]:
    """
    Sentences for people, in the order of the tables: workloads whose every way takes no
    time and costs nothing because no row of migration_parameters applies, rows that apply
    to nothing, workloads that no offering can serve, marketplaces that never accept a start
    within the horizon, funds without a budget and budgets outside the horizon. O(workloads
    x offerings + marketplaces x periods).
    """
def waves(graph: DependencyGraph) -> tuple[numpy.typing.NDArray[numpy.uint32], int]:
    """
    The earliest wave of each node: the arcs of the longest chain that ends in it. As few
    waves as possible. Throws CycleError. O(nodes + arcs).
    """
def what_if(base: Portfolio, variant: Portfolio, options: PlanOptions, progress: typing.Any) -> Comparison:
    """
    Plans `base`, then `variant` from the base's plan as warm start; a plan of one that is
    better for the other serves both. Limits are those of each run; progress counts both.
    The published plan and the bands of the aims are of `base`, and are matched by name.
    """
def with_observations(portfolio: Portfolio, seed: typing.SupportsInt | typing.SupportsIndex, options: dict) -> Portfolio:
    """
    Observations of every offering that a marketplace lists, of each measure that counts for
    it (measures_of()), in each of the periods in which its stage is `initial` or `full` and
    it has not ended; dated by the first month, with the source `generated`. By offering,
    period and measure, in the order of the tables. Values have 2 places and lie within 0 ..
    1e9, or 0 .. 100 where the unit is `percent`. A measure that is to equal its target lies
    at it if its quality is 0 or more.
    
    The same for the same portfolio, seed and options, on every machine: no floating point.
    Every offering and measure draws from a stream of its own, by its place in its table, so
    that records added at the end of a table leave the others' observations as they were.
    Throws InputError if an option is out of range or `first` is after `last`. O(offerings x
    periods x measures).
    """
def without_mandates(portfolio: Portfolio) -> Portfolio:
    """
    The portfolio under its policy, but mandates do not bind.
    """
def without_participation(portfolio: Portfolio) -> Portfolio:
    """
    The portfolio under its policy, but it is not voluntary: no participation constraint, no
    quality floor.
    """
BREAK_WORK_LIMIT: int = 300000000
DEFAULT_WORK_LIMIT: int = 400000
__version__: str
