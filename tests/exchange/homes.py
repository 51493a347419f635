"""Homes to export from and to import into."""

import io
from pathlib import Path
from zoneinfo import ZoneInfo

from presence.calendars.reading.for_import import read_calendar
from presence.core.exchange.arrival import Imported, Thing
from presence.core.kind import Kind
from presence.core.names.group import Group
from presence.core.person import Person
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.exchange.formats import Format, read, written
from presence.exchange.untold import Untold
from presence.paths import Paths, find_paths
from presence.store import new_id, open_log
from presence.store.importing.importer import Wish
from tests.fakes import EVENING
from tests.store.logs import DAY, a_log

NOW = EVENING + 100 * DAY
UNTOLD = Untold(
    NOW,
    "Europe/Berlin",
    "meeting",
    {"dinner": "dinner", "abendessen": "dinner", "meeting": "meeting", "alone": "alone"},
    read_calendar,
    frozenset({"jo@example.org"}),
)

LOSSLESS = (Format.JSONL, Format.CSV)

Everything = tuple[list[Session], list[Person], list[Kind], list[Thing]]


def a_home(folder: Path, name: str = "home") -> Paths:
    return find_paths(str(folder / name))


def a_full_home(folder: Path, count: int = 12) -> Paths:
    """A home with something of everything: sessions, people, kinds, a group, a goal, a break."""
    paths = a_home(folder, "full")
    a_log(paths, count)
    log = open_log(paths)
    (ana,) = log.person_ids(["Ana"])
    because = Change(ChangeKind.GOAL_CHANGED, "", "goal", EVENING)
    log.put_thing("goal", "goal-1", GOAL.replace("ANA", ana), because)
    log.put_thing("pause", "pause-1", PAUSE, because)
    log.put_group(Group("group-1", "Club", ("Zoë", "Nobody Else")), because)
    log.close()
    return paths


GOAL = (
    '{"amount":300,"bound":"at_least","group":"","kind":"dinner","made_at":1764000000000,'
    '"measure":"time","people":["ANA"],"tag":"","with_people":false}'
)
PAUSE = '{"first":"2026-12-24","last":"2027-01-02","name":"holiday"}'


def everything_in(paths: Paths) -> Everything:
    """What a log holds, but for its history."""
    log = open_log(paths)
    try:
        with log.whole() as whole:
            sessions = [session for session, _people in whole.sessions()]
            people = sorted(whole.people(), key=lambda person: person.id)
            kinds = sorted(whole.kinds(), key=lambda kind: kind.key)
            return sessions, people, kinds, list(whole.things())
    finally:
        log.close()


def exported(paths: Paths, wanted: Format, without_names: bool = False) -> bytes:
    log = open_log(paths)
    try:
        with log.whole() as whole:
            pieces = written(
                whole, wanted, NOW.astimezone(ZoneInfo(UNTOLD.zone)), None, without_names
            )
            return b"".join(x if isinstance(x, bytes) else x.encode() for x in pieces)
    finally:
        log.close()


def imported(
    paths: Paths, data: bytes, wanted: Format, *, update: bool = False, dry_run: bool = False
) -> Imported:
    log = open_log(paths)
    try:
        arrivals = read(io.BytesIO(data), "file", wanted, UNTOLD)
        return log.importer().run(arrivals, Wish(an_import(), update=update, dry_run=dry_run))
    finally:
        log.close()


def an_import(name: str = "file") -> Change:
    return Change(ChangeKind.IMPORTED, new_id(), name, NOW)


def reasons(done: Imported) -> list[tuple[int, str]]:
    """The line and the reason of everything that was left out."""
    return [(each.line, each.why.value) for each in done.left_out]
