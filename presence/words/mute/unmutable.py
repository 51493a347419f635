"""Why a desktop cannot be muted, in a sentence, and what can be done about it."""

from presence.core.unmutable import Unmutable, Why
from presence.texts import _


def unmutable_line(unmutable: Unmutable) -> str:
    """``not quiet: notify-osd has no do-not-disturb`` …"""
    match unmutable.why:
        case Why.NOBODY:
            return _("not quiet: nothing shows notifications here")
        case Why.HAS_NO_MUTE:
            return _("not quiet: {server} has no do-not-disturb").format(server=unmutable.server)
        case Why.UNKNOWN:
            return _("not quiet: nobody has told Presence how to mute {server}").format(
                server=unmutable.server
            )


def unmutable_help(unmutable: Unmutable) -> str:
    """What the person can do; "" where there is nothing to mute."""
    if unmutable.why is Why.NOBODY:
        return ""
    return _("If there are commands that mute and unmute it, name them in the settings.")
