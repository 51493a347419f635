"""The one-line grammar against the log and the language of the moment."""

from datetime import datetime

from presence.core.entry import EntryContext, UnderstoodStart, parse_start, start_line
from presence.core.entry.when import When
from presence.core.tracker import StartRequest
from presence.front.context import Context
from presence.texts import current_language
from presence.words.grammar import patterns
from presence.words.kinds import spellings


class Grammar:
    """Reads and writes lines for the windows."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def understand(self, text: str) -> UnderstoodStart:
        """What a line would start."""
        context = self._context
        kinds = context.log.kinds()
        return parse_start(
            text,
            EntryContext(
                now=context.clock.now(),
                zone=context.zone(),
                kinds=kinds,
                kind_words={kind.key: spellings(kind) for kind in kinds},
                people=context.log.people(),
                patterns=patterns(current_language()),
                default_kind=context.preferences.now.default_kind,
            ),
        )

    def write(self, request: StartRequest) -> str:
        """The line that says the same."""
        return start_line(request, self._context.clock.now())

    def until(self, text: str, start: datetime) -> datetime:
        """The instant that a time such as ``21:30`` means after ``start``; raises NotUnderstood."""
        context = self._context
        when = When(context.clock.now(), context.zone(), patterns(current_language()))
        return when.until(text, start)
