"""``python -m tests.torture_log [--kills N] [--seed S]``: exits 1 after a single loss."""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from tests.torture_log.flips import Flips
from tests.torture_log.kill import Kill, Phase
from tests.torture_log.run import Run
from tests.torture_log.table import flipped, histogram, losses, troubles

KILLS = 1000
EACH_PHASE = 50  # of a thousand
FLIPS = 1000
ENOUGH = 20  # misses, after which a home is given up
TROUBLES = 0.2  # as many again, without a kill


def in_one_home(is_small: bool, count: int, seed: int) -> tuple[list[Kill], str, int]:
    """So many kills in a home of its own, on a small disk or on the one that is there."""
    done: list[Kill] = []
    with tempfile.TemporaryDirectory(prefix="tlog.") as folder:
        run = Run(Path(folder), seed, is_small)
        try:
            wanted = count + round(count * TROUBLES)
            while len(done) < wanted and sum(bool(kill.faults) for kill in done) < ENOUGH:
                kill = run.kill(len(done) + 1, is_deadly=len(done) < count)
                if kill.was_killed or not kill.strike.is_deadly or kill.faults:
                    done.append(kill)
                for fault in kill.faults:
                    print(f"MISS, seed {seed}, {kill}: {fault[:1500]}", flush=True)
            for fault in run.end():
                print(f"MISS, seed {seed}, at the end: {fault}", flush=True)
                raise SystemExit(1)
        finally:
            run.close()
        return done, run.how_full, run.acknowledged


def main() -> int:
    """Kill in two homes at once."""
    parser = argparse.ArgumentParser(prog="make torture-log", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS, help=f"{KILLS} where not said")
    parser.add_argument("--flips", type=int, default=FLIPS, help=f"{FLIPS} where not said")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked = parser.parse_args()
    print(f"{asked.kills} kills, seed {asked.seed}", flush=True)
    began = time.monotonic()
    done: list[Kill] = []
    how_full, acknowledged = "", 0
    counts = [asked.kills // 2, asked.kills - asked.kills // 2]
    with ProcessPoolExecutor(2) as pool:
        for some, how, before in pool.map(in_one_home, (False, True), counts, repeat(asked.seed)):
            done += some
            how_full += how
            acknowledged += before
    kills = [kill for kill in done if kill.was_killed]
    print(histogram(kills))
    print(troubles([kill for kill in done if not kill.strike.is_deadly]))
    print(f"The disk was full by {how_full}.")
    print(losses(done, acknowledged))
    with tempfile.TemporaryDirectory(prefix="presence.") as home:
        tally = Flips(Path(home)).run(asked.flips, asked.seed)
    print(flipped(tally))
    missed = sum(bool(kill.faults) for kill in done)
    minutes = (time.monotonic() - began) / 60
    print(f"{len(kills)} kills, {missed} misses, seed {asked.seed}, {minutes:.1f} minutes")
    return int(bool(missed) or not tally.is_good or not _is_everywhere(kills))


def _is_everywhere(kills: Sequence[Kill]) -> bool:
    """Whether each phase was hit often enough, in a run that is long enough to say so."""
    least = min(sum(kill.phase is phase for kill in kills) for phase in Phase)
    return len(kills) < KILLS or least >= EACH_PHASE


if __name__ == "__main__":
    sys.exit(main())
