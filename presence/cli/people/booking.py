"""``people book``: a coffee with somebody on a free evening, as a file for the calendar."""

import re
from argparse import Namespace
from datetime import date, datetime, time, timedelta

from presence.cli.context import Context
from presence.cli.log.calendar import calendar_of
from presence.cli.people.coming import busy_spans
from presence.cli.people.found import because, today_of, who_is_meant
from presence.cli.table import plain
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.kind import Kind
from presence.core.names.spelling import tidy
from presence.core.people.evening import LOOKED_AT, free_evening, looked_at
from presence.core.person import folded
from presence.core.ports import ChangeKind
from presence.core.wall import first_showing
from presence.exchange.invitation import Appointment, invitation
from presence.exchange.output_file import write_file
from presence.store import new_id
from presence.store.known.booked import note_booked
from presence.texts import _
from presence.words.dates import moment
from presence.words.entry import when
from presence.words.kinds import find_kind, kind_name
from presence.words.people.reading import read_coming_day

KIND = "coffee"
AT = time(18, 30)
A_WHILE = timedelta(hours=1)  # of a kind that has no length of its own


def book(context: Context, arguments: Namespace) -> int:
    """Write the file first: where it cannot be, nothing is noted."""
    who = who_is_meant(context, arguments.words, "people book NAME")
    kind = find_kind(arguments.kind or KIND, context.log.kinds())
    day = _day(context, arguments.on)
    start = _start(context, day, arguments.at)
    if start <= context.now:
        at = moment(start, context.zone, context.now)
        raise NotUnderstood(ErrorCode.DAY_IS_OVER, text=at)
    title = _("{kind} with {name}").format(kind=kind_name(kind), name=who.name)
    appointment = Appointment(
        uid=f"presence-{new_id()}",
        title=title,
        starts_at=start,
        ends_at=start + _length(context, arguments.for_, kind),
        name=who.name,
        place=tidy(arguments.place or ""),
        links=who.links,
        organiser=next(iter(context.settings.me), "").strip(),
    )
    path = arguments.out or f"{_file_name(title)}.ics"
    write_file(path, [invitation(appointment, context.now)], arguments.force)
    note_booked(context.log, who, day, because(context, ChangeKind.FOLLOW_UP_CHANGED, who.name))
    context.tell_app()
    if context.as_json:
        from presence.words.people.records import booked_record

        end = appointment.ends_at
        context.say_record(booked_record(title, start, end, path, context.zone))
        return 0
    at = moment(start, context.zone, context.now)
    context.say(f"{plain(title)}, {at}")
    context.say(_("Open {file} to have it in your calendar.").format(file=plain(path)))
    return 0


def _day(context: Context, text: str | None) -> date:
    today = today_of(context)
    if text is not None:
        day = read_coming_day(text, context.now, context.zone, today)
        if day < today:
            raise NotUnderstood(ErrorCode.DAY_IS_OVER, text=text)
        return day
    calendar = calendar_of(context)
    found = free_evening(busy_spans(context, *looked_at(calendar, today)), calendar, today)
    if found is None:
        raise Refused(ErrorCode.NO_FREE_EVENING, days=LOOKED_AT)
    return found


def _start(context: Context, day: date, text: str | None) -> datetime:
    at = first_showing(datetime.combine(day, AT), context.zone)
    if text is None:
        return at
    said = when(context.now, context.zone, today_of(context)).near(text, at)
    if said.astimezone(context.zone).date() != day:
        raise NotUnderstood(ErrorCode.BAD_TIME, text=text)
    return said


def _length(context: Context, text: str | None, kind: Kind) -> timedelta:
    if text is None:
        return kind.default_length or A_WHILE
    length = when(context.now, context.zone).length(text)
    if not timedelta() < length <= timedelta(days=1):
        raise NotUnderstood(ErrorCode.BAD_LENGTH, text=text)
    return length


def _file_name(title: str) -> str:
    """Letters that every file system takes."""
    return re.sub(r"[^\w]+", "-", folded(title)).strip("-")[:80] or KIND
