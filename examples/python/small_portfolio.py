"""Write down a portfolio of two workloads, plan it, and see what it costs: small enough to check by hand.

The provider can run one migration at a time. USDA goes first because each month of waiting costs it more.
"""

import json

import qsmo

scenario = {
    "format": "qsmo-scenario/1",
    "name": "two payrolls",
    "as_of": "2024-10",
    "periods": 24,
    "areas": [{"id": "HR"}],
    "services": [{"id": "payroll", "area": "HR", "unit": "employees"}],
    "agencies": [{"id": "USDA"}, {"id": "DOC"}],
    "providers": [{"id": "NFC", "concurrent_migrations": 1}],
    "marketplaces": [{"id": "HR marketplace", "area": "HR"}],
    "designations": [{"marketplace": "HR marketplace", "state": "designated", "date": "2020-01"}],
    "offerings": [{"id": "NFC payroll", "provider": "NFC", "marketplace": "HR marketplace"}],
    "coverages": [{"offering": "NFC payroll", "service": "payroll"}],
    "tiers": [{"offering": "NFC payroll", "service": "payroll", "from_volume": 0, "unit_price": 60}],
    "workloads": [
        {"id": "USDA payroll", "agency": "USDA", "service": "payroll", "volume": 10000, "annual_cost": 1200000},
        {"id": "DOC payroll", "agency": "DOC", "service": "payroll", "volume": 5000, "annual_cost": 600000},
    ],
    "migration_parameters": [
        {"service": "payroll", "readiness_periods": 1, "migration_periods": 2, "migration_spend": 20000, "dual_run": 1}
    ],
}
portfolio = qsmo.loads(json.dumps(scenario))
result = qsmo.plan(portfolio, work_limit=20_000)

moves = result.plan.to_frame()
print(moves[["workload", "offering", "start", "cutover"]].to_string(index=False))
print(f"net benefit: ${result.net_benefit:,.2f}")
print(qsmo.evaluate(portfolio, result.plan).by_fiscal_year()[["legacy", "dual_run", "service", "phase", "total"]])
