"""The windows of the phones, joined."""

from collections.abc import Callable, Sequence

from presence.core.courtesy.chosen import Courtesies
from presence.core.person import folded
from presence.core.table.reach import Problem
from presence.front.context import Context
from presence.front.phone.asked import Phones, Reached
from presence.phone.qr import qr_rows
from presence.texts import _
from presence.ui.phone.guests import GuestsWindow
from presence.ui.phone.pairing import PairingWindow
from presence.ui.phone.view import (
    Code,
    Guest,
    GuestsView,
    Hindrance,
    OwnPhoneRow,
    PairingView,
    Reach,
)
from presence.words.courtesy import target_name
from presence.words.dates import moment
from presence.words.phone.reach import nobody_came, place_words, problem_words
from presence.words.session import change_line

MUTING = ("home_assistant", "ntfy")  # the courtesies that reach a phone


class PairingOpened:
    """Your phone: something listens while it can be seen."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._phones: Phones = context.phones()
        self._trouble = ""
        self.window = PairingWindow(context.wardrobe.look)
        window, phones, actions = self.window, self._phones, context.actions
        window.network_chosen.connect(lambda name: self._do(lambda: phones.choose_place(name)))
        window.mine_changed.connect(lambda is_on: self._do(lambda: phones.mark_mine(is_on)))
        window.removed.connect(lambda phone: self._do(lambda: phones.forget(phone)))
        window.undo_requested.connect(lambda: self._do(phones.take_back))
        window.guests_requested.connect(lambda: actions.show("guests"))
        window.closed.connect(phones.end_pairing)
        window.help_requested.connect(lambda heading: actions.show(f"help#{heading}"))
        phones.changed.connect(self._on_changed)

    def open(self, wanted: str) -> None:
        self._trouble = ""
        self._phones.begin_pairing()
        self.redraw()
        self.window.present()

    def redraw(self) -> None:
        phones, context = self._phones, self._context
        reached, remembered = phones.reached, phones.remembered
        listening, network = reached.listening, reached.network
        now, zone = context.clock.now(), context.zone()
        rows = [
            OwnPhoneRow(
                each.id,
                each.name,
                _("not at a table yet")
                if each.last_seen_at is None
                else _("here last: {time}").format(time=moment(each.last_seen_at, zone, now)),
            )
            for each in remembered.phones
        ]
        forgotten = phones.forgotten
        self.window.redraw(
            PairingView(
                reach=_reach(reached, reached.pairing_token, is_own=True),
                words=" ".join(listening.words) if listening is not None else "",
                network="" if network is None else network.name,
                is_mine=remembered.knows(network),
                phones=rows,
                told=_told(context.preferences.now.courtesy),
                undo=_("{name} is forgotten.").format(name=forgotten) if forgotten else "",
                trouble=self._trouble,
            )
        )

    def _do(self, deed: Callable[[], object]) -> None:
        self._trouble = self._context.actions.problem_with(deed)
        self.redraw()

    def _on_changed(self) -> None:
        if self.window.isVisible():
            self.redraw()


class GuestsOpened:
    """Phones at the table: the session's phones are listened for from when it is opened."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._phones: Phones = context.phones()
        self._trouble = ""
        self._has_kept = False
        self.window = GuestsWindow(context.wardrobe.look)
        window, phones, actions = self.window, self._phones, context.actions
        preferences = context.preferences
        window.network_chosen.connect(lambda name: self._do(lambda: phones.choose_place(name)))
        window.shows_looks_changed.connect(
            lambda is_on: self._do(lambda: preferences.change("phone_shows_looks", is_on))
        )
        window.keeps_counts_changed.connect(
            lambda is_on: self._do(lambda: preferences.change("phone_keep_guests", is_on))
        )
        window.kept.connect(self._keep)
        window.undo_requested.connect(self._undo)
        window.help_requested.connect(lambda heading: actions.show(f"help#{heading}"))
        phones.changed.connect(self._on_changed)
        phones.table_changed.connect(self._on_table_changed)

    def open(self, wanted: str) -> None:
        self._trouble, self._has_kept = "", False
        self._phones.invite()
        self.redraw()
        self.window.present()

    def redraw(self) -> None:
        context, phones = self._context, self._phones
        reached, settings = phones.reached, context.preferences.now
        is_running = context.engine.session is not None
        self.window.redraw(
            GuestsView(
                reach=_reach(reached, reached.guest_token, is_own=False),
                is_running=is_running,
                shows_looks=settings.phone_shows_looks,
                keeps_counts=settings.phone_keep_guests,
                guests=() if is_running else self._guests(),
                undo=self._undo_words() if self._has_kept else "",
                trouble=self._trouble,
            ),
            phones.table,
        )

    def _guests(self) -> Sequence[Guest]:
        session_id, guests = self._phones.guests
        session = self._context.log.get(session_id) if session_id else None
        if session is None:
            return ()
        there = {folded(name) for name in session.people}
        return [Guest(each.id, each.name, folded(each.name) in there) for each in guests]

    def _keep(self, guest_id: str) -> None:
        """Somebody who was there: among the session's people, and so among all."""
        session_id, guests = self._phones.guests
        session = self._context.log.get(session_id)
        name = next((each.name for each in guests if each.id == guest_id), "")
        if session is not None and name:
            people = (*session.people, name)
            self._do(lambda: self._context.engine.describe(session_id, people=people))
            self._has_kept = not self._trouble
            self.redraw()

    def _undo(self) -> None:
        if self._has_kept:
            self._has_kept = False
            self._context.actions.undo()
            self.redraw()

    def _undo_words(self) -> str:
        context = self._context
        last = context.log.last_change()
        if last is None:
            return ""
        return change_line(last, context.zone(), context.clock.now(), context.log.kinds())

    def _do(self, deed: Callable[[], object]) -> None:
        self._trouble = self._context.actions.problem_with(deed)
        self.redraw()

    def _on_changed(self) -> None:
        if self.window.isVisible():
            self.redraw()

    def _on_table_changed(self) -> None:
        if self.window.isVisible():
            self.window.redraw_table(self._phones.table)


def _reach(reached: Reached, token: str, is_own: bool) -> Reach:
    listening = reached.listening
    base = by_name = ""
    if listening is not None:
        base = listening.https if is_own else listening.http
        by_name = listening.https_by_name if is_own else listening.http_by_name
    address = f"{base}/#{token}" if base and token else ""
    code = Code(qr_rows(address), address, by_name) if address else None
    says, hint = nobody_came()
    return Reach(
        code=code,
        problems=[_hindrance(each) for each in reached.problems],
        networks=[(place.name, place_words(place)) for place in reached.places],
        network=reached.place,
        closed=Hindrance(says, hint) if reached.firewall is None else _hindrance(reached.firewall),
        has_come=reached.has_visitor,
    )


def _hindrance(problem: Problem) -> Hindrance:
    says, hint = problem_words(problem)
    return Hindrance(says, hint, problem.command)


def _told(courtesies: Courtesies | None) -> Sequence[str]:
    chosen = () if courtesies is None else [each for each in MUTING if courtesies[each].on]
    return [_("{target}: switched on").format(target=target_name(each)) for each in chosen]
