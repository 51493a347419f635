"""Who may import whom: the table of the house, drawn from the imports of every file.

Every import counts, also one inside a function or under TYPE_CHECKING: to name another room's type
is to know that room. The one exception is Qt in the command line, see ``RARE``.
"""

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest

ROOT = Path(__file__).parent.parent

# What a room may know of Presence besides itself. "*": it joins them all.
BASE = frozenset({"paths", "texts", "words", "logs", "secrets"})
ROOM = BASE | {"core"}
MAY_KNOW: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "__init__": frozenset(),
        "core": frozenset(),
        "paths": frozenset(),
        "texts": frozenset({"paths"}),
        "logs": frozenset({"paths"}),
        "secrets": frozenset({"core"}),
        "words": frozenset({"core", "texts", "paths"}),
        "store": ROOM,
        "desktop": ROOM,
        "courtesy": ROOM,
        "calendars": ROOM,
        "exchange": ROOM | {"drawing"},
        "phone": ROOM,
        "sync": ROOM,
        "link": ROOM,
        "scheduler": ROOM,
        "drawing": ROOM,
        "ui": ROOM | {"drawing"},
        "cli": frozenset({"*"}),
        "app": frozenset({"*"}),
        "front": frozenset({"*"}),  # what app.py joins for a screen, in files of their own
        "__main__": frozenset({"*"}),
    }
)
JOINERS = frozenset({"app", "front", "__main__"})

# Which parts of Qt a room may use. "*": all of it.
NO_QT: frozenset[str] = frozenset()
QT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "desktop": frozenset({"QtCore", "QtDBus", "QtGui"}),
        "desktop.around": NO_QT,  # it is under the same lease
        "desktop.lease": NO_QT,  # a recipe is also run by the guard and by every command
        "desktop.mute": NO_QT,
        "desktop.mute.worker": frozenset({"QtCore"}),  # the app's side
        "desktop.mute.orders": frozenset({"QtCore"}),  # its orders and the answers
        "desktop.mute.listening": frozenset({"QtCore"}),  # and what it hears
        "desktop.mute.file_watch": frozenset({"QtCore"}),
        "desktop.mute.monitor": frozenset({"QtCore"}),
        "courtesy": frozenset({"QtCore", "QtNetwork"}),
        "calendars": frozenset({"QtCore", "QtNetwork"}),
        "phone": frozenset({"QtCore", "QtNetwork"}),
        "sync": frozenset({"QtCore", "QtNetwork"}),
        "exchange": frozenset({"QtCore", "QtGui"}),
        "exchange.review": frozenset({"QtCore", "QtGui", "QtSvg"}),  # charts within a web page
        "drawing": frozenset({"QtCore", "QtGui"}),
        "link": frozenset({"QtCore", "QtNetwork"}),
        "scheduler": frozenset({"QtCore"}),
        "ui": frozenset({"QtCore", "QtGui", "QtWidgets", "QtSvg", "QtDBus", "Shiboken"}),
        "ui.review.printing": frozenset({"QtCore", "QtGui", "QtPrintSupport"}),  # for who prints
        "app": frozenset({"*"}),
        "front": frozenset({"*"}),
    }
)
# Loaded inside a function only: the commands that just read or enter the log must not wait for Qt.
RARE: Mapping[str, str] = MappingProxyType({"cli": "PySide6"})

# Libraries with one home each.
HOMES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "sqlite3": frozenset({"store", "exchange"}),
        "platformdirs": frozenset({"paths"}),
        "gettext": frozenset({"texts"}),
        "keyring": frozenset({"secrets"}),
        "apscheduler": frozenset({"scheduler"}),
        "jeepney": frozenset({"desktop"}),
        "icalendar": frozenset({"calendars.reading", "exchange.invitation"}),
        "recurring_ical_events": frozenset({"calendars.reading"}),
        "tzlocal": frozenset({"desktop.zone"}),
        "h11": frozenset({"phone.http"}),
        "segno": frozenset({"phone"}),
        "tomlkit": frozenset({"store"}),
        "tomllib": frozenset({"store"}),
    }
)

# The standard library without files, network, processes, clocks and environment.
CORE_MAY_USE = frozenset(
    """abc binascii bisect calendar collections contextlib copy dataclasses datetime decimal difflib
    enum fractions functools heapq ipaddress itertools logging math numbers operator random re
    statistics string textwrap types typing unicodedata uuid zoneinfo
    _collections _collections_abc _functools _operator
    _sha1 _sha2 _sha256 hashlib hmac""".split()  # of core.library, core.table.digests: their C
)
UI_NEVER = frozenset(
    "os io shutil tempfile socket subprocess urllib http ssl ctypes glob fcntl".split()
)
FILE_CALLS = frozenset({"open", "read_text", "read_bytes", "write_text", "write_bytes"})
CLOCKS = frozenset({"now", "utcnow", "today", "time", "time_ns", "monotonic", "monotonic_ns"})


