"""Lengths of time as tables write them: ``1:30``, ``1,5 h``, ``90 min``, or numbers of a unit."""

import re
from collections.abc import Iterable
from datetime import timedelta
from enum import Enum

from presence.exchange.mapped.columns import words_of


class Unit(Enum):
    """Of numbers that say none; the value is its name on the command line."""

    HOURS = "hours"
    MINUTES = "minutes"
    SECONDS = "seconds"


_LONG = {
    Unit.HOURS: timedelta(hours=1),
    Unit.MINUTES: timedelta(minutes=1),
    Unit.SECONDS: timedelta(seconds=1),
}
_UNITS = {
    Unit.HOURS: frozenset("h hr hrs hour hours std stunde stunden".split()),
    Unit.MINUTES: frozenset("m min mins minute minutes minuten".split()),
    Unit.SECONDS: frozenset("s sec secs second seconds sek sekunde sekunden".split()),
}
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,6})?", re.ASCII)
_PART = re.compile(r"(\d{1,9}(?:[.,]\d{1,6})?)\s*([a-z]+)\.?\s*", re.ASCII | re.IGNORECASE)
_MOST_MINUTES = 1440  # of a number without a unit: more than a day in minutes are seconds


def decimal_sign(cells: Iterable[str]) -> str:
    """What stands between a number and its fraction here; "" where no number has one."""
    said = [cell for cell in cells if _NUMBER.fullmatch(cell.strip())]
    return next((sign for sign in ",." if any(sign in cell for cell in said)), "")


def unit_of(heading: str, cells: Iterable[str]) -> Unit:
    """By the heading; else fractions are of hours, and numbers beyond a day of minutes seconds."""
    words = set(words_of(heading))
    for unit, names in _UNITS.items():
        if words & names:
            return unit
    numbers = [cell.strip() for cell in cells if _NUMBER.fullmatch(cell.strip())]
    if any("," in each or "." in each for each in numbers):
        return Unit.HOURS
    return Unit.SECONDS if any(int(each) > _MOST_MINUTES for each in numbers) else Unit.MINUTES


def length_of(text: str, unit: Unit) -> timedelta | None:
    """The length; None where it is none."""
    text = text.strip()
    if found := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(each or 0) for each in found.groups())
        return timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if _NUMBER.fullmatch(text):
        return _number(text) * _LONG[unit]
    total, at = timedelta(), 0
    for found in _PART.finditer(text):
        said = next((each for each, names in _UNITS.items() if found[2].lower() in names), None)
        if said is None or found.start() != at:
            return None
        total, at = total + _number(found[1]) * _LONG[said], found.end()
    return total if at and at == len(text) else None


def _number(text: str) -> float:
    return float(text.replace(",", "."))
