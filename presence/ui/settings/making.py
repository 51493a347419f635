"""The field for each setting, joined to where its changes go."""

from collections.abc import Callable
from typing import Protocol

from presence.texts import _
from presence.ui.look import Look
from presence.ui.settings.fields import (
    ChoiceField,
    Field,
    SwitchField,
    TimeField,
    WeeklyField,
    WindowField,
    WordsField,
)
from presence.ui.settings.file_field import FileField
from presence.ui.settings.key_field import KeyField
from presence.ui.settings.rows import Setting, Sort


class Told(Protocol):
    """Who hears of what is done in a field."""

    def change(self, name: str, value: object) -> None: ...
    def open_window(self, name: str) -> None: ...
    def wait_for_key(self, name: str, take: Callable[[str], None] | None) -> None: ...


def make_field(setting: Setting, look: Look, told: Told) -> Field:
    """A field of the setting's sort."""
    name, plain = setting.name, setting.plain

    def tell(value: object) -> None:
        told.change(name, value)

    match setting.sort:
        case Sort.SWITCH:
            return SwitchField(plain, look, tell)
        case Sort.CHOICE:
            return ChoiceField(plain, look, tell)
        case Sort.TIME:
            return TimeField(plain, tell)
        case Sort.WEEKLY:
            return WeeklyField(plain, look, tell)
        case Sort.WORDS:
            return WordsField(plain, "you@example.org, you@work.example", tell)
        case Sort.FILE:
            return FileField(plain, "~/presence.ics", tell)
        case Sort.KEY:
            return KeyField(plain, tell, lambda take: told.wait_for_key(name, take))
        case Sort.WINDOW:
            return WindowField(plain, _("Open"), lambda: told.open_window(name))
