"""What the other rooms owe the core: who calls, on which thread, what is raised.

Everything here is called on the thread that owns the engine (in the app: the Qt thread) and calls
back on the same thread. Nothing here may block for longer than a local disk takes.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from presence.core.frozen import Enum, dataclass

if TYPE_CHECKING:  # nobody at start asks for them
    from presence.core.editing.history import EntryChange
    from presence.core.editing.in_pieces import InPieces
    from presence.core.event import Event
    from presence.core.kind import Kind, Kinds
    from presence.core.lease import Lease, MuteReport, MuteWish
    from presence.core.names.group import Group
    from presence.core.names.use import Names, NameUse
    from presence.core.people.cadence import Cadence
    from presence.core.people.details import Details
    from presence.core.people.last_met import LastMet
    from presence.core.session import Session
    from presence.core.tracker import StartRequest
    from presence.core.unlocks.unlocks import Told


class ChangeKind(Enum):
    """What a change of the log did, for "Undo: ended Dinner 20:10" and the history."""

    STARTED = "started"
    ENDED = "ended"
    CLOSED = "closed"  # by itself, its end to be confirmed; not for undo
    SWITCHED = "switched"
    CANCELLED = "cancelled"
    EXTENDED = "extended"
    SLIPPED = "slipped"
    SLIP_TAKEN_BACK = "slip_taken_back"
    HANDED_IN = "handed_in"  # what a phone had noticed, told afterwards
    ADDED = "added"
    EDITED = "edited"
    DELETED = "deleted"
    SEVERAL_EDITED = "several_edited"  # in the same way; ``kind`` is how many
    SEVERAL_DELETED = "several_deleted"  # as above
    CONFIRMED = "confirmed"
    REOPENED = "reopened"
    WATCHED = "watched"  # the person has left the computer, which is watched from now on
    CLOCK_SET = "clock_set"  # by itself; not for undo
    KIND_CHANGED = "kind_changed"
    SPLIT = "split"
    JOINED = "joined"  # several sessions are one now
    RENAMED = "renamed"  # a person, tag or place
    TAG_REMOVED = "tag_removed"  # from every session
    NAMES_MERGED = "names_merged"
    GROUP_CHANGED = "group_changed"
    GOAL_CHANGED = "goal_changed"
    PAUSE_CHANGED = "pause_changed"
    PLAN_CHANGED = "plan_changed"
    PERSON_CHANGED = "person_changed"  # what is known of somebody
    FOLLOW_UP_CHANGED = "follow_up_changed"
    CADENCE_CHANGED = "cadence_changed"  # how often one wants to see a relation or group
    MET = "met"  # whom, at a session that is over
    REPLIED = "replied"  # not this one: to an event or a plan that was offered
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Change:
    """One undoable step of the log: what it did, to which kind of session, at which instant.

    ``kind`` is the name of what was changed where that is no session nor kind.
    """

    what: ChangeKind
    session_id: str
    kind: str
    at: datetime


class SessionLog(Protocol):
    """The memory. Every ``put`` and ``remove`` is committed (fsync) when it returns.

    Raises StoreError. ``because`` names the change for undo; several rows given in one call are
    one change and one undo.
    """

    def open_session(self) -> "Session | None":
        """The session in progress, if there is one."""

    def get(self, session_id: str) -> "Session | None": ...

    def between(self, start: datetime, end: datetime) -> "Sequence[Session]":
        """Sessions that overlap [start, end), newest first; one in progress counts as endless."""

    def recent(self, since: datetime) -> "Sequence[Session]":
        """Sessions that started at or after ``since``, newest first."""

    def unconfirmed(self) -> "Sequence[Session]":
        """Ended sessions whose end nobody has answered yet, newest first."""

    def put(self, *sessions: "Session", because: Change, removing: Sequence[str] = ()) -> None:
        """Write (insert or replace) these rows and remove those, as one change."""

    def put_on(self, session: "Session", because: Change) -> None:
        """The same of a row that the last change has written, as a part of that change.

        Where another one came between, it is a change of its own.
        """

    def history_of(self, session_id: str) -> "Sequence[EntryChange]":
        """What became of a session, the first change first."""

    def last_change(self) -> Change | None:
        """What ``undo`` would take back."""

    def undo(self) -> Change:
        """Take the last change back; Refused(NOTHING_TO_UNDO) where there is none."""

    def redo(self) -> Change:
        """Do again what was undone last; Refused(NOTHING_TO_REDO)."""

    def undoing(self) -> "InPieces[Change]":
        """``undo`` in pieces, where the change is a long one."""

    def redoing(self) -> "InPieces[Change]":
        """``redo`` in pieces."""

    def kinds(self) -> "Kinds": ...

    def put_kind(self, kind: "Kind", because: Change) -> None:
        """Write a kind of the person's own, or their change to a built-in one."""

    def remove_kind(self, key: str, because: Change) -> None:
        """Take a kind of the person's own away; Refused(KIND_IN_USE) while sessions have it."""

    def people(self) -> Sequence[str]:
        """Names, those met most recently first; after them those known and not met."""

    def everybody(self) -> Mapping[str, str]:
        """The names of all whom a session or a document names by their ids, in the same order."""

    def last_met(self, ids: Collection[str]) -> "Mapping[str, LastMet]":
        """The last session of each, by the id; whom one never met is left out."""

    def with_a_wish(self) -> "Sequence[tuple[Details, Cadence]]":
        """Whom one wants to see how often: those not archived, with no more than that needs."""

    def spans_with(self, person_id: str) -> "Sequence[tuple[int, int | None]]":
        """Start and end of all sessions with somebody, oldest first, in whole milliseconds."""

    def rename_person(self, name: str, new_name: str, because: Change) -> None:
        """Give somebody another name; Refused(NO_SUCH_PERSON), Refused(NAME_TAKEN)."""

    def merge_people(self, names: Sequence[str], into: str, because: Change) -> None:
        """Have ``into`` stand wherever one of the names does; Refused(NO_SUCH_PERSON)."""

    def rename_tag(self, name: str, new_name: str, because: Change) -> None:
        """Give a tag another name; Refused(NO_SUCH_TAG), Refused(NAME_TAKEN)."""

    def merge_tags(self, names: Sequence[str], into: str, because: Change) -> None:
        """Have the tag ``into`` stand wherever one of the names does; Refused(NO_SUCH_TAG)."""

    def remove_tag(self, name: str, because: Change) -> None:
        """Take a tag out of every session; Refused(NO_SUCH_TAG)."""

    def rename_place(self, name: str, new_name: str, because: Change) -> None:
        """Give a place another name; Refused(NO_SUCH_PLACE), Refused(NAME_TAKEN)."""

    def merge_places(self, names: Sequence[str], into: str, because: Change) -> None:
        """Have ``into`` stand wherever one of the places does; Refused(NO_SUCH_PLACE)."""

    def merge_kinds(self, keys: Sequence[str], into: str, because: Change) -> None:
        """Give the sessions of these kinds another; a kind of the person's own goes."""

    def name_uses(self, names: "Names", since: datetime, now: datetime) -> "Sequence[NameUse]":
        """How often and for how long each name of a sort is in the log, and since an instant."""

    def tags(self) -> Sequence[tuple[str, int]]:
        """Every tag and how many sessions have it, the most used first."""

    def places(self) -> Sequence[tuple[str, int]]:
        """Every place and how many sessions were there, the most used first."""

    def groups(self) -> "Sequence[Group]":
        """The groups of people, by name."""

    def put_group(self, group: "Group", because: Change) -> None: ...

    def remove_group(self, group_id: str, because: Change) -> None: ...

    def things(self, entity: str) -> Mapping[str, str]:
        """The documents of small things ("goal", "plan") by their id; JSON texts.

        People in them stand in a list ``people`` of ids (``person_ids``), so that they follow a
        merge.
        """

    def thing(self, entity: str, thing_id: str) -> str | None:
        """One such document."""

    def put_thing(
        self,
        entity: str,
        thing_id: str,
        document: str | None,
        because: Change,
        removing: Sequence[str] = (),
    ) -> None:
        """Write such a document, or take it away (None), and others of its sort, as one change."""

    def put_things(
        self,
        things: Mapping[tuple[str, str], str | None],
        because: Change,
        *sessions: "Session",
    ) -> None:
        """Write documents by what they are and their id, and sessions with them, as one change."""

    def telling(self, told: "Mapping[str, Told]", because: Change) -> "InPieces[None]":
        """Write what becomes of the phone's unlocks, by the session's id; many in pieces.

        A session that is gone, or of which something else was said meanwhile, is passed over.
        """

    def put_things_on(
        self,
        things: Mapping[tuple[str, str], str | None],
        because: Change,
        *sessions: "Session",
    ) -> None:
        """The same as a part of the last change, as ``put_on`` does."""

    def person_ids(self, names: Sequence[str]) -> Sequence[str]:
        """The ids of people, who are made where nobody has the name yet."""

    def person_names(self, ids: Sequence[str]) -> Sequence[str]:
        """The names behind ids; those of nobody are left out."""

    def names_of(self, ids: Sequence[str]) -> Mapping[str, str]:
        """The same by their ids."""


