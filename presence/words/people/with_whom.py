"""With whom the hours went, in words and as tables."""

from collections.abc import Sequence
from datetime import timedelta

from presence.core.people.published.averages import AGES, REFERENCE, Published
from presence.core.people.with_whom import TimeWith
from presence.texts import _
from presence.words.dates import hours, length, signed_hours
from presence.words.people.relations import with_name

NOTHING = "–"
LEAST = timedelta(seconds=30)
ISOLATED = "\u2068{}\u2069"  # a name that is written from right to left takes no number along


def change_text(span: timedelta) -> str:
    """``+3 h``, ``−40 min``, "" for less than would be said of it."""
    if abs(span) <= LEAST:
        return ""
    return signed_hours(span)


def changes_line(text: str, changes: Sequence[tuple[str, timedelta]]) -> str:
    """``More: Ana +3 h, Tom +1 h``; "" where there are none."""
    told = ((ISOLATED.format(name), change_text(change)) for name, change in changes)
    names = ", ".join(f"{name} {change}" for name, change in told if change)
    return text.format(names=names) if names else ""


def row_of(each: TimeWith, name: str) -> list[str]:
    """The cells of somebody, or of a relation: the name, the time, before, and the change."""
    times = [hours(span) if span else NOTHING for span in (each.time, each.before)]
    return [name, *times, change_text(each.change)]


def averages_head() -> list[str]:
    """The columns of a table of ``averages_row``."""
    ages = (_("at {age}").format(age=age) for age in AGES)
    return [_("What they are to you"), _("A day"), *ages]


def averages_row(published: Published, time: timedelta, days: int) -> list[str]:
    """How much time with a group of the survey it is a day, beside the published averages."""
    name = _("Family") if len(published.of) > 1 else with_name(published.of[0])
    return [name, length(time / days), *map(length, published.a_day)]


def source_line() -> str:
    """Where the averages come from, and what they are of."""
    return _(
        "Averages a day of people of that age in the United States ({reference}). They count all"
        " waking time; the log knows only what was entered."
    ).format(reference=REFERENCE)
