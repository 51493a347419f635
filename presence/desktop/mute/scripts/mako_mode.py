"""Asks mako for one of its modes, and takes that one away from whatever modes there are by then.

``python -I -S -E mako_mode.py has|remove MODE`` prints ``yes`` where mako has it, or had it until
now, else ``no``. The bus is the one of DBUS_SESSION_BUS_ADDRESS.

mako can only be told all of its modes at once. A message made when it was muted would take away the
modes that the person has chosen since, hence this program: it asks first.

Standard library only, and the player beside it, which speaks D-Bus.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as in guard.py
if TYPE_CHECKING or __name__ != "__main__":
    from presence.desktop.lease import player
else:
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path.insert(0, os.path.join(here, "..", "..", "lease"))
    import player

YES = "yes"
NO = "no"

_NO_AUTO_START = 2
_CALL = 1
_FIELDS = (
    (1, b"o", b"/fr/emersion/Mako"),
    (2, b"s", b"fr.emersion.Mako"),
    (6, b"s", b"org.freedesktop.Notifications"),
)
_MEMBER = 3
_SIGNATURE = 8


class Call:
    """A call of mako, as a step of the player."""

    command: tuple[str, ...] = ()

    def __init__(self, member: str, *modes: list[str]) -> None:
        """``modes`` is the one argument of a call that has one."""
        body = b"".join(map(_body, modes))
        fields = b""
        for code, kind, value in (*_FIELDS, (_MEMBER, b"s", member.encode())):
            fields += bytes(-len(fields) % 8)
            fields += bytes((code, 1)) + kind + b"\0" + _string(value)
        if modes:
            fields += bytes(-len(fields) % 8)
            fields += bytes((_SIGNATURE, 1)) + b"g\0\2as\0"
        head = b"l" + bytes((_CALL, _NO_AUTO_START, 1)) + _number(len(body)) + _number(1)
        head += _number(len(fields)) + fields
        self.message = head + bytes(-len(head) % 8) + body


def modes_in(body: bytes) -> list[str]:
    """The modes that an answer names; raises ValueError where it is none."""
    end = 4 + int.from_bytes(body[:4], sys.byteorder)
    at, modes = 4, []
    while at < end:
        at += -at % 4
        length = int.from_bytes(body[at : at + 4], sys.byteorder)
        if at + 4 + length >= len(body):
            raise ValueError("not a list of modes")
        modes.append(body[at + 4 : at + 4 + length].decode())
        at += 4 + length + 1
    return modes


def _body(modes: list[str]) -> bytes:
    """A list of strings."""
    strings = b""
    for mode in modes:
        strings += bytes(-len(strings) % 4) + _string(mode.encode())
    return _number(len(strings)) + strings


def _string(text: bytes) -> bytes:
    return _number(len(text)) + text + b"\0"


def _number(number: int) -> bytes:
    return number.to_bytes(4, "little")


def main() -> None:
    """Do what the command line says; exit code 1 with a line on standard error where it fails."""
    match sys.argv[1:]:
        case [("has" | "remove") as verb, mode]:
            pass
        case _:
            sys.exit("mako_mode.py has|remove MODE")
    asker = player.Asker(os.environ.get("DBUS_SESSION_BUS_ADDRESS", ""))
    modes = modes_in(asker.ask(Call("ListModes")))
    if verb == "remove" and mode in modes:
        asker.ask(Call("SetModes", [other for other in modes if other != mode]))
    print(YES if mode in modes else NO)


if __name__ == "__main__":
    try:
        main()
    except (player.NotPlayed, OSError, ValueError) as exc:
        sys.exit(f"mako could not be asked: {exc}")
