"""Why a key cannot be used, and what to do."""

from presence.core.keys.hotkey import HotkeyAction, HotkeyTrouble
from presence.core.keys.key import BadKey, KeyProblem
from presence.texts import _


def bad_key_words(error: BadKey) -> str:
    """One sentence for a text that is no key."""
    match error.problem:
        case KeyProblem.UNKNOWN:
            said = _("“{part}” is not a key that Presence knows: write it like Ctrl+Alt+P.")
        case KeyProblem.NO_KEY:
            said = _("“{part}” needs a key to go with it, such as Ctrl+Alt+P.")
        case KeyProblem.TWO_KEYS:
            said = _("“{part}” is one key too many: only Ctrl, Alt, Shift and Super are held.")
        case KeyProblem.NEEDS_MODIFIER:
            said = _("“{part}” would be lost for typing: add Ctrl, Alt or Super.")
    return said.format(part=error.part)


def trouble_words(trouble: HotkeyTrouble, key: str) -> tuple[str, str]:
    """What is wrong with a key, and what to do."""
    match trouble:
        case HotkeyTrouble.TAKEN:
            said = _("{key} is held by another program.")
            hint = _("Choose another one, or take it away there.")
        case HotkeyTrouble.NO_SUCH_KEY:
            said = _("This keyboard has no {key}.")
            hint = _("Choose another one.")
        case HotkeyTrouble.REFUSED:
            said = _("The desktop did not give {key} to Presence.")
            hint = _("Bind the command by hand, in the settings of the keyboard.")
        case HotkeyTrouble.NO_WAY:
            said = _("Presence cannot hold {key} on this desktop.")
            hint = _("Bind the command by hand, in the settings of the keyboard.")
    return said.format(key=key), hint


def action_words(action: HotkeyAction) -> str:
    """What a desktop's list of keys calls it."""
    if action is HotkeyAction.TOGGLE:
        return _("Start or end being with people")
    return _("I looked at a screen")
