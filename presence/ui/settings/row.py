"""One setting: its words, its field, the arrow that puts it back, and what is wrong with it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout

from presence.core.person import folded
from presence.texts import _
from presence.ui.controls import dressed_icon_button, push_button, text_label
from presence.ui.look import CAPTION, HAIR, SMALL, set_type
from presence.ui.settings.fields import Field
from presence.ui.settings.letters import Lettered
from presence.ui.settings.rows import Setting, Sort
from presence.ui.settings.view import ByHand
from presence.ui.window import Window


class SettingRow(QFrame):
    """``put_back`` is called where the person wants the default again."""

    def __init__(
        self, window: Window, setting: Setting, field: Field, put_back: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setting, self.field = setting, field
        self._label = text_label(setting.word)
        self._label.setBuddy(field.widget)
        self._hint = text_label(setting.hint, "dim")
        self._note = text_label("", "dim")  # what is known of it just now
        self._trouble = text_label("", "warn")
        for small in (self._hint, self._note, self._trouble):
            set_type(small, CAPTION)
        plain = setting.plain
        self._reset = dressed_icon_button(
            window, "undo", _("Put back: {setting}").format(setting=plain)
        )
        self._reset.clicked.connect(put_back)
        policy = self._reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._reset.setSizePolicy(policy)
        self._copy = push_button(_("&Copy"))
        self._copy.setAccessibleName(_("Copy: {setting}").format(setting=plain))
        self._copy.clicked.connect(self._on_copy)
        self._copied = ""
        self._lay_out()
        self.redraw(is_default=True)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SMALL)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
        words = 2 if self.setting.hint else 1
        grid.addWidget(self._label, 0, 0)
        if self.setting.hint:
            grid.addWidget(self._hint, 1, 0)
        if self.field.is_wide:
            grid.addWidget(self.field.widget, 2, 0, 1, 2)
            grid.addWidget(self._reset, 2, 2, middle)
        else:
            grid.addWidget(self.field.widget, 0, 1, words, 1, middle)
            grid.addWidget(self._reset, 0, 2, words, 1, middle)
        grid.addWidget(self._trouble, 3, 0, 1, 3)
        below = QHBoxLayout()
        below.setSpacing(SMALL)
        below.setContentsMargins(0, HAIR, 0, 0)
        below.addWidget(self._note, 1)
        below.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(below, 4, 0, 1, 3)

    @property
    def lettered(self) -> Sequence[Lettered]:
        """What of it is shown and wants a letter."""
        copy = () if self._copy.isHidden() else (self._copy,)
        return (self._label, *self.field.lettered, *copy)

    @property
    def all_lettered(self) -> Sequence[Lettered]:
        """The same with what is hidden now."""
        return (self._label, *self.field.lettered, self._copy)

    def redraw(
        self,
        is_default: bool,
        trouble: str = "",
        note: str = "",
        by_hand: ByHand | None = None,
    ) -> None:
        """Show what belongs to its value, which the field shows."""
        if self._reset.hasFocus() and is_default:
            self.field.widget.setFocus()
        self._reset.setHidden(is_default or self.setting.sort is Sort.WINDOW)
        said = by_hand.says if by_hand is not None else note
        for label, words in ((self._trouble, trouble), (self._note, said)):
            label.setText(words)
            label.setVisible(bool(words))
        self._copied = "" if by_hand is None else by_hand.copied
        if self._copy.hasFocus() and not self._copied:
            self.field.widget.setFocus()
        self._copy.setHidden(not self._copied)
        description = " ".join(filter(None, (trouble, self.setting.hint)))
        self.field.widget.setAccessibleDescription(description)

    def take_keyboard(self) -> None:
        """Have the next key come here."""
        self.field.widget.setFocus(Qt.FocusReason.TabFocusReason)

    def has(self, words: Sequence[str], heading: str) -> bool:
        """Whether each of these words, folded, is in what it says."""
        said = folded(f"{heading} {self.setting.plain} {self.setting.hint}")
        return all(word in said for word in words)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
