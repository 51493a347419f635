"""Somebody who uses Presence on a desktop: the installed programs, the pointer and the keys."""

import json
import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.desktops.accessible import Accessible
from tests.desktops.desktop import Desktop
from tests.desktops.lab import SHOTS, VENV, ZONE
from tests.desktops.programs import LabError, Program, command_line, is_alive, marked, wait_until
from tests.journeys.moved_clock import MovedClock

QUICK = Path(__file__).with_name("quick_presence.py")


class Person:
    """Runs ``presence`` and ``presence-tray`` in a desktop's lab, with the home of a new user."""

    def __init__(
        self,
        desktop: Desktop,
        knows_presence: bool = True,
        home: str = "",
        spans: Mapping[str, float] | None = None,
        clock: MovedClock | None = None,
    ) -> None:
        """``knows_presence``: the first session lies behind them; ``home``: a folder of its own.

        ``spans``: what of the app is shorter, in seconds (``quick_presence.py``).
        """
        self.desktop = desktop
        self._env = {"PRESENCE_HOME": str(desktop.lab.home / home)} if home else {}
        self._clock = clock
        self._app: Sequence[str | Path] = (VENV / "presence-tray",)
        if spans is not None:
            self._app = (VENV / "python", QUICK, json.dumps(spans))
        self._settings = desktop.lab.home / home if home else desktop.lab.config / "presence"
        self.screen = desktop.screen
        self.windows = Accessible(desktop.lab, desktop.screen)
        self.lab = desktop.lab
        self.lab.env["PATH"] = f"{VENV}{os.pathsep}{self.lab.env['PATH']}"
        if knows_presence:
            self.set("first_minute_done", "true")
            self.set("login_asked", "true")

    def set(self, name: str, value: str) -> None:
        """Write a line into the settings file, as with an editor."""
        file = self._settings / "settings.toml"
        file.parent.mkdir(exist_ok=True)
        with file.open("a") as settings:
            settings.write(f"{name} = {value}\n")

    def presence(self, *words: str, check: bool = True) -> str:
        """What a command prints; LabError where it fails."""
        env = self._env | (self._clock.for_commands if self._clock else {})
        return self.lab.run(VENV / "presence", *words, check=check, env=env).stdout

    def asks(self, *words: str) -> Any:
        """What a command answers with --json."""
        return json.loads(self.presence(*words, "--json"))

    @property
    def now(self) -> datetime:
        """The time by the person's clock."""
        moved = self._clock.moved if self._clock else timedelta()
        return (datetime.now(UTC) + moved).astimezone(ZoneInfo(ZONE))

    @property
    def status(self) -> Any:
        return self.asks("status")

    @property
    def log(self) -> Any:
        return self.asks("log")

    def starts_app(self, waits_for_icon: bool = True, within: Sequence[str | Path] = ()) -> Program:
        """Start the tray app and wait until its icon stands in the panel.

        ``within``: the words before it, for a place of its own.
        """
        env = self._env | (self._clock.for_app if self._clock else {})
        app = self.lab.spawn(*within, *self._app, name="presence-tray", env=env)
        wait_until(lambda: self._answers(app), 15, "the app's answering", every=0.1)
        if waits_for_icon:
            self.desktop.icon()
        return app

    def raises_app(self) -> None:
        """Start it once more: it shows its window."""
        env = self._env | (self._clock.for_commands if self._clock else {})
        self.lab.run(VENV / "presence-tray", env=env)

    def quits_app(self) -> None:
        """End the app as the menu does."""
        pid = self.status["pid"]
        self.presence("quit")
        wait_until(lambda: not is_alive(pid), 5, "the app's end")

    def app_crashes(self) -> None:
        """SIGKILL for the app; what guards the mute goes on."""
        pid = self.status["pid"]
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not is_alive(pid), 5, "the app's end")

    def power_is_cut(self) -> None:
        """SIGKILL for everything of Presence at the same moment."""
        pids = self._processes()
        if not pids:
            raise LabError("nothing of Presence runs")
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not any(map(is_alive, pids)), 5, "the end of it all")

    def waits_for(self, state: str, seconds: float = 5.0) -> Any:
        """Wait until ``status`` says running or idle; what it says then."""

        def reached() -> Any:
            status = self.status
            return status if status["state"] == state else None

        return wait_until(reached, seconds, f"the state {state}", every=0.1)

    def waits_for_quiet(self, seconds: float = 4.0) -> None:
        """Wait until ``status`` says that the desktop is quiet, read back."""
        wait_until(lambda: self.status["mute"]["detail"] == "checked", seconds, "the quiet")

    @contextmanager
    def moves_the_pointer(self) -> Iterator[None]:
        """Meanwhile the pointer moves, as a hand moves it; not while it is to click."""
        steps = [("mousemove", str(300 + 9 * step), "400", "sleep", "0.3") for step in range(20)]
        words = [word for _ in range(5) for step in steps for word in step]
        hand = self.lab.spawn("xdotool", *words)
        yield
        hand.end()

    def sees(self, text: str, seconds: float = 10.0) -> bool:
        """Whether a text can be read on one of Presence's windows, now or soon."""
        self.windows.find(text, seconds)
        return True

    def lets_the_word_go(self) -> None:
        """Wait until our own word at the start has gone: it stands beside the pointer."""
        said = " · quiet (checked)"
        wait_until(lambda: not self.windows.has(said), 6, "the end of our own word")

    def sees_no_notification(self, shot: str = "") -> bool:
        """Whether a notification sent now stays away from the screen."""
        self.lets_the_word_go()
        return not self.desktop.shows_notifications(shot)

    def keeps_picture(self, name: str) -> Path:
        """Save the screen as it is once nothing moves."""
        return self.screen.settled().save(SHOTS / f"{name}.png")

    def _answers(self, app: Program) -> bool:
        if not app.is_running:
            raise LabError(f"presence-tray ended:\n{app.output}")
        return bool(self.status["pid"])

    def _processes(self) -> list[int]:
        return [pid for pid in marked(self.lab.mark) if b"presence" in command_line(pid).lower()]
