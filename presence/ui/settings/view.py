"""What the settings window shows: the settings in force, and what can be chosen from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from presence.core.kind import Kinds
from presence.core.settings import DEFAULTS, Settings

# Not of the settings file: whether the app starts at login is what the desktop's own entry says.
LOGIN = "starts_at_login"
THE_FILE = ""  # stands for all of it, where troubles are named


@dataclass(frozen=True, slots=True)
class ByHand:
    """How a key is bound in the desktop's own settings; ``copied`` goes to the clipboard."""

    says: str
    copied: str


@dataclass(frozen=True, slots=True)
class SettingsView:
    """``by_hand`` and ``troubles`` are by the name of a setting."""

    settings: Settings
    kinds: Kinds
    languages: Sequence[str]
    mechanisms: Sequence[str]
    found_mechanism: str
    path: str
    starts_at_login: bool = False
    busy_calendars: Sequence[tuple[str, str]] = ()  # the id and the name of each
    by_hand: Mapping[str, ByHand] = field(default_factory=dict)
    troubles: Mapping[str, str] = field(default_factory=dict)


def value_of(view: SettingsView, name: str) -> object:
    """The value of a row; None for one that opens a window."""
    if name == LOGIN:
        return view.starts_at_login
    return getattr(view.settings, name, None)


def default_of(name: str) -> object:
    """What the arrow beside a row puts back."""
    return False if name == LOGIN else getattr(DEFAULTS, name, None)
