"""The JSON of people, what is known of them, who is due, and what is to follow."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from presence.core.people.cadence import Cadence, Due
from presence.core.people.details import Birthday, Details
from presence.core.people.events import EventOutcome, MetThere
from presence.core.people.follow_up import FollowUp
from presence.core.people.page import Page
from presence.core.people.suggestion import Suggestion
from presence.core.session import Session
from presence.words.records import Record, iso, seconds, session_record


def list_record(
    rows: Sequence[tuple[Details, timedelta, datetime | None]], zone: tzinfo
) -> list[Record]:
    """Everybody, with the hours of the last year."""
    return [
        {
            "name": who.name,
            "total_s": seconds(lately),
            "last_seen_at": iso(last_at, zone),
            "nick": who.nick,
            "relation": _value(who.relation),
            "archived": who.is_archived,
        }
        for who, lately, last_at in rows
    ]


def details_record(who: Details) -> Record:
    """What is known of somebody."""
    return {
        "id": who.id,
        "name": who.name,
        "nick": who.nick,
        "relation": _value(who.relation),
        "met": _value(who.met),
        "met_on": _day(who.met_on),
        "met_at": who.met_at,
        "links": list(who.links),
        "birthday": _birthday(who.birthday),
        "note": who.notes,
        "cadence": cadence_record(who.cadence),
        "let_be": who.is_let_be,
        "wrote_on": _day(who.wrote_on),
        "quiet_until": _day(who.quiet_until),
        "archived": who.is_archived,
    }


def cadence_record(cadence: Cadence | None) -> Record | None:
    """How often one wants to see somebody."""
    if cadence is None:
        return None
    return {"days": cadence.days, "at_most_days": cadence.at_most}


def due_record(due: Due, zone: tzinfo) -> Record:
    """Somebody not seen for a while, and the last time."""
    last = due.last
    return {
        "name": due.who.name,
        "reach": due.reach.value,
        "days": due.days,
        "cadence": cadence_record(due.cadence),
        "last_seen_at": None if last is None else iso(last.at, zone),
        "last_kind": None if last is None else last.kind,
        "last_place": None if last is None else last.place,
        "last_session": None if last is None else last.session,
    }


def follow_up_record(follow_up: FollowUp, zone: tzinfo) -> Record:
    """What is to follow."""
    return {
        "id": follow_up.id,
        "name": follow_up.person,
        "deed": follow_up.deed.value,
        "due_on": follow_up.due_on.isoformat(),
        "about": follow_up.about,
        "session": follow_up.session or None,
        "done_at": iso(follow_up.done_at, zone),
    }


def follow_ups_record(
    follow_ups: Sequence[FollowUp], ideas: Sequence[Suggestion], zone: tzinfo
) -> Record:
    """What is to follow, and what might."""
    return {
        "follow_ups": [follow_up_record(each, zone) for each in follow_ups],
        "suggestions": [{"name": each.who.name, "hint": each.hint.value} for each in ideas],
    }


def page_record(page: Page, sessions: Sequence[Session], now: datetime, zone: tzinfo) -> Record:
    """The page of a person, with the latest sessions."""
    coming = page.next
    return {
        **details_record(page.who),
        "groups": list(page.groups),
        "wish": cadence_record(page.wish),
        "sessions_count": page.count,
        "total_s": seconds(page.total),
        "last_seen_at": None if page.last is None else iso(page.last.at, zone),
        "next_at": None if coming is None else iso(coming.starts_at, zone),
        "next_title": None if coming is None else coming.title,
        "months": [
            {"month": part.first.isoformat()[:7], "total_s": seconds(part.total)}
            for part in page.by_month
        ],
        "sessions": [session_record(each, now, zone) for each in sessions],
        "follow_ups": [follow_up_record(each, zone) for each in page.follow_ups],
    }


def event_record(outcome: EventOutcome, zone: tzinfo) -> Record:
    """An event, whom one met there, and what became of it."""
    session = outcome.session
    return {
        "id": session.id,
        "kind": session.kind,
        "place": session.place,
        "started_at": iso(session.started_at, zone),
        "met": [_met_record(each, zone) for each in outcome.met],
    }


def _met_record(met: MetThere, zone: tzinfo) -> Record:
    return {
        "name": met.who.name,
        "new": met.is_new,
        "met_again": met.met_again,
        "last_seen_at": iso(met.last_at, zone),
        "connected": met.is_connected,
        "follow_ups": [follow_up_record(each, zone) for each in (*met.done, *met.still_open)],
    }


def booked_record(
    title: str, starts_at: datetime, ends_at: datetime, path: str, zone: tzinfo
) -> Record:
    """What was booked, and the file it is in."""
    return {
        "title": title,
        "starts_at": iso(starts_at, zone),
        "ends_at": iso(ends_at, zone),
        "file": path,
    }


def _value(choice: Any) -> str | None:
    return None if choice is None else str(choice.value)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _birthday(birthday: Birthday | None) -> str | None:
    """``1984-04-12``, ``--04-12`` where the year is not known; as it can be typed."""
    if birthday is None:
        return None
    year = "--" if birthday.year is None else f"{birthday.year:04}-"
    return f"{year}{birthday.month:02}-{birthday.day:02}"
