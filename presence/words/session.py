"""The session in progress in one line, and what a click or an undo would do."""

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.kind import Kinds
from presence.core.person import folded
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.core.slip import SlipReason, SlipSource
from presence.texts import _, ngettext, pgettext
from presence.words.dates import grouped, moment, planned_length, time_gone, time_left
from presence.words.kinds import kind_name

if TYPE_CHECKING:  # the app has them, a command that reads the log has none
    from presence.core.snapshot import Snapshot
    from presence.core.tracker import StartRequest

SEPARATOR = " · "


def state_line(snapshot: "Snapshot") -> str:
    """``Dinner · 42 min left``, ``Dinner · 12 min over``, ``Family · since 18:05``, ``Ready``."""
    session, kind = snapshot.session, snapshot.kind
    if session is None or kind is None:
        return _("Ready")
    return kind_name(kind) + SEPARATOR + progress_line(session, snapshot.now, snapshot.zone)


def progress_line(session: Session, now: datetime, zone: tzinfo) -> str:
    """``42 min left``, ``12 min over``, ``since 18:05``."""
    planned = session.planned_end_at
    if planned is None:
        return _("since {time}").format(time=moment(session.started_at, zone, now))
    if now < planned:
        return _("{length} left").format(length=time_left(planned - now))
    return _("{length} over").format(length=time_gone(now - planned))


def click_line(snapshot: "Snapshot") -> str:
    """Exactly what a click does: ``Start Meeting · 60 min`` or ``End Dinner``."""
    if snapshot.kind is not None:
        return _("End {kind}").format(kind=kind_name(snapshot.kind))
    what = request_line(snapshot.likely, snapshot.kinds, with_people=False)
    return _("Start {what}").format(what=what)


def request_line(request: "StartRequest", kinds: Kinds, with_people: bool) -> str:
    """``Dinner · Ana, Tom · 90 min``."""
    kind = kinds[request.kind]
    parts = [kind_name(kind)]
    if with_people and request.people:
        parts.append(people_line(request.people))
    if request.is_open:
        parts.append(_("open"))
    elif request.length is not None:
        parts.append(planned_length(request.length))
    elif request.until is None and kind.default_length is not None:
        parts.append(planned_length(kind.default_length))
    return SEPARATOR.join(parts)


def people_line(people: tuple[str, ...]) -> str:
    """``Ana, Tom``."""
    return ", ".join(people)


def session_title(session: Session, kinds: Kinds, with_people: bool) -> str:
    """``Dinner · Ana, Tom``."""
    name = kind_name(kinds[session.kind])
    if not with_people or not session.people:
        return name
    return name + SEPARATOR + people_line(session.people)


def undo_line(change: Change, zone: tzinfo, now: datetime, kinds: Kinds | None = None) -> str:
    """``Undo: ended Dinner 20:10``."""
    return _("Undo: {change}").format(change=change_line(change, zone, now, kinds))


def change_line(change: Change, zone: tzinfo, now: datetime, kinds: Kinds | None = None) -> str:
    """``ended Dinner 20:10``; own kinds are named where ``kinds`` is given."""
    is_name = change.what in _OF_A_NAME
    kind = change.kind if is_name else kind_name((kinds or Kinds())[change.kind])
    if change.what in _OF_SEVERAL:
        is_count = change.kind.isdecimal()
        text = _OF_SEVERAL[change.what](int(change.kind) if is_count else 2)
        kind = grouped(int(change.kind)) if is_count else kind
    else:
        text = _CHANGES[change.what]()
    what = text.format(kind=kind)
    return _("{change} {time}").format(change=what, time=moment(change.at, zone, now))


