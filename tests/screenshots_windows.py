"""Renders every small window in many states, without a screen.

python -m tests.screenshots_windows FOLDER [PART-OF-A-NAME]
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from presence.core.entry import UnderstoodStart, parse_start
from presence.core.kind import Kinds
from presence.core.lease import NOT_MUTED, MuteDetail, MuteReport, MuteState
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.core.settings import Theme
from presence.core.slip import Slip
from presence.core.snapshot import Snapshot
from presence.core.tracker import StartRequest, phase, share_left
from presence.ui.dressing import apply_look
from presence.ui.look import Look, make_look
from presence.ui.window import Window
from presence.ui.windows.card import CardView, ReturnCard
from presence.ui.windows.first_minute import FirstMinute, FirstMinuteView, Trial
from presence.ui.windows.help import HelpWindow
from presence.ui.windows.session import SessionView, SessionWindow
from presence.ui.windows.start import StartView, StartWindow
from presence.words.entry import entry_context, start_line_in_words

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


def session(
    started: int = 48, planned: int | None = 90, kind: str = "dinner", **changes: object
) -> Session:
    """A session that began so many minutes ago."""
    began = NOW - minutes(started)
    whole = Session(
        id="s1",
        kind=kind,
        started_at=began,
        zone=ZONE.key,
        planned_end_at=None if planned is None else began + minutes(planned),
        people=("Ana", "Tom"),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # the fields' own types


def snapshot(
    running: Session | None, mute: MuteReport = QUIET, unconfirmed: tuple[Session, ...] = ()
) -> Snapshot:
    likely = StartRequest("dinner", people=("Ana", "Tom"), length=minutes(90))
    return Snapshot(
        now=NOW,
        zone=ZONE,
        kinds=Kinds(),
        session=running,
        phase=phase(running, NOW),
        share_left=None if running is None else share_left(running, NOW),
        mute=mute if running is not None else NOT_MUTED,
        likely=likely,
        undo=Change(ChangeKind.ENDED, "s0", "meeting", NOW - minutes(12)),
        unconfirmed=unconfirmed,
    )


def session_window(
    look: Look,
    running: Session | None,
    mute: MuteReport = QUIET,
    reminder: bool = True,
    tray: bool = True,
    unconfirmed: tuple[Session, ...] = (),
) -> Window:
    kinds = [StartRequest(kind.key) for kind in Kinds()]
    line = "9 h with people, 1 h more than last week at this point"
    window = SessionWindow(look)
    view = SessionView(has_tray=tray, starts=kinds, week_line=line, shows_reminder=reminder)
    window.redraw(snapshot(running, mute, unconfirmed), view)
    return window


def understand(text: str) -> UnderstoodStart:
    people = ("Ana", "Tom", "Anatol Müller", LONG_NAME)
    return parse_start(text, entry_context(NOW, ZONE, Kinds(), people, "dinner"))


def start(look: Look, typed: str = "", running: str = "") -> Window:
    window = StartWindow(look, understand, lambda it: start_line_in_words(it, Kinds(), NOW))
    preset = StartRequest("dinner", people=("Ana", "Tom"), length=minutes(90))
    view = StartView(NOW, ZONE, Kinds(), ("Ana", "Tom", LONG_NAME), preset, running=running)
    window.redraw(view)
    if typed:
        window.findChildren(QLineEdit)[0].setText(typed)
    return window


def over(key: str, began: int, lasted: int, kind: str, people: tuple[str, ...]) -> Session:
    """A session that nobody has said the end of."""
    start = NOW - minutes(began)
    return Session(
        id=key,
        kind=kind,
        started_at=start,
        zone=ZONE.key,
        planned_end_at=start + minutes(lasted),
        ended_at=start + minutes(lasted),
        people=people,
        confirmed=False,
    )


ONE_OVER = over("w1", 130, 90, "dinner", ("Ana", "Tom"))
SEVERAL_OVER = (
    ONE_OVER,
    over("w2", 60 * 26, 60, "coffee", (LONG_NAME,)),
    over("w3", 60 * 75, 120, "event", ()),
)


def card(look: Look, running: Session | None = None, *waiting: Session) -> Window:
    window = ReturnCard(look)
    window.redraw(CardView(NOW, ZONE, Kinds(), running=running, waiting=waiting))
    return window


def help_at(look: Look, heading: str, searched: str = "") -> Window:
    window = HelpWindow(look)
    window.fit()
    window.show()
    window.open_at(heading)
    if searched:
        window.findChildren(QLineEdit)[0].setText(searched)
    return window


LOOKED = (Slip("p1", NOW - minutes(9)), Slip("p2", NOW - minutes(4)))

SCENES: dict[str, Scene] = {
    "help": lambda look: help_at(look, "first-minute"),
    "help-quiet": lambda look: help_at(look, "quiet"),
    "help-searched": lambda look: help_at(look, "", "dunst"),
    "card-before-the-end": lambda look: card(look, session()),
    "card-past-the-end": lambda look: card(look, None, ONE_OVER),
    "card-several": lambda look: card(look, None, *SEVERAL_OVER),
    "card-running-and-earlier": lambda look: card(look, session(), *SEVERAL_OVER[1:]),
    "start-empty": start,
    "start-typed": lambda look: start(look, "din ana 75m 10m ago place:Roma"),
    "start-until": lambda look: start(look, "coffee @Tom until 21:30", running="Meeting"),
    "start-long-and-strange": lambda look: start(look, f"dinner @{LONG_NAME!r} zzz ? 30m"),
    "session-running": lambda look: session_window(look, session()),
    "session-ending-soon": lambda look: session_window(
        look, session(started=87, slips=LOOKED), reminder=False
    ),
    "session-over-time": lambda look: session_window(
        look, session(102, 90, "meeting", people=()), mute=UNVERIFIED, reminder=False
    ),
    "session-open-not-quiet": lambda look: session_window(
        look, session(103, None, "family"), mute=NOT_QUIET
    ),
    "session-long-name": lambda look: session_window(
        look, session(10, 150, people=(LONG_NAME, "Tom", LONG_NAME)), reminder=False, tray=False
    ),
    "session-idle": lambda look: session_window(look, None),
    "session-idle-no-tray": lambda look: session_window(
        look, None, tray=False, unconfirmed=(session(), session())
    ),
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
