"""Three administrations' approaches on one federal inventory, and what the differences are worth.

The approaches of 2004 and 2012 are taken as if they had been enacted in October 2020, beside the one that was in force.
Shorter runs than one would want (a few seconds each), so the intervals are wide: more work narrows them.
"""

from pathlib import Path

import qsmo
from qsmo.report import dollars

SCENARIO = Path(__file__).parents[1] / "federal/scenario.json"
APPROACHES = {
    "Lines of Business (you will migrate)": "lines-of-business@2020-10",
    "Shared-First (federal providers first)": "shared-first@2020-10",
    "QSMO marketplace (the softer approach)": "qsmo-marketplace",
}

portfolio = qsmo.load(SCENARIO)
found = qsmo.compare_policies(portfolio, APPROACHES, delays=False, work_limit=5_000)

for outcome in found.outcomes:
    result = outcome.result
    print(outcome.name)
    print(f"  {result.status}: {dollars(result.net_benefit)} saved, at most {dollars(result.bound)}; {result.plan.migrations} migrations")
    if outcome.mandatory:
        print(f"  {len(outcome.excuses)} workloads would have to be excused for the others to keep the order")
    for word, price in (("mandate", outcome.price_of_mandate), ("voluntariness", outcome.price_of_voluntariness)):
        if price is not None:
            print(f"  price of its {word}: between {dollars(price[0])} and {dollars(price[1])}")
    worse = outcome.worse_off
    print(f"  {len(worse)} of {len(outcome.agencies)} agencies that move are worse off; they would join for {dollars(worse['subsidy'].sum())}")
    print(f"  {len(outcome.quality_shortfalls)} workloads move to a quality that is not known to be as good as today's")
    print()

for row in found.differences.to_dict("records"):
    print(f"{row['policy']} rather than {row['over']}:")
    print(f"  {dollars(row['value'])} between the plans found; between {dollars(row['least'])} and {dollars(row['most'])} between the best ones")
