"""The page of a person, joined."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from presence.core.editing.filter import LogFilter, filter_words
from presence.core.errors import PresenceError
from presence.core.people.details import Details
from presence.core.people.page import Page
from presence.core.people.relation import Relation
from presence.core.session import Session
from presence.front.context import Context
from presence.front.people.deeds import PeopleDeeds, values_of
from presence.front.people.reading import PeopleReading
from presence.front.people.said import OURS, undo_words
from presence.texts import _, ngettext
from presence.ui.people.form import Values
from presence.ui.people.page import PersonWindow
from presence.ui.people.view import MonthBar, PersonRow, PersonView
from presence.ui.rows.line_form import Understood
from presence.words.coming.offer import offer_name
from presence.words.dates import full_date, grouped, hours, moment, month_name, planned_length
from presence.words.errors import explain
from presence.words.kinds import kind_name
from presence.words.people.known import known_lines
from presence.words.people.relations import deed_name, relation_name
from presence.words.people.said import (
    SEPARATOR,
    cadence_line,
    due_day,
    follow_up_line,
    last_time,
    span_of_days,
)


class PersonOpened:
    """``open`` takes the name of the person."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._reading = PeopleReading(context)
        self._deeds = PeopleDeeds(context, self._reading)
        self._name = ""
        self._id = ""  # of whom is shown: who is renamed is still who it was
        relations = [(relation_name(each), each.value) for each in Relation]
        window = PersonWindow(context.wardrobe.look, relations, self._understand)
        self.window = window
        window.editing.connect(self._edit)
        window.saved.connect(self._save)
        window.done.connect(self._do)
        window.follow_up_entered.connect(self._follow)
        window.sessions_requested.connect(self._show_sessions)
        window.undo_requested.connect(self._undo)
        window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        if wanted and wanted != self._name:
            self._name, self._id = wanted, ""
            self.window.leave_form()
        self.window.say("")
        self.redraw()
        self.window.present()

    def redraw(self) -> None:
        if not self._name:
            return
        problem = self._context.actions.problem_with(self._show)
        if problem:
            self.window.say(problem)

    @property
    def _who(self) -> Details:
        names = self._context.log.names_of([self._id]) if self._id else {}
        if self._id in names:
            return self._reading.people.with_id(self._id, names[self._id])
        return self._reading.people.of(self._name)

    def _show(self) -> None:
        page, today = self._reading.page(self._who), self._reading.today
        self._name, self._id = page.who.name, page.who.id
        sessions = self._reading.last_sessions(page.who)
        count = ngettext("All {count} session", "All {count} sessions", page.count)
        self.window.redraw(
            PersonView(
                who=page.who,
                lines=self._lines(page),
                months=[
                    MonthBar(
                        f"{month_name(part.first)} {part.first.year}",
                        part.total or timedelta(),
                        hours(part.total) if part.total else "–",
                    )
                    for part in page.by_month
                ],
                sessions=[self._session_line(each) for each in sessions],
                sessions_more=count.format(count=grouped(page.count)),
                to_do=[
                    PersonRow(
                        each.id,
                        follow_up_line(each),
                        due_day(each.due_on, today),
                        (("done", _("Done")),),
                    )
                    for each in page.follow_ups
                ],
                undo=undo_words(self._context),
            )
        )

    def _lines(self, page: Page) -> Sequence[str]:
        context, reading = self._context, self._reading
        zone, now = context.zone(), reading.now
        lines = [*known_lines(page.who, reading.today)]
        if page.groups:
            lines.append(_("in {groups}").format(groups=", ".join(page.groups)))
        if page.wish is not None and page.who.cadence is None:
            lines.append(_("to be seen {every}").format(every=cadence_line(page.wish)))
        if page.last is None:
            lines.append(_("not met yet"))
        else:
            days = (reading.today - reading.day_of(page.last.at)).days
            ago = _("{span} ago").format(span=span_of_days(days)) if days > 1 else ""
            said = [last_time(page.last, context.log.kinds()), moment(page.last.at, zone, now), ago]
            lines.append(SEPARATOR.join(filter(None, said)))
            count = ngettext("{count} session, {hours}", "{count} sessions, {hours}", page.count)
            lines.append(count.format(count=grouped(page.count), hours=hours(page.total)))
        if page.next is not None:
            what = offer_name(page.next, context.log.kinds(), show_people=False)
            when = f"{moment(page.next.starts_at, zone, now)}{SEPARATOR}{what}"
            lines.append(_("next {time}").format(time=when))
        return lines

    def _session_line(self, session: Session) -> str:
        day = self._reading.day_of(session.started_at)
        kind = kind_name(self._context.log.kinds()[session.kind])
        end = session.ended_at
        span = "" if end is None else planned_length(end - session.started_at)
        return SEPARATOR.join(filter(None, [full_date(day), kind, span, session.place]))

    def _understand(self, text: str) -> Understood:
        try:
            deed, due_on, about = self._deeds.read_follow_up(text)
        except PresenceError as error:
            return Understood(" ".join(filter(None, explain(error))), False)
        said = due_day(due_on, self._reading.today)
        parts = [deed_name(deed), said, about]
        return Understood(SEPARATOR.join(filter(None, parts)), True)

    def _follow(self, _changed_id: str, text: str) -> None:
        def follow() -> None:
            deed, due_on, about = self._deeds.read_follow_up(text)
            self._deeds.follow(self._name, deed, due_on, about)
            self.window.took_follow_up()

        self._change(follow)

    def _edit(self) -> None:
        def edit() -> None:
            self.window.edit(values_of(self._who))

        self.window.say(self._context.actions.problem_with(edit))

    def _save(self, values: Values) -> None:
        def save() -> None:
            self._deeds.save(self._who, values)

        problem = self._context.actions.problem_with(save)
        self.window.form.say(problem)
        if not problem:
            self.window.leave_form()
        self._after()

    def _do(self, key: str, row_id: str) -> None:
        deeds = self._deeds
        match key:
            case "done":
                self._change(lambda: deeds.do(row_id))
            case "book":
                self._change(lambda: deeds.book(self._who, self.window))
            case "wrote":
                self._change(lambda: deeds.wrote(self._who))
            case "not_now":
                self._change(lambda: deeds.not_now(self._who))

    def _show_sessions(self) -> None:
        wanted = LogFilter(people=frozenset({self._name}))
        self._context.actions.show(f"log#{filter_words(wanted)}")

    def _undo(self) -> None:
        last = self._context.log.last_change()
        if last is not None and last.what in OURS:
            self._context.actions.undo()
            self.redraw()

    def _change(self, change: Callable[[], object]) -> None:
        self.window.say(self._context.actions.problem_with(change))
        self._after()

    def _after(self) -> None:
        self._context.engine.on_log_changed()
        self.redraw()
