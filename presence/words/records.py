"""The JSON that scripts and status bars rely on; keys may be added, never changed."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta, tzinfo

from presence.core.errors import PresenceError
from presence.core.kind import Around, Kind, Kinds
from presence.core.lease import MuteReport
from presence.core.session import Session
from presence.core.snapshot import Snapshot
from presence.words.errors import explain
from presence.words.kinds import kind_name
from presence.words.zones import zone_of

Record = dict[str, object]


def iso(instant: datetime | None, zone: tzinfo) -> str | None:
    """ISO 8601 with the zone's offset, to the second."""
    return None if instant is None else instant.astimezone(zone).isoformat(timespec="seconds")


def seconds(span: timedelta) -> int:
    """Whole seconds, rounded down."""
    return span // timedelta(seconds=1)


def session_record(session: Session, now: datetime, zone: tzinfo) -> Record:
    """A session in the offset of the zone it happened in, or of ``zone`` where that is unknown."""
    there = zone_of(session, zone)
    share = session.kept_share(now)
    return {
        "id": session.id,
        "kind": session.kind,
        "people": list(session.people),
        "tags": list(session.tags),
        "place": session.place,
        "note": session.note,
        "started_at": iso(session.started_at, there),
        "planned_end_at": iso(session.planned_end_at, there),
        "ended_at": iso(session.ended_at, there),
        "zone": session.zone,
        "duration_s": seconds(session.duration(now)),
        "kept_share": None if share is None else round(share, 4),
        "kept_basis": session.basis.value,
        "watched": sorted(each.value for each in session.watched),
        "confirmed": session.confirmed,
        "origin": session.origin.value,
        "said": None if session.said is None else session.said.value,
        "enjoyed": session.enjoyed,
        "distracted": session.distracted,
        "word": session.word,
        "slips": [
            {
                "at": iso(slip.at, there),
                "length_s": seconds(slip.length),
                "source": slip.source.value,
                "reason": None if slip.reason is None else slip.reason.value,
            }
            for slip in session.slips
        ],
    }


def log_record(sessions: Iterable[Session], now: datetime, zone: tzinfo) -> list[Record]:
    """Sessions, newest first, as they come."""
    return [session_record(session, now, zone) for session in sessions]


def mute_record(report: MuteReport) -> Record:
    """What is known of the mute."""
    return {
        "state": report.state.value,
        "mechanism": report.mechanism,
        "was": report.was,
        "detail": report.detail.value,
        "note": report.note,
        "waited": None if report.waited is None else asdict(report.waited),
    }


def status_record(snapshot: Snapshot, pid: int | None) -> Record:
    """The state now; ``pid`` None where no app runs."""
    session = snapshot.session
    planned = None if session is None else session.planned_end_at
    waiting = {item.id for item in snapshot.unconfirmed}
    running = None
    if session is not None:
        running = session_record(session, snapshot.now, snapshot.zone)
        running["confirmed"] = session.confirmed and session.id not in waiting
    return {
        "state": "idle" if session is None else "running",
        "session": running,
        "unconfirmed": log_record(snapshot.unconfirmed, snapshot.now, snapshot.zone),
        "remaining_s": None if planned is None else seconds(planned - snapshot.now),
        "phase": snapshot.phase.value,
        "mute": mute_record(snapshot.mute),
        "pid": pid,
    }


def kinds_record(kinds: Kinds) -> list[Record]:
    """Every kind a person has."""
    return [kind_record(kind) for kind in kinds]


def kind_record(kind: Kind) -> Record:
    """A kind with its name in the person's language."""
    length = kind.default_length
    return {
        "key": kind.key,
        "name": kind_name(kind),
        "nature": kind.nature.value,
        "sphere": kind.sphere.value,
        "default_length_s": None if length is None else seconds(length),
        "over_time": kind.over_time.value,
        "watches_input": kind.watches_input,
        "nudges": kind.nudges,
        "asks_about_sleep": kind.asks_about_sleep,
        "bound_after_start_s": seconds(kind.bound_after_start),
        "bound_after_plan_s": (
            None if kind.bound_after_plan is None else seconds(kind.bound_after_plan)
        ),
        "around": [wish.value for wish in Around if wish in kind.around],
    }


def people_record(
    people: Sequence[tuple[str, timedelta, datetime | None]], zone: tzinfo
) -> list[Record]:
    """Names with the time of the last year and when they were last met."""
    return [
        {"name": name, "total_s": seconds(total), "last_seen_at": iso(seen, zone)}
        for name, total, seen in people
    ]


def error_record(error: PresenceError) -> Record:
    """An error as ``--json`` shows it."""
    message, hint = explain(error)
    return {"error": {"code": error.code.value, "message": message, "hint": hint}}
