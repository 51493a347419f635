"""A component of the library as the values that the rules go by."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from presence.calendars.reading.limits import (
    LONGEST_LINK,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_ATTENDEES,
    MOST_CATEGORIES,
    MOST_LINKS,
)
from presence.calendars.reading.zones import is_iana
from presence.core.coming.event import Answer, Attendee, Busy, CalendarEvent, Role, Status
from presence.core.wall import first_showing

LINKS = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
    "X-ZOOM-JOIN-URL",
    "URL",
)
STATUS = {"CANCELLED": Status.CANCELLED, "TENTATIVE": Status.TENTATIVE}
BUSY = {
    "FREE": Busy.FREE,
    "TENTATIVE": Busy.TENTATIVE,
    "OOF": Busy.OUT_OF_OFFICE,
    "WORKINGELSEWHERE": Busy.BUSY,
}
ANSWERS = {
    "ACCEPTED": Answer.ACCEPTED,
    "DECLINED": Answer.DECLINED,
    "TENTATIVE": Answer.TENTATIVE,
}
NO_PEOPLE = frozenset({"ROOM", "RESOURCE", "GROUP"})


def event_of(
    component: Mapping[str, Any], uid: str, is_recurring: bool, calendar: str, zone: tzinfo
) -> CalendarEvent:
    """One occurrence; ``zone`` is the person's, for what floats and for whole days."""
    begins = component["DTSTART"].dt
    ends = component["DTEND"].dt if "DTEND" in component else begins
    starts_at = _instant(begins, zone)
    return CalendarEvent(
        calendar=calendar,
        uid=uid,
        occurrence=_occurrence(component, begins) if is_recurring else "",
        title=_text(component, "SUMMARY", LONGEST_TITLE),
        starts_at=starts_at,
        ends_at=max(_instant(ends, zone), starts_at),
        zone=_zone_name(begins),
        is_all_day=not isinstance(begins, datetime),
        place=_text(component, "LOCATION", LONGEST_TITLE),
        text=_text(component, "DESCRIPTION", LONGEST_TEXT),
        links=_links(component),
        status=STATUS.get(_word(component, "STATUS"), Status.CONFIRMED),
        busy=_busy(component),
        is_private=_word(component, "CLASS") in ("PRIVATE", "CONFIDENTIAL"),
        organiser=_organiser(component),
        attendees=_attendees(component),
        categories=_categories(component),
    )


def _instant(value: date | datetime, zone: tzinfo) -> datetime:
    """An instant in UTC; a time that clocks do not show is the one they show next."""
    if not isinstance(value, datetime):
        return first_showing(datetime.combine(value, time()), zone)
    if value.tzinfo is None:
        return first_showing(value, zone)
    return value.astimezone(UTC)


def _occurrence(component: Mapping[str, Any], begins: date | datetime) -> str:
    """The original start: in UTC, or as the day or the floating time that it was."""
    held = component.get("RECURRENCE-ID")
    original = begins if held is None else held.dt
    if isinstance(original, datetime) and original.tzinfo is not None:
        original = original.astimezone(UTC)
    return original.isoformat()


def _zone_name(value: date | datetime) -> str:
    if not isinstance(value, datetime) or value.tzinfo is None:
        return ""
    name = str(getattr(value.tzinfo, "key", "") or "")
    return name if is_iana(name) else ""  # a calendar's own definition may be called anything


def _text(component: Mapping[str, Any], name: str, most: int) -> str:
    value = _first(component.get(name))
    return "" if value is None else str(value)[:most].strip()


def _word(component: Mapping[str, Any], name: str) -> str:
    return _text(component, name, 40).upper()


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _all(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _links(component: Mapping[str, Any]) -> tuple[str, ...]:
    found = [str(each)[:LONGEST_LINK] for name in LINKS for each in _all(component.get(name))]
    return tuple(link for link in found if link.strip())[:MOST_LINKS]


def _busy(component: Mapping[str, Any]) -> Busy:
    """Microsoft says it in a property of its own, which knows more than TRANSP."""
    for name in ("X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-CDO-INTENDEDSTATUS"):
        if word := _word(component, name):
            return BUSY.get(word, Busy.BUSY)
    return Busy.FREE if _word(component, "TRANSP") == "TRANSPARENT" else Busy.BUSY


def _organiser(component: Mapping[str, Any]) -> Attendee | None:
    value = _first(component.get("ORGANIZER"))
    return None if value is None else _attendee(value)


def _attendees(component: Mapping[str, Any]) -> tuple[Attendee, ...]:
    return tuple(_attendee(each) for each in _all(component.get("ATTENDEE"))[:MOST_ATTENDEES])


def _attendee(value: Any) -> Attendee:
    params = getattr(value, "params", {})

    def param(name: str) -> str:
        found = _first(params.get(name, ""))
        return str(found or "")

    address = str(value).strip()
    is_mail = address.lower().startswith("mailto:")
    mail = address[7:].strip().lower() if is_mail else param("EMAIL").lower()
    name = param("CN").strip().strip('"')[:200]
    role = Role.OPTIONAL if param("ROLE").upper() == "OPT-PARTICIPANT" else Role.REQUIRED
    if param("CUTYPE").upper() in NO_PEOPLE:
        role = Role.NOT_A_PERSON
    answer = ANSWERS.get(param("PARTSTAT").upper(), Answer.NEEDS_ACTION)
    return Attendee("" if name.lower() == mail else name, mail[:200], answer, role)


def _categories(component: Mapping[str, Any]) -> tuple[str, ...]:
    found: list[str] = []
    for each in _all(component.get("CATEGORIES")):
        found += [str(word)[:100] for word in getattr(each, "cats", [each])]
    return tuple(found[:MOST_CATEGORIES])
