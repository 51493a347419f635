"""What still gets through while a desktop is quiet, as seen on the real ones (tests/desktops)."""

from presence.texts import _

TOGETHER = " + "  # as core.lease.MuteReport joins the names
SHOW_CRITICAL = frozenset(
    ("freedesktop", "plasma", "gnome", "xfce", "swaync", "swaync-inhibitor", "pantheon")
)
FLOOD = frozenset(("dunst", "mako", "lxqt"))


def lets_critical_through(mechanism: str) -> bool:
    """Whether critical notices still appear on a desktop that is muted that way."""
    return mechanism in SHOW_CRITICAL


def comes_at_once(mechanism: str) -> bool:
    """Whether what was held back appears at the end."""
    return mechanism in FLOOD


def gets_through(mechanism: str) -> tuple[str, ...]:
    """A sentence for each thing that a person should know beforehand."""
    sentences: list[str] = []
    for name in mechanism.split(TOGETHER):
        sentences += notices(name)
    return (*dict.fromkeys(sentences), _own_windows())


def notices(mechanism: str) -> tuple[str, ...]:
    """What becomes of notices: those that are critical, and all others."""
    match mechanism:
        case "gnome":
            return _critical(), _("All others wait in GNOME's list of notifications.")
        case "plasma" | "freedesktop":
            return (
                _("Critical notices still appear, unless Plasma's settings say otherwise."),
                _("All others wait in Plasma's history; Plasma 5 also shows them at the end."),
            )
        case "xfce":
            return (
                _critical(),
                _("All others are not shown later; Xfce's log has them where it is turned on."),
            )
        case "swaync" | "swaync-inhibitor":
            return _critical(), _("All others wait in the notification centre.")
        case "dunst" | "lxqt":
            return _nothing(), _flood()
        case "mako":
            return (
                _("What your configuration of mako does not hide gets through, nothing else."),
                _flood(),
            )
        case "mate":
            return _nothing(), _("What was held back is not shown later.")
        case "cinnamon":
            return (
                _nothing(),
                _("Older versions keep the others in the panel; since 2026 they are dropped."),
            )
        case "budgie":
            return (
                _("Up to Budgie 10.7 no notice gets through; later ones show critical notices."),
                _("All others wait in Raven, the bar at the side."),
            )
        case _:
            return _not_seen(mechanism)


def _not_seen(mechanism: str) -> tuple[str, ...]:
    """Of ways that no test has run on a real desktop yet; nothing of one that is not known."""
    match mechanism:
        case "command":
            return (_("What still gets through is up to your own commands."),)
        case "windows":
            return (_("What is on Windows' priority list still appears, alarms included."),)
        case "macos":
            return (_("What your Focus allows still appears: people, apps, urgent reminders."),)
        case "pantheon":
            return (_critical(),)
        case "cosmic" | "deepin":
            return (_("Which notices still appear on this desktop was not tried yet."),)
        case _:
            return ()


def _critical() -> str:
    return _("Critical notices still appear: an empty battery, some calls and alarms.")


def _nothing() -> str:
    return _("No notice gets through, not even a critical one.")


def _flood() -> str:
    return _("What was held back appears at the end, all of it at once.")


def _own_windows() -> str:
    return _("Sounds, and apps that ring in a window of their own, are not held back.")
