"""Renders the window of the phone's unlocks in its states."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from presence.core.kind import Kinds
from presence.core.session import Session
from presence.core.unlocks.unlocks import as_look
from presence.ui.look import Look
from presence.ui.unlocks.window import UnlocksView, UnlocksWindow
from presence.ui.window import Window
from presence.words.unlocks.said import session_line, unlocked_line
from tests.screenshots_windows import LONG_NAME, NOW, ZONE, Scene

START = datetime(2025, 11, 20, 18, tzinfo=UTC)  # the evening before, 19:00 in Berlin
DINNER = Session("s-1", "dinner", START, ZONE.key, ended_at=START + timedelta(minutes=150))
UNLOCKED = [START + timedelta(minutes=each) for each in (40, 65, 130)]
ONE = UnlocksView(
    ZONE,
    DINNER.id,
    unlocked_line(DINNER, len(UNLOCKED), Kinds()),
    session_line(DINNER, ZONE, NOW),
    [as_look(DINNER.id, each) for each in UNLOCKED],
    has_some=True,
)


def scene_of(view: UnlocksView) -> Scene:
    def scene(look: Look) -> Window:
        window = UnlocksWindow(look)
        window.redraw(view)
        return window

    return scene


SCENES: Mapping[str, Scene] = {
    "unlocks-one": scene_of(ONE),
    "unlocks-several": scene_of(
        replace(
            ONE,
            title=f"Your phone was unlocked 3 times during {LONG_NAME}",
            place="1 of 14",
            has_more=True,
            undo="Undo: noted what your phone told, Coffee 12:40",
        )
    ),
    "unlocks-none": scene_of(
        UnlocksView(ZONE, title="No unlock of your phone waits for an answer.", has_some=True)
    ),
}
