"""Keys that the desktop's portal holds (org.freedesktop.portal.GlobalShortcuts), for Wayland.

The key is only a proposal: the desktop asks the person, who may choose another one there. It keeps
what it has given to a name, and looks at no other proposal for that: so the name has the key in it.
On a connection of our own, for the portal looks once who somebody on the bus is: since 1.21 a
program that no sandbox names has to say so before it asks for anything else (xdg-desktop-portal
#1817). Plasma 5.27 takes the keys with the session, and opens its settings for who binds them.
"""

import logging
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message

from presence import APPLICATION_ID
from presence.core.keys.hotkey import HotkeyAction, HotkeyTrouble
from presence.core.keys.key import Key, Modifier
from presence.desktop.dbus import BusError, method_call
from presence.desktop.dbus_qt import QtBus, Subscription
from presence.desktop.hotkey.hotkeys import Told
from presence.desktop.hotkey.key_symbols import symbol_name
from presence.desktop.hotkey.portal_life import PATIENCE_MS, PortalLife

logger = logging.getLogger(__name__)

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
SHORTCUTS = DBusAddress(PATH, bus_name=NAME, interface="org.freedesktop.portal.GlobalShortcuts")
REGISTRY = DBusAddress(PATH, bus_name=NAME, interface="org.freedesktop.host.portal.Registry")
REQUEST, SESSION = "org.freedesktop.portal.Request", "org.freedesktop.portal.Session"
TIME_LIMIT_MS = 60_000  # at a login it may have to be started, and wait for others itself
# Always the same: without an id of the program, Plasma 5.27 keeps the keys under this.
SESSION_NAME = "presence"
# The "shortcuts" specification of freedesktop.org
HELD = {
    Modifier.CTRL: "CTRL",
    Modifier.ALT: "ALT",
    Modifier.SHIFT: "SHIFT",
    Modifier.SUPER: "LOGO",
}

SHORTCUTS_TYPE = "a(sa{sv})"

Results = Mapping[str, tuple[str, Any]]


