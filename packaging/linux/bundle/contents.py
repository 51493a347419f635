"""What goes into the bundle, and where: everything else that an analysis finds is left out."""

import sys
from pathlib import PurePosixPath

PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"
STANDARD = f"lib/{PYTHON}"
PACKAGES = f"{STANDARD}/site-packages"
# Not in a folder named for a Python's version: a lease names scripts of ours by their paths, and
# is played after an upgrade too.
OURS = "app/presence"
START = "app/start"

# Who is thought of: an analysis that finds somebody else fails the build.
THIRD_PARTIES = frozenset(
    "PySide6 shiboken6 apscheduler click dateutil h11 icalendar jeepney lazy_importer platformdirs "
    "recurring_ical_events segno six tomlkit typing_extensions tzlocal x_wr_timezone".split()
)
# Installed beside it for the tests, or in other ways here than on the machine it is for: zones
# come from the system, secrets are kept by secret-tool.
EXCLUDED = (
    "PIL",
    "_bz2",
    "_hashlib",
    "_lzma",
    "backports",
    "cffi",
    "colorama",
    "cryptography",
    "curses",
    "doctest",
    "ensurepip",
    "ftplib",
    "hypothesis",
    "idlelib",
    "importlib_metadata",
    "jaraco",
    "keyring",
    "lib2to3",
    "more_itertools",
    "multiprocessing",
    "numpy",
    "pdb",
    "pkg_resources",
    "pydoc",
    "pydoc_data",
    "pytest",
    "pytz",
    "readline",
    "secretstorage",
    "setuptools",
    "sqlalchemy",
    "tkinter",
    "tornado",
    "trio",
    "twisted",
    "tzdata",
    "unittest",
    "xmlrpc",
    "zipp",
)
TESTS = ("icalendar/tests/", "icalendar/fuzzing/", "recurring_ical_events/test/")

QT_MODULES = ("Core", "DBus", "Gui", "Network", "PrintSupport", "Svg", "Widgets")
QT_LIBRARIES = frozenset(
    {f"libQt6{module}.so.6" for module in (*QT_MODULES, "WaylandClient", "XcbQpa")}
)
ICU = ("libicudata.so.", "libicui18n.so.", "libicuuc.so.")
# No theme of GTK's, which brings all of GTK along; no OpenGL, for nothing is drawn with it.
PLUGINS = frozenset(
    {
        "iconengines/libqsvgicon.so",
        "imageformats/libqsvg.so",
        "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "platforminputcontexts/libibusplatforminputcontextplugin.so",
        "platforms/libqoffscreen.so",
        "platforms/libqwayland.so",
        "platforms/libqxcb.so",
        "printsupport/libcupsprintersupport.so",
        "tls/libqopensslbackend.so",
        "wayland-decoration-client/libadwaita.so",
        "wayland-decoration-client/libbradient.so",
        "wayland-shell-integration/libxdg-shell.so",
    }
)
LANGUAGES = ("de",)  # those of presence.texts but the one that Qt is written in


class UnknownContent(Exception):
    """Something came along that nobody has thought of."""


def place(name: str) -> str | None:
    """Where in the bundle a file of an analysis goes, by its name there; None for nowhere."""
    path = PurePosixPath(name)
    top = path.parts[0]
    if top == "presence":
        return f"app/{name}"
    if top.startswith("libpython3."):
        return f"lib/{top}" if ".so." in top else None
    if path.parts[:2] == (PYTHON, "lib-dynload"):
        is_wanted = path.name.split(".")[0] not in EXCLUDED
        return f"{STANDARD}/lib-dynload/{path.name}" if is_wanted else None
    if top == "PySide6":
        return f"{PACKAGES}/{name}" if _is_wanted_of_qt(path) else None
    if ".so" in path.name and len(path.parts) == 1:
        return None  # the system's, which the package depends on
    if top.endswith(".dist-info"):
        is_read = path.name in ("METADATA", "entry_points.txt")
        return f"{PACKAGES}/{name}" if is_read else None
    return _place_of_python(name, top.removesuffix(".pyc"))


def _place_of_python(name: str, module: str) -> str | None:
    if module in EXCLUDED or name.startswith(TESTS) or module == "_pyi_rth_utils":
        return None
    if module in sys.stdlib_module_names or module.startswith("_sysconfigdata"):
        return f"{STANDARD}/{name}"
    if module in THIRD_PARTIES:
        return f"{PACKAGES}/{name}"
    raise UnknownContent(f"packaging/linux/bundle/contents.py does not know {name}")


def _is_wanted_of_qt(path: PurePosixPath) -> bool:
    match path.parts[1:]:
        case ("Qt", "plugins", *rest):
            return "/".join(rest) in PLUGINS
        case ("Qt", "translations", name):
            return name in {f"qtbase_{language}.qm" for language in LANGUAGES}
        case ("Qt", "lib", name):
            return name in QT_LIBRARIES or name.startswith(ICU)
        case ("Qt", *_):
            return False
        case (name,) if name.endswith(".abi3.so"):
            return name.removesuffix(".abi3.so") in {f"Qt{module}" for module in QT_MODULES}
        case _:
            return True
