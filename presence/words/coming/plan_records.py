"""Plans as ``--json`` shows them; keys may be added, never changed."""

from collections.abc import Sequence
from datetime import date, tzinfo

from presence.core.coming.offer import Offer
from presence.core.coming.plan import Plan
from presence.core.coming.plan_line import PlanContext
from presence.core.coming.plan_writing import plan_line
from presence.words.coming.plan import plan_name, plan_when
from presence.words.records import Record, seconds


def plan_record(
    plan: Plan, context: PlanContext, zone: tzinfo, coming: Offer | None, skipped: Sequence[date]
) -> Record:
    """A plan with its next time, None where there is none, and the days that are left out."""
    group = next((each.name for each in context.groups if each.id == plan.group), None)
    return {
        "id": plan.id,
        "line": plan_line(plan, context),
        "title": plan_name(plan, context),
        "when": plan_when(plan, context),
        "name": plan.name,
        "kind": plan.kind,
        "rule": plan.rule,
        "first": plan.first.isoformat(),
        "at": "{:02}:{:02}".format(*divmod(plan.at_minute, 60)),
        "length_s": None if plan.length is None else seconds(plan.length),
        "people": list(plan.people),
        "group": group,
        "place": plan.place,
        "tags": list(plan.tags),
        "not_on": [day.isoformat() for day in plan.not_on],
        "not_in": list(plan.not_in),
        "pauses": [
            {"from": first.isoformat(), "to": last.isoformat()} for first, last in plan.pauses
        ],
        "starts_by_itself": plan.starts_by_itself,
        "is_off": plan.is_off,
        "next_at": None if coming is None else coming.starts_at.astimezone(zone).isoformat(),
        "skipped": [day.isoformat() for day in skipped],
    }
