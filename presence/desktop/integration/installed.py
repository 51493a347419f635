"""How the program itself came here, and so how it goes."""

import os
import shlex
import sys
from pathlib import Path

from presence.paths import resources_dir

PACKAGE = Path("/usr/lib/presence")


def how_to_remove(prefix: str = sys.prefix, program: str = sys.executable) -> str:
    """The command that takes the program away; "" for a checkout, which is a folder."""
    parts = Path(prefix).parts
    if PACKAGE in Path(program).parents or Path(prefix) == PACKAGE:
        return "sudo apt remove presence"
    if "pipx" in parts:
        return "pipx uninstall presence"
    if "uv" in parts and "tools" in parts:
        return "uv tool uninstall presence"
    if hasattr(sys, "frozen"):  # the archive, unpacked somewhere
        return f"rm -r {shlex.quote(os.path.dirname(program))}"
    if is_checkout():
        return ""
    return f"{program} -m pip uninstall presence"


def is_checkout() -> bool:
    """Whether this runs from the folder that it is developed in."""
    return not hasattr(sys, "frozen") and resources_dir().parent != Path(__file__).parents[2]


def own_file() -> Path | None:
    """The file by which it is seen; None for a checkout."""
    if hasattr(sys, "frozen"):
        return Path(sys.executable)
    return None if is_checkout() else Path(__file__).parents[2] / "__init__.py"
