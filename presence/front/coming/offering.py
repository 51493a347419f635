"""The offer: a notice shortly before something begins, and what its buttons do.

One alarm, armed for the next instant at which something is to be said. Late, after sleep, what has
begun meanwhile is still offered while it can be begun; what is over is not. Nothing pops up within
a session: the menu offers the next one there, and the notice comes when the session ends.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from presence.core.clock import Clock
from presence.core.coming.agenda import State, due_until
from presence.core.coming.offer import Offer
from presence.core.engine import Engine
from presence.core.kind import Nature
from presence.core.ports import Notifier
from presence.core.session import Session
from presence.desktop.alarm.signalling import SignallingAlarm
from presence.desktop.lock.screen_watch import ScreenWatch, Sight
from presence.front.coming.coming import Coming
from presence.front.coming.deeds import OfferDeeds
from presence.front.coming.told import ToldOffers
from presence.front.notices import STAYS, Button
from presence.front.preferences import Preferences
from presence.texts import _
from presence.words.coming.notice import extended_line, notice_body, notice_title

if TYPE_CHECKING:
    from presence.ui.coming.reminder import Reminder
    from presence.ui.wardrobe import Wardrobe

logger = logging.getLogger(__name__)

START, LATER, NOT_THIS, EXTEND = "start", "later", "not_this", "extend"
IN_A_WHILE = timedelta(minutes=5)
STARTS_LATE = timedelta(minutes=5)  # by itself, and no later: who knows where the person is
SOON_MS = 200  # several changes at once are looked at together


class Offering(QObject):
    """Offers what is due, starts by itself what the person chose to, follows what is moved."""

    def __init__(
        self,
        engine: Engine,
        coming: Coming,
        deeds: OfferDeeds,
        clock: Clock,
        zone: Callable[[], tzinfo],
        preferences: Preferences,
        notifier: Notifier,
        sight: ScreenWatch,
        alarm: SignallingAlarm,
        told: ToldOffers,
        wardrobe: "Callable[[], Wardrobe] | None",
        attempt: Callable[[Callable[[], object]], None],
        parent: QObject | None = None,
    ) -> None:
        """``wardrobe`` None: there are no windows, and a notice says what a reminder would."""
        super().__init__(parent)
        self._engine = engine
        self._coming = coming
        self._deeds = deeds
        self._clock = clock
        self._zone = zone
        self._preferences = preferences
        self._notifier = notifier
        self._sight = sight
        self._alarm = alarm
        self._told = told
        self._wardrobe = wardrobe
        self._attempt = attempt
        self._shown: Offer | None = None
        self._later: dict[str, datetime] = {}  # "In 5 min", by key
        self._begun: set[str] = set()  # by itself, or tried to
        self._planned: tuple[str, datetime] | None = None  # the session's event and its end
        self._reminder: Reminder | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.look)
        alarm.fired.connect(self.look)
        coming.changed.connect(self._look_soon)
        sight.changed.connect(self._look_soon)
        preferences.changed.connect(self._look_soon)

    def close(self) -> None:
        """The app goes: nobody would hear the buttons any more."""
        self._soon.stop()
        self._soon.blockSignals(True)  # a change of the last moment starts it once more
        self._alarm.arm(None)
        self._take_away()

    def look(self) -> None:
        """Say what is to be said now, and wake for what comes next."""
        now = self._clock.now()
        entries = self._coming.entries(now)
        open_ones = [each.offer for each in entries if each.state in (State.DUE, State.COMING)]
        self._follow_shown(open_ones)
        self._follow_session(now)
        for offer in open_ones:
            if offer.starts_by_itself and offer.key not in self._begun and self._may_begin(offer):
                self._begun.add(offer.key)
                self._attempt(lambda offer=offer: self._deeds.start(offer))  # type: ignore[misc]
                self._look_soon()
                return
        waiting = [offer for offer in open_ones if self._is_to_be_told(offer)]
        ready = [offer for offer in waiting if self._told_at(offer) <= now]
        if ready and self._engine.session is None:
            self._tell_when_seen(min(ready, key=lambda offer: abs(offer.starts_at - now)))
        else:
            self._sight.leave(self)
        self._arm(now, open_ones, waiting)

    # Inside

    def _look_soon(self) -> None:
        self._soon.start(SOON_MS)

    def _may_begin(self, offer: Offer) -> bool:
        since = self._clock.now() - offer.starts_at
        return self._engine.session is None and timedelta() <= since <= STARTS_LATE

    def _is_to_be_told(self, offer: Offer) -> bool:
        if not self._preferences.now.offer_notices:
            return False
        return offer.key in self._later or not self._told.is_told(offer)

    def _told_at(self, offer: Offer) -> datetime:
        at = offer.starts_at - timedelta(minutes=self._preferences.now.offer_minutes)
        return self._later.get(offer.key, at)

    def _arm(self, now: datetime, open_ones: list[Offer], waiting: list[Offer]) -> None:
        instants = [self._told_at(offer) for offer in waiting]
        instants += [offer.starts_at for offer in open_ones if offer.starts_by_itself]
        if self._shown is not None:
            instants.append(due_until(self._shown))
        self._alarm.arm(min((at for at in instants if at > now), default=None))

    def _follow_shown(self, open_ones: list[Offer]) -> None:
        """What is shown and is moved, cancelled, begun or over meanwhile goes."""
        if self._shown is not None and self._shown not in open_ones:
            self._take_away()

    def _tell_when_seen(self, offer: Offer) -> None:
        self._sight.want(self)
        if self._sight.sight is not Sight.IN_SIGHT:
            return
        self._sight.leave(self)
        now = self._clock.now()
        self._later.pop(offer.key, None)
        self._told.note(offer, now)
        self._shown = offer
        settings, zone = self._preferences.now, self._zone()
        kinds = self._engine.snapshot().kinds
        title = notice_title(offer, kinds, zone, now, settings)
        body = notice_body(offer, zone, now, settings)
        buttons = (
            Button(START, _("Start")),
            Button(LATER, _("In 5 min")),
            Button(NOT_THIS, _("Not this one")),
        )

        def chosen(key: str) -> None:
            self._on_chosen(offer, key)

        if settings.offer_window and self._wardrobe is not None:
            self._remind(title, body, buttons, chosen)
        else:
            self._notifier.show(title, body, buttons, chosen, STAYS)

    def _on_chosen(self, offer: Offer, key: str) -> None:
        if self._shown == offer:
            self._take_away()
        if key == START:
            self._attempt(lambda: self._deeds.start(offer))
        elif key == LATER:
            self._later[offer.key] = self._clock.now() + IN_A_WHILE
            self.look()
        elif key == NOT_THIS:
            self._attempt(lambda: self._deeds.decline(offer))

    # The event of the session in progress

    def _follow_session(self, now: datetime) -> None:
        """An event that is extended while its session runs: would the person like to stay?"""
        session = self._engine.session
        entry = next(
            (
                each
                for each in self._coming.entries(now)
                if session is not None
                and each.session is not None
                and each.session.id == session.id
            ),
            None,
        )
        if session is None or entry is None or entry.offer.ends_at is None:
            self._planned = None
            return
        end = entry.offer.ends_at
        before, self._planned = self._planned, (entry.offer.key, end)
        if before is None or before[0] != entry.offer.key or before[1] >= end:
            return
        is_desk = self._engine.kind_of(session).nature is Nature.DESK
        if is_desk and session.planned_end_at is not None and session.planned_end_at < end:
            self._offer_to_extend(session, entry.offer)

    def _offer_to_extend(self, session: Session, offer: Offer) -> None:
        line = extended_line(
            offer, self._engine.snapshot().kinds, self._zone(), self._preferences.now
        )

        def chosen(key: str) -> None:
            running = self._engine.session
            if key == EXTEND and running is not None and running.id == session.id:
                self._attempt(lambda: self._engine.plan(offer.ends_at))

        buttons = (Button(EXTEND, _("Extend")), Button(NOT_THIS, _("Leave it")))
        self._remind(line, "", buttons, chosen)

    # What is shown

    def _remind(
        self, line: str, hint: str, buttons: tuple[Button, ...], chosen: Callable[[str], None]
    ) -> None:
        if self._wardrobe is None:
            self._notifier.show(line, hint, buttons, chosen, STAYS)
            return

        def show() -> None:
            if self._reminder is not None:
                self._reminder.close()
                self._reminder.deleteLater()
            from presence.ui.coming.reminder import Reminder  # with the first one

            self._reminder = Reminder()
            self._reminder.chosen.connect(chosen)
            self._reminder.show_for(line, hint, buttons)

        self._wardrobe().when_ready(show)

    def _take_away(self) -> None:
        self._shown = None
        self._notifier.close()
        if self._reminder is not None:
            self._reminder.close()
