"""Continuous assessment: measures from real files with all their faults, standings, made-up observations, picture, command."""

import csv
import json
import math
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
import qsmo
from qsmo.assessment import observation_options
from qsmo.plots import save_chart
from qsmo.standing_plot import standings

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/assessment/measures.csv"
EVIL = "</script><img src=x onerror=alert(1)>"


def reference(name):
    """A file of the reference data; the test is skipped where it is not there."""
    folder = os.environ.get("QSMO_REFERENCE_DATA", "")
    path = Path(folder) / "data/federal" / name
    if not folder or not path.is_file():
        pytest.skip(f"QSMO_REFERENCE_DATA names no folder with data/federal/{name}")
    return path


def scenario(**tables):
    base = {
        "format": "qsmo-scenario/1",
        "name": "assessed",
        "as_of": "2020-10",
        "periods": 12,
        "areas": [{"id": "FM", "name": "Finance"}, {"id": "HR"}],
        "providers": [{"id": "P"}],
        "marketplaces": [{"id": "M", "area": "FM"}, {"id": "N", "area": "HR"}],
        "offerings": [
            {"id": "north", "provider": "P", "marketplace": "M"},
            {"id": "south", "provider": "P", "marketplace": "M"},
            {"id": "east", "provider": "P", "marketplace": "N"},
            {"id": "outside", "provider": "P"},
        ],
        "measures": [
            {"id": "speed", "unit": "percent", "target": 80},
            {"id": "age", "area": "FM", "unit": "days", "direction": "at_most", "target": 60, "weight": 3},
            {"id": "calls", "unit": "count"},
        ],
    }
    return base | tables


def portfolio(**tables):
    return qsmo.loads(json.dumps(scenario(**tables)))


def observed(offering, values, *, measure="speed", first=7):
    """One value a month from a month of 2020; None: nothing observed."""
    dates = [f"{2020 + (first - 1 + i) // 12}-{(first - 1 + i) % 12 + 1:02}" for i in range(len(values))]
    return [
        {"offering": offering, "measure": measure, "date": date, "value": value}
        for date, value in zip(dates, values, strict=True)
        if value is not None
    ]


def faults_of(call):
    with pytest.raises(qsmo.InputError) as caught:
        call()
    return caught.value.faults


# --- the real measures ---


