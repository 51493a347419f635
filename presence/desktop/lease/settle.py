"""Settles what an earlier run left behind: a lease whose holder is dead, a note of its guard."""

import logging
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from enum import Enum

from presence.core.clock import Clock
from presence.core.errors import ErrorCode, MuteError
from presence.core.frozen import dataclass
from presence.core.lease import Held, Lease, Recipe
from presence.core.ports import LeaseStore
from presence.desktop.lease import player
from presence.desktop.lease.guard import NOTE_SUFFIX, put_back
from presence.desktop.lease.holder import boot_id, guarded_name, is_alive, is_elsewhere

logger = logging.getLogger(__name__)


class Outcome(Enum):
    """What became of a mute that an earlier run left."""

    RESTORED = player.RESTORED
    LEFT_ALONE = player.LEFT_ALONE  # changed meanwhile, or ended with what held it
    COULD_NOT = player.COULD_NOT  # the lease stays, for the next time


@dataclass(frozen=True, slots=True)
class Settled:
    """For "I put your notifications back at 14:02"; ``at`` is when it was done.

    ``outcome``, ``mechanism`` and ``was`` are of the mute; where only other things were held, there
    is none, and it was left alone. ``by_hand`` says how to undo what could not be put back of it,
    ``around_by_hand`` of what else was held.
    """

    outcome: Outcome
    mechanism: str
    was: str
    session_id: str
    at: datetime
    by_hand: str
    around_by_hand: str = ""


def settle_leftover(store: LeaseStore, clock: Clock) -> Settled | None:
    """Put back what a dead holder left muted; None where there is no such lease.

    Raises MuteError for a lease that cannot be used (LEASE_BROKEN) or is not ours to settle
    (LEASE_ELSEWHERE). Where there is none, this costs one open().
    """
    lease = read_ours(store, clock)
    if lease is None or is_alive(lease.holder):
        return None
    outcomes = _settle(store, lease)
    if not outcomes:  # its guard, or another command, was faster
        return None
    mutes = [held for held in lease.held if not is_around(held.name)]
    outcome = _most_telling(outcomes.get(held.name, player.LEFT_ALONE) for held in mutes)
    logger.info("an earlier run left the desktop muted: %s", outcome.value)
    left = [held for held in lease.held if outcomes.get(held.name) == player.COULD_NOT]
    return Settled(
        outcome=outcome,
        mechanism=" + ".join(held.name for held in mutes),
        was=mutes[0].was if mutes else "",
        session_id=lease.session_id,
        at=clock.now(),
        by_hand=" ".join(held.by_hand for held in left if not is_around(held.name)),
        around_by_hand=" ".join(held.by_hand for held in left if is_around(held.name)),
    )


def read_ours(store: LeaseStore, clock: Clock) -> Lease | None:
    """The lease, if a process of this computer took it; raises MuteError(LEASE_ELSEWHERE).

    A home may be shared by computers, and only the one whose desktop it is can put it back. Past
    its time it is moved out of the way.
    """
    lease = store.read()
    if lease is None or not is_elsewhere(lease.holder):
        return lease
    if clock.now() < lease.until:
        raise MuteError(ErrorCode.LEASE_ELSEWHERE, path=store.path, by_hand=_one_line(lease))
    logger.warning("the lease of another computer is now %s", store.set_aside())
    return None


def _one_line(lease: Lease) -> str:
    return " ".join(lease.by_hand.split("\n"))


def has_ended(lease: Lease, held: Held) -> bool:
    """Whether the mute ended with what held it: the connection, or the server of another boot."""
    if held.recipe is None:
        return not is_alive(lease.holder)
    # Loaded here: there is a leftover to settle once in a blue moon, and every command comes by.
    from presence.desktop.mute.find import lifetime_of
    from presence.desktop.mute.mechanism import Lifetime

    is_other_boot = lease.holder.boot_id != boot_id()
    return is_other_boot and lifetime_of(held.name) is Lifetime.DAEMON


def take_note_of_guard(store: LeaseStore) -> Settled | None:
    """What the guard of an earlier run put back, told once; None where it had nothing to do."""
    note = store.path + NOTE_SUFFIX
    try:
        with open(note, "rb") as file:
            at = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
            import json  # there is a note once in a blue moon

            table = json.load(file)
        os.unlink(note)
        mutes = [held for held in table["held"] if not is_around(held["name"])]
        return Settled(
            outcome=Outcome.RESTORED if mutes else Outcome.LEFT_ALONE,
            mechanism=" + ".join(str(held["name"]) for held in mutes),
            was=str(mutes[0]["was"]) if mutes else "",
            session_id=str(table["session_id"]),
            at=at,
            by_hand="",
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError) as exc:
        logger.warning("the guard's note cannot be read: %s", exc)
        return None


def discard_note_of_guard(store: LeaseStore) -> None:
    """What was put back is muted again: there is nothing to tell any more."""
    with suppress(OSError):
        os.unlink(store.path + NOTE_SUFFIX)


def _settle(store: LeaseStore, lease: Lease) -> dict[str, str]:
    from presence.desktop.mute.find import lifetime_of  # as in has_ended
    from presence.desktop.mute.mechanism import Lifetime

    if not lease.held:
        store.delete()
        return {}
    name = guarded_name(lease.holder)
    gone = {held.name for held in lease.held if has_ended(lease, held)}
    outcomes = put_back(store.path, name, gone=gone)
    for held in lease.held:
        if outcomes.get(held.name) != player.COULD_NOT:
            continue
        if is_around(held.name):  # a player that has quit, headphones that were pulled out
            put_back(store.path, name, only={held.name}, gone={held.name})
        elif lifetime_of(held.name) is Lifetime.PERSISTENT:
            outcomes |= _put_back_on_this_bus(store, name, held)
        elif is_server_gone(held.recipe):
            outcomes |= put_back(store.path, name, only={held.name}, gone={held.name})
    return outcomes


def is_around(name: str) -> bool:
    """Whether it is the name of something around the mute, which is given up after one try."""
    return "/" in name


def _put_back_on_this_bus(store: LeaseStore, name: str, held: Held) -> dict[str, str]:
    """A setting outlives the login, and the desktop, whose bus the recipe names."""
    from presence.desktop.dbus import bus_address

    address = bus_address()
    if not address or held.recipe is None or address == held.recipe.bus:
        return {}
    return put_back(store.path, name, bus=address, only={held.name})


def _most_telling(outcomes: Iterable[str]) -> Outcome:
    """What failed before what was done before what was left as it was."""
    found = set(outcomes)
    for outcome in (Outcome.COULD_NOT, Outcome.RESTORED):
        if outcome.value in found:
            return outcome
    return Outcome.LEFT_ALONE


def is_server_gone(recipe: Recipe | None) -> bool:
    """Whether the notification server that was muted is no more, and the mute with it."""
    from presence.desktop.dbus import BusError, NoBus, SessionBus
    from presence.desktop.mute.mechanism import NOTIFICATIONS

    bus = SessionBus(recipe.bus if recipe is not None else "")
    try:
        with bus.at_work():
            return bus.owner_of(NOTIFICATIONS.bus_name) is None
    except NoBus:
        return True
    except BusError:
        return False
