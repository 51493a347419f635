"""What was understood of a line, for scripts."""

from presence.core.entry import EntryContext, UnderstoodEntry, as_session
from presence.core.entry.written import Entry
from presence.words.records import Record, session_record


def understood_record(understood: UnderstoodEntry, context: EntryContext, zone_name: str) -> Record:
    """The session as it would be written, the pieces of the line, and its other readings."""
    assert understood.entry is not None
    return {
        "session": _session(understood.entry, context, zone_name),
        "parts": [
            {"what": part.what.value, "text": part.text, "start": part.start, "end": part.end}
            for part in understood.parts
        ],
        "clear": understood.is_clear,
        "readings": [
            {
                "differs_in": reading.doubt.value,
                "line": reading.line,
                "session": _session(reading.entry, context, zone_name),
            }
            for reading in understood.readings
        ],
    }


def _session(entry: Entry, context: EntryContext, zone_name: str) -> Record:
    """As ``log --json`` will have it, without an id."""
    record = session_record(as_session(entry, zone_name, str), context.now, context.zone)
    record["id"] = None
    return record
