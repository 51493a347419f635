"""logind and UPower that behave, on one connection to a private bus.

As the real ones (org.freedesktop.login1(5), systemd 252; UPower 0.99): sleep waits for those who
hold a delay inhibitor, five seconds at most where a test says no other number; nobody gets one
while it waits; logind tells of the lid when it is asked, UPower by itself.
"""

import os
import select
import signal
import threading
import time
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, new_signal
from jeepney.bus_messages import DBusNameFlags, message_bus
from jeepney.io.blocking import open_dbus_connection

from tests.fake_servers import PROPERTIES, Answer, FakeServer, Refusal

LOGIND = "org.freedesktop.login1"
MANAGER = f"{LOGIND}.Manager"
UPOWER = "org.freedesktop.UPower"
LOGIND_PATH = "/org/freedesktop/login1"
UPOWER_PATH = "/org/freedesktop/UPower"
SESSION = f"{LOGIND}.Session"
NUMBER = "c1"  # of the person's session
SESSION_PATH = f"{LOGIND_PATH}/session/{NUMBER}"
LONGEST_DELAY = 5.0  # InhibitDelayMaxSec

Values = dict[str, tuple[str, Any]]


class Inhibitor:
    """One that somebody holds, until all who have its other end have closed it."""

    def __init__(self, what: str, who: str, why: str, mode: str) -> None:
        self.what, self.who, self.why, self.mode = what, who, why, mode
        self._ours, self.theirs = os.pipe()

    def is_held(self, seconds: float = 0.0) -> bool:
        """Whether it still is, after so many seconds at most."""
        if self._ours < 0:
            return False
        if not select.select([self._ours], [], [], seconds)[0]:
            return True
        os.close(self._ours)
        self._ours = -1
        return False


