"""The events of a series in a span, as our own values."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo

from presence.calendars.reading.cutting import Series
from presence.calendars.reading.protocol import Task
from presence.calendars.reading.series import RECURS, expand
from presence.calendars.reading.values import event_of
from presence.core.coming.event import CalendarEvent, Skipped


def occurrences(
    series: Series, task: Task, zone: tzinfo
) -> tuple[Sequence[CalendarEvent], Sequence[Skipped]]:
    """What takes place in the span, and what cannot be read; one that is bad costs only itself."""
    components, bad = expand(series, task.start, task.end)
    is_recurring = any(event.values(name) for event in series.events for name in RECURS)
    skipped = [Skipped(why, series.uid, raw.line) for raw, why in bad]
    events: dict[str, CalendarEvent] = {}
    for component in components:
        try:
            event = event_of(component, series.uid, is_recurring, task.calendar, zone)
        except Exception as fault:  # noqa: BLE001  # a library's value may be anything
            line = series.events[0].line
            skipped.append(Skipped(f"broken ({type(fault).__name__})", series.uid, line))
            continue
        if event.starts_at < task.end and (
            event.ends_at > task.start or event.starts_at >= task.start
        ):
            if event.occurrence in events:  # "this and future" has one name for all that follow
                event = replace(event, occurrence=event.starts_at.isoformat())
            events.setdefault(event.occurrence, event)
    return [*events.values()], skipped
