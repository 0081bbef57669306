"""Arrays, frames and lists as the graph layer takes them; what does not fit is an InputError that names row and value."""

from __future__ import annotations

import decimal
import operator
import sys
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qsmo import _core
from qsmo.errors import InputError

__all__ = [
    "Columns",
    "by_node",
    "checked_names",
    "fault",
    "input_error",
    "name_numbers",
    "nearest",
    "node_columns",
    "node_faults",
    "numbered_faults",
    "read_only",
    "real_numbers",
    "refuse",
    "refuse_many",
    "seconds",
    "weight_numbers",
    "whole",
    "whole_numbers",
]

Columns = tuple[NDArray[Any], NDArray[Any]]
"""Prerequisites and dependents: contiguous integers of one type."""

FAULTS_TOLD = 100
LONGEST_TIME_LIMIT = 1e9
"""Seconds; more than anyone waits, and little enough for every clock."""
# What the library's arguments are called here.
POINTERS = (("/durations/nodes", "/durations"), ("/durations/lags", "/lags"), ("/keys", "/key"))
LARGEST_EXACT_FLOAT = 2.0**53
NODE = "a node number of an integer type, or a name"
SAME_AS_OTHER = "a node number, as in the other column; with names=True every cell is a name"
WHOLE = "a whole number of 64 bits"
REAL = "a number"
WEIGHT = "a finite number of at least 0"
MISSING = "missing"
# Numbers that are no node numbers, and so no names either: a column of them is a slip.
NO_NAMES = (bool, np.bool_, float, np.floating, complex, np.complexfloating, decimal.Decimal, type(None))


def fault(pointer: str, value: object, expected: str, suggestion: str = "") -> _core.Fault:
    """A fault in an argument; the value is shortened as the library does it."""
    text = str(value)
    shown = text if len(text) <= 80 else text[:77] + "..."
    return _core.Fault(
        pointer=_utf8(pointer), value=_utf8(shown), expected=_utf8(expected), suggestion=_utf8(suggestion)
    )


