"""What this desktop offers, and whether it works: for the first minute and ``mute doctor``."""

import time
from dataclasses import dataclass, replace
from datetime import timedelta

from presence.core.clock import Clock
from presence.core.errors import MuteError
from presence.core.lease import MuteReport, MuteState, MuteWish
from presence.core.ports import LeaseStore
from presence.desktop.dbus import BusError, SessionBus
from presence.desktop.mute.find import MECHANISMS, find_server
from presence.desktop.mute.hold import failed
from presence.desktop.mute.holder import this_holder
from presence.desktop.mute.keeper import Keeper
from presence.desktop.mute.mechanism import Lifetime, Mechanism, Server

TRIAL = "trial"  # in place of a session's id


@dataclass(frozen=True, slots=True)
class MechanismReport:
    """A line of ``mute doctor``; ``detail`` is a word: what was read, or what went wrong."""

    mechanism: str
    found: bool
    can_read: bool
    can_mute: bool
    released_on_crash: bool
    tried: bool
    detail: str


def examine(bus: SessionBus) -> tuple[MechanismReport, ...]:
    """Every mechanism, and what it finds here; changes nothing, takes a time limit at most."""
    with bus.at_work():
        try:
            server, detail = find_server(bus), "not_this_desktop"
        except BusError as exc:
            server, detail = None, failed(exc).detail.value
        return tuple(_examine(mechanism, server, bus, detail) for mechanism in MECHANISMS)


def examine_and_try(
    store: LeaseStore, bus: SessionBus, clock: Clock, seconds: float
) -> tuple[MechanismReport, ...]:
    """The same, with what serves this desktop muted for some seconds and put back."""
    reports = examine(bus)
    if not any(report.can_mute for report in reports):
        return reports
    said = try_once(Keeper(store, bus, clock, this_holder()), clock, seconds)
    return tuple(
        replace(
            report,
            tried=True,
            can_mute=said.state is not MuteState.NOT_MUTED,
            detail=said.detail.value,
        )
        if report.found
        else report
        for report in reports
    )


def try_once(keeper: Keeper, clock: Clock, seconds: float) -> MuteReport:
    """Mute for some seconds and put back; what the desktop said while it was to be quiet."""
    report = keeper.take(MuteWish(TRIAL, clock.now() + timedelta(seconds=seconds)))
    if report.state is not MuteState.NOT_MUTED:
        time.sleep(seconds)
    keeper.release()
    return report


def _examine(
    kind: type[Mechanism], server: Server | None, bus: SessionBus, detail: str
) -> MechanismReport:
    report = MechanismReport(
        mechanism=kind.name,
        found=False,
        can_read=False,
        can_mute=False,
        released_on_crash=kind.lifetime is Lifetime.CONNECTION,  # for the others there is the guard
        tried=False,
        detail=detail,
    )
    if server is None or not kind.serves(server):
        return report
    report = replace(report, found=True)
    mechanism = kind(bus)
    try:
        was = mechanism.read().was
        return replace(report, can_read=True, can_mute=mechanism.is_allowed(), detail=was)
    except (BusError, MuteError) as exc:
        return replace(report, detail=failed(exc, mechanism).detail.value)
