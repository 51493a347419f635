"""Which calendars Evolution Data Server holds, by name."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from presence.core.coming.fetched import Failure
from presence.core.coming.held import HeldCalendar
from presence.desktop.calendars.key_file import Groups, read_key_file
from presence.desktop.calendars.names import ROOT, Server, failure_of, find_server
from presence.desktop.dbus import BusError, method_call
from presence.desktop.dbus_qt import QtBus

SOURCE = f"{ROOT}.Source"
MOST_SOURCES = 2000
MOST_PARENTS = 10  # a source is in an account, and that in nothing
TIME_LIMIT_MS = 20_000  # the bus may have to start it first
NEVER_A_MEETING = frozenset({"weather", "contacts"})  # the forecast, and birthdays

Listed = Callable[[tuple[HeldCalendar, ...] | Failure], None]


def list_held(bus: QtBus, language: str, listed: Listed) -> None:
    """Ask for those that are switched on; ``listed`` is called once, later."""

    def on_objects(answer: tuple[Any, ...], error: BusError | None) -> None:
        if error is not None:
            listed(failure_of(error))
            return
        listed(calendars_among(_sources(answer[0]), language))

    def on_server(server: Server | Failure) -> None:
        if isinstance(server, Failure):
            listed(server)
            return
        message = method_call(server.sources, "GetManagedObjects", auto_start=True)
        bus.call(message, on_objects, TIME_LIMIT_MS)

    find_server(bus, on_server)


def calendars_among(sources: Mapping[str, Groups], language: str) -> tuple[HeldCalendar, ...]:
    """The calendars among all sources, those of an account together."""
    found = []
    for uid, groups in sources.items():
        calendar = groups.get("Calendar")
        if calendar is None or calendar.get("BackendName") in NEVER_A_MEETING:
            continue
        line = [groups, *_parents(groups, sources)]
        is_off = any(each.get("Data Source", {}).get("Enabled") == "false" for each in line)
        if is_off or calendar.get("Enabled") == "false":
            continue
        found.append(
            HeldCalendar(
                uid,
                _name(groups, language) or uid,
                _name(line[1], language) if len(line) > 1 else "",
                calendar.get("BackendName", ""),
                _addresses(line[1:], sources),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.account, each.name, each.id)))


def _sources(
    objects: Mapping[str, Mapping[str, Mapping[str, tuple[str, Any]]]],
) -> dict[str, Groups]:
    """The sources by their ids; a server tells what it likes, so every type is looked at."""
    sources: dict[str, Groups] = {}
    for interfaces in list(objects.values())[:MOST_SOURCES]:
        values = interfaces.get(SOURCE, {})
        _type, uid = values.get("UID", ("", ""))
        _type, data = values.get("Data", ("", ""))
        if isinstance(uid, str) and uid and isinstance(data, str):
            sources[uid] = read_key_file(data)
    return sources


def _parents(groups: Groups, sources: Mapping[str, Groups]) -> Iterator[Groups]:
    for _ in range(MOST_PARENTS):
        parent = sources.get(groups.get("Data Source", {}).get("Parent", ""))
        if parent is None:
            return
        yield parent
        groups = parent


def _name(groups: Groups, language: str) -> str:
    keys = groups.get("Data Source", {})
    name = keys.get(f"DisplayName[{language}]") or keys.get("DisplayName", "")
    return " ".join(name.split())[:200]


def _addresses(account: list[Groups], sources: Mapping[str, Groups]) -> tuple[str, ...]:
    """What the account knows the person by: its own name, and the sender of its mail."""
    said = []
    for groups in account:
        said.append(groups.get("Collection", {}).get("Identity", ""))
        said.extend(
            each["Mail Identity"].get("Address", "")
            for each in sources.values()
            if "Mail Identity" in each
            and groups in _parents(each, sources)
            and "Collection" in groups  # a stub such as "On This Computer" is nobody's account
        )
    addresses = (each.strip().lower() for each in said)
    return tuple(dict.fromkeys(each for each in addresses if "@" in each[1:] and " " not in each))
