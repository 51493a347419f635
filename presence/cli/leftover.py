"""Puts back what a dead app left muted; for every command that finds no app running."""

import os

from presence.cli.context import Context
from presence.core.errors import MuteError
from presence.texts import _


def settle_leftover(context: Context) -> None:
    """Settle a lease whose holder is dead, and say so; without a lease this costs one stat()."""
    if not os.path.exists(context.paths.lease_name):
        return
    from presence.desktop.lease.settle import Outcome, settle_leftover
    from presence.logs import keep_silent
    from presence.store.lease_file import LeaseFile

    keep_silent()
    try:
        settled = settle_leftover(LeaseFile(context.paths.lease), context.clock)
    except MuteError as error:
        context.warn_of(error)
        return
    if settled is None:
        return
    if settled.outcome is Outcome.RESTORED:
        context.warn(_("put your notifications back, which an earlier run had left off."))
    elif settled.outcome is Outcome.COULD_NOT:
        context.warn(
            _("your notifications may still be off: {by_hand}").format(by_hand=settled.by_hand)
        )
    if settled.around_by_hand:
        context.warn(_("could not be put back: {by_hand}").format(by_hand=settled.around_by_hand))
