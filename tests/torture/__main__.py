"""``python -m tests.torture [--kills N] [--seed S] [SERVER]…``: exits 1 after a single miss."""

import argparse
import os
import random
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

from tests.torture.kill import Kill
from tests.torture.phase import Phase
from tests.torture.run import Run
from tests.torture.servers import SERVERS
from tests.torture.table import histogram, times

KILLS = 1000
EACH_PHASE = 50  # of a thousand


def on_one_server(server: str, first: int, count: int, seed: int) -> list[Kill]:
    """So many kills on a desktop of their own, numbered from ``first``."""
    kills: list[Kill] = []
    with SERVERS[server]() as desktop:
        run = Run(server, desktop, seed)
        run.begin()
        while len(kills) < count:
            kill = run.kill(first + len(kills))
            if kill is not None:
                kills.append(kill)
                for fault in kill.faults:
                    print(f"MISS, seed {seed}, {kill}: {fault}", flush=True)
        for fault in run.end():
            print(f"MISS, seed {seed}, {server}, at the end: {fault}", flush=True)
            kills[-1] = replace(kills[-1], faults=(*kills[-1].faults, fault))
    return kills


def main() -> int:
    """Torture the servers that were asked for."""
    parser = argparse.ArgumentParser(prog="make torture-mute", description=__doc__)
    parser.add_argument("servers", nargs="*", metavar="SERVER", help="|".join(SERVERS))
    parser.add_argument("--kills", type=int, default=KILLS, help=f"{KILLS} where not said")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="desktops at a time")
    asked = parser.parse_args()
    servers = asked.servers or list(SERVERS)
    if unknown := set(servers) - set(SERVERS):
        parser.error(f"no such server: {', '.join(sorted(unknown))}")
    print(f"{asked.kills} kills on {', '.join(servers)}, seed {asked.seed}", flush=True)
    began = time.monotonic()
    kills: list[Kill] = []
    with ProcessPoolExecutor(asked.jobs) as pool:
        share, rest = divmod(asked.kills, len(servers))
        counts = [share + (number < rest) for number in range(len(servers))]
        firsts = [sum(counts[:number]) + 1 for number in range(len(servers))]
        for some in pool.map(on_one_server, servers, firsts, counts, [asked.seed] * len(servers)):
            kills += some
    print(histogram(kills))
    print(times(kills))
    missed = sum(bool(kill.faults) for kill in kills)
    minutes = (time.monotonic() - began) / 60
    print(f"{len(kills)} kills, {missed} misses, seed {asked.seed}, {minutes:.1f} minutes")
    return int(bool(missed) or not _is_everywhere(kills))


def _is_everywhere(kills: Sequence[Kill]) -> bool:
    """Whether each phase was hit often enough, in a run that is long enough to say so."""
    least = min(sum(kill.phase is phase for kill in kills) for phase in Phase)
    return len(kills) < KILLS or least >= EACH_PHASE


if __name__ == "__main__":
    sys.exit(main())
