"""Policies and reforms in Python; what they mean is tested in tests/unit/policy."""

import datetime
import pickle
from pathlib import Path

import pytest

import qsmo
from qsmo.policy import (
    Change,
    Policy,
    PolicyValue,
    Reform,
    find_policy,
    parse_policy,
    parse_reforms,
    read_policy,
    read_reforms,
    ready_made_policies,
    stated_policy,
    under,
)

READY_MADE = ["lines-of-business", "shared-first", "qsmo-marketplace", "hybrid"]
PILOT = """\
format: qsmo-policy/1
id: pilot
name: A pilot
enacted: 2020-10-01
parameters:
  eligible_states: [pre_designated, designated]
  onboarding_subsidy:
    - {from: 2021-10, until: 2023-09-30, value: 0.5, unit: share, reference: "assumed: a pilot"}
"""
SUBSIDY = """\
format: qsmo-reform/1
id: subsidy
parameters:
  onboarding_subsidy: [{from: 2022-10, until: 2023-03, value: 0.75, reference: memo}]
"""


@pytest.fixture
def pilot() -> Policy:
    return parse_policy(PILOT)


@pytest.fixture
def subsidy() -> Reform:
    [reform] = parse_reforms(SUBSIDY)
    return reform


def test_ready_made_policies_are_found_by_name() -> None:
    assert ready_made_policies() == READY_MADE
    assert [find_policy(name).id for name in READY_MADE] == READY_MADE
    assert find_policy("lines-of-business@2020-10").enacted == "2020-10"


def test_a_policy_says_who_it_is(pilot: Policy) -> None:
    assert (pilot.id, pilot.name, pilot.summary, pilot.enacted) == ("pilot", "A pilot", "", "2020-10-01")
    assert repr(pilot) == "<Policy 'pilot': 2 parameters>"
    assert Policy.empty().enacted is None
    assert pilot.faults == ()


def test_values_are_typed() -> None:
    marketplace = find_policy("qsmo-marketplace")
    found = marketplace.parameters("2021-04")
    assert found["eligible_states"] == ["designated"]
    assert found["participation"] is True
    assert found["largest_fit_gap"] is None
    assert found["mandate_areas"] == []
    assert (found["exception_review_days"], type(found["exception_review_days"])) == (10, int)
    assert (found["vote_quorum"], type(found["vote_quorum"])) == (0.5, float)
    assert found["outside_marketplace"] == "until_pre_designation"
    assert find_policy("hybrid").value("mandate_deadline", "2021-04") == "2026-09-30"


def test_a_date_may_be_one_of_python() -> None:
    marketplace = find_policy("qsmo-marketplace")
    assert marketplace.value("off_ramp_required", datetime.date(2021, 3, 25)) is False
    assert marketplace.value("off_ramp_required", datetime.datetime(2021, 3, 26, 9)) is True


def test_a_date_without_a_value_names_the_parameter(pilot: Policy) -> None:
    with pytest.raises(qsmo.InputError, match="the first value of onboarding_subsidy"):
        pilot.value("onboarding_subsidy", "2021-09-30")
    with pytest.raises(qsmo.InputError, match=r"onboarding_subsidy.*ended on 2023-09-30"):
        pilot.parameters("2024-01")
    assert pilot.value("eligible_states", "2024-01") == ["pre_designated", "designated"]
    with pytest.raises(qsmo.InputError, match='did you mean "participation"') as error:
        pilot.value("particpation", "2021-10")
    assert error.value.faults[0].suggestion == "participation"
    with pytest.raises(qsmo.InputError, match="a date as"):
        pilot.value("participation", "2021-26-04")


def test_the_frame_has_a_row_for_each_value(pilot: Policy) -> None:
    frame = pilot.to_frame()
    assert list(frame.columns) == ["parameter", "from", "until", "value", "unit", "reference"]
    assert frame.to_dict("records")[1] == {
        "parameter": "onboarding_subsidy",
        "from": "2021-10",
        "until": "2023-09-30",
        "value": "0.5",
        "unit": "share",
        "reference": "assumed: a pilot",
    }
    assert frame["value"][0] == "pre_designated|designated"
    assert Policy.empty().to_frame().empty


