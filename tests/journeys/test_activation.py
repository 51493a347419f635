"""The desktop's menu and its links, asked by GLib's programs, of an app that runs or does not."""

from pathlib import Path

import pytest

from presence import APPLICATION_ID
from tests.desktops.desktop import Desktop
from tests.desktops.lab import ROOT, VENV
from tests.desktops.programs import wait_until
from tests.journeys.person import Person

LINK = "presence://start?kind=coffee&with=Ana&for=20m"


@pytest.fixture
def person(dunst_xfce: Desktop) -> Person:
    """Somebody who has installed the entry and the service as a package does."""
    person = Person(dunst_xfce)
    lab = person.lab
    service = (ROOT / "packaging" / "linux" / f"{APPLICATION_ID}.service").read_text()
    services = lab.folder / "services"
    (services / f"{APPLICATION_ID}.service").write_text(
        service.replace("/usr/bin/presence-tray", str(VENV / "presence-tray"))
    )
    entry = (ROOT / "resources" / "linux" / f"{APPLICATION_ID}.desktop").read_text()
    menu = menu_of(person)
    menu.mkdir(parents=True)
    # In the first group, as desktop-file-edit puts it.
    (menu / f"{APPLICATION_ID}.desktop").write_text(
        entry.replace("\nTerminal=", "\nDBusActivatable=true\nTerminal=", 1)
    )
    lab.run("update-desktop-database", menu)
    lab.run("dbus-update-activation-environment", "--all")  # as every desktop does at login
    lab.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus.ReloadConfig")
    return person


def menu_of(person: Person) -> Path:
    return person.lab.home / ".local" / "share" / "applications"


def test_the_menu_and_a_link_reach_an_app_that_runs(person: Person) -> None:
    app = person.starts_app()
    person.lab.wait_for_name(APPLICATION_ID)
    person.lab.run("gapplication", "launch", APPLICATION_ID)
    assert person.sees("Start Meeting")
    person.screen.key("Escape")
    person.lab.run("gapplication", "action", APPLICATION_ID, "dinner")
    assert person.waits_for("running")["session"]["kind"] == "dinner"
    person.lab.run("gapplication", "action", APPLICATION_ID, "end")
    person.waits_for("idle")
    person.lab.run("gapplication", "launch", APPLICATION_ID, LINK)
    assert person.sees("Coffee · Ana · 20 min")
    assert person.status["state"] == "idle"
    person.quits_app()
    wait_until(lambda: not app.is_running, 5, "the end of its last thread")
    assert not person.lab.has_name(APPLICATION_ID)


def test_the_bus_starts_an_app_that_does_not_run(person: Person) -> None:
    person.lab.run("gapplication", "launch", APPLICATION_ID, seconds=30)
    assert person.sees("Start Meeting")
    person.quits_app()
    person.lab.run("gapplication", "action", APPLICATION_ID, "dinner", seconds=30)
    assert person.waits_for("running")["session"]["kind"] == "dinner"
    person.quits_app()


@pytest.mark.parametrize("words", [("launch", f"{APPLICATION_ID}.desktop"), ("open", LINK)])
def test_the_entry_and_the_links_of_a_desktop_lead_to_the_app(
    person: Person, words: tuple[str, ...]
) -> None:
    """Only whether it comes: gio leaves at once, and the bus drops what it has asked."""
    given = [str(menu_of(person) / word) if word.endswith(".desktop") else word for word in words]
    person.lab.run("gio", *given, seconds=30)
    wait_until(lambda: person.lab.has_name(APPLICATION_ID), 20, "the app")
    person.quits_app()


def test_a_bus_that_knows_no_screen_starts_nothing_that_nobody_sees(person: Person) -> None:
    person.lab.run("dbus-update-activation-environment", "DISPLAY=")
    done = person.lab.run("gapplication", "launch", APPLICATION_ID, check=False, seconds=30)
    assert "exited with status 1" in done.stderr
    assert person.status["pid"] is None
