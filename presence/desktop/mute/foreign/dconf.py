"""dconf's change of one key, sent to its service as its own tools do, without starting one of them.

A process takes some ten milliseconds for what this says in two. The change is a value of GVariant
(https://docs.gtk.org/glib/gvariant-format.html) of the type ``a{smv}``. dconf's own side looks at
profiles and at what an administrator has locked, so this is only for the profile that has neither.
"""

import os

from jeepney import DBusAddress

WRITER = DBusAddress(
    "/ca/desrt/dconf/Writer/user",
    bus_name="ca.desrt.dconf",
    interface="ca.desrt.dconf.Writer",
)
_ALIGNED = 8  # a variant in a container begins at a multiple of it
_LONGEST = 200  # bytes of a path: then an offset in the container takes one


def change(path: str, is_on: bool) -> bytes:
    """The key of that path as true or false; raises ValueError for a path that is no key's."""
    key = path.encode() + b"\0"
    if not path.startswith("/") or path.endswith("/") or len(key) > _LONGEST:
        raise ValueError(path)
    entry = key + bytes(-len(key) % _ALIGNED)
    entry += bytes((is_on, 0)) + b"b\0"  # the variant: value, end, type; and that there is one
    entry += bytes((len(key),))  # where the key ends
    return entry + bytes((len(entry),))


def is_plain(etc: str = "/etc") -> bool:
    """Whether dconf has the person's own database and nothing above it (dconf(7), "Profiles")."""
    if "DCONF_PROFILE" in os.environ or os.environ.get("GSETTINGS_BACKEND", "dconf") != "dconf":
        return False
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    places = [f"{folder}/dconf/profile/user" for folder in (etc, *shared.split(":"))]
    places.append(f"/run/dconf/user/{os.getuid()}")
    if runtime := os.environ.get("XDG_RUNTIME_DIR"):
        places.append(f"{runtime}/dconf/profile")
    return not any(map(os.path.exists, places))
