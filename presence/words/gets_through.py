"""What still gets through while a desktop is quiet, as measured for each way of muting it."""

from presence.texts import _


def gets_through(mechanism: str) -> tuple[str, ...]:
    """A sentence for each thing that a person should know beforehand."""
    return (*_notices(mechanism), _own_windows())


def _notices(mechanism: str) -> tuple[str, ...]:
    match mechanism:
        case "gnome":
            return (
                _("Critical notices still appear: an empty battery, some calls and alarms."),
                _("All others wait in GNOME's list of notifications."),
            )
        case "plasma" | "freedesktop":
            return (
                _("Critical notices still appear, unless Plasma's settings say otherwise."),
                _("All others wait in Plasma's history."),
            )
        case "dunst":
            return (
                _("No notice gets through, not even a critical one."),
                _("What was held back appears at the end, all of it at once."),
            )
        case _:
            return ()


def _own_windows() -> str:
    return _("Sounds, and apps that ring in a window of their own, are not held back.")
