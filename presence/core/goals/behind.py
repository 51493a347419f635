"""Which sessions stand behind a goal in a week: a filter of the log."""

from collections.abc import Mapping

from presence.core.editing.filter import LogFilter
from presence.core.goals.goal import Goal
from presence.core.goals.progress import is_gone
from presence.core.kind import Kinds
from presence.core.names.group import Group
from presence.core.review import ALONE, Period


def sessions_behind(
    goal: Goal, week: Period, kinds: Kinds, groups: Mapping[str, Group]
) -> LogFilter | None:
    """The sessions that count; None where none can: somebody is gone, or a group is empty."""
    if is_gone(goal, groups):
        return None
    people = frozenset(groups[goal.group].people if goal.group else ())
    if goal.group and not people:
        return None
    keys = {goal.kind} if goal.kind else set()
    if goal.with_people and not goal.kind:
        keys = {kind.key for kind in kinds if kind.key != ALONE}
    return LogFilter(
        kinds=frozenset(keys),
        people=people,
        everybody=frozenset(goal.people),
        tags=frozenset({goal.tag} if goal.tag else ()),
        start=week.start,
        end=week.end,
    )
