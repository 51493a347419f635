"""The command, in a process of its own: nothing of Qt is there before it makes it."""

from tests.desktops.lab import VENV, Lab


def test_the_command_lists_the_calendars_of_the_desktop_and_reads_one(lab: Lab) -> None:
    listed = lab.run(VENV / "presence", "calendar", "add", seconds=60)
    assert "presence calendar add desktop:system-calendar" in listed.stdout
    assert listed.stderr == ""
    added = lab.run(VENV / "presence", "calendar", "add", "desktop:system-calendar", seconds=60)
    assert "is read from now on" in added.stdout
    assert added.stderr == ""
