"""``presence week`` where an app runs: the command's own text, from a log that is open already."""

from presence.cli.context import Context
from presence.cli.fast import surroundings
from presence.cli.log import calendar_of
from presence.cli.review import say_review
from presence.cli.table import AtWidth
from presence.core.clock import Clock
from presence.core.review import Unit
from presence.link.commands import Request
from presence.paths import Paths
from presence.store.sessions import SessionStore
from presence.store.settings_file import SettingsFile

WIDEST = 10_000  # columns of a terminal


def week_text(
    paths: Paths, log: SessionStore, language: str, clock: Clock, request: Request
) -> str | None:
    """What the command would print; None where it would read the log in another way.

    Another language, zone or width is the terminal's own; a settings file with a fault is told of
    by the command, and what an import left that was cut short is taken out by it.
    """
    if log.has_unfinished_work:
        return None
    back, columns = request.get("back", 0), request.get("columns", 0)
    if type(back) is not int or back not in (0, 1) or request.get("from") != surroundings():
        return None
    if type(columns) is not int or not 0 <= columns <= WIDEST:
        return None
    read = SettingsFile(paths.settings).read(clock.now(), sets_aside=False)
    if read.problem is not None or read.bad_values or read.settings.language != language:
        return None
    context = _Context(str(paths.data), request.get("json") is True, clock)
    context.paths, context.reviews, context.settings = paths, log, read.settings
    calendar = calendar_of(context)
    week = calendar.week_of(calendar.day_of(context.now)).shifted(-back)
    with AtWidth(columns):
        say_review(context, week, Unit.WEEK)
    return context.said


class _Context(Context):
    """A command without a terminal of its own."""

    said = ""

    def write(self, text: str) -> None:
        self.said += text
