"""OR-Tools CP-SAT, with two models of the same scenario.

`indexed` is the time-indexed model of linear.py, all of it 0/1. `intervals` says it in CP-SAT's own words: a cutover
variable per way with its table of costs, optional intervals under cumulative pools, precedences between integers,
bridges as differences of tabled present values; budgets are linear over the literals of the tables.
"""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import numpy as np

from .linear import Model
from .outcome import Choices, Outcome
from .scenario import Arc, Bridge, Scenario, Way

INDEXED, INTERVALS = "indexed", "intervals"
CENT = 0.01


class _Build:
    """Columns of the model become variables of the same number."""

    def __init__(self, model: Model) -> None:
        from ortools.sat.python import cp_model

        self.model, self.scenario = model, model.scenario
        self.cp = cp_model.CpModel()
        self.proto = self.cp.proto
        self.columns = [self.cp.new_bool_var("") for _ in range(model.columns)]
        self.gains: list[int] = [int(gain) for gain in model.gain]
        self.variables = list(range(model.columns))
        self._rows()

    def _rows(self) -> None:
        matrix = self.model.matrix
        lower, upper = (bound.tolist() for bound in self.model.rows.bounds())
        indices, data, starts = matrix.indices, matrix.data, matrix.indptr.tolist()
        for row in range(matrix.shape[0]):
            begin, end = starts[row], starts[row + 1]
            if begin < end or not lower[row] <= 0 <= upper[row]:
                self._row(indices[begin:end].tolist(), data[begin:end].tolist(), lower[row], upper[row])

    def _row(self, columns: list[int], values: list[int], lower: int, upper: int) -> None:
        low, high = sum(min(value, 0) for value in values), sum(max(value, 0) for value in values)
        if lower <= low and high <= upper:
            return
        divisor = math.gcd(*values) or 1
        linear = self.proto.constraints.add().linear
        linear.vars.extend(columns)
        linear.coeffs.extend(value // divisor for value in values)
        linear.domain.extend([-(-max(lower, low) // divisor), min(upper, high) // divisor])

    def finish(self) -> None:
        from ortools.sat.python import cp_model

        used = [number for number, gain in enumerate(self.gains) if gain]
        terms = [self.columns[number] for number in used]
        self.cp.maximize(cp_model.LinearExpr.weighted_sum(terms, [self.gains[number] for number in used]))

    def hint(self, choices: Choices) -> None:
        """A value for every variable: of an incomplete hint CP-SAT makes little.

        Finding them also proves that the model means what qsmo means: the plan is feasible and worth the same.
        """
        from ortools.sat.python import cp_model

        cp: Any = self.cp
        for column, (w, offering, c) in zip(self.columns, self.model.meaning, strict=False):
            cp.add_hint(column, choices.get(w) == (offering, c))
        solver = cp_model.CpSolver()
        solver.parameters.fix_variables_to_their_hinted_value = True
        solver.parameters.num_workers = 1
        status = solver.solve(cp)
        assert status == cp_model.OPTIMAL, "the plan is not feasible in the model"
        value = solver.objective_value * self.model.unit + self.model.constant
        worth, _ = self.scenario.judge(choices)
        assert abs(value - worth) <= self.model.slack + CENT, "the plan is worth something else in the model"
        cp.clear_hints()
        for column in self.columns:
            cp.add_hint(column, solver.boolean_value(column))


class _Intervals(_Build):
    """What the time-indexed model left out: effort pools, hard precedences, bridges."""

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self._when: dict[int, Any] = {}
        self._moves: dict[int, Any] = {}
        self._pools: dict[tuple[str, str], list[tuple[Any, int]]] = defaultdict(list)
        for w in range(len(self.scenario.workloads)):
            self._workload(w)
        for key, members in self._pools.items():
            self._cumulative(key, members)
        for arc in self.scenario.arcs:
            if arc.price is None:
                self._hard(arc)
        for bridge in self.scenario.bridges:
            self._bridge(bridge)

    def _workload(self, w: int) -> None:
        """A variable of the cutover, which is the horizon if it stays."""
        from ortools.sat.python import cp_model

        cp, workload, periods = self.cp, self.scenario.workloads[w], self.scenario.periods
        at: dict[int, list[Any]] = defaultdict(list)
        present = []
        for way, first in zip(workload.ways, self.model.first[w], strict=True):
            literals = self.columns[first : first + len(way.cutovers)]
            for c, literal in zip(way.cutovers.tolist(), literals, strict=True):
                at[c].append(literal)
            present.append(self._way(way, literals))
        moves = cp.new_bool_var("")
        cp.add_exactly_one([*present, ~moves])
        when = cp.new_int_var_from_domain(cp_model.Domain.from_values([*at, periods]), "")
        cp.add(when == periods).only_enforce_if(~moves)
        cp.add(when < periods).only_enforce_if(moves)
        for c, literals in at.items():
            for literal in literals:
                cp.add(when == c).only_enforce_if(literal)
        self._when[w], self._moves[w] = when, moves

    def _way(self, way: Way, literals: list[Any]) -> Any:
        from ortools.sat.python import cp_model

        cp, scenario = self.cp, self.scenario
        present = cp.new_bool_var("")
        cp.add_exactly_one([*literals, ~present])
        cutover = cp.new_int_var_from_domain(cp_model.Domain.from_values(way.cutovers.tolist()), "")
        for c, literal in zip(way.cutovers.tolist(), literals, strict=True):
            cp.add(cutover == c).only_enforce_if(literal)
        for begin, end, demands in scenario.efforts(way):
            if way.cutovers[0] + begin < 0:
                raise NotImplementedError("starts before the horizon")
            demands = {key: amount for key, amount in demands.items() if key in scenario.pools and amount}
            if demands:
                interval = cp.new_optional_fixed_size_interval_var(cutover + begin, end - begin, present, "")
                for key, amount in demands.items():
                    self._pools[key].append((interval, amount))
        return present

    def _cumulative(self, key: tuple[str, str], members: list[tuple[Any, int]]) -> None:
        """Where capacity is below its peak, a fixed interval takes the difference."""
        capacity = self.scenario.pools[key].capacity
        total = sum(amount for _, amount in members)
        levels = [total if value is None else min(value, total) for value in capacity]
        peak = max(levels)
        intervals, demands = [interval for interval, _ in members], [amount for _, amount in members]
        begin = 0
        for t in range(1, len(levels) + 1):
            if t == len(levels) or levels[t] != levels[begin]:
                if levels[begin] < peak:
                    intervals.append(self.cp.new_fixed_size_interval_var(begin, t - begin, ""))
                    demands.append(peak - levels[begin])
                begin = t
        divisor = math.gcd(*demands)
        self.cp.add_cumulative(intervals, [demand // divisor for demand in demands], peak // divisor)

    def _hard(self, arc: Arc) -> None:
        cp, u, w = self.cp, arc.prerequisite, arc.dependent
        if arc.kind == "together":
            cp.add(self._when[u] == self._when[w])
            return
        if arc.kind != "cutover_before":
            raise NotImplementedError(f"arcs of kind {arc.kind}")
        if not arc.allow:
            cp.add_implication(self._moves[w], self._moves[u])
        both = [self._moves[w], self._moves[u]] if arc.allow else [self._moves[w]]
        cp.add(self._when[w] >= self._when[u] + arc.lag).only_enforce_if(both)

    def _bridge(self, bridge: Bridge) -> None:
        """|difference| of the present values of a bridge that ends at each side's cutover."""
        cp, periods = self.cp, self.scenario.periods
        line = bridge.cents / 100 * self.scenario.discount / self.model.unit
        until = [0, *np.rint(np.cumsum(line)).astype(np.int64).tolist()]
        price = cp.new_int_var(0, until[periods], "")
        self.columns.append(price)
        self.gains.append(-1)
        a, b = (self._rest(w, until) for w in (bridge.a, bridge.b))
        cp.add(price >= a - b)
        cp.add(price >= b - a)

    def _rest(self, w: int, until: list[int]) -> Any:
        """What the bridge would cost from w's cutover on; 0 if it stays."""
        from ortools.sat.python import cp_model

        columns = self.model.columns_of(w)
        rest = [until[-1] - until[self.model.meaning[column][2]] for column in columns]
        return cp_model.LinearExpr.weighted_sum([self.columns[column] for column in columns], rest) if rest else 0


def _callback(model: Model, outcome: Outcome, begin: float, value_of: Callable[[float], float]) -> Any:
    from ortools.sat.python import cp_model

    class Callback(cp_model.CpSolverSolutionCallback):
        """Keeps every plan."""

        def __init__(self, columns: list[Any]) -> None:
            super().__init__()
            self._columns = columns

        def on_solution_callback(self) -> None:
            taken = [number for number, column in enumerate(self._columns) if self.boolean_value(column)]
            outcome.plans.append({model.meaning[number][0]: model.meaning[number][1:] for number in taken})
            outcome.claimed = value_of(self.objective_value)
            outcome.trace.note(time.perf_counter() - begin, outcome.claimed, value_of(self.best_objective_bound))

    return Callback


def _solver(seconds: float, threads: int, kind: str, seed: int) -> Any:
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = threads
    solver.parameters.random_seed = seed
    solver.parameters.relative_gap_limit = 1e-6
    if kind == INDEXED:
        # Of its own choice of searches for two workers none works on the linear relaxation in earnest.
        solver.parameters.subsolvers.append("max_lp")
    return solver


def _built(scenario: Scenario, kind: str, hint: Choices | None) -> _Build:
    own_words = kind == INTERVALS
    if own_words and scenario.participation:
        raise NotImplementedError("participation")
    model = Model(scenario, effort=not own_words, order=not own_words, bridges=not own_words)
    build = _Intervals(model) if own_words else _Build(model)
    build.finish()
    if hint is not None:
        build.hint(hint)
    return build


def run(
    scenario: Scenario,
    seconds: float,
    threads: int,
    built: Callable[[Outcome], None],
    kind: str,
    seed: int,
    hint: Choices | None = None,
) -> Outcome:
    """`built` is told the size of the model before it is solved."""
    from ortools.sat.python import cp_model

    begin = time.perf_counter()
    build = _built(scenario, kind, hint)
    model = build.model
    size = {"choices": model.choices, "columns": len(build.proto.variables), "rows": len(build.proto.constraints)}
    outcome = Outcome(size=size, build=time.perf_counter() - begin)
    solver = _solver(seconds, threads, kind, seed)
    built(outcome)

    def value_of(objective: float) -> float:
        return objective * model.unit + model.constant

    begin = time.perf_counter()
    callback = _callback(model, outcome, begin, value_of)(build.columns[: model.choices])
    solver.best_bound_callback = lambda bound: outcome.trace.note(
        time.perf_counter() - begin, outcome.claimed, value_of(bound)
    )
    status = solver.solve(build.cp, callback)
    outcome.seconds = time.perf_counter() - begin
    outcome.proven = status == cp_model.OPTIMAL
    if status == cp_model.MODEL_INVALID:
        outcome.note = f"refuses the model: {build.cp.validate().splitlines()[0]}"
    elif status != cp_model.UNKNOWN or outcome.trace.points:  # else it knows no bound yet, and says 0
        outcome.bound = value_of(solver.best_objective_bound) + model.slack
    return outcome
