"""The middle of the window: the list, what stands in place of an empty one, or an open form."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from presence.ui.controls import text_label
from presence.ui.look import Look
from presence.ui.names.group_form import GroupForm
from presence.ui.names.kind_form import KindPanel
from presence.ui.names.table import NamesTable
from presence.ui.names.view import GroupWish, KindForm
from presence.ui.page import Page

LETTERS = 60


class NamesBody(QStackedWidget):
    """A form has the place of the list until it is saved or left."""

    form_opened = Signal()
    form_left = Signal()

    def __init__(self, look: Look, table: NamesTable, taken: set[str]) -> None:
        super().__init__()
        self.group_form = GroupForm(taken)
        self.kind_form = KindPanel(look, taken)
        self._empty = text_label(part="dim")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages: dict[QWidget, Page] = {}
        self.addWidget(table)
        self.addWidget(self._empty)
        for form in (self.kind_form, self.group_form):
            page = self._pages[form] = Page(LETTERS, margin=0, spacing=0)
            page.column.addWidget(form)
            page.column.addStretch(1)
            self.addWidget(page)
            form.left.connect(self.form_left)

    @property
    def has_form(self) -> bool:
        """Whether a form is open."""
        return not (self.kind_form.isHidden() and self.group_form.isHidden())

    def show_list(self, nothing: str) -> None:
        """Show the list, or these words where it is empty; an open form stays."""
        self._empty.setText(nothing)
        if not self.has_form:
            self.setCurrentIndex(1 if nothing else 0)

    def ask_group(self, group: GroupWish, everybody: Sequence[str]) -> None:
        """Let somebody change this group."""
        self._open(self.group_form)
        self.group_form.ask(group, everybody)

    def ask_kind(self, form: KindForm, is_new: bool = False) -> None:
        """Let somebody change this kind."""
        self._open(self.kind_form)
        self.kind_form.ask(form, is_new)

    def leave(self) -> None:
        """Close a form; what was written in it goes."""
        self.group_form.leave()
        self.kind_form.leave()

    def _open(self, form: QWidget) -> None:
        self.leave()
        self.setCurrentWidget(self._pages[form])
        self.form_opened.emit()
