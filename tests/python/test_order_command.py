"""`qsmo order`: what it says about a list of arcs."""

import json
import lzma
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import qsmo
from qsmo import DependencyGraph
from qsmo.graph_report import OrderReport

OK, BAD_INPUT = 0, 2
ARCS = """prerequisite,dependent,lag,weight
design,build,2,1
build,test,0,5
test,fix,0,2
fix,build,0,3
test,ship,0,1
ship,support,0,1
support,ship,0,0.5
"""


def run(*arguments, text=None):
    command = [sys.executable, "-m", "qsmo", "order", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=120, input=None if text is None else text.encode())


def answer(*arguments, text=ARCS):
    outcome = run("-", "--format", "json", *arguments, text=text)
    notes = b"" if json.loads(outcome.stdout)["arcs"] else b"note: stdin holds no arcs\n"
    assert (outcome.returncode, outcome.stderr) == (OK, notes)
    return json.loads(outcome.stdout)


@pytest.fixture
def arcs(tmp_path):
    path = tmp_path / "arcs.csv"
    path.write_text(ARCS)
    return path


def test_json_says_everything_about_a_small_graph():
    data = answer("--weights")
    assert list(data) == ["nodes", "arcs", "components", "cyclic_components", "largest_component",
                          "order", "waves", "cycles", "cost", "bound", "critical_path"]  # fmt: skip
    assert [data[key] for key in list(data)[:5]] == [6, 7, 3, 2, 3]
    assert data["cost"] == data["bound"] == 2.5
    assert data["order"] == ["design", "fix", "build", "test", "ship", "support"]
    assert [cycle["size"] for cycle in data["cycles"]] == [3, 2]
    first, second = data["cycles"]
    assert first == {
        "size": 3,
        "nodes": ["build", "test", "fix"],
        "shortest_cycle": ["build", "test", "fix"],
        "bridge": [{"prerequisite": "test", "dependent": "fix", "weight": 2.0}],
        "cost": 2.0,
        "bound": 2.0,
    }
    assert second["bridge"] == [{"prerequisite": "support", "dependent": "ship", "weight": 0.5}]
    assert data["waves"] == [["design", "fix"], ["build"], ["test"], ["ship"], ["support"]]
    # 1 for each of five, and a lag of 2.
    assert data["critical_path"] == {"length": 7, "chain": ["design", "build", "test", "ship", "support"]}


def test_without_weights_every_arc_costs_one():
    data = answer()
    assert data["cost"] == data["bound"] == 2
    assert all(arc["weight"] == 1 for cycle in data["cycles"] for arc in cycle["bridge"])


def test_order_waves_and_path_hold_without_the_bridged_arcs():
    data = answer("--weights")
    bridged = {(arc["prerequisite"], arc["dependent"]) for cycle in data["cycles"] for arc in cycle["bridge"]}
    pairs = [tuple(line.split(",")[:2]) for line in ARCS.splitlines()[1:]]
    place = {node: i for i, node in enumerate(data["order"])}
    wave = {node: i for i, nodes in enumerate(data["waves"]) for node in nodes}
    for pair in pairs:
        assert (pair in bridged) or (place[pair[0]] < place[pair[1]] and wave[pair[0]] < wave[pair[1]])


def test_text_says_it_in_words(arcs):
    outcome = run(arcs, "--weights")
    assert (outcome.returncode, outcome.stderr) == (OK, b"")
    assert outcome.stdout.decode() == """\
6 nodes, 7 arcs
3 components, 2 with cycles; the largest has 3 nodes

Cycles: all are broken by bridging 2 arcs, cost 2.5, the least there is
(a -> b: a must come before b)
  3 nodes: build, test, fix
    a shortest cycle: build -> test -> fix -> build
    bridge 1 arc, cost 2, the least there is:
      test -> fix
  2 nodes: ship, support
    a shortest cycle: ship -> support -> ship
    bridge 1 arc, cost 0.5, the least there is:
      support -> ship

Waves, critical path and order are those without the arcs to bridge.

Waves: 5; the largest has 2 nodes
  wave 1, 2 nodes: design, fix
  wave 2, 1 node: build
  wave 3, 1 node: test
  wave 4, 1 node: ship
  wave 5, 1 node: support

Critical path: 7 units of time; each node takes one, plus lags
  design -> build -> test -> ship -> support

Order: design, fix, build, test, ship, support
"""


def test_weights_that_are_left_aside_are_mentioned(arcs):
    note = "each arc counts 1 (the file has weights: --weights)"
    assert note in run(arcs).stdout.decode().splitlines()
    assert note not in run(arcs, "--weights").stdout.decode()
    assert note not in run("-", text="0 1\n1 0\n").stdout.decode()
    assert note not in run("-", text="prerequisite,dependent,weight\na,b,1\n").stdout.decode()


