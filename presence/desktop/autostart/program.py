"""The programs that a login can start, by their whole paths: it knows nothing of a shell's PATH."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

SETTLE = ("mute", "release")


@dataclass(frozen=True, slots=True)
class Program:
    """This Presence as a login starts it; ``name`` is that of the entry."""

    name: str
    app: Sequence[str]
    settle: Sequence[str]  # puts back what was left muted, and ends

    @property
    def command(self) -> Sequence[str]:
        """The command line, before what it is told."""
        return self.settle[: -len(SETTLE)]


def this_program(home: str = "", interpreter: str = sys.executable) -> Program:
    """The programs installed beside the interpreter; ``home`` is one that was named."""
    named = ["--home", home] if home else []
    return Program(
        name=f"presence-{crc32(home.encode()):08x}" if home else "presence",
        app=[*_installed("presence-tray", "presence.app", interpreter), *named],
        settle=[*_installed("presence", "presence", interpreter), *named, *SETTLE],
    )


def through_a_shell(words: Sequence[str]) -> list[str]:
    """The same, for those who start no program with such a name themselves."""
    return ["/bin/sh", "-c", 'exec "$0" "$@"', *words]


def _installed(script: str, module: str, interpreter: str) -> list[str]:
    beside = Path(interpreter)
    program = beside.with_name(script + beside.suffix)
    return [str(program)] if program.is_file() else [interpreter, "-m", module]
