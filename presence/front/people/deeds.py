"""What is done in the windows of people; each deed is one change of the log, with undo."""

import os
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.frozen import replace
from presence.core.names.spelling import tidy
from presence.core.people import digest
from presence.core.people.cadence import Cadence
from presence.core.people.details import LONGEST, MOST_LINKS, Details, Encounter, can_be
from presence.core.people.evening import LOOKED_AT, free_evening, looked_at
from presence.core.people.face import Face
from presence.core.people.follow_up import LONGEST_ABOUT, Deed, FollowUp
from presence.core.people.relation import Relation
from presence.core.people.spans import made_cadence, written_days
from presence.core.person import folded
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.core.wall import first_showing
from presence.exchange.invitation import Appointment, invitation
from presence.exchange.output_file import write_file
from presence.front.context import Context
from presence.front.people.reading import PeopleReading
from presence.store import new_id
from presence.store.known.booked import note_booked
from presence.store.known.faces import note_faces
from presence.texts import _
from presence.ui.people.form import Values
from presence.words.kinds import kind_name
from presence.words.people.reading import read_birthday, read_coming_day, read_past_day
from presence.words.people.relations import find_deed
from presence.words.people.spans import is_none, read_days

KIND = "coffee"
AT = time(18, 30)
AN_HOUR = timedelta(hours=1)
SOON = timedelta(days=3)
_SHOWN_AS = {0xA0: " ", 0x2028: "\n", 0x2029: "\n"}
# and no “2 more letters”
_SPAN = r"\d+\s*(?:d|w|m|y|days?|weeks?|months?|years?|tage?n?|wochen?|monate?n?|jahre?n?)"
_IN_DAYS = re.compile(rf"(?:in\s+)?({_SPAN})\b\s*(.*)", re.DOTALL | re.IGNORECASE)


class PeopleDeeds:
    """Writes; what cannot be raises PresenceError."""

    def __init__(self, context: Context, reading: PeopleReading) -> None:
        self._context = context
        self._reading = reading

    def make(self, name: str) -> Details:
        """Somebody new, of whom nothing is known yet."""
        name = tidy(name)
        if not name:
            raise NotUnderstood(ErrorCode.NO_NAME)
        return self._put(Details(name))

    def wrote(self, who: Details) -> None:
        self._put(digest.wrote(who, self._reading.today))

    def not_now(self, who: Details) -> None:
        wish = self._reading.page(who).wish
        self._put(digest.not_now(who, wish, self._reading.today))

    def save(self, who: Details, values: Values) -> None:
        """What the form says."""
        self._put(changed(who, values, self._past_day))

    def follow(self, name: str, deed: Deed, due_on: date, about: str) -> None:
        """Note what is to follow."""
        follow_up = FollowUp(new_id(), name, deed, due_on, self._reading.now, about)
        because = self._because(ChangeKind.FOLLOW_UP_CHANGED, name)
        self._reading.follow_ups.put(follow_up, because)

    def met(self, text: str) -> None:
        """Whom one met, at the event that one is at or comes from."""
        names, about = read_met(text)
        event = self._reading.event()
        at = self._reading.now if event is None else event.started_at
        because = self._because(ChangeKind.MET, ", ".join(names))
        faces = [Face(self._called(name), about) for name in names]
        place = self.place_of(event)
        note_faces(self._context.log, event, faces, self._reading.day_of(at), place, because)

    def place_of(self, event: Session | None) -> str:
        """Where one met, as it is noted."""
        if event is None:
            return ""
        return event.place or kind_name(self._context.log.kinds()[event.kind])

    def _called(self, name: str) -> str:
        """Who is meant by a name or nick, else somebody new."""
        wanted = folded(name)
        everybody = self._reading.people.everybody()
        nicks = {folded(who.nick): who.name for who in everybody if who.nick}
        names = {folded(who.name): who.name for who in everybody}
        return names.get(wanted) or nicks.get(wanted) or name

    def do(self, follow_up_id: str) -> None:
        """It is done."""
        for each in self._reading.follow_ups.open():
            if each.id == follow_up_id:
                because = self._because(ChangeKind.FOLLOW_UP_CHANGED, each.person)
                self._reading.follow_ups.do(each, because)

    def read_follow_up(self, text: str) -> tuple[Deed, date, str]:
        """``write in 3d the map``: what, by when and about what; in three days unless said."""
        word, _space, rest = text.strip().partition(" ")
        deed, today = find_deed(word), self._reading.today
        if found := _IN_DAYS.fullmatch(rest.strip()):
            zone = self._context.zone()
            due_on = read_coming_day(found[1], self._reading.now, zone, today)
            return deed, due_on, tidy(found[2])
        return deed, today + SOON, tidy(rest)

    def book(self, who: Details, window: QWidget) -> str:
        """An appointment on a free evening, as a file for the calendar; its path, or ""."""
        context, calendar = self._context, self._context.weeks.calendar
        today = self._reading.today
        day = free_evening(self._reading.taken(*looked_at(calendar, today)), calendar, today)
        if day is None:
            raise Refused(ErrorCode.NO_FREE_EVENING, days=LOOKED_AT)
        kind = context.log.kinds()[KIND]
        start = first_showing(datetime.combine(day, AT), context.zone())
        title = _("{kind} with {name}").format(kind=kind_name(kind), name=who.name)
        appointment = Appointment(
            uid=f"presence-{new_id()}",
            title=title,
            starts_at=start,
            ends_at=start + (kind.default_length or AN_HOUR),
            name=who.name,
            links=who.links,
            organiser=next(iter(context.preferences.now.me), "").strip(),
        )
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = os.path.join(folder, f"{_file_name(title)}.ics")
        path, _filter = QFileDialog.getSaveFileName(
            window, _("An appointment for your calendar"), proposed, "*.ics"
        )
        if path:
            write_file(path, [invitation(appointment, self._reading.now)], overwrite=True)
            because = self._because(ChangeKind.FOLLOW_UP_CHANGED, who.name)
            note_booked(context.log, who, day, because)
        return path

    def _past_day(self, text: str) -> date:
        return read_past_day(text, self._reading.now, self._context.zone(), self._reading.today)

    def _put(self, who: Details) -> Details:
        because = self._because(ChangeKind.PERSON_CHANGED, who.name)
        return self._reading.people.put(who, because)

    def _because(self, what: ChangeKind, name: str) -> Change:
        return Change(what, "", name, self._reading.now)


