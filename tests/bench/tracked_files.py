"""Files of other trackers with many rows, as somebody might have them after ten years."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

SEED = 7
BEGINNING = datetime(2015, 1, 5, 7, tzinfo=UTC)
KINDS = ("meeting", "dinner", "coffee", "walk", "")
PEOPLE = tuple(f"{first}{last}" for first in ("Ana", "Tom", "Zoë", "Łukasz") for last in range(50))
TAGS = ("work", "family", "sport", "school", "praça", "two words", "client-a", "client-b")
WORDS = ("talked", "about", "the", "summer", "plans", "budget", "review", "naïve", "idea", "café")
_HEAD = (
    "User,Email,Client,Project,Task,Description,Billable,"
    "Start date,Start time,End date,End time,Duration,Tags,Amount (EUR)"
)


@dataclass(frozen=True, slots=True)
class _Interval:
    start: datetime
    end: datetime
    words: tuple[str, ...]
    note: str


def _intervals(count: int) -> Iterator[_Interval]:
    """A day's rows follow each other, with as much between them as fills ten years."""
    chance, at = Random(SEED), BEGINNING
    for _number in range(count):
        at += timedelta(seconds=chance.randrange(60, 1400))
        end = at + timedelta(seconds=chance.randrange(300, 4800))
        with_whom = tuple(f"@{who}" for who in chance.sample(PEOPLE, chance.choice((0, 1, 1, 2))))
        tags = tuple(chance.sample(TAGS, chance.choice((0, 1, 2))))
        kind = chance.choice(KINDS)
        note = " ".join(chance.choices(WORDS, k=chance.choice((0, 3, 8))))
        yield _Interval(at, end, (*filter(None, (kind,)), *with_whom, *tags), note)
        at = end


def write_timewarrior(file: Path, count: int) -> None:
    """A data file as Timewarrior keeps it."""
    with file.open("w", encoding="utf-8") as stream:
        for each in _intervals(count):
            words = [f'"{word}"' if " " in word else word for word in each.words]
            tags = " ".join(("", "#", *words)) if words or each.note else ""
            note = f' # "{each.note}"' if each.note else ""
            stream.write(
                f"inc {each.start:%Y%m%dT%H%M%SZ} - {each.end:%Y%m%dT%H%M%SZ}{tags}{note}\n"
            )


def write_toggl(file: Path, count: int) -> None:
    """A detailed report of Toggl Track."""
    with file.open("w", encoding="utf-8-sig") as stream:
        stream.write(_HEAD + "\n")
        for each in _intervals(count):
            tags = ", ".join(each.words)
            stream.write(
                f'Jo,jo@example.org,Acme,Website,,"{each.note}",No,{each.start:%Y-%m-%d,%H:%M:%S},'
                f'{each.end:%Y-%m-%d,%H:%M:%S},{each.end - each.start},"{tags}",\n'
            )
