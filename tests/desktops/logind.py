"""A stand-in for logind on the lab's system bus: the lid, the lock, another user in front."""

from tests.desktops.lab import Lab
from tests.desktops.programs import wait_until

NAME = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MOCK = "org.freedesktop.DBus.Mock"
NUMBER = "c1"  # of the person's session
SESSION = f"{PATH}/session/{NUMBER}"


class Logind:
    """python-dbusmock's logind; say what it tells before the program under test asks it."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        mock = ("/usr/bin/python3", "-m", "dbusmock", "--system", "--template", "logind")
        self._server = lab.spawn(*mock, name="logind")
        wait_until(lambda: "true" in self._call("NameHasOwner", NAME), 10, "logind")
        self._tell(PATH, "AddSession", NUMBER, "seat0", "1000", "ana", "true")
        lab.env["XDG_SESSION_ID"] = NUMBER

    def goes_to_sleep(self) -> None:
        """The lid is closed."""
        self._tell_of_sleep("true")

    def wakes_up(self) -> None:
        """The lid is opened."""
        self._tell_of_sleep("false")

    def locks(self) -> None:
        """The desktop's locker has locked the screen, and says so."""
        self._tell_of_session("LockedHint", "true")

    def unlocks(self) -> None:
        """The person has typed their password."""
        self._tell_of_session("LockedHint", "false")

    def goes_to_another_user(self) -> None:
        """Somebody else's session comes to the front."""
        self._tell_of_session("Active", "false")

    def comes_back(self) -> None:
        """The person's own session comes to the front again."""
        self._tell_of_session("Active", "true")

    def asks_to_unlock(self) -> None:
        """``loginctl unlock-session``: the desktop's locker is to go."""
        self._tell(SESSION, "EmitSignal", f"{NAME}.Session", "Unlock", "", "[]")

    def _tell_of_session(self, name: str, value: str) -> None:
        changed = f"{{'{name}': <{value}>}}"
        self._tell(SESSION, "UpdateProperties", f"{NAME}.Session", changed)

    def _tell_of_sleep(self, starting: str) -> None:
        self._tell(PATH, "EmitSignal", f"{NAME}.Manager", "PrepareForSleep", "b", f"[<{starting}>]")

    def _tell(self, path: str, method: str, *arguments: str) -> None:
        """Have the stand-in do something."""
        call = ("gdbus", "call", "--system", "-d", NAME, "-o", path, "-m", f"{MOCK}.{method}")
        self._lab.run(*call, "--", *arguments)

    def _call(self, method: str, *arguments: str) -> str:
        bus = "org.freedesktop.DBus"
        call = ("gdbus", "call", "--system", "-d", bus, "-o", "/", "-m", f"{bus}.{method}")
        return self._lab.run(*call, *arguments, check=False).stdout
