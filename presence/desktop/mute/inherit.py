"""Takes over the lease of an earlier run that still holds this desktop.

What that run found is what will be put back.
"""

import logging
import os
from dataclasses import replace

from presence.core.clock import Clock
from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Held, Lease
from presence.core.ports import LeaseStore
from presence.desktop.mute import player
from presence.desktop.mute.book import Book
from presence.desktop.mute.guard import lock
from presence.desktop.mute.holder import is_alive
from presence.desktop.mute.settle import (
    Outcome,
    has_ended,
    is_around,
    read_ours,
    settle_leftover,
)

logger = logging.getLogger(__name__)


def inherit(store: LeaseStore, clock: Clock, book: Book) -> None:
    """Make what is still as an earlier run left it ours; settle a lease that cannot be asked.

    Raises MuteError where a lease must not be lost: of a process that lives, of another computer,
    of a later Presence, or one that cannot be put back now.
    """
    try:
        locked = lock(store.path)  # the guard of that run may be at it
    except OSError:
        return
    try:
        lease = _leftover(store, clock, book)
        if lease is None:
            return
        still_ours = [_is_still_ours(lease, held) for held in lease.held]
        if None not in still_ours:
            kept = tuple(held for held, ours in zip(lease.held, still_ours, strict=True) if ours)
            if kept:
                book.inherit(replace(lease, held=kept))
                return
    finally:
        os.close(locked)
    settled = settle_leftover(store, clock)
    if settled is not None and settled.outcome is Outcome.COULD_NOT:
        raise MuteError(ErrorCode.NO_LEASE)


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
    return answer or False if is_around(held.name) else answer  # headphones that were pulled out
