"""A morning with offers: an engine with a log, and offers and notices in the hands of the test."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from presence.core.coming.offer import Offer, Origin
from presence.core.session import Session
from presence.desktop.appearance.unknown import UnknownAppearance
from presence.front.coming.coming import Coming
from presence.front.coming.deeds import OfferDeeds
from presence.front.coming.offering import Offering
from presence.front.coming.told import ToldOffers
from presence.front.preferences import Preferences
from presence.store.coming.replies import ReplyBook
from presence.store.settings_file import SettingsFile
from presence.ui.wardrobe import Wardrobe
from tests.core.conftest import Desk
from tests.fakes import EVENING, FakeAlarm
from tests.front.fake_screen import FakeScreen
from tests.front.test_notices import FakeNotifier
from tests.front.test_weekly_review import AlarmOnFakeClock

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)


def meeting(start: int, length: int = 60, key: str = "a", **more: object) -> Offer:
    """A meeting so many minutes after the desk's now."""
    begins = EVENING + start * MINUTE
    given: dict[str, object] = {"people": ("Ana",), "place": "Room 1", **more}
    return Offer(
        Origin.EVENT,
        key,
        "Roadmap",
        begins,
        begins + length * MINUTE,
        "meeting",
        **given,  # type: ignore[arg-type]  # fields of an Offer
    )


class Morning:
    """Everything joined, as the app joins it."""

    def __init__(self, desk: Desk, home: Path) -> None:
        self.desk, self.home = desk, home
        self.coming_offers: list[Offer] = []
        self.preferences = Preferences(SettingsFile(home / "settings.toml"), desk.clock)
        self.screen = FakeScreen()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme = self.preferences.now.theme
        self.wardrobe = Wardrobe(application, UnknownAppearance(), theme, False)
        self.problems: list[str] = []
        self.start()

    def start(self) -> None:
        """The app, or the app again."""
        desk = self.desk
        self.notifier = FakeNotifier()
        self.coming = Coming(desk.engine, desk.log, desk.clock, self)
        self.deeds = OfferDeeds(desk.engine, desk.log, desk.clock, lambda: BERLIN.key)
        self.offering = Offering(
            desk.engine,
            self.coming,
            self.deeds,
            desk.clock,
            lambda: BERLIN,
            self.preferences,
            self.notifier,
            self.screen.watch,
            AlarmOnFakeClock(FakeAlarm(desk.clock)),
            ToldOffers(self.home / "offers-told"),
            lambda: self.wardrobe,
            self.attempt,
        )
        desk.engine.follow(self.coming)
        self.offering.look()
        self.settle()

    def restart(self) -> None:
        self.offering.close()
        self.desk.restart()
        self.start()

    # where offers come from

    def offers(self, start: datetime, end: datetime) -> Sequence[Offer]:
        return [offer for offer in self.coming_offers if start <= offer.starts_at < end]

    def declined(self) -> frozenset[str]:
        return ReplyBook(self.desk.log).declined()

    def attempt(self, action: Callable[[], object]) -> None:
        """Do it; a test has nothing that cannot be done."""
        action()

    # what happens

    def calendar_has(self, *offers: Offer) -> None:
        """The calendars were read again."""
        self.coming_offers = list(offers)
        self.coming.read_again()
        self.settle()

    def settle(self) -> None:
        """Let what waits for a moment happen."""
        for timer in self.offering.findChildren(QTimer):
            if timer.isActive():
                timer.stop()
                timer.timeout.emit()

    def passes(self, minutes: float) -> None:
        """Time passes."""
        self.desk.clock.advance(minutes=minutes)
        self.settle()

    @property
    def session(self) -> Session | None:
        return self.desk.engine.session
