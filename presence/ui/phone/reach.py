"""How a phone gets to this computer: the code, its address as text, and what is in the way."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from presence.texts import _
from presence.ui.controls import plain_tip, push_button, text_label
from presence.ui.look import CAPTION, SMALL, set_type
from presence.ui.mnemonics import with_mnemonic
from presence.ui.page import PageWindow
from presence.ui.painted import Choice
from presence.ui.phone.problem import ProblemsPart
from presence.ui.phone.qr import QrCode
from presence.ui.phone.view import Code, Reach

PATIENCE = 20_000  # milliseconds in which a phone usually has come


class ReachPart(QFrame):
    """Says what may help where no phone has come for a while, and only then."""

    network_chosen = Signal(str)  # the id

    def __init__(self, window: PageWindow, taken: set[str]) -> None:
        super().__init__()
        self._window = window
        self._reach = Reach()
        self._waited = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.wait_no_more)
        self._code = QrCode()
        self._opening = text_label(_("One moment…"), "dim")
        self._address = QLineEdit()
        self._address.setReadOnly(True)
        self._address.setAccessibleName(_("The address as text"))
        self._copy = push_button(with_mnemonic(_("Copy"), taken))
        self._copy.setAccessibleName(_("Copy the address"))
        self._copy.clicked.connect(self._on_copy)
        self._by_name = text_label("", "dim")
        set_type(self._by_name, CAPTION)
        self._by_name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._problems = ProblemsPart(_("Copy the command"))
        self._closed = ProblemsPart(with_mnemonic(_("Copy the command"), taken))
        self._network: Choice | None = None  # where there are several to choose from
        self._lay_out(taken)
        self._show()

    def _lay_out(self, taken: set[str]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(self._problems)
        self._networks = QFrame()
        choice = QVBoxLayout(self._networks)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(SMALL)
        words = with_mnemonic(_("Several networks: which one is your phone in?"), taken)
        self._which = text_label(words)
        choice.addWidget(self._which)
        column.addWidget(self._networks)
        column.addWidget(self._code)
        column.addWidget(self._opening)
        self._as_text = QFrame()
        row = QHBoxLayout(self._as_text)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self._address, 1)
        row.addWidget(self._copy)
        column.addWidget(self._as_text)
        column.addWidget(self._by_name)
        column.addWidget(self._closed)

    def redraw(self, reach: Reach) -> None:
        """Show this; the address stays selected where it is the same."""
        before, self._reach = self._reach, reach
        if reach == before:
            return
        if _address(reach.code) != _address(before.code):
            self._waited = False
            self._wait()
        if reach.networks != before.networks or reach.network != before.network:
            self._offer_networks(reach)
        self._show()

    @property
    def shown_address(self) -> str:
        """What a camera sees now, "" while there is no code."""
        return _address(self._reach.code)

    def wait_no_more(self) -> None:
        """Say what may help, where no phone has come."""
        self._waited = True
        self._show()
        self._window.grow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wait()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._patience.stop()

    def _wait(self) -> None:
        if self.isVisible() and self._reach.code is not None and not self._reach.has_come:
            self._patience.start(PATIENCE)

    def _show(self) -> None:
        reach = self._reach
        code = reach.code
        if reach.has_come:
            self._patience.stop()
        self._problems.redraw(reach.problems)
        self._code.redraw(code)
        self._code.setVisible(code is not None)
        self._opening.setVisible(code is None and not reach.problems)
        self._as_text.setVisible(code is not None)
        if code is not None and self._address.text() != code.address:
            self._address.setText(code.address)
            self._address.setCursorPosition(0)
            self._address.setToolTip(plain_tip(code.address))
        by_name = "" if code is None else code.by_name
        self._by_name.setText(
            _("Some phones also find {address}").format(address=by_name) if by_name else ""
        )
        self._by_name.setVisible(bool(by_name))
        self._networks.setVisible(len(reach.networks) > 1)
        needs_help = self._waited and code is not None and not reach.has_come
        self._closed.redraw([reach.closed] if reach.closed and needs_help else [])

    def _offer_networks(self, reach: Reach) -> None:
        if self._network is None and len(reach.networks) < 2:
            return
        choice = self._network = self._network or self._make_choice()
        choice.clear()
        for network, words in reach.networks:
            choice.addItem(words, network)
        choice.setCurrentIndex(choice.findData(reach.network))

    def _make_choice(self) -> Choice:
        choice = Choice(_("Network"), self._window.look)
        choice.setPlaceholderText(_("Choose…"))
        choice.activated.connect(lambda: self.network_chosen.emit(str(choice.currentData())))
        self._which.setBuddy(choice)
        column = self._networks.layout()
        assert column is not None
        column.addWidget(choice)
        column.setAlignment(choice, Qt.AlignmentFlag.AlignLeading)
        return choice

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address.text())


def _address(code: Code | None) -> str:
    return "" if code is None else code.address