class PortalHolder:
    """A ``Holder``; ``describe`` gives the words that the person is asked with."""

    name = "portal"

    def __init__(
        self,
        describe: Callable[[HotkeyAction], str],
        address: str | None = None,
        patience_ms: int = PATIENCE_MS,
    ) -> None:
        self._describe = describe
        self._address = address
        self._patience_ms = patience_ms
        self._life: PortalLife | None = None
        self._bus: QtBus | None = None
        self._told: Told | None = None
        self._wanted: dict[HotkeyAction, Key] = {}
        self._session = ""

    def hold(self, wanted: Mapping[HotkeyAction, Key], told: Told) -> None:
        self._told, self._wanted = told, dict(wanted)
        bus = self._bus = QtBus(address=self._address)
        bus.lost.connect(self._on_lost)

        def on_registered(_answer: tuple[Any, ...], error: BusError | None) -> None:
            if error is not None:  # a portal of before 1.21 does not ask for it
                logger.info("the portal does not register: %s", error)
            if bus is self._bus:  # what was let go meanwhile is answered as well
                self._create_session()

        message = method_call(REGISTRY, "Register", "sa{sv}", (APPLICATION_ID, {}), auto_start=True)
        bus.call(message, on_registered, TIME_LIMIT_MS)

    def let_go(self) -> None:
        self._told = self._life = None
        self._session = ""
        if self._bus is not None:
            self._bus.close()  # and the session goes with it
            self._bus.deleteLater()
            self._bus = None

    def _create_session(self) -> None:
        options = {
            "session_handle_token": ("s", SESSION_NAME),
            "shortcuts": (SHORTCUTS_TYPE, self._shortcuts()),
        }
        self._request("CreateSession", "a{sv}", (), options, self._on_session)

    def _shortcuts(self) -> list[tuple[str, dict[str, tuple[str, str]]]]:
        return [
            (
                shortcut_name(action, key),
                {
                    "description": ("s", self._describe(action)),
                    "preferred_trigger": ("s", trigger(key)),
                },
            )
            for action, key in self._wanted.items()
        ]

    def _on_session(self, results: Results) -> None:
        _type, session = results.get("session_handle", ("", ""))
        if self._bus is None or not isinstance(session, str) or not session.startswith("/"):
            self._fail("a session without a name")
            return
        self._session = session
        for interface, member, heard in (
            (SHORTCUTS.interface, "Activated", self._on_activated),
            (SESSION, "Closed", self._on_closed),
        ):
            rule = MatchRule(type="signal", sender=NAME, interface=interface, member=member)
            self._bus.subscribe(rule, heard)
        self._life = PortalLife(self._bus, NAME, self._hold_again, self._on_away, self._patience_ms)
        if self._wanted.keys() <= _given(results, self._wanted).keys():
            self._on_bound(results)
            return
        values = (session, self._shortcuts(), "")
        self._request("BindShortcuts", f"o{SHORTCUTS_TYPE}sa{{sv}}", values, {}, self._on_bound)

    def _on_bound(self, results: Results) -> None:
        given = _given(results, self._wanted)
        # Plasma 5.27 lists even a key that KWin holds; with the next start no longer.
        missing = [action for action in self._wanted if not given.get(action)]
        if self._told is not None:
            self._told.troubled(dict.fromkeys(missing, HotkeyTrouble.REFUSED))

    def _request(
        self,
        member: str,
        signature: str,
        values: tuple[object, ...],
        options: Mapping[str, tuple[str, object]],
        taken: Callable[[Results], None],
    ) -> None:
        """Ask for something that the person may have to say yes to; no limit for that."""
        bus = self._bus
        if bus is None or not bus.is_open:
            self._fail("no bus")
            return
        token = _token()
        sender = bus.unique_name.removeprefix(":").replace(".", "_")
        rule = MatchRule(
            type="signal",
            sender=NAME,
            interface=REQUEST,
            member="Response",
            path=f"{PATH}/request/{sender}/{token}",
        )
        subscriptions: list[Subscription] = []

        def on_response(message: Message) -> None:
            bus.unsubscribe(subscriptions[0])
            code, results = message.body
            if code == 0:
                taken(results)
            elif self._told is not None:
                refused = dict.fromkeys(self._wanted, HotkeyTrouble.REFUSED)
                self._told.troubled(refused)

        def on_asked(_answer: tuple[Any, ...], error: BusError | None) -> None:
            if error is not None and bus is self._bus:
                bus.unsubscribe(subscriptions[0])
                self._fail(str(error))

        subscriptions.append(bus.subscribe(rule, on_response))
        body = (*values, {**options, "handle_token": ("s", token)})
        message = method_call(SHORTCUTS, member, signature, body, auto_start=True)
        bus.call(message, on_asked, TIME_LIMIT_MS)

    def _on_activated(self, message: Message) -> None:
        session, name, *_rest = message.body
        for action, key in self._wanted.items():
            if (
                shortcut_name(action, key) == name
                and session == self._session
                and self._told is not None
            ):
                self._told.pressed(action)

    def _on_closed(self, message: Message) -> None:
        if self._session and self._is_ours(message):
            self._fail("the portal closed the session")

    def _is_ours(self, message: Message) -> bool:
        return bool(message.header.fields.get(HeaderFields.path) == self._session)

    def _hold_again(self) -> None:
        wanted, told = self._wanted, self._told
        if told is not None:
            self.let_go()
            self.hold(wanted, told)

    def _on_away(self) -> None:
        if self._told is not None:
            self._told.troubled(dict.fromkeys(self._wanted, HotkeyTrouble.NO_WAY))

    def _on_lost(self) -> None:
        self._fail("the bus is gone")

    def _fail(self, why: str) -> None:
        if self._told is not None:
            self._told.fails(why)


def _given(results: Results, wanted: Mapping[HotkeyAction, Key]) -> Mapping[HotkeyAction, bool]:
    """Those that are on the desktop's list, and whether they have a key there."""
    _type, listed = results.get("shortcuts", ("", []))
    found = {each[0]: each[1] for each in listed} if isinstance(listed, list) else {}
    names = {action: shortcut_name(action, key) for action, key in wanted.items()}
    return {
        action: found[name].get("trigger_description", ("s", "?"))[1] != ""
        for action, name in names.items()
        if name in found
    }


def shortcut_name(action: HotkeyAction, key: Key) -> str:
    """``toggle-CTRL-ALT-p``."""
    return f"{action.value}-{trigger(key).replace('+', '-')}"


def trigger(key: Key) -> str:
    """``CTRL+ALT+p``, as the portal writes a key."""
    held = [HELD[modifier] for modifier in Modifier if modifier in key.modifiers]
    return "+".join([*held, symbol_name(key)])


def _token() -> str:
    return f"presence{secrets.token_hex(8)}"
