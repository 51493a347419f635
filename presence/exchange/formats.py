"""The formats there are, and handing a file to the one that reads or writes it.

A format is a file or a folder in this room and a line in the table below. Its module has

- ``looks_like(head)``: whether the first bytes of a file (up to ``HEAD``) are of that format, for
  who chose another one; it claims no file that may as well be of another format;
- ``read(stream, path, untold)``, where it reads: arrivals and what was left out, one by one, in
  bounded memory; raises Refused where the file as a whole is none of that format;
- ``written(log, now, chosen, without_names, told)``, where it writes: the text, piece by piece;
  ``now`` is in the person's zone, for formats that have no word for zones.

It loads what is heavy only within ``read`` and ``written``.
"""

import os
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import closing, suppress
from datetime import datetime
from enum import Enum, Flag, auto
from importlib import import_module
from typing import BinaryIO, Protocol, cast

from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.exchange.arrival import Arrival, LeftOut
from presence.core.exchange.whole_log import WholeLog
from presence.exchange.output_file import write_file
from presence.exchange.untold import Untold
from presence.texts import _

HEAD = 4096  # bytes that tell formats from each other


class Way(Flag):
    """Which way a format goes."""

    IN = auto()
    OUT = auto()
    BOTH = IN | OUT
    FOLDER = auto()  # in, from a folder as well
    PEOPLE = auto()  # of people, not of sessions


class Format(Enum):
    """A format that the log is exchanged in; the value is its name on the command line.

    ``title`` is what people call it; ``ends`` are those of its files' names, the usual one first.
    """

    _value_: str
    title: Callable[[], str]
    ends: tuple[str, ...]
    way: Way
    module: str

    def __new__(
        cls, name: str, title: Callable[[], str], ends: tuple[str, ...], way: Way, module: str
    ) -> "Format":
        made = object.__new__(cls)
        made._value_ = name
        made.title, made.ends, made.way, made.module = title, ends, way, module
        return made

    JSONL = ("jsonl", lambda: _("Presence, everything"), (".jsonl", ".ndjson"), Way.BOTH, "jsonl")
    CSV = ("csv", lambda: _("Table for a spreadsheet"), (".csv", ".tsv"), Way.BOTH, "sheet")
    TOGGL = ("toggl", lambda: "Toggl Track", (".csv",), Way.BOTH, "trackers.toggl")
    TIMEWARRIOR = (
        "timewarrior",
        lambda: "Timewarrior",
        (".json", ".data"),
        Way.BOTH | Way.FOLDER,
        "trackers.timewarrior",
    )
    ACTIVITYWATCH = (
        "activitywatch",
        lambda: "ActivityWatch",
        (".json",),
        Way.BOTH,
        "trackers.activitywatch",
    )
    ICS = ("ics", lambda: _("Calendar (iCalendar)"), (".ics",), Way.BOTH, "ics")
    WATSON = ("watson", lambda: "Watson", (".json",), Way.BOTH, "trackers.watson")
    CLOCKIFY = ("clockify", lambda: "Clockify", (".csv",), Way.IN, "trackers.clockify")
    HAMSTER = ("hamster", lambda: "Hamster", (".db", ".xml"), Way.IN, "trackers.hamster")
    KLOG = ("klog", lambda: "klog", (".klg",), Way.IN, "trackers.klog")
    GTIMELOG = ("gtimelog", lambda: "gtimelog", (".txt",), Way.IN, "trackers.gtimelog")
    FOREST = ("forest", lambda: "Forest", (".csv",), Way.IN, "trackers.forest")
    WITH_WHOM = (
        "with-whom",
        lambda: _("With whom, by week, in the codes of the American Time Use Survey"),
        (".csv",),
        Way.OUT,
        "with_whom",
    )
    VCARD = (
        "vcard",
        lambda: _("vCard, people"),
        (".vcf", ".vcard"),
        Way.BOTH | Way.PEOPLE,
        "contacts.vcard",
    )
    LINKEDIN = (
        "linkedin",
        lambda: _("LinkedIn, connections"),
        (".csv",),
        Way.IN | Way.PEOPLE,
        "contacts.linkedin",
    )
    GOOGLE = (
        "google",
        lambda: _("Google, contacts"),
        (".csv",),
        Way.IN | Way.PEOPLE,
        "contacts.google",
    )
    OUTLOOK = (
        "outlook",
        lambda: _("Outlook, contacts"),
        (".csv",),
        Way.IN | Way.PEOPLE,
        "contacts.outlook",
    )
    MONICA = ("monica", lambda: "Monica", (".json",), Way.IN | Way.PEOPLE, "contacts.monica")

    @property
    def reads(self) -> bool:
        return Way.IN in self.way

    @property
    def is_of_people(self) -> bool:
        return Way.PEOPLE in self.way

    @property
    def writes(self) -> bool:
        return Way.OUT in self.way

    def load(self) -> "Room":
        """The module that knows the format."""
        return cast(Room, import_module(f"presence.exchange.{self.module}"))


