"""The tray's menu: its first line is exactly what a click does, and each line asks what it says."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from presence.core.coming.agenda import Entry, State
from presence.core.coming.offer import Offer, Origin
from presence.core.kind import BUILT_IN, Kinds
from presence.core.likely import Combination
from presence.core.ports import Change, ChangeKind
from presence.core.session import Said
from presence.core.slip import Slip, SlipReason
from presence.core.tracker import StartRequest
from presence.ui.tray.wishes import TrayExtras
from tests.ui.tray_desk import (
    MINUTE,
    NOW,
    Desk,
    Panel,
    dinner,
    is_seen,
    make_desk,
    review,
    snapshot,
    submenu,
)

# Qt's platform without a screen has no tray, and says so at each icon.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    desk = make_desk(Panel())
    qapp.processEvents()
    desk.tray.redraw(snapshot(), TrayExtras())
    desk.asked.clear()
    yield desk
    desk.tray.hide()


def test_the_menu_is_in_the_order_of_what_is_needed_first(desk: Desk) -> None:
    desk.tray.redraw(snapshot(), review())
    assert desk.lines() == [
        "Start Meeting · 60 min",
        "Ready",
        "Start ▸",
        "Started ▸",
        "With whom…",
        "Length ▸",
        "Send me a test",
        "This week: 0 min",
        "Open review",
        "Add to the log…",
        "Browse ▸",
        "Settings",
        "Help",
        "Quit Presence",
    ]


def test_during_a_session_it_offers_what_can_be_done_then(desk: Desk) -> None:
    undo = Change(ChangeKind.STARTED, "id-1", "dinner", NOW - 18 * MINUTE)
    ended = replace(dinner(90, 60), ended_at=NOW - 30 * MINUTE, confirmed=False)
    now = replace(snapshot(dinner()), undo=undo, unconfirmed=(ended, ended))
    desk.tray.redraw(now, review(replace(dinner(), said=Said.YES)))
    assert desk.lines() == [
        "End Dinner",
        "Dinner · 42 min left",
        "Switch to ▸",
        "With whom…",
        "Length ▸",
        "Extend ▸",
        "I looked at a screen ▸",
        "Phones at the table…",
        "Send me a test",
        "Undo: started Dinner 18:42",
        "2 to confirm",
        "This week: 18 min · 100 % kept",
        "Open review",
        "Add to the log…",
        "Browse ▸",
        "Settings",
        "Help",
        "Quit Presence",
    ]


def test_the_first_line_stands_out_and_says_what_a_click_does(desk: Desk) -> None:
    assert desk.menu.defaultAction() is desk.menu.actions()[0]
    desk.line("Start Meeting · 60 min").trigger()
    assert desk.asked == [("clicked",)]


def test_kinds_and_recent_combinations_can_be_started(desk: Desk) -> None:
    again = Combination("dinner", ("Ana", "Tom"), 90 * MINUTE)
    desk.tray.redraw(snapshot(), TrayExtras(combinations=(again,)))
    assert desk.behind("Start") == [
        *("Meeting", "Coffee", "Dinner", "Family", "Event", "Walk", "Alone"),
        *("Dinner · Ana, Tom · 90 min", "Other…"),
    ]
    desk.line("Start", "Coffee").trigger()
    desk.line("Start", "Dinner · Ana, Tom · 90 min").trigger()
    desk.line("Start", "Other…").trigger()
    assert desk.asked == [
        ("start_requested", StartRequest("coffee"), False),
        ("start_requested", StartRequest("dinner", ("Ana", "Tom"), 90 * MINUTE), False),
        ("open_start",),
    ]


def test_the_log_and_what_it_names_are_one_step_away(desk: Desk) -> None:
    desk.line("Add to the log…").trigger()
    assert desk.behind("Browse") == [
        "The log",
        "Agenda",
        "People",
        "Whom did you meet…",
        "Names: people, kinds, tags, places",
        "Goals",
        "Your phone…",
        "Import…",
    ]
    for name in desk.behind("Browse"):
        desk.line("Browse", name).trigger()
    names = ["open_add", "open_log", "open_agenda", "open_people", "open_met"]
    names += ["open_names", "open_goals", "open_phone", "open_import"]
    assert desk.asked == [(name,) for name in names]


def test_a_combination_without_an_end_starts_open(desk: Desk) -> None:
    again = Combination("family", ("Mia",), None)
    desk.tray.redraw(snapshot(), TrayExtras(combinations=(again,)))
    desk.line("Start", "Family · Mia · open").trigger()
    assert desk.asked == [
        ("start_requested", StartRequest("family", ("Mia",), is_open=True), False)
    ]


def test_during_a_session_a_start_is_a_switch(desk: Desk) -> None:
    desk.tray.redraw(snapshot(dinner()), TrayExtras())
    desk.line("Switch to", "Walk").trigger()
    assert desk.asked == [("start_requested", StartRequest("walk"), True)]


def test_what_began_a_while_ago_is_one_step_away(desk: Desk) -> None:
    assert desk.behind("Started") == ["now", "5 min ago", "10 min ago", "30 min ago"]
    desk.line("Started", "10 min ago").trigger()
    likely = replace(snapshot().likely, ago=10 * MINUTE)
    assert desk.asked == [("start_requested", likely, False)]


def test_a_length_starts_what_is_likely_with_it(desk: Desk) -> None:
    assert desk.behind("Length") == [
        *("15 min", "30 min", "45 min", "60 min", "90 min", "until…", "open")
    ]
    desk.line("Length", "30 min").trigger()
    desk.line("Length", "open").trigger()
    desk.line("Length", "until…").trigger()
    likely = snapshot().likely
    assert desk.asked == [
        ("start_requested", replace(likely, length=30 * MINUTE), False),
        ("start_requested", replace(likely, length=None, is_open=True), False),
        ("until_requested",),
    ]


def test_during_a_session_a_length_is_its_own(desk: Desk) -> None:
    desk.tray.redraw(snapshot(dinner()))
    desk.line("Length", "90 min").trigger()
    desk.line("Length", "open").trigger()
    assert desk.asked == [("length_requested", 90 * MINUTE), ("length_requested", None)]


def test_a_session_is_extended_and_a_look_at_a_screen_told(desk: Desk) -> None:
    desk.tray.redraw(snapshot(dinner()))
    assert desk.behind("Extend") == ["15 min", "30 min", "60 min"]
    desk.line("Extend", "30 min").trigger()
    looked = "I looked at a screen"
    assert len(desk.behind(looked)) == 1 + len(SlipReason)
    desk.line(looked, "just so").trigger()
    desk.line(looked, "emergency").trigger()
    assert desk.asked == [
        ("extend_requested", 30),
        ("slip_requested", None),
        ("slip_requested", SlipReason.EMERGENCY),
    ]


def test_the_last_look_is_taken_back_where_there_is_one(desk: Desk) -> None:
    looked = "I looked at a screen"
    desk.tray.redraw(snapshot(dinner()), TrayExtras())
    assert "Take the last one back" not in desk.behind(looked)
    running = replace(dinner(), slips=(Slip("p1", NOW),))
    desk.tray.redraw(snapshot(running), TrayExtras())
    desk.line(looked, "Take the last one back").trigger()
    assert desk.asked == [("slip_back_requested",)]


@pytest.mark.parametrize(
    ("line", "wish"),
    [
        ("With whom…", "people_requested"),
        ("Send me a test", "test_requested"),
        ("Undo: ended Coffee 18:50", "undo_requested"),
        ("1 to confirm", "confirm_requested"),
        ("This week: 0 min", "open_week"),
        ("Open review", "open_week"),
        ("Settings", "open_settings"),
        ("Help", "open_help"),
        ("Quit Presence", "quit_requested"),
        ("Dinner · 42 min left", "open_session"),
    ],
)
def test_every_other_line_asks_for_what_it_says(desk: Desk, line: str, wish: str) -> None:
    undo = Change(ChangeKind.ENDED, "id-0", "coffee", NOW - 10 * MINUTE)
    now = replace(snapshot(dinner()), undo=undo, unconfirmed=(dinner(),))
    desk.tray.redraw(now, review())
    desk.line(line).trigger()
    assert desk.asked == [(wish,)]


def test_no_two_lines_share_a_mnemonic(desk: Desk) -> None:
    for session in (None, dinner()):
        desk.tray.redraw(snapshot(session), review())
        seen = [action for action in desk.menu.actions() if is_seen(action)]
        keys = [action.text().partition("&")[2][:1].lower() for action in seen]
        used = [key for key in keys if key]
        assert len(used) == len(set(used)) > 5


@pytest.mark.parametrize(("exported", "shown"), [(True, "R&&D__1 · 60 min"), (False, "R&&D_1")])
def test_no_character_of_a_name_is_taken_for_a_mnemonic(
    qapp: QApplication, exported: bool, shown: str
) -> None:
    desk = make_desk(Panel(draws_menus=exported))
    qapp.processEvents()
    own = replace(BUILT_IN[0], key="rnd", name="R&D_1")
    now = replace(snapshot(), kinds=Kinds([own]), likely=StartRequest("rnd", length=60 * MINUTE))
    desk.tray.redraw(now)
    assert shown in desk.menu.actions()[0].text()
    desk.tray.hide()


def test_people_are_in_the_first_line_only_where_they_may_be_seen(desk: Desk) -> None:
    desk.tray.redraw(snapshot(), TrayExtras(show_people=True))
    assert desk.lines()[0] == "Start Meeting · Kim · 60 min"
    desk.tray.redraw(snapshot(), TrayExtras(show_people=False))
    assert desk.lines()[0] == "Start Meeting · 60 min"


def test_the_lists_are_kept_while_nothing_in_them_changes(desk: Desk) -> None:
    """A panel that shows a list would lose the line under the pointer."""
    before = submenu(desk.line("Start ▸"))
    assert before is not None
    lines = before.actions()
    desk.tray.redraw(replace(snapshot(), now=NOW + MINUTE))
    assert before.actions() == lines


def test_the_week_stays_in_the_menu_between_two_openings(desk: Desk) -> None:
    desk.tray.redraw(snapshot(), review())
    desk.tray.redraw(snapshot(dinner()), TrayExtras(show_people=True))
    assert "This week: 0 min" in desk.lines()


def test_the_menu_asks_for_what_is_so_when_it_opens(desk: Desk) -> None:
    desk.menu.aboutToShow.emit()
    assert desk.asked == [("menu_opening",)]


def test_the_menu_is_whole_soon_after_a_change_and_before_it_is_opened(
    desk: Desk, qtbot: QtBot
) -> None:
    """A panel cuts off lines that grow while it opens the menu."""
    desk.tray.menu_opening.connect(lambda: desk.tray.redraw(snapshot(dinner()), review(dinner())))
    desk.tray.redraw(snapshot(dinner()), TrayExtras())
    qtbot.waitUntil(lambda: any("This week: 18 min" in line for line in desk.lines()))
    qtbot.wait(300)
    assert desk.asked == [("menu_opening",)]


def test_nobody_is_asked_again_and_again_for_a_week_that_is_not_there(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.tray.menu_opening.connect(lambda: desk.tray.redraw(snapshot(dinner())))
    desk.tray.redraw(snapshot(dinner()))
    qtbot.wait(700)
    assert desk.asked == [("menu_opening",)]


def test_the_menu_is_written_after_the_icon_is_shown(qapp: QApplication) -> None:
    desk = make_desk(Panel())
    assert desk.icon.isVisible()
    assert desk.menu.isEmpty()
    assert ("menu_opening",) not in desk.asked
    qapp.processEvents()
    assert ("menu_opening",) in desk.asked
    assert desk.lines()
    desk.tray.hide()


ROADMAP = Offer(
    Origin.EVENT, "a", "Roadmap", NOW + 5 * MINUTE, NOW + 65 * MINUTE, "meeting", ("Ana",)
)
DINNER = Offer(Origin.PLAN, "b", "", NOW + 90 * MINUTE, None, "dinner", invited=12)
LUNCH = Offer(Origin.EVENT, "c", "Lunch", NOW - 390 * MINUTE, NOW - 330 * MINUTE, "meal", ("Tom",))


def test_what_is_coming_can_be_started_turned_down_and_said_to_have_happened(desk: Desk) -> None:
    coming = (
        Entry(LUNCH, State.MISSED),
        Entry(ROADMAP, State.DUE),
        Entry(DINNER, State.COMING),
    )
    desk.tray.redraw(snapshot(), replace(review(), coming=coming))
    assert desk.lines()[2] == "Coming ▸"
    assert desk.behind("Coming") == [
        "19:05 Roadmap · Ana",
        "20:30 Dinner · 12 people",
        "Not this one: 19:05 Roadmap · Ana",
        "It happened: 12:30–13:30 Lunch · Tom",
        "It did not: 12:30–13:30 Lunch · Tom",
        "Agenda",
    ]
    desk.line("Coming", "20:30 Dinner · 12 people").trigger()
    desk.line("Coming", "Not this one: 19:05 Roadmap · Ana").trigger()
    desk.line("Coming", "It happened: 12:30–13:30 Lunch · Tom").trigger()
    desk.line("Coming", "It did not: 12:30–13:30 Lunch · Tom").trigger()
    desk.line("Coming", "Agenda").trigger()
    assert desk.asked[-5:] == [
        ("offer_start_requested", DINNER),
        ("offer_declined", ROADMAP),
        ("offer_happened", LUNCH),
        ("offer_declined", LUNCH),
        ("open_agenda",),
    ]


def test_a_long_title_from_a_calendar_does_not_make_the_menu_wide(desk: Desk) -> None:
    long = replace(ROADMAP, title="Quarterly &  planning\nof " + 40 * "everything ")
    desk.tray.redraw(snapshot(), replace(review(), coming=(Entry(long, State.DUE),)))
    line = desk.behind("Coming")[0]
    assert line.startswith("19:05 Quarterly & planning of everything")
    assert len(line) < 80
    assert "\n" not in line
