"""mako as a test sees it: a process with a configuration, and modes."""

import re
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from jeepney import DBusAddress, Message, new_signal
from jeepney.auth import BEGIN, Authenticator
from jeepney.io.blocking import DBusConnection

from presence.desktop.lease.player import socket_addresses
from presence.desktop.mute.mechanisms.mako import INTERFACE, PATH, Mako
from tests.desktop_mute.muted_desktops import MutedDesktop
from tests.fake_servers import PROPERTIES, Answer, FakeServer, Refusal, Unknown

STAND_IN = Path(__file__).parents[1] / "stand_in.py"
HIDES = "[mode=do-not-disturb]\ninvisible=1\n"
MODE = re.compile(r"^\[mode=([^\] ]+)\]\ninvisible=1$", re.MULTILINE)


class FakeMako(FakeServer):
    """mako up to 1.9, or with ``tells`` from 1.10 on, which says when its modes have changed."""

    info = ("mako", "emersion", "0.0.0", "1.2")

    def __init__(
        self,
        address: str,
        config: Path,
        options: tuple[str, ...] = (),
        environment: Mapping[str, str] | None = None,
        tells: bool = False,
    ) -> None:
        self.modes = ["default"]
        self.notifications: list[tuple[int, str]] = []  # their number and program
        self._config = config
        self._tells = tells
        self._load()
        self._link, its_end = socket.socketpair()
        words = (sys.executable, "-IS", str(STAND_IN), socket_addresses(address)[0], *options)
        with its_end:
            self.process = subprocess.Popen(
                words, stdin=its_end.fileno(), env=dict(environment or {})
            )
        _, (descriptor, *_), _, _ = socket.recv_fds(self._link, 16, 1)
        super().__init__(address, _authenticated(socket.socket(fileno=descriptor)))

    @property
    def is_quiet(self) -> bool:
        return any(mode in self._hiding for mode in self.modes)

    def stop(self) -> None:
        super().stop()
        self._link.close()
        self.process.wait(5)

    def set_modes(self, modes: list[str]) -> None:
        """Somebody sets them."""
        self.modes = list(dict.fromkeys(modes))
        if self._tells:
            body: tuple[object, ...] = (INTERFACE, {}, ["Modes"])
            address = DBusAddress(PATH, interface=PROPERTIES)
            self._connection.send(new_signal(address, "PropertiesChanged", "sa{sv}as", body))

    def _load(self) -> None:
        text = self._config.read_text() if self._config.exists() else ""
        if "nonsense" in text:
            raise Refusal("fr.emersion.Mako.InvalidConfig")
        self._hiding = MODE.findall(text)

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if interface != INTERFACE:
            return super()._do(interface, member, message)
        match member:
            case "ListModes":
                return "as", (self.modes,)
            case "SetModes":
                self.set_modes(message.body[0])
                return None, ()
            case "Reload":
                self._load()
                return None, ()
            case "ListNotifications":
                return "aa{sv}", ([_notification(*each) for each in self.notifications],)
        raise Unknown


class MakoDesktop(MutedDesktop):
    """mako, with a mode of the person's own that hides everything."""

    kind = Mako

    def __init__(
        self, address: str, folder: Path, config: str = HIDES, tells: bool = False
    ) -> None:
        self._environment = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config")}
        self._tells = tells
        self.config = folder / "config" / "mako" / "config"
        self.config.parent.mkdir(parents=True)
        if config:
            self.config.write_text(config)
        super().__init__(address)

    def start(self) -> None:
        self.server = self.mako = FakeMako(
            self.address, self.config, environment=self._environment, tells=self._tells
        )

    def state(self) -> str:
        return " ".join(self.mako.modes)

    def is_quiet(self) -> bool:
        return self.mako.is_quiet

    def switch(self, on: bool) -> None:
        others = [mode for mode in self.mako.modes if mode != "do-not-disturb"]
        self.mako.set_modes([*others, "do-not-disturb"] if on else others)


def _authenticated(connection: socket.socket) -> DBusConnection:
    dialogue = Authenticator()
    for line in dialogue:
        connection.sendall(line)
        dialogue.feed(connection.recv(1024))
    connection.sendall(BEGIN)
    return DBusConnection(connection)


def _notification(number: int, program: str) -> dict[str, tuple[str, object]]:
    return {
        "app-name": ("s", program),
        "summary": ("s", "for nobody's eyes"),
        "id": ("u", number),
    }