def test_in_force_has_a_row_for_each_parameter(pilot: Policy) -> None:
    frame = pilot.in_force("2022-01").set_index("parameter")
    assert list(frame.index) == list(pilot.parameters("2022-01"))
    assert frame.loc["onboarding_subsidy", "reference"] == "assumed: a pilot"
    assert frame.loc["vote_quorum", "value"] == "0.5"
    assert frame["from"].notna().sum() == 1


def test_reforms_make_a_new_policy_and_say_what_they_changed(pilot: Policy, subsidy: Reform) -> None:
    before = pilot.to_yaml()
    reformed = pilot.reform(subsidy)
    assert pilot.to_yaml() == before
    assert reformed.id == "pilot+subsidy"
    assert [reformed.value("onboarding_subsidy", date) for date in ("2022-09-30", "2023-03-31", "2023-04")] == [0.5, 0.75, 0.5]
    assert reformed.changes.to_dict("records") == [
        {
            "reform": "subsidy",
            "parameter": "onboarding_subsidy",
            "from": "2022-10",
            "until": "2023-03-31",
            "before": "0.5",
            "after": "0.75",
            "reference": "memo",
        }
    ]
    assert pilot.changes.empty
    assert list(pilot.changes.columns) == list(reformed.changes.columns)


def test_reforms_are_laid_one_over_the_other(pilot: Policy, subsidy: Reform) -> None:
    none = Reform(id="none", values=[PolicyValue("onboarding_subsidy", value="0")])
    assert pilot.reform(subsidy, none).value("onboarding_subsidy", "2023-01") == 0
    assert pilot.reform(none, subsidy).value("onboarding_subsidy", "2023-01") == 0.75
    assert list(pilot.reform(subsidy).reform(none).changes["reform"].unique()) == ["subsidy", "none"]
    assert pilot.reform() == pilot
    chained, changes = pilot.reform(none).reformed(subsidy)
    assert [str(change) for change in changes] == ["onboarding_subsidy: 0 -> 0.75 from 2022-10 until 2023-03-31"]
    assert len(chained.changes) == len(pilot.reform(none).changes) + 1


def test_a_file_stands_for_the_reforms_in_it(pilot: Policy, subsidy: Reform, tmp_path: Path) -> None:
    subsidy.save(tmp_path / "subsidy.yaml")
    top = tmp_path / "top.yaml"
    top.write_text("format: qsmo-reform/1\nid: top\nextends: [subsidy.yaml]\nparameters: {subsidy_repayment_years: 5}\n")
    assert [reform.id for reform in read_reforms(top)] == ["subsidy", "top"]
    assert read_reforms(top)[0] == subsidy
    reformed = pilot.reform(top)
    assert reformed.id == "pilot+subsidy+top"
    assert reformed.value("subsidy_repayment_years", "2022-10") == 5


def test_a_reform_with_faults_is_refused(pilot: Policy) -> None:
    with pytest.raises(qsmo.InputError) as error:
        pilot.reform(Reform(id="r", values=[PolicyValue("vote_quorm", value="1"), PolicyValue("vote_majority", value="2")]))
    assert [fault.pointer for fault in error.value.faults] == [
        "/parameters/vote_quorm/0/parameter",
        "/parameters/vote_majority/0/value",
    ]


def test_faults_of_files_name_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(PILOT.replace("2021-10,", "2019-26-04,"))
    with pytest.raises(qsmo.InputError) as error:
        read_policy(file)
    [fault] = error.value.faults
    assert (fault.file, fault.line, fault.pointer) == (str(file), 8, "/parameters/onboarding_subsidy/0/from")
    assert (fault.value, fault.suggestion) == ("2019-26-04", "2019-04-26")
    with pytest.raises(qsmo.IoError) as missing:
        read_policy(tmp_path / "gone.yaml")
    assert missing.value.path == str(tmp_path / "gone.yaml")
    with pytest.raises(qsmo.UnknownNameError) as unknown:
        find_policy("hybird")
    assert unknown.value.suggestion == "hybrid"


