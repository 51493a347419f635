"""How a terminal reads the log: days and weeks as the settings cut them, and likely ends."""

from datetime import UTC, datetime

from presence.cli.context import Context
from presence.core.kind import Kinds
from presence.core.library import Iterable
from presence.core.reconcile import as_the_log_shows_it
from presence.core.review import Calendar
from presence.core.session import Session
from presence.words.dates import first_weekday

BEGINNING = datetime(1970, 1, 2, tzinfo=UTC)


def calendar_of(context: Context) -> Calendar:
    """How the person's settings cut days and weeks."""
    settings = context.settings
    return Calendar(context.zone, settings.day_starts_at, first_weekday(settings.week_starts))


def shown(context: Context, rows: Iterable[Session], kinds: Kinds) -> list[Session]:
    """Rows as they are to be read: one past its end with its likely end."""
    return [as_the_log_shows_it(row, kinds[row.kind], context.now) for row in rows]
