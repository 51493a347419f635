"""An app whose calendar is the desktop's: what is written there starts, and nothing is polled."""

import json
from datetime import UTC, timedelta

from presence.core.clock import SystemClock
from tests.desktop_calendars.conftest import PERSONAL, CalendarProgram
from tests.desktops.lab import VENV, Lab
from tests.desktops.programs import wait_until


def status(lab: Lab) -> str:
    said = lab.run(VENV / "python", "-m", "presence", "status", "--json", check=False).stdout
    return str(json.loads(said or "{}").get("state"))


def test_a_meeting_that_is_written_into_the_desktops_calendar_soon_starts(
    lab: Lab, program: CalendarProgram
) -> None:
    settings = lab.config / "presence" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(
        f'[calendars.own]\nsource = "desktop"\naddress = "{PERSONAL}"\nhandling = "start"\n'
    )
    app = lab.spawn(VENV / "python", "-m", "presence.app", name="presence")
    wait_until(lambda: status(lab) == "idle", 30, "the app")
    wait_until(lambda: "own" in read(lab), 30, "the calendar's first reading")
    begins = SystemClock().now().astimezone(UTC) + timedelta(seconds=15)
    program.add(
        f"UID:soon\nSUMMARY:Review\nLOCATION:Room 1\nDTSTART:{begins:%Y%m%dT%H%M%SZ}\n"
        "DURATION:PT1H\nATTENDEE;CN=Ana:mailto:ana@example.org"
    )
    wait_until(lambda: status(lab) == "running", 60, "the meeting's start")
    app.end()


def read(lab: Lab) -> str:
    """What is known of calendars."""
    return lab.run(VENV / "python", "-m", "presence", "calendar", "list", check=False).stdout
