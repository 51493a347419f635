"""What a typed line is read against, and how one is written, in the language in use."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from presence.core.entry.adding import UnderstoodEntry
from presence.core.entry.context import EntryContext
from presence.core.entry.lines import entry_line, start_line, with_unknown_as_note
from presence.core.entry.when import When
from presence.core.entry.written import Entry
from presence.core.kind import Kind, Kinds
from presence.core.likely import LOOK_BACK
from presence.core.person import folded
from presence.core.ports import SessionLog
from presence.core.session import Session
from presence.core.settings import DEFAULTS, Settings
from presence.core.tracker import StartRequest
from presence.texts import current_language
from presence.words import region
from presence.words.grammar import OTHER_KIND_WORDS, line_words, patterns
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
        kind_words=_kind_words(kinds),
        people=people,
        patterns=patterns(current_language()),
        default_kind=kinds.still(default_kind),
        kind_names={kind.key: _kind_word(kind, kinds) for kind in kinds},
        writes_12_hours=region.uses_12_hours(),
        writes_month_first=region.writes_month_first(),
    )


def log_context(
    log: SessionLog, now: datetime, zone: tzinfo, settings: Settings = DEFAULTS
) -> EntryContext:
    """The same with all that the log knows: groups, tags, places, and when what has begun."""
    return replace(
        entry_context(now, zone, log.kinds(), log.people(), settings.default_kind),
        today=today_of(now, zone, settings),
        groups={group.name: group.people for group in log.groups()},
        tags=[tag for tag, _count in log.tags()],
        places=[place for place, _count in log.places()],
        begun=_hours(log.recent(now - LOOK_BACK), zone),
    )


def today_of(now: datetime, zone: tzinfo, settings: Settings) -> date:
    """The day that it still is for somebody whose day starts later than at midnight."""
    here = now.astimezone(zone)
    return here.date() - timedelta(days=here.time() < settings.day_starts_at)


def when(now: datetime, zone: tzinfo, today: date | None = None) -> When:
    """Reads times and lengths in the language in use."""
    return When(now, zone, patterns(current_language()), today)


def start_line_in_words(request: StartRequest, kinds: Kinds, now: datetime) -> str:
    """The line that starts this, as somebody would have typed it."""
    kind = _kind_word(kinds[request.kind], kinds)
    return start_line(request, now, line_words(current_language()), kind)


def entry_line_in_words(entry: Entry, context: EntryContext) -> str:
    """The line that enters this, as somebody would have typed it; it is read as the same."""
    return entry_line(entry, context, line_words(current_language()))


def with_note(text: str, understood: UnderstoodEntry) -> str:
    """The line with what was not understood of it in a note."""
    return with_unknown_as_note(text, understood, line_words(current_language()))


def _kind_words(kinds: Kinds) -> Mapping[str, Sequence[str]]:
    """What means each kind, with the other meals for dinner unless somebody has a kind for them."""
    known = {kind.key: spellings(kind) for kind in kinds}
    taken = {word for words in known.values() for word in words}
    for key, others in OTHER_KIND_WORDS.items():
        free = [word for word in map(folded, others) if word not in taken]
        known[key] = (*known.get(key, ()), *free)
    return known


def _kind_word(kind: Kind, kinds: Kinds) -> str:
    """A built-in kind's name in the language in use, else the word that somebody gave it."""
    word = kind_name(kind).casefold()
    meant = [each.key for each in kinds if folded(word) in spellings(each)]
    return kind.key if kind.name or meant != [kind.key] else word


def _hours(recent: Iterable[Session], zone: tzinfo) -> Mapping[str, Sequence[int]]:
    hours: dict[str, list[int]] = {}
    for session in recent:
        hours.setdefault(session.kind, []).append(session.started_at.astimezone(zone).hour)
    return hours
