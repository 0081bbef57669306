"""The graph layer: what NetworkX says, what a person would say, and what is refused."""

import itertools
import json
import lzma
import os
import pickle
import random
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import qsmo
from qsmo import CycleError, DependencyGraph, InputError, OnlineOrder, ReadyQueue, UnknownNameError

nx = pytest.importorskip("networkx")


def random_graph(seed, *, most_nodes=30, acyclic=False, named=None):
    """A random graph, half of them with names, with rows in no special order."""
    rng = random.Random(seed)
    nodes = rng.randint(1, most_nodes)
    pairs = [(rng.randrange(nodes), rng.randrange(nodes)) for _ in range(rng.randint(0, 3 * nodes))]
    if acyclic:
        rank = rng.sample(range(nodes), nodes)
        pairs = [(a, b) if rank[a] < rank[b] else (b, a) for a, b in pairs if a != b]
    lags = [rng.randint(-3, 5) for _ in pairs]
    weights = [float(rng.randint(0, 9)) for _ in pairs]
    names = [f"node {node}" for node in range(nodes)] if (rng.random() < 0.5 if named is None else named) else None
    return DependencyGraph([a for a, _ in pairs], [b for _, b in pairs], nodes=nodes, names=names, lags=lags, weights=weights)


def node_numbers(graph, nodes):
    return [graph.number(node) for node in nodes]


def peer(graph):
    """The same in NetworkX, by number, without repeats."""
    other = nx.DiGraph()
    other.add_nodes_from(range(graph.nodes))
    other.add_edges_from(zip(graph.prerequisites.tolist(), graph.dependents.tolist(), strict=True))
    return other


def arcs_of(graph):
    return sorted(zip(graph.prerequisites.tolist(), graph.dependents.tolist(), strict=True))


def fault_of(error):
    (fault,) = error.value.faults
    return fault.pointer, fault.value


GRAPHS = [random_graph(seed) for seed in range(120)]
ACYCLIC = [random_graph(seed, acyclic=True) for seed in range(120)]


# --- against NetworkX ---


def test_components_are_those_of_networkx():
    for graph in GRAPHS:
        ours = graph.components()
        theirs = {frozenset(members) for members in nx.strongly_connected_components(peer(graph))}
        assert {frozenset(node_numbers(graph, members)) for members in ours} == theirs
        assert ours.sizes.tolist() == [len(members) for members in ours]
        for a, b in arcs_of(graph):
            assert ours.of[a] <= ours.of[b]


def test_the_order_is_the_smallest_one_of_networkx():
    for graph in ACYCLIC:
        expected = list(nx.lexicographical_topological_sort(peer(graph)))
        assert node_numbers(graph, graph.order()) == expected
        keys = [-number % 7 for number in range(graph.nodes)]
        by_key = list(nx.lexicographical_topological_sort(peer(graph), key=lambda node: (keys[node], node)))
        assert node_numbers(graph, graph.order(key=keys)) == by_key


def test_any_order_is_valid():
    for graph in ACYCLIC:
        order = graph.any_order()
        place = {node: i for i, node in enumerate(node_numbers(graph, order))}
        assert all(place[a] < place[b] for a, b in arcs_of(graph))
        assert graph.is_valid_order(order)
        assert not graph.is_valid_order(order[:-1])
        if graph.arcs:
            assert not graph.is_valid_order(order[::-1])


def test_waves_are_the_generations_of_networkx():
    for graph in ACYCLIC:
        expected = [sorted(generation) for generation in nx.topological_generations(peer(graph))]
        waves = graph.waves()
        assert [node_numbers(graph, wave) for wave in waves] == expected
        assert (len(waves), waves.bound, waves.optimal) == (len(expected), len(expected), True)


def test_the_condensation_is_that_of_networkx():
    for graph in GRAPHS:
        condensed, components = graph.condensation()
        of = components.of
        expected = {(int(of[a]), int(of[b])) for a, b in arcs_of(graph) if of[a] != of[b]}
        assert arcs_of(condensed) == sorted(expected)
        assert condensed.nodes == nx.condensation(peer(graph)).number_of_nodes()


def test_closure_and_reduction_are_those_of_networkx():
    for graph in GRAPHS:
        # A node reaches itself only over a cycle, in NetworkX too with reflexive=False.
        theirs = nx.transitive_closure(peer(graph), reflexive=False)
        closure = graph.transitive_closure()
        assert arcs_of(closure.graph()) == sorted(theirs.edges)
        assert closure.pairs == theirs.number_of_edges()
    for graph in ACYCLIC:
        assert arcs_of(graph.transitive_reduction()) == sorted(nx.transitive_reduction(peer(graph)).edges)


def test_ancestors_and_descendants_are_those_of_networkx():
    for graph in GRAPHS:
        other = peer(graph)
        closed = nx.transitive_closure(other, reflexive=False)
        blocked = graph.blocked_counts()
        for number in range(0, graph.nodes, 3):
            node = number if graph.names is None else graph.names[number]
            assert node_numbers(graph, graph.unblocks(node)) == sorted(closed.successors(number))
            assert node_numbers(graph, graph.requires(node)) == sorted(closed.predecessors(number))
            assert blocked[number] == closed.out_degree(number)
            assert set(node_numbers(graph, graph.dependents_of(node))) == set(other.successors(number))
            assert set(node_numbers(graph, graph.prerequisites_of(node))) == set(other.predecessors(number))


def test_the_critical_path_is_the_longest_path_of_networkx():
    for graph in ACYCLIC:
        durations = [(7 * number) % 5 for number in range(graph.nodes)]
        weighted = nx.DiGraph()
        weighted.add_edges_from(("start", number, {"length": durations[number]}) for number in range(graph.nodes))
        for a, b in arcs_of(graph):
            weighted.add_edge(a, b, length=durations[b])
        path = graph.critical_path(durations, lags=np.zeros(graph.arcs, int))
        assert path.length == nx.dag_longest_path_length(weighted, weight="length")
        chain = node_numbers(graph, path.chain)
        assert sum(durations[number] for number in chain) == path.length
        assert all(peer(graph).has_edge(a, b) for a, b in itertools.pairwise(chain))
        (longest,) = graph.longest_chains(1, durations, lags=np.zeros(graph.arcs, int))
        assert longest.length == path.length


