"""pandas frames from columns, and plain data from frames."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from qsmo._core import Violation

__all__ = ["frame", "plain", "violations_frame"]

PLACES = 6
"""What numbers in scenarios have at most; a computed one (`cost * 1.1`) carries noise beyond that."""


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


def plain(value: Any) -> Any:
    """The value as JSON has it: frames as lists of records, NumPy numbers as Python's, missing entries left out."""
    if hasattr(value, "to_dict") and hasattr(value, "columns"):
        value = value.to_dict("records")
    elif hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, Mapping):
        return {key: plain(entry) for key, entry in value.items() if not _missing(entry)}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    if isinstance(value, (float, Decimal)):
        return _number(value)
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    return value


def _missing(value: Any) -> bool:
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(value, float) and math.isnan(value)


def _number(value: float | Decimal) -> int | float:
    rounded = round(float(value), PLACES)
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