def test_a_time_limit_ends_the_search():
    rows = "".join(f"{a} {b}\n" for a in range(60) for b in range(60) if (a * b + a) % 7 < 3)
    data = json.loads(run("-", "--format", "json", "--time-limit", "0", text=rows).stdout)
    assert sorted(data["order"]) == list(range(60))
    assert data["bound"] <= data["cost"]
    assert answer("--weights", "--time-limit", "1e9")["cost"] == 2.5
    for bad in ("-1", "soon"):
        assert run("-", "--time-limit", bad, text=ARCS).returncode == BAD_INPUT


def test_the_help_says_which_way_plain_lines_go():
    words = " ".join(run("--help").stdout.decode().split())
    assert "a depends on b" in words


def test_a_graph_without_cycles_says_so():
    words = run("-", text="prerequisite\tdependent\na\tb\n").stdout.decode()
    assert "no cycles" in words
    assert "bridg" not in words
    data = answer(text="1 0\n2 1\n")
    assert (data["cycles"], data["cost"], data["order"]) == ([], 0, [0, 1, 2])


def test_an_empty_graph_is_no_error():
    assert run("-", text="").stdout.decode().startswith("0 nodes, 0 arcs")
    data = answer(text="prerequisite,dependent\n")
    assert [data[key] for key in list(data)[:5]] == [0, 0, 0, 0, 0]
    for output_format in ("text", "dot", "graphml"):
        outcome = run("-", "--format", output_format, text="")
        assert (outcome.returncode, outcome.stderr) == (OK, b"note: stdin holds no arcs\n")
    assert answer("--weights", text="prerequisite,dependent,weight\n")["arcs"] == 0


def test_arcs_are_counted_as_they_are_given():
    data = answer(text="# 5 nodes\n0 1\n0 1\n2 2\n")
    assert [data[key] for key in list(data)[:5]] == [5, 3, 5, 1, 1]
    assert data["cycles"][0]["shortest_cycle"] == [2]


def test_big_graphs_stay_readable():
    nodes = 3000
    ring = "".join(f"{(i + 1) % nodes} {i}\n" for i in range(nodes))
    pairs = "".join(f"{nodes + 2 * i} {nodes + 2 * i + 1}\n{nodes + 2 * i + 1} {nodes + 2 * i}\n" for i in range(500))
    outcome = run("-", text=ring + pairs)
    lines = outcome.stdout.decode().splitlines()
    assert outcome.returncode == OK
    assert len(lines) < 120
    assert max(map(len, lines)) <= 80
    assert "  and 493 smaller components with cycles" in lines
    assert "  and 2,988 more waves" in lines


def test_costs_that_are_not_proven_stay_within_the_lines():
    nodes = 30
    rows = "".join(f"{a} {b}\n" for a in range(nodes) for b in range(nodes) if a != b)
    report = OrderReport(DependencyGraph.parse(rows), np.full(nodes * (nodes - 1), 1234567.25))
    report.breaking.bound, report.breaking.cost = 1.5, 987654321.0
    lines = list(report.lines())
    assert "bridging 435 arcs, cost 987,654,321, no set costs less than 1.5" in " ".join(" ".join(lines).split())
    assert max(map(len, lines)) <= 80


def test_long_and_strange_names_stay_within_the_lines():
    names = ["x" * 200, "名" * 60, "\u202eevil", "a\u200bb", "é" * 39]
    rows = "".join(f"{a},{b}\n" for a in names for b in names if a != b)
    outcome = run("-", text="prerequisite,dependent\n" + rows)
    words = outcome.stdout.decode()
    assert outcome.returncode == OK
    assert max(map(len, words.splitlines())) <= 80
    assert "\u202e" not in words
    assert "\\u202e" in words


def test_dot_and_graphml_mark_the_arcs_to_bridge(arcs):
    graph = DependencyGraph.read(arcs)
    rows = graph.break_cycles().rows
    assert run(arcs, "--weights", "--format", "dot").stdout.decode() == graph.to_dot(bridged=rows)
    graphml = run(arcs, "--weights", "--format", "graphml").stdout.decode()
    assert graphml == graph.to_graphml(bridged=rows)
    assert graphml.count(">true<") == 2


def test_missing_weights_are_bad_input(tmp_path):
    outcome = run("-", "--weights", text="prerequisite,dependent\na,b\n")
    assert (outcome.returncode, outcome.stdout) == (BAD_INPUT, b"")
    assert outcome.stderr.decode() == 'stdin: /header: expected a column "weight", as there is --weights\n'
    assert run("-", "--weights", text="0 1\n").returncode == BAD_INPUT


