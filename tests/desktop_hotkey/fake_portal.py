"""A portal that behaves, on a private bus: not a real one."""

from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, new_signal

from tests.fake_servers import Answer, FakeServer, Refusal, Unknown

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
REGISTRY = "org.freedesktop.host.portal.Registry"


class FakePortal(FakeServer):
    """Since 1.21: who has not said its name first is given nothing."""

    names = (NAME,)

    def __init__(
        self, address: str, response: int = 0, is_old: bool = False, is_plasma_5: bool = False
    ) -> None:
        self.response = response
        self.is_old = is_old or is_plasma_5  # before 1.21
        self.is_plasma_5 = is_plasma_5  # takes the keys with the session
        self.held_by_others: set[str] = set()
        self.settings_opened = 0
        self.registered = ""
        self.bound: dict[str, dict[str, tuple[str, Any]]] = {}
        self.left_out: set[str] = set()  # what the person took off the list
        self.session = ""
        super().__init__(address)

    def press(self, name: str, session: str = "") -> None:
        """The person presses a key."""
        where = DBusAddress(PATH, interface=SHORTCUTS)
        body: tuple[Any, ...] = (session or self.session, name, 12345, {})
        self._connection.send(new_signal(where, "Activated", "osta{sv}", body))

    def close_session(self) -> None:
        where = DBusAddress(self.session, interface="org.freedesktop.portal.Session")
        self._connection.send(new_signal(where, "Closed", "a{sv}", ({},)))

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if member == "Register" and interface == REGISTRY and not self.is_old:
            self.registered = message.body[0]
            return None, ()
        if interface != SHORTCUTS:
            raise Unknown
        if not self.registered and not self.is_old:
            raise Refusal("org.freedesktop.portal.Error.NotAllowed")  # An app id is required
        sender = message.header.fields[HeaderFields.sender].removeprefix(":").replace(".", "_")
        options = message.body[-1]
        if member == "CreateSession":
            token = options["session_handle_token"][1]
            self.session = f"{PATH}/session/{sender}/{token}"
            results: dict[str, Any] = {"session_handle": ("s", self.session)}
            if self.is_plasma_5:
                self.bound = dict(options["shortcuts"][1])
                results["shortcuts"] = ("a(sa{sv})", self._listed())
        elif member == "BindShortcuts":
            _session, shortcuts, _parent, _options = message.body
            self.bound = {name: values for name, values in shortcuts if name not in self.left_out}
            self.settings_opened += self.is_plasma_5
            results = {"shortcuts": ("a(sa{sv})", self._listed())}
        else:
            raise Unknown
        request = f"{PATH}/request/{sender}/{options['handle_token'][1]}"
        where = DBusAddress(request, interface="org.freedesktop.portal.Request")
        code = self.response if member == "BindShortcuts" else 0
        self._connection.send(new_signal(where, "Response", "ua{sv}", (code, results)))
        return "o", (request,)

    def _listed(self) -> list[tuple[str, dict[str, tuple[str, Any]]]]:
        return [
            (name, {"trigger_description": ("s", "" if name in self.held_by_others else "a key")})
            for name in self.bound
        ]
