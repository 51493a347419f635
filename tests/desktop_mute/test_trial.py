"""``mute doctor``: what is found here, and whether it works."""

from pathlib import Path

import pytest

from presence.desktop.dbus import SessionBus
from presence.desktop.mute.choice import Choice
from presence.desktop.mute.find import mechanisms
from presence.desktop.mute.trial import examine, examine_and_try
from presence.store.lease_file import LeaseFile
from tests.desktop_mute.muted_desktops import DunstDesktop, GnomeDesktop, MutedDesktop
from tests.fakes import FakeClock


def test_every_mechanism_is_listed_and_the_one_of_this_desktop_is_tried(
    desktop: MutedDesktop, lease: LeaseFile, clock: FakeClock
) -> None:
    before = desktop.state()
    reports = examine_and_try(lease, SessionBus(desktop.address), clock, Choice(), 0.02)
    assert [report.mechanism for report in reports] == [each.name for each in mechanisms()]
    (found,) = [report for report in reports if report.found]
    assert found.mechanism == desktop.kind.name
    assert (found.can_read, found.can_mute, found.tried) == (True, True, True)
    assert found.detail == "checked"
    assert found.released_on_crash == (found.mechanism == "freedesktop")
    assert not any(report.tried for report in reports if not report.found)
    assert desktop.state() == before
    assert lease.read() is None


def test_a_session_in_progress_is_not_disturbed_by_trying(
    dunst: DunstDesktop, lease: LeaseFile, clock: FakeClock
) -> None:
    dunst.switch(True)
    reports = examine_and_try(lease, SessionBus(dunst.address), clock, Choice(), 0.0)
    assert [report.detail for report in reports if report.found] == ["already_on"]
    assert dunst.is_quiet()


def test_a_key_that_an_administrator_locked_cannot_be_muted(
    bus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = GnomeDesktop(bus, tmp_path)
    monkeypatch.setenv("PATH", desktop.tools)
    desktop.locked.touch()
    (found,) = [report for report in examine(SessionBus(bus), Choice()) if report.found]
    assert (found.can_read, found.can_mute, found.detail) == (True, False, "unset")
    desktop.stop()


def test_without_a_bus_or_a_server_nothing_is_found(bus: str) -> None:
    for address, detail in (("unix:path=/none", "no_bus"), (bus, "not_this_desktop")):
        reports = examine(SessionBus(address), Choice())
        assert {(report.found, report.detail) for report in reports} == {(False, detail)}


def test_a_server_that_does_not_answer_is_said(dunst: DunstDesktop) -> None:
    dunst.server.hang()
    reports = examine(SessionBus(dunst.address, time_limit=0.1), Choice())
    assert {report.detail for report in reports} == {"timed_out"}
