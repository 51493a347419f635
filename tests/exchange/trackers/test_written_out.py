"""What other programs get from us, read by them where they are here, or by a parser of others."""

import csv
import io
import json
import os
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presence.core.exchange.arrival import Why
from presence.core.session import Session
from presence.exchange.formats import Format, Way, formats
from presence.paths import Paths
from presence.store import open_log
from tests.desktops.lab import VENV
from tests.exchange.homes import a_full_home, a_home, exported, imported
from tests.exchange.strategies import HOSTILE, sessions
from tests.store.logs import a_session, put, sessions_of

TRACKERS = [each for each in formats(Way.OUT) if not each.is_of_people]
BARE = [each for each in TRACKERS if each.reads and each not in (Format.JSONL, Format.CSV)]
MOMENT = datetime(2026, 11, 5, 18, tzinfo=UTC)
NASTY = Session(
    id="5f3e7f5e-0000-4000-8000-00000000000a",
    kind="dinner",
    started_at=MOMENT,
    zone="Asia/Kathmandu",
    ended_at=MOMENT + timedelta(hours=2),
    people=("Zoë; Lang, Jr.", 'To"m\\'),
    place="Da Enzo, Roma; 1\u0007",
    note="\n".join(("one, two; three \\ four", "=1+1", "😀" * 40, "x" * 200)),
    tags=("family", "=cmd|' /C calc'!A0"),
)


def a_nasty_home(folder: Path) -> Paths:
    home = a_home(folder, "nasty")
    log = open_log(home)
    put(log, NASTY, a_session(0))
    log.close()
    return home


def fields(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("wanted", TRACKERS)
def test_without_names_nothing_says_who_or_where(tmp_path: Path, wanted: Format) -> None:
    data = exported(a_full_home(tmp_path), wanted, without_names=True).decode()
    for name in ("Ana", "Tom", "王思远", "Zoë", "Enzo", "Club", "Nobody"):
        assert name not in data


@pytest.mark.parametrize("wanted", BARE)
def test_what_is_in_progress_is_not_in_it(tmp_path: Path, wanted: Format) -> None:
    home = a_home(tmp_path)
    log = open_log(home)
    put(log, Session("running", "dinner", MOMENT, "Europe/Berlin"))
    log.close()
    assert imported(a_home(tmp_path, "other"), exported(home, wanted), wanted).read == 0


@pytest.mark.parametrize("wanted", BARE)
def test_another_home_reads_the_same_times_and_people(tmp_path: Path, wanted: Format) -> None:
    home, other = a_full_home(tmp_path), a_home(tmp_path, "other")
    done = imported(other, exported(home, wanted), wanted)
    assert done.left_out == ()
    assert done.read == done.sessions.added == len(sessions_of(home))

    def whole(session: Session) -> tuple[object, ...]:
        people = () if wanted is Format.ICS else session.people  # in the title, for eyes only
        return session.started_at.replace(microsecond=0), people

    assert sorted(map(whole, sessions_of(other))) == sorted(map(whole, sessions_of(home)))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(st.sampled_from(BARE), st.lists(sessions(), max_size=4, unique_by=lambda each: each.id))
def test_whatever_a_session_says_it_comes_out_and_in_again(
    wanted: Format, some: list[Session]
) -> None:
    with TemporaryDirectory() as folder:
        home, other = (a_home(Path(folder), name) for name in ("home", "other"))
        log = open_log(home)
        put(log, *some)
        log.close()
        data = exported(home, wanted)
        done = imported(other, data, wanted)
        assert done.read == len(some)
        assert {each.why for each in done.left_out} <= {Why.NO_LENGTH, Why.TWICE}
        again = imported(other, data, wanted)
        assert (again.sessions.added, again.sessions.changed) == (0, 0)
        assert again.sessions.unchanged == done.sessions.added


def test_activitywatch_keeps_all_of_a_session(tmp_path: Path) -> None:
    home, other = a_nasty_home(tmp_path), a_home(tmp_path, "other")
    data = exported(home, Format.ACTIVITYWATCH)
    imported(other, data, Format.ACTIVITYWATCH)
    assert sessions_of(other) == sessions_of(home)
    again = imported(home, data, Format.ACTIVITYWATCH)
    assert (again.sessions.unchanged, again.left_out) == (2, ())


def test_activitywatch_gets_buckets_as_it_writes_them(tmp_path: Path) -> None:
    buckets = json.loads(exported(a_nasty_home(tmp_path), Format.ACTIVITYWATCH))["buckets"]
    (bucket,) = buckets.values()
    assert buckets.keys() == {bucket["id"]}
    assert {"id", "type", "client", "hostname", "created", "events"} <= bucket.keys()
    datetime.fromisoformat(bucket["created"])
    for event in bucket["events"]:
        assert datetime.fromisoformat(event["timestamp"]).tzinfo is not None
        assert isinstance(event["duration"], int | float)
        assert isinstance(event["data"], dict)


def test_a_calendar_of_ours_is_valid_and_says_the_same(tmp_path: Path) -> None:
    data = exported(a_nasty_home(tmp_path), Format.ICS)
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert not re.search(rb"[^\r]\n|[\x00-\x08\x0b\x0c\x0e-\x1f]", data)
    calendar = icalendar.Calendar.from_ical(data)
    assert (calendar["VERSION"], "PRODID" in calendar) == ("2.0", True)
    events: list[Any] = [event for event in calendar.walk("VEVENT") if not event.errors]
    (event,) = [each for each in events if str(each["UID"]).startswith(NASTY.id)]
    assert len(events) == 2
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (NASTY.started_at, NASTY.ended_at)
    assert str(event["DESCRIPTION"]) == NASTY.note
    assert str(event["LOCATION"]) == "Da Enzo, Roma; 1"
    assert str(event["SUMMARY"]) == 'Dinner · Zoë; Lang, Jr., To"m\\'
    assert [str(each) for each in event["CATEGORIES"].cats] == ["dinner", *NASTY.tags]


def test_another_parser_of_calendars_agrees(tmp_path: Path) -> None:
    calendar = vobject.readOne(exported(a_nasty_home(tmp_path), Format.ICS).decode())
    calendar.validate(raiseException=True)
    found = {event.uid.value.split("@")[0]: event for event in calendar.vevent_list}
    assert found[NASTY.id].description.value == NASTY.note
    assert found[NASTY.id].dtstart.value == NASTY.started_at


def test_a_calendar_of_ours_comes_back_under_its_own_ids(tmp_path: Path) -> None:
    home, other = a_full_home(tmp_path), a_home(tmp_path, "other")
    data = exported(home, Format.ICS)
    again = imported(home, data, Format.ICS)
    assert again.sessions.added == 0
    imported(other, data, Format.ICS)
    assert {each.id for each in sessions_of(other)} == {each.id for each in sessions_of(home)}


def test_toggl_gets_its_columns_and_no_formula(tmp_path: Path) -> None:
    data = exported(a_nasty_home(tmp_path), Format.TOGGL)
    (row,) = [each for each in fields(data) if each["Project"] == "dinner" and each["Description"]]
    assert (row["Start date"], row["Start time"]) == ("2026-11-05", "19:00:00")
    assert (row["End time"], row["Duration"]) == ("21:00:00", "02:00:00")
    assert row["Description"] == NASTY.note
    assert row["Tags"].split(", ")[:2] == ["with=Zoë; Lang  Jr.", 'with=To"m\\']
    home = a_home(tmp_path, "formulas")
    log = open_log(home)
    put(log, *(_noted(number, text) for number, text in enumerate(HOSTILE)))
    log.close()
    for row in fields(exported(home, Format.TOGGL)):
        for cell in row.values():
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))


