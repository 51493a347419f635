"""Renders the window of with whom the hours went in its states."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from presence.core.people.published.averages import PUBLISHED
from presence.core.review import Unit
from presence.drawing.review.table import PlainTable
from presence.ui.look import Look
from presence.ui.window import Window
from presence.ui.with_whom.window import WithWhomView, WithWhomWindow, averages_words
from presence.words.people.with_whom import averages_head, averages_row, source_line
from tests.screenshots_windows import LONG_NAME, Scene

HEAD = ("What they are to you", "Hours", "Before", "Change")
RELATIONS = PlainTable(
    "By what people are to you",
    HEAD,
    (
        ("Friends", "6.5 h", "3 h", "+3.5 h"),
        ("Partner", "5 h", "6 h", "−1 h"),
        ("Not said who they are", "2 h", "–", "+2 h"),
        ("Nobody named", "45 min", "45 min", ""),
    ),
)
PEOPLE = PlainTable(
    "By name",
    ("Who", "Hours", "Before", "Change"),
    (
        ("Ana", "5 h", "6 h", "−1 h"),
        (LONG_NAME, "4 h", "–", "+4 h"),
        ("王思远", "2.5 h", "3 h", "−30 min"),
    ),
)
FULL = WithWhomView(
    Unit.WEEK,
    "This week",
    "16 Nov – 22 Nov",
    True,
    RELATIONS,
    PEOPLE,
    (
        f"More: {LONG_NAME} +4 h",
        "Less: Ana −1 h",
        "An hour with a friend and a colleague counts for both.",
    ),
)
AVERAGED = replace(
    FULL,
    is_present=False,
    title="October 2026",
    span="October 2026",
    unit=Unit.MONTH,
    averages=PlainTable(
        averages_words(),
        averages_head(),
        [averages_row(group, timedelta(hours=9.5), 31) for group in PUBLISHED],
    ),
    source=source_line(),
)


def scene_of(view: WithWhomView) -> Scene:
    def scene(look: Look) -> Window:
        window = WithWhomWindow(look)
        window.redraw(view)
        return window

    return scene


EMPTY = PlainTable("", HEAD, ())
SCENES: Mapping[str, Scene] = {
    "with-whom": scene_of(FULL),
    "with-whom-averages": scene_of(AVERAGED),
    "with-whom-empty": scene_of(replace(FULL, relations=EMPTY, people=EMPTY, lines=())),
}
