"""With whom the hours went, in words and as tables."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from presence.core.people.published.averages import AGES, AVERAGES, REFERENCE
from presence.core.people.with_whom import TimeWith, With
from presence.texts import _
from presence.words.dates import hours, length
from presence.words.people.relations import with_name

NOTHING = "–"


def change_text(span: timedelta) -> str:
    """``+3 h``, ``−40 min``, "" for nothing."""
    if not span:
        return ""
    return ("+" if span > timedelta() else "−") + hours(abs(span))


def changes_line(text: str, changes: Sequence[tuple[str, timedelta]]) -> str:
    """``More: Ana +3 h, Tom +1 h``; "" where there are none."""
    names = ", ".join(f"{name} {change_text(change)}" for name, change in changes)
    return text.format(names=names) if names else ""


def row_of(each: TimeWith, name: str) -> list[str]:
    """The cells of somebody, or of a relation: the name, the time, before, and the change."""
    times = [hours(span) if span else NOTHING for span in (each.time, each.before)]
    return [name, *times, change_text(each.change)]


def averages_head() -> list[str]:
    """The columns of a table of ``averages_row``."""
    ages = (_("at {age}").format(age=age) for age in AGES)
    return [_("What they are to you"), _("A day"), *ages]


def averages_row(each: TimeWith, days: int) -> list[str]:
    """How much it is a day, beside the published averages; a dash where none can be quoted."""
    published = AVERAGES.get(each.who)
    averages = [NOTHING] * len(AGES) if published is None else [*map(length, published.a_day)]
    return [with_name(each.who), length(each.time / days) if each.time else NOTHING, *averages]


def average_text(who: With) -> str:
    """``1 h 18 min at 25, 36 min at 45``; a dash where nothing was found that can be quoted."""
    published = AVERAGES.get(who)
    if published is None:
        return NOTHING
    averages = ", ".join(
        _("{length} at {age}").format(length=length(a_day), age=age)
        for age, a_day in zip(AGES, published.a_day, strict=True)
    )
    several = len(published.of) > 1
    return _("{averages} (the whole family)").format(averages=averages) if several else averages


def source_line() -> str:
    """Where the averages come from, and what they are of."""
    return _(
        "Averages a day of people of that age in the United States ({reference}). They count all"
        " waking time; the log knows only what was entered."
    ).format(reference=REFERENCE)


def whole_source_line(relations: Iterable[With]) -> str:
    """The same below a table, whose rows have no room to say that one is of several relations."""
    published = (AVERAGES[each] for each in relations if each in AVERAGES)
    if not any(len(each.of) > 1 for each in published):
        return source_line()
    return (
        f"{source_line()} {_('Beside parents, siblings and other family stands the whole family.')}"
    )
