"""Pictures: they exist, work offline, and treat names as text."""

import json
import re
import struct
from html.parser import HTMLParser
from pathlib import Path

import pytest
import qsmo
from qsmo import plots

EVIL = "</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def portfolio():
    return qsmo.generate(agencies=4, services=3, periods=24, seed=3)


@pytest.fixture(scope="module")
def result(portfolio):
    return qsmo.plan(portfolio, work_limit=5_000)


def rename_everything(scenario):
    """Put markup into the name of everything that a picture shows."""
    text = json.dumps(scenario)
    for table in ("agencies", "services", "offerings", "providers", "workloads", "areas"):
        old = json.dumps(scenario[table][0]["id"])
        text = text.replace(old, json.dumps(f"{table}{EVIL}"))
    return json.loads(text) | {"name": f"scenario{EVIL}\u2028"}


class Tags(HTMLParser):
    """The tags of a page with their attributes, and what its scripts say."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.scripts, self.inside = [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.inside = tag == "script"

    def handle_endtag(self, _):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.scripts.append(data)


def specification(page):
    """The chart as the page's last script states it."""
    script = Tags(page).scripts[-1].strip()
    found, _ = json.JSONDecoder().raw_decode(script.removeprefix('vegaEmbed("#chart", '))
    return found


def test_both_pictures_are_saved(portfolio, result, tmp_path):
    paths = plots.save_all(portfolio, result.plan, tmp_path / "new" / "folder")
    assert [path.name for path in paths] == ["gantt.html", "gantt.png", "cumulative_cost.html", "cumulative_cost.png"]
    assert sorted(paths) == sorted((tmp_path / "new/folder").iterdir())
    for path in paths:
        if path.suffix == ".png":
            data = path.read_bytes()
            width, height = struct.unpack(">II", data[16:24])
            assert data.startswith(b"\x89PNG")
            assert width > 800
            assert height > 400


def test_a_page_loads_nothing(portfolio, result, tmp_path):
    plots.save_chart(plots.gantt(portfolio, result.plan), tmp_path / "gantt.html")
    page = (tmp_path / "gantt.html").read_text()
    tags = Tags(page).tags
    assert [tag for tag, _ in tags] == ["html", "head", "meta", "meta", "title", "style", "body", "div", "script", "script"]
    assert all(not {"src", "href", "srcset", "action"} & set(attributes) for _, attributes in tags)
    policy = next(attributes["content"] for tag, attributes in tags if attributes.get("http-equiv"))
    assert policy.startswith("default-src 'none';")
    assert "http" not in policy
    assert not [url for url in re.findall(r'"url": *"[^"]*"', Tags(page).scripts[-1])]
    assert "cdn" not in Tags(page).scripts[-1]


@pytest.mark.parametrize("draw", [plots.gantt, plots.cumulative_cost])
def test_names_are_text(portfolio, draw, tmp_path):
    evil = portfolio.replace(rename_everything)
    plan = qsmo.plan(evil, work_limit=5_000).plan
    path = tmp_path / "chart.html"
    plots.save_chart(draw(evil, plan), path)
    page = path.read_text()
    assert [tag for tag, _ in Tags(page).tags].count("script") == 2
    assert "img" not in [tag for tag, _ in Tags(page).tags]
    assert EVIL not in page
    assert "\u2028" not in Tags(page).scripts[-1]
    assert EVIL in json.dumps(specification(page), ensure_ascii=False)


def test_a_chart_is_what_altair_says(portfolio, result, tmp_path):
    chart = plots.cumulative_cost(portfolio, result.plan)
    plots.save_chart(chart, tmp_path / "chart.html")
    assert specification((tmp_path / "chart.html").read_text()) == json.loads(json.dumps(chart.to_dict()))


def test_the_gantt_shows_every_migration_once(portfolio, result):
    spec = plots.gantt(portfolio, result.plan).to_dict()
    moves = result.plan.to_frame().dropna(subset="cutover")
    marked = [row["workload"] for rows in spec["datasets"].values() for row in rows if "cutover_period" in row and "text" not in row]
    drawn = {row["workload"] for rows in spec["datasets"].values() for row in rows if "workload" in row}
    assert drawn == set(moves["workload"])
    assert set(marked) == drawn
    assert f"{len(moves)} of {len(portfolio.table('workloads'))} workloads migrate" in json.dumps(spec["title"])


def test_a_gantt_of_too_many_rows_says_which_it_shows(portfolio, result):
    spec = plots.gantt(portfolio, result.plan, rows=3).to_dict()
    rows = {row["workload"] for rows in spec["datasets"].values() for row in rows if "workload" in row}
    costs = portfolio.table("workloads").set_index("id")["annual_cost"]
    moves = result.plan.to_frame().dropna(subset="cutover")["workload"]
    assert rows == set(costs[moves].nlargest(3).index)
    assert "the 3 migrations with the largest cost" in json.dumps(spec["title"])


def test_the_cost_picture_says_what_its_dollars_are(portfolio, result):
    spec = plots.cumulative_cost(portfolio.replace(base_year=2024), result.plan).to_dict()
    assert "constant 2024 dollars, no value beyond the horizon" in json.dumps(spec["title"])
    titles = re.findall(r'"title": "(Cumulative [^"]*)"', json.dumps(spec))
    assert any("$" in title for title in titles)
    assert ("Breakeven" in json.dumps(spec["datasets"])) == (result.breakeven is not None)


def test_the_last_points_are_the_present_values(portfolio, result):
    spec = plots.cumulative_cost(portfolio, result.plan).to_dict()
    last = [row for rows in spec["datasets"].values() for row in rows if row.get("case") == "Plan" and row["period"] == 24]
    scale = {"$ billions": 1e9, "$ millions": 1e6, "$ thousands": 1e3}
    unit = next(unit for unit in scale if f"Cumulative cost ({unit})" in json.dumps(spec))
    assert {round(row["amount"] * scale[unit], 2) for row in last} == {round(result.cost, 2)}


def test_a_plan_that_moves_nothing_can_be_drawn(portfolio, tmp_path):
    plan = qsmo.status_quo(portfolio)
    assert len(plots.save_all(portfolio, plan, tmp_path)) == 4


def test_a_chart_can_be_saved_as_svg_but_not_as_anything(portfolio, result, tmp_path):
    chart = plots.cumulative_cost(portfolio, result.plan)
    plots.save_chart(chart, tmp_path / "chart.SVG")
    assert (tmp_path / "chart.SVG").read_text().startswith("<svg")
    for name in ("chart.gif", "chart"):
        with pytest.raises(ValueError, match="html"):
            plots.save_chart(chart, Path(tmp_path / name))