class Coming(Protocol):
    """What calendars and plans have for now (``front/coming/``); asked often, never waits."""

    def due(self, now: datetime) -> "StartRequest | None":
        """What a click starts because it is due: ten minutes before its time, or after it."""

    def next_change(self, now: datetime) -> datetime | None:
        """When that may be another answer, None for never."""

    def on_event(self, event: "Event") -> None:
        """Something happened to the session or the log; told before anybody else."""


class Muter(Protocol):
    """Keeps the desktop quiet under a lease (``desktop/mute/``)."""

    @property
    def report(self) -> "MuteReport":
        """What is known now; never asks the desktop."""

    def take(self, wish: "MuteWish", settled: Callable[[], None]) -> None:
        """Mute until released; returns at once, ``settled`` is called when ``report`` is final.

        Taken again while held, the lease goes over to the new session without a gap.
        """

    def release(self, settled: Callable[[], None]) -> None:
        """Put back exactly what was there; returns at once."""

    def look(self, settled: Callable[[], None]) -> None:
        """Ask the desktop again what is so; returns at once."""


class Alarm(Protocol):
    """One wake-up at an instant of the wall clock, also after sleep or a step of the clock."""

    def arm(self, at: datetime | None) -> None:
        """Call the engine's ``on_alarm`` at ``at`` (at once when past), or never for None."""


class LeaseStore(Protocol):
    """The lease on disk; used by ``desktop/lease/`` on the thread of the mute."""

    @property
    def path(self) -> str: ...

    def read(self) -> "Lease | None":
        """The lease, None where there is none; MuteError(LEASE_BROKEN) where it cannot be read."""

    def write(self, lease: "Lease") -> None:
        """On disk (fsync of file and folder) when it returns; MuteError where it cannot be."""

    def delete(self) -> None: ...

    def set_aside(self) -> str:
        """Move a broken lease out of the way; the new path."""


class NoticeAction(Protocol):
    """A button on a notice."""

    @property
    def key(self) -> str: ...

    @property
    def label(self) -> str: ...


class Notifier(Protocol):
    """Notices of our own on the desktop; never of critical urgency."""

    def show(
        self,
        title: str,
        body: str,
        actions: Sequence[NoticeAction],
        chosen: Callable[[str], None],
        seconds: int,
    ) -> None:
        """Show a notice in place of our last one; ``chosen`` gets the key of the button pressed."""

    def close(self) -> None:
        """Take our last notice away."""
