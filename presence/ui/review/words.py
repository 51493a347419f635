"""What the buttons of the review's window say."""

from presence.core.review import Unit
from presence.texts import _


def back_words(unit: Unit) -> str:
    """What the button back to the present says."""
    match unit:
        case Unit.MONTH:
            return _("This &month")
        case Unit.YEAR:
            return _("This &year")
        case _:
            return _("This &week")


def beside_words(unit: Unit) -> tuple[str, str]:
    """What the two arrows say."""
    match unit:
        case Unit.MONTH:
            return _("Previous month (Page Up)"), _("Next month (Page Down)")
        case Unit.YEAR:
            return _("Previous year (Page Up)"), _("Next year (Page Down)")
        case _:
            return _("Previous week (Page Up)"), _("Next week (Page Down)")


def window_title(unit: Unit) -> str:
    """What the window is called."""
    match unit:
        case Unit.MONTH:
            return _("Month")
        case Unit.YEAR:
            return _("Year")
        case _:
            return _("Week")
