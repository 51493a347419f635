"""Gives a look to Qt: our palette and style sheet over Fusion, or the system's own style."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from presence.core.settings import Theme
from presence.ui.look import BLACK, RADIUS, WHITE, Look, mixed

# What Qt takes where nobody tells it a font; every desktop's own is larger.
QT_FALLBACK = ("Sans Serif", 9.0)
USUAL_POINTS = 10.0
BOX_SHARE = 2 / 3  # of the height of a line: what is ticked beside it


def apply_look(app: QApplication, look: Look, theme: Theme) -> None:
    """Dress the whole app: our palette over Fusion, or the system's own style where it has one."""
    if look.is_native:
        schemes = {Theme.LIGHT: Qt.ColorScheme.Light, Theme.DARK: Qt.ColorScheme.Dark}
        app.styleHints().setColorScheme(schemes.get(theme, Qt.ColorScheme.Unknown))
        return
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    _set_font(app, look)
    app.setPalette(_palette(look))
    app.setStyleSheet(_style_sheet(look, round(QFontMetrics(app.font()).height() * BOX_SHARE)))


def _set_font(app: QApplication, look: Look) -> None:
    font = QFont(app.font())
    if look.font is not None:
        family, points = look.font
        font = QFont(family)
        font.setPointSizeF(points)
    elif (font.family(), font.pointSizeF()) == QT_FALLBACK:
        font.setPointSizeF(USUAL_POINTS)
    if font != app.font():
        app.setFont(font)


def _palette(look: Look) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, look.ground),
        (role.WindowText, look.text),
        (role.Base, look.surface),
        (role.AlternateBase, look.ground),
        (role.Text, look.text),
        (role.PlaceholderText, look.dim),
        (role.Button, look.button),
        (role.ButtonText, look.text),
        (role.BrightText, look.text),
        (role.Highlight, look.accent),
        (role.HighlightedText, look.on_accent),
        (role.Accent, look.accent),
        (role.Link, look.link),
        (role.LinkVisited, look.link),
        (role.ToolTipBase, look.surface),
        (role.ToolTipText, look.text),
        (role.Light, mixed(look.button, WHITE, 0.1)),
        (role.Midlight, mixed(look.button, look.surface, 0.5)),
        (role.Mid, look.line),
        (role.Dark, mixed(look.line, look.text, 0.25)),
        (role.Shadow, mixed(look.ground, BLACK, 0.6)),
    ):
        palette.setColor(where, QColor(colour))
    faint = QColor(mixed(look.text, look.ground, 0.5))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, faint)
    return palette


