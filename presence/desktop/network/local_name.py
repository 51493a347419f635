"""The name by which others in the same network find this computer without a server (RFC 6762)."""

import re
import socket
import sys
from pathlib import Path

LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
AVAHI = "run/avahi-daemon/socket"


def local_name(root: Path = Path("/"), host_name: str | None = None) -> str:
    """``laptop.local``; "" where nothing here answers to such a name.

    Windows and macOS answer themselves, Linux where avahi runs.
    """
    label = (socket.gethostname() if host_name is None else host_name).partition(".")[0].lower()
    is_answered = sys.platform in ("win32", "darwin") or (root / AVAHI).exists()
    return f"{label}.local" if is_answered and LABEL.fullmatch(label) else ""
