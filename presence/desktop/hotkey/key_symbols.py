"""What X, and all that came after it, calls a key (keysymdef.h)."""

from presence.core.keys.key import Key, Modifier

# The name of the symbol, and its number.
_SYMBOLS = {
    "Space": ("space", 0x20),
    "Tab": ("Tab", 0xFF09),
    "Enter": ("Return", 0xFF0D),
    "Escape": ("Escape", 0xFF1B),
    "Backspace": ("BackSpace", 0xFF08),
    "Insert": ("Insert", 0xFF63),
    "Delete": ("Delete", 0xFFFF),
    "Home": ("Home", 0xFF50),
    "End": ("End", 0xFF57),
    "PageUp": ("Page_Up", 0xFF55),
    "PageDown": ("Page_Down", 0xFF56),
    "Up": ("Up", 0xFF52),
    "Down": ("Down", 0xFF54),
    "Left": ("Left", 0xFF51),
    "Right": ("Right", 0xFF53),
    "Pause": ("Pause", 0xFF13),
    "Print": ("Print", 0xFF61),
    "ScrollLock": ("Scroll_Lock", 0xFF14),
    "Menu": ("Menu", 0xFF67),
    "Minus": ("minus", 0x2D),
    "Plus": ("plus", 0x2B),
    "Comma": ("comma", 0x2C),
    "Period": ("period", 0x2E),
}
F1 = 0xFFBE
NUM_LOCK = 0xFF7F
# The left one of each and the right one.
MODIFIER_SYMBOLS = {
    Modifier.CTRL: (0xFFE3, 0xFFE4),
    Modifier.SHIFT: (0xFFE1, 0xFFE2),
    Modifier.ALT: (0xFFE9, 0xFFEA),
    Modifier.SUPER: (0xFFEB, 0xFFEC),
}


def symbol_name(key: Key) -> str:
    """``p``, ``Page_Up``, ``F9``."""
    if key.name in _SYMBOLS:
        return _SYMBOLS[key.name][0]
    return key.name.lower() if len(key.name) == 1 else key.name


def symbol_number(key: Key) -> int:
    """The same as the X server counts them."""
    if key.name in _SYMBOLS:
        return _SYMBOLS[key.name][1]
    if len(key.name) == 1:
        return ord(key.name.lower())
    return F1 + int(key.name[1:]) - 1
