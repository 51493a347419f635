"""How the program itself came here, and so how it goes."""

import shlex
import sys
from pathlib import Path

from presence.paths import resources_dir

PACKAGE = Path("/usr/lib/presence")
BUNDLE = Path("app") / "start"  # in the folder of one that brings its own Python


def how_to_remove(prefix: str = sys.prefix, program: str = sys.executable) -> str:
    """The command that takes the program away; "" for a checkout, which is a folder."""
    parts, above = Path(prefix).parts, Path(program).parents
    if PACKAGE in above:
        return "sudo apt remove presence"
    if "pipx" in parts:
        return "pipx uninstall presence"
    if "uv" in parts and "tools" in parts:
        return "uv tool uninstall presence"
    if len(above) > 1 and (above[1] / BUNDLE).is_dir():
        return f"rm -r {shlex.quote(str(above[1]))}"
    if is_checkout():
        return ""
    return f"{shlex.quote(program)} -m pip uninstall presence"


def is_checkout() -> bool:
    """Whether this runs from the folder that it is developed in."""
    return resources_dir().parent != Path(__file__).parents[2]


def own_file() -> Path | None:
    """A file of ours that every installer replaces; None for a checkout, its developer's matter."""
    return None if is_checkout() else Path(__file__)
