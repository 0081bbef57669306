"""A rule with facts, date and policy, and checks of its verdict."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Any

from qsmo import _core
from qsmo._core import Explanation
from qsmo.errors import UnknownNameError
from qsmo.files import StrPath
from qsmo.policy import Policy, PolicyValue, Reform, find_policy
from qsmo.policy_cases import explanation_lines, in_words

__all__ = ["Situation", "Verdict", "ask", "rule", "verify"]


@cache
def _info(rule: str) -> dict[str, Any]:
    return _core.rule_info(rule)


def _text(value: Any, places: int = 6) -> str:
    """A value as policy files write it. Computed numbers are rounded, because files hold exact decimals."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(round(value, places))
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, list | tuple):
        return "|".join(_item(item) for item in value) or "none"
    return str(value)


def _item(value: Any) -> str:
    text = _text(value)
    if "|" in text:
        raise ValueError(f"{text!r}: items of lists cannot hold a |")
    return text


def _fact_texts(rule: str, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    money = {fact["name"] for fact in _info(rule)["facts"] if fact["kind"] == "money"}
    return [(name, _text(value, 2 if name in money else 6)) for name, value in facts.items()]


READERS: dict[str, Callable[[str], Any]] = {
    "boolean": lambda text: text == "true",
    "integer": int,
    "decimal": float,
    "money": float,
}


def _value(text: str, kind: dict[str, Any]) -> Any:
    """A value of a verdict, from its text."""
    read = READERS.get(kind["kind"], str)
    if kind["list"]:
        return () if text == "none" else tuple(read(item) for item in text.split("|"))
    return None if kind["optional"] and text == "none" else read(text)


def _comparable(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime.date):
        return _text(value)
    return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True)
class Verdict:
    """What a rule said."""

    explanation: Explanation
    values: Mapping[str, Any] = field(default_factory=dict)
    """What it found: numbers as int and float, dates and names as str, lists as tuples, None for what is absent."""

    @property
    def reason(self) -> str:
        return self.explanation.reason

    @property
    def outcome(self) -> str:
        return self.explanation.outcome

    @property
    def binds(self) -> bool:
        """It bars, it demands, or the data to judge it are missing."""
        return self.outcome in {"barred", "required", "missing"}


def rule(name: str) -> dict[str, Any]:
    """What there is to know of a rule before it is asked: its doc, facts, values, parameters and reasons.

    Raises UnknownNameError for a rule that is not there.
    """
    return _core.rule_info(name)


def _policy(named: Policy | StrPath | None) -> Policy:
    if named is None:
        return Policy.empty()
    return named if isinstance(named, Policy) else find_policy(named)


def ask(rule: str, /, *, on: str | datetime.date, under: Policy | StrPath | None = None, **facts: Any) -> Verdict:
    """What a rule says of facts on a date, under a policy or, without one, under initial values.

    Raises InputError for facts that the rule does not have or that cannot be read, and if the policy has no value of a parameter
    on the date; UnknownNameError for rules and policies that are not there.
    """
    said, texts = _core.ask(rule, _fact_texts(rule, facts), _text(on), _policy(under))
    kinds = {kind["name"]: kind for kind in _info(rule)["values"]}
    return Verdict(said, {name: _value(text, kinds[name]) for name, text in texts})


