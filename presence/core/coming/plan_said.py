"""What a plan's line has said so far, and the rule that follows from it."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from presence.core.coming.plan_days import first_day
from presence.core.coming.plan_rules import Every, Rule, check, read_rule


@dataclass(slots=True)
class PlanSaid:
    """The pieces of a rule as they stand in a line; what does not fit beside them is refused."""

    every: Every | None = None
    interval: int | None = None
    weekdays: list[tuple[int, int]] = field(default_factory=list)
    month_days: list[int] = field(default_factory=list)
    months: list[int] = field(default_factory=list)
    day: date | None = None
    count: int | None = None
    until: date | None = None
    first: date | None = None
    rule: str = ""
    not_on: list[date] = field(default_factory=list)
    not_in: list[int] = field(default_factory=list)
    pauses: list[tuple[date, date]] = field(default_factory=list)
    by_itself: bool = False
    name: str = ""
    group: str = ""

    def say(self, every: Every, interval: int | None = None) -> bool:
        """How often; False where something else was said already."""
        if self.every not in (None, every) or self.rule:
            return False
        if interval is not None and self.interval not in (None, interval):
            return False
        self.every = every
        self.interval = interval or self.interval
        return True

    @property
    def has_rule(self) -> bool:
        """Whether it is known how often, or on which single day."""
        return bool(self.every or self.day or self.rule)

    def rule_from(self, today: date, is_over_today: bool) -> tuple[Rule, date]:
        """The rule and the day from which it counts; raises NotUnderstood where it cannot be.

        ``is_over_today`` where the time of day has passed: every second day counts from tomorrow.
        """
        if self.rule:
            rule = read_rule(self.rule)
        elif self.every is None:
            assert self.day is not None
            return Rule(Every.DAY, count=1), self.day
        else:
            rule = self._as_said(today)
        if self.first is not None:
            return rule, self.first
        if self.day is not None and self.every is not Every.YEAR:
            return rule, self.day  # "weekly 2026-12-01": from then on
        if not rule.needs_first:
            return rule, today
        return rule, first_day(rule, today + timedelta(days=is_over_today))

    def _as_said(self, today: date) -> Rule:
        begins = self.day or self.first or today
        assert self.every is not None
        rule = Rule(
            self.every,
            self.interval or 1,
            tuple(dict.fromkeys(self.weekdays)),
            tuple(dict.fromkeys(self.month_days)),
            tuple(dict.fromkeys(self.months)),
            self.count,
            self.until,
        )
        if not rule.weekdays and not rule.month_days:
            match self.every:
                case Every.WEEK:
                    rule = replace(rule, weekdays=((0, begins.weekday()),))
                case Every.MONTH:
                    rule = replace(rule, month_days=(begins.day,))
                case Every.YEAR:
                    months = rule.months or (begins.month,)
                    rule = replace(rule, month_days=(begins.day,), months=months)
        return check(rule)
