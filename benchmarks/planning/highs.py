"""HiGHS on the time-indexed model."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from .linear import FREE, Model
from .outcome import Outcome
from .scenario import Scenario

THOUSANDS = 1000.0  # dollars in which HiGHS counts


def build(model: Model, integer: bool = True) -> Any:
    """The model as HiGHS takes it. Rows are scaled so that tolerances mean little."""
    import highspy

    lower, upper = model.rows.bounds()
    matrix = model.matrix
    size = np.maximum(1.0, np.abs(matrix).max(axis=1).toarray().ravel())
    scale = np.where(size > 1000, 1000 / size, 1.0)
    scale = 2.0 ** np.round(np.log2(scale))
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.offset_ = model.constant / THOUSANDS
    lp.col_cost_ = np.asarray(model.gain * (model.unit / THOUSANDS), dtype=np.float64)
    lp.col_lower_, lp.col_upper_ = np.zeros(model.columns), np.ones(model.columns)
    lp.row_lower_ = np.where(lower <= -FREE, -highspy.kHighsInf, lower * scale)
    lp.row_upper_ = np.where(upper >= FREE, highspy.kHighsInf, upper * scale)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = matrix.indptr, matrix.indices
    lp.a_matrix_.value_ = matrix.data * np.repeat(scale, np.diff(matrix.indptr))
    if integer:
        lp.integrality_ = _integrality(model)
    return lp


def _integrality(model: Model) -> list[Any]:
    """What decides is whole; what follows from it is whole by itself, but for the choice of tiers."""
    import highspy

    whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    out = [whole] * model.choices + [real] * (model.columns - model.choices)
    periods = model.scenario.periods
    for firsts in model.tier_columns.values():
        for first in firsts:
            out[first : first + periods] = [whole] * periods
    for column in model.joining:
        out[column] = whole
    return out


class _Watcher:
    """Keeps plans and bounds with their times."""

    def __init__(self, model: Model, outcome: Outcome) -> None:
        self._model, self._outcome, self._begin = model, outcome, time.perf_counter()

    def solution(self, event: Any) -> None:
        self._outcome.plans.append(self._model.chosen(np.asarray(event.data_out.mip_solution)))
        self.note(event)

    def note(self, event: Any) -> None:
        out = event.data_out
        value, bound = out.mip_primal_bound * THOUSANDS, out.mip_dual_bound * THOUSANDS
        self._outcome.trace.note(time.perf_counter() - self._begin, value, bound)


def run(scenario: Scenario, seconds: float, threads: int, built: Callable[[Outcome], None], seed: int) -> Outcome:
    """`built` is told the size of the model before it is solved."""
    import highspy

    begin = time.perf_counter()
    model = Model(scenario)
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    options = {"output_flag": False, "threads": threads, "time_limit": seconds, "random_seed": seed}
    for name, value in (options | {"mip_rel_gap": 1e-6, "mip_abs_gap": 1e-5}).items():
        solver.setOptionValue(name, value)
    solver.passModel(build(model))
    outcome = Outcome(size=model.size(), build=time.perf_counter() - begin)
    built(outcome)
    watcher = _Watcher(model, outcome)
    solver.cbMipImprovingSolution.subscribe(watcher.solution)
    solver.cbMipLogging.subscribe(watcher.note)
    begin = time.perf_counter()
    solver.run()
    outcome.seconds = time.perf_counter() - begin
    info = solver.getInfo()
    bound = info.mip_dual_bound * THOUSANDS + model.slack
    outcome.bound = bound if abs(bound) < 1e15 else None
    outcome.proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    final = solver.getSolution()
    if final.value_valid:
        outcome.plans.append(model.chosen(np.asarray(final.col_value)))
        outcome.claimed = info.objective_function_value * THOUSANDS
    return outcome
