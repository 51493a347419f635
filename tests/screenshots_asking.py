"""The windows and panels that ask or say something by themselves, and where looks are told."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QFrame

from presence.core.kind import Kinds
from presence.core.session import Said, Session
from presence.core.slip import Slip, SlipReason, SlipSource
from presence.ui.look import Look
from presence.ui.window import Window
from presence.ui.windows.card import CardView, ReturnCard
from presence.ui.windows.closing import ClosingCard, ClosingView
from presence.ui.windows.details import DetailsView, DetailsWindow
from presence.ui.windows.nudge import Nudge, NudgeView
from tests.screenshots_windows import (
    LONG_NAME,
    NOW,
    ONE_OVER,
    SEVERAL_OVER,
    ZONE,
    Scene,
    help_at,
    minutes,
    session,
    session_window,
)

LOOKS = (
    Slip("p1", NOW - minutes(29), source=SlipSource.SELF),
    Slip("p2", NOW - minutes(21), minutes(3), SlipSource.INPUT, SlipReason.NEEDED),
    Slip("p3", NOW - minutes(9), minutes(1) / 2, SlipSource.PHONE),
)
MEETING = session(93, 60, "meeting")
FORGOTTEN_MEETING = replace(SEVERAL_OVER[2], id="w4", kind="meeting", people=(LONG_NAME,))
OPEN_ENDED = replace(ONE_OVER, id="w5", kind="family", planned_end_at=None)
ENDED = session(100, 90, ended_at=NOW - minutes(4))


def return_card(look: Look, **asked: object) -> Window:
    window = ReturnCard(look)
    window.redraw(CardView(NOW, ZONE, Kinds(), **asked))  # type: ignore[arg-type]  # its fields
    return window


def closing(look: Look, ended: Session = ENDED, show_people: bool = True) -> Window:
    window = ClosingCard(look)
    window.redraw(ClosingView(NOW, ZONE, Kinds(), ended, show_people))
    return window


def details(look: Look, looks: tuple[Slip, ...] = LOOKS, until: str | None = None) -> Window:
    window = DetailsWindow(look)
    window.redraw(
        DetailsView(
            session_id="s1",
            title="Dinner · 19:00",
            known_people=("Ana", "Tom"),
            people=("Ana", LONG_NAME),
            place="Roma",
            note="",
            until=until,
            looks=looks,
            zone=ZONE,
        )
    )
    return window


def nudge(running: Session, show_people: bool = True) -> QFrame:
    panel = Nudge()
    panel.show_for(NudgeView(NOW, ZONE, Kinds(), running, show_people))
    return panel


SCENES: dict[str, Scene] = {
    "card-back-with-looks": lambda look: return_card(
        look, running=session(slips=LOOKS), back_at=NOW - minutes(2)
    ),
    "card-slept": lambda look: return_card(
        look, running=MEETING, slept=(NOW - minutes(80), NOW - minutes(1))
    ),
    "card-slept-and-earlier": lambda look: return_card(
        look,
        running=session(93, 60, "meeting", people=(LONG_NAME,)),
        slept=(NOW - minutes(80), NOW - minutes(1)),
        waiting=SEVERAL_OVER[1:],
    ),
    "card-hint": lambda look: return_card(
        look, waiting=(ONE_OVER,), hints={"w1": NOW - minutes(3)}
    ),
    "card-open-ended": lambda look: return_card(look, waiting=(OPEN_ENDED,)),
    "card-several-hints": lambda look: return_card(
        look,
        waiting=(*SEVERAL_OVER, FORGOTTEN_MEETING),
        hints={"w4": NOW - minutes(60 * 74), "w1": NOW - minutes(12)},
    ),
    "closing": closing,
    "closing-answered": lambda look: closing(
        look,
        replace(ENDED, said=Said.MOSTLY, enjoyed=5, distracted=2, word="Birthday", people=("A",)),
    ),
    "closing-long-name": lambda look: closing(look, replace(ENDED, people=(LONG_NAME,) * 2)),
    "details-with-looks": details,
    "details-running": lambda look: details(look, LOOKS[:1], until="20:30"),
    "details-without-looks": lambda look: details(look, ()),
    "help-looks": lambda look: help_at(look, "looks"),
    "session-with-looks": lambda look: session_window(look, session(slips=LOOKS), reminder=False),
}

PANELS: dict[str, Callable[[], QFrame]] = {
    "nudge": lambda: nudge(session()),
    "nudge-discreet": lambda: nudge(session(), show_people=False),
    "nudge-open": lambda: nudge(session(103, None, "family")),
    "nudge-long-name": lambda: nudge(session(people=(LONG_NAME, "Tom", LONG_NAME))),
}