def test_every_row_of_the_real_service_measures_becomes_a_measure_or_a_fault():
    path = reference("fm_service_measures_2025.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = {line: row for line, row in enumerate(csv.DictReader(file), start=2)}
    assert len(rows) == 100
    measures, faults = qsmo.read_measures(path, area="FM")
    assert set(measures.index) | {fault.line for fault in faults} == set(rows)
    assert all(fault.file == str(path) for fault in faults)
    told = [(fault.line, fault.pointer, fault.value) for fault in faults]
    assert told == [
        (4, "target", ">=80%"),  # of a number of customers
        (84, "measure_id", "FFM.060.040.0012"),  # of another activity
        (87, "measure_id", "FFM.100.010.0011"),
        (88, "measure_id", "FFM.100.010.0011"),
        (89, "measure_id", "FFM.100.010.0012"),
        (98, "description", rows[98]["description"]),  # counts in no unit that it names
    ]
    assert "line 85 has it too" in faults[2].expected
    assert "line 85 has it too" in faults[3].expected
    assert "line 86 has it too" in faults[4].expected
    assert set(rows) - set(measures.index) == {87, 88, 89, 98}, "the others are doubts: the measure can be used"

    for line, measure in measures.iterrows():
        row = rows[line]
        assert measure["id"] == row["measure_id"]
        assert measure["name"] == row["name"]
        volume = row["target"].startswith("TBD")
        assert math.isnan(measure["target"]) is volume, row
        if not volume:
            meant = {">=": "at_least", "<=": "at_most", "=1": "equal", "Ze": "equal"}[row["target"][:2]]
            digits = "".join(c for c in row["target"] if c.isdigit()) or "0"
            assert (measure["direction"], measure["target"]) == (meant, float(digits)), row
    by_id = measures.set_index("id")
    assert by_id.loc["FFM.100.030.0011", ["direction", "target", "unit"]].tolist() == ["at_most", 60, "days"]
    assert by_id.loc["FFM.110.050.0011", ["direction", "target", "unit"]].tolist() == ["equal", 0, "count"]
    assert by_id.loc["FFM.110.050.0012", "unit"] == "months"
    assert measures["target"].isna().sum() == 53, "the fault of line 98 is one of 54"


def test_a_unit_that_the_file_does_not_name_can_be_stated():
    path = reference("fm_service_measures_2025.csv")
    measures, faults = qsmo.read_measures(path, units={"FFM.110.020.0011": "hours"})
    assert measures.loc[98, "unit"] == "hours"
    assert 98 not in {fault.line for fault in faults}


def test_the_real_measures_make_a_portfolio_that_is_assessed():
    measures, _ = qsmo.read_measures(reference("fm_service_measures_2025.csv"), area="FM")
    federal = qsmo.load(ROOT / "examples/federal/scenario.json").replace(measures=measures)
    assert len(federal.table("measures")) == 96
    assessed = qsmo.assess(qsmo.generate_observations(federal, seed=1))
    assert set(assessed["offering"]) == {"ARC-FM", "ESC-FM", "IBC-FM", "FISCAL-IPP", "FISCAL-COLLECT"}
    assert len(assessed) == 5 * 12


def test_the_measures_of_the_scorecard_are_volumes_with_units():
    path = reference("performance_measures.csv")
    measures, faults = qsmo.read_measures(path)
    assert len(measures) + len(faults) == 17
    assert {fault.pointer for fault in faults} == {"definition"}
    stated = {fault.line: "score" for fault in faults}
    with path.open(encoding="utf-8", newline="") as file:
        names = {line: row["measure"] for line, row in enumerate(csv.DictReader(file), start=2)}
    measures, faults = qsmo.read_measures(path, units={names[line]: unit for line, unit in stated.items()})
    assert faults == []
    assert measures["id"].tolist() == list(names.values())
    assert measures["target"].isna().all()
    units = measures.set_index("id")["unit"]
    assert units["Solution Adoption"] == "percent"
    assert units["Cost Avoidance"] == units["Return on Investment"] == "USD"
    assert units["System Standardization"] == "count"
    assert portfolio(measures=[]).replace(measures=measures).table("measures")["unit"].tolist() == units.tolist()


def test_the_example_states_the_targets_of_its_sources():
    ours = qsmo.read_measures(EXAMPLE)
    assert ours.faults == []
    assert len(ours.measures) == 10
    published, _ = qsmo.read_measures(reference("fm_service_measures_2025.csv"))
    published = published.set_index("id")
    for row in ours.measures.itertuples():
        source = published.loc[row.source.split(", ")[1]]
        assert row.direction == source["direction"]
        assert row.target == source["target"] or (math.isnan(row.target) and math.isnan(source["target"]))


# --- files of measures ---


@pytest.fixture
def file_of(tmp_path):
    def write(text):
        path = tmp_path / "measures.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def told(measures):
    return [(fault.line, fault.pointer, fault.value, fault.suggestion) for fault in measures.faults]


def test_faults_name_file_line_column_and_value(file_of):
    path = file_of(
        "measure_id,name,target,unit,weight\n"
        "a,A,>=98%,,\n"
        "b,B,98%>=,,\n"
        "c,C,5 %,,\n"
        "d,D,≥98%,,\n"
        "e,E,>=1e9%,,\n"
        "f,F,>= ,,\n"
        "a,again,>=98%,,\n"
        ",without id,>=98%,,\n"
        "g,G,>=98,,\n"
        "h,H,>=98%,,-1\n"
        "i,I,>=98%,,many\n"
        "j,J,>=98%\n"
        "k,K,=0,count,0.5\n"
    )
    found = qsmo.read_measures(path)
    assert found.measures.index.tolist() == [2, 14]
    assert told(found) == [
        (3, "target", "98%>=", ">=98%"),
        (4, "target", "5 %", ""),
        (5, "target", "≥98%", ">=98%"),
        (6, "target", ">=1e9%", ""),
        (7, "target", ">=", ""),
        (8, "measure_id", "a", ""),
        (9, "measure_id", "", ""),
        (10, "unit", "", ""),
        (11, "weight", "-1", ""),
        (12, "weight", "many", ""),
        (13, "", "3", ""),
    ]
    assert all(fault.file == str(path) for fault in found.faults)
    assert str(found.faults[0]).startswith(f"{path}:3: target:")


def test_every_fault_of_a_row_is_told(file_of):
    found = qsmo.read_measures(file_of("id,name,target,weight\nx,X,98,\n,Y,98,no\n"))
    assert [pointer for _, pointer, _, _ in told(found)] == ["target", "target", "weight", "id"]


def test_blank_lines_marks_and_line_ends_do_not_matter(file_of):
    text = "﻿id,name,target,unit\r\n\r\n a , A ,>=98%,\r\nb,\"two\nlines\",=0,count\r\n,,,\r\nc,C,TBD,count\r\n"
    found = qsmo.read_measures(file_of(text))
    assert found.faults == []
    assert found.measures.index.tolist() == [3, 4, 7]
    assert found.measures["id"].tolist() == ["a", "b", "c"]
    assert found.measures.loc[4, "name"] == "two\nlines"
    assert found.measures.loc[3, "source"] == "measures.csv, line 3"


def test_cells_win_over_what_is_stated_for_all(file_of):
    path = file_of("id,name,target,area,source\na,A,>=98%,HR,memo\nb,B,>=98%,,\n")
    measures, _ = qsmo.read_measures(path, area="FM")
    assert measures["area"].tolist() == ["HR", "FM"]
    assert measures["source"].tolist() == ["memo", "measures.csv, line 3"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"", "a column measure_id"),
        (b"measure_id,target\na,>=98%\n", "a column name"),
        (b"id,name,name\na,A,A\n", "each column once"),
        (b"id,name\na,\xff\n", "UTF-8"),
        (b'id,name\na,"A\n', "CSV"),
        (b'id,name\na,"A"B\n', "CSV"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(file_of, text, expected):
    faults = faults_of(lambda: qsmo.read_measures(file_of(text)))
    assert any(expected in fault.expected for fault in faults)


def test_a_file_that_is_not_there_is_an_io_error(tmp_path):
    with pytest.raises(qsmo.IoError):
        qsmo.read_measures(tmp_path / "none.csv")


def test_a_target_is_read_or_refused_with_what_was_meant():
    assert qsmo.parse_target("<=60 days") == ("at_most", 60.0, "days")
    assert qsmo.parse_target("TBD by QSMO").target is None
    (fault,) = faults_of(lambda: qsmo.parse_target("98%>="))
    assert fault.suggestion == ">=98%"


# --- assessment ---


def test_the_table_says_what_stands_behind_each_standing():
    table = qsmo.assess(portfolio(observations=observed("south", [80] * 3) + observed("north", [40, 40, None], first=7)))
    assert list(table.columns) == [
        "offering", "period", "label", "score", "standing", "low_periods", "high_periods", "missing_periods", "reason",
    ]  # fmt: skip
    north = table[table["offering"] == "north"]
    assert north["period"].tolist() == [-3, -2, -1]
    assert north["label"].tolist() == ["2020-07", "2020-08", "2020-09"]
    assert north["score"].isna().all(), "a weight of 1 of 4 is too little"
    assert north["standing"].tolist() == ["good", "watch", "watch"]
    assert north["missing_periods"].tolist() == [1, 2, 3]
    assert north["reason"].tolist() == ["score_missing", "fell_for_missing_data", "score_missing"]
    assert table["offering"].unique().tolist() == ["north", "south"], "of the others nothing was observed"


def test_scores_are_the_weighted_means_of_attainments():
    made_up = qsmo.generate_observations(portfolio(), seed=2)
    scores = qsmo.assess(made_up).set_index(["offering", "period"])["score"]
    table = qsmo.attainments(made_up)
    assert set(table["reason"]) == {"target_met", "target_missed", "not_observed", "volume_only"}
    assert (table["attainment"].isna() == table["reason"].isin(["not_observed", "volume_only"])).all()
    judged = table.dropna(subset="attainment")
    weighed = (judged["attainment"] * judged["weight"]).groupby([judged["offering"], judged["period"]]).sum()
    weights = judged["weight"].groupby([judged["offering"], judged["period"]]).sum()
    known = scores.dropna()
    assert len(known) > 30
    assert (weighed / weights).reindex(known.index).tolist() == pytest.approx(known.tolist(), abs=1e-6)


def test_standings_hold_from_the_period_after():
    failing = portfolio(observations=observed("east", [8] * 6, first=4))
    assert qsmo.standing_at(failing, "east", "2020-05-31") == "good"
    assert qsmo.standing_at(failing, "east", "2020-06-01") == "watch"
    assert qsmo.standing_at(failing, "east", "2020-10") == qsmo.assessed_standings(failing)["east"] == "suspended"
    assert list(qsmo.assessed_standings(failing)) == ["north", "south", "east", "outside"]
    with pytest.raises(qsmo.UnknownNameError):
        qsmo.standing_at(failing, "west", "2020-10")
    with pytest.raises(ValueError, match="not a date"):
        qsmo.standing_at(failing, "east", "last week")


def test_assessment_goes_to_a_stated_period():
    failing = portfolio(observations=observed("east", [8] * 6, first=4))
    assert qsmo.assess(failing, last=-4)["period"].tolist() == [-6, -5, -4]
    assert qsmo.assess(failing, last=1)["standing"].iloc[-1] == "suspended"
    assert qsmo.assess(failing, last=10**9)["period"].iloc[-1] == 11


def test_without_observations_tables_are_empty():
    for table in (qsmo.assess(portfolio()), qsmo.attainments(portfolio())):
        assert len(table) == 0
        assert "standing" in table.columns or "attainment" in table.columns


# --- made-up observations ---


def test_made_up_observations_are_the_same_for_the_same_seed():
    first = qsmo.generate_observations(portfolio(), seed=7)
    assert first == qsmo.generate_observations(portfolio(), seed=7)
    assert first != qsmo.generate_observations(portfolio(), seed=8)
    assert first.fingerprint == qsmo.loads(first.to_json()).fingerprint
    assert set(first.table("observations")["source"]) == {"generated"}
    assert set(first.table("observations")["offering"]) == {"north", "south", "east"}


def test_options_tune_what_is_made_up():
    options = observation_options()
    assert {"first", "last", "level", "missing_share", "shock_size"} <= set(options["option"])
    assert options["meaning"].str.len().min() > 10
    none = qsmo.generate_observations(portfolio(), seed=1, missing_share=1)
    assert len(none.table("observations")) == 0
    two = qsmo.generate_observations(portfolio(), seed=1, first=3, last=4, missing_share=0, silent_share=0)
    assert set(two.table("observations")["date"]) == {"2021-01", "2021-02"}
    assert len(two.table("observations")) == 2 * (2 * 3 + 2)


def test_wrong_options_are_refused():
    with pytest.raises(TypeError, match="no option 'levle'"):
        qsmo.generate_observations(portfolio(), levle=1)
    with pytest.raises(TypeError, match="first"):
        qsmo.generate_observations(portfolio(), first="soon")
    assert [fault.pointer for fault in faults_of(lambda: qsmo.generate_observations(portfolio(), noise=2, last=-20))] == ["/noise"]
    with pytest.raises(qsmo.Error):
        qsmo.generate_observations(portfolio(), noise=math.nan)


def test_nothing_is_made_up_over_what_was_observed():
    once = qsmo.generate_observations(portfolio(), seed=1)
    faults = faults_of(lambda: qsmo.generate_observations(once, seed=2))
    assert all(fault.pointer.startswith("/observations/") for fault in faults)
    later = qsmo.generate_observations(once, seed=2, first=0, last=3)
    assert len(later.table("observations")) > len(once.table("observations"))


# --- the picture ---


def rows_of(chart):
    """The data of the picture, by its mark."""
    specification = chart.to_dict()
    found = {}
    for panel in specification["vconcat"]:
        for layer in panel.get("layer", [panel]):
            mark = layer["mark"]["type"] + ("" if layer["mark"].get("filled", True) else " ring")
            found.setdefault(mark, []).extend(specification["datasets"][layer["data"]["name"]])
    return found


def test_the_picture_has_a_cell_for_each_period_and_shows_what_is_missing():
    made_up = qsmo.generate_observations(portfolio(), seed=3, missing_share=0.4)
    table = qsmo.assess(made_up)
    missing = table["score"].isna()
    assert missing.any()
    assert not missing.all()
    rows = rows_of(standings(made_up))
    assert len(rows["rect"]) == (~missing).sum()
    assert len(rows["rect ring"]) == missing.sum()
    assert {row["text"] for row in rows["text"] if row["missing"]} == {"?"}
    assert {row["score"] for row in rows["rect ring"]} == {"missing"}
    drawn = {(row["offering"], row["period"]): row["standing"] for row in rows["rect"] + rows["rect ring"]}
    for row in table.itertuples():
        assert drawn[row.offering, row.label].lower().startswith(row.standing.replace("_", " "))


def test_the_picture_has_a_panel_for_each_area_even_of_one_name():
    areas = [{"id": "FM", "name": "Finance"}, {"id": "HR", "name": "Finance"}]
    shown = portfolio(areas=areas, observations=[*observed("north", [80]), *observed("east", [80]), *observed("outside", [80])])
    panels = standings(shown).to_dict()["vconcat"]
    assert [panel["title"] for panel in panels] == ["Finance", "Finance", "Outside marketplaces"]


def test_the_picture_of_many_periods_leaves_the_scores_out():
    long = qsmo.generate_observations(portfolio(periods=120), seed=3, first=0, last=119)
    rows = rows_of(standings(long))
    assert len(rows["rect"]) > 300
    assert all(row["missing"] for row in rows["text"])


@pytest.mark.parametrize("seed", [None, 3])
def test_the_picture_is_saved(tmp_path, seed):
    shown = portfolio(name=f"scenario{EVIL}\u2028")
    if seed is not None:
        text = json.dumps(scenario()).replace('"north"', json.dumps(f"north{EVIL}"))
        shown = qsmo.generate_observations(qsmo.loads(text), seed=seed)
    save_chart(standings(shown), tmp_path / "standings.html")
    save_chart(standings(shown), tmp_path / "standings.png")
    page = (tmp_path / "standings.html").read_text()
    assert "<img src=x" not in page
    data = (tmp_path / "standings.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    width, _ = struct.unpack(">II", data[16:24])
    assert width > 500


# --- the command ---


def run(*arguments):
    command = [sys.executable, "-m", "qsmo", "assess", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


@pytest.fixture
def scenario_file(tmp_path):
    path = tmp_path / "scenario.json"
    path.write_text(json.dumps(scenario(observations=observed("east", [8] * 6, first=4))))
    return path


def test_the_command_tells_standings_in_words(scenario_file):
    outcome = run(scenario_file)
    assert outcome.returncode == 0, outcome.stderr
    lines = outcome.stdout.splitlines()
    assert lines[0] == "assessed: 1 of 4 offerings assessed, as of 2020-10"
    assert lines[2].split() == ["east", "suspended", "10.0%", "10.0%", "6", "0", "3"]
    assert outcome.stderr == ""


def test_the_command_gives_json(scenario_file):
    outcome = run(scenario_file, "--format", "json")
    data = json.loads(outcome.stdout)
    assert [offering["offering"] for offering in data["offerings"]] == ["north", "south", "east", "outside"]
    east = data["offerings"][2]
    assert east["standing"] == "suspended"
    assert [period["standing"] for period in east["periods"]][-2:] == ["corrective_action", "suspended"]
    assert data["offerings"][0]["periods"] == []


def test_the_command_writes_tables_and_pictures(tmp_path, scenario_file):
    folder = tmp_path / "out/deep"
    outcome = run(scenario_file, "-o", folder, "--format", "json")
    names = ["assessment.csv", "attainments.csv", "standings.html", "standings.png"]
    assert json.loads(outcome.stdout) == {"written": [str(folder / name) for name in names]}
    assert sorted(path.name for path in folder.iterdir()) == names
    with (folder / "assessment.csv").open(newline="") as file:
        assert [row["standing"] for row in csv.DictReader(file)][-1] == "suspended"


def test_the_command_makes_observations_up_on_demand(tmp_path):
    path = tmp_path / "scenario.json"
    path.write_text(json.dumps(scenario()))
    without = run(path)
    assert without.returncode == 0
    assert "0 of 4 offerings assessed" in without.stdout
    assert "--generate" in without.stderr
    outcome = run(path, "--generate", 3)
    assert "3 of 4 offerings assessed" in outcome.stdout
    assert outcome.stderr == ""
    assert outcome.stdout == run(path, "--generate", 3).stdout != run(path, "--generate", 4).stdout
    path.write_text(json.dumps(scenario(measures=[])))
    assert "no measures" in run(path, "--generate", 3).stderr


def test_the_command_reports_faults(tmp_path, scenario_file):
    assert run(tmp_path / "none.json").returncode == 2
    assert run(scenario_file, "-o", "-").returncode == 2
    assert run(scenario_file, "--generate", -1).returncode == 2
    bad = json.dumps(scenario(measures=[{"id": "speed", "target": 80}]))
    (tmp_path / "bad.json").write_text(bad)
    outcome = run(tmp_path / "bad.json")
    assert outcome.returncode == 2
    assert "/measures/0" in outcome.stderr
    assert "unit" in outcome.stderr
    assert "Traceback" not in outcome.stderr