@dataclass(frozen=True, slots=True)
class Import:
    """One import: the dotted name, and whether it runs when the file is loaded."""

    name: str
    line: int
    at_load: bool

    def is_of(self, package: str) -> bool:
        return self.name == package or self.name.startswith(package + ".")


def imports_of(tree: ast.Module) -> Iterator[Import]:
    """Every import in a file."""

    def visit(node: ast.AST, at_load: bool) -> Iterator[Import]:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno, at_load)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            for alias in node.names:
                yield Import(f"{module}.{alias.name}", node.lineno, at_load)
        inside = at_load and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            inside = False
        for child in ast.iter_child_nodes(node):
            yield from visit(child, inside)

    return visit(tree, True)


def nearest(table: Mapping[str, frozenset[str]], module: str, fallback: str) -> frozenset[str]:
    """What a table says of the module's own room, or of the nearest room around it."""
    parts = module.split(".")[1:]
    for length in range(len(parts), 0, -1):
        found = table.get(".".join(parts[:length]))
        if found is not None:
            return found
    return frozenset(fallback.split())


def is_in(module: str, room: str) -> bool:
    return f"{module}.".startswith(f"presence.{room}.")


def breaches(module: str, source: str) -> list[str]:
    """Where a file of Presence breaks the rules of the house."""
    tree = ast.parse(source)
    room = [*module.split("."), "__init__"][1]
    if room not in MAY_KNOW:
        return [f"{module}: a room that the table in test_architecture.py does not name"]
    found = [
        f"{module}:{line}: {fault}"
        for line, fault in (
            *_wrong_imports(module, room, list(imports_of(tree))),
            *_wrong_calls(module, room, tree),
        )
    ]
    return sorted(set(found))


def _wrong_imports(module: str, room: str, imports: list[Import]) -> Iterator[tuple[int, str]]:
    for each in imports:
        if each.name.startswith("."):
            yield each.line, "a relative import"
        elif each.is_of("presence"):
            yield from _wrong_room(room, each)
        elif each.is_of("PySide6") or each.is_of("shiboken6"):
            yield from _wrong_qt(module, room, each)
        else:
            yield from _wrong_library(module, room, each)


def _wrong_room(room: str, each: Import) -> Iterator[tuple[int, str]]:
    known = each.name.split(".")[1]
    if known in {"__version__", "APPLICATION_ID", room}:
        return
    if known not in MAY_KNOW:
        yield each.line, f"imports presence.{known}, which the table does not name"
    elif known in JOINERS and room not in JOINERS:
        yield each.line, "imports the front door; it is started as a process"
    elif known == "cli" and room not in JOINERS:
        yield each.line, "imports the command line"
    elif "*" not in MAY_KNOW[room] and known not in MAY_KNOW[room]:
        yield each.line, f"{room} knows {known}"


def _wrong_qt(module: str, room: str, each: Import) -> Iterator[tuple[int, str]]:
    if room in RARE:
        if each.at_load:
            yield each.line, f"{room} loads Qt with the file, not within a function"
        return
    allowed = nearest(QT, module, "")
    part = each.name.split(".")[1]
    if "*" not in allowed and part not in allowed:
        yield each.line, f"{room} uses {part}"


def _wrong_library(module: str, room: str, each: Import) -> Iterator[tuple[int, str]]:
    top = each.name.split(".")[0]
    homes = HOMES.get(top)
    if homes is not None and not any(is_in(module, home) for home in homes):
        yield each.line, f"{top} belongs to {', '.join(sorted(homes))}"
    is_the_clock = module == "presence.core.clock" and top == "time"
    if room == "core" and top not in CORE_MAY_USE and not is_the_clock:
        yield each.line, f"core uses {top}"
    if room == "ui" and top in UI_NEVER:
        yield each.line, f"ui uses {top}"
    if each.is_of("sys.platform") and room != "desktop":
        yield each.line, "asks for the platform outside desktop"


