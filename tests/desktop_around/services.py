"""What is around a mute, behaving: media players, services that keep the screen on, lockers."""

from typing import Any

from jeepney import HeaderFields, MatchRule, Message, MessageFlag
from jeepney.bus_messages import message_bus

from tests.fake_servers import Answer, FakeServer, Refusal, Unknown

MPRIS = "org.mpris.MediaPlayer2"
NOT_SUPPORTED = "org.freedesktop.DBus.Error.NotSupported"


class FakePlayer(FakeServer):
    """A media player; ``lag`` is how often its status reads as before once it was told to play."""

    def __init__(
        self, address: str, *names: str, status: str = "Playing", can_pause: bool = True
    ) -> None:
        self.names = tuple(f"{MPRIS}.{name}" for name in names)
        self.status = status
        self.can_pause = can_pause
        self.is_closed = False
        self.lag = 0
        self._left = 0
        super().__init__(address)

    def properties(self, interface: str) -> dict[str, tuple[str, Any]]:
        if interface != f"{MPRIS}.Player" or self.is_closed:
            return {}
        status = self.status
        if self._left:
            self._left -= 1
            status = "Paused"
        return {"PlaybackStatus": ("s", status), "CanPause": ("b", self.can_pause)}

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if member == "Pause":
            if self.status == "Playing":
                self.status = "Paused"
            return None, ()
        if member == "Play":
            self.status = "Playing"
            self._left = self.lag
            return None, ()
        return super()._do(interface, member, message)


class FakeInhibitor(FakeServer):
    """Keeps the screen on for as long as a connection lives that asked for it."""

    member = "Inhibit"
    refuses = False

    def __init__(self, address: str, *names: str) -> None:
        self.names = names
        self.asked: dict[str, tuple[Any, ...]] = {}
        super().__init__(address)

    def _prepare(self) -> None:
        rule = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
        self._ask(message_bus.AddMatch(rule))

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if member != "Inhibit":
            raise Unknown
        if self.refuses:
            raise Refusal(NOT_SUPPORTED)
        path = message.header.fields[HeaderFields.path]
        self.asked[message.header.fields[HeaderFields.sender]] = (path, interface, *message.body)
        return "u", (len(self.asked),)

    def _on_signal(self, message: Message) -> None:
        if message.header.fields.get(HeaderFields.member) == "NameOwnerChanged":
            name, _before, after = message.body
            if not after:
                self.asked.pop(name, None)


class FakeLocker(FakeServer):
    """Locks the screen; one that ``refuses`` is GNOME's proxy.

    One that ``is_silent`` never answers, as MATE's does; ``slowness`` is how often it says that the
    screen is not locked yet.
    """

    is_silent = False
    slowness = 0

    def __init__(self, address: str, name: str, refuses: bool = False) -> None:
        self.names = (name,)
        self.refuses = refuses
        self.locked: list[tuple[Any, ...]] = []
        super().__init__(address)

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if member == "GetActive" and not self.refuses:
            self.slowness -= 1
            return "b", (bool(self.locked) and self.slowness < 0,)
        if member != "Lock":
            raise Unknown
        if self.refuses:
            raise Refusal(NOT_SUPPORTED)
        if self.is_silent:
            message.header.flags |= MessageFlag.no_reply_expected
        self.locked.append((message.header.fields[HeaderFields.path], interface, *message.body))
        return None, ()


class FakeLogind(FakeLocker):
    """logind, with one session of that number."""

    def __init__(self, address: str, session: str = "auto") -> None:
        self._session = session
        super().__init__(address, "org.freedesktop.login1")

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if member != "GetSession":
            return super()._do(interface, member, message)
        if message.body != (self._session,):
            raise Refusal("org.freedesktop.login1.NoSuchSession")
        return "o", ("/org/freedesktop/login1/session/_31",)
