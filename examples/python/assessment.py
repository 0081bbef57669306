"""Continuous assessment: measures with targets from a file, observations, and the standings that follow from them."""

import json
from pathlib import Path

import qsmo

FILE = Path(__file__).parents[1] / "assessment/measures.csv"

measures, faults = qsmo.read_measures(FILE)
print(f"{len(measures)} measures, {len(faults)} faults")
for row in measures.head(3).itertuples():
    print(f"  {row.id}: {row.direction} {row.target:g} {row.unit}")

# Two accounting services in one marketplace; the plan is made in October 2020.
scenario = {
    "format": "qsmo-scenario/1",
    "name": "two accounting services",
    "as_of": "2020-10",
    "periods": 24,
    "areas": [{"id": "FM"}],
    "providers": [{"id": "north"}, {"id": "south"}],
    "marketplaces": [{"id": "market", "area": "FM"}],
    "offerings": [{"id": name, "provider": name, "marketplace": "market"} for name in ("north", "south")],
}
portfolio = qsmo.loads(json.dumps(scenario)).replace(measures=measures)


def observed(qualities):
    """The portfolio with a year of months: `north` is as good as told (None: silent), `south` as good as it should be."""
    observations = []
    for month, quality in enumerate(qualities):
        date = f"{2019 + (9 + month) // 12}-{(9 + month) % 12 + 1:02}"
        for row in measures.dropna(subset="target").itertuples():
            value = {"offering": "south", "measure": row.id, "date": date, "value": row.target}
            observations.append(value)
            if quality is not None:
                better = row.target * quality if row.direction == "at_least" else row.target / quality
                observations.append(value | {"offering": "north", "value": better})
    return portfolio.replace(observations=observations)


def tell(title, qualities):
    variant = observed(qualities)
    table = qsmo.assess(variant)
    standings = table[table["offering"] == "north"]["standing"]
    path = " > ".join(standings[standings != standings.shift()])
    print(f"{title}: {path}; {qsmo.assessed_standings(variant)['north']} when the plan is made")
    return variant


good, bad = [1], [0.6]
tell("a bad quarter", good * 3 + bad * 3 + good * 6)
tell("a failure that lasts", good * 4 + bad * 8)
silent = tell("silence", good * 4 + [None] * 8)
print("why:", ", ".join(qsmo.assess(silent).query("offering == 'north'")["reason"].unique()))

# Observations can be made up, too: the same for the same seed.
made_up = qsmo.generate_observations(portfolio, seed=4)
again = qsmo.generate_observations(portfolio, seed=4)
print(len(made_up.table("observations")), "observations made up, and the same again:", made_up == again)