def test_faults_are_listed_with_line_and_value(arcs):
    arcs.write_text("prerequisite,dependent,lag,weight\na,b,0,\na,,1.5,nan\na,b\n")
    outcome = run(arcs)
    assert (outcome.returncode, outcome.stdout) == (BAD_INPUT, b"")
    assert outcome.stderr.decode().splitlines() == [
        f"{arcs}:2: /arcs/0/weight: expected a finite number of at least 0",
        f"{arcs}:3: /arcs/1/dependent: expected a name",
        f'{arcs}:3: /arcs/1/lag: "1.5": expected a whole number of 64 bits',
        f'{arcs}:3: /arcs/1/weight: "nan": expected a finite number of at least 0',
        f'{arcs}:4: /arcs/2: "2 cells": expected 4 cells, as in the header',
    ]
    whole = run(arcs, "--format", "json")
    assert whole.returncode == BAD_INPUT
    assert [fault["line"] for fault in json.loads(whole.stdout)["faults"]] == [2, 3, 3, 3, 4]
    for output_format in ("dot", "graphml"):
        outcome = run(arcs, "--format", output_format)
        assert (outcome.returncode, outcome.stdout) == (BAD_INPUT, b"")
        assert outcome.stderr.count(b"\n") == 5


def test_all_faults_are_told_in_json(arcs):
    arcs.write_text("prerequisite,dependent\n" + "a,\n" * 250)
    assert len(json.loads(run(arcs, "--format", "json").stdout)["faults"]) == 250
    assert run(arcs).stderr.decode().splitlines()[-1] == "and 200 more faults (all of them with --format json)"


def test_a_wrong_header_says_what_there_is_and_what_was_expected():
    words = run("-", text="from,to\na,b\n").stderr.decode()
    assert words == (
        'stdin:1: /header: "from,to": expected a header with the columns "prerequisite" and "dependent", '
        "or else lines of two node numbers, a b, where a depends on b\n"
    )
    assert answer(text="Prerequisite,DEPENDENT\na,b\n")["order"] == ["a", "b"]


@pytest.mark.parametrize(
    "content",
    [b"prerequisite;dependent\na;b\n", b"from,to\na,b\n", b"prerequisite,dependent\n\xff,b\n", b"0 -1\n", b"0 1.5\n", b"\x00\x01"],
)
def test_other_bad_files_exit_with_2(tmp_path, content):
    path = tmp_path / "arcs"
    path.write_bytes(content)
    outcome = run(path)
    assert (outcome.returncode, outcome.stdout) == (BAD_INPUT, b"")
    assert b"Traceback" not in outcome.stderr
    assert outcome.stderr


def test_usage_errors_and_missing_files_exit_with_2(tmp_path):
    for arguments in ([], ["-", "--format", "xml"], [tmp_path / "none.csv"], [tmp_path]):
        outcome = run(*arguments, text="")
        assert (outcome.returncode, outcome.stdout) == (BAD_INPUT, b""), arguments
        assert b"Traceback" not in outcome.stderr


def test_times_beyond_measure_are_an_error():
    outcome = run("-", text=f"prerequisite,dependent,lag\na,b,{2**62}\nb,c,{2**62}\n")
    assert outcome.returncode == BAD_INPUT
    assert b"Traceback" not in outcome.stderr


def test_weights_without_a_finite_sum_are_refused():
    rows = "a,b,1e308\nb,a,1e308\nc,d,1.5e308\nd,c,1.5e308\n"
    outcome = run("-", "--weights", text="prerequisite,dependent,weight\n" + rows)
    assert outcome.returncode == BAD_INPUT
    assert b"weights with a finite sum" in outcome.stderr


COUNTS = {
    "depends": [63_666, 264_830, 63_569, 59, 11],
    "depends_recommends": [63_666, 292_921, 61_739, 976, 243],
    "colt": [550, 1_157, 542, 4, 3],
    "guava": [838, 1_078, 822, 12, 4],
    "junit": [181, 311, 180, 1, 2],
    "slucene": [3_471, 10_872, 3_397, 15, 54],
    "weka": [2_124, 4_844, 2_087, 27, 7],
}


@pytest.mark.parametrize("name", COUNTS)
def test_real_graphs_have_the_known_counts(name, tmp_path):
    folder = os.environ.get("QSMO_REFERENCE_DATA")
    if not folder:
        pytest.skip("QSMO_REFERENCE_DATA does not name the folder of real graphs")
    path = tmp_path / f"{name}.edges"
    path.write_bytes(lzma.decompress((Path(folder) / f"data/graphs/{name}.edges.xz").read_bytes()))
    outcome = run(path, "--format", "json")
    assert outcome.returncode == OK
    data = json.loads(outcome.stdout)
    assert [data[key] for key in list(data)[:5]] == COUNTS[name]
    words = run(path).stdout.decode().splitlines()
    assert len(words) < 130
    assert max(map(len, words)) <= 80
    assert qsmo.DependencyGraph.read(path).arcs == data["arcs"]
