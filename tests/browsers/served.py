"""The test's side of ``serving.py``: a table whose phones are real browsers."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.browsers.serving import NAME
from tests.desktops.programs import wait_until

ROOT = Path(__file__).resolve().parents[2]

__all__ = ["NAME", "ServedTable"]


class ServedTable:
    """``https`` and ``http`` are addresses by name; ``four_words`` are the certificate's."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="ptable."))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.browsers.serving", self._folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        opened = self._answer()
        self.https, self.http, self.four_words = opened["https"], opened["http"], opened["words"]

    @property
    def guests(self) -> str:
        """The token of the code for guests."""
        return str(self.asks("look")["guests"])

    @property
    def pairing(self) -> str:
        """The token of the code for one's own phone."""
        return str(self.asks("look")["pairing"])

    def asks(self, what: str, **values: Any) -> dict[str, Any]:
        """A command to the process, and what it answers."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": what} | values) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def waits_for(self, **states: str) -> None:
        """Until the phones of these names lie so; one that was cut off takes a while."""
        wait_until(lambda: states.items() <= self.states().items(), 20, f"{states}")

    def states(self) -> dict[str, str]:
        """How each phone lies, by name."""
        states: dict[str, str] = self.asks("look")["states"]
        return states

    def words(self) -> list[str]:
        """What was told, one after the other: ``reason`` with which one."""
        return [" ".join(filter(None, told[1:])) for told in self.asks("look")["told"]]

    def ends(self) -> None:
        """The process goes."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer
