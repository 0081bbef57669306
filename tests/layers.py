"""Check that the files of a layer include only their own layer and those to its left.

core <- model <- policy <- planning <- simulation, and core <- graph <- scheduling; any domain layer may
use graph, planning alone scheduling. The checker of plans shares no code with the solver, and no public
header but graph/boost.hpp includes a third party's.
"""

import re
import sys
from pathlib import Path

TOP = {"version.hpp", "fwd.hpp"}
ALLOWED = {
    "core": {"core"},
    "graph": {"core", "graph"},
    "scheduling": {"core", "graph", "scheduling"},
    "model": {"core", "graph", "model"},
    "policy": {"core", "graph", "model", "policy"},
    "planning": {"core", "graph", "scheduling", "model", "policy", "planning"},
    "simulation": {"core", "graph", "model", "policy", "planning", "simulation"},
    "testing": {"core", "graph", "model", "policy", "planning", "testing"},
}
APART = {"planning/check", "planning/money"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])(.+?)[>"]', re.MULTILINE)


def faults(root: Path):
    for tree in (root / "include/qsmo", root / "src"):
        for file in sorted(tree.glob("*/**/*.[hc]pp")):
            name = file.relative_to(tree)
            layer = name.parts[0]
            for bracket, included in INCLUDE.findall(file.read_text()):
                target = included.removeprefix("qsmo/")
                target_layer = Path(target).parts[0] if "/" in target else layer
                ours = included.startswith("qsmo/") or bracket == '"'
                if layer not in ALLOWED:
                    yield file, "lies in no layer"
                elif included.startswith("qsmo/") and "/" not in target:
                    if target not in TOP:
                        yield file, f"includes {included}, which includes every layer"
                elif ours and target_layer not in ALLOWED[layer]:
                    yield file, f"of layer {layer} includes {included}"
                elif ours and str(name.with_suffix("")) in APART and (
                    target_layer == "scheduling" or target.startswith(("planning/compile", "compile."))
                ):
                    yield file, f"must share no code with the solver but includes {included}"
                elif (
                    not ours
                    and tree.name == "qsmo"
                    and str(name) != "graph/boost.hpp"
                    and layer != "testing"
                    and re.search(r"[/.]", included)
                ):
                    yield file, f"is public but includes a third party's {included}"


root = Path(sys.argv[1])
found = [f"{file.relative_to(root)} {fault}" for file, fault in faults(root)]
print(*found or ["every include keeps to the layers"], sep="\n")
sys.exit(bool(found))
