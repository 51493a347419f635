"""Rules for days and parts of a day; each reads on where it fits."""

from collections.abc import Iterator
from datetime import date

from presence.core.entry.clock import length_of
from presence.core.entry.doubt import Doubt, Option
from presence.core.entry.reader import PartKind, Reader
from presence.core.entry.rules.kinds import kind_stands_here
from presence.core.entry.when import DAY, YEARS

WEEK = DAY * 7
END_OF_A_NIGHT = 6  # until then "tonight" is the night that has not ended


def read_day(reader: Reader) -> PartKind | None:
    """``yesterday``, ``mon``, ``20 nov``; not where a name is due: people are called Sun."""
    if reader.said.day is not None or _is_name(reader):
        return None
    start = reader.line.at
    lead = reader.line.take(reader.patterns.on_day)
    weekday = reader.line.peek(reader.patterns.day)
    if lead and lead[0] and weekday and weekday["said"] in reader.patterns.words.parts_of_day:
        return None  # "am Morgen" is a part of a day, and "morgen" is tomorrow
    day = reader.when.take_day(reader.line)
    if day is None:
        return None
    is_weekday = weekday is not None and weekday["weekday"] is not None
    if is_weekday and day == reader.when.today and reader.is_entry:
        place = reader.typed(start)
        both = [Option(each, ((*place, each.isoformat()),)) for each in (day, day - WEEK)]
        day = reader.choose(Doubt.DAY, both, is_clear=True)
    reader.said.day = day
    return PartKind.DAY


def read_slashed(reader: Reader) -> PartKind | None:
    """``03/04``: nobody can see whether the day or the month stands first."""
    if reader.said.day is not None or reader.needs_person:
        return None
    start = reader.line.at
    found = reader.line.take(reader.patterns.slashed)
    if found is None:
        return None
    place = reader.typed(start)
    days = list(dict.fromkeys(_slashed_days(reader, found["a"], found["b"], found["year"])))
    if not days:
        return None
    options = [Option(day, ((*place, day.isoformat()),)) for day in days]
    reader.said.day = reader.choose(Doubt.DATE, options, is_clear=False)
    return PartKind.DAY


def read_days_ago(reader: Reader) -> PartKind | None:
    """``3 days ago 19-21:30``: whole days name a day, where the hours are said too."""
    found = reader.line.take(reader.patterns.ago)
    length = None if found is None else length_of(found, reader.patterns)
    if length is None or length < DAY or length % DAY or reader.said.day is not None:
        return None
    reader.said.day = reader.when.today - length
    return PartKind.DAY


def read_phrase(reader: Reader) -> PartKind | None:
    """``last night``, ``this morning``: a day and a part of it."""
    if reader.said.day is not None or reader.said.part_of_day is not None:
        return None
    found = reader.line.take(reader.patterns.phrase)
    if found is None:
        return None
    back, first, last = reader.patterns.words.phrases[" ".join(found["said"].split())]
    here = reader.context.now.astimezone(reader.context.zone)
    is_night = here.hour < END_OF_A_NIGHT and reader.when.today == here.date()
    if not back and last > 24 and is_night:
        back = 1
    reader.said.day = reader.when.today - DAY * back
    reader.said.part_of_day = first, last
    return PartKind.DAY


def read_part_of_day(reader: Reader) -> PartKind | None:
    """``mon evening``, ``in the morning``; not where a kind is called so."""
    if reader.said.part_of_day is not None or _is_name(reader) or kind_stands_here(reader):
        return None
    found = reader.line.take(reader.patterns.part_of_day)
    if found is None:
        return None
    reader.said.part_of_day = reader.patterns.words.parts_of_day[found["said"]]
    return PartKind.DAY


def _is_name(reader: Reader) -> bool:
    """Whether a name is due here, or a known one stands here among names."""
    if reader.needs_person:
        return True
    known = reader.context.known_people
    return reader.expects_people and bool(known.at(reader.line.plain, reader.line.at)[0])


def _slashed_days(reader: Reader, first: str, second: str, year: str | None) -> Iterator[date]:
    today = reader.when.today
    orders = ((int(first), int(second)), (int(second), int(first)))
    for day, month in reversed(orders) if reader.context.writes_month_first else orders:
        for wanted in (int(year or today.year), today.year - 1):
            wanted += 2000 if wanted < 100 else 0
            try:
                named = date(wanted, month, day)
            except ValueError:  # there is no such day
                break
            if wanted in YEARS and (year is not None or named <= today):
                yield named
                break
