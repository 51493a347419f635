"""What a key from everywhere does, and why one does not work."""

from presence.core.frozen import Enum


class HotkeyAction(Enum):
    """What a key does; the value is in the name that a desktop's own list of keys has for it."""

    TOGGLE = "toggle"  # what a click on the icon does
    LOOKED = "looked"  # "I looked at a screen"


class HotkeyTrouble(Enum):
    """Why a key does nothing; the words for people are in ``words/keys/``."""

    TAKEN = "taken"  # another program holds it
    NO_SUCH_KEY = "no_such_key"  # this keyboard has none
    REFUSED = "refused"  # the desktop, or the person when it asked
    NO_WAY = "no_way"  # this desktop has none for it: it is to be bound by hand
