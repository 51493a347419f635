"""The lid, sleep, the lock and another user: logind and UPower of a lab, played by the test."""

import json
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.desktops.lab import ROOT, VENV, Lab
from tests.desktops.login_program import CONTROL
from tests.desktops.programs import Program, wait_until
from tests.login_server import LOGIND, LOGIND_PATH, LONGEST_DELAY, NUMBER

PROGRAM = Path(__file__).with_name("login_program.py")


class LoginManager:
    """A program of the lab on its system bus; say what it is like before the app asks it."""

    def __init__(self, lab: Lab, *, has_upower: bool = True, pushes_lid: bool = False) -> None:
        """``pushes_lid``: logind tells of the lid itself, as new ones do."""
        self._lab = lab
        self._how = json.dumps({"has_upower": has_upower, "pushes_lid": pushes_lid})
        self._program = self._start()
        lab.env["XDG_SESSION_ID"] = NUMBER

    def __enter__(self) -> "LoginManager":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.dies()

    # The lid and the dock

    def closes_lid(self) -> None:
        """The lid is closed; whether the computer sleeps then is the test's to say."""
        self._do("move_lid", True)

    def opens_lid(self) -> None:
        self._do("move_lid", False)

    def docks(self) -> None:
        """A second screen is in use."""
        self._do("dock", True)

    def undocks(self) -> None:
        self._do("dock", False)

    # Sleep

    def takes_to_sleep(self, *pids: int) -> None:
        """These processes stand still from the moment on at which nobody holds up sleep any more,
        until it is awake again.
        """
        self._call("Set", "sleepers", list(pids))

    def goes_to_sleep(self) -> float:
        """Sleep is announced, and waits for who holds it up; for how many seconds that was."""
        self._do("announce_sleep")
        wait_until(lambda: self._look()["delay"] is not None, LONGEST_DELAY + 2, "sleep", 0.01)
        return float(self._look()["delay"])

    def wakes_up(self) -> None:
        """The computer is awake again."""
        self._do("wake")

    @property
    def who_delays_sleep(self) -> list[str]:
        """Who would be waited for before sleep."""
        return [who for _what, who, _why, _mode in self._look()["delaying"]]

    def is_waited_for(self, seconds: float = 5.0) -> None:
        """Wait until Presence holds up sleep."""
        wait_until(lambda: "Presence" in self.who_delays_sleep, seconds, "the delay inhibitor")

    def is_waited_for_no_longer(self, seconds: float = 5.0) -> None:
        """Wait until Presence holds up sleep no more."""
        wait_until(lambda: "Presence" not in self.who_delays_sleep, seconds, "its release")

    # The lock and the other user

    def locks(self) -> None:
        """The desktop's locker has locked the screen, and says so."""
        self._do("lock", True)

    def unlocks(self) -> None:
        """The person has typed their password."""
        self._do("lock", False)

    def goes_to_another_user(self) -> None:
        """Somebody else's session comes to the front."""
        self._do("switch", False)

    def comes_back(self) -> None:
        """The person's own session comes to the front again."""
        self._do("switch", True)

    def asks_to_unlock(self) -> None:
        """``loginctl unlock-session``: the desktop's locker is to go."""
        self._do("ask_to_unlock")

    # What goes wrong with logind itself

    def refuses_inhibitors(self, refuses: bool = True) -> None:
        self._call("Set", "refuses", refuses)

    def hangs(self) -> None:
        """Nobody but the test is answered any more; what happens is still told."""
        self._do("hang")

    def answers(self) -> None:
        """And again; what was asked meanwhile is answered with the next question."""
        self._do("answer")

    def dies(self) -> None:
        """It crashes, or is ended."""
        self._program.kill()

    def comes_anew(self) -> None:
        """It is started again, as after an update; nothing is locked, the lid is open."""
        self._program = self._start()

    # Inside

    def _start(self) -> Program:
        env = {"PYTHONPATH": str(ROOT)}
        program = self._lab.spawn(VENV / "python", PROGRAM, self._how, name="logind", env=env)
        wait_until(lambda: self._gdbus("Look", check=False), 10, "logind")
        return program

    def _do(self, name: str, *arguments: Any) -> None:
        self._call("Do", name, *arguments)

    def _look(self) -> dict[str, Any]:
        seen: dict[str, Any] = self._call("Look")
        return seen

    def _call(self, method: str, *arguments: Any) -> Any:
        said = self._gdbus(method, *arguments).strip()
        return json.loads(said.removeprefix("('").removesuffix("',)"))

    def _gdbus(self, method: str, *arguments: Any, check: bool = True) -> str:
        as_text = json.dumps(json.dumps(arguments))  # a string of GVariant's is written as JSON's
        call = ("gdbus", "call", "--system", "-d", LOGIND, "-o", LOGIND_PATH)
        return self._lab.run(*call, "-m", f"{CONTROL}.{method}", as_text, check=check).stdout
