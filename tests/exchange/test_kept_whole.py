"""What used to be lost, or to hang, on the way in and out."""

import io
import os
import threading
from pathlib import Path
from uuid import UUID

import pytest

from presence.core.errors import Refused
from presence.core.exchange.arrival import Arrival, Visit
from presence.exchange.formats import Format, read
from presence.exchange.opening import opened
from presence.store import open_log
from tests.exchange.homes import UNTOLD, a_home, exported, imported
from tests.store.logs import a_session, put, sessions_of

NAMES = ("Ana, the elder", "王思远", "Tom; Tim", "A" * 90, "Back\\slash")


def test_who_was_there_comes_back_out_of_a_calendar_of_ours(tmp_path: Path) -> None:
    first, second = a_home(tmp_path, "first"), a_home(tmp_path, "second")
    log = open_log(first)
    put(log, a_session(1, people=NAMES, slips=()))
    put(log, a_session(2, people=(), slips=()))
    log.close()
    data = exported(first, Format.ICS)
    imported(second, data, Format.ICS)
    assert [each.people for each in sessions_of(second)] == [
        each.people for each in sessions_of(first)
    ]
    assert b"X-PRESENCE-PERSON" not in exported(first, Format.ICS, without_names=True)
    again = imported(second, data, Format.ICS)
    assert (again.sessions.added, again.sessions.unchanged) == (0, 2)


def test_another_programs_event_gets_nobody_of_ours(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\n"
        "BEGIN:VEVENT\r\nX-PRESENCE-PERSON:Eve\r\nUID:theirs\r\nDTSTAMP:20260101T000000Z\r\n"
        "DTSTART:20260102T180000Z\r\nDTEND:20260102T190000Z\r\nSUMMARY:x\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nX-PRESENCE-PERSON:Ana\r\nDTSTAMP:20260101T000000Z\r\nUID:ours@presence\r\n"
        "DTSTART:20260103T180000Z\r\nDTEND:20260103T190000Z\r\nSUMMARY:x\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )
    imported(home, text.encode(), Format.ICS)
    assert [each.people for each in sessions_of(home)] == [("Ana",), ()]


TIMEW = b"""[
{"start":"20260102T180000Z","end":"20260102T190000Z","tags":["a"]},
{"start":"20260102T180100Z","end":"20260102T190000Z","tags":["a"]},
{"start":"20260302T180000Z","end":"20260302T190000Z","tags":["a"]}
]"""


def test_ids_of_what_was_tracked_are_uuids_in_the_order_of_time() -> None:
    arrivals = read(io.BytesIO(TIMEW), "file", Format.TIMEWARRIOR, UNTOLD)
    ids = [
        each.what.session.id
        for each in arrivals
        if isinstance(each, Arrival) and isinstance(each.what, Visit)
    ]
    assert [str(UUID(each)) for each in ids] == ids
    assert ids[0][:6] == ids[1][:6] < ids[2][:6]
    assert len({each[:8] for each in ids}) == 3  # as the command line shows them


def test_a_pipe_that_nobody_writes_into_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(Refused) as refused, opened(str(path), Format.CSV, 0.1):
        pass
    assert "nobody writes" in str(refused.value.values["detail"])
    with pytest.raises(Refused), opened("/dev/zero", Format.CSV):
        pass


def test_a_pipe_that_somebody_writes_into_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(TIMEW * 5000,))
    writer.start()
    with opened(str(path), Format.TIMEWARRIOR) as stream:
        assert stream.read() == TIMEW * 5000
    writer.join(10)
