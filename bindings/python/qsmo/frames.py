"""pandas frames from columns, and plain data from frames."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from qsmo._core import money_fields

if TYPE_CHECKING:
    import pandas as pd

    from qsmo._core import Violation

__all__ = ["frame", "plain", "violations_frame"]

# How many decimal places numbers of a scenario have at most.
PLACES, MONEY_PLACES = 6, 2
MONEY_FIELDS = frozenset(money_fields())


def frame(columns: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """The columns as a frame. Whole numbers stay whole numbers where some are missing."""
    import pandas as pd

    table = pd.DataFrame({name: _series(values) for name, values in columns.items()})
    return table.reset_index(drop=True)


def _series(values: Sequence[Any]) -> pd.Series[Any]:
    import pandas as pd

    known = [value for value in values if value is not None]
    if known and all(type(value) is int for value in known):
        return pd.Series(values, dtype="int64" if len(known) == len(values) else "Int64")
    return pd.Series(values, dtype=None if known else "object")


def plain(value: Any, places: int = PLACES) -> Any:
    """The value as scenario files have it: frames as lists of records, NumPy numbers as Python's, missing entries left
    out, numbers rounded to what their field takes."""
    if hasattr(value, "to_dict") and hasattr(value, "columns"):
        value = value.to_dict("records")
    elif hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, Mapping):
        entries = ((key, entry) for key, entry in value.items() if not _missing(entry))
        return {key: plain(entry, MONEY_PLACES if key in MONEY_FIELDS else places) for key, entry in entries}
    if isinstance(value, (list, tuple)):
        return [plain(entry, places) for entry in value]
    if isinstance(value, (float, Decimal)):
        return _number(float(value), places)
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    return value


def _missing(value: Any) -> bool:
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(value, float) and math.isnan(value)


def _number(value: float, places: int) -> int | float:
    rounded = round(value, places)
    return int(rounded) if rounded.is_integer() else rounded


def violations_frame(violations: Iterable[Violation]) -> pd.DataFrame:
    """Violations as a table, one a row; the names concerned are joined by ` | `."""
    listed = list(violations)
    return frame(
        {
            "kind": [violation.kind for violation in listed],
            "entities": [" | ".join(violation.entities) for violation in listed],
            "period": [violation.period for violation in listed],
            "fiscal_year": [violation.fiscal_year for violation in listed],
            "amount": [violation.amount for violation in listed],
            "unit": [violation.unit for violation in listed],
            "message": [violation.message for violation in listed],
        }
    )