def read_met(text: str) -> tuple[Sequence[str], str]:
    """``Zoe, Liu: the new map``: the names, and what one talked about."""
    said, _colon, about = text.partition(":")
    names = tuple(dict.fromkeys(filter(None, map(tidy, said.split(",")))))
    if not names:
        raise NotUnderstood(ErrorCode.NO_NAME)
    if len(about) > LONGEST_ABOUT:
        raise NotUnderstood(ErrorCode.TEXT_TOO_LONG, field=names[0], limit=LONGEST_ABOUT)
    return names, tidy(about)


def values_of(who: Details) -> Values:
    """What the form begins with."""
    wish = who.cadence
    return {
        "nick": who.nick,
        "relation": who.relation.value if who.relation else "",
        "every": _("none") if who.is_let_be else written_days(wish.days) if wish else "",
        "at_most": written_days(wish.at_most) if wish and wish.at_most else "",
        "met": who.met.value if who.met else "",
        "met_on": who.met_on.isoformat() if who.met_on else "",
        "met_at": who.met_at,
        "birthday": _birthday(who),
        "links": " ".join(who.links),
        "notes": who.notes,
        "archived": "yes" if who.is_archived else "",
    }


def changed(who: Details, values: Values, past_day: Callable[[str], date]) -> Details:
    """Somebody as the form says; raises NotUnderstood, which names what cannot be."""
    links = tuple(dict.fromkeys(values["links"].split()))
    if values["links"].split() == " ".join(who.links).split():
        links = who.links  # also one with a space in it
    notes = values["notes"]
    if _as_shown(notes) == _as_shown(who.notes):
        notes = who.notes
    after = replace(
        who,
        nick=tidy(values["nick"]),
        relation=Relation(values["relation"]) if values["relation"] else None,
        cadence=_wish(values["every"], values["at_most"]),
        is_let_be=is_none(values["every"]),
        met=Encounter(values["met"]) if values["met"] else None,
        met_on=past_day(values["met_on"]) if values["met_on"] else None,
        met_at=tidy(values["met_at"]),
        birthday=read_birthday(values["birthday"]) if values["birthday"] else None,
        links=links,
        notes=notes,
        is_archived=bool(values["archived"]),
    )
    if not can_be(after):
        limit = MOST_LINKS if len(links) > MOST_LINKS else LONGEST["notes"]
        raise NotUnderstood(ErrorCode.TEXT_TOO_LONG, field=who.name, limit=limit)
    return after


def _as_shown(notes: str) -> str:
    """What a field of text makes of it (QPlainTextEdit.toPlainText)."""
    return notes.translate(_SHOWN_AS).strip()


def _wish(every: str, at_most: str) -> Cadence | None:
    if not at_most and (not every or is_none(every)):
        return None
    days = read_days(every or at_most)
    return made_cadence(days, read_days(at_most) if at_most else None)


def _birthday(who: Details) -> str:
    born = who.birthday
    if born is None:
        return ""
    year = "-" if born.year is None else f"{born.year:04}"
    return f"{year}-{born.month:02}-{born.day:02}"


def _file_name(title: str) -> str:
    return re.sub(r"[^\w]+", "-", folded(title)).strip("-")[:80] or KIND
