"""The window of the phones at the table, joined."""

from collections.abc import Callable, Sequence

from presence.core.person import folded
from presence.core.table.phone import Phone
from presence.front.context import Context
from presence.front.phone.shown import reach_of
from presence.ui.phone.guests import GuestsWindow
from presence.ui.phone.view import Guest, GuestsView
from presence.words.session import change_line


class GuestsOpened:
    """Phones at the table: guests are let in from when it is opened while a session runs."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._phones = context.phones()
        self._trouble = ""
        self._has_kept = False
        self.window = GuestsWindow(context.wardrobe.look)
        window, phones, actions = self.window, self._phones, context.actions
        window.network_chosen.connect(lambda name: self._do(lambda: phones.choose_place(name)))
        window.shows_looks_changed.connect(lambda is_on: self._set("phone_shows_looks", is_on))
        window.keeps_counts_changed.connect(lambda is_on: self._set("phone_keep_guests", is_on))
        window.kept.connect(self._keep)
        window.own_requested.connect(lambda: actions.show("phone"))
        window.undo_requested.connect(self._undo)
        window.closed.connect(phones.forget_guests)
        window.help_requested.connect(lambda heading: actions.show(f"help#{heading}"))
        phones.changed.connect(window.redraw_wanted)  # as long as there is this window
        window.redraw_wanted.connect(self._on_changed)

    def open(self, wanted: str) -> None:
        self._trouble, self._has_kept = "", False
        if self._is_running:
            self._phones.open_for_guests()
        self.redraw()
        self.window.present()

    def redraw(self) -> None:
        context, phones = self._context, self._phones
        settings, is_running, table = context.preferences.now, self._is_running, phones.table
        self.window.redraw(
            GuestsView(
                reach=reach_of(phones.page, phones.guest_url(), table=table),
                is_running=is_running,
                shows_looks=settings.phone_shows_looks,
                keeps_counts=settings.phone_keep_guests,
                guests=() if is_running else self._guests(),
                undo=self._undo_words() if self._has_kept else "",
                trouble=self._trouble,
            ),
            table,
        )

    @property
    def _is_running(self) -> bool:
        return self._context.engine.session is not None

    def _guests(self) -> Sequence[Guest]:
        session_id, phones = self._phones.guests
        session = self._context.log.get(session_id) if session_id else None
        if session is None:
            return ()
        there = {folded(name) for name in session.people}
        return [Guest(each.id, each.name, folded(each.name) in there) for each in phones]

    def _keep(self, guest_id: str) -> None:
        """Somebody who was there: among the session's people, and so among all."""
        session_id, phones = self._phones.guests
        session = self._context.log.get(session_id)
        guest: Phone | None = next((each for each in phones if each.id == guest_id), None)
        if session is None or guest is None:
            return
        people = (*session.people, guest.name)
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

    def _set(self, name: str, value: bool) -> None:
        self._do(lambda: self._context.preferences.change(name, value))

    def _do(self, deed: Callable[[], object]) -> None:
        self._trouble = self._context.actions.problem_with(deed)
        self.redraw()

    def _on_changed(self) -> None:
        if self.window.isVisible():
            self.redraw()
