"""Renders the window of the phone's unlocks in its states."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from presence.core.unlocks.unlocks import as_look
from presence.ui.look import Look
from presence.ui.unlocks.window import UnlocksView, UnlocksWindow
from presence.ui.window import Window
from tests.screenshots_windows import LONG_NAME, NOW, ZONE, Scene

START = NOW - timedelta(hours=20)
ONE = UnlocksView(
    ZONE,
    "s-1",
    "Your phone was unlocked 3 times during Dinner",
    "Thu 19 Nov · 19:00 – 21:30",
    [as_look("s-1", START + timedelta(minutes=each)) for each in (40, 65, 130)],
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