def test_cycles_are_shortest():
    for graph in GRAPHS:
        other = peer(graph)
        girth = min((len(cycle) for cycle in nx.simple_cycles(other, length_bound=3)), default=None)
        cycle = graph.find_cycle()
        assert (cycle is None) == nx.is_directed_acyclic_graph(other)
        if cycle is None:
            assert graph.find_cycles() == []
            continue
        numbers = node_numbers(graph, cycle.nodes)
        assert all(other.has_edge(a, b) for a, b in zip(numbers, [*numbers[1:], numbers[0]], strict=True))
        assert cycle.shortest
        assert len(numbers) == girth if girth else len(numbers) > 3
        components = graph.components()
        cycles = graph.find_cycles()
        assert len(cycles) == len(components.cyclic)
        assert min(len(one.nodes) for one in cycles) == len(numbers)
        for component, one in zip(components.cyclic, cycles, strict=True):
            assert len(one.nodes) == len(graph.find_cycle(components[component]).nodes)
            through = graph.shortest_cycle_through(one.nodes[0])
            assert len(through) == len(one.nodes)


def test_bridging_breaks_every_cycle_at_the_least_cost():
    for graph in [random_graph(seed, most_nodes=5) for seed in range(60)]:
        pairs = list(zip(graph.prerequisites.tolist(), graph.dependents.tolist(), strict=True))
        broken = graph.break_cycles()
        assert nx.is_directed_acyclic_graph(peer(broken.graph))
        assert broken.cost == sum(graph.weights[row] for row in broken.rows)
        assert broken.optimal
        best = min(
            sum(weight for (a, b), weight in zip(pairs, graph.weights, strict=True) if place.index(a) >= place.index(b))
            for place in itertools.permutations(range(graph.nodes))
        )
        assert broken.cost == best
        assert sorted(row for part in broken.components for row in part.rows) == broken.rows.tolist()
        assert broken.to_frame()["weight"].sum() == broken.cost


def test_weights_are_told_by_row():
    # Rows in the opposite order of the arc numbers.
    graph = DependencyGraph([2, 1, 0], [0, 2, 1])
    assert graph.break_cycles([5, 1, 5]).rows.tolist() == [1]
    assert graph.break_cycles([1, 5, 5]).rows.tolist() == [0]
    with pytest.raises(InputError) as error:
        graph.break_cycles([1, 5, -5])
    pointer, value = fault_of(error)
    assert (pointer, float(value)) == ("/weights/2", -5)
    assert DependencyGraph([2, 1, 0], [0, 2, 1], weights=[5, 5, 1]).break_cycles().rows.tolist() == [2]
    path = DependencyGraph([2, 0, 0], [3, 2, 1]).critical_path(lags=[10, 0, 1])
    assert path.earliest.tolist() == [0, 2, 1, 12]
    assert path.driver.tolist() == [-1, 2, 1, 0]
    assert path.chain.tolist() == [0, 2, 3]


@pytest.mark.parametrize("as_dot", [False, True], ids=["GraphML", "DOT"])
def test_what_is_written_can_be_read_back(tmp_path, as_dot):
    if as_dot and not shutil.which("dot"):
        pytest.skip("Graphviz is not installed")
    names = ['say "hi"', "C:\\new\\", "<b>&amp;</b>", "naïve 🚀 名", "a;b -> c", "", "  ", "\\", "\\N", "'", "-5", "<>", "&", "]]>"]
    pairs = [(0, 1), (1, 2), (2, 0), (0, 1), (3, 4), (5, 6), (7, 8), (9, 9), (10, 13)]
    graph = DependencyGraph(
        [a for a, _ in pairs], [b for _, b in pairs], names=names, lags=range(9), weights=[0.5, 1e300, 3, 4, 5, 6, 7, 8, 9]
    )
    rows = graph.break_cycles().rows
    assert len(rows) == 2
    if as_dot:
        path = tmp_path / "graph.dot"
        path.write_text(graph.to_dot(bridged=rows), encoding="utf-8")
        out = subprocess.run(["dot", "-Tjson", path], capture_output=True, timeout=60)
        assert out.returncode == 0 and not out.stderr, out.stderr
        drawn = json.loads(out.stdout)
        nodes = [one for one in drawn["objects"] if "nodes" not in one]
        assert [node["name"] for node in nodes] == [str(number) for number in range(len(names))]
        # What is drawn, not what is written.
        texts = ["".join(step["text"] for step in node.get("_ldraw_", ()) if step["op"] == "T") for node in nodes]
        assert texts == names
        ends = {one["_gvid"]: int(one["name"]) for one in nodes}
        assert sorted((ends[edge["tail"]], ends[edge["head"]]) for edge in drawn["edges"]) == sorted(pairs)
        assert sum(edge.get("bridged") == "true" for edge in drawn["edges"]) == 2
        return
    path = tmp_path / "graph.graphml"
    path.write_text(graph.to_graphml(bridged=rows), encoding="utf-8")
    back = nx.read_graphml(path, node_type=int)
    assert [back.nodes[number]["name"] for number in range(len(names))] == names
    assert sorted((a, b) for a, b in back.edges()) == sorted(pairs)
    by_lag = {data["lag"]: (a, b, data["weight"], data["bridged"]) for a, b, data in back.edges(data=True)}
    assert by_lag == {i: (*pairs[i], graph.weights[i], i in rows) for i in range(9)}
    waves = graph.without_arcs(rows).waves().of
    assert [back.nodes[number]["wave"] for number in range(len(names))] == waves.tolist()


def test_random_graphs_are_read_back_from_graphml(tmp_path):
    for graph in GRAPHS[:40]:
        path = tmp_path / "graph.graphml"
        path.write_text(graph.to_graphml())
        back = nx.read_graphml(path, node_type=int)
        assert sorted(back.edges()) == arcs_of(graph)
        assert sorted(back.nodes) == list(range(graph.nodes))


# --- small cases ---


