"""What was judged before: the same event by the same rules is not judged a second time."""

from collections.abc import Callable, Hashable

from presence.core.coming.event import CalendarEvent
from presence.core.coming.proposal import Judgement

MOST = 10_000  # more than a month of a full calendar


class Judged:
    """Judgements by event; ``rules`` are all that they depend on besides, by calendar."""

    def __init__(self) -> None:
        self._rules: dict[str, Hashable] = {}
        self._known: dict[tuple[str, int], tuple[CalendarEvent, Judgement]] = {}

    def take_rules(self, calendar_id: str, rules: Hashable) -> None:
        """Forget what was judged by other ones."""
        if self._rules.get(calendar_id) != rules:
            self._rules[calendar_id] = rules
            self._known = {key: each for key, each in self._known.items() if key[0] != calendar_id}

    def get(self, calendar_id: str, event: CalendarEvent) -> Judgement | None:
        """What became of that very value: to compare two would cost more than to judge."""
        known = self._known.get((calendar_id, id(event)))
        return None if known is None or known[0] is not event else known[1]

    def judge(
        self, calendar_id: str, event: CalendarEvent, judge: Callable[[CalendarEvent], Judgement]
    ) -> Judgement:
        """Judge it, and keep that; the event is kept with it, so that nobody else has its id."""
        if len(self._known) >= MOST:
            self._known.clear()
        judgement = judge(event)
        self._known[calendar_id, id(event)] = event, judgement
        return judgement
