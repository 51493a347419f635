"""The two keys of the settings: what is wrong with one, and how it is bound by hand."""

from collections.abc import Mapping

from presence.core.keys.hotkey import HotkeyAction
from presence.core.keys.key import BadKey, Key, read_key
from presence.core.settings import Settings
from presence.desktop.hotkey.by_hand import COMMANDS, by_hand
from presence.desktop.hotkey.hotkeys import Hotkeys
from presence.texts import _
from presence.ui.settings.view import ByHand
from presence.words.keys.by_hand import by_hand_words
from presence.words.keys.trouble import bad_key_words, trouble_words

KEYS: Mapping[str, HotkeyAction] = {
    "toggle_key": HotkeyAction.TOGGLE,
    "looked_key": HotkeyAction.LOOKED,
}


def refused_key(name: str, text: str, settings: Settings) -> str:
    """Why a key cannot be set; "" where it can."""
    try:
        key = read_key(text)
    except BadKey as error:
        return bad_key_words(error)
    others = [_key_of(getattr(settings, other)) for other in KEYS if other != name]
    if key is not None and key in others:
        return _("{key} is the other one already.").format(key=key)
    return ""


def key_troubles(settings: Settings, hotkeys: Hotkeys) -> Mapping[str, str]:
    """What is wrong with those that are set."""
    troubles = {}
    for name, action in KEYS.items():
        text = getattr(settings, name)
        trouble = hotkeys.trouble(action)
        try:
            key = read_key(text)
        except BadKey as error:
            troubles[name] = bad_key_words(error)
            continue
        if key is not None and trouble is not None:
            troubles[name] = " ".join(trouble_words(trouble, str(key)))
    return troubles


def by_hand_of(settings: Settings, desktop: str) -> Mapping[str, ByHand]:
    """How each is bound on this desktop; without a key there is only the command to copy."""
    found = {}
    for name, action in KEYS.items():
        key = _key_of(getattr(settings, name))
        how = by_hand(action, key or Key(frozenset(), "Pause"), desktop)
        lines = how.lines if key is not None else ""
        says = by_hand_words(COMMANDS[action], how.place, how.file, bool(lines))
        found[name] = ByHand(says, lines or how.command)
    return found


def _key_of(text: str) -> Key | None:
    try:
        return read_key(text)
    except BadKey:
        return None
