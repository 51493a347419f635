"""When a plan takes place: local time and the zone afterwards, so that 19:00 stays 19:00."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from presence.core.coming.offer import Offer, Origin
from presence.core.coming.plan import Plan
from presence.core.coming.plan_days import DAY, LONGEST_LOOK, plan_days
from presence.core.names.group import Group
from presence.core.wall import showings

NO_GROUPS: Mapping[str, Group] = {}


def occurrences(
    plan: Plan,
    zone: tzinfo,
    start: datetime,
    end: datetime,
    groups: Mapping[str, Group] = NO_GROUPS,
) -> Sequence[Offer]:
    """What begins in [start, end) of a plan, at most five years of it; nothing of one that is off.

    A time that clocks are set forward over is left out that day (RFC 5545, 3.3.10); of one that
    they show twice the first is meant (3.3.5). ``groups`` by their id, for who is in its group.
    """
    if plan.is_off or end <= start:
        return ()
    end = min(end, start + LONGEST_LOOK)
    first, last = (at.astimezone(zone).date() for at in (start, end))
    days = plan_days(plan, first - DAY, last + DAY, lambda day: _is_there(plan, day, zone))
    offers = (_offer(plan, day, zone, groups) for day in days)
    return tuple(offer for offer in offers if start <= offer.starts_at < end)


def next_occurrence(
    plan: Plan,
    zone: tzinfo,
    now: datetime,
    groups: Mapping[str, Group] = NO_GROUPS,
    declined: Collection[str] = (),
) -> Offer | None:
    """The next that begins after an instant, within five years; also of a plan that is off.

    ``declined`` are the keys of those that are left out.
    """
    today = now.astimezone(zone).date()
    last = today + LONGEST_LOOK
    for day in plan_days(plan, today - DAY, last, lambda day: _is_there(plan, day, zone)):
        offer = _offer(plan, day, zone, groups)
        if offer.starts_at > now and offer.key not in declined:
            return offer
    return None


def occurrence_on(plan: Plan, day: date, zone: tzinfo) -> Offer | None:
    """That of one day, None where the plan has nothing then."""
    found = plan_days(plan, day, day + DAY, lambda each: _is_there(plan, each, zone))
    return next((_offer(plan, each, zone, NO_GROUPS) for each in found), None)


def day_of(key: str) -> date:
    """The day that the key of a plan's occurrence names."""
    return date.fromisoformat(key.rpartition("\n")[2])


def key_of(plan_id: str, day: date) -> str:
    """The key of an occurrence; the same when the plan moves to another hour of that day."""
    return f"{plan_id}\n{day.isoformat()}"


def _offer(plan: Plan, day: date, zone: tzinfo, groups: Mapping[str, Group]) -> Offer:
    starts_at = showings(_wall(plan, day), zone)[0]
    members = groups[plan.group].people if plan.group in groups else ()
    people = tuple(dict.fromkeys((*plan.people, *members)))
    return Offer(
        origin=Origin.PLAN,
        key=key_of(plan.id, day),
        title=plan.name,
        starts_at=starts_at,
        ends_at=None if plan.length is None else starts_at + plan.length,
        kind=plan.kind,
        people=people,
        invited=len(people),
        place=plan.place,
        tags=plan.tags,
        starts_by_itself=plan.starts_by_itself,
        plan=plan.id,
    )


def _wall(plan: Plan, day: date) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=plan.at_minute)


def _is_there(plan: Plan, day: date, zone: tzinfo) -> bool:
    """Whether clocks show the plan's time on that day."""
    wall = _wall(plan, day)
    return showings(wall, zone)[0].astimezone(zone).replace(tzinfo=None) == wall
