"""What the tests of the one-line grammar read lines against, and entries of every kind."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from presence.core.entry import Entry, EntryContext, UnderstoodEntry, parse_add
from presence.core.kind import BUILT_IN, Kind, Kinds
from presence.core.person import folded
from presence.core.session import Said
from presence.core.slip import SlipReason
from presence.words.grammar import patterns
from presence.words.kinds import spellings

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=BERLIN)
PEOPLE = ("Ana Silva", "Tom Müller", "Mia", "Anna Blau", "Eve")
GROUPS: Mapping[str, Sequence[str]] = {
    "Family": ("Ana Silva", "Mia"),
    "Old friends": ("Tom Müller", "Zoe"),
}
# Kinds of a person's own whose words mean something else as well.
STRANGE_KINDS = ("ago", "pm", "90m", "mon", "board game", "1on1", "a:b", '"', "@x", "#y", "today")
LANGUAGES = ("en", "de")


def own_kind(key: str) -> Kind:
    return replace(BUILT_IN[2], key=key, name=key)


def context(language: str = "en", now: datetime = MONDAY_NOON, **changes: object) -> EntryContext:
    kinds = changes.pop("kinds", Kinds())
    assert isinstance(kinds, Kinds)
    made = EntryContext(
        now=now.astimezone(UTC),
        zone=BERLIN,
        kinds=kinds,
        kind_words={kind.key: spellings(kind) for kind in kinds},
        people=PEOPLE,
        patterns=patterns(language),
        groups=GROUPS,
        tags=("family", "my tag"),
        places=("Da Enzo", "Café Roma"),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the fields' own types


def read(
    line: str, language: str = "en", now: datetime = MONDAY_NOON, **changes: object
) -> UnderstoodEntry:
    return parse_add(line, context(language, now, **changes))


def added(line: str, language: str = "en", now: datetime = MONDAY_NOON, **changes: object) -> Entry:
    understood = read(line, language, now, **changes)
    assert understood.unknown == ()
    assert understood.entry is not None, understood.problem
    return understood.entry


def span(entry: Entry) -> str:
    begin, end = (at.astimezone(BERLIN) for at in (entry.started_at, entry.ended_at))
    return f"{begin:%a %d %H:%M}-{end:%a %H:%M}"


TEXT = st.text()
ONE_LINE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))).map(
    lambda text: " ".join(text.split())
)
HOSTILE = st.sampled_from(
    [
        *('"', "\\", "@", "#", "90m", "19-21", "@@Ana", 'a"b', "place:", "ago", "slipped 1"),
        *(
            "דוד כהן",
            "🙂",
            "e\u0301",
            "ﬁ",
            "٣",
            "Ana, Tom",
            "needed",
            "yesterday",
            "“x”",
            "\u202ea",
        ),
    ]
)
NAME = (ONE_LINE | HOSTILE).filter(folded)
NAMES = st.lists(NAME, max_size=4, unique_by=folded).map(tuple)
KINDS = Kinds([own_kind(key) for key in STRANGE_KINDS])
# Both nights in which Berlin sets its clocks are well within.
PAST = st.datetimes(datetime(2001, 1, 1), datetime(2026, 11, 1)) | st.datetimes(
    datetime(2025, 10, 25, 20), datetime(2025, 10, 26, 6)
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Entries as the log can hold them: to the millisecond, up to a week long."""
    started_at = draw(PAST).replace(microsecond=0, tzinfo=UTC)
    if draw(st.booleans()):
        started_at = started_at.replace(second=0)
    else:
        started_at += timedelta(milliseconds=draw(st.integers(0, 999)))
    length = timedelta(minutes=draw(st.integers(1, 7 * 24 * 60)))
    if draw(st.booleans()):
        length = draw(st.integers(1, 7 * 24 * 3_600_000)) * timedelta(milliseconds=1)
    return Entry(
        kind=draw(st.sampled_from([kind.key for kind in KINDS])),
        people=draw(NAMES),
        started_at=started_at,
        ended_at=started_at + length,
        place=draw(TEXT | HOSTILE),
        note=draw(TEXT | HOSTILE),
        slips=draw(
            st.none() | st.lists(st.sampled_from([None, *SlipReason]), max_size=9).map(tuple)
        ),
        tags=draw(NAMES),
        said=draw(st.none() | st.sampled_from(list(Said))),
        enjoyed=draw(st.none() | st.integers(1, 5)),
        distracted=draw(st.none() | st.integers(1, 5)),
        word=draw(TEXT | HOSTILE),
    )


def as_known(entry: Entry) -> EntryContext:
    """What a line of this entry is read against: its people and tags are in the log."""
    return context(people=(*PEOPLE, *entry.people), tags=entry.tags, kinds=KINDS)
