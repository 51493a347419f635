"""Started at login on Windows: a registry that behaves, made up as winreg has it."""

from contextlib import nullcontext

import pytest

from presence.core.errors import ErrorCode, LoginError
from presence.desktop.autostart.program import Program
from presence.desktop.autostart.windows import APPROVED, RUN, WindowsAutostart

PROGRAM = Program("presence", [r"C:\Users\Ana B\Scripts\presence-tray.exe"], [])
COMMAND = r'"C:\Users\Ana B\Scripts\presence-tray.exe"'

Key = dict[str, object]


class Registry:
    """The person's part of it, with winreg's functions."""

    HKEY_CURRENT_USER = 1
    KEY_SET_VALUE = 2
    REG_SZ = 1

    def __init__(self) -> None:
        self.keys: dict[str, Key] = {}
        self.is_read_only = False

    def CreateKeyEx(self, root: int, place: str, reserved: int, access: int) -> "nullcontext[Key]":
        assert (root, reserved) == (self.HKEY_CURRENT_USER, 0)
        return self._opened(self.keys.setdefault(place, {}), access)

    def OpenKey(
        self, root: int, place: str, reserved: int = 0, access: int = 0
    ) -> "nullcontext[Key]":
        assert (root, reserved) == (self.HKEY_CURRENT_USER, 0)
        if place not in self.keys:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return self._opened(self.keys[place], access)

    def QueryValueEx(self, key: Key, name: str) -> tuple[object, int]:
        if name not in key:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return key[name], self.REG_SZ

    def SetValueEx(self, key: Key, name: str, reserved: int, kind: int, value: object) -> None:
        assert (reserved, kind) == (0, self.REG_SZ)
        key[name] = value

    def DeleteValue(self, key: Key, name: str) -> None:
        if name not in key:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        del key[name]

    def _opened(self, key: Key, access: int) -> "nullcontext[Key]":
        if self.is_read_only and access & self.KEY_SET_VALUE:
            raise PermissionError(13, "Access is denied")
        return nullcontext(key)


@pytest.fixture
def registry() -> Registry:
    return Registry()


def test_it_is_on_from_turning_on_to_turning_off_and_leaves_nothing(registry: Registry) -> None:
    way = WindowsAutostart(PROGRAM, registry)
    assert not way.is_on()
    way.turn_off()
    way.turn_on()
    assert way.is_on()
    assert registry.keys[RUN] == {"presence": COMMAND}
    way.turn_off()
    assert not way.is_on()
    assert registry.keys[RUN] == {}


def test_what_the_task_manager_has_turned_off_is_off(registry: Registry) -> None:
    way = WindowsAutostart(PROGRAM, registry)
    way.turn_on()
    registry.keys[APPROVED] = {"presence": bytes([2, 0, 0, 0])}
    assert way.is_on()
    registry.keys[APPROVED] = {"presence": bytes([3, 0, 0, 0])}
    assert not way.is_on()
    way.turn_on()
    assert way.is_on()
    assert registry.keys[APPROVED] == {}


def test_what_somebody_else_wrote_is_left_as_it_is(registry: Registry) -> None:
    registry.keys[RUN] = {"presence": r"C:\other.exe"}
    way = WindowsAutostart(PROGRAM, registry)
    with pytest.raises(LoginError) as refused:
        way.turn_on()
    assert refused.value.code is ErrorCode.LOGIN_ENTRY_FOREIGN
    way.turn_off()
    assert registry.keys[RUN] == {"presence": r"C:\other.exe"}


def test_a_registry_that_cannot_be_written_is_said(registry: Registry) -> None:
    registry.is_read_only = True
    with pytest.raises(LoginError) as refused:
        WindowsAutostart(PROGRAM, registry).turn_on()
    assert refused.value.code is ErrorCode.LOGIN_ENTRY_NOT_WRITABLE
