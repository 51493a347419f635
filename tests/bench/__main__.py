"""``python -m tests.bench [--quick] [PART]…``: measures and prints.

What is over a limit is marked; only a wrong answer fails, for milliseconds belong to the machine.
"""

import argparse
import os
import platform

import PySide6

from tests.bench.bundle import measure_bundle
from tests.bench.calendars import measure_calendars
from tests.bench.commands import measure_click, measure_commands
from tests.bench.exchange import measure_exchange
from tests.bench.finding import measure_finding
from tests.bench.log import measure_log
from tests.bench.mute import measure_mute
from tests.bench.others import measure_others
from tests.bench.people import measure_people
from tests.bench.phone import measure_phone
from tests.bench.phone_left import measure_left
from tests.bench.phone_shown import measure_shown
from tests.bench.review import measure_review
from tests.bench.table import Table
from tests.bench.tray import APP, Tray, measure_rest, measure_start
from tests.bench.week import measure_week
from tests.desktops.lab import NOTIFICATIONS, Lab

PARTS = (
    "tray",
    "commands",
    "mute",
    "week",
    "review",
    "log",
    "finding",
    "people",
    "exchange",
    "others",
    "calendars",
    "phone",
    "bundle",
)


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help="|".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="fewer rounds, shorter waits")
    asked = parser.parse_args()
    parts = asked.parts or PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    machine = f"{os.cpu_count()} CPUs, Linux {platform.release()}"
    print(f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, {machine}")
    print("Read the ratios: milliseconds belong to this machine and this minute.")
    table = Table()
    table.head()
    if "tray" in parts:
        with Lab("bench-tray") as lab:
            tray = Tray(lab)
            measure_start(table, lab, tray, rounds=3 if asked.quick else 9)
            measure_rest(table, lab, tray, idle_s=20 if asked.quick else 60)
    if "commands" in parts:
        with Lab("bench-commands") as lab:
            tray = Tray(lab)
            lab.spawn("dunst")
            lab.wait_for_name(NOTIFICATIONS)
            tray.start(APP, "presence")
            measure_click(table, lab)
            measure_commands(table, lab, rounds=10 if asked.quick else 40)
    if "mute" in parts:
        measure_mute(table, rounds=5 if asked.quick else 15)
    if "week" in parts:
        measure_week(table, rounds=5 if asked.quick else 15)
    if "review" in parts:
        measure_review(table, rounds=5 if asked.quick else 15)
    if "log" in parts:
        measure_log(table, rounds=3 if asked.quick else 9)
    if "finding" in parts:
        measure_finding(table, rounds=3 if asked.quick else 9)
    if "people" in parts:
        measure_people(table, rounds=3 if asked.quick else 9)
    if "exchange" in parts:
        measure_exchange(table, rounds=2 if asked.quick else 5, is_quick=asked.quick)
    if "others" in parts:
        measure_others(table, rounds=3 if asked.quick else 7)
    if "calendars" in parts:
        measure_calendars(table, rounds=2 if asked.quick else 7)
    if "phone" in parts:
        measure_shown(table, rounds=20 if asked.quick else 60)
        measure_left(table, seconds=20 if asked.quick else 60)
        measure_phone(table, rounds=3 if asked.quick else 10, idle_s=20 if asked.quick else 60)
    if "bundle" in parts:
        measure_bundle(table, rounds=3 if asked.quick else 9)
    if not table.is_kept():
        print("Over a limit on this machine, in this minute: see above.")


if __name__ == "__main__":
    main()
