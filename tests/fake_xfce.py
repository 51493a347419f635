"""Xfce's notifications and its settings, which are another service."""

from typing import Any

from jeepney import DBusAddress, Message, new_signal

from tests.fake_servers import Answer, FakeServer, Refusal


class FakeXfceNotifyd(FakeServer):
    """xfce4-notifyd, whose switch is in xfconf."""

    info = ("Xfce Notify Daemon", "Xfce", "0.7.3", "1.2")


class FakeXfconf(FakeServer):
    """The settings of Xfce; one that is unset, or locked, is answered with an error."""

    names = ("org.xfce.Xfconf",)

    def __init__(self, address: str) -> None:
        self.settings: dict[tuple[str, str], tuple[str, Any]] = {}
        self.is_locked = False
        super().__init__(address)

    def change(self, member: str, channel: str, name: str, *value: Any) -> None:
        """Somebody sets or resets a setting."""
        if member == "SetProperty":
            self.settings[channel, name] = value[0]
            self._say("PropertyChanged", "ssv", (channel, name, value[0]))
        elif self.settings.pop((channel, name), None) is not None:
            self._say("PropertyRemoved", "ss", (channel, name))

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        channel, name, *value = message.body
        if member == "IsPropertyLocked":
            return "b", (self.is_locked,)
        if member in ("SetProperty", "ResetProperty"):
            if self.is_locked:
                raise Refusal("org.xfce.Xfconf.Error.PermissionDenied")
            self.change(member, channel, name, *value)
            return None, ()
        if (channel, name) not in self.settings:
            raise Refusal("org.xfce.Xfconf.Error.PropertyNotFound")
        return "v", (self.settings[channel, name],)

    def _say(self, member: str, signature: str, body: tuple[object, ...]) -> None:
        address = DBusAddress("/org/xfce/Xfconf", interface="org.xfce.Xfconf")
        self._connection.send(new_signal(address, member, signature, body))
