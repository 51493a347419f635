"""``python -m tests.torture_power [--cuts N] [--seed S]``: exits 1 after a single loss.

The same seed does the same operations and cuts at the same places; ids and SQLite's salts are new.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from tests.torture_power.judge import Loss
from tests.torture_power.record import Beginning, record
from tests.torture_power.run import Outcome, cut_at, points
from tests.torture_power.table import table

CUTS = 10_000
OPERATIONS = 400
SHARES = {Beginning.NEW: 0.75, Beginning.VERSION_1: 0.25, Beginning.NORMAL: 0.1}  # the last besides


def main() -> int:
    """Record, cut and print."""
    parser = argparse.ArgumentParser(prog="make torture-power", description=__doc__)
    parser.add_argument("--cuts", type=int, default=CUTS, help=f"{CUTS} where not said")
    parser.add_argument("--operations", type=int, default=OPERATIONS, help="in each record")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="cuts at a time")
    asked = parser.parse_args()
    print(f"{asked.cuts} power cuts, seed {asked.seed}", flush=True)
    began = time.monotonic()
    outcomes = {}
    with ProcessPoolExecutor(asked.jobs) as pool:
        for beginning, share in SHARES.items():
            outcome = outcomes[beginning.value] = Outcome()
            with tempfile.TemporaryDirectory(prefix="power.") as folder:
                months = record(beginning, asked.seed, asked.operations, Path(folder) / "months")
            at = points(months, round(asked.cuts * share), asked.seed)
            parts = [at[job :: asked.jobs] for job in range(asked.jobs)]
            for some in pool.map(cut_at, repeat(months), parts, repeat(asked.seed)):
                outcome.add(some)
    print(table(outcomes))
    anchor = outcomes.pop(Beginning.NORMAL.value)
    faults = [fault for outcome in outcomes.values() for fault in outcome.shown]
    for fault in faults:
        print(f"LOST, seed {asked.seed}, {fault}")
    lost = sum(sum(outcome.losses.values()) for outcome in outcomes.values())
    cuts = sum(outcome.cuts for outcome in outcomes.values())
    minutes = (time.monotonic() - began) / 60
    print(f"{cuts} power cuts, {lost} losses, seed {asked.seed}, {minutes:.1f} minutes")
    if not anchor.losses[Loss.ROWS]:
        print("With synchronous=NORMAL nothing was lost either: these cuts prove nothing.")
        return 1
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