def test_names_come_back_as_names():
    graph = DependencyGraph(["parts", "engine", "parts", "paint"], ["engine", "car", "paint", "car"])
    assert graph.names == ["parts", "engine", "car", "paint"]
    assert graph.order() == ["parts", "engine", "paint", "car"]
    assert graph.order(key={"parts": 0, "engine": 2, "paint": 1, "car": 0}) == ["parts", "paint", "engine", "car"]
    assert graph.waves()[1] == ["engine", "paint"]
    assert [len(wave) for wave in graph.waves(size=1)] == [1, 1, 1, 1]
    assert graph.requires("car") == ["parts", "engine", "paint"]
    assert graph.unblocks("parts") == ["engine", "car", "paint"]
    assert graph.dependents_of("parts") == ["engine", "paint"]
    assert graph.prerequisites_of("car") == ["engine", "paint"]
    assert graph.reachable_to(["engine", "paint"]) == ["parts"]
    assert graph.critical_path({"parts": 1, "engine": 5, "paint": 2, "car": 1}).chain == ["parts", "engine", "car"]
    assert graph.longest_chains(5)[1].nodes == ["parts", "paint", "car"]
    assert graph.transitive_closure().reaches("parts", "car")
    with pytest.raises(UnknownNameError) as error:
        graph.requires("carr")
    assert error.value.suggestion == "car"


def test_waves_keep_to_their_limits():
    graph = DependencyGraph([0, 0, 0], [1, 2, 3], nodes=6)
    waves = graph.waves(size=2)
    assert waves.count == waves.bound == 3
    assert waves.sizes.max() == 2
    waves = graph.waves(effort=[3, 1, 1, 1, 2, 2], capacity=4)
    assert all(np.array([3, 1, 1, 1, 2, 2])[wave].sum() <= 4 for wave in waves)
    assert waves.bound <= waves.count
    assert waves.to_frame().columns.tolist() == ["node", "wave"]
    for arguments, pointer in (
        ({"size": 0}, "/size"),
        ({"size": 1.5}, "/size"),
        ({"size": -1}, "/size"),
        ({"effort": [1] * 6}, "/capacity"),
        ({"capacity": 3}, "/effort"),
        ({"effort": [1] * 5, "capacity": 3}, "/effort"),
        ({"effort": [1, 1, 9, 1, 1, 1], "capacity": 3}, "/effort/2"),
        ({"effort": [1, 1, 1, -1, 1, 1], "capacity": 3}, "/effort/3"),
        ({"effort": [1, 1, 1, 0.5, 1, 1], "capacity": 3}, "/effort/3"),
    ):
        with pytest.raises(InputError) as error:
            graph.waves(**arguments)
        assert fault_of(error)[0] == pointer


def test_a_cycle_is_named():
    graph = DependencyGraph(["a", "b", "c", "c"], ["b", "c", "a", "d"])
    for call in (graph.order, graph.any_order, graph.waves, graph.critical_path, lambda: graph.longest_chains(2),
                 lambda: OnlineOrder(graph), lambda: ReadyQueue(graph), lambda: graph.waves(size=1)):  # fmt: skip
        with pytest.raises(CycleError) as error:
            call()
        start = error.value.cycle.index("a")
        assert error.value.cycle[start:] + error.value.cycle[:start] == ["a", "b", "c"]
        assert "a -> b" in str(error.value)
    assert isinstance(error.value, ValueError)
    copy = pickle.loads(pickle.dumps(error.value))
    assert (copy.cycle, str(copy)) == (error.value.cycle, str(error.value))
    with pytest.raises(CycleError) as error:
        DependencyGraph([0, 1], [1, 0]).order()
    assert sorted(error.value.cycle) == [0, 1]


def test_the_critical_path_has_times_for_every_node():
    graph = DependencyGraph(["a", "a", "b", "c"], ["b", "c", "d", "d"], lags=[0, 2, 0, 0])
    path = graph.critical_path([1, 5, 2, 1], deadline=10)
    frame = path.to_frame().set_index("node")
    assert frame.loc["d", "earliest"] == 6
    assert frame["latest"].to_dict() == {"a": 3, "b": 4, "c": 7, "d": 9}
    assert frame["total_slack"].to_dict() == {"a": 3, "b": 3, "c": 4, "d": 3}
    assert frame["free_slack"].to_dict()["c"] == 1
    assert frame["driver"].to_dict()["d"] == "b"
    assert frame["driver"]["a"] is None
    assert DependencyGraph([0], [1]).critical_path().to_frame()["driver"].tolist() == [None, 0]
    assert path.length == 7
    assert DependencyGraph([], []).critical_path().to_frame().empty
    with pytest.raises(InputError) as error:
        graph.critical_path([1, 5, -2, 1])
    assert fault_of(error) == ("/durations/2", "-2")
    with pytest.raises(InputError) as error:
        graph.critical_path({"a": 1, "b": 2})
    assert [(fault.pointer, fault.value) for fault in error.value.faults] == [
        ("/durations", "no value for c"),
        ("/durations", "no value for d"),
    ]
    with pytest.raises(InputError) as error:
        graph.critical_path({"a": 1, "b": 2, "c": 3, "d": 1, "dd": 1})
    assert fault_of(error) == ("/durations", "dd")
    with pytest.raises(qsmo.OverflowError_):
        graph.critical_path([2**62] * 4)


def test_of_nothing_there_is_nothing():
    graph = DependencyGraph([], [])
    assert (graph.nodes, graph.arcs, len(graph)) == (0, 0, 0)
    assert len(graph.order()) == len(graph.waves()) == len(graph.components()) == 0
    assert graph.find_cycle() is None
    assert graph.break_cycles().cost == 0
    assert graph.critical_path().length == 0
    assert graph.longest_chains(3) == []
    assert graph.to_frame().empty
    assert ReadyQueue(graph).finished
    assert DependencyGraph([], [], nodes=3).order().tolist() == [0, 1, 2]
    assert DependencyGraph([], [], names=["b", "a"]).order() == ["b", "a"]
    assert DependencyGraph([0], [0]).components().cyclic.tolist() == [0]


def test_a_long_path_is_no_trouble():
    size = 1_000_000
    graph = DependencyGraph(np.arange(size - 1), np.arange(1, size))
    assert np.array_equal(graph.order(), np.arange(size))
    assert graph.waves().count == graph.critical_path().length == graph.components().count == size
    assert len(graph.requires(size - 1)) == size - 1


