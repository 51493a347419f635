"""A line that starts a session: ``din ana 90m``."""

from dataclasses import dataclass
from datetime import timedelta

from presence.core.entry.context import EntryContext
from presence.core.entry.reader import Part, PartKind, Reader, Rule
from presence.core.entry.rules import kinds, names, times
from presence.core.tracker import StartRequest


@dataclass(frozen=True, slots=True)
class UnderstoodStart:
    """A line that starts a session; without a kind in it the request has the default one."""

    request: StartRequest
    parts: tuple[Part, ...]
    has_kind: bool

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that were not understood."""
        return tuple(part.text for part in self.parts if part.what is PartKind.UNKNOWN)


def parse_start(text: str, context: EntryContext) -> UnderstoodStart:
    """What a line such as ``10m ago coffee @Ana 45m`` starts."""
    reader = Reader(text, context)
    reader.read(_RULES)
    said, now = reader.said, context.now
    ago = said.ago or timedelta()
    if said.start is not None:
        ago = now - reader.when.last_clock(said.start, now)
    until = None if said.end is None else reader.when.next_clock(said.end, now - ago)
    request = StartRequest(
        kind=said.kind or context.default_kind,
        people=tuple(said.people),
        length=said.length,
        until=until,
        is_open=said.is_open,
        ago=ago,
        place=said.place,
        note=said.note,
        tags=tuple(said.tags),
    )
    return UnderstoodStart(request, tuple(reader.parts), bool(said.kind))


_RULES: tuple[Rule, ...] = (
    names.read_at_person,
    names.read_tag,
    kinds.read_kind_field,
    names.read_field,
    times.read_ago,
    times.read_until,
    times.read_since,
    times.read_length,
    times.read_end_clock,
    times.read_bare_minutes,
    times.read_open,
    times.read_now,
    *names.RULES,
)
