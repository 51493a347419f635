"""What this desktop offers, and whether it works: for the first minute and ``mute doctor``."""

import time
from datetime import timedelta

from presence.core.clock import Clock
from presence.core.errors import MuteError
from presence.core.frozen import dataclass, replace
from presence.core.lease import MuteReport, MuteState, MuteWish, Waiting
from presence.core.ports import LeaseStore
from presence.desktop.dbus import BusError, SessionBus
from presence.desktop.lease.holder import this_holder
from presence.desktop.mute.choice import Choice
from presence.desktop.mute.find import mechanisms
from presence.desktop.mute.hold import failed
from presence.desktop.mute.keeper import Keeper
from presence.desktop.mute.mechanism import NOTIFICATIONS, Lifetime, Mechanism
from presence.desktop.mute.mechanisms.null import why_unmutable
from presence.desktop.mute.together import came_since
from presence.desktop.mute.ways import Way, find_ways
from presence.texts import _

TRIAL = "trial"  # in place of a session's id
NOT_HERE = "not_this_desktop"
APPLICATION = "Presence doctor"  # ours are not counted among what waits
LASTS_MS = 5000


@dataclass(frozen=True, slots=True)
class MechanismReport:
    """A line of ``mute doctor``; ``detail`` is a word: what was read, or what went wrong.

    ``held_back`` is how many notifications the server said it held back while it was tried, None
    where it cannot be asked.
    """

    mechanism: str
    found: bool
    can_read: bool
    can_mute: bool
    released_on_crash: bool
    was_run: bool
    tried: bool
    detail: str
    note: str = ""
    held_back: int | None = None


def examine(bus: SessionBus, choice: Choice) -> tuple[MechanismReport, ...]:
    """Every mechanism, and what it finds here; changes nothing, takes a time limit at most."""
    with bus.at_work():
        try:
            found = find_ways(bus, choice)
        except BusError as exc:
            detail = failed(exc).detail.value
            return tuple(_not_here(kind, detail) for kind in mechanisms())
        here = {way.kind: way for way in found.ways}
        note = "" if here else why_unmutable(found.server).as_note()
        return tuple(
            _examine(here[kind], bus, choice) if kind in here else _not_here(kind, NOT_HERE, note)
            for kind in mechanisms()
        )


def examine_and_try(
    store: LeaseStore, bus: SessionBus, clock: Clock, choice: Choice, seconds: float
) -> tuple[MechanismReport, ...]:
    """The same, with what serves this desktop muted for some seconds and put back.

    Meanwhile a notification is sent that should not be seen.
    """
    reports = examine(bus, choice)
    if not any(report.can_mute for report in reports):
        return reports
    keeper = Keeper(store, bus, clock, this_holder(), find_choice=lambda: choice)
    said, waiting = try_once(keeper, bus, clock, seconds)
    return tuple(_tried(report, said, waiting) if report.found else report for report in reports)


def try_once(
    keeper: Keeper, bus: SessionBus, clock: Clock, seconds: float
) -> tuple[MuteReport, Waiting | None]:
    """Mute for some seconds and put back; what the desktop said while it was to be quiet."""
    until = clock.now() + timedelta(seconds=seconds)
    report = keeper.take(MuteWish(TRIAL, until, counts_waiting=True))
    if report.state is MuteState.NOT_MUTED:
        return report, keeper.release().waited
    before = keeper.waiting()
    number = _notify(bus)
    time.sleep(seconds)
    after = keeper.waiting()
    if number:
        _close(bus, number)
    keeper.release()
    if before is None or after is None:
        return report, None
    return report, came_since(before, after)


def _not_here(kind: type[Mechanism], detail: str, note: str = "") -> MechanismReport:
    return MechanismReport(
        mechanism=kind.name,
        found=False,
        can_read=False,
        can_mute=False,
        released_on_crash=kind.lifetime is Lifetime.CONNECTION,  # for the others there is the guard
        was_run=kind.was_run,
        tried=False,
        detail=detail,
        note=note,
    )


def _examine(way: Way, bus: SessionBus, choice: Choice) -> MechanismReport:
    report = replace(_not_here(way.kind, ""), found=True)
    mechanism = way.make(bus, choice)
    try:
        was = mechanism.read().was
        return replace(report, can_read=True, can_mute=mechanism.is_allowed(), detail=was)
    except (BusError, MuteError) as exc:
        said = failed(exc, mechanism)
        return replace(report, detail=said.detail.value, note=said.note)


def _tried(report: MechanismReport, said: MuteReport, waiting: Waiting | None) -> MechanismReport:
    return replace(
        report,
        tried=True,
        can_mute=said.state is not MuteState.NOT_MUTED,
        detail=said.detail.value,
        note=said.note or report.note,
        held_back=None if waiting is None else waiting.count,
    )


def _notify(bus: SessionBus) -> int:
    """The number of a notification that a quiet desktop does not show; 0 where nobody takes it."""
    title, body = _("A test from Presence"), _("You should not see this: it is to be quiet.")
    notice: tuple[object, ...] = (APPLICATION, 0, "presence", title, body, [], {}, LASTS_MS)
    try:
        (number,) = bus.call(NOTIFICATIONS, "Notify", "susssasa{sv}i", notice)
    except BusError:
        return 0
    return int(number)


def _close(bus: SessionBus, number: int) -> None:
    try:
        bus.call(NOTIFICATIONS, "CloseNotification", "u", (number,))
    except BusError:
        return  # it goes by itself
