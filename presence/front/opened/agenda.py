"""The agenda, joined: what is coming, kept and missed, the plans and the calendars."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from presence.calendars.agenda import NO_CALENDARS
from presence.core.coming.agenda import ASKED_FOR, Entry, State
from presence.core.coming.offer import Offer
from presence.core.coming.proposal import Judgement
from presence.core.ports import ChangeKind
from presence.front.coming.deeds import asks_who_came
from presence.front.coming.plans import PlanDeeds
from presence.front.context import Context
from presence.texts import _
from presence.ui.coming.agenda import AgendaWindow
from presence.ui.coming.view import AgendaDay, AgendaRow, AgendaView, Ask, CalendarRow
from presence.words.coming.offer import offer_name, span_line, state_words, who_line
from presence.words.coming.trouble import age_line, skipped_line, trouble_line
from presence.words.coming.why import why_line
from presence.words.dates import clock_time, day_label
from presence.words.kinds import kind_name
from presence.words.session import SEPARATOR, change_line

LONGEST = 200  # letters of a title
OURS = frozenset({ChangeKind.PLAN_CHANGED, ChangeKind.REPLIED})
AHEAD = timedelta(days=7)


class AgendaOpened:
    """Everything is read when it is shown; each answer is one change of the log, with undo."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._parts = context.coming()
        self._plans = PlanDeeds(context)
        self._offers: dict[str, Offer] = {}
        self._sessions: dict[str, str] = {}  # the id of what became of an offer, by its key
        self._shows_all = False
        window = AgendaWindow(context.wardrobe.look, self._plans.understand)
        self.window = window
        window.asked.connect(self._on_asked)
        window.all_wanted.connect(self._on_all_wanted)
        window.plan_entered.connect(self._put_plan)
        window.plan_removed.connect(self._remove_plan)
        window.refresh_requested.connect(self._parts.refreshing.ask_all)
        window.calendars_requested.connect(lambda: context.actions.show("calendars"))
        window.undo_requested.connect(self._undo)
        window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))
        self._parts.coming.changed.connect(self._on_changed)

    def open(self, wanted: str) -> None:
        self.redraw()
        self.window.present()

    def redraw(self) -> None:
        self._plans.forget_context()
        context, now = self._context, self._context.clock.now()
        calendar = context.weeks.calendar
        today = calendar.day_of(now)
        start, end = now - ASKED_FOR, calendar.start_of(today + AHEAD)
        judged = self._parts.agenda.judgements(start, end)
        entries = self._parts.agenda.entries(start, end, now)
        self._offers = {entry.offer.key: entry.offer for entry in entries}
        self._sessions = {
            entry.offer.key: entry.session.id for entry in entries if entry.session is not None
        }
        why = {each.event.key: each for each in judged}
        rows: list[tuple[date, datetime, AgendaRow]] = []
        for entry in entries:
            day = calendar.day_of(entry.offer.starts_at)
            if day >= today or entry.state is State.MISSED:
                row = self._row(entry, why.get(entry.offer.key), now)
                rows.append((day, entry.offer.starts_at, row))
        not_proposed = [
            each
            for each in judged
            if not each.is_proposed and calendar.day_of(each.event.starts_at) >= today
        ]
        if self._shows_all:
            for each in not_proposed:
                day = calendar.day_of(each.event.starts_at)
                rows.append((day, each.event.starts_at, self._quiet_row(each)))
        self.window.redraw(
            AgendaView(
                days=_days(rows, today),
                plans=self._plans.rows(now),
                calendars=self._calendars(now),
                hidden=0 if self._shows_all else len(not_proposed),
                shows_all=self._shows_all,
                undo=self._undo_words(now),
            )
        )

    def _row(self, entry: Entry, judged: Judgement | None, now: datetime) -> AgendaRow:
        offer, zone = entry.offer, self._context.zone()
        kinds = self._context.log.kinds()
        return AgendaRow(
            key=offer.key,
            time=span_line(offer, zone, offer.starts_at),
            title=offer_name(offer, kinds, show_people=False),
            details=SEPARATOR.join(
                filter(None, (kind_name(kinds[offer.kind]), who_line(offer), offer.place))
            ),
            says=state_words(entry),
            why="" if judged is None or not self._shows_all else why_line(judged),
            asks=_asks(entry),
            is_quiet=entry.state in (State.KEPT, State.DECLINED),
        )

    def _quiet_row(self, judged: Judgement) -> AgendaRow:
        event, zone = judged.event, self._context.zone()
        if event.is_all_day:
            time = _("all day")
        else:
            time = f"{clock_time(event.starts_at, zone)}–{clock_time(event.ends_at, zone)}"
        title = " ".join(event.title.split()) or _("without a title")
        return AgendaRow(event.key, time, title[:LONGEST], why=why_line(judged), is_quiet=True)

    def _calendars(self, now: datetime) -> Sequence[CalendarRow]:
        chosen = self._context.preferences.now.calendars or NO_CALENDARS
        shelf, zone = self._parts.shelf, self._context.zone()
        rows = []
        for calendar_id, calendar in chosen.items():
            failure = shelf.failure(calendar_id)
            age = age_line(shelf.read_at(calendar_id), zone, now)
            skipped = skipped_line(shelf.copy(calendar_id).skipped)
            rows.append(
                CalendarRow(
                    calendar_id,
                    calendar.name or calendar_id,
                    SEPARATOR.join(filter(None, (age, skipped))),
                    "" if failure is None else trouble_line(failure),
                )
            )
        return rows

    def _undo_words(self, now: datetime) -> str:
        last = self._context.log.last_change()
        if last is None or last.what not in OURS:
            return ""
        return change_line(last, self._context.zone(), now, self._context.log.kinds())

    # What is asked

    def _on_asked(self, ask: Ask, key: str) -> None:
        offer, deeds = self._offers.get(key), self._parts.deeds
        if offer is None:
            return
        actions: dict[Ask, Callable[[], object]] = {
            Ask.START: lambda: deeds.start(offer),
            Ask.NOT_THIS: lambda: deeds.decline(offer),
            Ask.DID_NOT: lambda: deeds.decline(offer),
            Ask.HAPPENED: lambda: self._happened(offer),
            Ask.OPEN: lambda: self._context.actions.show(f"details#{self._sessions[key]}"),
        }
        self._context.actions.attempt(actions[ask])
        self.redraw()

    def _happened(self, offer: Offer) -> None:
        """Whom a calendar invited came or did not; whom a plan names the person chose."""
        if asks_who_came(offer):
            self._context.actions.show(f"came#{offer.key}")
        else:
            self._parts.deeds.add(offer)

    def _on_all_wanted(self, is_wanted: bool) -> None:
        self._shows_all = is_wanted
        self.redraw()

    def _put_plan(self, plan_id: str, line: str) -> None:
        def put() -> None:
            self._plans.put(plan_id, line)
            self.window.took_plan()

        self._change(put)

    def _remove_plan(self, plan_id: str) -> None:
        self._change(lambda: self._plans.remove(plan_id))

    def _undo(self) -> None:
        last = self._context.log.last_change()
        if last is not None and last.what in OURS:
            self._context.actions.undo()
            self.redraw()

    def _change(self, change: Callable[[], None]) -> None:
        self._context.actions.attempt(change)
        self._context.engine.on_log_changed()
        self.redraw()

    def _on_changed(self) -> None:
        if self.window.isVisible():
            self.redraw()


def _days(rows: Sequence[tuple[date, datetime, AgendaRow]], today: date) -> Sequence[AgendaDay]:
    days: dict[date, list[AgendaRow]] = {}
    for day, _at, row in sorted(rows, key=lambda each: (each[0], each[1], each[2].key)):
        days.setdefault(day, []).append(row)
    return [AgendaDay(_capital(day_label(day, today)), found) for day, found in days.items()]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _asks(entry: Entry) -> Sequence[Ask]:
    match entry.state:
        case State.DUE | State.COMING:
            return (Ask.START, Ask.NOT_THIS)
        case State.MISSED:
            return (Ask.HAPPENED, Ask.DID_NOT)
        case State.KEPT:
            return (Ask.OPEN,)
        case State.DECLINED:
            return (Ask.START,)
