"""What the system ends: a worker that wants too much memory, one that computes for too long.

The limits of the worker are those of who starts it where these are harder, so here they are set in
a process that starts it: a worker at its usual ones would take minutes and most of the memory.
"""

import json
import subprocess
import sys

import pytest

from tests.calendars.reading.texts import END, GOOD, START, calendar, event

SCRIPT = """
import json, resource, sys
resource.setrlimit(getattr(resource, sys.argv[1]), (int(sys.argv[2]), int(sys.argv[2])))
from datetime import datetime
from presence.calendars.reading.reader import read_now
start, end = map(datetime.fromisoformat, sys.argv[3:5])
reading = read_now("c", [sys.stdin.buffer.read()], start, end, "UTC")
print(json.dumps([sorted(each.uid for each in reading.events),
                  [[each.uid, each.why] for each in reading.skipped]]))
"""
EVERY = ",".join(map(str, range(60)))
GREEDY = (  # each second of each day, which a rule by the day may say
    "UID:greedy",
    "DTSTART:20261101T000000Z",
    f"RRULE:FREQ=DAILY;BYHOUR={','.join(map(str, range(24)))};BYMINUTE={EVERY};BYSECOND={EVERY}",
)
SPINNING = ("UID:spins", "DTSTART:19700101T100000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
AFTER = ("UID:after", "DTSTART:20261202T100000Z", "SUMMARY:After it")


def read_within(limit: str, most: int, *bad: str) -> tuple[list[str], list[list[str]]]:
    """The good events' ids, and what was skipped, of a file with a bad event in its middle."""
    text = calendar(event(*GOOD), event(*bad), event(*AFTER))
    command = [sys.executable, "-c", SCRIPT, limit, str(most), START.isoformat(), END.isoformat()]
    done = subprocess.run(
        command,
        input=text,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
        timeout=120,
    )
    events, skipped = json.loads(done.stdout)
    return events, skipped


@pytest.mark.parametrize("seconds", [1, 2])
def test_a_worker_that_spins_is_ended_by_the_system_and_the_good_events_are_there(
    seconds: int,
) -> None:
    events, skipped = read_within("RLIMIT_CPU", seconds, *SPINNING)
    assert events == ["after", "good"]
    assert skipped == [["spins", "ended the reader"]]


def test_a_worker_that_wants_too_much_memory_does_not_get_it_and_the_good_events_are_there() -> (
    None
):
    reasons = set()
    for megabytes in range(70, 150, 10):  # what it needs to begin with differs between machines
        try:
            events, skipped = read_within("RLIMIT_AS", megabytes * 1_000_000, *GREEDY)
        except subprocess.CalledProcessError:  # it could not even begin
            continue
        assert events == ["after", "good"]
        assert [uid for uid, _why in skipped] == ["greedy"]
        reasons.add(skipped[0][1])
        if "takes too long" in reasons:
            break
    assert reasons & {"MemoryError", "ended the reader"}
