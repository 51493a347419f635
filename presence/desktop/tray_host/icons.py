"""Our icons in the icon theme, where a panel finds them by name and draws them in its own colours.

A package puts them into /usr/share; for those who installed without one, the app copies them into
the person's own folder. Qt never tells a panel of another folder (IconThemePath).
"""

import logging
import os
from pathlib import Path

from presence.paths import resources_dir

logger = logging.getLogger(__name__)

THEME = Path("icons") / "hicolor"
TRAY = Path("symbolic") / "apps"
FOLDERS = (TRAY, Path("scalable") / "apps")


def person_folder() -> Path:
    """The person's own folder for such files (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def data_folders() -> tuple[Path, ...]:
    """Every folder in which a panel looks for icon themes, the person's own first."""
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return (person_folder(), *(Path(each) for each in shared.split(":") if each))


def icons_are_installed() -> bool:
    """Whether a panel finds every icon of the tray by its name."""
    folders = data_folders()
    # Without the theme's own index nobody looks into its folders.
    if not any((folder / THEME / "index.theme").is_file() for folder in folders):
        return False
    names = [each.name for each in _sources(TRAY)]
    return any(
        all((folder / THEME / TRAY / name).is_file() for name in names) for folder in folders
    )


def install_icons(target: Path | None = None) -> tuple[Path, ...]:
    """Copy our icons below ``target`` (the person's own data folder); the files now there.

    What is there and the same is left alone, and so is what the person has there. Raises nothing:
    without them, the panel gets pictures.
    """
    target = target or person_folder()
    there = []
    for source, path in icon_files(target):
        data = source.read_bytes()
        try:
            old = path.read_bytes() if path.is_file() else None
            if os.path.lexists(path) and not is_our_icon(path, old or b"", data):
                continue
            if old != data:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            there.append(path)
        except OSError:
            logger.warning("an icon could not be put into the theme", exc_info=True)
            break
    return tuple(there)


def is_our_icon(path: Path, content: bytes, ours: bytes) -> bool:
    """Whether it is one of ours that lies there, of this version or an older one.

    They are drawn by one program, which begins all of a size alike; who has one of their own in its
    place drew it with another, or has a link to it.
    """
    return not path.is_symlink() and _first_line(content) == _first_line(ours)


def _first_line(content: bytes) -> bytes:
    return content.partition(b"\n")[0]


def installed_icons(target: Path | None = None) -> tuple[Path, ...]:
    """Those of our icons that lie below ``target``, for whoever takes them away again."""
    return tuple(path for _, path in icon_files(target or person_folder()) if path.is_file())


def icon_files(target: Path) -> list[tuple[Path, Path]]:
    """Our icons, and where each lies below ``target``."""
    return [
        (source, target / THEME / folder / source.name)
        for folder in FOLDERS
        for source in _sources(folder)
    ]


def _sources(folder: Path) -> list[Path]:
    return sorted((resources_dir() / THEME / folder).glob("presence*.svg"))
