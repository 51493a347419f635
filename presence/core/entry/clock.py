"""Times of day and lengths, as the matches of the patterns hold them."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from presence.core.entry.scan import Patterns

LONGEST_LENGTH = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as somebody wrote it; hour 24 is the end of the day, 25 an hour after it.

    Not sure is a "7" or "7:30" without am or pm, which may be meant in the evening; "07" is.
    ``place`` is where it stands in the folded line.
    """

    hour: int
    minute: int
    is_sure: bool = True
    is_of_24: bool = False  # "21" is: whoever writes so writes the other time so too
    place: tuple[int, int] = field(default=(0, 0), compare=False)


def length_of(found: re.Match[str], patterns: Patterns) -> timedelta | None:
    """The length that a match of ``length`` or ``ago`` holds; None where it is absurd."""
    prefix = "b_" if found.groupdict().get("b_parts") else ""
    seconds = 0.0
    smallest = 86_400
    for number, unit in patterns.length_part.findall(found[f"{prefix}parts"] or ""):
        seconds += float(number.replace(",", ".")) * patterns.words.units[unit]
        smallest = min(smallest, patterns.words.units[unit])
    rest = found[f"{prefix}minutes"]
    if rest and smallest != 3600:
        return None  # "90m30" is no length, "1h30" is one
    seconds += int(rest or 0) * 60
    if found[f"{prefix}sign"] in ("-", "−"):
        seconds = -seconds
    # Whole seconds, but as the log has it where that is said: "5400.125s".
    length = timedelta(seconds=round(seconds, 3) if smallest == 1 else round(seconds))
    return length if abs(length) <= LONGEST_LENGTH else None


def clock_of(found: re.Match[str], patterns: Patterns, name: str = "") -> Clock | None:
    """The time of day that a match holds; None where there is no such time."""
    named = found[f"{name}named"]
    if named is not None:
        return Clock(*patterns.words.times[named])
    digits, minute = found[f"{name}hour"], int(found[f"{name}minute"] or 0)
    hour = int(digits)
    half = found[f"{name}half"]
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in patterns.words.after_noon else 0)
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    place = found.start(f"{name}hour"), found.end(f"{name}minute")
    if place[1] < 0:
        place = place[0], found.end(f"{name}hour")
    is_sure = half is not None or digits.startswith("0") or not 1 <= hour <= 11
    is_of_24 = half is None and not 1 <= hour <= 12
    return Clock(hour, minute, is_sure, is_of_24, place)


def clocks_of(found: re.Match[str], patterns: Patterns) -> tuple[Clock, Clock] | None:
    """The two times of a match of ``range``: in "7-9:30pm" the first is pm too, in "12-1am" am.

    At 12 am a day ends, so that "11-12am" begins in the evening before, as "9-1am" does.
    """
    first, last = clock_of(found, patterns, "a_"), clock_of(found, patterns, "b_")
    if first is None or last is None:
        return None
    if found["b_half"] is None:
        return first, last
    begins, ends = (first.hour, first.minute), (last.hour, last.minute)
    moved = Clock(first.hour + 12, first.minute)
    is_in_the_morning = last.hour < 12
    if not first.is_sure and (
        begins > ends if is_in_the_morning else (moved.hour, moved.minute) < ends
    ):
        return moved, last
    is_twelve = found["a_half"] is None and found["a_hour"] == "12"
    if is_twelve and is_in_the_morning and (0, first.minute) < ends:
        return Clock(0, first.minute), last
    return first, last
