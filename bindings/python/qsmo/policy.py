"""Policies: dated, referenced values of parameters; reforms that overlay them; and portfolios under them."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from qsmo import _core
from qsmo._core import Change, PolicyValue
from qsmo.files import StrPath, write_atomically
from qsmo.frames import frame
from qsmo.model import Portfolio

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Change",
    "Policy",
    "PolicyValue",
    "Reform",
    "find_policy",
    "parse_policy",
    "parse_reforms",
    "read_policy",
    "read_reforms",
    "ready_made_policies",
    "stated_policy",
    "tally_rules",
    "under",
]

DateLike = str | datetime.date
"""`2020-10`, `2020-10-15`, or a date of Python."""


class Reform(_core.Reform):
    """An overlay: its values replace what a policy says from their date on. Immutable.

    Made by `read_reforms`, or `Reform(id=..., values=[PolicyValue(...), ...])`.
    """

    def to_frame(self) -> pd.DataFrame:
        """One row per value: parameter, from, until, value (text, items separated by |), unit, reference."""
        return _values_frame(self.values)

    def save(self, path: StrPath) -> None:
        """Write it as YAML, whole or not at all, without what it extends. Raises IoError."""
        write_atomically(path, self.to_yaml())

    def __repr__(self) -> str:
        return f"<Reform {self.id!r}: {_counted(self.values)}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored_reform, (self.id, self.name, self.summary, self.values)


class Policy(_core.Policy):
    """Values of parameters over time. Immutable. What no value states has its initial value.

    Made by `find_policy`, `read_policy` and `stated_policy`, from another one by `reform`, `transposed`, `succeeded` and
    `lenient`, or by `Policy(id=..., values=[PolicyValue(...), ...])`.
    """

    _changes: tuple[Change, ...] = ()

    @classmethod
    def empty(cls) -> Policy:
        """The policy that states nothing: every parameter has its initial value."""
        return cls(id="")

    def value(self, parameter: str, date: DateLike) -> Any:
        """Value of a parameter on a date: a bool, int, float, str (dates too), list of str, or None.

        Raises InputError if there is no such parameter, or if it has no value then.
        """
        return self._value(parameter, _text(date))

    def parameters(self, date: DateLike) -> dict[str, Any]:
        """All parameters on a date, by name, as from `value`. Raises InputError, naming every one that has no value then."""
        return self._parameters(_text(date))

    def in_force(self, date: DateLike) -> pd.DataFrame:
        """What holds on a date, one row per parameter, stated or not.

        Columns: parameter, value (text), from, until, unit, reference; for what the policy does not state only the first two.
        Raises InputError as `parameters`.
        """
        rows = self._in_force(_text(date))
        stated = [value for _, _, value in rows]
        return frame(
            {
                "parameter": [parameter for parameter, _, _ in rows],
                "value": [text for _, text, _ in rows],
                "from": [value and value.since for value in stated],
                "until": [value and value.until for value in stated],
                "unit": [value and (value.unit or None) for value in stated],
                "reference": [value and (value.reference or None) for value in stated],
            }
        )

    def to_frame(self) -> pd.DataFrame:
        """One row per value: parameter, from, until, value (text, items separated by |), unit, reference."""
        return _values_frame(self.values)

    def reformed(self, reform: Reform) -> tuple[Policy, list[Change]]:
        """The policy with the reform laid over it, and what that changed. Raises InputError with every fault of the reform."""
        native, changes = self._reformed(reform)
        return _policy(native, (*self._changes, *changes)), list(changes)

    def reform(self, *reforms: Reform | StrPath) -> Policy:
        """The policy with reforms laid over it, one over the other; `changes` says what they changed.

        A file stands for the reforms in it, those that it extends among them. Raises InputError, IoError.
        """
        result = self
        for reform in _loaded(reforms):
            result, _ = result.reformed(reform)
        return result

    @property
    def changes(self) -> pd.DataFrame:
        """What reforms changed to make this policy, one row per parameter and span of dates, in their order.

        Columns: reform, parameter, from, until (the last date), before, after (texts), reference.
        """
        names = ("reform", "parameter", "from", "until", "before", "after", "reference")
        return frame({name: [getattr(change, "since" if name == "from" else name) for change in self._changes] for name in names})

    def transposed(self, enacted: DateLike) -> Policy:
        """An approach of another time as if it were taken on this date: all dates move by whole months.

        Raises InputError if the policy does not say when it was enacted.
        """
        return _policy(self._transposed(_text(enacted)))

    def succeeded(self, date: DateLike, next: Policy) -> Policy:
        """This policy up to the day before the date, the next one from then on."""
        return _policy(self._succeeded(_text(date), next))

    def lenient(self) -> tuple[Policy, list[str]]:
        """A policy whose values do not expire: last ones hold on. With it, a sentence for each that had ended."""
        native, warnings = self._lenient()
        return _policy(native, self._changes), list(warnings)

    def save(self, path: StrPath) -> None:
        """Write it as YAML, whole or not at all. Raises IoError."""
        write_atomically(path, self.to_yaml())

    def __repr__(self) -> str:
        return f"<Policy {self.id!r}: {_counted(self.values)}>"

    def _repr_html_(self) -> str:
        import html

        heading = f"<p><b>{html.escape(self.name or self.id)}</b> {html.escape(self.summary)}</p>"
        return heading + self.to_frame().to_html(index=False, na_rep="", escape=True)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored_policy, (self.id, self.name, self.summary, self.enacted, self.values, self._changes)


def _policy(native: _core.Policy, changes: tuple[Change, ...] = ()) -> Policy:
    policy = Policy(native)
    policy._changes = changes
    return policy


def _restored_policy(
    id: str, name: str, summary: str, enacted: str | None, values: Sequence[PolicyValue], changes: tuple[Change, ...]
) -> Policy:
    return _policy(_core.Policy(id=id, name=name, summary=summary, enacted=enacted, values=values), changes)


def _restored_reform(id: str, name: str, summary: str, values: Sequence[PolicyValue]) -> Reform:
    return Reform(id=id, name=name, summary=summary, values=values)


def _loaded(reforms: Iterable[Reform | StrPath]) -> Iterable[Reform]:
    for reform in reforms:
        yield from [reform] if isinstance(reform, Reform) else read_reforms(reform)


def _values_frame(values: Sequence[PolicyValue]) -> pd.DataFrame:
    return frame(
        {
            "parameter": [value.parameter for value in values],
            "from": [value.since for value in values],
            "until": [value.until for value in values],
            "value": [value.value for value in values],
            "unit": [value.unit or None for value in values],
            "reference": [value.reference or None for value in values],
        }
    )


def _counted(values: Sequence[PolicyValue]) -> str:
    parameters = len({value.parameter for value in values})
    return f"{parameters} parameter{'' if parameters == 1 else 's'}"


def _text(date: DateLike) -> str:
    return date.isoformat()[:10] if isinstance(date, datetime.date) else date


def ready_made_policies() -> list[str]:
    """Ids of the policies that come with the library, in the order of their dates."""
    return list(_core.ready_made_policies())


def find_policy(name_or_file: StrPath) -> Policy:
    """What `NAME`, `NAME@DATE`, `FILE` or `FILE@DATE` means: a ready-made policy, or else a file.

    With a date it is the approach taken at that date, without its historical end. Raises InputError with every fault, its
    file and line; IoError; UnknownNameError for a name that is neither.
    """
    return _policy(_core.find_policy(os.fsencode(name_or_file), b""))


def read_policy(path: StrPath) -> Policy:
    """Read a policy from a YAML or JSON file. Raises InputError with every fault, its file and line; IoError."""
    return _policy(_core.read_policy(os.fsencode(path)))


def parse_policy(text: str | bytes, name: str = "policy.yaml", folder: StrPath = "") -> Policy:
    """Read a policy from text; `name` stands for the file in messages, files that it names are sought in `folder`."""
    return _policy(_core.parse_policy(_bytes(text), name, os.fsencode(folder)))


def read_reforms(path: StrPath) -> list[Reform]:
    """Read a reform from a YAML or JSON file, and those that it extends, before it, each once.

    Raises InputError with every fault, its file and line; IoError.
    """
    return [Reform(reform) for reform in _core.read_reforms(os.fsencode(path))]


def parse_reforms(text: str | bytes, name: str = "reform.yaml", folder: StrPath = "") -> list[Reform]:
    """Read a reform from text; as `parse_policy`."""
    return [Reform(reform) for reform in _core.parse_reforms(_bytes(text), name, os.fsencode(folder))]


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def under(portfolio: Portfolio, policy: Policy | StrPath) -> Portfolio:
    """The portfolio under a policy, which takes the place of all that its scenario states; a name or file as in `find_policy`.

    Mandates, waivers, exceptions and designations stay: they are facts. Raises InputError, also if a parameter has no value in
    some period.
    """
    chosen = policy if isinstance(policy, _core.Policy) else find_policy(policy)
    return Portfolio(_core.under(portfolio, chosen))


def stated_policy(portfolio: Portfolio) -> Policy:
    """The policy that the portfolio's scenario states, its settings included."""
    return _policy(_core.stated_policy(portfolio))


def tally_rules(portfolio: Portfolio, threads: int = 0) -> pd.DataFrame:
    """How often each reason is given if every rule is asked of every workload, offering and period: rule, reason, outcome, count.

    Where a policy binds before anything is planned. Reasons that are never given are left out.
    """
    counts = _core.tally_rules(portfolio, threads)
    rows = [
        (rule, reason["name"], reason["outcome"], counts[reason["name"]])
        for rule in _core.rule_names()
        for reason in _core.rule_info(rule)["reasons"]
        if counts[reason["name"]]
    ]
    return frame({name: [row[i] for row in rows] for i, name in enumerate(("rule", "reason", "outcome", "count"))})
