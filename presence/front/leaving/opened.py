"""The window in which Presence is removed, joined: a command of our own looks, and then does it.

The same ``presence uninstall`` as in a terminal, as a process of its own: it ends this app, takes
all away, and says in a window of its own what it has done.
"""

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from presence.desktop.autostart.program import this_program
from presence.desktop.child import start_child
from presence.desktop.child.child import Child
from presence.front.context import Context
from presence.texts import _
from presence.ui.leaving.view import LeavingView, LogWish
from presence.ui.leaving.window import LeavingWindow
from presence.words.safety.leaving import short_paths
from presence.words.session import session_title

DEFAULT_FILE = "presence.jsonl"


class LeavingOpened:
    """Nothing is changed before the person has said so."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._child: Child | None = None
        home = "" if context.is_own_home else context.data_folder
        self._command = [*this_program(home).command, "uninstall"]
        self._view = LeavingView(file=str(Path.home() / DEFAULT_FILE))
        self.window = LeavingWindow(context.wardrobe.look)
        self.window.wish_chosen.connect(self._choose)
        self.window.file_typed.connect(self._take_file)
        self.window.choose_file_wanted.connect(self._ask_for_file)
        self.window.leave_wanted.connect(self._leave)
        self.window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        self._choose(LogWish.KEEP)
        self.window.present()

    def redraw(self) -> None:
        context = self._context
        session = context.engine.session
        running = "" if session is None else session_title(session, context.log.kinds(), True)
        log = os.path.join(context.data_folder, "presence.db")
        self._view = replace(self._view, running=running, log=log)
        self.window.redraw(self._view)

    # What is asked for

    def _choose(self, wish: LogWish) -> None:
        self._view = replace(self._view, wish=wish, goes=None, problem="")
        self.redraw()
        self._look()

    def _take_file(self, path: str) -> None:
        self._view = replace(self._view, file=path, problem="")
        self.redraw()

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self.window, _("The file for the log"), self._view.file)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("jsonl")
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # one that is there is refused
        dialog.fileSelected.connect(self._take_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _look(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child.deleteLater()
            self._child = None
        wish = LogWish.DELETE if self._view.wish is LogWish.EXPORT else self._view.wish
        words = [*self._command, wish.value, "--dry-run", "--json"]
        try:
            self._child = start_child(words, self.window)
        except OSError as fault:
            self._view = replace(self._view, goes=(), problem=fault.strerror or str(fault))
            self.redraw()
        else:
            self._child.done.connect(self._on_seen)

    def _on_seen(self, _code: int, said: str) -> None:
        if self._child is not None:
            self._child.deleteLater()
            self._child = None
        try:
            listed = [str(each) for each in json.loads(said)["paths"]]
            goes = tuple(short_paths(listed, str(Path.home())))
        except (ValueError, KeyError, TypeError):
            self._view = replace(self._view, goes=(), problem=_("This could not be looked up."))
        else:
            self._view = replace(self._view, goes=goes)
        self.redraw()

    def _leave(self) -> None:
        wish = self._view.wish
        words = [*self._command, wish.value]
        if wish is LogWish.EXPORT:
            path = os.path.expanduser(self._view.file.strip())
            if problem := _problem_with(path):
                self._view = replace(self._view, problem=problem)
                self.redraw()
                return
            words.append(path)
        # Of its own from here on: it ends this app.
        subprocess.Popen(
            [*words, "--yes", "--in-window"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
        ).returncode = 0  # nobody waits for it
        self._view = replace(self._view, is_leaving=True)
        self.redraw()


def _problem_with(path: str) -> str:
    """Why the log cannot be written there; "" where it can be tried."""
    if not os.path.isabs(path):
        return _("Write the whole path of the file, such as ~/presence.jsonl.")
    if os.path.lexists(path):
        return _("There is something at {path} already. Name another file.").format(path=path)
    folder = os.path.dirname(path)
    if not os.path.isdir(folder) or not os.access(folder, os.W_OK):
        return _("No file can be written there. Does its folder exist, and may you write in it?")
    return ""