class Room(Protocol):
    """What the module of a format owes; one that only goes one way lacks the other."""

    def looks_like(self, head: bytes) -> bool: ...

    def read(self, stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]: ...

    def written(
        self,
        log: WholeLog,
        now: datetime,
        chosen: Collection[str] | None,
        without_names: bool,
        told: Callable[[int], None] | None,
    ) -> Iterator[str | bytes]: ...


def formats(way: Way) -> Sequence[Format]:
    """Those that go that way, in the order in which they are offered."""
    return [each for each in Format if way in each.way]


def format_of(path: str) -> Format | None:
    """The format that we write and that a file's name ends in: ours, or the only one that does."""
    end = os.path.splitext(path)[1].lower()
    found = [each for each in formats(Way.OUT) if end in each.ends]
    own = [each for each in found if each in (Format.JSONL, Format.CSV)]
    return next(iter(own), found[0] if len(found) == 1 else None)


def find_format(text: str, way: Way = Way.IN) -> Format:
    """The format of that name that goes that way."""
    known = {each.value: each for each in formats(way)}
    if text.lower() not in known:
        raise NotUnderstood(ErrorCode.UNKNOWN_FORMAT, text=text, candidates=list(known))
    return known[text.lower()]


def recognised(head: bytes) -> Format | None:
    """The format that a file seems to be of that begins so; None where it may be any."""
    return next((each for each in formats(Way.IN) if each.load().looks_like(head)), None)


def written(
    log: WholeLog,
    wanted: Format,
    now: datetime,
    chosen: Collection[str] | None = None,
    without_names: bool = False,
    told: Callable[[int], None] | None = None,
) -> Generator[str | bytes, None, None]:
    """The text of a log, or of its ``chosen`` sessions (ids), piece by piece.

    ``told`` is called with how many sessions there are so far.
    """
    yield from wanted.load().written(log, now, chosen, without_names, told)


def export_sessions(
    log: WholeLog,
    path: str,
    wanted: Format,
    now: datetime,
    chosen: Collection[str] | None = None,
    without_names: bool = False,
    overwrite: bool = False,
    told: Callable[[int], None] | None = None,
) -> None:
    """Write sessions (by their ids; all where None) into a file of their owner's only.

    Raises Refused(FILE_EXISTS) where one is there and ``overwrite`` does not say so, and Refused
    where it cannot be written; then nothing is left of it.
    """
    with closing(written(log, wanted, now, chosen, without_names, told)) as pieces:
        write_file(path, pieces, overwrite)  # which Ctrl-C leaves, maybe for longer than the log


def read(
    stream: BinaryIO, path: str, wanted: Format, untold: Untold
) -> Iterator[Arrival | LeftOut]:
    """What a file holds, one by one; raises Refused where it is none of that format.

    Where it looks like one of another format the error says which: Refused(FILE_IS_ANOTHER).
    """
    head = head_of(stream)
    room = wanted.load()
    if head and not room.looks_like(head) and (found := recognised(head)):
        raise Refused(
            ErrorCode.FILE_IS_ANOTHER,
            path=path,
            wanted=wanted.title(),
            found=found.title(),
            name=found.value,
        )
    return room.read(stream, path, untold)


def head_of(stream: BinaryIO) -> bytes:
    """How a stream begins, which it still does afterwards; b"" where it cannot be looked at."""
    with suppress(AttributeError, OSError, ValueError):
        if hasattr(stream, "peek"):
            return bytes(stream.peek(HEAD)[:HEAD])
        at = stream.tell()
        head = stream.read(HEAD)
        stream.seek(at)
        return head
    return b""
