"""What is coming, joined to the app: calendars, offers, the menu, a click."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from presence.calendars.agenda import NO_CALENDARS, Agenda
from presence.core.coming.agenda import State
from presence.core.coming.offer import Offer
from presence.core.ports import Notifier
from presence.core.settings import Settings
from presence.desktop.alarm import find_alarm
from presence.desktop.calendars import Listed, list_calendars
from presence.desktop.lock.screen_watch import ScreenWatch
from presence.desktop.zone import zone_name
from presence.front.app import App
from presence.front.coming.coming import Coming
from presence.front.coming.deeds import OfferDeeds, asks_who_came
from presence.front.coming.fetching import ShelfFetching
from presence.front.coming.judging import Judging
from presence.front.coming.offering import Offering
from presence.front.coming.refreshing import Refreshing
from presence.front.coming.told import ToldOffers
from presence.store.coming.plans import PlanBook
from presence.store.coming.replies import ReplyBook
from presence.texts import current_language

if TYPE_CHECKING:
    from presence.calendars.shelf import Shelf
    from presence.front.coming.adding import Adding
    from presence.front.screen import Screen
    from presence.ui.tray import Tray
    from presence.ui.wardrobe import Wardrobe


@dataclass(frozen=True, slots=True)
class ComingParts:
    """What the agenda window asks."""

    coming: Coming
    agenda: Agenda
    deeds: OfferDeeds
    shelf: "Shelf"
    refreshing: Refreshing
    adding: "Callable[[], Adding]"  # made when first asked for
    list_held: Callable[[Listed], None]  # those of this desktop, which is asked only then
    close: Callable[[], None]  # the app goes


def make_coming(
    app: App,
    screen: "Screen",
    tray: "Tray",
    sight: ScreenWatch,
    wardrobe: "Callable[[], Wardrobe]",
) -> ComingParts:
    """Reads, offers and follows from now on, and shows it in the menu."""
    from presence.front.own_notices import notices_of  # widgets, which nobody has without a screen

    parts = make_parts(app, notices_of(app, tray), sight, wardrobe, screen.attempt)
    screen.icon.follow(parts.coming)
    _join_tray(tray, screen, parts.deeds)
    screen.closing.connect(parts.close)
    screen.redraw()
    return parts


def make_parts(
    app: App,
    notifier: Notifier,
    sight: ScreenWatch,
    wardrobe: "Callable[[], Wardrobe] | None",
    attempt: Callable[[Callable[[], object]], None],
) -> ComingParts:
    """The same with whatever there is to show it on; ``wardrobe`` None: no windows."""
    from presence.calendars.shelf import Shelf

    shelf = Shelf(app.paths.calendars)
    path = str(app.paths.database)
    agenda = Agenda(
        app.log,
        shelf,
        lambda: app.preferences.now,
        app.zone,
        PlanBook(app.log, path),
        ReplyBook(app.log, path),
    )
    coming = Coming(app.engine, app.log, app.clock, agenda, app)
    deeds = OfferDeeds(app.engine, app.log, app.clock, zone_name)
    offering = Offering(
        app.engine,
        coming,
        deeds,
        app.clock,
        app.zone,
        app.preferences,
        notifier,
        sight,
        find_alarm(app.clock, app),
        ToldOffers(app.paths.offers_told),
        wardrobe,
        attempt,
        app,
    )
    fetching = ShelfFetching(app, shelf)

    @cache
    def adding() -> "Adding":
        from presence.front.coming.adding import Adding  # the network, 12 MB

        return Adding(fetching, shelf, app.preferences, app.paths.keyring_service)

    refreshing = Refreshing(
        lambda: app.preferences.now.calendars or NO_CALENDARS,
        fetching,
        app.clock,
        find_alarm(app.clock, app),
        lambda now: _next_start(coming, now),
        app,
    )
    fetching.tell_changes(refreshing.on_changed)
    judging = Judging(agenda, coming, app.clock, app)
    refreshing.changed.connect(judging.begin)
    app.preferences.changed.connect(
        lambda settings: _on_preferences(settings, fetching, coming, refreshing)
    )
    app.looked_again.connect(refreshing.hurry)

    def list_held(listed: Listed) -> None:
        list_calendars(app.bus, current_language(), listed)

    def close() -> None:
        offering.close()
        if adding.cache_info().currsize:
            adding().close()
        judging.close()
        refreshing.close()

    app.engine.follow(coming)
    refreshing.look()
    offering.look()
    return ComingParts(coming, agenda, deeds, shelf, refreshing, adding, list_held, close)


def _next_start(coming: Coming, now: datetime) -> datetime | None:
    ahead = (
        each.offer.starts_at
        for each in coming.entries(now)
        if each.state in (State.COMING, State.DUE) and each.offer.starts_at > now
    )
    return min(ahead, default=None)


def _on_preferences(
    settings: Settings, fetching: ShelfFetching, coming: Coming, refreshing: Refreshing
) -> None:
    fetching.keep_only(settings.calendars or NO_CALENDARS)
    coming.read_again()
    refreshing.look()


def _join_tray(tray: "Tray", screen: "Screen", deeds: OfferDeeds) -> None:
    def start(offer: Offer) -> None:
        screen.attempt(lambda: deeds.start(offer))

    def decline(offer: Offer) -> None:
        screen.attempt(lambda: deeds.decline(offer))

    def add(offer: Offer) -> None:
        if asks_who_came(offer):
            screen.show(f"came#{offer.key}")
            return
        screen.attempt(lambda: deeds.add(offer))

    tray.offer_start_requested.connect(start)
    tray.offer_declined.connect(decline)
    tray.offer_happened.connect(add)