def _wrong_calls(module: str, room: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            whole = ast.unparse(node)
            if whole in {"sys.platform", "platform.system", "os.name"} and room != "desktop":
                yield node.lineno, "asks for the platform outside desktop"
            if room == "core" and whole in {"sys.argv", "os.environ"}:
                yield node.lineno, f"core reads {whole}"
        if isinstance(node, ast.Call):
            yield from _wrong_call(module, room, node)


def _wrong_call(module: str, room: str, node: ast.Call) -> Iterator[tuple[int, str]]:
    called = ast.unparse(node.func)
    owner, _, name = called.rpartition(".")
    is_clock = owner.split(".")[-1] in {"datetime", "date", "time"} and name in CLOCKS
    measures = room != "core" and name.startswith("monotonic")  # a time limit, not a time of day
    if is_clock and not measures and module != "presence.core.clock":
        yield node.lineno, f"reads the clock with {called}, outside core/clock.py"
    if room in {"core", "ui"} and name in FILE_CALLS and owner in {"", "io"}:
        yield node.lineno, f"{room} opens a file"
    if room in {"core", "ui"} and owner and name in FILE_CALLS - {"open"}:
        yield node.lineno, f"{room} opens a file"


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = sorted((ROOT / "presence").rglob("*.py"))


def test_every_file_keeps_to_the_table_of_the_house() -> None:
    found = [line for path in FILES for line in breaches(module_of(path), path.read_text("utf-8"))]
    assert not found, "\n" + "\n".join(found)


def test_the_whole_house_was_looked_at() -> None:
    rooms = {module_of(path).split(".")[1] for path in FILES if path.parent.name != "presence"}
    assert {"core", "store", "desktop", "drawing", "link", "cli", "ui", "words"} <= rooms


def test_no_room_is_crowded() -> None:
    """About fifteen files a folder; beyond twenty it is split by meaning, with no exception."""
    files = [path for path in FILES if path.name != "__init__.py"]
    crowded = {
        str(folder.relative_to(ROOT)): count
        for folder, count in Counter(path.parent for path in files).items()
        if count > 20
    }
    assert not crowded


BREACHES = [
    ("presence.core.session", "import os", "core uses os"),
    ("presence.core.session", "from PySide6.QtCore import QObject", "core uses QtCore"),
    ("presence.core.session", "from presence.texts import _", "core knows texts"),
    ("presence.core.session", "from datetime import datetime\ndatetime.now()", "reads the clock"),
    ("presence.core.session", "import sqlite3", "sqlite3 belongs to"),
    ("presence.core.session", "open('log')", "core opens a file"),
    ("presence.words.dates", "from presence.store.people import People", "words knows store"),
    ("presence.words.dates", "from PySide6.QtCore import QLocale", "words uses QtCore"),
    ("presence.store.database", "from PySide6.QtCore import QObject", "store uses QtCore"),
    ("presence.store.database", "from presence.ui import tray", "store knows ui"),
    (
        "presence.store.database",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from presence.ui import tray",
        "store knows ui",
    ),
    ("presence.store.database", "def f():\n    from presence.link import server", "knows link"),
    ("presence.store.database", "from presence import app", "imports the front door"),
    ("presence.store.database", "from . import history", "a relative import"),
    ("presence.store.database", "import platformdirs", "platformdirs belongs to paths"),
    ("presence.desktop.mute.gnome", "import PySide6.QtCore", "desktop uses QtCore"),
    ("presence.desktop.notify.server", "from PySide6.QtWidgets import QMenu", "uses QtWidgets"),
    ("presence.drawing.bars", "from PySide6.QtWidgets import QWidget", "drawing uses QtWidgets"),
    ("presence.drawing.bars", "from presence.ui.look import Look", "drawing knows ui"),
    ("presence.link.client", "from presence.store.database import open_log", "link knows store"),
    ("presence.link.client", "from presence.drawing import style", "link knows drawing"),
    ("presence.ui.tray", "import sqlite3", "sqlite3 belongs to"),
    ("presence.ui.tray", "import sys\nif sys.platform == 'win32': pass", "asks for the platform"),
    ("presence.ui.tray", "from sys import platform", "asks for the platform"),
    ("presence.ui.tray", "from pathlib import Path\nPath('x').read_text()", "ui opens a file"),
    ("presence.ui.tray", "from PySide6.QtNetwork import QTcpSocket", "ui uses QtNetwork"),
    ("presence.ui.tray", "import subprocess", "ui uses subprocess"),
    ("presence.cli.log", "from PySide6.QtCore import QTimer", "cli loads Qt with the file"),
    ("presence.cli.log", "from presence.app import main", "imports the front door"),
    ("presence.ui.tray", "from presence.front import screen", "imports the front door"),
    ("presence.ui.tray", "from presence.cli import fast", "imports the command line"),
    ("presence.texts", "import keyring", "keyring belongs to secrets"),
    ("presence.words.dates", "import gettext", "gettext belongs to texts"),
    ("presence.helpers", "", "does not name"),
]


@pytest.mark.parametrize(("module", "source", "fault"), BREACHES)
def test_a_breach_is_found(module: str, source: str, fault: str) -> None:
    assert fault in "\n".join(breaches(module, source))


KEPT = [
    ("presence.core.clock", "from datetime import UTC, datetime\ndatetime.now(UTC)"),
    ("presence.desktop.zone.linux", "import sys\nif sys.platform == 'linux': pass"),
    ("presence.desktop.sleep.logind", "from PySide6.QtCore import QObject"),
    ("presence.store.database", "import sqlite3\nfrom presence.core.session import Session"),
    ("presence.exchange.picture", "from presence.drawing.picture import week_picture"),
    ("presence.cli.review", "def png():\n    from PySide6.QtGui import QImage"),
    ("presence.cli.log", "from presence.store.database import open_log"),
    ("presence.app", "from presence.ui.tray import Tray\nfrom PySide6.QtWidgets import QWidget"),
    ("presence.link.client", "import _socket\nimport time\ntime.monotonic()"),
    ("presence", "__version__ = '1'"),
]


@pytest.mark.parametrize(("module", "source"), KEPT)
def test_what_the_table_allows_is_let_be(module: str, source: str) -> None:
    assert breaches(module, source) == []
