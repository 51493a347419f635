"""The lid as UPower and logind tell it on the system bus: asked, then heard.

logind tells of changes of LidClosed in new versions only, and never of those of Docked, which also
means a second screen (org.freedesktop.login1(5); systemd#30706). UPower tells of LidIsClosed, but
new ones have left the lid to logind: they may say that there is none.
"""

from collections.abc import Callable
from typing import Any

from jeepney import DBusAddress, MatchRule, Message

from presence.desktop.dbus import PROPERTIES, BusError, method_call
from presence.desktop.dbus_qt import QtBus, Subscription

LOGIND = "org.freedesktop.login1"
MANAGER = f"{LOGIND}.Manager"
UPOWER = "org.freedesktop.UPower"
LOGIND_PROPERTIES = DBusAddress("/org/freedesktop/login1", bus_name=LOGIND, interface=PROPERTIES)
UPOWER_PROPERTIES = DBusAddress("/org/freedesktop/UPower", bus_name=UPOWER, interface=PROPERTIES)
# What each calls it, by the interface that it is a property of.
LID: dict[str, str] = {MANAGER: "LidClosed", UPOWER: "LidIsClosed"}


class LidWatch:
    """Calls ``told`` when ``is_closed`` may be another one, from ``start`` to ``stop``."""

    def __init__(self, system_bus: QtBus, told: Callable[[], None]) -> None:
        self._bus = system_bus
        self._told = told
        self._subscriptions: list[Subscription] = []
        self._asked = 0  # an answer to an earlier question is out of date
        self._is_shut: bool | None = None
        self._is_docked = False

    @property
    def is_closed(self) -> bool | None:
        """Whether the lid is closed, None where nobody knows one or another screen is in use."""
        if self._is_shut and self._is_docked:
            return None
        return self._is_shut

    def start(self) -> None:
        for address in (LOGIND_PROPERTIES, UPOWER_PROPERTIES):
            rule = MatchRule(
                type="signal",
                sender=address.bus_name,
                interface=PROPERTIES,
                member="PropertiesChanged",
                path=address.object_path,
            )
            self._subscriptions.append(self._bus.subscribe(rule, self._on_signal))
        self.ask()

    def stop(self) -> None:
        self._asked += 1
        for subscription in self._subscriptions:
            self._bus.unsubscribe(subscription)
        self._subscriptions.clear()

    def ask(self) -> None:
        """Ask both: at the start, and when the computer woke up or one of them came anew."""
        self._asked += 1
        _Question(self._bus, self._asked, self._on_answers).ask()

    def forget(self) -> None:
        """Nobody is there to tell any more."""
        self._asked += 1
        self._become(None, False)

    def _on_answers(self, number: int, is_shut: bool | None, is_docked: bool) -> None:
        if number == self._asked:
            self._become(is_shut, is_docked)

    def _on_signal(self, message: Message) -> None:
        interface, changed, invalidated = message.body
        name = LID.get(interface, "")
        if name in invalidated:
            self.ask()
        said = _flag(changed.get(name))
        if said is False:
            self._asked += 1
            self._become(False, False)
        elif said is True:
            self._asked += 1
            number = self._asked
            # It may be in a dock, or have a second screen: that is never told, so it is asked now.
            _get(
                self._bus,
                "Docked",
                lambda is_docked: self._on_answers(number, True, bool(is_docked)),
            )

    def _become(self, is_shut: bool | None, is_docked: bool) -> None:
        self._is_shut, self._is_docked = is_shut, is_docked
        self._told()


class _Question:
    """How the lid is now, asked of both at once; one that does not answer knows nothing."""

    def __init__(
        self, bus: QtBus, number: int, answered: Callable[[int, bool | None, bool], None]
    ) -> None:
        self._bus = bus
        self._number = number
        self._answered = answered
        self._said: dict[str, bool | None] = {}

    def ask(self) -> None:
        for name in ("LidClosed", "Docked"):
            _get(self._bus, name, self._taker(name))
        # UPower is started where nobody has done so yet: it is what tells of most lids.
        everything = method_call(UPOWER_PROPERTIES, "GetAll", "s", (UPOWER,), auto_start=True)
        self._bus.call(everything, self._on_upower)

    def _on_upower(self, answer: tuple[Any, ...], error: BusError | None) -> None:
        told = answer[0] if error is None else {}
        has_lid = _flag(told.get("LidIsPresent"))
        self._take("LidIsClosed", _flag(told.get("LidIsClosed")) if has_lid else None)

    def _taker(self, name: str) -> Callable[[bool | None], None]:
        return lambda said: self._take(name, said)

    def _take(self, name: str, said: bool | None) -> None:
        self._said[name] = said
        if len(self._said) == 3:
            self._answered(self._number, self._is_shut, bool(self._said["Docked"]))

    @property
    def _is_shut(self) -> bool | None:
        """UPower's word; without it logind's yes, whose no may mean that there is no lid."""
        by_upower = self._said["LidIsClosed"]
        return by_upower if by_upower is not None else self._said["LidClosed"] or None


def _get(bus: QtBus, name: str, taken: Callable[[bool | None], None]) -> None:
    """A property of logind's manager, None where it does not say."""

    def on_answer(answer: tuple[Any, ...], error: BusError | None) -> None:
        taken(_flag(answer[0]) if error is None else None)

    bus.call(method_call(LOGIND_PROPERTIES, "Get", "ss", (MANAGER, name)), on_answer)


def _flag(variant: Any) -> bool | None:
    """A boolean as the bus wraps it; None for anything else."""
    if isinstance(variant, tuple) and len(variant) == 2 and variant[0] == "b":
        return bool(variant[1])
    return None