class LoginServer(FakeServer):
    """A laptop; say what it is like, then what happens to it."""

    names = ()

    def __init__(
        self,
        address: str,
        *,
        has_upower: bool = True,
        pushes_lid: bool = False,
        longest_delay: float = LONGEST_DELAY,
    ) -> None:
        """``pushes_lid``: logind tells of the lid, as from systemd 256 on."""
        self.inhibitors: list[Inhibitor] = []
        self.refuses = False
        self.answers: dict[str, Answer] = {}  # to calls that it does not know otherwise
        self.sleepers: list[int] = []  # processes that stand still while the computer sleeps
        self._is_gone = False
        self._has_upower = has_upower
        self._longest_delay = longest_delay
        self._pushes_lid = pushes_lid
        self._is_to_sleep = False
        self._delay: float | None = None
        self._sent: list[int] = []
        self.session: Values = {
            "Active": ("b", True),
            "LockedHint": ("b", False),
            "IdleHint": ("b", False),
        }
        self.manager: Values = {
            "LidClosed": ("b", False),
            "Docked": ("b", False),
            "InhibitDelayMaxUSec": ("t", int(longest_delay * 1_000_000)),
        }
        self.upower: Values = {"LidIsPresent": ("b", True), "LidIsClosed": ("b", False)}
        super().__init__(address, open_dbus_connection(address, enable_fds=True))

    def stop(self) -> None:
        """Leave the bus; again is the same as once. Inhibitors go with the last who knows them."""
        if not self._is_gone:
            self._is_gone = True
            super().stop()

    # What happens

    def lock(self, is_locked: bool, path: str = SESSION_PATH) -> None:
        """The desktop's locker has locked the screen and says so, or the password was typed."""
        self._change_session(path, LockedHint=is_locked, IdleHint=is_locked)

    def switch(self, is_in_front: bool) -> None:
        """Another user's session comes to the front, or the person's own does."""
        self._change_session(SESSION_PATH, Active=is_in_front)

    def invalidate(self, **said: bool) -> None:
        """Something of the session changes, and logind tells only of what."""
        self.session.update({name: ("b", value) for name, value in said.items()})
        nothing: Values = {}
        body = (SESSION, nothing, list(said))
        self._emit(SESSION_PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", body)

    def ask_to_unlock(self) -> None:
        """``loginctl unlock-session``: the desktop's locker is to go."""
        self._emit(SESSION_PATH, SESSION, "Unlock", None, ())

    def move_lid(self, is_closed: bool) -> None:
        """The lid is closed or opened."""
        self.manager["LidClosed"] = ("b", is_closed)
        if self._pushes_lid:
            self._tell(LOGIND_PATH, MANAGER, {"LidClosed": ("b", is_closed)})
        if self._has_upower and self.upower["LidIsPresent"][1]:
            self.upower["LidIsClosed"] = ("b", is_closed)
            self._tell(UPOWER_PATH, UPOWER, {"LidIsClosed": ("b", is_closed)})

    def dock(self, is_docked: bool) -> None:
        """A second screen is plugged in or out; logind tells when it is asked."""
        self.manager["Docked"] = ("b", is_docked)

    def announce_sleep(self) -> None:
        """The computer is to sleep, once nobody holds it up any more."""
        self._is_to_sleep, self._delay = True, None
        began = time.monotonic()
        self.say("PrepareForSleep", "b", (True,))
        held = [each for each in self.delaying if each.mode == "delay"]
        threading.Thread(target=self._wait_for, args=(held, began), daemon=True).start()

    def wake(self) -> None:
        """The computer is awake again."""
        self._is_to_sleep = False
        for pid in self.sleepers:
            os.kill(pid, signal.SIGCONT)
        self.say("PrepareForSleep", "b", (False,))

    def say(self, member: str, signature: str | None, body: tuple[Any, ...]) -> None:
        """Any signal of logind's manager."""
        self._emit(LOGIND_PATH, MANAGER, member, signature, body)

    # What is to be seen

    @property
    def delaying(self) -> list[Inhibitor]:
        """Those that hold up sleep now."""
        held = [each for each in self.inhibitors if each.is_held()]
        return [each for each in held if "sleep" in each.what.split(":")]

    @property
    def delay(self) -> float | None:
        """The seconds for which sleep was held up; None while it still is."""
        return self._delay

    # Inside

    def _prepare(self) -> None:
        names = (LOGIND, UPOWER) if self._has_upower else (LOGIND,)
        for name in names:
            self._ask(message_bus.RequestName(name, DBusNameFlags.do_not_queue))

    def _ask(self, message: Message) -> tuple[Any, ...]:
        """Who waited for one of our names asks before the bus has answered us."""
        serial = next(self._connection.outgoing_serial)
        self._connection.send(message, serial=serial)
        while True:
            came = self._connection.receive(timeout=5)
            if came.header.fields.get(HeaderFields.reply_serial) == serial:
                return tuple(came.body)
            self._take(came)

    def _wait_for(self, held: list[Inhibitor], began: float) -> None:
        until = began + self._longest_delay
        for each in held:
            each.is_held(max(until - time.monotonic(), 0.0))
        for pid in self.sleepers:
            os.kill(pid, signal.SIGSTOP)
        self._delay = time.monotonic() - began

    def _change_session(self, path: str, **said: bool) -> None:
        changed: Values = {name: ("b", value) for name, value in said.items()}
        if path == SESSION_PATH:
            self.session.update(changed)
        self._tell(path, SESSION, changed)

    def _tell(self, path: str, interface: str, changed: Values) -> None:
        self._emit(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", (interface, changed, []))

    def _emit(
        self, path: str, interface: str, member: str, signature: str | None, body: tuple[Any, ...]
    ) -> None:
        address = DBusAddress(path, interface=interface)
        self._connection.send(new_signal(address, member, signature, body))

    def _reply(self, message: Message) -> None:
        super()._reply(message)
        while self._sent:
            os.close(self._sent.pop())  # the other end is theirs alone now

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if member == "GetSession":
            if message.body[0] not in (NUMBER, "auto"):
                raise Refusal(f"{LOGIND}.NoSuchSession")
            return "o", (SESSION_PATH,)
        if member == "Inhibit":
            return "h", (self._inhibit(*message.body),)
        if member == "ListInhibitors":
            held = [each for each in self.inhibitors if each.is_held()]
            listed = [(each.what, each.who, each.why, each.mode, 1000, 1) for each in held]
            return "a(ssssuu)", (listed,)
        if member in self.answers:
            return self.answers[member]
        return super()._do(interface, member, message)

    def _inhibit(self, what: str, who: str, why: str, mode: str) -> int:
        if self.refuses:
            raise Refusal("org.freedesktop.DBus.Error.AccessDenied")
        if self._is_to_sleep:
            raise Refusal(f"{LOGIND}.OperationInProgress")
        inhibitor = Inhibitor(what, who, why, mode)
        self.inhibitors.append(inhibitor)
        self._sent.append(inhibitor.theirs)
        return inhibitor.theirs

    def properties(self, interface: str) -> Values:
        tables = {SESSION: self.session, MANAGER: self.manager, UPOWER: self.upower}
        return tables.get(interface, {})
