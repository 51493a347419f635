"""The one-line grammar against the log and the language of the moment."""

from dataclasses import replace
from datetime import datetime

from presence.core.entry import UnderstoodStart, parse_start
from presence.core.tracker import StartRequest
from presence.front.context import Context
from presence.words.entry import entry_context, start_line_in_words, when


class Grammar:
    """Reads and writes lines for the windows."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def understand(self, text: str) -> UnderstoodStart:
        """What a line would start; what it shows can be corrected before it counts."""
        context = self._context
        read_against = entry_context(
            context.clock.now(),
            context.zone(),
            context.log.kinds(),
            context.log.people(),
            context.preferences.now.default_kind,
        )
        return parse_start(text, replace(read_against, guesses_names=True))

    def write(self, request: StartRequest) -> str:
        """The line that says the same."""
        context = self._context
        return start_line_in_words(request, context.log.kinds(), context.clock.now())

    def until(self, text: str, start: datetime) -> datetime:
        """The instant that a time such as ``21:30`` means after ``start``; raises NotUnderstood."""
        return when(self._context.clock.now(), self._context.zone()).until(text, start)
