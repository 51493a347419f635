"""The one-line grammar against the log and the language of the moment."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from presence.core.entry import EntryContext, UnderstoodStart, parse_start
from presence.core.entry.completion import Completion, complete
from presence.core.ports import Change
from presence.core.tracker import StartRequest
from presence.front.context import Context
from presence.words.entry import log_context, start_line_in_words, today_of, when


class Grammar:
    """Reads and writes lines for the windows."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._read_against: EntryContext | None = None
        self._as_of: Change | None = None

    def understand(self, text: str) -> UnderstoodStart:
        """What a line would start; what it shows can be corrected before it counts."""
        read_against = self._read_against or self.entry_context()
        return parse_start(text, replace(read_against, now=self._context.clock.now()))

    def complete_start(self, text: str, cursor: int) -> Sequence[Completion]:
        """How the word at the cursor of a line that starts something can go on."""
        return complete(text, cursor, self._read_against or self.entry_context(), is_start=True)

    def entry_context(self) -> EntryContext:
        """What lines are read against from now on, with all that the log knows by now."""
        context = self._context
        now, zone = context.clock.now(), context.zone()
        change = context.log.last_change()
        if self._read_against is None or change != self._as_of or zone != self._read_against.zone:
            read = log_context(context.log, now, zone, context.preferences.now)
            # what was guessed can be corrected before it counts
            self._read_against = replace(read, guesses_names=True)
            self._as_of = change
        today = today_of(now, zone, context.preferences.now)
        return replace(self._read_against, now=now, today=today)

    def write(self, request: StartRequest) -> str:
        """The line that says the same."""
        context = self._context
        return start_line_in_words(request, context.log.kinds(), context.clock.now())

    def until(self, text: str, start: datetime) -> datetime:
        """The instant that a time such as ``21:30`` means after ``start``; raises NotUnderstood."""
        return when(self._context.clock.now(), self._context.zone()).until(text, start)
