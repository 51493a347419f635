"""The line that a planned break is entered in: ``2026-12-20 2027-01-03 Holiday``."""

import re
from datetime import date, datetime, timedelta, tzinfo

from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.goals.pause import Pause, can_be
from presence.core.person import folded, named
from presence.words.entry import when

DAY = timedelta(days=1)
AHEAD = DAY * 364  # "20 dec" is the next one, or the one that is just over
TOMORROW = ("tomorrow", "morgen")
UNTIL = ("-", "–", "to", "until", "bis")
_LONGEST = 3  # words of a day: "20 dec 2026"


def read_break(text: str, now: datetime, zone: tzinfo, today: date, pause_id: str) -> Pause:
    """The break of a line; one day is its own last. Raises NotUnderstood."""
    words = text.split()
    first, words = _day_of(words, now, zone, today)
    if first is None:
        raise NotUnderstood(ErrorCode.BAD_BREAK, text=text)
    is_joined = bool(words) and folded(words[0]) in UNTIL
    last, rest = _day_of(words[is_joined:], now, zone, today)
    if last is None and is_joined:
        raise NotUnderstood(ErrorCode.BAD_BREAK, text=text)
    if last is None:
        last, rest = first, words
    elif last < first and not re.search(r"\d{4}", " ".join(words[:_LONGEST])):
        last = last.replace(year=last.year + 1)  # "20 dec - 3 jan", said in November
    if not can_be(first, last):
        raise NotUnderstood(ErrorCode.BAD_BREAK, text=text)
    return Pause(pause_id, named(" ".join(rest)), first, last)


def _day_of(
    words: list[str], now: datetime, zone: tzinfo, today: date
) -> tuple[date | None, list[str]]:
    """The day that these words begin with, and the words after it."""
    if words and folded(words[0]) in TOMORROW:
        return today + DAY, words[1:]
    for count in range(min(_LONGEST, len(words)), 0, -1):
        text = " ".join(words[:count])
        said = when(now, zone, today + AHEAD if re.search(r"\d", text) else today)
        try:
            return said.day(text), words[count:]
        except (NotUnderstood, OverflowError):
            continue
    return None, words


def break_line(pause: Pause) -> str:
    """The line that is read as this break."""
    # with both days also for one: a name may begin like a day
    return f"{pause.first.isoformat()} {pause.last.isoformat()} {pause.name}".rstrip()
