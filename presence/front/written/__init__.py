"""What the settings file says beyond settings, for dotfiles: kinds and plans, put into the log.

They live in the log, where windows and commands change them. What the file says of one is taken
over when it is new there, and only then: what is changed afterwards stays changed.
"""

from collections.abc import Callable, Mapping
from datetime import tzinfo

from presence.core.clock import Clock
from presence.core.errors import PresenceError, StoreError
from presence.core.ports import SessionLog
from presence.core.settings import Settings
from presence.front.written.taken import Taken, mark_of
from presence.words.errors import explain

Say = Callable[[str, str], None]
Take = Callable[[], bool]


def take_over(
    settings: Settings, log: SessionLog, taken: Taken, clock: Clock, zone: tzinfo, say: Say
) -> bool:
    """Put what is new into the log, each as a change of its own; whether there was any."""
    before = taken.marks()
    wanted: dict[int, Take] = {}
    if settings.kinds:
        from presence.front.written.kinds import kinds_to_take

        wanted |= _marked("", kinds_to_take(settings.kinds, log, clock))
    if settings.plans:
        from presence.front.written.plans import plans_to_take  # the grammar, for who writes some

        wanted |= _marked("plan ", plans_to_take(settings, log, clock, zone))
    has_changed, handled = False, set(wanted)
    for mark, take in wanted.items():
        if mark in before:
            continue
        try:
            has_changed = take() or has_changed
        except PresenceError as error:
            say(*explain(error))
            if isinstance(error, StoreError):  # nothing is wrong with what is written
                handled.discard(mark)
    if before != handled:
        taken.note(frozenset(handled))
    return has_changed


def _marked(sort: str, wanted: Mapping[str, Take]) -> dict[int, Take]:
    return {mark_of(sort + text): take for text, take in wanted.items()}