def test_the_online_order_answers_with_the_cycle():
    for seed in range(30):
        rng = random.Random(seed)
        names = [f"n{i}" for i in range(12)]
        online, known = OnlineOrder(names), nx.DiGraph()
        known.add_nodes_from(names)
        for _ in range(60):
            a, b = rng.choice(names), rng.choice(names)
            if rng.random() < 0.2 and known.has_edge(a, b):
                assert online.remove_arc(a, b)
                known.remove_edge(a, b)
                continue
            if known.has_edge(a, b):
                continue
            cycle = online.add_arc(a, b)
            assert (cycle is not None) == (a == b or nx.has_path(known, b, a))
            if cycle is None:
                known.add_edge(a, b)
            else:
                assert (cycle[0], cycle[-1]) == (b, a)
                assert all(known.has_edge(*pair) for pair in itertools.pairwise(cycle))
            place = {name: i for i, name in enumerate(online.order())}
            assert all(place[u] < place[v] for u, v in known.edges)
            assert online.before(a, b) == (place[a] < place[b])
            assert online.position(a) == place[a]
        assert online.arcs == known.number_of_edges()


def test_the_online_order_grows():
    online = OnlineOrder(2)
    assert online.add_node() == 2
    assert online.add_arcs([0, 1, 2, 2], [1, 2, 0, 2]).tolist() == [2, 3]
    assert online.order().tolist() == [0, 1, 2]
    assert not online.remove_arc(0, 2)
    named = OnlineOrder(["a"])
    named.add_node("b")
    assert named.add_arc("b", "a") is None
    assert named.add_arcs(["a"], ["b"]).tolist() == [0]
    assert OnlineOrder(DependencyGraph(["x"], ["y"])).add_arc("y", "x") == ["x", "y"]
    for call in (lambda: named.add_node("a"), lambda: named.add_node(), lambda: online.add_node("c"),
                 lambda: online.add_arc(0, 3), lambda: online.add_arc(-1, 0), lambda: online.add_arcs([0], [7]),
                 lambda: online.position(True), lambda: OnlineOrder(-1), lambda: OnlineOrder("ab"),
                 lambda: OnlineOrder(["a", "a"]), lambda: OnlineOrder(2**40), lambda: OnlineOrder(1.5)):  # fmt: skip
        with pytest.raises(InputError):
            call()
    with pytest.raises(UnknownNameError):
        named.add_arc("c", "a")


def test_the_ready_queue_hands_out_what_is_free():
    graph = DependencyGraph(["a", "b"], ["c", "c"])
    queue = ReadyQueue(graph, key={"a": 2, "b": 1, "c": 0})
    assert queue.ready == 2
    assert (queue.take(), queue.take(), queue.take()) == ("b", "a", None)
    queue.done("a")
    assert (queue.ready, queue.under_way) == (0, 1)
    queue.done("b")
    with pytest.raises(InputError) as error:
        queue.done("a")
    assert fault_of(error) == ("/node", "a")
    assert queue.take() == "c"
    queue.done("c")
    assert queue.finished
    del graph
    assert queue.take() is None
    for graph in ACYCLIC[:30]:
        queue, order = ReadyQueue(graph), []
        while (node := queue.take()) is not None:
            order.append(node)
            queue.done(node)
        assert queue.finished
        assert node_numbers(graph, order) == node_numbers(graph, graph.order())


# --- ways in ---


