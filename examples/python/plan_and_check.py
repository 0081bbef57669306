"""Plan a portfolio, check the plan with the independent checker, and ask what would change if one move were ruled out."""

import qsmo

portfolio = qsmo.generate(agencies=4, services=3, periods=24, seed=7)
result = qsmo.plan(portfolio, work_limit=20_000)
print("a plan was found:", result.status in {"optimal", "feasible"})
print("it saves money, and no more than the bound says:", 0 < result.net_benefit <= result.bound)
print("rules that it breaks:", len(qsmo.check(portfolio, result.plan)))

again = qsmo.plan(portfolio, work_limit=20_000, threads=1)
print("the same input gives the same plan:", again == result)

moves = result.plan.to_frame().query("action == 'migrate'")
first = moves.sort_values(["cutover_period", "workload"]).iloc[0]["workload"]
variant = portfolio.replace(pins=[{"workload": first, "action": "retain"}])
broken = qsmo.check(variant, result.plan)
print("if that workload has to stay, the plan breaks:", ", ".join(sorted({violation.kind for violation in broken})))

replanned = qsmo.plan(variant, work_limit=20_000)
print("the new plan breaks:", len(qsmo.check(variant, replanned.plan)), "rules")
print("the portfolio itself has not changed:", len(portfolio.table("pins")) == 0)
