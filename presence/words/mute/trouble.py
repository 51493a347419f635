"""What was in the way of the quiet, and what to do about it."""

from collections.abc import Callable, Mapping

from presence.core.errors import ErrorCode
from presence.texts import _

Words = Callable[[], tuple[str, str]]

MUTE_WORDS: Mapping[ErrorCode, Words] = {
    ErrorCode.MUTE_FAILED: lambda: (
        _("The desktop refused ({mechanism}): {detail}."),
        _("“presence mute doctor” shows what this desktop offers."),
    ),
    ErrorCode.MUTE_TIMED_OUT: lambda: (
        _("The desktop did not answer ({mechanism})."),
        _("“presence mute doctor” shows what this desktop offers."),
    ),
    ErrorCode.MUTE_LOCKED: lambda: (
        _("The setting of {mechanism} is locked on this computer."),
        _("An administrator can unlock it."),
    ),
    ErrorCode.MUTE_NEEDS_LINES: lambda: (
        _("mako can only be muted by a mode of its own configuration, and none is there."),
        _("“presence mute doctor” shows the lines to add."),
    ),
    ErrorCode.LEASE_ELSEWHERE: lambda: (
        _("Another computer, or a later Presence, holds the mute of this home: {path}"),
        _("To undo it by hand: {by_hand}"),
    ),
    ErrorCode.LEASE_BROKEN: lambda: (
        _("What the desktop was like before cannot be read from {path}: {detail}."),
        _("Look at the desktop's do-not-disturb switch yourself."),
    ),
    ErrorCode.NO_LEASE: lambda: (_("Presence is not muting anything."), ""),
}
