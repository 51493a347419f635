"""``plans``: recurring times with people, shown and edited in words."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from presence.calendars.recurrence import day_of, next_occurrence, occurrence_on
from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.table import plain, table
from presence.core.coming.offer import Offer
from presence.core.coming.plan import Plan
from presence.core.coming.plan_line import PlanContext, UnderstoodPlan
from presence.core.coming.plan_writing import plan_line
from presence.core.entry.writing import shell_line
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.ports import Change, ChangeKind
from presence.store import new_id
from presence.store.coming.plans import PlanBook
from presence.store.coming.replies import ReplyBook
from presence.texts import _
from presence.words.coming.plan import (
    plan_context,
    plan_name,
    plan_when,
    read_days,
    understood_plan,
)
from presence.words.dates import full_date, moment
from presence.words.entry import log_context
from presence.words.session import SEPARATOR

ACTIONS = ("list", "add", "edit", "remove", "skip", "pause", "on", "off")
SHORTEST_ID = 4


def _plans_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("action", nargs="?", default="list", choices=ACTIONS, help=_("list is what it does alone"))
    add(
        "words",
        nargs="*",
        metavar=_("WORDS"),
        help=_(
            "add “weekdays 19:00 dinner 90m @Family not in august”; "
            "edit 2 “last friday of the month 18:00 event 2h”; remove 2; "
            "skip 2, or skip 2 2026-12-24; pause 2 2026-12-20 2027-01-03; off 2; on 2"
        ),
    )


def _plans(context: Context, arguments: Namespace) -> int:
    from presence.cli.leftover import settle_leftover

    settle_leftover(context)
    words: list[str] = arguments.words
    plans = _Plans(context)
    if arguments.action == "list":
        return plans.show()
    if not words:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=f"plans {arguments.action} …")
    match arguments.action:
        case "add":
            return plans.add(shell_line(words))
        case "edit":
            return plans.edit(words[0], shell_line(words[1:]))
        case "remove":
            return plans.remove(words)
        case "skip":
            return plans.skip(words[0], " ".join(words[1:]))
        case "pause":
            if len(words) < 2:
                raise NotUnderstood(
                    ErrorCode.BAD_REQUEST, detail="plans pause 1 2026-12-20 2027-01-03"
                )
            return plans.pause(words[0], " ".join(words[1:]))
    if len(words) > 1:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=" ".join(words[1:]))
    return plans.switch(words[0], is_off=arguments.action == "off")


class _Plans:
    """What each action does."""

    def __init__(self, context: Context) -> None:
        self._context = context
        path = str(context.paths.database)
        self._book = PlanBook(context.log, path)
        self._replies = ReplyBook(context.log, path)

    @cached_property
    def _read_against(self) -> PlanContext:
        context = self._context
        entry = log_context(context.log, context.now, context.zone, context.settings)
        return plan_context(entry, context.log.groups())

    # What is done

    def add(self, line: str) -> int:
        understood, plan = self._understood(line)
        plan = replace(plan, id=new_id(), made_at=self._context.now)
        return self._put(plan, _("New plan:"), understood)

    def edit(self, which: str, line: str) -> int:
        before = self._find(which)
        if not line:
            raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=_("nothing to change was named"))
        understood, plan = self._understood(line)
        plan = replace(plan, id=before.id, made_at=before.made_at, is_off=before.is_off)
        if plan.rule == before.rule and not understood.says_first:
            plan = replace(plan, first=before.first)
        return self._put(plan, _("Changed:"), understood)

    def pause(self, which: str, days: str) -> int:
        plan = self._find(which)
        pauses = {*plan.pauses, read_days(days, self._read_against)}
        return self._put(replace(plan, pauses=tuple(sorted(pauses))), _("Changed:"))

    def switch(self, which: str, is_off: bool) -> int:
        return self._put(replace(self._find(which), is_off=is_off), _("Changed:"))

    def remove(self, which: Sequence[str]) -> int:
        found = self._all(which)
        for plan in found:
            self._book.remove(plan.id, self._because(plan))
        self._context.tell_app()
        if self._context.as_json:
            self._context.say_record({"removed": [plan.id for plan in found]})
        else:
            self._context.say(_("Removed. “presence undo” brings it back."))
        return 0

    def skip(self, which: str, day: str) -> int:
        context, plan = self._context, self._find(which)
        offer = self._occurrence(plan, day)
        because = Change(ChangeKind.REPLIED, "", plan.kind, context.now)
        self._replies.decline(offer, because)
        context.tell_app()
        if context.as_json:
            context.say_record(self._record(plan))
            return 0
        at = moment(offer.starts_at, context.zone, context.now)
        name = plain(plan_name(plan, self._read_against))
        context.say(_("Left out: {name}, {time}").format(name=name, time=at))
        context.say(_("“presence undo” brings it back."))
        return 0

    def show(self) -> int:
        context, plans = self._context, self._book.plans()
        if context.as_json:
            context.say_record([self._record(plan) for plan in plans])
            return 0
        if not plans:
            context.say(_("No plans."))
            context.say(_("Add one: presence plans add “weekdays 19:00 dinner 90m with Ana”"))
            return 0
        rows = [[str(number), *self._row(plan)] for number, plan in enumerate(plans, 1)]
        context.say(table(rows))
        return 0

    # Inside

    def _understood(self, line: str) -> tuple[UnderstoodPlan, Plan]:
        return understood_plan(line, self._read_against)

    def _put(self, plan: Plan, said: str, understood: UnderstoodPlan | None = None) -> int:
        context = self._context
        strangers = set(plan.people).difference(context.log.people())
        self._book.put(plan, self._because(plan))
        context.tell_app()
        if context.as_json:
            context.say_record(self._record(plan))
            return 0
        name, coming, when = self._row(plan)
        context.say("\n".join(filter(None, [f"{said} {name}{SEPARATOR}{when}", coming])))
        if understood is None:
            return 0
        for reading in understood.readings[1:]:
            context.say(_("If you mean it otherwise: “{line}”").format(line=plain(reading.line)))
        for stranger in sorted(strangers):
            context.say(_("{name} is in no session yet.").format(name=plain(stranger)))
        return 0

    def _row(self, plan: Plan) -> list[str]:
        against = self._read_against
        name, when = plan_name(plan, against), plan_when(plan, against)
        return [plain(name), self._coming_words(plan), plain(when)]

    def _coming_words(self, plan: Plan) -> str:
        """``next: Mon 30 Nov 19:00``, and what is left out before and after it."""
        context, coming = self._context, self._coming(plan)
        if plan.is_off:
            return ""
        if coming is None:
            return _("no time to come")
        said = _("next: {time}").format(time=moment(coming.starts_at, context.zone, context.now))
        if skipped := self._skipped(plan):
            days = ", ".join(map(full_date, skipped))
            said += _(", left out: {days}").format(days=days)
        return said

    def _record(self, plan: Plan) -> object:
        from presence.words.coming.plan_records import plan_record

        coming, zone = self._coming(plan), self._context.zone
        return plan_record(plan, self._read_against, zone, coming, self._skipped(plan))

    def _coming(self, plan: Plan) -> Offer | None:
        if plan.is_off:
            return None
        context, declined = self._context, self._replies.declined()
        return next_occurrence(plan, context.zone, context.now, declined=declined)

    def _skipped(self, plan: Plan) -> Sequence[date]:
        """The days to come that are left out."""
        now, mine = self._context.now, f"{plan.id}\n"
        said = [each for each in self._replies.replies() if each.starts_at > now]
        return [day_of(each.key) for each in said if each.key.startswith(mine)]

    def _occurrence(self, plan: Plan, day: str) -> Offer:
        zone, now = self._context.zone, self._context.now
        if not day:
            declined = self._replies.declined()
            offer = next_occurrence(plan, zone, now, declined=declined)
            if offer is None:
                raise Refused(ErrorCode.NOT_A_DAY_OF_PLAN, text=_("any day to come"))
            return offer
        first, last = read_days(day, self._read_against)
        if first != last:
            raise NotUnderstood(ErrorCode.BAD_TIME, text=day, day=day)
        offer = occurrence_on(plan, first, zone)
        if offer is None:
            raise Refused(ErrorCode.NOT_A_DAY_OF_PLAN, text=full_date(first))
        return offer

    def _all(self, which: Sequence[str]) -> Sequence[Plan]:
        return list({plan.id: plan for plan in map(self._find, which)}.values())

    def _find(self, which: str) -> Plan:
        """The plan of that number, as the list has it, or of a beginning of its id."""
        plans, wanted = self._book.plans(), which.strip().lower()
        if wanted.isascii() and wanted.isdigit() and 0 < int(wanted[:9]) <= len(plans):
            return plans[int(wanted) - 1]
        begun = [plan for plan in plans if plan.id.startswith(wanted)]
        if len(wanted) < SHORTEST_ID or len(begun) != 1:
            raise Refused(ErrorCode.NO_SUCH_PLAN, text=which)
        return begun[0]

    def _because(self, plan: Plan) -> Change:
        line = plan_line(plan, self._read_against)
        return Change(ChangeKind.PLAN_CHANGED, "", line, self._context.now)


COMMANDS = {
    "plans": Command(
        lambda: _("recurring times with people: shown, added, skipped"), _plans_arguments, _plans
    )
}