def _noted(number: int, text: str) -> Session:
    began = MOMENT + number * timedelta(hours=1)
    return Session(
        id=f"noted-{number}",
        kind="dinner",
        started_at=began,
        zone="UTC",
        ended_at=began + timedelta(minutes=5),
        note=text,
    )


def test_timewarrior_would_write_the_same(tmp_path: Path) -> None:
    """Each interval goes in as somebody types it, and comes out of ``timew export`` as ours is."""
    home = a_home(tmp_path)
    log = open_log(home)
    sessions = [a_session(0), a_session(1), a_session(2)]
    put(log, *sessions)
    log.close()
    records = json.loads(exported(home, Format.TIMEWARRIOR))
    (tmp_path / "timew" / "data").mkdir(parents=True)
    env = {**os.environ, "TIMEWARRIORDB": str(tmp_path / "timew")}

    def timew(*words: str) -> str:
        done = subprocess.run(
            ["timew", *words, ":yes"], env=env, stdout=subprocess.PIPE, text=True, check=True
        )
        return done.stdout

    for record in records:
        timew("track", record["start"], "-", record["end"], *record["tags"])
        if "annotation" in record:
            timew("annotate", "@1", record["annotation"])
    told = json.loads(timew("export"))
    assert [{k: v for k, v in each.items() if k != "id"} for each in told] == records


def test_watson_reads_the_frames(tmp_path: Path) -> None:
    home = a_nasty_home(tmp_path)
    (tmp_path / "watson").mkdir()
    (tmp_path / "watson" / "frames").write_bytes(exported(home, Format.WATSON))
    env = {**os.environ, "WATSON_DIR": str(tmp_path / "watson"), "TZ": "UTC"}
    words = [str(VENV / "watson"), "log", "--json", "--from", "2000-01-01"]
    done = subprocess.run(words, env=env, stdout=subprocess.PIPE, text=True, check=True)
    told = {each["start"]: each for each in json.loads(done.stdout)}
    frame = told["2026-11-05T18:00:00+00:00"]
    assert frame["project"] == "dinner"
    assert frame["stop"] == "2026-11-05T20:00:00+00:00"
    assert frame["tags"] == [*(f"with={name}" for name in NASTY.people), *NASTY.tags]
