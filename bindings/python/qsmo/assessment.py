"""Continuous assessment: measures with targets, what was observed of them, and the standing of offerings over time."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from qsmo import _core
from qsmo._core import Fault
from qsmo.errors import InputError, IoError
from qsmo.files import StrPath
from qsmo.frames import frame
from qsmo.model import Portfolio

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Measures",
    "Target",
    "assess",
    "assessed_standings",
    "assessment_rows",
    "attainments",
    "generate_observations",
    "observation_options",
    "parse_target",
    "read_measures",
    "standing_at",
]


def assess(portfolio: Portfolio, *, last: int | None = None) -> pd.DataFrame:
    """The standing of each offering after each period in which it is assessed, with its score and why.

    An offering is assessed in every period, without a gap, from the first one in which it serves and anything was observed of
    any offering of its area to the last such one, or to the period `last`. `score` is missing where too little was observed;
    `low_periods` and `high_periods` count the scores in a row that call for a worse or better standing, `missing_periods` those
    that are missing. A standing holds from the period after.
    """
    return frame(_core.assessment_columns(portfolio, last))


def assessment_rows(portfolio: Portfolio, last: int | None = None) -> list[dict[str, Any]]:
    """The rows of `assess` as dictionaries; a missing score is None."""
    columns = _core.assessment_columns(portfolio, last)
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def attainments(portfolio: Portfolio, *, last: int | None = None) -> pd.DataFrame:
    """How far each measure of each offering attained its target, in the periods of `assess`.

    `attainment` is 1 where the target is met and missing where nothing was observed or there is no target; `reason` says which.
    """
    return frame(_core.attainment_columns(portfolio, last))


def standing_at(portfolio: Portfolio, offering: str, date: str) -> str:
    """The standing in force on a date such as `2021-10-15`: as stated, moved by what was observed in the periods before.

    Raises UnknownNameError; ValueError if it is no date.
    """
    return _core.standing_at(portfolio, offering, date)


def assessed_standings(portfolio: Portfolio) -> dict[str, str]:
    """The standing of each offering when the plan is made: in force on the as-of date. The planner goes by it."""
    return dict(_core.assessed_standings(portfolio))


def generate_observations(portfolio: Portfolio, *, seed: int = 1, **options: float) -> Portfolio:
    """The portfolio with made-up observations added: of each offering of a marketplace and each measure that counts for it.

    The same for the same portfolio, seed and options; `observation_options()` lists these. Raises InputError if an option is
    out of range, or if something is observed already in one of the periods; TypeError if there is no such option.
    """
    known = _core.observation_option_columns()["option"]
    for name in options:
        if name not in known:
            raise TypeError(f"generate_observations() has no option {name!r}; there are: {', '.join(known)}")
    return Portfolio(_core.with_observations(portfolio, seed, options))


def observation_options() -> pd.DataFrame:
    """The options of `generate_observations`: name, initial value, unit and meaning."""
    return frame(_core.observation_option_columns())


# --- measures from files ---


class Target(NamedTuple):
    """What the text of a target says. `target` is None where there is none yet, so that the measure is a volume."""

    direction: str
    target: float | None
    unit: str


def parse_target(text: str) -> Target:
    """Read a target such as `>=98%`, `<=60 days`, `=100%`, `Zero` or `TBD by Service Customer`.

    Raises InputError with one fault, whose suggestion is the target that was probably meant.
    """
    return Target(*_core.parse_target(text))


class Measures(NamedTuple):
    """Measures from a file, and everything that is wrong with it.

    `measures` has the columns of the table `measures` and the line of each in the file as its index. Every row of the file is
    among them or has a fault that says why not. A measure that can be used but looks wrong has a fault too.
    """

    measures: pd.DataFrame
    faults: list[Fault]


# Columns of the file by what they mean: the first that is there counts.
COLUMNS = {
    "id": ("measure_id", "id", "measure"),
    "name": ("name", "measure"),
    "target": ("target",),
    "unit": ("unit",),
    "area": ("area",),
    "weight": ("weight",),
    "source": ("source",),
    "description": ("description", "definition"),
    "activity": ("activity",),
}
REQUIRED = ("id", "name")
# What a description counts in, by how it begins.
DESCRIBED_UNITS = (
    (r"percent|%", "percent"),
    (r"(average )?number of (\w+ )?(work ?)?days\b", "days"),
    (r"(average )?number of (\w+ )?months\b", "months"),
    (r"(number|count) of\b", "count"),
    (r"dollar|\$|estimated \$|estimated roi \$", "USD"),
    (r"ratio of\b", "ratio"),
)


def read_measures(path: StrPath, *, area: str = "", units: Mapping[str, str] | None = None) -> Measures:
    """Read measures from a CSV file with the columns `measure_id` and `name`, and those of `target`, `unit`, `area`, `weight`,
    `source`, `description` and `activity` that it has.

    A measure without a `target`, or whose target is still to be decided, is a volume. Its unit is that of `units` for its id,
    or of the column `unit`, or of its target, or what its description says that it counts in. `area` is that of rows without
    one. Raises IoError, and InputError if the file as a whole is not such a table.
    """
    reader = _Reader(str(path), area, units or {})
    return reader.read(_text(path))


def _text(path: StrPath) -> str:
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise IoError(str(path), f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError([Fault(file=str(path), value=repr(error.object[error.start : error.end])[2:-1], expected="UTF-8")]) from None


@dataclass
class _Reader:
    file: str
    area: str
    units: Mapping[str, str]

    def read(self, text: str) -> Measures:
        rows = self._rows(text)
        line, header = next(rows, (1, []))
        columns = self._columns(line, header)
        self.faults: list[Fault] = []
        self.seen: dict[str, int] = {}
        records = {}
        for line, cells in rows:
            record = self._record(line, header, columns, cells)
            if record is not None:
                records[line] = record
        return Measures(_measures_frame(records), self.faults)

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Rows with any text in them, each with the line where it begins."""
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error as error:
                raise InputError([self._fault(line, "", "", f"CSV: {error}")]) from None
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]

    def _columns(self, line: int, header: list[str]) -> dict[str, str]:
        """The column of the file for each meaning that it has."""
        columns = {
            meaning: next(name for name in names if name in header)
            for meaning, names in COLUMNS.items()
            if any(name in header for name in names)
        }
        faults = [
            self._fault(line, "", ",".join(header)[:80], f"a column {COLUMNS[meaning][0]}")
            for meaning in REQUIRED
            if meaning not in columns
        ]
        faults += [
            self._fault(line, name, name, "each column once") for name in dict.fromkeys(header) if header.count(name) > 1
        ]
        if faults:
            raise InputError(faults)
        return columns

    def _record(self, line: int, header: list[str], columns: dict[str, str], cells: list[str]) -> dict[str, Any] | None:
        """The measure of a row, or None if a fault says why there is none."""
        if len(cells) != len(header):
            self._refuse(line, "", str(len(cells)), f"{len(header)} cells, as in the header")
            return None
        row = dict(zip(header, cells, strict=True))
        cell = {meaning: row[name] for meaning, name in columns.items()}
        found = len(self.faults)
        target = self._target(line, columns, cell)
        weight = self._weight(line, cell)
        name = self._id(line, columns, cell)
        if target is None or weight is None or len(self.faults) > found:
            return None
        unit = self._unit(cell, target)
        if not unit:
            self._refuse(line, columns.get("description", "unit"), cell.get("description", ""), "a unit: percent, days, count ...")
            return None
        self._doubt(line, columns, cell, target)
        return {
            "id": name,
            "name": cell["name"] or None,
            "area": cell.get("area") or self.area or None,
            "unit": unit,
            "direction": target.direction,
            "target": target.target,
            "weight": weight,
            "source": cell.get("source") or f"{Path(self.file).name}, line {line}",
        }

    def _id(self, line: int, columns: dict[str, str], cell: dict[str, str]) -> str:
        name = cell["id"]
        first = self.seen.setdefault(name, line)
        if not name:
            self._refuse(line, columns["id"], "", "an id")
        elif first != line:
            self._refuse(line, columns["id"], name, f"an id of its own: line {first} has it too")
        return name

    def _target(self, line: int, columns: dict[str, str], cell: dict[str, str]) -> Target | None:
        try:
            return parse_target(cell.get("target", ""))
        except InputError as error:
            fault = error.faults[0]
            self._refuse(line, columns["target"], fault.value, fault.expected, fault.suggestion)
            return None

    def _weight(self, line: int, cell: dict[str, str]) -> float | None:
        text = cell.get("weight") or "1"
        if re.fullmatch(r"\d{1,7}(\.\d{1,6})?", text) and float(text) <= 1_000_000:
            return float(text)
        self._refuse(line, "weight", text, "a number from 0 to 1000000")
        return None

    def _unit(self, cell: dict[str, str], target: Target) -> str:
        return self.units.get(cell["id"]) or cell.get("unit") or target.unit or _described_unit(cell.get("description", ""))

    def _doubt(self, line: int, columns: dict[str, str], cell: dict[str, str], target: Target) -> None:
        """What looks wrong with a measure that can be used."""
        described = _described_unit(cell.get("description", ""))
        if target.unit and described and target.unit != described:
            self._refuse(line, columns["target"], cell["target"], f"a target in {described}: that is what the description counts in")
        activity = cell.get("activity", "").split(" ")[0]
        if activity and not cell["id"].startswith(activity + "."):
            self._refuse(line, columns["id"], cell["id"], f"an id of its activity {activity}")

    def _fault(self, line: int, column: str, value: str, expected: str, suggestion: str = "") -> Fault:
        return Fault(file=self.file, line=line, pointer=column, value=value, expected=expected, suggestion=suggestion)

    def _refuse(self, line: int, column: str, value: str, expected: str, suggestion: str = "") -> None:
        self.faults.append(self._fault(line, column, value, expected, suggestion))


def _described_unit(description: str) -> str:
    for pattern, unit in DESCRIBED_UNITS:
        if re.match(pattern, description, re.IGNORECASE):
            return unit
    return ""


def _measures_frame(records: Mapping[int, Mapping[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    names = ("id", "name", "area", "unit", "direction", "target", "weight", "source")
    table = frame({name: [record[name] for record in records.values()] for name in names})
    table.index = pd.Index(list(records), name="line", dtype="int64")
    return table
