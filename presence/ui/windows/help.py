"""The offline help: one page in the person's language, opened at the right heading, searchable."""

import re

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QTextBrowser,
    QVBoxLayout,
)

from presence.texts import _, current_language
from presence.ui.controls import push_button, text_label
from presence.ui.look import HUGE, LARGE, MEDIUM, SMALL, Look
from presence.ui.page import screen_room
from presence.ui.window import Window
from presence.words.help.page import Here, page_path, page_text

HEADINGS_SHARE = 0.36  # of the width, at most; longer ones end in "…"
LEAST_BESIDE = 64  # letters; where fewer have room, the text goes below the headings
ROWS_ABOVE = 4


class HelpWindow(Window):
    """Headings on one side, the text on the other; in a narrow window one above the other."""

    keeps_its_size = True

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Help"))
        self._anchors: list[str] = []
        self._here: Here | None = None
        self._is_narrow = False
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Search in the help"))
        self._search.setAccessibleName(_("Search in the help"))
        self._search.setClearButtonEnabled(True)
        self._next = push_button(_("&Next"))
        self._result = text_label(part="dim", wraps=False)
        self._headings = QListWidget()
        self._headings.setAccessibleName(_("Headings"))
        self._headings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text = _Text()
        self._text.setAccessibleName(_("Help"))
        self._text.setOpenLinks(False)
        self._text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text.document().setDocumentMargin(LARGE)
        self._lay_out()
        self._join()
        self.dress(self._show_page)

    def open_at(self, heading: str) -> None:
        """Show the help at an anchor, or from its beginning; then ``present`` it."""
        anchor = heading if heading in self._anchors else self._anchors[0]
        self._headings.setCurrentRow(self._anchors.index(anchor))
        self._go_to(self._anchors.index(anchor))

    def tell(self, here: Here) -> None:
        """What holds on this desktop, shown where it belongs."""
        if here != self._here:
            self._here = here
            self._show_page(self.look)

    def fit(self) -> None:
        self.ensurePolished()
        letter = self.fontMetrics().averageCharWidth()
        room = screen_room(self)
        self.resize(min(letter * 118, room.width()), min(letter * 88, room.height()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            self._turn_where_needed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn_where_needed()
        self._give_headings_room()

    def _turn_where_needed(self) -> None:
        """Have the text beside or below the headings, where the person was."""
        if self._has_room_beside() != self._is_narrow:
            return
        bar = self._text.verticalScrollBar()
        share, was_scrolled = bar.value() / max(bar.maximum(), 1), not self._text.is_at_anchor
        self._show_page(self.look)
        if was_scrolled:
            bar.setValue(round(share * bar.maximum()))

    def _has_room_beside(self) -> bool:
        """Whether the text is wide enough beside the headings, in type of this size."""
        return self.width() >= LEAST_BESIDE * self.fontMetrics().averageCharWidth()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
        else:
            super().keyPressEvent(event)

    def ask_for_help(self) -> None:
        """This is the help: back to its beginning."""
        self.open_at("")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(HUGE, LARGE, HUGE, HUGE)
        column.setSpacing(MEDIUM)
        top = QHBoxLayout()
        top.setSpacing(SMALL)
        top.addWidget(self._search, 1)
        top.addWidget(self._result)
        top.addWidget(self._next)
        column.addLayout(top)
        self._both = QHBoxLayout()
        self._both.setSpacing(MEDIUM)
        self._both.addWidget(self._headings)
        self._both.addWidget(self._text, 1)
        column.addLayout(self._both, 1)
        self.setTabOrder(self._search, self._next)
        self.setTabOrder(self._next, self._headings)
        self.setTabOrder(self._headings, self._text)

    def _join(self) -> None:
        self._search.textChanged.connect(self._on_search_changed)
        self._search.returnPressed.connect(self._find_next)
        self._next.clicked.connect(self._find_next)
        self._headings.currentRowChanged.connect(self._go_to)
        self._text.anchorClicked.connect(self._on_link)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self._search.setFocus)
        find_next = QShortcut(QKeySequence.StandardKey.FindNext, self)
        find_next.activated.connect(self._find_next)

    def _show_page(self, look: Look) -> None:
        """The text in this look's colours, at the heading where the person was."""
        row = max(self._headings.currentRow(), 0)
        ways = QBoxLayout.Direction
        self._is_narrow = not self._has_room_beside()
        self._both.setDirection(ways.TopToBottom if self._is_narrow else ways.LeftToRight)
        self._text.document().setDefaultStyleSheet(_page_style(look))
        path = page_path(current_language())
        self._text.document().setBaseUrl(QUrl.fromLocalFile(str(path)))
        page = page_text(path, self._here)
        self._text.setHtml(_stacked(page) if self._is_narrow else page)
        self._fill_headings()
        self._headings.setCurrentRow(row)
        self._on_search_changed(self._search.text())

    def _fill_headings(self) -> None:
        self._headings.clear()
        self._anchors = []
        block = self._text.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() == 2:
                names = [
                    name
                    for fragment in block.textFormats()
                    for name in fragment.format.anchorNames()
                ]
                self._anchors.append(names[0] if names else "")
                self._headings.addItem(block.text().strip())
            block = block.next()
        self._give_headings_room()

    def _give_headings_room(self) -> None:
        wanted = self._headings.sizeHintForColumn(0) + 3 * MEDIUM
        self._headings.setFixedWidth(min(wanted, round(self.width() * HEADINGS_SHARE)))
        self._headings.setMaximumHeight(self.maximumHeight())
        if self._is_narrow:
            self._headings.setMinimumWidth(0)
            self._headings.setMaximumWidth(self.maximumWidth())
            self._headings.setMaximumHeight(self._headings.sizeHintForRow(0) * ROWS_ABOVE)

    def _go_to(self, row: int) -> None:
        if 0 <= row < len(self._anchors):
            self._text.stay_at(self._anchors[row])

    def _on_search_changed(self, text: str) -> None:
        self._next.setVisible(bool(text))
        self._result.setVisible(bool(text))
        if text:
            self._text.moveCursor(QTextCursor.MoveOperation.Start)
            self._find_next()

    def _find_next(self) -> None:
        text = self._search.text()
        if not text:
            return
        found = self._text.find(text)
        if not found:
            self._text.moveCursor(QTextCursor.MoveOperation.Start)
            found = self._text.find(text, QTextDocument.FindFlag(0))
        self._result.setText("" if found else _("not found"))

    def _on_link(self, link: QUrl) -> None:
        if link.hasFragment() and link.isRelative():
            self._text.stay_at(link.fragment())
        else:
            QDesktopServices.openUrl(link)


class _Text(QTextBrowser):
    """Stays at the heading that was asked for while it finds its size, until somebody scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self._anchor = ""
        self._value = 0
        self._room = 0  # for pictures
        self._pictures: dict[str, QUrl] = {}

    def stay_at(self, anchor: str) -> None:
        """Go to an anchor."""
        self.scrollToAnchor(anchor)
        self._anchor, self._value = anchor, self.verticalScrollBar().value()

    @property
    def is_at_anchor(self) -> bool:
        """Nobody has scrolled since."""
        return bool(self._anchor) and self.verticalScrollBar().value() == self._value

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_there_still = self.is_at_anchor
        self._fit_pictures()
        super().resizeEvent(event)
        if is_there_still:
            self.stay_at(self._anchor)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture as wide as there is room for, and no wider than it was drawn."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        url = self.document().baseUrl().resolved(QUrl(name))
        self._pictures[url.toString()] = QUrl(name)
        picture, scale = QImage(url.toLocalFile()), self.devicePixelRatioF()
        width = round(min(picture.width(), max(self._room, 1)) * scale)
        picture = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(scale)
        return picture

    def _fit_pictures(self) -> None:
        room = self.viewport().width() - 2 * round(self.document().documentMargin())
        if room == self._room:
            return
        self._room = room
        kind = QTextDocument.ResourceType.ImageResource
        for name in self._pictures.values():
            self.document().addResource(kind.value, name, self.loadResource(kind.value, name))
        self.document().markContentsDirty(0, self.document().characterCount())


def _stacked(page: str) -> str:
    """The page with the cells of each row of its tables below each other."""
    return re.sub(r"</td>\s*<td[^>]*>", "<br>", page)


def _page_style(look: Look) -> str:
    return f"""
    body {{ color: {look.text}; }}
    h2 {{ color: {look.text}; font-size: large; font-weight: 600; margin-top: 26px;
        margin-bottom: 6px; }}
    p {{ margin-top: 4px; margin-bottom: 8px; }}
    li {{ margin-bottom: 5px; }}
    td {{ padding: 4px 14px 4px 0; }}
    tt {{ color: {look.link}; }}
    pre {{ white-space: pre-wrap; }}
    a {{ color: {look.link}; }}
    """