@dataclass(frozen=True)
class Situation:
    """A rule with facts, date and policy: a value, of which each call makes a new one. Made by `verify`.

    Checks raise AssertionError, with the situation and the verdict in words, and return the situation, so that several can
    follow one another.
    """

    rule: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    policy: Policy = field(default_factory=Policy.empty)
    date: str | None = None

    def given(self, **facts: Any) -> Situation:
        """With these facts, and those stated before that they do not replace."""
        return replace(self, facts={**self.facts, **facts})

    def under(self, policy: Policy | StrPath) -> Situation:
        """Under a policy: an object, a ready-made one by its name, or a file; `NAME@2020-10` is one as if enacted then."""
        return replace(self, policy=_policy(policy))

    def reformed_by(self, *reforms: Reform | StrPath) -> Situation:
        """Under its policy with reforms laid over it, in this order."""
        return replace(self, policy=self.policy.reform(*reforms))

    def with_parameters(self, **parameters: Any) -> Situation:
        """Under its policy with these parameters, whatever it states for them."""
        values = [PolicyValue(parameter=name, value=_text(value), reference="stated by the test") for name, value in parameters.items()]
        return self.reformed_by(Reform(id="test", values=values))

    def on(self, date: str | datetime.date) -> Situation:
        """On a date: `2020-10` or `2020-09-16`."""
        return replace(self, date=_text(date))

    def verdict(self) -> Verdict:
        """What the rule says."""
        if self.date is None:
            raise ValueError("no date is given: say on(date)")
        return ask(self.rule, on=self.date, under=self.policy, **self.facts)

    def allows(self, reason: str | None = None) -> Situation:
        """It may be done."""
        __tracebackhide__ = True
        return self._check("allowed", reason)

    def bars(self, reason: str | None = None) -> Situation:
        """It may not be done. Missing data bar too, but are no bar in themselves: `lacks_data`."""
        __tracebackhide__ = True
        return self._check("barred", reason)

    def demands(self, reason: str | None = None) -> Situation:
        """It must be done."""
        __tracebackhide__ = True
        return self._check("required", reason)

    def finds(self, reason: str | None = None) -> Situation:
        """The rule found values: see `gives`."""
        __tracebackhide__ = True
        return self._check("found", reason)

    def does_not_apply(self, reason: str | None = None) -> Situation:
        """The rule does not concern it, or has no force."""
        __tracebackhide__ = True
        return self._check("not_applicable", reason)

    def lacks_data(self, reason: str | None = None) -> Situation:
        """The data to judge it are missing."""
        __tracebackhide__ = True
        return self._check("missing", reason)

    def gives(self, reason: str | None = None, /, **values: Any) -> Situation:
        """The verdict has this reason and these values, such as `subsidy=500` or `score=pytest.approx(0.8)`."""
        __tracebackhide__ = True
        return self._check(None, reason, values)

    def is_stricter_than(self, other: Situation | Mapping[str, Any]) -> Situation:
        """This one binds (bars, demands, or lacks data) where the other, a situation or other facts, is free."""
        __tracebackhide__ = True
        than = other if isinstance(other, Situation) else self.given(**other)
        if not self.verdict().binds or than.verdict().binds:
            self._fail("a situation that binds while this one does not:\n" + than.in_words())
        return self

    def differs_from(self, other: Situation) -> Situation:
        """Reason or values differ."""
        __tracebackhide__ = True
        if self._said == other._said:
            self._fail("another verdict than here:\n" + other.in_words())
        return self

    def agrees_with(self, other: Situation) -> Situation:
        """Reason and values are the same."""
        __tracebackhide__ = True
        if self._said != other._said:
            self._fail("the same verdict as here:\n" + other.in_words())
        return self

    def changes_when(self, **facts: Any) -> Situation:
        """These facts make a difference."""
        __tracebackhide__ = True
        return self.differs_from(self.given(**facts))

    def does_not_change_when(self, **facts: Any) -> Situation:
        """These facts make none."""
        __tracebackhide__ = True
        return self.agrees_with(self.given(**facts))

    def in_words(self) -> str:
        """Facts, date, policy and verdict."""
        said = self.verdict()
        stated = ", ".join(f"{name} {in_words(text)}" for name, text in _fact_texts(self.rule, self.facts)) or "nothing"
        under = f" under {self.policy.id}" if self.policy.id else ""
        found = [f"{name} {in_words(_text(value))}" for name, value in said.values.items()]
        lines = [f"given {stated}", f"on {self.date}{under}", *explanation_lines(said.explanation), *found]
        return "\n".join("  " + line for line in lines)

    @property
    def _said(self) -> tuple[str, Mapping[str, Any]]:
        verdict = self.verdict()
        return verdict.reason, verdict.values

    def _check(self, outcome: str | None, reason: str | None, values: Mapping[str, Any] | None = None) -> Situation:
        __tracebackhide__ = True
        _require_known("reason", reason, [each["name"] for each in _info(self.rule)["reasons"]], self.rule)
        for name in values or {}:
            _require_known("value", name, [each["name"] for each in _info(self.rule)["values"]], self.rule)
        got = self.verdict()
        wanted = {} if values is None else {name: _comparable(value) for name, value in values.items()}
        wrong = [name for name, value in wanted.items() if not got.values[name] == value]
        if outcome in (None, got.outcome) and reason in (None, got.reason) and not wrong:
            return self
        expected = [word for word in (outcome, reason) if word is not None]
        expected += [f"{name} {wanted[name]}" for name in wrong]
        self._fail(f"a verdict that is {', '.join(expected)}")
        return self

    def _fail(self, expected: str) -> None:
        __tracebackhide__ = True
        raise AssertionError(f"expected {expected}\ngot\n{self.in_words()}")


def verify(rule: str, /, **facts: Any) -> Situation:
    """A rule with facts; those that are not given are initial. Say `on(date)` before any check, and `under(policy)` if there is one.

    Raises UnknownNameError for a rule that is not there.
    """
    _info(rule)
    return Situation(rule, facts)


def _require_known(kind: str, name: str | None, names: list[str], rule: str) -> None:
    if name is not None and name not in names:
        raise UnknownNameError(name, "", f"{name!r} is no {kind} of {rule}: {', '.join(names) or 'it has none'}")
