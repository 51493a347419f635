"""Which events are proposed: those in person, and why each is or is not.

In person is what has other people, and a place or no link to a video meeting. The reasons hold no
title and no name, so that they may stand in the log file.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from presence.core.coming.chosen import ChosenCalendar, Handling
from presence.core.coming.event import Answer, Busy, CalendarEvent, Role, Status
from presence.core.coming.judging.company import Company, company_of, named_in_title
from presence.core.coming.judging.kinds_by_words import kind_of
from presence.core.coming.judging.own_words import has_own_word
from presence.core.coming.judging.place import Place, read_place
from presence.core.coming.judging.plain import plain_line
from presence.core.coming.judging.video_links import leads_to_video
from presence.core.coming.judging.words import ComingWords, has_any, row
from presence.core.coming.learnt import Learnt
from presence.core.coming.offer import Offer, Origin
from presence.core.frozen import Enum
from presence.core.kind import Kinds
from presence.core.session import MAX_LENGTH


class Reason(Enum):
    """Why an event is proposed, or is not. The value is what ``--json`` shows."""

    # for it
    ALWAYS = "always"  # one of the person's own words
    WITH_OTHERS = "with_others"
    NAMED_IN_TITLE = "named_in_title"  # nobody is invited, but "with Ana" is its title
    HAS_PLACE = "has_place"
    SAID_IN_PERSON = "said_in_person"
    NO_LINK = "no_link"
    # against it, whatever else it is
    IGNORED = "ignored"  # so the person treats the calendar
    CANCELLED = "cancelled"
    DECLINED = "declined"
    NEVER = "never"  # one of the person's own words
    ALL_DAY = "all_day"
    TOO_LONG = "too_long"
    # against it, where none of the person's own words is for it
    NOBODY_ELSE = "nobody_else"
    ALL_DECLINED = "all_declined"  # everybody else has
    ONLINE_PLACE = "online_place"
    VIDEO_LINK = "video_link"
    A_CALL = "a_call"  # its title says so
    FREE_TIME = "free_time"
    PRIVATE = "private"
    TENTATIVE = "tentative"
    OPTIONAL = "optional"
    # beside it
    WHO_IS_ME = "who_is_me"  # which of them the person is, nobody knows: no names are taken over


_FIRM = frozenset(
    {
        Reason.IGNORED,
        Reason.CANCELLED,
        Reason.DECLINED,
        Reason.NEVER,
        Reason.ALL_DAY,
        Reason.TOO_LONG,
    }
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of an event; ``offer`` is there exactly where it is proposed."""

    event: CalendarEvent
    is_proposed: bool
    reasons: tuple[Reason, ...]
    offer: Offer | None = None


def judge(
    event: CalendarEvent,
    chosen: ChosenCalendar,
    me: Collection[str],
    kinds: Kinds,
    learnt: Learnt,
    words: ComingWords,
    people: Sequence[str] = (),
) -> Judgement:
    """Whether an event is proposed, why, and what a session would be made of.

    ``me`` are the person's addresses, in lower case; ``people`` the names that the log knows.
    """
    company, place = company_of(event, me), read_place(event.place, words)
    titled = named_in_title(event.title, words, people) if not event.attendees else None
    is_titled = titled is not None and titled.is_somebody
    against = [
        *_by_the_event(event, chosen, company),
        *_by_the_company(company, is_titled),
        *_by_the_place(event, place, words),
    ]
    is_always = has_own_word(event, chosen.always)
    firm = [reason for reason in against if reason in _FIRM]
    beside = [Reason.WHO_IS_ME] if company.count and not me else []
    if firm or (against and not is_always):
        return Judgement(event, False, (*against, *beside))
    reasons = [Reason.ALWAYS] if is_always else []
    reasons += _in_favour(event, company, is_titled, place, words)
    kind = kind_of(event, chosen, kinds, learnt, words)
    names = company.names or (titled.names if titled is not None else ())
    offer = Offer(
        origin=Origin.EVENT,
        key=event.key,
        title=plain_line(event.title),
        starts_at=event.starts_at,
        ends_at=_end_of(event, kinds[kind].default_length),
        kind=kind,
        people=names,
        invited=company.count or len(names),
        place=place.name,
        starts_by_itself=chosen.handling is Handling.START,
        calendar=event.calendar,
    )
    return Judgement(event, True, (*reasons, *beside), offer)


def _by_the_event(
    event: CalendarEvent, chosen: ChosenCalendar, company: Company
) -> Iterator[Reason]:
    mine = company.mine
    is_unsure = Busy.TENTATIVE is event.busy or Status.TENTATIVE is event.status
    if chosen.handling is Handling.IGNORE:
        yield Reason.IGNORED
    if event.status is Status.CANCELLED:
        yield Reason.CANCELLED
    if mine is not None and mine.answer is Answer.DECLINED:
        yield Reason.DECLINED
    if has_own_word(event, chosen.never):
        yield Reason.NEVER
    if event.is_all_day:
        yield Reason.ALL_DAY
    elif event.ends_at - event.starts_at > MAX_LENGTH:
        yield Reason.TOO_LONG
    if event.busy is Busy.FREE:
        yield Reason.FREE_TIME
    if event.is_private and not chosen.private:
        yield Reason.PRIVATE
    if not chosen.tentative and (is_unsure or (mine and mine.answer is Answer.TENTATIVE)):
        yield Reason.TENTATIVE
    if not chosen.optional and mine is not None and mine.role is Role.OPTIONAL:
        yield Reason.OPTIONAL


def _by_the_company(company: Company, is_titled: bool) -> Iterator[Reason]:
    if company.are_all_declined:
        yield Reason.ALL_DECLINED
    elif not company.count and not is_titled:
        yield Reason.NOBODY_ELSE


def _by_the_place(event: CalendarEvent, place: Place, words: ComingWords) -> Iterator[Reason]:
    """What leads elsewhere counts only where there is no place, and nobody says "in person"."""
    title = row(event.title)
    if place.name or has_any(title, words.in_person):
        return
    if place.is_online:
        yield Reason.ONLINE_PLACE
    if event.links or leads_to_video(event.text) or has_any(row(event.text), words.joining):
        yield Reason.VIDEO_LINK
    if has_any(title, words.calls):
        yield Reason.A_CALL


def _in_favour(
    event: CalendarEvent, company: Company, is_titled: bool, place: Place, words: ComingWords
) -> Iterator[Reason]:
    if company.count:
        yield Reason.WITH_OTHERS
    elif is_titled:
        yield Reason.NAMED_IN_TITLE
    if place.name:
        yield Reason.HAS_PLACE
    elif has_any(row(event.title), words.in_person):
        yield Reason.SAID_IN_PERSON
    elif not any(_by_the_place(event, place, words)):
        yield Reason.NO_LINK


def _end_of(event: CalendarEvent, usual: timedelta | None) -> datetime | None:
    """An event without an end is as long as its kind usually is."""
    if event.ends_at > event.starts_at:
        return event.ends_at
    return None if usual is None else event.starts_at + usual
