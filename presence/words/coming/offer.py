"""What is coming in one line, with as much of it as others may see."""

from datetime import datetime, tzinfo

from presence.core.coming.agenda import Entry, State
from presence.core.coming.offer import Offer
from presence.core.kind import Kinds
from presence.texts import _, ngettext
from presence.words.dates import clock_time, moment
from presence.words.kinds import kind_name
from presence.words.session import SEPARATOR, people_line

MOST_LETTERS = 48  # of a title; the rest ends in "…"


def offer_line(
    offer: Offer,
    kinds: Kinds,
    zone: tzinfo,
    now: datetime,
    show_titles: bool = True,
    show_people: bool = True,
) -> str:
    """``15:00 Roadmap · Ana, Tom``, and ``15:00 Meeting`` where others could read it."""
    time = moment(offer.starts_at, zone, now)
    return f"{time} {offer_name(offer, kinds, show_titles, show_people)}"


def offer_name(
    offer: Offer, kinds: Kinds, show_titles: bool = True, show_people: bool = True
) -> str:
    """``Roadmap · Ana, Tom``, ``Dinner · 12 people``, ``Meeting``."""
    title = " ".join(offer.title.split()) if show_titles else ""
    parts = [_shortened(title) or kind_name(kinds[offer.kind])]
    who = who_line(offer) if show_people else ""
    return SEPARATOR.join([*parts, _shortened(who)]) if who else parts[0]


def who_line(offer: Offer) -> str:
    """``Ana, Tom``; of more than eight the number."""
    if offer.people:
        return people_line(offer.people)
    if offer.invited:
        return ngettext("{count} person", "{count} people", offer.invited).format(
            count=offer.invited
        )
    return ""


def span_line(offer: Offer, zone: tzinfo, now: datetime) -> str:
    """``15:00–16:00``, ``tomorrow 19:00``."""
    start = moment(offer.starts_at, zone, now)
    if offer.ends_at is None:
        return start
    end = offer.ends_at
    is_same_day = offer.starts_at.astimezone(zone).date() == end.astimezone(zone).date()
    return f"{start}–{clock_time(end, zone) if is_same_day else moment(end, zone, now)}"


def state_words(entry: Entry) -> str:
    """Where something in the agenda stands; "" where its time alone tells."""
    match entry.state:
        case State.COMING:
            return _("starts by itself") if entry.offer.starts_by_itself else ""
        case State.DUE:
            return _("A click on the icon starts it.")
        case State.KEPT:
            return _("kept") if entry.session and entry.session.ended_at else _("going on")
        case State.MISSED:
            return _("Did it happen?")
        case State.DECLINED:
            return _("not this one")


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1].rstrip() + "…"