_OF_SEVERAL = {  # ``kind`` is how many
    ChangeKind.SEVERAL_EDITED: lambda count: ngettext(
        "changed {kind} session", "changed {kind} sessions", count
    ),
    ChangeKind.SEVERAL_DELETED: lambda count: ngettext(
        "deleted {kind} session", "deleted {kind} sessions", count
    ),
}
_OF_A_NAME = {  # ``kind`` is one that somebody gave, also where a kind is called so
    ChangeKind.RENAMED,
    ChangeKind.TAG_REMOVED,
    ChangeKind.NAMES_MERGED,
    ChangeKind.GROUP_CHANGED,
    ChangeKind.PERSON_CHANGED,
    ChangeKind.FOLLOW_UP_CHANGED,
    ChangeKind.IMPORTED,
}
_CHANGES = {
    ChangeKind.STARTED: lambda: _("started {kind}"),
    ChangeKind.ENDED: lambda: _("ended {kind}"),
    ChangeKind.CLOSED: lambda: _("ended {kind}"),
    ChangeKind.SWITCHED: lambda: _("switched to {kind}"),
    ChangeKind.CANCELLED: lambda: _("cancelled {kind}"),
    ChangeKind.EXTENDED: lambda: _("extended {kind}"),
    ChangeKind.SLIPPED: lambda: _("looked at a screen, {kind}"),
    ChangeKind.SLIP_TAKEN_BACK: lambda: _("took a look back, {kind}"),
    ChangeKind.HANDED_IN: lambda: _("noted what your phone told, {kind}"),
    ChangeKind.ADDED: lambda: _("added {kind}"),
    ChangeKind.EDITED: lambda: _("changed {kind}"),
    ChangeKind.DELETED: lambda: _("deleted {kind}"),
    ChangeKind.CONFIRMED: lambda: _("said when {kind} ended"),
    ChangeKind.REOPENED: lambda: _("went on with {kind}"),
    ChangeKind.WATCHED: lambda: _("looks count from then on, {kind}"),
    ChangeKind.CLOCK_SET: lambda: _("moved with the clock, {kind}"),
    ChangeKind.KIND_CHANGED: lambda: _("changed the kind {kind}"),
    ChangeKind.SPLIT: lambda: _("split {kind}"),
    ChangeKind.JOINED: lambda: _("made one of several, {kind}"),
    ChangeKind.RENAMED: lambda: _("renamed {kind}"),
    ChangeKind.TAG_REMOVED: lambda: _("removed the tag {kind}"),
    ChangeKind.NAMES_MERGED: lambda: _("merged into {kind}"),
    ChangeKind.GROUP_CHANGED: lambda: _("changed the group {kind}"),
    ChangeKind.GOAL_CHANGED: lambda: _("changed the goal {kind}"),
    ChangeKind.PAUSE_CHANGED: lambda: _("changed the break {kind}"),
    ChangeKind.PLAN_CHANGED: lambda: _("changed the plan {kind}"),
    ChangeKind.PERSON_CHANGED: lambda: _("changed what is known of {kind}"),
    ChangeKind.FOLLOW_UP_CHANGED: lambda: _("changed what is to follow with {kind}"),
    ChangeKind.CADENCE_CHANGED: lambda: _("changed how often to see {kind}"),
    ChangeKind.MET: lambda: _("noted whom you met, {kind}"),
    ChangeKind.REPLIED: lambda: _("left out {kind}"),
    ChangeKind.IMPORTED: lambda: _("imported {kind}"),
}


def reason_name(reason: SlipReason) -> str:
    """Why somebody looked at a screen."""
    match reason:
        case SlipReason.HABIT:
            return pgettext("why somebody looked at a screen", "habit")
        case SlipReason.NEEDED:
            return pgettext("why somebody looked at a screen", "needed it, and said so")
        case SlipReason.EMERGENCY:
            return pgettext("why somebody looked at a screen", "emergency")
        case SlipReason.SHOWED:
            return pgettext("why somebody looked at a screen", "showed something")
        case SlipReason.CALL:
            return pgettext("why somebody looked at a screen", "a call")


def find_reason(text: str) -> SlipReason:
    """The reason whose word, or only whose beginning of it, this is; raises NotUnderstood."""
    wanted = folded(text)
    found = [
        reason
        for reason in SlipReason
        if reason.value.startswith(wanted) or folded(reason_name(reason)).startswith(wanted)
    ]
    if not wanted or len(found) != 1:
        names = ", ".join(reason.value for reason in SlipReason)
        raise NotUnderstood(ErrorCode.UNKNOWN_REASON, text=text, candidates=names)
    return found[0]


def source_name(source: SlipSource) -> str:
    """Who noticed a look at a screen."""
    match source:
        case SlipSource.SELF:
            return pgettext("who noticed a look at a screen", "you said so")
        case SlipSource.INPUT:
            return pgettext("who noticed a look at a screen", "this computer")
        case SlipSource.PHONE:
            return pgettext("who noticed a look at a screen", "the phone")
