"""Two people who turn out to be one: what is known of both becomes what is known of that one."""

from collections.abc import Iterable
from datetime import date

from presence.core.frozen import replace
from presence.core.people.details import LONGEST, MOST_LINKS, Birthday, Details
from presence.core.person import folded


def merged(stays: Details, goes: Details) -> Details:
    """What one lacks is taken from the other; what only one can have is kept in the notes.

    One first met on the earlier day, and wrote on the later one.
    """
    birthday = _birthday(stays.birthday, goes.birthday)
    nick, other_nick = _together("nick", ", ", stays.nick, goes.nick)
    met_at, other_met_at = _together("met_at", " · ", stays.met_at, goes.met_at)
    links = tuple(dict.fromkeys([*stays.links, *goes.links]))
    too_much = list(filter(None, [other_nick, other_met_at, *links[MOST_LINKS:]]))
    with_a_wish = goes if stays.cadence is None and not stays.is_let_be else stays
    left_over = _left_over(stays, goes, birthday, too_much)
    return replace(
        stays,
        nick=nick,
        relation=stays.relation or goes.relation,
        met=stays.met or goes.met,
        met_on=min(_days(stays.met_on, goes.met_on), default=None),
        met_at=met_at,
        links=links[:MOST_LINKS],
        birthday=birthday,
        notes="\n\n".join(_once([stays.notes, goes.notes, left_over])),
        cadence=with_a_wish.cadence,
        is_let_be=with_a_wish.is_let_be,
        wrote_on=max(_days(stays.wrote_on, goes.wrote_on), default=None),
        quiet_until=max(_days(stays.quiet_until, goes.quiet_until), default=None),
        is_archived=stays.is_archived and goes.is_archived,
    )


def _birthday(one: Birthday | None, other: Birthday | None) -> Birthday | None:
    """The one with its year where they are the same day."""
    if one is None or other is None:
        return one or other
    is_same_day = (one.month, one.day) == (other.month, other.day)
    return other if is_same_day and one.year is None else one


def _together(field: str, between: str, ours: str, theirs: str) -> tuple[str, str]:
    """Both texts, and nothing left over; or ours, and theirs is, where both are too long."""
    both = between.join(_once([ours, theirs]))
    return (both, "") if len(both) <= LONGEST[field] else (ours, theirs)


def _left_over(
    stays: Details, goes: Details, birthday: Birthday | None, too_much: Iterable[str]
) -> str:
    """What of the one who goes stands nowhere else, in a line with the name."""
    values = [*too_much]
    if goes.relation is not None and stays.relation not in (None, goes.relation):
        values.append(goes.relation.value)
    born = goes.birthday
    if born is not None and birthday is not None:
        is_said = born in (birthday, replace(birthday, year=None))
        values += [] if is_said else ["-".join(f"{part:02}" for part in _parts(born))]
    return f"{goes.name}: {', '.join(values)}" if values else ""


def _once(texts: Iterable[str]) -> list[str]:
    """Each that says something, once, however it is spelt."""
    kept: dict[str, str] = {}
    for text in filter(None, texts):
        kept.setdefault(folded(text), text)
    return list(kept.values())


def _days(*days: date | None) -> list[date]:
    return [day for day in days if day is not None]


def _parts(born: Birthday) -> list[int]:
    return [part for part in (born.year, born.month, born.day) if part is not None]
