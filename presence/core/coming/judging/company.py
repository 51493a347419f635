"""Who comes to an event: its people without the person themselves, by the names to call them."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from presence.core.coming.event import Answer, Attendee, CalendarEvent, Role
from presence.core.coming.judging.plain import LONGEST_NAME, plain_line
from presence.core.coming.judging.words import ComingWords
from presence.core.coming.offer import MOST_NAMES
from presence.core.entry.known import known
from presence.core.person import folded

_NO_PEOPLE = (".calendar.google.com", "@unknownorganizer.calendar.google.com")
_REMARK = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")  # "(Sales)", "[EXT]"
_LAST_FIRST = re.compile(r"([^\s,]+(?: [^\s,]+)?), ([^\s,]+(?: [^\s,]+)?)")
_ORDER = (Answer.ACCEPTED, Answer.TENTATIVE, Answer.NEEDS_ACTION)
_MOST_TITLE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Company:
    """``mine`` is the person as the event names them, None where it does not or nobody knows.

    ``count`` are the others who have not declined; ``names`` theirs, those first who have accepted,
    none where there are more than ``MOST_NAMES`` or nobody knows which of them the person is.
    """

    mine: Attendee | None = None
    count: int = 0
    names: tuple[str, ...] = ()
    are_all_declined: bool = False


def company_of(event: CalendarEvent, me: Collection[str]) -> Company:
    """Who is there; ``me`` are the person's own addresses, in lower case."""
    guests = [each for each in event.attendees if _is_a_person(each)]
    host = event.organiser
    if host is not None and _is_a_person(host):
        # who invites comes, whatever the list of those invited says
        host = Attendee(host.name, host.address, Answer.ACCEPTED)
        others = [each for each in guests if not _are_one(each, host)]
    else:
        host, others = None, guests
    if not me:
        coming = [each for each in others if each.answer is not Answer.DECLINED]
        return Company(None, len(coming), (), bool(others) and not coming)
    mine = next((each for each in (*guests, *filter(None, [host])) if each.address in me), None)
    there = _unique(([] if host is None else [host]) + others)
    there = [each for each in there if each.address not in me]
    coming = [each for each in there if each.answer is not Answer.DECLINED]
    coming.sort(key=lambda each: _ORDER.index(each.answer))
    names = tuple(dict.fromkeys(filter(None, map(name_of, coming))))
    return Company(
        mine,
        len(coming),
        names if len(coming) <= MOST_NAMES else (),
        bool(there) and not coming,
    )


def name_of(attendee: Attendee) -> str:
    """``Ana Silva``, also for "Silva, Ana (Sales)" and for ana.silva@example.org alone."""
    name = plain_line(_REMARK.sub(" ", attendee.name), LONGEST_NAME).strip("\"' ")
    if not name or "@" in name:
        local = (name or attendee.address).partition("@")[0]
        words = re.split(r"[._+-]+", plain_line(local, LONGEST_NAME))
        return " ".join(word.capitalize() for word in words if word and not word.isdigit())
    turned = _LAST_FIRST.fullmatch(name)
    return f"{turned[2]} {turned[1]}" if turned else name


@dataclass(frozen=True, slots=True)
class NamedInTitle:
    """Whom a title names after "with": somebody at all, and those the log knows."""

    is_somebody: bool = False
    names: tuple[str, ...] = ()


def named_in_title(title: str, words: ComingWords, people: Sequence[str]) -> NamedInTitle:
    """``Dinner with Ana and Tom``; not ``Lunch with a view``."""
    said = plain_line(title).replace(",", " ").split()[:_MOST_TITLE_WORDS]
    plain = [folded(word).strip(".:;!?()") for word in said]
    begin = next((place + 1 for place, word in enumerate(plain) if word in words.with_), len(said))
    after = list(takewhile(lambda word: word not in words.no_more, plain[begin:]))
    if not after:
        return NamedInTitle()
    names = _known_names(" ".join(after), people)
    is_named = said[begin][0].isupper() and after[0] not in words.nobody
    return NamedInTitle(is_named or after[0] in words.others or bool(names), names)


def _known_names(line: str, people: Sequence[str]) -> tuple[str, ...]:
    """Those of the log in a folded line, by their whole name or by one that only they have."""
    known_people, names, place = known(tuple(people)), [], 0
    while place < len(line):
        name, end = known_people.at(line, place)
        if not name:
            end = line.find(" ", place) % (len(line) + 1)
            one = known_people.with_piece(line[place:end])
            name = one[0] if len(one) == 1 else ""
        names.append(name)
        place = end + 1
    return tuple(dict.fromkeys(filter(None, names)))


def _is_a_person(attendee: Attendee) -> bool:
    address = attendee.address
    return attendee.role is not Role.NOT_A_PERSON and not address.endswith(_NO_PEOPLE)


def _are_one(one: Attendee, other: Attendee) -> bool:
    if one.address or other.address:
        return one.address == other.address
    return folded(one.name) == folded(other.name)


def _unique(attendees: Iterable[Attendee]) -> list[Attendee]:
    """Each once: some programs list somebody with every answer they gave."""
    by_who = {each.address or folded(each.name): each for each in attendees}
    return list(by_who.values())