def _utf8(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def input_error(faults: Iterable[_core.Fault]) -> InputError:
    """The faults as an error with the message that the library would give it."""
    listed = list(faults)
    lines = [f"{len(listed)} fault{'' if len(listed) == 1 else 's'}", *(f"  {one}" for one in listed[:10])]
    if len(listed) > 10:
        lines.append(f"  and {len(listed) - 10} more")
    return InputError(listed, "\n".join(lines))


def refuse(pointer: str, value: object, expected: str, suggestion: str = "") -> InputError:
    """An error of one fault."""
    return input_error([fault(pointer, value, expected, suggestion)])


def refuse_rows(
    rows: Iterable[int], values: Sequence[Any] | NDArray[Any], pointer: Callable[[int], str], expected: str
) -> InputError:
    """An error that names the rows, the first of them one by one."""
    return refuse_many(list(rows), lambda row: fault(pointer(row), _shown(values[row]), expected))


def refuse_many(bad: Sequence[Any], explain: Callable[[Any], _core.Fault]) -> InputError:
    """An error with a fault for each of these, the first of them one by one."""
    faults = [explain(one) for one in bad[:FAULTS_TOLD]]
    if len(bad) > FAULTS_TOLD:
        faults.append(fault("", f"{len(bad) - FAULTS_TOLD} more", "no faults"))
    return input_error(faults)


def _shown(value: Any) -> Any:
    return MISSING if _is_missing(value) else value


def _is_missing(value: Any) -> bool:
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(value, (float, np.floating)) and bool(np.isnan(value))


def read_only(array: NDArray[Any]) -> NDArray[Any]:
    """A look at the array through which it cannot be changed."""
    look = array.view()
    look.flags.writeable = False
    return look


# --- columns of nodes ---


def node_columns(
    prerequisites: Any, dependents: Any, nodes: int | None, names: Iterable[Hashable] | bool | None
) -> tuple[Columns, int | None, list[Any] | None]:
    """The columns as node numbers, the number of nodes if it is known, and the nodes' names if they have any. If `names` is
    True, every cell is a name, whole numbers too."""
    prerequisites, dependents = _sized(prerequisites, "prerequisites"), _sized(dependents, "dependents")
    # Before anything is copied: a view can be longer than the memory.
    _core._require_graph_size(_count(nodes, "/nodes") or 0, max(len(prerequisites), len(dependents)))
    _core._require_same_length(len(prerequisites), len(dependents))
    listed = None if names is None or isinstance(names, bool) else checked_names(names, nodes)
    columns = _column(prerequisites, "prerequisite"), _column(dependents, "dependent")
    if names is True:
        columns = columns[0].astype(object), columns[1].astype(object)
    if columns[0].dtype == columns[1].dtype == object or (len(columns[0]) == 0 and listed is not None):
        return _numbered(columns, nodes, listed)
    for column, end in zip(columns, ("prerequisite", "dependent"), strict=True):
        if column.dtype == object and len(column):
            bad = [row for row, value in enumerate(column) if not _is_integer(value)]
            raise refuse_rows(bad, column, lambda row, end=end: f"/arcs/{row}/{end}", SAME_AS_OTHER)  # type: ignore[misc]
    return _same_integers(columns), len(listed) if listed is not None else nodes, listed


def _count(value: int | None, pointer: str) -> int | None:
    if value is None:
        return None
    if isinstance(value, (bool, np.bool_)) or not hasattr(value, "__index__") or value < 0:
        raise refuse(pointer, value, "a whole number of at least 0")
    return min(int(value), 2**63)


def _sized(values: Any, what: str) -> Any:
    if isinstance(values, (str, bytes)) or not isinstance(values, Iterable) or getattr(values, "ndim", 1) == 0:
        raise refuse(f"/{what}", repr(values), "a column: an array, a series or a list")
    return values if hasattr(values, "__len__") else list(values)


def checked_names(names: Any, nodes: int | None = None) -> list[Any]:
    """The names, if they are all different, and as many as nodes."""
    if isinstance(names, (str, bytes)) or not isinstance(names, Iterable):
        raise refuse("/names", repr(names), "a list of names")
    listed = list(names)
    if nodes is not None and nodes != len(listed):
        raise refuse("/names", f"{len(listed)} names", f"one name for each of {nodes} nodes")
    bad = [row for row, name in enumerate(listed) if not _is_hashable(name) or name is None or name != name]
    if bad:
        raise refuse_rows(bad, listed, lambda row: f"/names/{row}", "a name")
    first: dict[Any, int] = {}
    repeated = [row for row, name in enumerate(listed) if first.setdefault(name, row) != row]
    if repeated:
        raise refuse_rows(repeated, listed, lambda row: f"/names/{row}", "each name once")
    return listed


def _column(values: Any, end: str) -> NDArray[Any]:
    """Integers, or objects: names."""
    array = _as_array(values)
    if array.ndim != 1:
        raise refuse(f"/{end}s", f"{array.ndim} dimensions", "one dimension")
    if len(array) == 0:
        return np.empty(0, np.int64)
    if array.dtype.kind in "iu":
        return array
    if array.dtype.kind in "UT":
        return array.astype(object)
    if array.dtype.kind == "O":
        return _objects(array, end)
    raise refuse_rows(_no_nodes(array), array.astype(object), lambda row: f"/arcs/{row}/{end}", NODE)


def _as_array(values: Any) -> NDArray[Any]:
    if isinstance(values, np.ma.MaskedArray):
        values = values.astype(object).filled(None) if np.ma.is_masked(values) else values.data
    if hasattr(values, "to_numpy"):
        values = values.to_numpy()
    if hasattr(values, "__array__"):
        return np.asarray(values)
    try:
        array = np.array(values)
    except (ValueError, OverflowError):
        array = np.empty(0)
    if array.dtype.kind in "iu" and array.ndim == 1:
        return array
    # Of mixed values NumPy would make texts, or floats.
    objects = np.empty(len(values), object)
    objects[:] = list(values)
    return objects


def _no_nodes(array: NDArray[Any]) -> Sequence[int]:
    """The rows that are no nodes. Of floats those that show what is wrong: what is missing, and fractions, if there are any."""
    if array.dtype.kind == "f":
        with np.errstate(invalid="ignore"):
            bad = np.flatnonzero(array != np.floor(array))
        if len(bad):
            return bad.tolist()
    return range(len(array))


def _objects(objects: NDArray[Any], end: str) -> NDArray[Any]:
    from pandas.api.types import infer_dtype

    kind = infer_dtype(objects, skipna=False)
    if kind == "string":
        return objects
    if kind == "integer":
        return _integers(objects, lambda row: f"/arcs/{row}/{end}", "a node number")
    bad = [row for row, value in enumerate(objects) if not _is_name(value)]
    if bad:
        raise refuse_rows(bad, objects, lambda row: f"/arcs/{row}/{end}", NODE)
    return objects


def _integers(objects: NDArray[Any], pointer: Callable[[int], str], expected: str) -> NDArray[np.int64]:
    try:
        return objects.astype(np.int64)
    except OverflowError:
        bad = [row for row, value in enumerate(objects) if not -(2**63) <= value < 2**63]
        raise refuse_rows(bad, objects, pointer, expected) from None


def _is_name(value: Any) -> bool:
    return not isinstance(value, NO_NAMES) and not _is_missing(value) and _is_hashable(value)


def _is_integer(value: Any) -> bool:
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool)


