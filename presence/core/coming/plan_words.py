"""The words that a plan is said and written with; ``words/coming/plan_grammar.py`` fills them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from presence.core.coming.plan_rules import Every
from presence.core.person import folded

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Often:
    """How often, said in one word: "daily", "weekdays", "fortnightly"."""

    every: Every
    interval: int = 1
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanWords:
    """Words by what they mean, compared without accents and case; weekdays and months are known.

    ``often`` stand alone, ``units`` after ``every`` and perhaps a number ("every 2 weeks").
    ``ordinals`` count weekdays of a month; behind ``every`` those in ``doubtful`` may also mean so
    many weeks. ``on_weekday`` are plurals: "mondays". ``of_month`` say that a month is meant,
    ``day`` that the last one of it is.
    """

    often: Mapping[str, Often]
    units: Mapping[str, Every]
    every: Words
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    doubtful: Words
    on_weekday: Mapping[str, int]
    of_month: Words
    day: Words
    of: Words
    on: Words
    in_: Words
    only: Words
    not_: Words
    pause: Words
    from_: Words
    until: Words
    to: Words
    and_: Words
    times: Words
    by_itself: Words
    name: Words
    group: Words
    rule: Words

    def joined(self, other: "PlanWords") -> "PlanWords":
        """Both languages at once; where they differ, ``other`` wins."""
        changes: dict[str, object] = {}
        for field in fields(self):
            mine, theirs = getattr(self, field.name), getattr(other, field.name)
            both = {**mine, **theirs} if isinstance(mine, Mapping) else (*mine, *theirs)
            changes[field.name] = both
        return replace(self, **changes)  # type: ignore[arg-type]  # the fields' own types, joined

    def folded(self) -> "PlanWords":
        """The same with every word in the form in which words are compared."""
        changes: dict[str, object] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Mapping):
                changes[field.name] = {folded(word): meant for word, meant in value.items()}
            else:
                changes[field.name] = tuple(map(folded, value))
        return replace(self, **changes)  # type: ignore[arg-type]  # the fields' own types, folded


@dataclass(frozen=True, slots=True)
class PlanWriting:
    """How a plan is written, so that ``PlanWords`` of the same language read it as the same.

    ``every`` is one of a weekday ("every Monday"), ``ordinals`` are by their number, -1 the last.
    """

    daily: str
    weekdays: str
    weekends: str
    every_days: str
    every_weekday: str
    weekly: str
    every_weeks: str
    monthly: str
    every_months: str
    yearly: str
    every_years: str
    on_weekday: str
    of_month: str
    of_a_month: str
    on_day_of: str
    on_the: str
    month_day: str
    last_day: str
    on_date: str
    in_months: str
    not_in: str
    not_on: str
    pause: str
    from_: str
    until: str
    times: str
    by_itself: str
    open_: str
    and_: str
    name: str
    place: str
    group: str
    rule: str
    ordinals: Mapping[int, str]
    weekday_names: Words
    month_names: Words
