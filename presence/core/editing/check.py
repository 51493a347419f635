"""What no session of the log can be: asked before every edit, by windows and commands alike."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from presence.core.editing.history import differences
from presence.core.editing.overlap import Overlap, overlaps
from presence.core.entry.written import check_span, check_start
from presence.core.errors import ErrorCode, Refused
from presence.core.kind import Kinds
from presence.core.session import Session


def check(session: Session, now: datetime, kinds: Kinds, before: Session | None = None) -> None:
    """Raises Refused for a session that cannot be; a kind that it had before may be gone.

    END_BEFORE_START, IN_THE_FUTURE, TOO_LONG, KIND_IS_GONE, LOOK_OUTSIDE.
    """
    if session.ended_at is None:
        check_start(session, now)
    else:
        check_span(session.started_at, session.ended_at, now)
    if session.kind not in kinds and (before is None or before.kind != session.kind):
        raise Refused(ErrorCode.KIND_IS_GONE, text=session.kind)
    end = session.ended_at or now
    for slip in session.slips:
        if not session.started_at <= slip.at <= end:
            raise Refused(
                ErrorCode.LOOK_OUTSIDE,
                at=slip.at,
                started_at=session.started_at,
                ended_at=end,
            )


def check_together(before: Iterable[Session], after: Iterable[Session]) -> None:
    """Refused(OVERLAPS_ITSELF) where one change would lay sessions over one another."""
    had = {_pair(overlap) for overlap in overlaps(before)}
    for overlap in overlaps(after):
        if _pair(overlap) not in had:
            start, end = overlap.shared()
            raise Refused(ErrorCode.OVERLAPS_ITSELF, started_at=start, ended_at=end)


def on_top_of(base: Session, edited: Session, now_in_log: Session | None) -> Session:
    """An edit of ``base`` as it is to be written, where the log has another state by now.

    Only the fields that were edited are changed: what somebody else has renamed, merged or noticed
    meanwhile stays. Refused(SESSION_IS_GONE); Refused(CHANGED_SINCE) where both changed one field.
    """
    if now_in_log is None:
        raise Refused(ErrorCode.SESSION_IS_GONE)
    edits = {each.name: each.after for each in differences(base, edited)}
    meanwhile = {each.name: each.after for each in differences(base, now_in_log)}
    if any(name in meanwhile and meanwhile[name] != value for name, value in edits.items()):
        raise Refused(ErrorCode.CHANGED_SINCE)
    return replace(now_in_log, **edits)  # type: ignore[arg-type]  # fields of a session


def _pair(overlap: Overlap) -> frozenset[str]:
    return frozenset({overlap.earlier.id, overlap.later.id})
