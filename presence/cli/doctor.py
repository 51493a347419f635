"""``doctor``: what this machine offers, on one page that fits into a bug report."""

import os
import platform
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version

from presence import __version__
from presence.cli.coming.facts import calendar_facts, key_facts
from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.mute.doctor import others_line, way_row, ways_here, who_notifies
from presence.cli.phone.facts import phone_facts
from presence.cli.table import plain, table
from presence.texts import _, current_language

TRAY_WATCHER = "org.kde.StatusNotifierWatcher"


def _doctor_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--paths", action="store_true", help=_("where its files lie, too"))


def _doctor(context: Context, arguments: Namespace) -> int:
    from presence.cli.leftover import settle_leftover

    settle_leftover(context)
    ways = ways_here(context)
    facts = {**_facts(context), "notifications": who_notifies() or "none"}
    paths = _paths(context) if arguments.paths else []
    if context.as_json:
        ways_record = [asdict(way) for way in ways]
        context.say_record({**facts, "mute": ways_record, **({"paths": paths} if paths else {})})
        return 0
    context.say(table([[name, plain(value)] for name, value in facts.items()]))
    here = [way_row(way) for way in ways if way.found]
    context.say("\n" + _("ways to be quiet:") + "\n" + (table(here) or _("none was found")))
    context.say(others_line(ways))
    if paths:
        context.say("\n" + table(list(_path_rows(paths))))
    return 0


def _facts(context: Context) -> dict[str, str]:
    """What a bug report needs, and nothing of the person."""
    environment = os.environ
    return {
        "presence": __version__,
        "python": platform.python_version(),
        "qt": _version_of("PySide6-Essentials"),
        "system": _system(),
        "desktop": environment.get("XDG_CURRENT_DESKTOP", "unknown"),
        "session": environment.get("XDG_SESSION_TYPE", "unknown"),
        "screen": _screen(),
        "bus": _bus(),
        "tray": _tray(),
        **_who_tells(),
        "input": _input(),
        "app": _app(context),
        "log": _log(context),
        **calendar_facts(context),
        **key_facts(context),
        **phone_facts(context),
        "language": current_language(),
        "terminal": sys.stdout.encoding or "unknown",
    }


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.platform(terse=True)
    return f"{name}, {platform.machine()}"


def _screen() -> str:
    found = [name for name in ("WAYLAND_DISPLAY", "DISPLAY") if os.environ.get(name)]
    return ", ".join(found) or "none"


def _bus() -> str:
    from presence.desktop.dbus import BUS, BusError, SessionBus

    try:
        SessionBus().call(BUS, "GetId")
    except BusError:
        return "none"
    return "session bus answers"


def _tray() -> str:
    from presence.desktop.dbus import BusError, SessionBus

    try:
        owner = SessionBus().owner_of(TRAY_WATCHER)
    except BusError:
        return "unknown"
    return "shows icons" if owner else "none: use the window, or a key for “presence toggle”"


def _input() -> str:
    from presence.desktop.idle.blocking import who_tells_of_input

    found = who_tells_of_input()
    return f"told by {found}" if found else "nothing tells of it"


def _who_tells() -> Mapping[str, str]:
    """Of lock, sleep and lid."""
    from presence.desktop.sleep.telling import who_tells

    return who_tells()


def _app(context: Context) -> str:
    answer = context.ask_app({"do": "ping"})
    return "not running" if answer is None else "running"


def _log(context: Context) -> str:
    from presence.core.errors import StoreError

    if not context.paths.database.exists():
        return "none yet"
    try:
        damaged = context.log.damaged()
    except StoreError as error:
        return error.code.value
    return f"{len(damaged)} damaged rows" if damaged else "readable"


def _paths(context: Context) -> list[dict[str, object]]:
    """Every place that Presence may write to, and what of it is there; a keyring is not asked."""
    from presence.cli.leaving.places import places

    found: list[dict[str, object]] = []
    for place in places(context.paths, context.settings):
        there = place.found()
        found.append({"what": place.what, "path": place.path, "there": there})
    return found


def _path_rows(paths: list[dict[str, object]]) -> Iterator[list[str]]:
    for place in paths:
        there = place["there"]
        assert isinstance(there, list)
        yield [str(place["what"]), str(place["path"]), _("there") if there else _("not there")]
        for path in there:
            if path != place["path"]:
                yield ["", path, _("there")]


COMMANDS = {
    "doctor": Command(
        lambda: _("what this machine offers, for a bug report"), _doctor_arguments, _doctor
    )
}
