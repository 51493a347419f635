"""A key and the ones held with it, as it is written: ``Ctrl+Alt+P``."""

from dataclasses import dataclass

from presence.core.frozen import Enum


class Modifier(Enum):
    """A key that is held; in the order in which they are written."""

    CTRL = "Ctrl"
    ALT = "Alt"
    SHIFT = "Shift"
    SUPER = "Super"  # the one with a logo


class KeyProblem(Enum):
    """Why a text is no key; the words for people are in ``words/keys/``."""

    UNKNOWN = "unknown"  # the part is no key that has a name here
    NO_KEY = "no_key"  # only keys that are held
    TWO_KEYS = "two_keys"
    NEEDS_MODIFIER = "needs_modifier"  # it would be gone from all that is typed


class BadKey(ValueError):
    """The text is no key; ``part`` is the word of it that is at fault."""

    def __init__(self, problem: KeyProblem, part: str) -> None:
        super().__init__(f"{problem.value}: {part}")
        self.problem = problem
        self.part = part


@dataclass(frozen=True, slots=True)
class Key:
    """``name`` is a letter, a digit, or one of ``NAMES``."""

    modifiers: frozenset[Modifier]
    name: str

    def __str__(self) -> str:
        held = [modifier.value for modifier in Modifier if modifier in self.modifiers]
        return "+".join([*held, self.name])


FUNCTION_KEYS = tuple(f"F{number}" for number in range(1, 25))
# What nobody types with, so that it may be taken alone.
ALONE = frozenset((*FUNCTION_KEYS, "Pause", "Print", "ScrollLock", "Menu"))
NAMES = tuple(
    """Space Tab Enter Escape Backspace Insert Delete Home End PageUp PageDown Up Down Left Right
    Pause Print ScrollLock Menu Minus Plus Comma Period""".split()
)
MOST_CHARACTERS = 60
_HELD = {
    "ctrl": Modifier.CTRL,
    "control": Modifier.CTRL,
    "alt": Modifier.ALT,
    "option": Modifier.ALT,
    "shift": Modifier.SHIFT,
    "super": Modifier.SUPER,
    "meta": Modifier.SUPER,
    "win": Modifier.SUPER,
    "cmd": Modifier.SUPER,
}
_OTHER_NAMES = {"return": "Enter", "esc": "Escape", "del": "Delete", "ins": "Insert"}
_NAMED = {
    **{name.lower(): name for name in (*NAMES, *FUNCTION_KEYS)},
    **_OTHER_NAMES,
    "-": "Minus",
    ",": "Comma",
    ".": "Period",
}
_SIGNS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


def read_key(text: str) -> Key | None:
    """The key that a text says, None for none ("" or blanks); raises BadKey."""
    if not text.strip():
        return None
    if len(text) > MOST_CHARACTERS:
        raise BadKey(KeyProblem.UNKNOWN, text[:MOST_CHARACTERS])
    held: set[Modifier] = set()
    name = ""
    for part in (each.strip() for each in text.split("+")):
        modifier = _HELD.get(part.lower())
        if modifier is not None:
            held.add(modifier)
        elif name:
            raise BadKey(KeyProblem.TWO_KEYS, part or text.strip())
        else:
            name = _name(part)
            if not name:
                raise BadKey(KeyProblem.UNKNOWN, part or text.strip())
    if not name:
        raise BadKey(KeyProblem.NO_KEY, text.strip())
    if name not in ALONE and not held - {Modifier.SHIFT}:
        raise BadKey(KeyProblem.NEEDS_MODIFIER, text.strip())
    return Key(frozenset(held), name)


def _name(part: str) -> str:
    if part.upper() in _SIGNS and len(part) == 1:
        return part.upper()
    return _NAMED.get(part.lower(), "")