@pytest.mark.parametrize("kind", ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", ">i4", ">u8"])
def test_integers_of_every_width_are_nodes(kind):
    graph = DependencyGraph(np.array([2, 0], kind), np.array([0, 1], kind))
    assert arcs_of(graph) == [(0, 1), (2, 0)]
    for other in ("int64", "uint64", "int8"):
        assert DependencyGraph(np.array([2, 0], kind), np.array([0, 1], other)) == graph


def test_columns_come_in_many_forms():
    expected = DependencyGraph([2, 0, 0], [0, 1, 1])
    arcs = np.array([[2, 0], [0, 1], [0, 1]])
    for graph in (
        DependencyGraph((2, 0, 0), [0, 1, 1]),
        DependencyGraph(arcs[:, 0], arcs[:, 1]),
        DependencyGraph(pd.Series([2, 0, 0], index=[7, 8, 9]), pd.Series([0, 1, 1], dtype="Int64")),
        DependencyGraph(np.array([2, 0, 0], object), iter([0, 1, 1])),
        DependencyGraph.from_arcs(arcs),
        DependencyGraph.from_arcs([(2, 0), (0, 1), (0, 1)]),
        DependencyGraph.from_arcs((pair for pair in arcs.tolist()), nodes=3),
        DependencyGraph.from_frame(pd.DataFrame(arcs, columns=["a", "b"]), "a", "b"),
        DependencyGraph.parse("0 2\n1 0\n1 0\n"),
    ):
        assert graph == expected
        assert graph.names is None
    named = DependencyGraph(["c", "a"], ["a", "b"])
    for graph in (
        DependencyGraph(pd.Series(["c", "a"]), pd.Series(["a", "b"], dtype="category")),
        DependencyGraph(np.array(["c", "a"]), np.array(["a", "b"], object)),
        DependencyGraph.from_arcs([("c", "a"), ("a", "b")]),
        DependencyGraph([0, 1], [1, 2], names=["c", "a", "b"]),
        DependencyGraph(["c", "a"], ["a", "b"], names=["c", "a", "b"]),
        DependencyGraph.from_frame(pd.DataFrame({"prerequisite": ["c", "a"], "dependent": ["a", "b"]})),
        DependencyGraph.parse(b"dependent,prerequisite\na,c\nb,a\n"),
    ):
        assert graph == named
    assert DependencyGraph([("x", 1)], [("x", 2)]).order() == [("x", 1), ("x", 2)]
    assert named != expected
    assert named != DependencyGraph(["c", "a"], ["a", "d"])
    assert named != DependencyGraph(["c", "a"], ["a", "b"], weights=[1, 2])
    assert DependencyGraph([0, 1], [1, 0], lags=[1, 2]) == DependencyGraph([1, 0], [0, 1], lags=[2, 1])
    assert DependencyGraph([0, 1], [1, 0], lags=[1, 2]) != DependencyGraph([1, 0], [0, 1], lags=[1, 2])


def test_given_arrays_are_not_copied():
    prerequisites = np.array([2, 0], np.int32)
    graph = DependencyGraph(prerequisites, np.array([0, 1], np.int32))
    assert np.shares_memory(graph.prerequisites, prerequisites)
    prerequisites[:] = 1
    with pytest.raises(InputError) as error:
        graph.break_cycles([1, 2])
    assert fault_of(error)[0].startswith("/arcs/")


def test_graphs_go_to_networkx_and_back():
    for graph in GRAPHS:
        other = graph.to_networkx()
        assert other.number_of_edges() == graph.arcs
        back = DependencyGraph.from_networkx(other, lag="lag", weight="weight")
        assert back.names == graph.names
        assert arcs_of(back) == arcs_of(graph)
        assert back.weights.sum() == graph.weights.sum()
    assert DependencyGraph.from_networkx(nx.DiGraph([(1, 0)])).names is None
    assert DependencyGraph.from_networkx(nx.DiGraph([(1, 2)])).names == [1, 2]
    with pytest.raises(InputError) as error:
        DependencyGraph.from_networkx(nx.Graph([(1, 2)]))
    assert fault_of(error) == ("/graph", "Graph")
    with pytest.raises(InputError) as error:
        DependencyGraph.from_networkx(nx.DiGraph([(1, 2)]), weight="weight")
    assert fault_of(error) == ("/weights/0", "1 -> 2")
    assert "weight" in error.value.faults[0].expected
    relabelled = nx.relabel_nodes(nx.DiGraph([(0, 1)]), {0: "a", 1: "b"})
    assert DependencyGraph.from_networkx(relabelled).order() == ["a", "b"]


def test_files_keep_lags_and_weights(tmp_path):
    path = tmp_path / "arcs.csv"
    path.write_text("prerequisite,dependent,lag,weight\na,b,3,0.5\nb,c,,2\n")
    graph = DependencyGraph.read(path)
    assert (graph.lags.tolist(), graph.weights.tolist()) == ([3, 0], [0.5, 2])
    assert graph.critical_path().length == 6
    assert DependencyGraph.parse(path.read_text()) == graph
    frame = pd.read_csv(path).fillna({"lag": 0})
    assert DependencyGraph.from_frame(frame, lag="lag", weight="weight") == graph
    with pytest.raises(qsmo.IoError):
        DependencyGraph.read(tmp_path / "none.csv")
    path.write_text("prerequisite,dependent,lag,weight\na,b,3,-1\nb,,,x\n")
    with pytest.raises(InputError) as error:
        DependencyGraph.read(path)
    places = [(fault.file, fault.line, fault.pointer, fault.value) for fault in error.value.faults]
    assert places == [
        (str(path), 2, "/arcs/0/weight", "-1"),
        (str(path), 3, "/arcs/1/dependent", ""),
        (str(path), 3, "/arcs/1/weight", "x"),
    ]


def test_graphs_and_results_are_pickled():
    for graph in GRAPHS[:30]:
        copy = pickle.loads(pickle.dumps(graph))
        assert copy == graph
        assert np.array_equal(copy.prerequisites, graph.prerequisites)
        assert pickle.loads(pickle.dumps(graph.components())) == graph.components()
        assert pickle.loads(pickle.dumps(graph.break_cycles())).cost == graph.break_cycles().cost
    for graph in ACYCLIC[:30]:
        assert pickle.loads(pickle.dumps(graph.waves())) == graph.waves()
        path = pickle.loads(pickle.dumps(graph.critical_path()))
        assert np.array_equal(path.earliest, graph.critical_path().earliest)
    reduced = random_graph(3).condensation().graph
    assert pickle.loads(pickle.dumps(reduced)) == reduced


def test_representations_say_what_there_is():
    graph = DependencyGraph(["a", "b"], ["b", "a"], lags=[1, 2])
    assert repr(graph) == "<DependencyGraph: 2 nodes, 2 arcs, names, lags>"
    assert repr(graph.components()) == "<Components: 1 component of 2 nodes, the largest of 2>"
    assert repr(DependencyGraph([0, 1, 1], [1, 2, 3]).waves()) == "<Waves: 3 waves of 4 nodes, the largest of 2>"
    assert repr(DependencyGraph([0], [0])) == "<DependencyGraph: 1 node, 1 arc>"
    assert repr(graph.break_cycles()) == "<CycleBreak: 1 arc, cost 1, proven the least>"
    assert "3 nodes" in repr(OnlineOrder(3))
    assert "1 ready" in repr(ReadyQueue(DependencyGraph(["a"], ["b"])))


# --- bad input ---

GOOD = [0, 1]


@pytest.mark.parametrize(
    ("column", "row", "value"),
    [
        ([0.0, 1.5], 0, "0.0"),
        (np.array([0.0, 1.0]), 0, "0.0"),
        (np.array([0.0, np.nan]), 1, "missing"),
        (pd.Series([1, None]), 1, "missing"),
        (pd.Series([1, None], dtype="Int64"), 1, "missing"),
        (np.array([True, False]), 0, "True"),
        ([0, None], 1, "missing"),
        ([0, "a", 2.5], 2, "2.5"),
        (np.array([0, 1], "datetime64[D]"), 0, "1970-01-01"),
        ([0, [1]], 1, "[1]"),
        ([0, 2**64], 1, str(2**64)),
        ([0, 10**9], 1, "1000000000"),
        (np.array([0, 2**63 + 5], np.uint64), 1, str(2**63 + 5)),
    ],
    ids=str,
)
def test_columns_that_are_no_nodes_are_refused(column, row, value):
    for end in ("prerequisite", "dependent"):
        rows = len(column)
        columns = {f"{one}s": column if one == end else np.zeros(rows, np.int64) for one in ("prerequisite", "dependent")}
        with pytest.raises(InputError) as error:
            DependencyGraph(**columns)
        fault = error.value.faults[0]
        assert (fault.pointer, fault.value) == (f"/arcs/{row}/{end}", value)
        assert fault.expected


@pytest.mark.parametrize("nodes", [None, 2])
def test_numbers_out_of_range_are_told_by_row(nodes):
    with pytest.raises(InputError) as error:
        DependencyGraph([0, -1, 1], [1, 0, -7], nodes=nodes)
    assert [(f.pointer, f.value) for f in error.value.faults] == [("/arcs/1/prerequisite", "-1"), ("/arcs/2/dependent", "-7")]
    with pytest.raises(InputError) as error:
        DependencyGraph(np.array([0, 2, 5]), np.array([1, 0, 1]), nodes=2)
    assert [f.value for f in error.value.faults] == ["2", "5"]


def test_more_arcs_than_there_are_numbers_are_refused_before_anything_is_copied():
    for size in (2**32, 2**40):
        column = np.broadcast_to(np.int64(1), size)
        with pytest.raises(InputError) as error:
            DependencyGraph(column, column)
        assert fault_of(error) == ("/arcs", str(size))
        names = np.broadcast_to(np.array("name", object), size)
        with pytest.raises(InputError):
            DependencyGraph(names, names)
    with pytest.raises(InputError) as error:
        DependencyGraph([], [], nodes=2**32)
    assert fault_of(error) == ("/nodes", str(2**32))


@pytest.mark.parametrize(
    ("arguments", "pointer", "value"),
    [
        ({"prerequisites": [0], "dependents": [0, 1]}, "/dependents", "2 rows"),
        ({"prerequisites": np.zeros((2, 2), int), "dependents": GOOD}, "/prerequisites", "2 dimensions"),
        ({"prerequisites": "ab", "dependents": GOOD}, "/prerequisites", "'ab'"),
        ({"prerequisites": 3, "dependents": GOOD}, "/prerequisites", "3"),
        ({"prerequisites": [0, "b"], "dependents": GOOD}, "/arcs/1/prerequisite", "b"),
        ({"nodes": -1}, "/nodes", "-1"),
        ({"nodes": 2.0}, "/nodes", "2.0"),
        ({"names": ["a"], "nodes": 2}, "/names", "1 names"),
        ({"names": ["a", "a"]}, "/names/1", "a"),
        ({"names": ["a", None]}, "/names/1", "missing"),
        ({"names": ["a", []]}, "/names/1", "[]"),
        ({"names": "ab"}, "/names", "'ab'"),
        ({"prerequisites": ["a"], "dependents": ["b"], "nodes": 3}, "/nodes", "3"),
        ({"prerequisites": ["alpha"], "dependents": ["bet"], "names": ["alpha", "beta"]}, "/arcs/0/dependent", "bet"),
        ({"lags": [1]}, "/lags", "1 values"),
        ({"lags": [1, 2.5]}, "/lags/1", "2.5"),
        ({"lags": [1, None]}, "/lags/1", "missing"),
        ({"lags": [1, np.nan]}, "/lags/1", "missing"),
        ({"lags": np.array([1, 2**63], np.uint64)}, "/lags/1", str(2**63)),
        ({"lags": [1, "2"]}, "/lags/1", "2"),
        ({"weights": ["1", 2]}, "/weights/0", "1"),
        ({"weights": [1, 2, 3]}, "/weights", "3 values"),
        ({"weights": 3}, "/weights", "3"),
    ],
)
def test_other_arguments_are_checked(arguments, pointer, value):
    with pytest.raises(InputError) as error:
        DependencyGraph(**{"prerequisites": GOOD, "dependents": [1, 0]} | arguments)
    assert fault_of(error) == (pointer, value)
    assert str(error.value).startswith("1 fault\n  /")


def test_bad_weights_are_named_wherever_they_are_given():
    graph = DependencyGraph([1, 0], [0, 1])
    frame = pd.DataFrame({"prerequisite": [1, 0], "dependent": [0, 1]})
    for weights, pointer, value in (([1, np.nan], "/weights/1", "missing"), ([np.inf, 1], "/weights/0", "inf"),
                                    ([-0.5, 1], "/weights/0", "-0.5"), ([1, None], "/weights/1", "missing"),
                                    (np.array([1, -2]), "/weights/1", "-2")):  # fmt: skip
        for use in (
            graph.break_cycles,
            lambda given: DependencyGraph([1, 0], [0, 1], weights=given),
            lambda given: DependencyGraph.from_frame(frame.assign(weight=given), weight="weight"),
        ):
            with pytest.raises(InputError) as error:
                use(weights)
            told = fault_of(error)
            assert told[0] == pointer
            assert told[1] == value or float(told[1]) == float(value)
            assert error.value.faults[0].expected == "a finite number of at least 0"
    with pytest.raises(InputError) as error:
        graph.break_cycles([None, -1])
    assert [fault.pointer for fault in error.value.faults] == ["/weights/0", "/weights/1"]
    with pytest.raises(InputError) as error:
        DependencyGraph([0], [1]).order(key=[1, np.nan])
    assert fault_of(error) == ("/key/1", "missing")


def test_series_are_read_by_their_index():
    graph = DependencyGraph(["a"], ["b"])
    assert graph.critical_path(pd.Series({"b": 100, "a": 1})).to_frame()["duration"].tolist() == [1, 100]
    assert graph.critical_path(pd.Series([1, 100])).to_frame()["duration"].tolist() == [1, 100]
    free = DependencyGraph([], [], names=["a", "b", "c"])
    assert free.order(key=pd.Series({"c": 1, "a": 2, "b": 3.5})) == ["c", "a", "b"]
    assert free.waves(effort=pd.Series({"c": 3, "a": 1, "b": 2}), capacity=3).of.tolist() in ([0, 0, 1], [1, 1, 0])
    queue = ReadyQueue(free, key=pd.Series({"c": 1, "a": 2, "b": 3}))
    assert queue.take() == "c"
    numbered = DependencyGraph([0], [1])
    assert numbered.critical_path(pd.Series([100, 1], index=[1, 0])).to_frame()["duration"].tolist() == [1, 100]
    for durations, told in (
        (pd.Series({"a": 1}), "no value for b"),
        (pd.Series({"a": 1, "b": 2, "cc": 3}), "cc"),
        (pd.Series([1, 2, 3], index=["a", "b", "a"]), "a"),
    ):
        with pytest.raises(InputError) as error:
            graph.critical_path(durations)
        assert fault_of(error) == ("/durations", told)
    with pytest.raises(InputError) as error:
        numbered.critical_path(pd.Series([1, 2], index=[1, 2]))
    assert fault_of(error) == ("/durations", "no value for 0")
    with pytest.raises(InputError) as error:
        numbered.critical_path({0: 1, 1: 2, 7: 3})
    assert fault_of(error) == ("/durations", "7")
    # Rows stay rows, whatever their index.
    pair = DependencyGraph([0, 1], [1, 2])
    assert pair.critical_path(lags=pd.Series([5, 0], index=[1, 0])).earliest.tolist() == [0, 6, 7]


def test_values_may_mix_every_kind_of_number():
    graph = DependencyGraph(["a"], ["b"])
    for mixed in ([np.int64(1), 2.0], {"a": np.int32(1), "b": np.float32(2)}, np.array([np.int8(1), 2.0], object)):
        assert graph.critical_path(mixed).length == 3
        assert graph.order(key=mixed) == ["a", "b"]
    for bad in ([np.int64(1), 2.5], [2.0, np.True_], [1, np.float32(0.5)]):
        with pytest.raises(InputError) as error:
            graph.critical_path(bad)
        assert fault_of(error)[0] == "/durations/1"
    assert DependencyGraph([0, 1], [1, 0], weights=[np.int64(2), 1.5]).break_cycles().cost == 1.5


def test_what_the_graph_keeps_cannot_be_changed():
    given = np.array([0, 1])
    graph = DependencyGraph(given, np.array([1, 2]), lags=np.array([1, 2]), weights=np.array([1.0, 2.0]))
    waves, components, path = graph.waves(), graph.components(), graph.critical_path()
    broken = DependencyGraph([0, 1], [1, 0]).break_cycles()
    kept = [graph.prerequisites, graph.dependents, graph.lags, graph.weights, waves.of, components.of, components.cyclic,
            path.earliest, path.driver, path.chain, broken.rows, pickle.loads(pickle.dumps(waves)).of,
            graph.transitive_reduction().prerequisites, graph.transitive_reduction().weights,
            graph.transitive_closure().graph().dependents]  # fmt: skip
    assert not any(array.flags.writeable for array in kept)
    with pytest.raises(ValueError):
        waves.of[0] = 2
    assert given.flags.writeable
    frame = graph.to_frame()
    frame.loc[0, "lag"] = 7
    assert graph.lags.tolist() == [1, 2]


def test_every_bad_row_is_named():
    for column, rows in (
        (np.array([0.5, 1.0, np.nan, 2.5]), [0, 2, 3]),
        (np.array([1.0, 2.0]), [0, 1]),
        (np.array([True, False, True]), [0, 1, 2]),
        ([0, None, 1, None], [1, 3]),
        ([3, "a", 2, "b"], [1, 3]),
    ):
        with pytest.raises(InputError) as error:
            DependencyGraph(column, [0] * len(column))
        assert [fault.pointer for fault in error.value.faults] == [f"/arcs/{row}/prerequisite" for row in rows]
    with pytest.raises(InputError) as error:
        DependencyGraph(np.zeros(250), np.zeros(250, int))
    assert len(error.value.faults) == 101
    assert error.value.faults[100].value == "150 more"
    with pytest.raises(InputError) as error:
        DependencyGraph([], [], nodes=250).critical_path({})
    assert [error.value.faults[place].value for place in (0, 99, 100)] == ["no value for 0", "no value for 99", "150 more"]


def test_integers_can_be_names():
    graph = DependencyGraph([30, 10], [10, 7], names=True)
    assert graph.names == [30, 10, 7]
    assert graph.order() == [30, 10, 7]
    assert graph.requires(7) == [30, 10]
    frame = pd.DataFrame({"prerequisite": [30, 10], "dependent": [10, 7]})
    assert DependencyGraph.from_frame(frame, names=True) == graph
    assert DependencyGraph.from_arcs(frame.to_numpy(), names=True) == graph
    assert DependencyGraph(["x", "y"], [1, 2], names=True).names == ["x", 1, "y", 2]
    assert DependencyGraph([], [], names=True).names == []
    assert DependencyGraph([0], [1], names=False).names is None
    with pytest.raises(InputError) as error:
        DependencyGraph(["x", "y"], [1, 2])
    assert "names=True" in error.value.faults[0].expected
    with pytest.raises(InputError) as error:
        DependencyGraph([0], [10**9])
    assert "names=True" in error.value.faults[0].expected
    with pytest.raises(InputError):
        DependencyGraph([1.5], [2.5], names=True)


def test_other_types_are_refused_by_name():
    for call, told in (
        (lambda: DependencyGraph.from_networkx([(1, 2)]), ("/graph", "list")),
        (lambda: DependencyGraph.from_frame({"prerequisite": [1], "dependent": [2]}), ("/frame", "dict")),
        (lambda: DependencyGraph.from_frame(pd.DataFrame({"from": [1], "to": [2]})), ("/columns", "from, to")),
        (lambda: DependencyGraph([0], [1]).is_valid_order([0.0, 1]), ("/order/0", "0.0")),
        (lambda: DependencyGraph([0], [1]).is_valid_order(np.array([0, np.nan])[1:]), ("/order/0", "missing")),
        (lambda: DependencyGraph(["a"], ["b"]).is_valid_order(["a", 1.5]), ("/order/1", "1.5")),
        (lambda: DependencyGraph([0], [1]).is_valid_order(5), ("/order", "5")),
    ):
        with pytest.raises(InputError) as error:
            call()
        assert fault_of(error) == told
    assert not DependencyGraph([0], [1]).is_valid_order([0, 7])
    assert not DependencyGraph(["a"], ["b"]).is_valid_order(["a", "c"])


def test_names_cannot_steer_a_terminal():
    graph = DependencyGraph(["\x1b[31m", "b"], ["b", "\x1b[31m"])
    with pytest.raises(CycleError) as error:
        graph.order()
    with pytest.raises(UnknownNameError) as unknown:
        graph.requires("\x1b[31n")
    for text in (str(error.value), str(unknown.value), graph.to_dot()):
        assert "\x1b" not in text
        assert "x1b[31m" in text


def test_single_letters_suggest_nothing():
    with pytest.raises(UnknownNameError) as error:
        DependencyGraph(["a"], ["b"]).requires("c")
    assert error.value.suggestion == ""
    assert str(error.value) == "no node 'c'"


def test_many_faults_are_counted():
    with pytest.raises(InputError) as error:
        DependencyGraph([0.5] * 300 + ["a"], [0] * 301)
    assert [fault.pointer for fault in error.value.faults[:2]] == ["/arcs/0/prerequisite", "/arcs/1/prerequisite"]
    assert error.value.faults[100].value == "200 more"
    assert "and 91 more" in str(error.value)


def test_nodes_rows_and_limits_are_checked():
    graph = DependencyGraph([0, 1], [1, 0])
    closure = graph.transitive_closure()
    for call in (lambda: graph.requires(2), lambda: graph.unblocks(-1), lambda: graph.dependents_of("a"),
                 lambda: graph.reachable_from(np.array([0, 5])), lambda: graph.find_cycle([7]),
                 lambda: graph.shortest_cycle_through(9), lambda: closure.reaches(0, 2), lambda: graph.requires(True),
                 lambda: graph.without_arcs([2]), lambda: graph.without_arcs([-1]), lambda: graph.without_arcs([0.5]),
                 lambda: graph.to_dot(bridged=[9]), lambda: graph.break_cycles(time_limit=-1),
                 lambda: graph.break_cycles(time_limit=float("nan")), lambda: graph.break_cycles(work_limit=-1),
                 lambda: graph.find_cycle(work_limit=1.5), lambda: graph.transitive_closure(memory_limit=0),
                 lambda: graph.longest_chains(-1), lambda: graph.critical_path(deadline=1.5),
                 lambda: DependencyGraph.from_arcs([(0, 1), (0,)]), lambda: DependencyGraph.from_arcs(["ab"]),
                 lambda: DependencyGraph.from_arcs(np.zeros((2, 3), int)),
                 lambda: DependencyGraph.from_frame(pd.DataFrame({"prerequisit": [1], "dependent": [2]}))):  # fmt: skip
        with pytest.raises(InputError) as error:
            call()
        assert error.value.faults[0].expected
    assert error.value.faults[0].suggestion == "prerequisit"


def test_missing_names_are_told_by_row():
    frame = pd.DataFrame({"prerequisite": ["a", "b", None], "dependent": ["b", float("nan"), "c"]})
    with pytest.raises(InputError) as error:
        DependencyGraph.from_frame(frame)
    assert error.value.faults[0].pointer == "/arcs/2/prerequisite"


# --- threads, signals, real graphs ---


def hard_graph():
    rng = random.Random(1)
    nodes = 400
    pairs = [(rng.randrange(nodes), rng.randrange(nodes)) for _ in range(10 * nodes)]
    return DependencyGraph.from_arcs(pairs, nodes=nodes)


def test_other_threads_go_on_and_ctrl_c_ends_with_the_best_so_far():
    graph = hard_graph()
    ticks, over = [], threading.Event()

    def tick():
        while not over.wait(0.01):
            ticks.append(time.monotonic())

    ticker = threading.Thread(target=tick)
    ticker.start()
    timer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    try:
        broken = graph.break_cycles(work_limit=10**15)
    finally:
        timer.cancel()
        over.set()
        ticker.join()
    assert len(ticks) > 5
    assert not broken.optimal
    assert 0 < broken.bound < broken.cost
    assert broken.graph.find_cycle() is None


def test_a_time_limit_ends_with_the_best_so_far():
    broken = hard_graph().break_cycles(time_limit=0)
    assert broken.graph.find_cycle() is None
    assert broken.bound <= broken.cost


REAL = {
    "depends": (63_666, 264_830, 63_569, 59, 11),
    "depends_recommends": (63_666, 292_921, 61_739, 976, 243),
    "colt": (550, 1_157, 542, 4, 3),
    "guava": (838, 1_078, 822, 12, 4),
    "junit": (181, 311, 180, 1, 2),
    "slucene": (3_471, 10_872, 3_397, 15, 54),
    "weka": (2_124, 4_844, 2_087, 27, 7),
}


@pytest.mark.parametrize("name", REAL)
def test_real_graphs_have_the_known_counts(name):
    folder = os.environ.get("QSMO_REFERENCE_DATA")
    if not folder:
        pytest.skip("QSMO_REFERENCE_DATA does not name the folder of real graphs")
    text = lzma.decompress((Path(folder) / f"data/graphs/{name}.edges.xz").read_bytes())
    graph = DependencyGraph.parse(text, name)
    components = graph.components()
    found = (graph.nodes, graph.arcs, components.count, len(components.cyclic), int(components.sizes.max()))
    assert found == REAL[name]
    other = peer(graph)
    assert nx.number_strongly_connected_components(other) == components.count
    broken = graph.break_cycles()
    rest = broken.graph
    assert rest.is_valid_order(rest.order())
    assert [sorted(generation) for generation in nx.topological_generations(peer(rest))] == [
        wave.tolist() for wave in rest.waves()
    ]
    assert rest.critical_path().length == nx.dag_longest_path_length(peer(rest)) + 1
    for node in range(0, graph.nodes, graph.nodes // 7):
        assert graph.unblocks(node).tolist() == sorted(nx.descendants(other, node) | (
            {node} if components.sizes[components.of[node]] > 1 else set()))  # fmt: skip


def test_masked_values_are_missing():
    masked = np.ma.array([0, 1], mask=[False, True])
    with pytest.raises(qsmo.InputError) as caught:
        qsmo.DependencyGraph(masked, [1, 2])
    assert [one.pointer for one in caught.value.faults] == ["/arcs/1/prerequisite"]
    graph = qsmo.DependencyGraph([0, 1], [1, 0])
    with pytest.raises(qsmo.InputError) as caught:
        graph.break_cycles(np.ma.array([1.0, 5.0], mask=[False, True]))
    assert [one.pointer for one in caught.value.faults] == ["/weights/1"]
    assert graph.break_cycles(np.ma.array([1.0, 5.0])).cost == 1


def test_a_single_number_is_no_column():
    with pytest.raises(qsmo.InputError):
        qsmo.DependencyGraph(np.array(1), np.array(2))


def test_arrays_that_change_meanwhile_break_nothing():
    """Another thread writes to the columns while they are read: the answer may be wrong, memory may not."""
    import threading

    prerequisites, dependents = np.zeros(200_000, np.int64), np.ones(200_000, np.int64)
    over = threading.Event()

    def disturb():
        while not over.is_set():
            prerequisites[:] = 2**31
            prerequisites[:] = 0

    thread = threading.Thread(target=disturb)
    thread.start()
    built = 0
    try:
        for _ in range(20):
            try:
                built += qsmo.DependencyGraph(prerequisites, dependents, nodes=10).arcs == 200_000
            except qsmo.InputError as error:
                assert error.faults
                built += 1
    finally:
        over.set()
        thread.join()
    assert built == 20
