"""The log from the tray: found, read aloud, corrected in its row, and taken back."""

from tests.desktops.dunst import DunstXfce
from tests.desktops.programs import wait_until
from tests.journeys.person import Person


def test_a_dinner_is_found_corrected_in_its_row_and_taken_back(dunst_xfce: DunstXfce) -> None:
    person = Person(dunst_xfce)
    person.presence("add", "yesterday 19-21 dinner @Ana place:Roma")
    person.presence("add", "yesterday 12-13 coffee @Tom")
    person.starts_app()
    dunst_xfce.choose("Browse", "The log")
    row = person.windows.find("Dinner", role="table cell")
    for part in ("Yesterday", "19:00 – 21:00", "with Ana", "Roma"):
        assert part in row.name
    person.keeps_picture("log-1-list")
    person.screen.key("Home")
    person.screen.key("F2")
    person.screen.settled(0.5)
    person.screen.type(" #family")
    person.keeps_picture("log-2-line")
    person.screen.key("Return")
    wait_until(lambda: person.log[0].get("tags") == ["family"], 5, "the tag in the log")
    person.screen.key("ctrl+z")
    wait_until(lambda: not person.log[0].get("tags"), 5, "the tag taken back")
