"""When one is going to see somebody next, as far as plans and calendars tell."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from presence.core.coming.offer import Offer
from presence.core.person import folded


def next_planned(
    offers: Iterable[Offer],
    everybody: Mapping[str, str],
    day_of: Callable[[datetime], date],
    now: datetime,
) -> Mapping[str, date]:
    """The first day, by a person's id; ``everybody`` has the names by the ids."""
    ids = {folded(name): each for each, name in everybody.items()}
    found: dict[str, date] = {}
    for offer in offers:
        if offer.starts_at < now:
            continue
        day = day_of(offer.starts_at)
        for name in offer.people:
            person = ids.get(folded(name))
            if person is not None:
                found[person] = min(day, found.get(person, day))
    return found
