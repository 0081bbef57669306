"""Ordering: qsmo beside NetworkX, rustworkx, python-igraph, scipy, NetworKit, Boost.Graph and petgraph, in one run.

Needs the extra `bench` of pyproject.toml and the program bench_ordering, which `make bench` builds. Real graphs are
measured where QSMO_REFERENCE_DATA names their folder. See benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import datetime
import functools
import gc
import platform
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from ordering import cycles, instances, libraries, measure, native, online, results
from ordering.report import DAG, DEBIAN, DIRECTED, REDUCTION

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / "build/release/benchmarks/bench_ordering"
PARTS = ("growth", "reduction", "cycles", "online", "memory")


@dataclass(frozen=True)
class Scale:
    """How much is measured."""

    sizes: tuple[int, ...]  # arcs; ten for each node
    runs: int
    limit: float  # seconds for the runs of one peer
    reduction: tuple[int, int]  # nodes and arcs
    cyclic: tuple[int, ...]  # nodes
    densities: tuple[float, ...]  # arcs a node
    online: tuple[int, int]
    memory: int  # arcs


SCALES = {
    "quick": Scale((10**4, 10**5), 3, 5, (2_000, 20_000), (30, 40), (2,), (2_000, 20_000), 10**5),
    "full": Scale(
        (10**4, 10**5, 10**6, 10**7), 5, 20, (10**5, 10**6), (30, 40, 50, 60, 70, 80), (2, 3), (10**5, 10**6), 10**7
    ),
}
ON_DAG = ("any_order", "order", "waves", "components")


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


class Session:
    """One run of the benchmark."""

    def __init__(self, scale: Scale, found: results.Results, program: native.Program, folder: Path) -> None:
        self._scale, self._results, self._program, self._folder = scale, found, program, folder
        self._ours = [native.native_peer(program, native.QSMO), *libraries.own_peers()]

    def growth(self) -> None:
        own, *others = (native.native_peer(self._program, name) for name in native.NATIVE)
        peers = [own, *libraries.own_peers(), *others, *libraries.foreign_peers()]
        bench = measure.Bench(peers, self._scale.runs, self._scale.limit, say)
        for size in self._scale.sizes:
            bench.compare(DAG, instances.random_dag(size // 10, size), ON_DAG)
            bench.compare(DIRECTED, instances.random_directed(size // 10, size), ["components"])
        folder = instances.reference_folder()
        if folder:
            debian = instances.real_graph("depends", folder)
            bench.compare(DEBIAN, debian, ["components"])
            bench.compare(f"{DEBIAN}, condensed", instances.condensed(debian), ON_DAG)
        self._results.rows += bench.rows

    def reduction(self) -> None:
        folder = instances.reference_folder()
        graphs = {"a random DAG": instances.random_dag(*self._scale.reduction)}
        if folder:
            debian = instances.condensed(instances.real_graph("depends", folder))
            graphs = {"the Debian graph, condensed": debian} | graphs
        boost = functools.partial(native.native_peer_alone, self._program.path, self._folder / "apart", native.LISTS)
        others = {native.LISTS: boost, "NetworkX": libraries.NetworkX, "rustworkx": libraries.Rustworkx}
        for name, arcs in graphs.items():
            self._results.rows += measure.compare_reductions(
                REDUCTION + name, arcs, self._ours, others, self._scale.runs, self._scale.limit, say
            )

    def cycles(self) -> None:
        scale, folder = self._scale, instances.reference_folder()
        self._results.cycles = cycles.compare_cycles(
            self._program, scale.cyclic, scale.densities, folder, scale.runs, scale.limit, say
        )

    def online(self) -> None:
        peer = ROOT / "benchmarks/peers/petgraph"
        self._results.online = online.compare_online(
            self._program, *self._scale.online, peer, self._scale.runs, self._scale.limit, say
        )

    def memory(self) -> None:
        arcs = self._scale.memory
        for nodes in (arcs // 10, arcs // 5):
            say(f"memory: {nodes} nodes, {arcs} arcs")
            self._program.load(instances.random_dag(nodes, arcs))
            self._results.memory.append(results.MemoryRow(nodes, arcs, **self._program.ask("memory")))


def remarks() -> list[str]:
    out = []
    if not instances.reference_folder():
        out.append("Real graphs were not measured: QSMO_REFERENCE_DATA is not set.")
    if not libraries.HAS_QSMO:
        out.append("qsmo's Python package was not measured: it is not installed, or has no DependencyGraph.")
    return out


def run(mode: str, parts: list[str], path: Path) -> results.Results:
    scale = SCALES[mode]
    gc.disable()
    with tempfile.TemporaryDirectory() as folder:
        program = native.Program(path, Path(folder) / "program")
        versions = {"Python": platform.python_version(), **libraries.versions(), **program.ask("versions")}
        today = datetime.date.today()
        date = f"{today.day} {today:%B %Y}"
        found = results.Results(mode, date, scale.runs, scale.limit, results.machine(), versions, remarks=remarks())
        session = Session(scale, found, program, Path(folder))
        for part in parts:
            getattr(session, part)()
        program.close()
    return found


def write(found: results.Results, folder: Path) -> None:
    from ordering import picture, report

    folder.mkdir(parents=True, exist_ok=True)
    if any(row.kind == DAG for row in found.rows):
        picture.save_growth(found, folder / "ordering_growth.svg")
    (folder / "ordering.md").write_text(report.page(found, "ordering_growth.svg"))
    say(f"written: {folder / 'ordering.md'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    scale = parser.add_mutually_exclusive_group()
    scale.add_argument("--quick", dest="mode", action="store_const", const="quick", help="small graphs (the default)")
    scale.add_argument("--full", dest="mode", action="store_const", const="full", help="up to 10^7 arcs: takes long")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=list(PARTS), help="parts to measure")
    parser.add_argument("--program", type=Path, default=PROGRAM, help="bench_ordering, where not built by `make bench`")
    parser.add_argument("--out", type=Path, default=ROOT / "build/benchmarks", help="folder for page, picture and data")
    parser.add_argument("--render", type=Path, help="write page and picture again from an ordering.json")
    parser.set_defaults(mode="quick")
    arguments = parser.parse_args()
    if arguments.render:
        write(results.load(arguments.render), arguments.out)
        return
    if not arguments.program.exists():
        parser.error(f"{arguments.program.name} is not built: `make bench` does that")
    found = run(arguments.mode, arguments.only, arguments.program)
    found.save(arguments.out / "ordering.json")
    write(found, arguments.out)


if __name__ == "__main__":
    main()