def node_faults(nodes: Iterable[Any], pointer: str, *, named: bool) -> None:
    """Raises InputError if some of the values are of a kind that no node is."""
    listed = list(nodes)
    is_node = _is_name if named else _is_integer
    bad = [place for place, node in enumerate(listed) if not is_node(node)]
    if bad:
        expected = "the name of a node" if named else "a node number of an integer type"
        raise refuse_rows(bad, listed, lambda place: f"{pointer}/{place}", expected)


def _is_hashable(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


def _same_integers(columns: Columns) -> Columns:
    common = np.promote_types(columns[0].dtype, columns[1].dtype)
    if common.kind == "f":  # signed and unsigned of 64 bits have no common type
        common = np.dtype(np.int64)
        for column, end in zip(columns, ("prerequisite", "dependent"), strict=True):
            _refuse_beyond_int64(column, lambda row, end=end: f"/arcs/{row}/{end}", "a node number")  # type: ignore[misc]
    common = common.newbyteorder("=")
    prerequisites, dependents = (np.ascontiguousarray(column, common) for column in columns)
    return prerequisites, dependents


def _refuse_beyond_int64(array: NDArray[Any], pointer: Callable[[int], str], expected: str) -> None:
    if array.dtype.kind == "u" and array.dtype.itemsize == 8:
        bad = np.flatnonzero(array > np.iinfo(np.int64).max)
        if len(bad):
            raise refuse_rows(bad.tolist(), array, pointer, expected)


def _numbered(
    columns: Columns, nodes: int | None, names: list[Any] | None
) -> tuple[Columns, int | None, list[Any] | None]:
    """Names as numbers: by place in `names`, or else by first appearance, row by row."""
    import pandas as pd

    both = np.empty(2 * len(columns[0]), object)
    both[0::2], both[1::2] = columns
    if names is None:
        codes, found = pd.factorize(both)
        listed = list(found)
        if nodes is not None and nodes != len(listed):
            raise refuse("/nodes", nodes, f"{len(listed)} nodes, as there are that many names, or names= as well")
    else:
        listed = names
        codes = _codes_among(both, listed)
    numbers = codes.astype(np.uint32)
    return (np.ascontiguousarray(numbers[0::2]), np.ascontiguousarray(numbers[1::2])), len(listed), listed


def _codes_among(values: NDArray[Any], names: list[Any]) -> NDArray[np.int64]:
    numbers = name_numbers(names)
    codes = np.fromiter((numbers.get(value, -1) for value in values), np.int64, len(values))
    bad = np.flatnonzero(codes < 0).tolist()
    if not bad:
        return codes

    def explain(place: int) -> _core.Fault:
        pointer = f"/arcs/{place // 2}/{('prerequisite', 'dependent')[place % 2]}"
        return fault(pointer, values[place], "one of the names", nearest(values[place], names))

    raise refuse_many(bad, explain)


def name_numbers(names: Iterable[Any]) -> dict[Any, int]:
    """The number of each name."""
    return {name: number for number, name in enumerate(names)}


def nearest(name: object, names: Iterable[Any]) -> str:
    """The name nearest to this one, if it is near enough to be a slip. Between single letters everything is near."""
    text = _utf8(str(name))
    if len(text) < 2:
        return ""
    return _core.nearest_name(text, [_utf8(other) for other in names if isinstance(other, str) and len(other) > 1])


# --- single numbers ---


def whole(value: Any, pointer: str) -> int:
    """A whole number that fits the library."""
    if isinstance(value, (bool, np.bool_)) or not hasattr(value, "__index__"):
        raise refuse(pointer, value, "a whole number")
    number = operator.index(value)
    if not -(2**63) <= number < 2**63 or (number < 0 and pointer not in {"/deadline", "/capacity"}):
        raise refuse(pointer, value, "a whole number of at least 0 and at most 63 bits")
    return number


def seconds(value: float | None) -> float | None:
    """A time limit, if there is one."""
    if value is None:
        return None
    try:
        limit = float(value)
    except (TypeError, ValueError):
        limit = -1.0
    if not limit >= 0:
        raise refuse("/time_limit", value, "seconds, at least 0")
    return min(limit, LONGEST_TIME_LIMIT)


# --- values of nodes and arcs ---


def _values(values: Any, count: int, what: str, of: str) -> NDArray[Any]:
    array = _as_array(_sized(values, what))
    if array.ndim != 1:
        raise refuse(f"/{what}", f"{array.ndim} dimensions", "one dimension")
    if len(array) != count:
        raise refuse(f"/{what}", f"{len(array)} values", f"one for each {of}, of which there are {count}")
    return array


def whole_numbers(values: Any, count: int, what: str, of: str) -> NDArray[np.int64]:
    """`count` values as whole numbers. Floats are taken where they are whole."""
    array = _values(values, count, what, of)

    def pointer(row: int) -> str:
        return f"/{what}/{row}"

    if array.dtype.kind in "iu":
        _refuse_beyond_int64(array, pointer, WHOLE)
    elif array.dtype.kind == "f":
        with np.errstate(invalid="ignore"):
            good = (array == np.floor(array)) & (np.abs(array) <= LARGEST_EXACT_FLOAT)
        _refuse_unless(good, array, pointer, WHOLE)
    elif count:
        _refuse_unless([_is_whole(value) for value in array.tolist()], array, pointer, WHOLE)
    return np.ascontiguousarray(array, np.int64)


def _is_whole(value: Any) -> bool:
    if isinstance(value, (float, np.floating)):
        return value.is_integer() and abs(float(value)) <= LARGEST_EXACT_FLOAT
    return _is_integer(value) and -(2**63) <= int(value) < 2**63


def real_numbers(values: Any, count: int, what: str, of: str) -> NDArray[np.float64]:
    """`count` values as floats, none of them NaN."""
    return _real_numbers(values, count, what, of, lambda numbers: ~np.isnan(numbers), REAL)


def weight_numbers(values: Any, arcs: int) -> NDArray[np.float64]:
    """A weight for each arc, by row."""
    return _real_numbers(values, arcs, "weights", "arc", lambda numbers: np.isfinite(numbers) & (numbers >= 0), WEIGHT)


def _real_numbers(
    values: Any, count: int, what: str, of: str, are_good: Callable[[NDArray[np.float64]], Any], expected: str
) -> NDArray[np.float64]:
    array = _values(values, count, what, of)
    if array.dtype.kind in "iuf":
        numbers = np.ascontiguousarray(array, np.float64)
    else:
        floats = (float(value) if _is_real(value) else np.nan for value in array.tolist())
        numbers = np.fromiter(floats, np.float64, count)
    _refuse_unless(are_good(numbers), array, lambda row: f"/{what}/{row}", expected)
    return numbers


def _is_real(value: Any) -> bool:
    if isinstance(value, (float, np.floating)):
        return True
    # The largest floats have 1024 bits.
    return _is_integer(value) and int(value).bit_length() < 1024


def _refuse_unless(good: Any, values: NDArray[Any], pointer: Callable[[int], str], expected: str) -> None:
    bad = np.flatnonzero(~np.asarray(good, bool))
    if len(bad):
        raise refuse_rows(bad.tolist(), values, pointer, expected)


def by_node(values: Any, names: Sequence[Any] | None, count: int, what: str) -> Any:
    """Values given by name, or by number where nodes have no names, as a list in the order of the nodes."""
    given = _mapped(values, what)
    if given is None:
        return values
    nodes: Sequence[Any] = range(count) if names is None else names
    missing = [node for node in nodes if node not in given]
    if missing:
        raise refuse_many(missing, lambda node: fault(f"/{what}", f"no value for {node}", "a value for every node"))
    if len(given) != count:
        known = set(nodes)
        extra = [node for node in given if node not in known]
        kind = f"a node below {count}" if names is None else "the name of a node"
        raise refuse_many(extra, lambda node: fault(f"/{what}", node, kind, nearest(node, names or ())))
    return [given[node] for node in nodes]


def _mapped(values: Any, what: str) -> Mapping[Any, Any] | None:
    """A mapping, or a pandas series with an index that somebody gave it; none of what is in order."""
    if isinstance(values, Mapping):
        return values
    pandas = sys.modules.get("pandas")
    if pandas is None or not isinstance(values, pandas.Series):
        return None
    index = values.index
    if isinstance(index, pandas.RangeIndex) and (index.start, index.step) == (0, 1):
        return None
    repeated = index[index.duplicated()].unique().tolist()
    if repeated:
        raise refuse_many(repeated, lambda node: fault(f"/{what}", node, "each node once"))
    return dict(zip(index.tolist(), values.tolist(), strict=True))


def numbered_faults(error: InputError, rows: NDArray[np.int64] | None, kinds: Iterable[str]) -> Iterator[_core.Fault]:
    """The faults of values by arc number, told by row."""
    for one in error.faults:
        steps = one.pointer.split("/")
        if rows is not None and len(steps) == 3 and steps[1] in kinds and steps[2].isdigit():
            pointer = f"/{steps[1]}/{rows[int(steps[2])]}"
        else:
            pointer = one.pointer
            for theirs, ours in POINTERS:
                pointer = pointer.replace(theirs, ours)
        yield fault(pointer, one.value, one.expected, one.suggestion)
