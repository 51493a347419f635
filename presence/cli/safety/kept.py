"""A file that the log can be put back from, as a line and as a record."""

from datetime import tzinfo
from pathlib import Path

from presence.cli.context import Context
from presence.core.errors import ErrorCode, Refused
from presence.store.backups.names import FileKind, Kept
from presence.store.backups.shelf import Holdings, everything, holdings
from presence.texts import _, ngettext
from presence.words.dates import full_date, grouped
from presence.words.records import iso
from presence.words.safety.log_trouble import session_count

_KINDS = {
    FileKind.BACKUP: lambda: _("backup"),
    FileKind.FAULTY: lambda: _("backup with a fault"),
    FileKind.SET_ASIDE: lambda: _("the log before"),
    FileKind.SALVAGED: lambda: _("what was saved"),
}


def kind_line(kind: FileKind) -> str:
    """What a file is."""
    return _KINDS[kind]()


def counts_line(kept: Kept, zone: tzinfo) -> str:
    """``312 sessions, 20 people, 3 Nov 2025 to 27 Nov 2026``."""
    held = holdings(kept.path)
    return _("cannot be read") if held is None else _counts(held, zone)


def _counts(held: Holdings, zone: tzinfo) -> str:
    people = ngettext("{count} person", "{count} people", held.people).format(
        count=grouped(held.people)
    )
    line = f"{session_count(held.sessions)}, {people}"
    if held.first_at is None or held.last_at is None:
        return line
    first, last = (full_date(at.astimezone(zone).date()) for at in (held.first_at, held.last_at))
    return line + ", " + _("{first} to {last}").format(first=first, last=last)


def kept_record(kept: Kept, zone: tzinfo) -> dict[str, object]:
    """The same for a script; counts are null where the file cannot be read."""
    held = holdings(kept.path)
    return {
        "path": str(kept.path),
        "what": kept.kind.name.lower(),
        "at": iso(kept.at, zone),
        "sessions": None if held is None else held.sessions,
        "people": None if held is None else held.people,
        "slips": None if held is None else held.slips,
        "first_at": None if held is None else iso(held.first_at, zone),
        "last_at": None if held is None else iso(held.last_at, zone),
        "changes": None if held is None else held.reached,
    }


def find_file(context: Context, text: str) -> Path:
    """A file by its path, or by its name among those that are listed."""
    path = Path(text).expanduser()
    if path.exists():
        return path
    for kept in everything(context.paths):
        if text in (kept.path.name, kept.path.stem):
            return kept.path
    raise Refused(ErrorCode.NO_SUCH_FILE, path=text)
