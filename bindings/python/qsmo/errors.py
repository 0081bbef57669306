"""Errors as types with data. Everything that the library raises on purpose derives from `Error`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qsmo._core import Fault

__all__ = ["CycleError", "Error", "InputError", "IoError", "OverflowError_", "UnknownNameError"]


class Error(Exception):
    """Base of every exception of qsmo; each also derives from the matching built-in one."""


class InputError(Error, ValueError):
    """An input breaks its contract. Carries all faults found, in the order of the input."""

    faults: list[Fault]

    def __init__(self, faults: Iterable[Fault] = (), message: str | None = None) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(map(str, self.faults)) if message is None else message)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.faults, str(self))


class CycleError(Error, ValueError):
    """An order was asked for, but there is a cycle: its nodes, each a dependent of the one before, the first a dependent
    of the last."""

    cycle: list[Any]

    def __init__(self, cycle: Iterable[Any], message: str) -> None:
        self.cycle = list(cycle)
        super().__init__(message)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.cycle, str(self))


class IoError(Error, OSError):
    """A file could not be read or written."""

    path: str

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.path, str(self))


class UnknownNameError(Error, KeyError):
    """A name was asked for that the portfolio does not have; `suggestion` is the nearest one that it has, or empty."""

    name: str
    suggestion: str

    def __init__(self, name: str, suggestion: str, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.suggestion = suggestion

    def __str__(self) -> str:
        return str(self.args[0])  # KeyError would quote it

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.suggestion, str(self))


class OverflowError_(Error, OverflowError):
    """Amounts grew beyond what 64-bit cents hold."""
