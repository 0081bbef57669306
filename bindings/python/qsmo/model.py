"""Portfolios: loading, looking at, varying and saving scenarios."""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qsmo import _core
from qsmo.errors import IoError, UnknownNameError
from qsmo.files import StrPath, write_atomically
from qsmo.frames import frame, plain

# Suffixes of files that people might expect, and that must not become the name of a folder.
NOT_A_FOLDER = {".csv", ".gz", ".htm", ".html", ".ods", ".parquet", ".txt", ".xls", ".xlsx", ".xml", ".yaml", ".yml", ".zip"}

if TYPE_CHECKING:
    import pandas as pd

    from qsmo.policy import Policy

__all__ = ["Portfolio", "generate", "load", "loads", "scenario_schema"]


class Portfolio(_core.Portfolio):
    """A portfolio of agencies, services, offerings and rules, validated and immutable.

    Made by `load`, `loads` and `generate`, and from another one by `replace`.
    """

    @cached_property
    def fingerprint(self) -> str:
        """`fnv1a128:` and 32 hex digits over the scenario's canonical JSON: equal for equal content."""
        return super().fingerprint

    @property
    def settings(self) -> dict[str, Any]:
        """Facts of the scenario as a whole: name, as_of, period, discount_rate and so on."""
        return self._settings()

    @property
    def policy(self) -> Policy:
        """The policy that the scenario states, its settings included; `qsmo.under` gives the portfolio another one."""
        from qsmo.policy import stated_policy

        return stated_policy(self)

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of all tables, in the order of the format."""
        return tuple(self._table_sizes())

    def table(self, name: str) -> pd.DataFrame:
        """One table as a frame, with a column for every field.

        Money is in dollars, dates are texts such as `2021-10`, missing values are missing. A profile is a number, or a
        list of its steps if it changes over time. Raises UnknownNameError.
        """
        columns = self._columns(name)
        if columns is None:
            raise UnknownNameError(name, "", f'no table "{name}"; there are: {", ".join(self.tables)}')
        return frame(columns)

    def replace(self, edit: Callable[[dict[str, Any]], Any] | None = None, /, **changes: Any) -> Portfolio:
        """A variant; this portfolio is untouched.

        `edit` gets the scenario as plain dictionaries and lists, as in its JSON file, and changes it or returns another.
        Keywords replace whole tables (a frame as from `table`, or a list of records) and settings; None removes. Money
        is rounded to cents and other numbers to 6 places, so that computed ones fit. Raises InputError with every fault.
        """
        content = json.loads(self.to_json())
        if edit is not None:
            edited = edit(content)
            content = content if edited is None else edited
        return loads(json.dumps(plain(content | changes), ensure_ascii=False, allow_nan=False), name="")

    def describe(self) -> dict[str, Any]:
        """Counts and totals: settings, records per table, cost per year, and both by area."""
        calendar = self.calendar
        workloads, services = self._columns("workloads"), self._columns("services")
        assert workloads is not None and services is not None
        return {
            "name": self.name,
            "fingerprint": self.fingerprint,
            "as_of": self.as_of,
            "period": calendar.period,
            "periods": self.periods,
            "fiscal_years": [calendar.fiscal_year(0), calendar.fiscal_year(self.periods - 1)],
            "discount_rate": self.settings["discount_rate"],
            "base_year": self.settings["base_year"] or None,
            "mandates_bind": self.settings["mandates_bind"],
            "participation": self.settings["participation"],
            "annual_cost": round(sum(workloads["annual_cost"]), 2),
            "areas": _areas(workloads, services),
            "tables": dict(self._table_sizes()),
        }

    def save(self, path: StrPath) -> None:
        """Write the scenario: to one JSON file if the name ends in `.json`, else to a new folder of CSV tables.

        The file or folder appears whole or not at all. Raises IoError, also if the folder exists already.
        """
        suffix = Path(path).suffix.lower()
        if suffix == ".json" or Path(path).is_char_device():
            write_atomically(path, self.to_json())
        elif suffix in NOT_A_FOLDER:
            raise IoError(str(path), f"{path}: a scenario is written to a .json file or to a folder of CSV tables, not to {suffix}")
        else:
            self._write_csv(os.fsencode(path))

    def __repr__(self) -> str:
        sizes = self._table_sizes()
        return f"<Portfolio {self.name!r}: {sizes['workloads']} workloads, {self.periods} periods from {self.as_of}>"

    def _repr_html_(self) -> str:
        from qsmo.report import portfolio_html

        return portfolio_html(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return loads, (self.to_json(),)


def _areas(workloads: dict[str, list[Any]], services: dict[str, list[Any]]) -> list[dict[str, Any]]:
    area_of = dict(zip(services["id"], services["area"], strict=True))
    offered, used, cost = Counter(services["area"]), Counter[str](), defaultdict[str, float](float)
    for service, annual_cost in zip(workloads["service"], workloads["annual_cost"], strict=True):
        used[area_of[service]] += 1
        cost[area_of[service]] += annual_cost
    return [
        {"area": area, "services": offered[area], "workloads": used[area], "annual_cost": round(cost[area], 2)}
        for area in offered
    ]


def load(path: StrPath) -> Portfolio:
    """Read and validate a scenario from a JSON file or a folder of CSV tables.

    Raises InputError with every fault, its file and line; IoError.
    """
    return Portfolio(_core.load_scenario(os.fsencode(path)))


def loads(text: str | bytes, name: str = "scenario.json") -> Portfolio:
    """Read and validate a scenario from JSON text; `name` stands for the file in messages. Raises InputError."""
    return Portfolio(_core.parse_scenario_json(text.encode() if isinstance(text, str) else text, name))


def generate(
    agencies: int = 24,
    services: int = 12,
    periods: int = 40,
    capacity_ratio: float = 0.6,
    seed: int = 1,
) -> Portfolio:
    """A seeded synthetic portfolio, the same for the same arguments.

    `capacity_ratio` is capacity divided by what would be needed if everyone took its favourite offering: smaller is
    tighter. Raises InputError if an argument is out of range.
    """
    return Portfolio(
        _core.generate(
            agencies=agencies, services=services, periods=periods, capacity_ratio=capacity_ratio, seed=seed
        )
    )


def scenario_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of scenario files."""
    schema: dict[str, Any] = json.loads(_core.scenario_schema())
    return schema
