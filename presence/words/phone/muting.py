"""What mutes the phone itself, by its system, and no more than that does."""

from collections.abc import Sequence

from presence.texts import _


def ways_to_mute() -> Sequence[str]:
    """A sentence for each sort of phone."""
    return (
        _(
            "Android (Pixel and some others): with “Flip to Shhh”, in the settings under Digital "
            "Wellbeing, a phone laid face down does not disturb."
        ),
        _(
            "Samsung: “Mute with gestures”, under Advanced features, silences calls and alarms "
            "when the phone is turned over; the rest needs do not disturb."
        ),
        _(
            "iPhone: face down its screen stays dark, but it still rings. A Focus silences it; one "
            "that is switched on at a Mac with the same Apple account comes along, where “Share "
            "Across Devices” is on. No other computer can switch it."
        ),
        _(
            "Presence itself can switch an Android phone to do not disturb by Home Assistant's "
            "app, or by ntfy together with Tasker or MacroDroid."
        ),
    )


def no_more_than_that() -> str:
    """What the page on the phone does not do."""
    return _("The page only notices how the phone lies: no page in a browser can mute a phone.")
