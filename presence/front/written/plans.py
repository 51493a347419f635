"""Plans of the settings file, ready to be taken over."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import tzinfo
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from presence.core.clock import Clock
from presence.core.coming.plan_writing import plan_line
from presence.core.ports import Change, ChangeKind, SessionLog
from presence.core.settings import Settings
from presence.store.coming.plans import PlanBook
from presence.words.coming.plan import plan_context, understood_plan
from presence.words.entry import log_context

logger = logging.getLogger(__name__)


def plans_to_take(
    settings: Settings, log: SessionLog, clock: Clock, zone: tzinfo
) -> Mapping[str, Callable[[], bool]]:
    """By what is written: what takes it over, and says whether that changed anything."""
    return {
        f"{key}: {line}": partial(_take, key, line, settings, log, clock, zone)
        for key, line in (settings.plans or {}).items()
    }


def _take(
    key: str, line: str, settings: Settings, log: SessionLog, clock: Clock, zone: tzinfo
) -> bool:
    """A plan is known again by its name in the file; raises PresenceError for no line of a plan."""
    now = clock.now()
    against = plan_context(log_context(log, now, zone, settings), log.groups())
    understood, read = understood_plan(line, against)
    book = PlanBook(log)
    plan = replace(read, id=str(uuid5(NAMESPACE_URL, f"plan:{key}")), made_at=now)
    before = next((each for each in book.plans() if each.id == plan.id), None)
    if before is not None:
        plan = replace(plan, made_at=before.made_at, is_off=before.is_off)
        if plan.rule == before.rule and not understood.says_first:
            plan = replace(plan, first=before.first)
        if plan == before:
            return False
    book.put(plan, Change(ChangeKind.PLAN_CHANGED, "", plan_line(plan, against), now))
    logger.info("a plan was taken over from the settings file")
    return True
