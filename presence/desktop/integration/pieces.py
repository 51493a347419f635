"""The files by which a desktop knows Presence, as they lie in the person's own data folder.

A package puts them below /usr; pipx and pip cannot, so ``presence integrate`` does. Each but the
icons ends with a line by which it is known for ours again.
"""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from presence import APPLICATION_ID
from presence.desktop.autostart.program import Program
from presence.desktop.autostart.xdg import exec_line
from presence.desktop.tray_host.icons import (
    THEME,
    icon_files,
    is_our_icon,
    person_folder,
)
from presence.paths import resources_dir

OURS = "Written by “presence integrate”; “presence uninstall” takes it away."
MENU = Path("applications") / f"{APPLICATION_ID}.desktop"
SERVICE = Path("dbus-1") / "services" / f"{APPLICATION_ID}.service"
COMPLETIONS = {
    "presence.bash": Path("bash-completion") / "completions" / "presence",
    "_presence": Path("zsh") / "site-functions" / "_presence",
    "presence.fish": Path("fish") / "vendor_completions.d" / "presence.fish",
}
EXEC = "Exec="
SERVICE_TEXT = """\
[D-BUS Service]
Name={name}
Exec={command}
"""


class Part(Enum):
    """What a file is for."""

    MENU = auto()
    SERVICE = auto()
    ICON = auto()
    COMPLETION = auto()
    MANUAL = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """One file: where it lies, and what is in it."""

    part: Part
    path: Path
    content: bytes

    @property
    def is_marked(self) -> bool:
        """Whether it says of itself that it is ours; a picture does not."""
        return self.part is not Part.ICON


def pieces(program: Program, target: Path | None = None) -> tuple[Piece, ...]:
    """All of them, for the programs that are installed here."""
    return tuple(_pieces(program, target or person_folder()))


def _pieces(program: Program, target: Path) -> Iterator[Piece]:
    yield Piece(Part.MENU, target / MENU, _marked(_menu(program), "#"))
    service = SERVICE_TEXT.format(
        name=APPLICATION_ID, command=shlex.join([*program.app, "--on-screen"])
    )
    yield Piece(Part.SERVICE, target / SERVICE, _marked(service, "#"))
    for source, path in icon_files(target):
        yield Piece(Part.ICON, path, source.read_bytes())
    for name, inside in COMPLETIONS.items():
        text = (resources_dir() / "completions" / name).read_text(encoding="utf-8")
        yield Piece(Part.COMPLETION, target / inside, _marked(text, "#"))
    manual = resources_dir() / "man"
    for source in sorted(manual.rglob("*.[1-9]")):
        inside = Path("man") / source.relative_to(manual)
        text = source.read_text(encoding="utf-8")
        yield Piece(Part.MANUAL, target / inside, _marked(text, '.\\"'))


def icon_theme(target: Path | None = None) -> Path:
    """Whose time says to a panel that there is something new in it."""
    return (target or person_folder()) / THEME


def _menu(program: Program) -> str:
    """The entry of a package, with the programs by their whole paths.

    An entry that the bus activates must have its service, and its name is not looked for in PATH.
    """
    text = (resources_dir() / "linux" / f"{APPLICATION_ID}.desktop").read_text(encoding="utf-8")
    lines: list[str] = []
    for line in text.splitlines():
        if not line.startswith(EXEC):
            lines.append(line)
            continue
        is_first = not any(each.startswith(EXEC) for each in lines)
        lines.append(EXEC + _whole(program, line.removeprefix(EXEC).split()))
        if is_first:
            lines += [f"TryExec={program.command[0]}", "DBusActivatable=true"]
    return "\n".join(lines) + "\n"


def _whole(program: Program, words: Sequence[str]) -> str:
    """``presence start dinner`` with the whole path; what the desktop fills in stays as it is."""
    told = [word for word in words[1:] if not word.startswith("%")]
    fields = [word for word in words if word.startswith("%")]
    return " ".join([exec_line([*program.command, *told]), *fields])


def _marked(text: str, comment: str) -> bytes:
    return f"{text.rstrip()}\n{comment} {OURS}\n".encode()


def is_ours(piece: Piece, content: bytes) -> bool:
    """Whether what lies there was put there by us."""
    if not piece.is_marked:
        return is_our_icon(piece.path, content, piece.content)
    return OURS.encode() in content
