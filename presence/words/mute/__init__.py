"""What is known of the quiet on this desktop, in words that claim no more."""

from presence.core.lease import MuteDetail, MuteReport
from presence.texts import _


def mute_line(report: MuteReport) -> str:
    """``quiet (checked)``, ``not quiet: no way to mute this desktop was found`` …"""
    match report.detail:
        case MuteDetail.CHECKED:
            return _("quiet (checked)")
        case MuteDetail.ALREADY_ON:
            return _("quiet (you had it on)")
        case MuteDetail.CANNOT_ASK:
            return _("quiet (this desktop cannot be asked)")
        case MuteDetail.SETTLING:
            return _("getting quiet…")
        case MuteDetail.NO_SESSION:
            return _("not quiet: nothing is running")
        case MuteDetail.NO_MECHANISM:
            return _without_a_way(report.note)
        case MuteDetail.NO_BUS:
            return _("not quiet: this desktop cannot be reached (no session bus)")
        case MuteDetail.NO_LEASE:
            return _("not quiet: what was there before could not be saved first")
        case MuteDetail.NO_EFFECT:
            return _("not quiet: the desktop took it, but still shows notifications")
        case MuteDetail.TIMED_OUT:
            return _("not quiet: the desktop did not answer")
        case MuteDetail.USER_CHANGED:
            return _("not quiet: you changed it yourself")
        case MuteDetail.NO_APP:
            return _("not quiet: Presence is not running")
        case MuteDetail.RELEASED:
            return _("not quiet: you let notifications through")
        case MuteDetail.LOCKED:
            return _("not quiet: an administrator has locked this setting")
        case MuteDetail.NEEDS_LINES:
            return _("not quiet: mako needs two lines in its own configuration")
        case MuteDetail.ELSEWHERE:
            return _(
                "not quiet: another computer, or a later Presence, holds the mute of this home"
            )
        case MuteDetail.FAILED:
            if report.note:
                return _("not quiet: {reason}").format(reason=report.note)
            return _("not quiet: the desktop refused")


def _without_a_way(note: str) -> str:
    from presence.core.unmutable import Unmutable  # for the few whose desktop has no way
    from presence.words.mute.unmutable import unmutable_line

    unmutable = Unmutable.of_note(note)
    if unmutable is not None:
        return unmutable_line(unmutable)
    return _("not quiet: no way to mute this desktop was found")


def mechanism_name(mechanism: str) -> str:
    """The name by which people know what is muted."""
    names = {
        "freedesktop": "KDE Plasma",
        "plasma": "KDE Plasma",
        "gnome": "GNOME",
        "xfce": "Xfce",
        "mate": "MATE",
        "cinnamon": "Cinnamon",
        "budgie": "Budgie",
        "swaync-inhibitor": _("swaync from 0.8 on"),
        "lxqt": "LXQt",
        "pantheon": "Pantheon",
        "cosmic": "COSMIC",
        "windows": "Windows",
        "macos": "macOS",
        "command": _("your own commands"),
        "none": _("none"),
    }
    if " + " in mechanism:
        return " + ".join(mechanism_name(each) for each in mechanism.split(" + "))
    return names.get(mechanism, mechanism)
