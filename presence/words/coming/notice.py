"""What a notice says of something that is coming; titles and names only where they may be seen."""

from datetime import datetime, timedelta, tzinfo

from presence.core.coming.offer import Offer
from presence.core.kind import Kinds
from presence.core.settings import Settings
from presence.texts import _
from presence.words.coming.offer import offer_name, span_line
from presence.words.dates import clock_time, time_left
from presence.words.session import SEPARATOR

A_MINUTE = timedelta(minutes=1)


def notice_title(
    offer: Offer, kinds: Kinds, zone: tzinfo, now: datetime, settings: Settings
) -> str:
    """``Meeting in 2 min``, ``Roadmap · Ana since 15:00``."""
    what = offer_name(offer, kinds, settings.show_titles, settings.show_people)
    ahead = offer.starts_at - now
    if ahead >= A_MINUTE / 2:
        return _("{what} in {length}").format(what=what, length=time_left(ahead))
    if ahead > -A_MINUTE:
        return _("{what} now").format(what=what)
    time = clock_time(offer.starts_at, zone)
    return _("{what} since {time}").format(what=what, time=time)


def notice_body(offer: Offer, zone: tzinfo, now: datetime, settings: Settings) -> str:
    """``15:00–16:00 · Room 1``; the place may be as telling as the title."""
    place = " ".join(offer.place.split()) if settings.show_titles else ""
    return SEPARATOR.join(part for part in (span_line(offer, zone, now), place[:80]) if part)


def extended_line(offer: Offer, kinds: Kinds, zone: tzinfo, settings: Settings) -> str:
    """``Meeting goes on until 15:30 in the calendar.``"""
    assert offer.ends_at is not None
    what = offer_name(offer, kinds, settings.show_titles, settings.show_people)
    time = clock_time(offer.ends_at, zone)
    return _("{what} goes on until {time} in the calendar.").format(what=what, time=time)
