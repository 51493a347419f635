"""What a typed line is read against, in the language in use."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from presence.core.entry.reader import EntryContext
from presence.core.entry.when import When
from presence.core.kind import Kinds
from presence.texts import current_language
from presence.words.grammar import patterns
from presence.words.kinds import spellings


def entry_context(
    now: datetime,
    zone: tzinfo,
    kinds: Kinds,
    people: Sequence[str],
    default_kind: str = "meeting",
) -> EntryContext:
    """What ``parse_start`` and ``parse_add`` need; ``people`` those met most recently first."""
    return EntryContext(
        now=now,
        zone=zone,
        kinds=kinds,
        kind_words={kind.key: spellings(kind) for kind in kinds},
        people=people,
        patterns=patterns(current_language()),
        default_kind=default_kind,
    )


def when(now: datetime, zone: tzinfo) -> When:
    """Reads times and lengths in the language in use."""
    return When(now, zone, patterns(current_language()))
