"""A stand-in for logind on the lab's system bus: the lid is closed and opened."""

from tests.desktops.lab import Lab
from tests.desktops.programs import wait_until

NAME = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"


class Logind:
    """python-dbusmock's logind; say what it tells before the program under test asks it."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        mock = ("/usr/bin/python3", "-m", "dbusmock", "--system", "--template", "logind")
        self._server = lab.spawn(*mock, name="logind")
        wait_until(lambda: "true" in self._call("NameHasOwner", NAME), 10, "logind")

    def goes_to_sleep(self) -> None:
        """The lid is closed."""
        self._tell_of_sleep("true")

    def wakes_up(self) -> None:
        """The lid is opened."""
        self._tell_of_sleep("false")

    def _tell_of_sleep(self, starting: str) -> None:
        method = "org.freedesktop.DBus.Mock.EmitSignal"
        signal = (f"{NAME}.Manager", "PrepareForSleep", "b", f"[<{starting}>]")
        self._lab.run(
            *("gdbus", "call", "--system", "-d", NAME, "-o", PATH, "-m", method, "--", *signal)
        )

    def _call(self, method: str, *arguments: str) -> str:
        bus = "org.freedesktop.DBus"
        call = ("gdbus", "call", "--system", "-d", bus, "-o", "/", "-m", f"{bus}.{method}")
        return self._lab.run(*call, *arguments, check=False).stdout
