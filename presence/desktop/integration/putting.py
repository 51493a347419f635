"""Puts the files there by which a desktop knows Presence, and takes them away again."""

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from presence import APPLICATION_ID
from presence.core.errors import ErrorCode, LoginError, Refused
from presence.desktop.autostart import own_file
from presence.desktop.integration.pieces import MENU, Part, Piece, icon_theme, is_ours
from presence.desktop.tray_host.icons import data_folders, person_folder

SECONDS = 10.0
MENU_CACHE = "mimeinfo.cache"
EMPTY_CACHE = b"[MIME Cache]"

Tell = Callable[[Sequence[str]], bool]  # runs a desktop's own program; whether it could


@dataclass(frozen=True, slots=True)
class Put:
    """What was written, what was the same already, and what somebody else has there."""

    written: tuple[Path, ...]
    same: tuple[Path, ...]
    foreign: tuple[Path, ...]
    links_are_known: bool = True  # whether the desktop was told of our links


def refuse_beside_a_package() -> None:
    """Raises Refused where the system's package has done it all already."""
    for folder in data_folders()[1:]:
        if (folder / MENU).is_file():
            raise Refused(ErrorCode.INTEGRATED_BY_PACKAGE, path=str(folder / MENU))


def run(command: Sequence[str]) -> bool:
    """Whether a program of the desktop is there and did it."""
    program = shutil.which(command[0])
    if program is None:
        return False
    try:
        done = subprocess.run(
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def put(pieces: Sequence[Piece], tell: Tell = run) -> Put:
    """Write what is not there as it should be; raises Refused, and says what it could not write."""
    written, same, foreign = [], [], []
    for piece in pieces:
        there = _content(piece)
        if there == piece.content:
            same.append(piece.path)
        elif os.path.lexists(piece.path) and not is_ours(piece, there or b""):
            foreign.append(piece.path)
        else:
            try:
                own_file.write(piece.path, piece.content)
            except LoginError as fault:
                raise Refused(ErrorCode.PIECE_NOT_WRITABLE, **fault.values) from fault
            written.append(piece.path)
    knows = True
    if written:
        knows = tell(["update-desktop-database", "-q", str(_menu_folder(pieces))])
        _tell_desktop()
    return Put(tuple(written), tuple(same), tuple(foreign), knows)


def there(pieces: Sequence[Piece]) -> tuple[Path, ...]:
    """Those that lie there and are ours."""
    found = []
    for piece in pieces:
        content = _content(piece)
        if content is not None and is_ours(piece, content):
            found.append(piece.path)
    return tuple(found)


def take_away(pieces: Sequence[Piece], tell: Tell = run) -> tuple[Path, ...]:
    """Remove what is ours; which it was. Raises Refused for one that cannot be removed."""
    gone = there(pieces)
    for path in gone:
        try:
            path.unlink(missing_ok=True)
        except OSError as fault:
            detail = fault.strerror or str(fault)
            raise Refused(ErrorCode.TRACE_NOT_REMOVED, path=str(path), detail=detail) from fault
    if gone:
        folder = _menu_folder(pieces)
        tell(["update-desktop-database", "-q", str(folder)])
        _forget_empty_cache(folder)
        _tell_desktop()
    return gone


def _content(piece: Piece) -> bytes | None:
    try:
        return piece.path.read_bytes()
    except OSError:
        return None


def _menu_folder(pieces: Sequence[Piece]) -> Path:
    menus = [piece.path for piece in pieces if piece.part is Part.MENU]
    return menus[0].parent if menus else person_folder() / MENU.parent


def _forget_empty_cache(folder: Path) -> None:
    """Where there was no entry before us, there was no such list either."""
    with suppress(OSError):
        cache = folder / MENU_CACHE
        if cache.read_bytes().strip() == EMPTY_CACHE:
            cache.unlink()


def _tell_desktop() -> None:
    """The bus looks for services anew; a panel sees by its folder's time that icons are new."""
    from presence.desktop.dbus import BUS, BusError, SessionBus

    with suppress(OSError):
        os.utime(icon_theme())
    with suppress(BusError):
        SessionBus().call(BUS, "ReloadConfig")


def is_on_the_bus() -> bool:
    """Whether the bus would start Presence for who asks for it."""
    from presence.desktop.dbus import BUS, BusError, SessionBus

    try:
        (names,) = SessionBus().call(BUS, "ListActivatableNames")
    except BusError:
        return False
    return APPLICATION_ID in names
