"""Unlocks of a phone out of files of every sort: read, or named, and nothing else."""

import io
import json
from contextlib import suppress
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from presence.core.errors import Refused
from presence.core.exchange.arrival import LeftOut
from presence.exchange.trackers.activitywatch.unlocks import read_unlocks
from tests.exchange.homes import NOW

EVENTS = [{"timestamp": f"2026-01-02T1{hour}:00:00.123Z", "duration": 0.0} for hour in range(5)]
BUCKET = {"id": "aw-watcher-android-unlock", "type": "os.lockscreen.unlocks", "events": EVENTS}
APPS = {**BUCKET, "id": "aw-watcher-android-test", "type": "currentwindow"}
FILE = json.dumps({"buckets": {"apps": APPS, "unlock": BUCKET}}).encode()


def read(data: bytes) -> list[datetime | LeftOut]:
    return list(read_unlocks(io.BytesIO(data), "phone.json", NOW))


def test_only_those_of_a_phone_are_read_whatever_the_shape() -> None:
    assert len(read(FILE)) == 5
    assert len(read(json.dumps({"buckets": [APPS, BUCKET, 7]}).encode())) == 5
    synced = {**BUCKET, "type": "x", "id": "aw-watcher-android-unlock2-synced-from-phone"}
    assert len(read(json.dumps({"buckets": {"a": synced}}).encode())) == 5


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.integers(0, len(FILE)), st.binary(max_size=6), st.integers(0, 20))
def test_a_file_that_was_damaged_is_read_up_to_there(at: int, put_in: bytes, out: int) -> None:
    data = FILE[:at] + put_in + FILE[at + out :]
    found: list[datetime | LeftOut] = []
    with suppress(Refused):
        found = read(data)
    assert all(isinstance(each, datetime | LeftOut) for each in found)
