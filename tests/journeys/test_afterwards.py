"""A dinner that nobody started: added from the tray, corrected, found again, and taken along."""

from typing import Any

from tests.desktops.dunst import DunstXfce
from tests.desktops.programs import wait_until
from tests.journeys.person import Person

LINE = 'yesterday 19-21:30 dinner @Ana @"Tom Müller" #family'


def test_a_forgotten_dinner_is_added_corrected_found_in_the_week_and_taken_along(
    dunst_xfce: DunstXfce,
) -> None:
    person = Person(dunst_xfce)
    person.set("week_starts", '"monday"')
    person.starts_app()

    dunst_xfce.choose("Add to the log…")
    person.screen.wait_for_window("Add to the log")
    person.screen.settled(0.5)
    # xdotool knows no ü on this keyboard: a person pastes, or writes it without.
    person.screen.type(LINE.replace("ü", "u"))
    assert person.sees("Dinner")
    person.keeps_picture("afterwards-1-understood")
    person.screen.key("Return")
    added = wait_for_one(person)
    assert added["people"] == ["Ana", "Tom Muller"]
    assert (added["duration_s"], added["origin"]) == (9000, "added")
    assert person.sees("Added: Dinner")
    person.screen.key("Escape")

    dunst_xfce.choose("Browse", "The log")
    person.screen.wait_for_window("Log")
    person.screen.settled(0.5)
    person.keeps_picture("afterwards-2-the-log")
    person.screen.key("F2")
    person.screen.settled(0.5)
    person.screen.key("End")
    person.screen.type(' place:"Da Enzo"')
    person.keeps_picture("afterwards-3-corrected")
    person.screen.key("Return")
    wait_until(lambda: person.log[0]["place"] == "Da Enzo", 5, "the correction")
    person.screen.settled(0.3)
    person.screen.key("ctrl+z")
    wait_until(lambda: person.log[0]["place"] == "", 5, "the undo")
    person.screen.key("ctrl+shift+z")
    wait_until(lambda: person.log[0]["place"] == "Da Enzo", 5, "the redo")
    person.screen.key("Escape")

    dunst_xfce.choose("Open review")
    assert person.sees("Tom Muller")
    person.keeps_picture("afterwards-4-the-week")
    take_along(person)


def take_along(person: Person) -> None:
    """Export everything, import it in an empty home, and see the same week there."""
    file = person.lab.home / "log.jsonl"
    person.presence("export", "jsonl", str(file))
    other = Person(person.desktop, home="other")
    other.set("week_starts", '"monday"')
    assert other.log == []
    assert other.asks("import", "jsonl", str(file))["added"] == 1
    assert figures(other) == figures(person)
    again = other.asks("import", "jsonl", str(file))
    assert (again["added"], again["unchanged"]) == (0, 1)
    assert figures(other) == figures(person)


def figures(person: Person) -> Any:
    """What the picture of the week is drawn from."""
    return person.asks("week", "yesterday")


def wait_for_one(person: Person) -> Any:
    return wait_until(lambda: person.log and person.log[0], 5, "the session's being in the log")
