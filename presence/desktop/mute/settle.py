"""Settles what an earlier run left behind: a lease whose holder is dead, a note of its guard."""

import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from presence.core.clock import Clock
from presence.core.lease import Lease
from presence.core.ports import LeaseStore
from presence.desktop.mute import player
from presence.desktop.mute.guard import NOT_THERE, NOTE_SUFFIX, put_back
from presence.desktop.mute.holder import boot_id, guarded_name, is_alive

logger = logging.getLogger(__name__)


class Outcome(Enum):
    """What became of a mute that an earlier run left."""

    RESTORED = player.RESTORED
    LEFT_ALONE = player.LEFT_ALONE  # changed meanwhile, or ended with what held it
    COULD_NOT = player.COULD_NOT  # the lease stays, for the next time


@dataclass(frozen=True, slots=True)
class Settled:
    """For "I put your notifications back at 14:02"; ``at`` is when it was done."""

    outcome: Outcome
    mechanism: str
    was: str
    session_id: str
    at: datetime
    by_hand: str


def settle_leftover(store: LeaseStore, clock: Clock) -> Settled | None:
    """Put back what a dead holder left muted; None where there is no such lease.

    Raises MuteError(LEASE_BROKEN) for a lease that cannot be used. Where there is none, this costs
    one open().
    """
    lease = store.read()
    if lease is None or is_alive(lease.holder):
        return None
    outcome = _settle(store, lease)
    if outcome == NOT_THERE:  # its guard, or another command, was faster
        return None
    logger.info("an earlier run left %s muted: %s", lease.mechanism, outcome)
    return _settled(lease, Outcome(outcome), clock.now())


def take_note_of_guard(store: LeaseStore) -> Settled | None:
    """What the guard of an earlier run put back, told once; None where it had nothing to do."""
    note = store.path + NOTE_SUFFIX
    try:
        with open(note, "rb") as file:
            at = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
            import json  # there is a note once in a blue moon

            table = json.load(file)
        os.unlink(note)
        return Settled(
            outcome=Outcome.RESTORED,
            mechanism=str(table["mechanism"]),
            was=str(table["was"]),
            session_id=str(table["session_id"]),
            at=at,
            by_hand=str(table["by_hand"]),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as exc:
        logger.warning("the guard's note cannot be read: %s", exc)
        return None


def discard_note_of_guard(store: LeaseStore) -> None:
    """What was put back is muted again: there is nothing to tell any more."""
    with suppress(OSError):
        os.unlink(store.path + NOTE_SUFFIX)


def _settle(store: LeaseStore, lease: Lease) -> str:
    # Loaded here: there is a leftover to settle once in a blue moon, and every command comes by.
    from presence.desktop.mute.find import lifetime_of
    from presence.desktop.mute.mechanism import Lifetime

    lifetime = lifetime_of(lease.mechanism)
    is_other_boot = lease.holder.boot_id != boot_id()
    if lease.recipe is None or (lifetime is Lifetime.DAEMON and is_other_boot):
        store.delete()  # it ended with what held it
        return player.LEFT_ALONE
    outcome = put_back(store.path, guarded_name(lease.holder))
    if outcome != player.COULD_NOT:
        return outcome
    if lifetime is Lifetime.PERSISTENT:
        return _put_back_on_this_bus(store, lease)
    if lifetime is Lifetime.DAEMON and is_server_gone(lease):
        store.delete()
        return player.LEFT_ALONE
    return outcome


def _put_back_on_this_bus(store: LeaseStore, lease: Lease) -> str:
    """A setting outlives the login whose bus the recipe names."""
    from presence.desktop.dbus import bus_address

    address = bus_address()
    if not address or lease.recipe is None or address == lease.recipe.bus:
        return player.COULD_NOT
    return put_back(store.path, guarded_name(lease.holder), bus=address)


def is_server_gone(lease: Lease) -> bool:
    """Whether the notification server that was muted is no more, and the mute with it."""
    from presence.desktop.dbus import BusError, NoBus, SessionBus
    from presence.desktop.mute.mechanism import NOTIFICATIONS

    bus = SessionBus(lease.recipe.bus if lease.recipe is not None else "")
    try:
        with bus.at_work():
            return bus.owner_of(NOTIFICATIONS.bus_name) is None
    except NoBus:
        return True
    except BusError:
        return False


def _settled(lease: Lease, outcome: Outcome, at: datetime) -> Settled:
    return Settled(
        outcome=outcome,
        mechanism=lease.mechanism,
        was=lease.was,
        session_id=lease.session_id,
        at=at,
        by_hand=lease.by_hand,
    )
