"""A real X server without a screen, and the person who sits at it."""

import os
import subprocess
from pathlib import Path


class XServer:
    """An Xvfb of our own."""

    def __init__(self, folder: Path) -> None:
        read, write = os.pipe()
        with (folder / "Xvfb.log").open("wb") as log:
            self._process = subprocess.Popen(
                [
                    *("setpriv", "--pdeathsig", "TERM", "Xvfb", "-displayfd", str(write)),
                    *("-screen", "0", "320x200x24", "-nolisten", "tcp", "-noreset"),
                ],
                stdout=log,
                stderr=log,
                pass_fds=(write,),
            )
        os.close(write)
        with os.fdopen(read) as answer:
            self.display = f":{answer.readline().strip()}"

    def press(self, *keys: str) -> None:
        """The person presses keys, by their X names."""
        self.run("xdotool", "key", "--delay", "20", *keys)

    def touch(self, x: int) -> None:
        """The person moves the mouse."""
        self.run("xdotool", "mousemove", str(x), "20")

    def run(self, *command: str) -> None:
        subprocess.run(command, check=True, env={**os.environ, "DISPLAY": self.display})

    def kill(self) -> None:
        """The server crashes."""
        self._process.kill()
        self._process.wait(5)
