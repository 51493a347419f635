"""The windows joined to an engine whose clock is moved, and to a watch that is told what is so."""

from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from presence.core.session import Session
from presence.core.tracker import StartRequest
from presence.core.watch import Watch
from presence.desktop.appearance.unknown import UnknownAppearance
from presence.desktop.hotkey.hotkeys import Hotkeys
from presence.desktop.hotkey.null import NullHolder
from presence.desktop.mute.worker import MuteWorker
from presence.desktop.tray_host.host import TrayHost
from presence.front.context import Context
from presence.front.keys.keys import Keys
from presence.front.login import Login
from presence.front.notices import Notices
from presence.front.nudging import Nudging
from presence.front.phone.phones import Phones
from presence.front.preferences import Preferences
from presence.front.screen import Screen
from presence.front.watching import shown_on
from presence.front.weeks import Weeks
from presence.front.windows import Windows
from presence.store import new_id
from presence.store.lease_file import LeaseFile
from presence.store.settings_file import SettingsFile
from presence.ui.look import ACCENT
from presence.ui.tray import Tray
from presence.ui.wardrobe import Wardrobe
from tests.core.conftest import Desk
from tests.fakes import FakeAlarm
from tests.front.fake_around import FakeAround
from tests.front.fake_screen import FakeScreen
from tests.front.test_notices import FakeNotifier

if TYPE_CHECKING:
    from presence.front.coming.making import ComingParts

ZONE = ZoneInfo("Europe/Berlin")
DINNER = StartRequest("dinner", people=("Ana",), length=timedelta(minutes=90))
MEETING = StartRequest("meeting", people=("Ana",), length=timedelta(minutes=60))

W = TypeVar("W", bound=QWidget)


def _nothing_is_coming() -> "ComingParts":
    raise AssertionError("nobody here has a calendar")


class Room:
    """Everything but a desktop: the person comes and goes when the test says so."""

    def __init__(self, desk: Desk, home: Path) -> None:
        self.desk, self.engine, self.clock = desk, desk.engine, desk.clock
        self._home = home
        self.preferences = Preferences(SettingsFile(home / "settings.toml"), desk.clock)
        self.preferences.change("first_minute_done", True)
        self.preferences.change("login_asked", True)
        self.notifier = FakeNotifier()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme = self.preferences.now.theme
        self.wardrobe = Wardrobe(application, UnknownAppearance(), theme, False)
        login, weeks = Login(self.preferences), self._weeks()
        self.notices = Notices(
            self.notifier,
            FakeScreen().watch,
            login,
            desk.clock,
            self.preferences,
            lambda: self.wardrobe,
            lambda: ZONE,
        )
        self.tray = Tray(TrayHost(), ACCENT)
        self.screen = Screen(
            desk.engine, desk.log, desk.clock, self.preferences, weeks, self.tray, self.notices
        )
        alarm = FakeAlarm(desk.clock)
        self.watch = Watch(desk.engine, desk.clock, alarm, new_id)
        alarm.on_ring = self.watch.on_alarm
        self.watch.listen(shown_on(self.screen))
        self.nudging = Nudging(
            desk.engine,
            self.watch,
            desk.clock,
            lambda: ZONE,
            self.preferences,
            lambda: self.wardrobe,
            self.screen.attempt,
        )
        self.screen.closing.connect(self.nudging.close)
        self.keys = Keys(self.screen, Hotkeys(NullHolder))
        self.screen.make_windows_with(lambda: Windows(self._context(home, login, weeks)))

    @cached_property
    def phones(self) -> Phones:
        """Made when first asked for, as the app makes them."""
        desk, alarm = self.desk, FakeAlarm(self.clock)
        folder = self._home / "phone"
        around = FakeAround()
        phones = Phones(desk.engine, desk.log, desk.clock, self.preferences, folder, alarm, around)
        alarm.on_ring = phones.keeper.on_alarm
        phones.table_changed.connect(self.screen.redraw_table)
        return phones

    def find(self, kind: type[W]) -> W | None:
        """The window or panel of that class, where it is seen."""
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, kind) and widget.isVisible():
                return widget
        return None

    def shown(self, kind: type[W]) -> W:
        """The same, which must be there."""
        widget = self.find(kind)
        assert widget is not None
        return widget

    def press(self, kind: type[QWidget], words: str) -> None:
        """Press the button of that window that shows, or speaks, these words."""
        QApplication.processEvents()  # what was added to an open window shows with the next turn
        for button in self.shown(kind).findChildren(QAbstractButton):
            said = (button.accessibleName() or button.text()).replace("&", "")
            if words in said and button.isVisible():
                button.click()
                return
        raise AssertionError(f"no button {words!r}")

    def words(self, kind: type[QWidget]) -> str:
        """What that window says."""
        QApplication.processEvents()
        return self.words_now(kind)

    def words_now(self, kind: type[QWidget]) -> str:
        """The same before the next event, with which it may say something else."""
        labels = self.shown(kind).findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def wait_until_it_goes(self, kind: type[QWidget]) -> None:
        """Let the time pass after which that window goes by itself."""
        window = self.shown(kind)
        next(
            timer for timer in window.findChildren(QTimer) if timer.parent() is window
        ).timeout.emit()

    def ended(self) -> Session:
        """The newest session in the log."""
        (session,) = self.desk.log.newest(1)
        return session

    def close(self) -> None:
        if "phones" in self.__dict__:
            self.phones.close()
        self.screen.close()
        for window in QApplication.topLevelWidgets():
            window.hide()
            if window.windowType() is not Qt.WindowType.Popup:  # a completer's goes with its line
                window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _weeks(self) -> Weeks:
        return Weeks(self.desk.log, lambda: ZONE.key, lambda: self.preferences.now)

    def _context(self, home: Path, login: Login, weeks: Weeks) -> Context:
        return Context(
            engine=self.engine,
            watch=self.watch,
            log=self.desk.log,
            clock=self.clock,
            zone=lambda: ZONE,
            preferences=self.preferences,
            login=login,
            weeks=weeks,
            wardrobe=self.wardrobe,
            muter=MuteWorker(LeaseFile(home / "never-written.json")),
            has_tray=lambda: True,
            desktop="GNOME",
            data_folder=str(home),
            is_own_home=False,
            actions=self.screen,
            coming=_nothing_is_coming,
            phones=lambda: self.phones,
            guests=lambda key: self.phones.guests_of(key) if "phones" in self.__dict__ else (),
            table=lambda: self.phones.table if "phones" in self.__dict__ else None,
            keys=lambda: self.keys,
        )