def _style_sheet(look: Look, box: int) -> str:
    """``box`` is the side of what is ticked, within its border."""
    hover = mixed(look.button, look.text, 0.07)
    pressed = mixed(look.button, look.text, 0.15)
    faint = mixed(look.text, look.ground, 0.5)
    edge = look.line if look.high_contrast else look.button
    ring = mixed(look.accent, look.text, 0.6)
    dot = box - 2 * (box // 4)
    return f"""
    QToolTip {{ color: {look.text}; background: {look.surface}; border: 1px solid {look.line};
        padding: 4px 6px; }}
    QFrame[part="card"] {{ background: {look.surface}; border: 1px solid {look.line};
        border-radius: {RADIUS + 3}px; }}
    QFrame[part="line"] {{ background: {look.line}; border: none; max-height: 1px; }}
    QLabel[part="dim"] {{ color: {look.dim}; }}
    QLabel[part="warn"] {{ color: {look.warn}; }}
    QLabel[part="link"] {{ color: {look.link}; }}
    QPushButton, QToolButton {{ color: {look.text}; background: {look.button};
        border: 1px solid {edge}; border-radius: {RADIUS}px; padding: 7px 14px; }}
    QToolButton {{ padding: 6px; }}
    QPushButton:hover, QToolButton:hover {{ background: {hover}; border-color: {hover}; }}
    QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked {{
        background: {pressed}; border-color: {pressed}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {look.link}; padding: 6px 13px; }}
    QToolButton:focus {{ padding: 5px; }}
    QPushButton:disabled {{ color: {faint}; }}
    QPushButton[part="primary"] {{ color: {look.on_accent}; background: {look.accent};
        border-color: {look.accent}; }}
    QPushButton[part="primary"]:hover {{ background: {mixed(look.accent, BLACK, 0.1)}; }}
    QPushButton[part="primary"]:pressed {{ background: {mixed(look.accent, BLACK, 0.2)}; }}
    QPushButton[part="primary"]:focus {{ border: 2px solid {ring}; }}
    QPushButton[part="primary"]:disabled {{ color: {faint}; background: {look.button};
        border-color: {look.button}; }}
    QPushButton[part="segment"] {{ padding: 5px 9px; }}
    QPushButton[part="segment"]:focus {{ padding: 4px 8px; }}
    QPushButton[part="segment"]:checked {{ color: {look.on_accent}; background: {look.accent};
        border-color: {look.accent}; }}
    QPushButton[part="segment"]:checked:focus {{ border-color: {ring}; }}
    QPushButton[part="quiet"], QToolButton[part="quiet"] {{ background: transparent;
        border-color: transparent; }}
    QPushButton[part="quiet"]:hover, QToolButton[part="quiet"]:hover {{
        background: {look.button}; }}
    QPushButton[part="quiet"]:focus, QToolButton[part="quiet"]:focus {{
        border-color: {look.link}; }}
    QToolButton[part="quiet"]:checked {{ background: {pressed}; }}
    QPushButton[part="link"] {{ color: {look.link}; background: transparent;
        border-color: transparent; padding: 3px 4px; text-align: left; }}
    QPushButton[part="link"]:hover {{ text-decoration: underline; }}
    QPushButton[part="link"]:focus {{ border: 2px solid {look.link}; padding: 2px 3px; }}
    QLineEdit, QAbstractSpinBox, QPlainTextEdit {{ color: {look.text}; background: {look.surface};
        border: 1px solid {look.line}; border-radius: {RADIUS}px; padding: 6px 9px;
        placeholder-text-color: {look.dim}; selection-color: {look.on_accent};
        selection-background-color: {look.accent}; }}
    QAbstractSpinBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
    QLineEdit:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus {{
        border: 2px solid {look.link}; padding: 5px 8px; }}
    QRadioButton {{ spacing: 8px; padding: 4px; border: 2px solid transparent;
        border-radius: {RADIUS}px; }}
    QRadioButton:focus {{ border-color: {look.link}; }}
    QRadioButton:disabled {{ color: {faint}; }}
    QRadioButton::indicator, QCheckBox::indicator, QListView::indicator {{ width: {box}px;
        height: {box}px; border: 2px solid {look.dim}; background: {look.surface}; }}
    QRadioButton::indicator {{ border-radius: {box // 2 + 2}px; }}
    QCheckBox::indicator, QListView::indicator {{ border-radius: {box // 4}px; }}
    QCheckBox::indicator:focus {{ border-color: {look.link}; }}
    QRadioButton::indicator:checked, QCheckBox::indicator:checked, QListView::indicator:checked {{
        width: {dot}px; height: {dot}px; border: {box // 4 + 2}px solid {look.accent};
        background: {look.on_accent}; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
    QScrollBar::handle {{ background: {pressed}; border-radius: 3px; min-height: 32px;
        min-width: 32px; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: transparent; width: 0; height: 0; }}
    QTextBrowser, QListView {{ background: {look.surface}; border: 1px solid {look.line};
        border-radius: {RADIUS + 3}px; padding: 6px; }}
    QListWidget::item {{ padding: 5px 8px; border-radius: 6px; }}
    QListWidget::item:selected {{ background: {look.accent}; color: {look.on_accent}; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QTextBrowser:focus, QListView:focus {{ border: 2px solid {look.link}; padding: 5px; }}
    """
