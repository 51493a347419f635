"""Calendars on the command line: added once they can be read, and each event has its reason."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from presence.core.clock import SystemClock
from tests.cli.conftest import Terminal

HOUR = timedelta(hours=1)
ANA = "ATTENDEE;CN=Ana;PARTSTAT=ACCEPTED:mailto:ana@example.org"
ME = "ATTENDEE;CN=Kim;PARTSTAT=ACCEPTED:mailto:kim@example.org"


@pytest.fixture(autouse=True)
def in_utc(qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """With ``qapp``: the command would leave an application behind that has no windows."""
    monkeypatch.setenv("TZ", "UTC")


def event(uid: str, starts_at: datetime, *lines: str) -> str:
    times = [f"DTSTART:{starts_at:%Y%m%dT%H%M%SZ}", f"DTEND:{starts_at + HOUR:%Y%m%dT%H%M%SZ}"]
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *times, *lines, "END:VEVENT"])


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """A meeting at a place, a call, and an event without a start."""
    now = SystemClock().now().astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    file = tmp_path / "team.ics"
    lines = [
        "BEGIN:VCALENDAR",
        event("meeting", now + 3 * HOUR, "SUMMARY:Roadmap", "LOCATION:Room 1", ME, ANA),
        event("call", now + 5 * HOUR, "SUMMARY:Quarter", "LOCATION:https://zoom.us/j/1", ME, ANA),
        "BEGIN:VEVENT\r\nUID:broken\r\nSUMMARY:x\r\nEND:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    file.write_text("\r\n".join(lines))
    return file


def settings(terminal: Terminal, text: str) -> None:
    terminal.home.mkdir(exist_ok=True)
    (terminal.home / "settings.toml").write_text(text)


def test_a_file_is_added_and_says_what_of_it_is_proposed_and_why(
    terminal: Terminal, team: Path
) -> None:
    settings(terminal, 'me = ["kim@example.org"]\n')
    assert terminal.type("calendar", "add", str(team)).code == 0
    assert "1 event could not be read" in terminal.type("calendar").out
    upcoming = terminal.type("calendar", "upcoming", "--days", "2").out
    assert "Roadmap" in upcoming
    assert "Quarter" not in upcoming
    assert "1 more event is not proposed" in upcoming
    why = terminal.type("calendar", "why", "quarter").out
    assert "Not proposed: its place is online" in why


def test_scripts_get_each_event_with_its_reasons(terminal: Terminal, team: Path) -> None:
    settings(terminal, 'me = ["kim@example.org"]\n')
    terminal.type("calendar", "add", str(team))
    meeting, call = terminal.json("calendar", "upcoming", "--days", "2")
    assert (meeting["uid"], meeting["proposed"], meeting["people"]) == ("meeting", True, ["Ana"])
    assert meeting["reasons"] == ["with_others", "has_place"]
    assert (call["uid"], call["proposed"]) == ("call", False)
    assert datetime.fromisoformat(meeting["ends_at"]).tzinfo is not None
    (listed,) = terminal.json("calendar")
    assert listed["skipped"] == [{"uid": "broken", "why": "no start", "line": 20}]


def test_how_a_calendar_is_treated_is_changed_and_refused_where_it_cannot_be(
    terminal: Terminal, team: Path
) -> None:
    terminal.type("calendar", "add", str(team), "never=roadmap")
    assert "one of your words against it" in terminal.type("calendar", "why", "roadmap").out
    assert terminal.type("calendar", "add", "team", "never=", "handling=start").code == 0
    assert "starts by itself" in terminal.type("calendar").out
    refused = terminal.type("calendar", "add", "team", "handling=shout")
    assert refused.code == 2
    assert "propose, start, ignore" in refused.err


def test_of_one_that_is_removed_nothing_is_left(terminal: Terminal, team: Path) -> None:
    terminal.type("calendar", "add", str(team))
    assert any((terminal.home / "calendars").iterdir())
    assert terminal.type("calendar", "remove", "team").code == 0
    assert not any((terminal.home / "calendars").iterdir())
    assert "team" not in (terminal.home / "settings.toml").read_text()
    again = terminal.type("calendar", "remove", "team")
    assert again.code == 1
    assert "There is no calendar “team”." in again.err


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "no calendar there"), ("<html></html>", "is no calendar"), ("", "is no calendar")],
)
def test_what_cannot_be_read_is_not_added_and_leaves_nothing(
    terminal: Terminal, tmp_path: Path, content: str | None, said: str
) -> None:
    file = tmp_path / "page.ics"
    if content is not None:
        file.write_text(content)
    refused = terminal.type("calendar", "add", str(file))
    assert refused.code == 1
    assert said in refused.err
    assert not (terminal.home / "settings.toml").exists()
    assert [*(terminal.home / "calendars").glob("*")] == []


def test_without_a_calendar_it_says_how_to_have_one(terminal: Terminal) -> None:
    assert "presence calendar add" in terminal.type("calendar").out
    refused = terminal.type("calendar", "upcoming")
    assert refused.code == 1
    assert "There is no calendar yet." in refused.err


def test_an_event_that_is_not_there_is_said_to_be_none(terminal: Terminal, team: Path) -> None:
    terminal.type("calendar", "add", str(team))
    refused = terminal.type("calendar", "why", "the moon")
    assert refused.code == 1
    assert "the moon" in refused.err


def test_doctor_counts_calendars_and_names_none(terminal: Terminal, team: Path) -> None:
    terminal.type("calendar", "add", str(team), "--name", "Secret project")
    page = terminal.type("doctor").out
    assert "1 (1 file), 1 skipped" in page
    assert "ecret" not in page
