"""What putting the log back from a file would change, and what was saved of a damaged one."""

from datetime import datetime, tzinfo

from presence.core.kind import Kinds
from presence.core.session import Session
from presence.texts import _, ngettext
from presence.words.dates import clock_time, grouped, moment
from presence.words.safety.log_trouble import backup_time
from presence.words.session import SEPARATOR, session_title


def gone_line(count: int) -> str:
    """``3 sessions would be gone:``."""
    return ngettext(
        "{count} session would be gone:", "{count} sessions would be gone:", count
    ).format(count=grouped(count))


def back_line(count: int) -> str:
    """``1 session would come back:``."""
    return ngettext(
        "{count} session would come back:", "{count} sessions would come back:", count
    ).format(count=grouped(count))


def changed_line(count: int) -> str:
    """``2 sessions would be as they were then:``."""
    return ngettext(
        "{count} session would be as it was then:",
        "{count} sessions would be as they were then:",
        count,
    ).format(count=grouped(count))


def not_known_line(count: int) -> str:
    """Where the log cannot be read, it is not known what it holds that the file does not."""
    back = ngettext(
        "{count} session would come back.", "{count} sessions would come back.", count
    ).format(count=grouped(count))
    return back + " " + _("The log there is cannot be read, so nobody knows what would be gone.")


def nothing_differs_line() -> str:
    """The file holds what the log holds."""
    return _("Nothing would change: it holds the same sessions.")


def past_line(session: Session, kinds: Kinds, zone: tzinfo, now: datetime) -> str:
    """``Dinner · Ana · yesterday 19:00–21:30``."""
    began = moment(session.started_at, zone, now)
    end = "" if session.ended_at is None else f"–{clock_time(session.ended_at, zone)}"
    return session_title(session, kinds, with_people=True) + SEPARATOR + began + end


def salvaged_lines(
    name: str,
    sessions: tuple[int, int],
    people: tuple[int, int],
    changes: tuple[int, int],
    from_history: int,
) -> list[str]:
    """What was saved of a damaged log, of how much that is known of; and what to do with it."""
    rows = (
        (_("sessions: {saved} of {known}"), sessions),
        (_("people: {saved} of {known}"), people),
        (_("steps of the history: {saved} of {known}"), changes),
    )
    lines = [
        words.format(saved=grouped(saved), known=grouped(known)) for words, (saved, known) in rows
    ]
    if from_history:
        lines[0] += ", " + _("{count} of them from the history").format(count=grouped(from_history))
    lines.append(_("Saved as {name}; the log itself was left as it is.").format(name=name))
    lines.append(_("“presence restore {name}” makes it the log.").format(name=name))
    return lines


def damage_lines(count: int, newest: datetime | None, zone: tzinfo) -> tuple[str, str]:
    """What the weekly look at every row has found, and what to do about it."""
    said = ngettext(
        "{count} entry of the log is not as it was written.",
        "{count} entries of the log are not as they were written.",
        count,
    ).format(count=grouped(count))
    if newest is None:
        return said, _("“presence verify” says which, “presence restore --salvage” mends it.")
    return said, _(
        "“presence verify” says which, “presence restore --salvage” mends it."
        " The last backup without a fault is of {time}."
    ).format(time=backup_time(newest, zone))
