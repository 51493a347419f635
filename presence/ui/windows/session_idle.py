"""The session window while nothing runs: what a click would start, and a tile for each kind."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from presence.core.kind import Kinds
from presence.core.snapshot import Snapshot
from presence.core.tracker import StartRequest
from presence.texts import _
from presence.ui.controls import ElidedButton, push_button, text_label
from presence.ui.look import HEADING, MEDIUM, SMALL
from presence.ui.mnemonics import letters_of, with_mnemonic
from presence.ui.page import PageWindow
from presence.ui.painted import Tile
from presence.words.dates import planned_length
from presence.words.kinds import kind_name
from presence.words.review.lines import confirm_line
from presence.words.session import request_line

COLUMNS = 4


class IdlePart(QFrame):
    """Shows a snapshot without a session."""

    start_requested = Signal(object)  # StartRequest
    open_start = Signal()
    open_week = Signal()

    def __init__(self, window: PageWindow) -> None:
        super().__init__()
        self._owner = window
        self._likely: StartRequest | None = None
        self._requests: tuple[StartRequest, ...] = ()
        self._tiles: list[Tile] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM)
        column.addWidget(text_label(_("Ready"), factor=HEADING, bold=True))
        self._start = push_button("", "primary")
        self._start.clicked.connect(self._start_likely)
        column.addWidget(self._start)
        self._grid = QGridLayout()
        self._grid.setSpacing(SMALL)
        column.addLayout(self._grid)
        self._other = push_button(_("&With people, a place, another length…"))
        self._other.clicked.connect(self.open_start)
        column.addWidget(self._other)
        column.addStretch(1)
        self._week = ElidedButton()
        self._confirm = push_button("", "link")
        for button in (self._week, self._confirm):
            button.clicked.connect(self.open_week)
            column.addWidget(button)

    def redraw(self, snapshot: Snapshot, starts: Sequence[StartRequest], week_line: str) -> None:
        """Show what can be started and this week's line."""
        self._likely = snapshot.likely
        what = request_line(snapshot.likely, snapshot.kinds, with_people=True)
        taken = letters_of(self._other.text(), _("&Quit"), "&" + _("Undo: {change}"))
        self._start.setText(with_mnemonic(_("Start {what}").format(what=what), taken))
        self._show_tiles(tuple(starts), snapshot.kinds, taken)
        self._week.set_whole(week_line)
        self._week.setVisible(bool(week_line))
        self._confirm.setText(confirm_line(len(snapshot.unconfirmed)))
        self._confirm.setVisible(bool(snapshot.unconfirmed))

    def _show_tiles(
        self, requests: tuple[StartRequest, ...], kinds: Kinds, taken: set[str]
    ) -> None:
        if [r.kind for r in requests] != [r.kind for r in self._requests]:
            self._make_tiles(requests, kinds)
        self._requests = requests
        for tile, request in zip(self._tiles, requests, strict=True):
            kind = kinds[request.kind]
            name = kind_name(kind)
            length = request.length or kind.default_length
            caption = _("open") if request.is_open or length is None else planned_length(length)
            spoken = _("Start {kind}, {length}").format(kind=name, length=caption)
            tile.set_words(with_mnemonic(name, taken), caption, spoken)

    def _make_tiles(self, requests: tuple[StartRequest, ...], kinds: Kinds) -> None:
        for tile in self._tiles:
            self._owner.undress(tile.set_look)
            tile.hide()
            tile.deleteLater()
        self._tiles = []
        columns = min(COLUMNS, len(requests))
        for position, request in enumerate(requests):
            kind = kinds[request.kind]
            tile = Tile(kind.icon, kind.colour, self._owner.look)
            tile.clicked.connect(lambda *_, at=position: self._start_tile(at))
            self._owner.dress(tile.set_look)
            self._grid.addWidget(tile, position // columns, position % columns)
            self._tiles.append(tile)
        self._owner.page.order_tabs()

    def _start_tile(self, position: int) -> None:
        self.start_requested.emit(self._requests[position])

    def _start_likely(self) -> None:
        self.start_requested.emit(self._likely)
