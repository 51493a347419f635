"""One occurrence of an event in a calendar, whatever calendar it comes from."""

from dataclasses import dataclass
from datetime import datetime

from presence.core.frozen import Enum


class Status(Enum):
    """Whether it takes place (RFC 5545, 3.8.1.11)."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


class Busy(Enum):
    """What it says of the time (TRANSP, or Microsoft's X-MICROSOFT-CDO-BUSYSTATUS)."""

    BUSY = "busy"
    FREE = "free"
    TENTATIVE = "tentative"
    OUT_OF_OFFICE = "out_of_office"


class Answer(Enum):
    """What somebody has said to an invitation (RFC 5545, 3.2.12)."""

    NEEDS_ACTION = "needs_action"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"


class Role(Enum):
    """What somebody is to an event (RFC 5545, 3.2.16), and what is no person (CUTYPE)."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NOT_A_PERSON = "not_a_person"  # a room, a resource, a mailing list


@dataclass(frozen=True, slots=True)
class Attendee:
    """Who is invited; ``address`` is lower case without "mailto:", "" where none is known."""

    name: str
    address: str = ""
    answer: Answer = Answer.NEEDS_ACTION
    role: Role = Role.REQUIRED


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One occurrence; instants are aware UTC, ``zone`` the IANA zone it was meant in ("" floats).

    ``calendar`` is the id of the calendar as the person's settings name it. ``occurrence`` names
    the occurrence within the series by its original start (RECURRENCE-ID, ISO 8601), "" for a
    single event: it stays the same when the occurrence is moved. An all-day event goes from
    midnight to midnight in the person's zone. ``links`` are addresses of conferences that the
    calendar names as such (CONFERENCE, X-GOOGLE-CONFERENCE, X-MICROSOFT-SKYPETEAMSMEETINGURL …).
    """

    calendar: str
    uid: str
    occurrence: str
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str = ""
    is_all_day: bool = False
    place: str = ""
    text: str = ""  # the description, cut to a length that a rule needs
    links: tuple[str, ...] = ()
    status: Status = Status.CONFIRMED
    busy: Busy = Busy.BUSY
    is_private: bool = False
    organiser: Attendee | None = None
    attendees: tuple[Attendee, ...] = ()
    categories: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same for this occurrence wherever and whenever it is read, also once it is moved."""
        return f"{self.uid}\n{self.occurrence}" if self.occurrence else self.uid


@dataclass(frozen=True, slots=True)
class Skipped:
    """A part of a calendar that could not be read, and why; ``line`` 0 where none is known."""

    why: str  # a short English reason for records: "no start", "endless rule" …
    uid: str = ""
    line: int = 0
