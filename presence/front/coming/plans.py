"""What a person does with plans in the agenda; each is one change of the log with its undo."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from presence.calendars.recurrence import next_occurrence
from presence.core.coming.plan import Plan
from presence.core.coming.plan_line import PlanContext, UnderstoodPlan
from presence.core.coming.plan_writing import plan_line
from presence.core.errors import ErrorCode, PresenceError, Refused
from presence.core.ports import Change, ChangeKind
from presence.front.context import Context
from presence.store import new_id
from presence.store.coming.plans import PlanBook
from presence.store.coming.replies import ReplyBook
from presence.texts import _
from presence.ui.coming.view import PlanRow
from presence.ui.rows.line_form import Understood
from presence.words.coming.plan import plan_context, plan_name, plan_when, understood_plan
from presence.words.dates import moment
from presence.words.entry import log_context
from presence.words.errors import explain
from presence.words.session import SEPARATOR


class PlanDeeds:
    """Reads a plan's line, puts it into the log, and says what there is."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._book = PlanBook(context.log)
        self._replies = ReplyBook(context.log)
        self._against: PlanContext | None = None  # read when somebody types, and kept until then

    def forget_context(self) -> None:
        """The log is another one: what a line is read against is read anew."""
        self._against = None

    def understand(self, text: str) -> Understood:
        """What a line means, or what is wrong with it."""
        try:
            understood, plan = self._read(text)
        except PresenceError as error:
            return Understood(" ".join(filter(None, explain(error))), False)
        against = self._context_of_lines()
        said = SEPARATOR.join([plan_name(plan, against), plan_when(plan, against)])
        others = [reading.line for reading in understood.readings[1:]]
        if others:
            instead = _("If you mean it otherwise: “{line}”").format(line=others[0])
            said = f"{said}\n{instead}"
        return Understood(said, True)

    def put(self, plan_id: str, line: str) -> None:
        """Write a plan, a new one where the id is empty; raises PresenceError."""
        understood, plan = self._read(line)
        before = self._find(plan_id) if plan_id else None
        if before is None:
            plan = replace(plan, id=new_id(), made_at=self._context.clock.now())
        else:
            plan = replace(plan, id=before.id, made_at=before.made_at, is_off=before.is_off)
            if plan.rule == before.rule and not understood.says_first:
                plan = replace(plan, first=before.first)
        self._book.put(plan, self._because(plan))

    def remove(self, plan_id: str) -> None:
        plan = self._find(plan_id)
        self._book.remove(plan.id, self._because(plan))

    def rows(self, now: datetime) -> Sequence[PlanRow]:
        """Every plan, with when it is next."""
        plans = self._book.plans()
        if not plans:
            return ()
        against = self._context_of_lines()
        declined = self._replies.declined()
        return [self._row(plan, against, declined, now) for plan in plans]

    def _row(
        self, plan: Plan, against: PlanContext, declined: frozenset[str], now: datetime
    ) -> PlanRow:
        zone = self._context.zone()
        coming = None if plan.is_off else next_occurrence(plan, zone, now, declined=declined)
        if coming is None:
            said = "" if plan.is_off else _("no time to come")
        else:
            said = _("next: {time}").format(time=moment(coming.starts_at, zone, now))
        when = plan_when(plan, against)
        return PlanRow(
            plan.id,
            plan_name(plan, against),
            SEPARATOR.join(filter(None, [when, said])),
            plan_line(plan, against),
        )

    def _read(self, line: str) -> tuple[UnderstoodPlan, Plan]:
        return understood_plan(line, self._context_of_lines())

    def _find(self, plan_id: str) -> Plan:
        for plan in self._book.plans():
            if plan.id == plan_id:
                return plan
        raise Refused(ErrorCode.NO_SUCH_PLAN, text=plan_id)

    def _context_of_lines(self) -> PlanContext:
        if self._against is None:
            context = self._context
            log, settings = context.log, context.preferences.now
            entry = log_context(log, context.clock.now(), context.zone(), settings)
            self._against = plan_context(entry, log.groups())
        return self._against

    def _because(self, plan: Plan) -> Change:
        line = plan_line(plan, self._context_of_lines())
        return Change(ChangeKind.PLAN_CHANGED, "", line, self._context.clock.now())
