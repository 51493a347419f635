"""A LaunchAgent of the person's own (launchd.plist(5)). Not yet run on macOS."""

import plistlib
import shlex
from collections.abc import Mapping
from pathlib import Path
from xml.parsers.expat import ExpatError

from presence.core.errors import LoginError
from presence.desktop.autostart import own_file
from presence.desktop.autostart.autostart import Autostart
from presence.desktop.autostart.program import Program


class MacAutostart(Autostart):
    """Read by launchd at the next login; ``folder`` is that of the person's agents."""

    def __init__(self, program: Program, folder: Path | None = None) -> None:
        self._program = program
        folder = folder or Path.home() / "Library" / "LaunchAgents"
        self._path = folder / f"{program.name}.plist"

    @property
    def path(self) -> str:
        return str(self._path)

    def is_on(self) -> bool:
        try:
            return self._read() == self._agent()
        except LoginError:
            return False

    def turn_on(self) -> None:
        there = self._read()
        if there is not None and not self._is_ours(there):
            raise own_file.foreign(self._path, shlex.join(self._program.app))
        own_file.write(self._path, plistlib.dumps(self._agent()))

    def turn_off(self) -> None:
        there = self._read()
        if there is not None and self._is_ours(there):
            own_file.remove(self._path)

    def _agent(self) -> Mapping[str, object]:
        return {
            "Label": self._program.name,
            "ProgramArguments": list(self._program.app),
            "RunAtLoad": True,
            "LimitLoadToSessionType": "Aqua",  # with a screen
            "ProcessType": "Interactive",
        }

    def _is_ours(self, agent: Mapping[str, object]) -> bool:
        """Of this or of an earlier place of ours."""
        words = agent.get("ProgramArguments")
        names = [str(word) for word in words] if isinstance(words, list) else []
        is_app = any(Path(name).name == "presence-tray" for name in names)
        return agent.get("Label") == self._program.name and (is_app or "presence.app" in names)

    def _read(self) -> Mapping[str, object] | None:
        """The agent; one without a key where it cannot be understood."""
        content = own_file.read(self._path)
        if content is None:
            return None
        try:
            agent = plistlib.loads(content)
        except (plistlib.InvalidFileException, ExpatError, ValueError, KeyError):
            return {}
        return agent if isinstance(agent, dict) else {}
