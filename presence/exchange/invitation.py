"""An appointment with somebody as an .ics file, to be taken into a calendar or sent."""

from collections.abc import Sequence
from datetime import UTC, datetime

from presence.core.frozen import dataclass

PRODUCT = "-//Presence//appointment//EN"
MAIL = "mailto:"


@dataclass(frozen=True, slots=True)
class Appointment:
    """``links`` are those of the person; ``organiser`` is one's own mail address, "" if not known.

    With both addresses it is a meeting of two, else an appointment (RFC 5545, 3.8.4.3).
    """

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    name: str
    place: str = ""
    links: tuple[str, ...] = ()
    organiser: str = ""


def invitation(appointment: Appointment, now: datetime) -> bytes:
    """The file (RFC 5545), in UTC, which every calendar shows in its own zone."""
    from icalendar import Calendar, Event, vCalAddress  # for who books something

    event = Event()
    event.add("uid", appointment.uid)
    event.add("dtstamp", _whole(now))
    event.add("dtstart", _whole(appointment.starts_at))
    event.add("dtend", _whole(appointment.ends_at))
    event.add("summary", appointment.title)
    if appointment.place:
        event.add("location", appointment.place)
    theirs = mail_addresses(appointment.links) if appointment.organiser else ()
    if theirs:
        event.add("organizer", vCalAddress(f"{MAIL}{appointment.organiser}"), encode=False)
    for address in theirs:
        attendee = vCalAddress(f"{MAIL}{address}")
        attendee.params["CN"] = appointment.name
        event.add("attendee", attendee, encode=False)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def mail_addresses(links: Sequence[str]) -> Sequence[str]:
    """Those among the links that are mail addresses."""
    bare = [link.removeprefix(MAIL) for link in links]
    return [each for each in bare if "@" in each and "/" not in each and " " not in each]


def _whole(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(microsecond=0)
