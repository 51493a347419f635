"""The source for what a person chose, its secret, and the same for a command that waits."""

import json
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from presence.calendars.sources.blocking import Here
from presence.calendars.sources.dav.discovery import Account
from presence.calendars.sources.dav.writing import DavWriter
from presence.calendars.sources.make import SharedNetwork, make_source, make_writer, secret_name
from presence.calendars.sources.secret import SecretAsked
from presence.core.coming.chosen import ChosenCalendar, SourceKind
from presence.core.coming.fetched import Failure, Fetched, Trouble
from tests.calendars.sources.conftest import END, LIMITS, START, Loop
from tests.calendars.sources.contract import titles
from tests.calendars.sources.far_side import FarSide, calendar
from tests.courtesy.fake_keyring import LOCKED, use_fake_keyring
from tests.desktops.lab import ROOT

SERVICE = "presence-test"


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "keyring.json"
    use_fake_keyring(monkeypatch, file)
    return file


def asked(loop: Loop, calendar_id: str = "work") -> str | Failure:
    answer: str | Failure = loop.wait(partial(SecretAsked, SERVICE, calendar_id))
    return answer


def test_a_secret_comes_out_of_the_keyring(loop: Loop, keyring: Path) -> None:
    name = f"{SERVICE}/{secret_name('work')}"
    keyring.write_text(json.dumps({name: "hunter2"}))
    assert asked(loop) == "hunter2"
    assert asked(loop, "home") == Failure(Trouble.NO_PASSWORD)
    keyring.write_text(json.dumps({name: "two\nlines"}))
    assert asked(loop) == Failure(Trouble.NO_PASSWORD)


def test_a_keyring_that_is_locked_or_is_none_is_said(
    loop: Loop, keyring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.write_text(LOCKED)
    assert asked(loop) == Failure(Trouble.NO_PASSWORD, "keyring_refused")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    assert asked(loop) == Failure(Trouble.NO_PASSWORD, "no_keyring")


def test_who_no_longer_waits_for_a_secret_is_not_told(loop: Loop, keyring: Path) -> None:
    told: list[str | Failure] = []
    for ms in (0, 30):
        asking = SecretAsked(SERVICE, "work", told.append)
        loop.qtbot.wait(ms)
        asking.close()
        asking.close()
    asked(loop)
    assert told == []


@pytest.mark.parametrize(
    ("chosen", "secret", "trouble"),
    [
        (ChosenCalendar(SourceKind.SUBSCRIPTION), None, Trouble.NO_PASSWORD),
        (ChosenCalendar(SourceKind.SUBSCRIPTION), "", Trouble.NOT_ALLOWED),
        (ChosenCalendar(SourceKind.SUBSCRIPTION), "http://example.org/", Trouble.NOT_ALLOWED),
        (ChosenCalendar(SourceKind.CALDAV, user="kim"), None, Trouble.NO_PASSWORD),
        (ChosenCalendar(SourceKind.CALDAV, user="kim"), "hunter2", Trouble.NOT_ALLOWED),
        (ChosenCalendar(SourceKind.CALDAV, address="http://example.org"), "", Trouble.NOT_ALLOWED),
        (ChosenCalendar(SourceKind.FILE), None, Trouble.NOT_FOUND),
    ],
)
def test_what_is_not_filled_in_is_said_when_it_is_asked_for(
    loop: Loop, chosen: ChosenCalendar, secret: str | None, trouble: Trouble
) -> None:
    source = make_source(chosen, secret, loop.shared)
    assert loop.failure(source).trouble is trouble
    told: list[object] = []
    source.fetch("", START, END, told.append)
    source.close()
    loop.qtbot.wait(20)
    assert told == []


def test_the_desktops_own_calendars_are_made_elsewhere(loop: Loop) -> None:
    with pytest.raises(ValueError, match="SourceKind"):
        make_source(ChosenCalendar(SourceKind.DESKTOP), None, loop.shared)


def test_kdes_calendars_are_said_not_to_be_there_to_be_read(loop: Loop) -> None:
    source = make_source(ChosenCalendar(SourceKind.AKONADI), None, loop.shared)
    assert loop.failure(source) == Failure(Trouble.NO_DESKTOP, "Akonadi")


def test_what_cannot_be_written_to_is_said(loop: Loop) -> None:
    chosen = ChosenCalendar(SourceKind.CALDAV, "Work", "https://example.org/cal/", "kim")
    assert make_writer(chosen, None, loop.shared) == Failure(Trouble.NO_PASSWORD)
    assert isinstance(make_writer(chosen, "hunter2", loop.shared), DavWriter)
    nowhere = make_writer(replace(chosen, address=""), "hunter2", loop.shared)
    assert nowhere == Failure(Trouble.NOT_ALLOWED, "not an address")


def test_an_address_that_is_no_secret_may_stand_in_the_settings(loop: Loop, side: FarSide) -> None:
    chosen = ChosenCalendar(SourceKind.SUBSCRIPTION, "Holidays", side.address)
    assert loop.brought(make_source(chosen, None, loop.shared)).parts == (side.text,)


@pytest.mark.usefixtures("qapp")
def test_a_command_waits_for_a_calendar(side: FarSide, tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    file.write_bytes(calendar("Dinner"))
    for chosen, title in (
        (ChosenCalendar(SourceKind.SUBSCRIPTION, address=side.address), "Review"),
        (ChosenCalendar(SourceKind.FILE, address=str(file)), "Dinner"),
    ):
        with Here(LIMITS) as here:
            fetched = here.fetch(make_source(chosen, None, here.network), "", START, END)
        assert isinstance(fetched, Fetched)
        assert title in titles(fetched)


@pytest.mark.usefixtures("qapp")
def test_a_command_that_is_told_no_gets_it_at_once(side: FarSide) -> None:
    side.text = b"<html></html>"
    with Here(LIMITS) as here:
        found = here.discover(side.url, "kim", "hunter2")
    assert not isinstance(found, Account)
    assert found.trouble is Trouble.NOT_A_CALENDAR


def loaded_by(code: str) -> set[str]:
    """The modules in a process that has run it."""
    program = f"{code}\nimport sys; print(*sys.modules)"
    command = (sys.executable, "-P", "-c", program)
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


def test_nothing_is_loaded_before_it_is_wanted() -> None:
    make = "from presence.calendars.sources.make import *"
    assert not {"PySide6", "keyring", "ssl"} & loaded_by(make)
    file = f"{make}\nmake_source(ChosenCalendar(), None, SharedNetwork())"
    assert "PySide6.QtNetwork" not in loaded_by(file)
    assert not {"PySide6", "ssl", "icalendar"} & loaded_by(
        "import presence.calendars.sources.looking"
    )


def test_the_network_is_one_for_all(loop: Loop) -> None:
    assert loop.shared() is loop.shared()
    SharedNetwork().close()
