"""What a change of a scenario is worth."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qsmo import _core
from qsmo._core import Progress
from qsmo.files import StrPath
from qsmo.frames import frame
from qsmo.model import Portfolio, load
from qsmo.planning import Result, plan_options
from qsmo.variants import Change, variant

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["WhatIf", "what_if"]


Choice = tuple[str, int] | None
"""Offering and cutover period; None: retained."""


class WhatIf:
    """A scenario and a variant of it, planned alike. Money in dollars of present value. Immutable. Made by `what_if`."""

    def __init__(
        self,
        base: Result,
        variant: Result,
        least: float | None,
        most: float | None,
        changes: tuple[tuple[str, Choice, Choice], ...],
    ) -> None:
        self._base = base
        self._variant = variant
        self._least = least
        self._most = most
        self._changes = changes

    @property
    def base(self) -> Result:
        """The scenario as it is."""
        return self._base

    @property
    def variant(self) -> Result:
        """With the change."""
        return self._variant

    @property
    def difference(self) -> float:
        """Objective of the variant's plan less that of the base's; without aims, of their net benefits.

        Each counts against the status quo of its own scenario.
        """
        return self._variant.objective - self._base.objective

    @property
    def least(self) -> float | None:
        """The change adds at least this to the highest possible objective; None where a plan is missing."""
        return self._least

    @property
    def most(self) -> float | None:
        """The change adds at most this to the highest possible objective; None where a plan is missing."""
        return self._most

    @cached_property
    def changes(self) -> pd.DataFrame:
        """One row per decision that differs: workload, offering and cutover in the base and in the variant.

        Missing values: retained.
        """
        columns: dict[str, list[Any]] = {"workload": [name for name, _, _ in self._changes]}
        for word, result, place in (("base", self._base, 1), ("variant", self._variant, 2)):
            label = result.portfolio.calendar.label
            choices: list[Any] = [row[place] for row in self._changes]
            columns[f"{word}_offering"] = [choice and choice[0] for choice in choices]
            columns[f"{word}_cutover"] = [choice and label(choice[1]) for choice in choices]
        return frame(columns)

    def _state(self) -> tuple[Any, ...]:
        return self._base, self._variant, self._least, self._most, self._changes

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WhatIf):
            return NotImplemented
        return self._state() == other._state()

    def __hash__(self) -> int:
        return hash(self._state())

    def __reduce__(self) -> tuple[Any, ...]:
        return WhatIf, self._state()

    def __repr__(self) -> str:
        if self.least is None or self.most is None:
            return f"<WhatIf: {self.base.status} and {self.variant.status}>"
        return f"<WhatIf: {self.difference:+,.2f}, between {self.least:,.2f} and {self.most:,.2f}>"

    def _repr_html_(self) -> str:
        from qsmo.report import what_if_html

        return what_if_html(self)


def what_if(
    portfolio: Portfolio | StrPath,
    *changes: Change | Portfolio,
    progress: Callable[[Progress], object] | None = None,
    **options: Any,
) -> WhatIf:
    """Plan a scenario and a variant of it with the same seed and limits, and compare them.

    Each change is a text such as `designation:HR=+3` (`qsmo.variants` lists the forms), or a function that edits the
    scenario as plain dictionaries; or the only one is the variant itself. The variant starts from the base's plan. The
    options are those of `plan`; limits are those of each of the two runs.
    Raises InputError if a change cannot be made, and as `plan` does.
    """
    if not isinstance(portfolio, Portfolio):
        portfolio = load(portfolio)
    changed = _variant(portfolio, changes)
    native = _core.what_if(portfolio, changed, plan_options(portfolio, **options), progress)
    rows = tuple(native.changes(portfolio, changed))
    return WhatIf(Result(portfolio, native.base), Result(changed, native.variant), native.least, native.most, rows)


def _variant(portfolio: Portfolio, changes: tuple[Change | Portfolio, ...]) -> Portfolio:
    if len(changes) == 1 and isinstance(changes[0], Portfolio):
        return changes[0]
    texts = [change for change in changes if not isinstance(change, Portfolio)]
    if len(texts) != len(changes):
        raise TypeError("a variant stands alone; changes are texts or functions")
    return variant(portfolio, *texts)
