"""The window of names, joined: each renaming and merging is one change of the log, with undo."""

from collections.abc import Callable, Sequence

from presence.core.editing.filter import LogFilter, filter_words
from presence.core.editing.in_pieces import InPieces
from presence.core.names.spelling import tidy, tidy_tag
from presence.core.names.use import Names
from presence.core.ports import Change
from presence.front.context import Context
from presence.front.log.searched import searched
from presence.front.names.changes import NameChanges
from presence.front.names.kinds import form_of, new_form
from presence.front.names.rows import NameRows
from presence.front.working.words import progress_line
from presence.texts import _, ngettext
from presence.ui.names.view import GroupWish, KindWish, NameRow, NamesView
from presence.ui.names.window import NamesWindow
from presence.words.dates import grouped
from presence.words.session import change_line, undo_line


class NamesOpened:
    """``open`` takes "people", "kinds", "tags", "groups" or "places", "" for the last of them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._rows = NameRows(context)
        self._changes = NameChanges(context)
        self._names = Names.PEOPLE
        self._shown: dict[str, NameRow] = {}
        self._state: object = None  # of the log, when it was shown last
        self._told: Change | None = None  # what the line below the list speaks of
        self.window = NamesWindow(context.wardrobe.look)
        window, engine, show = self.window, context.engine, context.actions.show
        window.names_wanted.connect(self._on_names)
        window.renamed.connect(self._rename)
        window.merged.connect(self._merge)
        window.removed.connect(self._remove)
        window.sessions_wanted.connect(self._show_sessions)
        window.new_wanted.connect(self._new)
        window.edit_wanted.connect(self._edit)
        window.group_saved.connect(self._save_group)
        window.kind_saved.connect(self._save_kind)
        window.undo_wanted.connect(lambda: self._step(engine.undoing, _("Undone: {change}.")))
        window.redo_wanted.connect(lambda: self._step(engine.redoing, _("Done again: {change}.")))
        window.stop_wanted.connect(context.actions.stop_work)
        window.help_requested.connect(lambda heading: show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        if wanted in {names.value for names in Names}:
            self._names = Names(wanted)
        self._state = None
        self.redraw()
        self.window.present()
        self.window.table.setFocus()

    def redraw(self) -> None:
        """Show what is so now, where the log is another."""
        problem = self._context.actions.problem_with(self._show)
        if problem:
            self.window.say(problem)

    def _show(self) -> None:
        log = searched(self._context.log)
        if log.state == self._state:
            return
        self._state = log.state
        if self._told != log.last_change():
            self.window.say("")
        view = self._view()
        self._shown = {row.key: row for row in view.rows}
        self.window.redraw(view)

    def _view(self) -> NamesView:
        context, log = self._context, searched(self._context.log)
        now, zone, kinds = context.clock.now(), context.zone(), log.kinds()
        last, undone = log.last_change(), log.last_undone()
        redo = ""
        if undone is not None:
            redo = _("Redo: {change}").format(change=change_line(undone, zone, now, kinds))
        rows = self._rows.of(self._names)
        return NamesView(
            names=self._names,
            rows=rows,
            now=now,
            zone=zone,
            alike=self._rows.alike(self._names, rows),
            undo="" if last is None else undo_line(last, zone, now, kinds),
            redo=redo,
        )

    def _on_names(self, names: Names) -> None:
        self._names, self._state = names, None
        self.window.say("")
        self.redraw()

    def _show_sessions(self, key: str) -> None:
        row = self._shown[key]
        match self._names:
            case Names.KINDS:
                wanted = LogFilter(kinds=frozenset({key}))
            case Names.TAGS:
                wanted = LogFilter(tags=frozenset({key}))
            case Names.PLACES:
                wanted = LogFilter(place=key)
            case Names.GROUPS:
                wanted = LogFilter(people=frozenset(self._rows.group(key).people))
            case _:
                wanted = LogFilter(people=frozenset({key}))
        if row.sessions:
            self._context.actions.show(f"log#{filter_words(wanted)}")
        else:
            self.window.say(_("No session has {name} yet.").format(name=row.name))

    # Changing

    def _rename(self, key: str, name: str) -> None:
        names, row = self._names, self._shown[key]
        name = tidy_tag(name) if names is Names.TAGS else tidy(name)

        def done() -> None:
            self.window.choose(name if key == row.name else key)
            self._tell(_("Renamed {old} to {name}.").format(old=row.name, name=name))

        self._change(self._changes.rename(names, key, name), done)

    def _merge(self, keys: Sequence[str], into: str) -> None:
        def done() -> None:
            self.window.choose(into)
            self._tell_merged(into)

        self._change(self._changes.merge(self._names, keys, into), done)

    def _tell_merged(self, into: str) -> None:
        row = self._shown.get(into)
        if row is not None:
            said = ngettext(
                "{count} session says {name} now.", "{count} sessions say {name} now.", row.sessions
            )
            self._tell(said.format(count=grouped(row.sessions), name=row.name))

    def _remove(self, key: str) -> None:
        names, row = self._names, self._shown[key]
        said = _("Removed {name}.").format(name=row.name)
        self._change(self._changes.remove(names, key, row.name), lambda: self._tell(said))

    def _new(self) -> None:
        if self._names is Names.GROUPS:
            self.window.body.ask_group(GroupWish("", "", ()), self._context.log.people())
        else:
            self.window.body.ask_kind(new_form(), is_new=True)

    def _edit(self, key: str) -> None:
        log = self._context.log
        if self._names is Names.GROUPS:
            group = self._rows.group(key)
            self.window.body.ask_group(GroupWish(key, group.name, group.people), log.people())
        elif self._names is Names.KINDS:
            self.window.body.ask_kind(form_of(log.kinds()[key]))

    def _save_group(self, wish: GroupWish) -> None:
        self._save(lambda: self._changes.put_group(wish), self.window.body.group_form.show_problem)

    def _save_kind(self, wish: KindWish) -> None:
        self._save(lambda: self._changes.put_kind(wish), self.window.body.kind_form.show_problem)

    def _save(self, put: Callable[[], str], show_problem: Callable[[str], None]) -> None:
        saved: list[str] = []
        problem = self._context.actions.problem_with(lambda: saved.append(put()))
        show_problem(problem)
        if not problem:
            self.window.leave_forms()
            self._context.engine.on_log_changed()
            self.redraw()
            self.window.choose(saved[0])
            self._tell(_("Saved {name}.").format(name=self._shown[saved[0]].name))

    # Inside

    def _change(self, steps: InPieces[None], then: Callable[[], None]) -> None:
        """Change the log; the engine may hold a session that is another then."""
        context = self._context

        def done(_nothing: None) -> None:
            self.redraw()
            then()

        context.actions.work(
            lambda: context.engine.renaming(steps),
            done,
            self.window.say,
            lambda *how_far: self.window.say(progress_line(*how_far), with_stop=True),
        )

    def _tell(self, line: str) -> None:
        """Say what was done, with its undo beside it."""
        self._told = self._context.log.last_change()
        self.window.say(line, with_undo=True)

    def _step(self, begin: Callable[[], InPieces[Change]], words: str) -> None:
        context = self._context

        def done(change: Change) -> None:
            self.redraw()
            now, zone, kinds = context.clock.now(), context.zone(), context.log.kinds()
            self._told = context.log.last_change()
            self.window.say(words.format(change=change_line(change, zone, now, kinds)))

        context.actions.work(
            begin,
            done,
            self.window.say,
            lambda *how_far: self.window.say(progress_line(*how_far), with_stop=True),
        )
