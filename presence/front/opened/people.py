"""The window of people, joined."""

from collections.abc import Callable, Sequence
from functools import partial

from presence.core.errors import PresenceError
from presence.core.people.cadence import Due
from presence.core.people.details import Details
from presence.core.people.events import EventOutcome
from presence.core.people.follow_up import Deed
from presence.core.people.suggestion import Hint, Suggestion
from presence.front.context import Context
from presence.front.people.deeds import SOON, PeopleDeeds, read_met
from presence.front.people.reading import PeopleReading
from presence.front.people.said import OURS, undo_words
from presence.texts import _, ngettext
from presence.ui.people.view import PeopleView, PersonRow
from presence.ui.people.window import PeopleWindow
from presence.ui.rows.line_form import Understood
from presence.words.dates import day_label, grouped
from presence.words.errors import explain
from presence.words.kinds import kind_name
from presence.words.people.relations import relation_name
from presence.words.people.said import (
    SEPARATOR,
    became_line,
    due_day,
    follow_up_line,
    reason_line,
    span_of_days,
)

DUE_PART, MET_PART = "due", "met"
FOUND, MET_LAST, DUE, TO_DO, IDEAS, EVENTS = 6, 3, 8, 12, 4, 3  # rows
MET_THERE = 12  # people of an event


class PeopleOpened:
    """``open`` takes "due" for those not seen for a while, "" for everybody."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._reading = PeopleReading(context)
        self._deeds = PeopleDeeds(context, self._reading)
        window = PeopleWindow(context.wardrobe.look, self._understand)
        self.window = window
        window.typed.connect(lambda _text: self.redraw())
        window.page_requested.connect(lambda name: context.actions.show(f"person#{name}"))
        window.new_requested.connect(self._make)
        window.done.connect(self._do)
        window.met_entered.connect(self._met)
        window.undo_requested.connect(self._undo)
        window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        self.redraw()
        self.window.present()
        if wanted == DUE_PART:
            self.window.show_due()
        elif wanted == MET_PART:
            self.window.note_met()
        else:
            self.window.take_keyboard()

    def redraw(self) -> None:
        problem = self._context.actions.problem_with(self._show)
        if problem:
            self.window.say(problem)

    def _show(self) -> None:
        reading, today = self._reading, self._reading.today
        found = reading.found(self.window.text)
        shown = FOUND if self.window.text.strip() else MET_LAST
        due, has_wishes = reading.due()
        self.window.redraw(
            PeopleView(
                found=self._found(found[:shown]),
                found_more=_more(len(found) - shown),
                due=[self._due_row(each) for each in due[:DUE]],
                due_more=_more(len(due) - DUE),
                has_wishes=has_wishes,
                to_do=[
                    PersonRow(
                        each.id,
                        follow_up_line(each),
                        due_day(each.due_on, today),
                        (("done", _("Done")),),
                        each.person,
                    )
                    for each in reading.follow_ups.open()[:TO_DO]
                ],
                ideas=[_idea(each) for each in reading.ideas()[:IDEAS]],
                events=[self._event_row(each) for each in reading.events(EVENTS)],
                undo=undo_words(self._context),
            )
        )

    def _found(self, people: Sequence[Details]) -> list[PersonRow]:
        last = self._context.log.last_met([who.id for who in people if who.id])
        rows = []
        for who in people:
            said = [] if who.relation is None else [relation_name(who.relation)]
            if who.nick:
                said.append(who.nick)
            met = last.get(who.id)
            if met is None:
                said.append(_("not met yet"))
            else:
                days = (self._reading.today - self._reading.day_of(met.at)).days
                said.append(_seen(days))
            rows.append(PersonRow(who.id, who.name, SEPARATOR.join(said), opens=who.name))
        return rows

    def _due_row(self, due: Due) -> PersonRow:
        deeds = (
            ("book", _("Book a coffee…")),
            ("wrote", _("Wrote a line")),
            ("not_now", _("Not now")),
        )
        reason = reason_line(due, self._context.log.kinds())
        return PersonRow(due.who.name, due.who.name, reason, deeds, due.who.name)

    def _event_row(self, outcome: EventOutcome) -> PersonRow:
        session = outcome.session
        day = day_label(self._reading.day_of(session.started_at), self._reading.today)
        kind = kind_name(self._context.log.kinds()[session.kind])
        said = [
            SEPARATOR.join(
                filter(None, [each.who.name, _("new") if each.is_new else "", became_line(each)])
            )
            for each in outcome.met[:MET_THERE]
        ]
        said += filter(None, [_more(len(outcome.met) - MET_THERE)])
        title = SEPARATOR.join(filter(None, [day, kind, session.place]))
        return PersonRow(session.id, title, "\n".join(said) or _("nobody noted"))

    def _make(self, name: str) -> None:
        def make() -> None:
            who = self._deeds.make(name)
            self._context.actions.show(f"person#{who.name}")

        self._change(make)

    def _understand(self, text: str) -> Understood:
        try:
            names, about = read_met(text)
        except PresenceError as error:
            return Understood(" ".join(filter(None, explain(error))), False)
        event = self._reading.event()
        place = self._deeds.place_of(event)
        where = _("met at {place}").format(place=place) if place else ""
        return Understood(SEPARATOR.join(filter(None, [", ".join(names), about, where])), True)

    def _met(self, text: str) -> None:
        def met() -> None:
            self._deeds.met(text)
            self.window.took_met()

        self._change(met)

    def _do(self, key: str, row_id: str) -> None:
        deeds = self._deeds
        if key == "done":
            self._change(lambda: deeds.do(row_id))
        elif key in (Hint.MEET.value, Hint.CONNECT.value):
            deed = Deed.BOOK if key == Hint.MEET.value else Deed.CONNECT
            due_on = self._reading.today + SOON
            self._change(lambda: deeds.follow(row_id, deed, due_on, ""))
        else:
            self._change(lambda: self._with(key, self._reading.people.of(row_id)))

    def _with(self, key: str, who: Details) -> None:
        act: dict[str, Callable[[], object]] = {
            "book": partial(self._deeds.book, who, self.window),
            "wrote": partial(self._deeds.wrote, who),
            "not_now": partial(self._deeds.not_now, who),
        }
        act[key]()

    def _undo(self) -> None:
        last = self._context.log.last_change()
        if last is not None and last.what in OURS:
            self._context.actions.undo()
            self.redraw()

    def _change(self, change: Callable[[], None]) -> None:
        self.window.say(self._context.actions.problem_with(change))
        self._context.engine.on_log_changed()
        self.redraw()


def _idea(idea: Suggestion) -> PersonRow:
    name = idea.who.name
    match idea.hint:
        case Hint.MEET:
            says = _("you know each other only online")
            word = _("Note: book a coffee")
        case Hint.CONNECT:
            says = _("you met in person and have no link to each other")
            word = _("Note: connect")
    return PersonRow(name, name, says, ((idea.hint.value, word),), name)


def _seen(days: int) -> str:
    if days <= 0:
        return _("seen today")
    if days == 1:
        return _("seen yesterday")
    return _("seen {span} ago").format(span=span_of_days(days))


def _more(count: int) -> str:
    if count <= 0:
        return ""
    return ngettext("and {count} more", "and {count} more", count).format(count=grouped(count))