def test_policies_are_values(pilot: Policy, subsidy: Reform) -> None:
    shuffled = Policy(id=pilot.id, name=pilot.name, enacted=pilot.enacted, values=pilot.values[::-1])
    assert shuffled == pilot
    assert hash(shuffled) == hash(pilot)
    assert pilot != pilot.reform(subsidy)
    reformed = pilot.reform(subsidy)
    again = pickle.loads(pickle.dumps(reformed))
    assert (again, type(again)) == (reformed, Policy)
    assert again.changes.equals(reformed.changes)
    copy = pickle.loads(pickle.dumps(subsidy))
    assert (copy, hash(copy), type(copy)) == (subsidy, hash(subsidy), Reform)
    for value in (*pilot.values, Change(reform="r", parameter="p", since="2020-01", until=None, before="a", after="b", reference="")):
        assert pickle.loads(pickle.dumps(value)) == value
        assert hash(pickle.loads(pickle.dumps(value))) == hash(value)


def test_a_policy_reads_back_from_its_file(pilot: Policy, tmp_path: Path) -> None:
    pilot.save(tmp_path / "pilot.yaml")
    assert read_policy(tmp_path / "pilot.yaml") == pilot
    assert find_policy(tmp_path / "pilot.yaml") == pilot
    assert parse_policy(pilot.to_yaml().encode()) == pilot


def test_approaches_move_in_time(pilot: Policy) -> None:
    moved = pilot.transposed("2024-01")
    assert (moved.id, moved.enacted) == ("pilot@2024-01", "2024-01")
    assert moved.value("onboarding_subsidy", "2025-01") == 0.5
    assert pilot.transposed(datetime.date(2024, 1, 1)).to_frame().equals(moved.to_frame())
    with pytest.raises(qsmo.InputError, match="does not say when it was enacted"):
        Policy.empty().transposed("2024-01")


def test_policies_follow_one_another(pilot: Policy) -> None:
    whole = pilot.succeeded("2022-01-20", find_policy("qsmo-marketplace"))
    assert whole.value("participation", "2022-01-19") is False
    assert whole.value("participation", "2022-01-20") is True
    assert whole.value("onboarding_subsidy", "2022-01-20") == 0


def test_lenience_says_what_had_ended(pilot: Policy) -> None:
    lenient, warnings = pilot.lenient()
    assert lenient.value("onboarding_subsidy", "2030-01") == 0.5
    assert warnings == ["onboarding_subsidy has no value after 2023-09-30; the last one, 0.5, is taken to hold on"]


def test_a_portfolio_is_under_a_policy() -> None:
    portfolio = qsmo.generate(agencies=3, services=2, periods=16)
    governed = under(portfolio, find_policy("hybrid"))
    assert isinstance(governed, qsmo.Portfolio)
    assert governed.settings["policy"] == "hybrid"
    assert list(governed.policy.to_frame()["parameter"]) == list(find_policy("hybrid").to_frame()["parameter"])
    assert under(portfolio, "hybrid") == governed
    assert portfolio.policy == stated_policy(portfolio)
    with pytest.raises(qsmo.InputError, match="ended on 2009-10"):
        under(portfolio, "lines-of-business")


def test_every_ready_made_policy_can_be_taken_today() -> None:
    portfolio = qsmo.generate(agencies=3, services=2, periods=40)
    for name in READY_MADE:
        assert under(portfolio, f"{name}@{portfolio.as_of}").settings["policy"] == f"{name}@{portfolio.as_of}"


def test_notebooks_show_a_table(pilot: Policy) -> None:
    shown = Policy(id="<b>", values=pilot.values)._repr_html_()
    assert "&lt;b&gt;" in shown
    assert "assumed: a pilot" in shown
