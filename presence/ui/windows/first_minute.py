"""The first minute: the quiet is tried and put back, a first session is one click, no wizard."""

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from presence.core.frozen import dataclass
from presence.core.kind import Kinds
from presence.core.lease import MuteDetail, MuteReport, MuteState
from presence.core.tracker import StartRequest
from presence.texts import _
from presence.ui.controls import (
    Points,
    card,
    dressed_icon_button,
    push_button,
    restyle,
    text_label,
    with_picture,
)
from presence.ui.look import MEDIUM, SMALL, TITLE, Look
from presence.ui.mnemonics import letters_of, with_mnemonic
from presence.ui.page import PageWindow
from presence.ui.painted import Tile
from presence.words.dates import planned_length
from presence.words.kinds import kind_name
from presence.words.mute import mute_line
from presence.words.mute.gets_through import gets_through


class Trial(Enum):
    """How far the three quiet seconds are."""

    NOT_TRIED = "not_tried"
    QUIET_NOW = "quiet_now"
    PUT_BACK = "put_back"


@dataclass(frozen=True, slots=True)
class FirstMinuteView:
    """What the window shows; ``trial_report`` is what the desktop said while it was quiet."""

    desktop: str
    mechanism: str
    has_tray: bool
    kinds: Kinds
    starts: tuple[StartRequest, ...]
    trial: Trial = Trial.NOT_TRIED
    trial_report: MuteReport | None = None
    shortcut_command: str = "presence toggle"
    click_opens_menu: bool = False

    @property
    def can_mute(self) -> bool:
        """Whether a way to make this desktop quiet was found."""
        return self.mechanism not in ("", "none")


class FirstMinute(PageWindow):
    """Shown once, on the first start."""

    try_requested = Signal()
    start_requested = Signal(object)  # StartRequest
    closed = Signal()
    help_heading = "first-minute"

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Presence"), letters=56)
        self._view: FirstMinuteView | None = None
        self._tiles: list[Tile] = []
        column = self.column
        column.addWidget(text_label(_("Be with people."), factor=TITLE, bold=True))
        promise = _("One click before you meet, and this computer goes quiet.")
        column.addWidget(text_label(promise, "dim"))
        column.addWidget(self._make_quiet_card())
        column.addWidget(text_label(_("Start the first one now"), bold=True))
        self._tile_row = QHBoxLayout()
        self._tile_row.setSpacing(MEDIUM)
        column.addLayout(self._tile_row)
        column.addWidget(self._make_place_card())
        column.addStretch(1)
        column.addLayout(self._make_foot())
        self.setFocus()  # the first Tab goes to the trial; no button waits for a stray Enter

    def redraw(self, view: FirstMinuteView) -> None:
        """Show these values."""
        self._view = view
        self._quiet.setText(_quiet_line(view))
        self._try.setVisible(view.can_mute)
        self._try.setEnabled(view.trial is not Trial.QUIET_NOW)
        again = view.trial is Trial.PUT_BACK
        self._try.setText(_("&Try again") if again else _("&Try for 3 seconds"))
        result = _result_line(view)
        self._result.setText(result)
        self._result.setVisible(bool(result))
        restyle(self._result, "" if _worked(view) else "warn")
        self._through_title.setVisible(view.can_mute)
        self._through.setVisible(view.can_mute)
        self._through.redraw(gets_through(view.mechanism))
        self._show_tiles(view)
        self._place.setText(_place_line(view))
        self._shortcut.setText(view.shortcut_command)
        self._shortcut_row.setVisible(not view.has_tray)
        self.grow()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _make_quiet_card(self) -> QFrame:
        frame, column = card()
        self._quiet = text_label()
        self._result = text_label()
        self._through_title = text_label(_("What still gets through here"), bold=True)
        self._through = Points()
        self._try = push_button("", "primary")
        self._try.clicked.connect(self.try_requested)
        column.setSpacing(MEDIUM)
        column.addWidget(with_picture(self, "quiet", self._quiet))
        column.addWidget(self._try, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._result)
        column.addSpacing(SMALL)
        column.addWidget(self._through_title)
        column.addWidget(self._through)
        return frame

    def _make_place_card(self) -> QFrame:
        frame, column = card()
        self._place = text_label()
        column.addWidget(with_picture(self, "start", self._place))
        self._shortcut_row = QFrame()
        row = QHBoxLayout(self._shortcut_row)
        row.setContentsMargins(0, 0, 0, 0)
        self._shortcut = QLineEdit()
        self._shortcut.setReadOnly(True)
        self._shortcut.setAccessibleName(_("Command for a key of your own"))
        copy = push_button(_("&Copy"))
        copy.clicked.connect(self._copy)
        row.addWidget(self._shortcut, 1)
        row.addWidget(copy)
        column.addWidget(self._shortcut_row)
        return frame

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        help_button = dressed_icon_button(self, "help", _("Help (F1)"))
        help_button.clicked.connect(self.ask_for_help)
        later = push_button(_("&Not now"), "quiet")
        later.clicked.connect(self.close)
        row.addWidget(help_button)
        row.addStretch(1)
        row.addWidget(later)
        return row

    def _show_tiles(self, view: FirstMinuteView) -> None:
        taken = letters_of(_("&Try for 3 seconds"), _("&Try again"), _("&Copy"), _("&Not now"))
        for position, request in enumerate(view.starts[len(self._tiles) :], len(self._tiles)):
            self._tiles.append(self._make_tile(position, request))
            self.page.order_tabs()
        for position, request in enumerate(view.starts):
            kind = view.kinds[request.kind]
            name, length = kind_name(kind), request.length or kind.default_length
            caption = planned_length(length) if length else _("open")
            spoken = _("Start {kind}, {length}").format(kind=name, length=caption)
            self._tiles[position].set_words(with_mnemonic(name, taken), caption, spoken)

    def _make_tile(self, position: int, request: StartRequest) -> Tile:
        assert self._view is not None
        kind = self._view.kinds[request.kind]
        tile = Tile(kind.icon, kind.colour, self.look)
        tile.clicked.connect(lambda: self._start(position))
        self.dress(tile.set_look)
        self._tile_row.addWidget(tile, 1)
        return tile

    def _start(self, position: int) -> None:
        assert self._view is not None
        self.start_requested.emit(self._view.starts[position])

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._shortcut.text())


