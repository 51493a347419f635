"""The agenda as a command reads it: plans, and the last good copies of the calendars."""

from presence.calendars.agenda import Agenda
from presence.cli.coming.reading import shelf_of
from presence.cli.context import Context
from presence.store.coming.plans import PlanBook
from presence.store.coming.replies import ReplyBook


def agenda_of(context: Context) -> Agenda:
    """What is coming, and what was answered to it."""
    path = str(context.paths.database)
    return Agenda(
        context.log,
        shelf_of(context),
        lambda: context.settings,
        lambda: context.zone,
        PlanBook(context.log, path),
        ReplyBook(context.log, path),
    )
