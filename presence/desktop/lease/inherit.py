"""Takes over the lease of an earlier run: what that run found is what will be put back."""

import logging
import os

from presence.core.clock import Clock
from presence.core.errors import ErrorCode, MuteError
from presence.core.frozen import replace
from presence.core.lease import Held, Lease
from presence.core.ports import LeaseStore
from presence.desktop.lease import player
from presence.desktop.lease.book import Book
from presence.desktop.lease.guard import lock
from presence.desktop.lease.holder import is_alive
from presence.desktop.lease.settle import has_ended, is_around, is_server_gone, read_ours
from presence.desktop.mute.find import lifetime_of
from presence.desktop.mute.mechanism import Lifetime

logger = logging.getLogger(__name__)


def inherit(store: LeaseStore, clock: Clock, book: Book) -> frozenset[str]:
    """Make what is still as an earlier run left it ours, and what cannot be asked now.

    The names of the latter are returned: a setting of another desktop than the one of this login
    stays in the lease until its own can be reached, and keeps nobody from being quiet here. Raises
    MuteError where a lease must not be touched: of a process that lives, of another computer, of a
    later Presence.
    """
    try:
        locked = lock(store.path)  # the guard of that run may be at it
    except OSError:
        return frozenset()
    try:
        lease = _leftover(store, clock, book)
        if lease is None:
            return frozenset()
        ours = {held.name: _is_still_ours(lease, held) for held in lease.held}
        kept = tuple(held for held in lease.held if ours[held.name] is not False)
        if kept:
            book.inherit(replace(lease, held=kept))
        else:
            store.delete()
        return frozenset(held.name for held in kept if ours[held.name] is None)
    finally:
        os.close(locked)


def _leftover(store: LeaseStore, clock: Clock, book: Book) -> Lease | None:
    try:
        lease = read_ours(store, clock)
    except MuteError as exc:
        if exc.code is ErrorCode.LEASE_ELSEWHERE:
            raise
        logger.warning("a lease that cannot be used is now %s", store.set_aside())
        return None
    if lease is not None and lease.holder != book.holder and is_alive(lease.holder):
        raise MuteError(ErrorCode.NO_LEASE, holder=lease.holder.pid)
    return lease


def _is_still_ours(lease: Lease, held: Held) -> bool | None:
    """None where it cannot be asked; what ended with its connection, server or boot is over."""
    if held.recipe is None or has_ended(lease, held):
        return False
    answer = player.is_still_ours(held.recipe)
    if answer is None and is_around(held.name):
        return False  # headphones that were pulled out
    if answer is None and lifetime_of(held.name) is Lifetime.DAEMON:
        return False if is_server_gone(held.recipe) else None
    return answer
