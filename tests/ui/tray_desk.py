"""A tray in a panel that comes and goes when told, and everything that is asked of it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from presence.core import tracker
from presence.core.kind import Kinds
from presence.core.lease import NOT_MUTED, MuteDetail, MuteReport, MuteState
from presence.core.review import Calendar, review_week
from presence.core.session import Session
from presence.core.snapshot import Snapshot
from presence.core.tracker import StartRequest
from presence.ui.tray import Tray
from presence.ui.tray.wishes import TrayExtras

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)  # a Friday, 19:00 in Berlin
BERLIN = ZoneInfo("Europe/Berlin")
QUIET = MuteReport(MuteState.MUTED, MuteDetail.CHECKED, "dunst", "off")
MINUTE = timedelta(minutes=1)
Reason = QSystemTrayIcon.ActivationReason


def dinner(
    gone: int = 18, planned: int | None = 60, people: tuple[str, ...] = ("Ana", "Tom")
) -> Session:
    """A dinner in progress for so many minutes."""
    start = NOW - gone * MINUTE
    end = None if planned is None else start + planned * MINUTE
    return Session("id-1", "dinner", start, "Europe/Berlin", end, people=people)


def snapshot(session: Session | None = None, mute: MuteReport = QUIET) -> Snapshot:
    return Snapshot(
        now=NOW,
        zone=BERLIN,
        kinds=Kinds(),
        session=session,
        phase=tracker.phase(session, NOW),
        share_left=None if session is None else tracker.share_left(session, NOW),
        mute=NOT_MUTED if session is None else mute,
        likely=StartRequest("meeting", people=("Kim",), length=60 * MINUTE),
        undo=None,
        unconfirmed=(),
    )


def review(*sessions: Session) -> TrayExtras:
    week = Calendar(BERLIN).week_of(NOW.date())
    return TrayExtras(week=review_week(week, sessions, (), Kinds(), NOW))


class Panel(QObject):
    """A tray host that comes and goes when told."""

    appeared = Signal()
    vanished = Signal()

    def __init__(
        self,
        draws_menus: bool = True,
        knows_our_icons: bool = True,
        click_opens_menu: bool = False,
    ) -> None:
        super().__init__()
        self.draws_menus = draws_menus
        self.knows_our_icons = knows_our_icons
        self.click_opens_menu = click_opens_menu


class Watch:
    """A monotonic clock that moves when told."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Desk:
    """A tray in a panel, and everything that was asked of it."""

    tray: Tray
    panel: Panel
    watch: Watch
    asked: list[tuple[object, ...]]

    @property
    def icon(self) -> QSystemTrayIcon:
        icons = [icon for icon in self.tray.findChildren(QSystemTrayIcon) if icon.isVisible()]
        assert len(icons) == 1
        return icons[0]

    @property
    def menu(self) -> QMenu:
        menu = self.icon.contextMenu()
        assert menu is not None
        return menu

    def click(self, reason: Reason = Reason.Trigger) -> None:
        self.icon.activated.emit(reason)

    def lines(self) -> list[str]:
        """The lines that are seen, without mnemonics; what opens further ones ends in ▸."""
        return [text(action) for action in self.menu.actions() if is_seen(action)]

    def line(self, *path: str) -> QAction:
        """A line by its text, through the menus before it."""
        menu = self.menu
        for name in path[:-1]:
            menu = next(m for a in menu.actions() if text(a) == f"{name} ▸" if (m := submenu(a)))
        return next(action for action in menu.actions() if text(action) == path[-1])

    def behind(self, name: str) -> list[str]:
        menu = submenu(self.line(f"{name} ▸"))
        assert menu is not None
        return [text(action) for action in menu.actions() if not action.isSeparator()]


def submenu(action: QAction) -> QMenu | None:
    menu: object = action.menu()
    return menu if isinstance(menu, QMenu) else None


def text(action: QAction) -> str:
    plain = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    return f"{plain} ▸" if submenu(action) else plain


def is_seen(action: QAction) -> bool:
    return action.isVisible() and not action.isSeparator()


def make_desk(panel: Panel) -> Desk:
    watch = Watch()
    tray = Tray(panel, "#2f6a8c", watch)
    desk = Desk(tray, panel, watch, [])
    for name in (
        "clicked start_requested extend_requested length_requested "
        "until_requested people_requested slip_requested slip_back_requested "
        "test_requested undo_requested confirm_requested open_start open_session open_week "
        "open_add open_log open_import open_names open_people open_met open_goals "
        "open_agenda open_phone open_guests open_settings open_help "
        "offer_start_requested offer_declined offer_happened "
        "quit_requested menu_opening"
    ).split():
        getattr(tray, name).connect(lambda *values, name=name: desk.asked.append((name, *values)))
    tray.show()
    tray.redraw(snapshot())
    return desk
