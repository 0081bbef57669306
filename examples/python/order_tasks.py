"""Tasks that wait for each other, two of them in a circle: break the cycle at the least price, then order the rest, see
what can go on side by side and what decides the end. examples/cpp/order_tasks.cpp is the same case.
"""

import qsmo

ARCS = """prerequisite,dependent,lag,weight
network,identity,0,9
identity,payroll,0,9
payroll,ledger,1,4
ledger,payroll,0,1
identity,travel,0,9
ledger,reports,0,9
"""

graph = qsmo.DependencyGraph.parse(ARCS, "arcs.csv")
try:
    print("order:", *graph.order())
except qsmo.CycleError as error:
    print("cycle:", *error.cycle)

bridges = graph.break_cycles()
for row in bridges.to_frame().itertuples():
    proof = ", the least there is" if bridges.optimal else ""
    print(f"bridge {row.prerequisite} -> {row.dependent} at a price of {row.weight:g}{proof}")

rest = bridges.graph
print("order:", *rest.order())
for number, wave in enumerate(rest.waves(), 1):
    print(f"wave {number}:", *wave)

path = rest.critical_path()
print(f"critical path of length {path.length}:", *path.chain)
print("travel requires:", *rest.requires("travel"))
print(path.to_frame()[["node", "earliest", "latest", "total_slack"]].to_string(index=False))
