"""Who shows the notifications where there is no bus to ask: the system itself."""

import sys

from presence.desktop.mute.mechanism import Server

OWNER = "system"  # in place of a name on the bus; it is always there
WINDOWS = "Windows"
MACOS = "macOS"


def system_server(system: str = sys.platform, version: str = "") -> Server | None:
    """Windows or macOS, None where the bus knows; ``version`` stands in for that of this one."""
    if system == "win32":
        return Server(WINDOWS, "Microsoft", version or _windows_version(), OWNER)
    if system == "darwin":
        return Server(MACOS, "Apple", version or _macos_version(), OWNER)
    return None


def version_of(server: Server) -> tuple[int, ...]:
    """Its version as numbers, to be compared; what is no number counts as 0."""
    return tuple(int(part) if part.isdecimal() else 0 for part in server.version.split("."))


def _windows_version() -> str:
    about = sys.getwindowsversion()  # type: ignore[attr-defined,unused-ignore]
    return f"{about.major}.{about.minor}.{about.build}"


def _macos_version() -> str:
    import platform  # only here: it takes some milliseconds

    return platform.mac_ver()[0]
