"""The columns of the log, their names, and the widest words that each must have room for."""

from collections.abc import Mapping
from datetime import date, timedelta

from presence.texts import _
from presence.words.dates import day_label, length, percent, uses_12_hours

DAY, WHEN, LENGTH, KIND, PEOPLE, PLACE, KEPT, REST = range(8)
MOST_KIND_LETTERS = 11

_WIDE_DAY = date(2020, 9, 30)
_LONG_AFTER = date(2026, 1, 1)
_WIDE_LENGTH = timedelta(hours=10, minutes=30)


def heads() -> tuple[str, ...]:
    """What stands above each column."""
    return (
        _("Day"),
        _("When"),
        _("How long"),
        _("What"),
        _("With whom"),
        _("Where"),
        _("Kept"),
        _("Tags, note"),
    )


def widest_words() -> Mapping[int, str]:
    """Words as wide as those columns get that are not given what is left."""
    time = "10:00 PM" if uses_12_hours() else "00:00"
    return {
        DAY: day_label(_WIDE_DAY, _LONG_AFTER),
        WHEN: _("{start} – {end}").format(start=time, end=time),
        LENGTH: length(_WIDE_LENGTH),
        KIND: "n" * MOST_KIND_LETTERS,
        KEPT: percent(1.0),
    }
