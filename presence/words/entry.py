"""What a typed line is read against, and how one is written, in the language in use."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from presence.core.entry.context import EntryContext
from presence.core.entry.lines import start_line
from presence.core.entry.when import When
from presence.core.kind import Kind, Kinds
from presence.core.person import folded
from presence.core.tracker import StartRequest
from presence.texts import current_language
from presence.words.grammar import line_words, patterns
from presence.words.kinds import kind_name, spellings


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


def when(now: datetime, zone: tzinfo, today: date | None = None) -> When:
    """Reads times and lengths in the language in use."""
    return When(now, zone, patterns(current_language()), today)


def start_line_in_words(request: StartRequest, kinds: Kinds, now: datetime) -> str:
    """The line that starts this, as somebody would have typed it."""
    kind = _kind_word(kinds[request.kind], kinds)
    return start_line(request, now, line_words(current_language()), kind)


def _kind_word(kind: Kind, kinds: Kinds) -> str:
    """A built-in kind's name in the language in use, else the word that somebody gave it."""
    word = kind_name(kind).casefold()
    meant = [each.key for each in kinds if folded(word) in spellings(each)]
    return kind.key if kind.name or meant != [kind.key] else word