def _quiet_line(view: FirstMinuteView) -> str:
    if not view.can_mute:
        known = _("This desktop is {desktop}. Presence found no way to make it quiet.")
        unknown = _("Presence found no way to make this desktop quiet.")
        text = known.format(desktop=view.desktop) if view.desktop else unknown
        return text + " " + _("It keeps your time all the same, and never claims to be quiet.")
    if not view.desktop:
        return _("Presence can make this desktop quiet.")
    return _("This desktop is {desktop}. Presence can make it quiet.").format(desktop=view.desktop)


def _worked(view: FirstMinuteView) -> bool:
    report = view.trial_report
    return report is None or report.state is not MuteState.NOT_MUTED


def _result_line(view: FirstMinuteView) -> str:
    report = view.trial_report
    if view.trial is Trial.NOT_TRIED or report is None:
        return ""
    if report.detail is MuteDetail.ALREADY_ON:
        return _("Your own do-not-disturb is on. Presence leaves it on, now and afterwards.")
    if not _worked(view):
        return _("It did not work: {state}.").format(state=mute_line(report))
    if view.trial is Trial.QUIET_NOW:
        return _("Now: {state}").format(state=mute_line(report))
    if report.state is MuteState.UNVERIFIED:
        return _("Done, and put back as it was. This desktop cannot be asked whether it was quiet.")
    return _("It was quiet, and everything is as it was before. (Checked both times.)")


def _place_line(view: FirstMinuteView) -> str:
    if view.has_tray and view.click_opens_menu:
        return _(
            "From now on Presence is the icon beside the clock: the first line of its menu starts"
            " and ends."
        )
    if view.has_tray:
        return _("From now on Presence is the icon beside the clock: a click starts and ends.")
    return _(
        "This desktop shows no icons beside the clock. Give a key of your own this command"
        " (Settings, Keyboard, Shortcuts): pressed once it starts, pressed again it ends."
    )
