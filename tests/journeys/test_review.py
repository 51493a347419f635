"""The review, by keyboard and by a screen reader: figures are read, and lead to the sessions."""

import json

from tests.desktops.dunst import DunstXfce
from tests.desktops.programs import wait_until
from tests.journeys.person import Person
from tests.journeys.test_sunday import fill_last_week

# Walks to one chart and asks for its parts by number, as a screen reader does.
SQUARES = """
import json, pyatspi

def charts(node, depth=0):
    for child in node if depth < 20 else ():
        if child is None:
            continue
        if child.name == "Every day of the year" and child.childCount:
            yield child
        elif child.childCount < 100:
            yield from charts(child, depth + 1)

programs = [p for p in pyatspi.Registry.getDesktop(0) if p is not None]
found = [chart for p in programs if p.name.startswith("presence") for chart in charts(p)]
names = (found[0].getChildAtIndex(i).name for i in range(found[0].childCount))
print(json.dumps([found[0].childCount, next(n for n in names if "nothing" not in n)]))
"""

# The names of what has the keyboard; nothing else of the tree is read.
FOCUSED = """
import pyatspi

def focused(node, depth=0):
    for child in node if depth < 20 else ():
        if child is None or not child.getState().contains(pyatspi.STATE_SHOWING):
            continue
        if child.getState().contains(pyatspi.STATE_FOCUSED):
            print(child.name)
        if child.getRole() != pyatspi.ROLE_CHART:
            focused(child, depth + 1)

for program in pyatspi.Registry.getDesktop(0):
    if program is not None and program.name.startswith("presence"):
        focused(program)
"""


def test_a_screen_reader_reads_the_figures_and_a_key_opens_what_is_behind_them(
    dunst_xfce: DunstXfce,
) -> None:
    person = Person(dunst_xfce)
    person.set("week_starts", '"monday"')
    fill_last_week(person)
    person.starts_app()
    dunst_xfce.choose("Open review")
    assert person.sees("This week")
    person.screen.key("Page_Up")
    assert person.sees("Last week")
    wait_until(lambda: "Kept, by kind" in read(person), 10, "what lies below the fold")

    story = person.windows.find("in a few sentences")
    assert "with people" in story.description
    assert "Ana" in story.description
    figures = read(person)
    for said in ("Time: 19.8 h", "Kept: ", "Hours per day", "Ana: 15 h", "Saturday"):
        assert any(name.startswith(said) for name in figures), (said, figures)
    person.keeps_picture("review-1-week")

    person.screen.key("ctrl+t")
    wait_until(lambda: "Time together" in read(person), 5, "the numbers behind the charts")
    person.screen.key("ctrl+t")

    reach(person, "Hours with each person")
    person.screen.key("Return")
    wait_until(lambda: person.screen.wait_for_window("Log"), 10, "the log")
    person.keeps_picture("review-2-the-sessions-with-ana")


def test_the_year_is_three_keys_away_and_its_squares_are_read(dunst_xfce: DunstXfce) -> None:
    person = Person(dunst_xfce)
    fill_last_week(person)
    person.starts_app()
    dunst_xfce.choose("Open review")
    assert person.sees("This week")
    person.screen.key("ctrl+3")
    assert person.sees("This year")
    count, busiest = squares(person)
    assert count in (365, 366)
    assert "h" in busiest
    person.keeps_picture("review-3-year")
    person.screen.key("Escape")
    wait_until(lambda: not person.windows.has("This year"), 5, "the window gone")


def squares(person: Person) -> tuple[int, str]:
    """How many squares a screen reader is told of, and the first with hours; no others are read."""
    done = person.lab.run("/usr/bin/python3", "-c", SQUARES)
    count, busiest = json.loads(done.stdout)
    return count, busiest


def read(person: Person) -> list[str]:
    """Every name that a screen reader is told."""
    return [control.name for control in person.windows.controls()]


def reach(person: Person, name: str) -> None:
    """Tab on until what has this name has the keyboard."""
    for _step in range(40):
        person.screen.key("Tab")
        person.screen.settled(0.1)
        if name in person.lab.run("/usr/bin/python3", "-c", FOCUSED).stdout.splitlines():
            return
    raise AssertionError(name)
