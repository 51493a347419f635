"""A log of ten years, as somebody might have it who enters everything: made in a few seconds.

What is in it is ours to the byte: rows, people, texts for the search, and a history with CRCs.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random

from presence.core.clock import to_ms
from presence.core.person import folded
from presence.core.ports import Change, ChangeKind
from presence.core.session import Origin, Said, Session, Watched
from presence.core.slip import UNTOLD_LENGTH, Slip, SlipReason, SlipSource
from presence.paths import find_paths
from presence.store.database import connect, device_of, transaction
from presence.store.documents import checksum, dump, session_document
from presence.store.history import History, RowChange
from presence.store.session_rows import COLUMNS, TAG_SEPARATOR, columns_of

SEED = 10
DAYS = 3653
ZONE = "Europe/Berlin"
BATCH = 1000  # sessions of one change
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)  # of a story
STORIES = 6000
SHORTEST, LONGEST = 60, 6 * 3600  # seconds of a session

KINDS = ("meeting", "coffee", "dinner", "family", "event", "walk", "alone")
OFTEN = (30, 15, 12, 20, 3, 12, 8)
FIRST = (
    *("Ana", "Tom", "Zoë", "Łukasz", "王", "נועה", "Søren", "Priya", "Олена", "ليلى"),
    *("José", "Mía", "Ingrid", "François", "Nguyễn", "Μαρία", "Jürgen", "Aoife", "Çağla", "さくら"),
)
LAST = ("Sousa", "Müller", "Lefèvre", "Wójcik", "思远", "בן־דוד", "Kjær", "Raman", "Шевчук", "حداد")
PLACES = ("Da Enzo", "at home", "Café Zoë", "office", "Stadtpark", "library", "by the lake", "Łódź")
TAGS = ("family", "work", "sport", "birthday", "walk & talk", "praça", "school", "music")
WORDS = (
    *("talked", "about", "the", "summer", "plans", "and", "a", "new", "flat", "pizza", "long"),
    *("evening", "with", "good", "wine", "budget", "review", "naïve", "idea", "garden", "café"),
)

_Row = tuple[object, ...]


def make_ten_years(
    home: Path,
    sessions: int = 100_000,
    people: int = 2_000,
    seed: int = SEED,
    until: datetime | None = None,
) -> None:
    """Make the log of a home: so many sessions of the ten years that end at ``until`` (now).

    The same seed and end give the same rows.
    """
    database = find_paths(str(home)).database
    end = (until or datetime.now(UTC)).replace(microsecond=0)
    chance = Random(seed)
    with closing(connect(str(database))) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -300000")  # kilobytes; random ids come in all over
        device = device_of(connection, lambda: _id(chance))
        with transaction(connection):
            ids = {name: _id(chance) for name in _names(people)}
            connection.executemany(
                "INSERT INTO people VALUES (?,?,?,?)",
                [(key, name, folded(name), checksum(key + name)) for name, key in ids.items()],
            )
            history = History(connection, device, lambda: _id(chance))
            stories = [_story(chance, tuple(ids), number) for number in range(STORIES)]
            made = _sessions(chance, sessions, stories, end)
            while batch := list(islice(made, BATCH)):
                _write(connection, history, batch, ids)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _names(count: int) -> Iterator[str]:
    for number in range(count):
        first, last = FIRST[number % len(FIRST)], LAST[number // len(FIRST) % len(LAST)]
        again = number // (len(FIRST) * len(LAST))
        yield f"{first} {last} {again + 1}" if again else f"{first} {last}"


def _story(chance: Random, names: Sequence[str], number: int) -> Session:
    """What a session may be like; everybody is in one of them, and the first in most."""
    often = int(len(names) ** chance.random()) if names else 0
    who = [names[chance.randrange(often)] for _each in range(chance.choice((0, 1, 2))) if often]
    if names and number % 3:
        who.append(names[number % len(names)])
    slips = [
        Slip(
            "",
            BEGINNING + timedelta(seconds=chance.randrange(SHORTEST)),
            UNTOLD_LENGTH if chance.random() < 0.5 else timedelta(seconds=chance.randint(5, 400)),
            chance.choice(tuple(SlipSource)),
            chance.choice((None, None, *SlipReason)),
        )
        for _number in range(chance.choice((0, 0, 0, 1, 2)))
    ]
    return Session(
        id="",
        kind=chance.choices(KINDS, OFTEN)[0],
        started_at=BEGINNING,
        zone=ZONE,
        people=tuple(dict.fromkeys(who)),
        place=chance.choice(PLACES) if chance.random() < 0.3 else "",
        note=" ".join(chance.choices(WORDS, k=5)) if chance.random() < 0.3 else "",
        origin=chance.choice(tuple(Origin)),
        said=chance.choice((None, None, *Said)),
        slips=tuple(sorted(slips, key=lambda slip: slip.at)),
        watched=frozenset(each for each in Watched if chance.random() < 0.3),
        enjoyed=chance.choice((None, 3, 4, 5)),
        distracted=chance.choice((None, 1, 2, 3)),
        word=chance.choice(WORDS) if chance.random() < 0.05 else "",
        tags=tuple(dict.fromkeys(chance.choices(TAGS, k=chance.choice((0, 0, 0, 1, 2))))),
    )


def _sessions(
    chance: Random, count: int, stories: Sequence[Session], end: datetime
) -> Iterator[Session]:
    """Oldest first; one in fifty goes on when the one after it has begun."""
    step = timedelta(days=DAYS) / max(count, 1)
    for number in range(count):
        began = (end - step * (count - number)).replace(microsecond=0)
        share = 1.3 if chance.random() < 0.02 else chance.uniform(0.4, 0.9)
        seconds = min(max(int(step.total_seconds() * share), SHORTEST), LONGEST)
        ended = min(began + timedelta(seconds=seconds), end)
        story = chance.choice(stories)
        yield replace(
            story,
            id=_id(chance),
            started_at=began,
            planned_end_at=None if story.origin is Origin.STARTED else ended,
            ended_at=ended,
            confirmed=chance.random() > 0.001,
            slips=tuple(
                replace(slip, id=_id(chance), at=began + (slip.at - BEGINNING))
                for slip in story.slips
            ),
        )


def _write(
    connection: sqlite3.Connection,
    history: History,
    sessions: Sequence[Session],
    ids: dict[str, str],
) -> None:
    rows: list[_Row] = []
    met: list[_Row] = []
    slips: list[_Row] = []
    texts: list[_Row] = []
    changes: list[RowChange] = []
    for session in sessions:
        persons = tuple(ids[name] for name in session.people)
        document = session_document(session, persons)
        text = dump(document)
        rows.append((*columns_of(document), checksum(text)))
        at = to_ms(session.started_at)
        met += [(session.id, position, person, at) for position, person in enumerate(persons)]
        slips += [_slip_columns(session.id, slip) for slip in session.slips]
        words = (session.place, session.note, TAG_SEPARATOR.join(session.tags), session.word)
        searched = _text(session.people, *words)
        texts.append((at, session.id, searched, session.kind))
        changes.append(RowChange("session", session.id, None, text))
    marks = ",".join("?" * len(rows[0]))
    connection.executemany(f"INSERT INTO sessions ({COLUMNS}, crc) VALUES ({marks})", rows)
    connection.executemany("INSERT INTO session_people VALUES (?,?,?,?)", met)
    connection.executemany("INSERT INTO slips VALUES (?,?,?,?,?,?)", slips)
    connection.executemany("INSERT INTO session_texts VALUES (?,?,?,?)", texts)
    last = sessions[-1]
    history.append(Change(ChangeKind.IMPORTED, last.id, last.kind, last.started_at), changes)


def _slip_columns(session_id: str, slip: Slip) -> _Row:
    reason = None if slip.reason is None else slip.reason.value
    length = slip.length // timedelta(milliseconds=1)
    return (slip.id, session_id, to_ms(slip.at), length, slip.source.value, reason)


@cache
def _text(people: tuple[str, ...], *others: str) -> str:
    """As store/session_rows.py has it in SQL."""
    return folded(" · ".join((" · ".join(people), *others)))


def _id(chance: Random) -> str:
    text = f"{chance.getrandbits(128):032x}"
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"
