"""Renders every small window in many states, without a screen.

python -m tests.screenshots_windows FOLDER [PART-OF-A-NAME]
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from presence.core.kind import Kinds
from presence.core.lease import MuteDetail, MuteReport, MuteState
from presence.core.settings import Theme
from presence.core.tracker import StartRequest
from presence.ui.dressing import apply_look
from presence.ui.look import Look, make_look
from presence.ui.window import Window
from presence.ui.windows.first_minute import FirstMinute, FirstMinuteView, Trial

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2025, 11, 21, 18, 48, tzinfo=UTC)  # a Friday, 19:48 in Berlin
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff-Ravindranathan the Younger <b>&amp;</b>"
QUIET = MuteReport(MuteState.MUTED, MuteDetail.CHECKED, "gnome", "off")
NOT_QUIET = MuteReport(MuteState.NOT_MUTED, MuteDetail.NO_MECHANISM)
UNVERIFIED = MuteReport(MuteState.UNVERIFIED, MuteDetail.CANNOT_ASK, "dunst")


@dataclass(frozen=True)
class Wished:
    """What the desktop says about looks in a picture."""

    is_dark: bool | None = None
    accent: tuple[float, float, float] | None = None
    high_contrast: bool = False
    reduced_motion: bool = False
    font: tuple[str, float] | None = ("Noto Sans", 10.0)


@dataclass(frozen=True)
class Variant:
    """A way of looking at a window."""

    name: str
    theme: Theme
    wishes: Wished = Wished()
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight

    @property
    def look(self) -> Look:
        return make_look(self.theme, self.wishes)


VARIANTS = (
    Variant("light", Theme.LIGHT),
    Variant("dark", Theme.DARK),
    Variant("large", Theme.LIGHT, Wished(font=("Noto Sans", 20.0))),
    Variant("rtl", Theme.LIGHT, direction=Qt.LayoutDirection.RightToLeft),
    Variant("sharp", Theme.DARK, Wished(high_contrast=True)),
)

Scene = Callable[[Look], Window]


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


STARTS = (
    StartRequest("meeting", length=minutes(60)),
    StartRequest("dinner", length=minutes(90)),
    StartRequest("coffee", length=minutes(45)),
)


def first_minute(look: Look, **changes: object) -> Window:
    values: dict[str, object] = {
        "desktop": "GNOME",
        "mechanism": "gnome",
        "has_tray": True,
        "kinds": Kinds(),
        "starts": STARTS,
    }
    values.update(changes)
    window = FirstMinute(look)
    window.redraw(FirstMinuteView(**values))  # type: ignore[arg-type]  # the fields' own types
    return window


SCENES: dict[str, Scene] = {
    "first-minute": first_minute,
    "first-minute-tried": lambda look: first_minute(look, trial=Trial.PUT_BACK, trial_report=QUIET),
    "first-minute-cannot-be-asked": lambda look: first_minute(
        look, desktop="sway", mechanism="dunst", trial=Trial.PUT_BACK, trial_report=UNVERIFIED
    ),
    "first-minute-no-way-no-tray": lambda look: first_minute(
        look, desktop="Enlightenment", mechanism="none", has_tray=False
    ),
}


def every_picture(part: str = "") -> Iterator[tuple[str, Variant, Scene]]:
    for name, scene in SCENES.items():
        for variant in VARIANTS:
            full = f"{name}-{variant.name}"
            if part in full:
                yield full, variant, scene


def dressed(app: QApplication, variant: Variant) -> None:
    apply_look(app, variant.look, variant.theme)
    app.setLayoutDirection(variant.direction)


def render(folder: Path, part: str = "") -> list[Path]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, variant, scene in every_picture(part):
        dressed(app, variant)
        window = scene(variant.look)
        window.present()
        app.processEvents()
        path = folder / f"{name}.png"
        window.grab().save(str(path))
        written.append(path)
        window.hide()
        window.deleteLater()
    return written


if __name__ == "__main__":
    for picture in render(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""):
        print(picture)
