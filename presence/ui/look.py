"""The look: the only place that names a colour, a space or a size of type.

Everything is derived from the desktop's wishes (dark, accent, contrast, less motion) as one frozen
value; ``dressing.py`` gives it to Qt.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QApplication, QWidget

from presence.core.frozen import dataclass
from presence.core.settings import Theme
from presence.paths import resources_dir

# Space, in device-independent pixels.
HAIR = 4
SMALL = 8
MEDIUM = 12
LARGE = 16
HUGE = 24
RADIUS = 9

# Type, as factors of the person's own size.
CAPTION = 0.9
HEADING = 1.25
TITLE = 1.5
HERO = 4.2

TYPE = "type"  # the property that keeps a widget's factor

READABLE = 4.5  # WCAG 2.2, 1.4.3: text against its ground
ICON_SIZES = (16, 20, 24, 32, 40, 48, 64)
ICON_FOLDERS = ("controls", "kinds")


class Wishes(Protocol):
    """What the desktop says about looks (``desktop/appearance``); None where it does not say."""

    @property
    def is_dark(self) -> bool | None: ...
    @property
    def accent(self) -> tuple[float, float, float] | None: ...
    @property
    def high_contrast(self) -> bool: ...
    @property
    def reduced_motion(self) -> bool: ...
    @property
    def font(self) -> tuple[str, float] | None: ...


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as ``#rrggbb``; ``series`` by ``Kind.colour``; ``font`` is family and points."""

    is_dark: bool
    is_native: bool
    high_contrast: bool
    reduced_motion: bool
    font: tuple[str, float] | None
    text: str
    dim: str
    ground: str
    surface: str
    button: str
    line: str
    accent: str
    on_accent: str
    link: str  # the accent where it is text
    warn: str  # amber: over time, not quiet; nothing here is red
    series: Mapping[str, str]

    def series_colour(self, slot: str) -> str:
        """The colour of a kind's slot; unknown ones share that of a person's own kinds."""
        return self.series.get(slot, self.series["own"])


@dataclass(frozen=True, slots=True)
class _Tokens:
    text: str
    dim: str
    ground: str
    surface: str
    button: str
    line: str
    warn: str


_LIGHT = _Tokens("#1c1d21", "#5b5d66", "#f6f6f7", "#ffffff", "#e9e9ec", "#d9dade", "#875400")
_DARK = _Tokens("#f0f0f2", "#a9abb4", "#1f2023", "#2a2b2f", "#393a40", "#45464d", "#f0bf6a")
_LIGHT_SHARP = _Tokens("#000000", "#2a2a2e", "#ffffff", "#ffffff", "#ebebee", "#5c5c62", "#6b4200")
_DARK_SHARP = _Tokens("#ffffff", "#dddde2", "#000000", "#0c0c0e", "#2b2b30", "#a8a8b0", "#ffd58c")

ACCENT = "#2f6a8c"
WHITE = "#ffffff"
BLACK = "#000000"

_LIGHT_SERIES = MappingProxyType(
    {
        "meeting": "#2e68bd",
        "coffee": "#87572a",
        "dinner": "#9a3f86",
        "family": "#27764a",
        "event": "#694ec4",
        "walk": "#0e7182",
        "alone": "#586270",
        "own": "#776200",
    }
)
_DARK_SERIES = MappingProxyType(
    {
        "meeting": "#82b4ff",
        "coffee": "#d8a97e",
        "dinner": "#e99ad6",
        "family": "#7fd09d",
        "event": "#bba9ff",
        "walk": "#6acbdc",
        "alone": "#b0b9c8",
        "own": "#d6c26c",
    }
)


def make_look(
    theme: Theme,
    wishes: Wishes,
    scheme: Qt.ColorScheme = Qt.ColorScheme.Unknown,
    is_native: bool = False,
) -> Look:
    """The look for the person's setting, the desktop's wishes, and what Qt knows of it itself."""
    says_dark = scheme is Qt.ColorScheme.Dark if wishes.is_dark is None else wishes.is_dark
    dark = says_dark if theme is Theme.SYSTEM else theme is Theme.DARK
    sharp = wishes.high_contrast
    if dark:
        tokens = _DARK_SHARP if sharp else _DARK
    else:
        tokens = _LIGHT_SHARP if sharp else _LIGHT
    wished = ACCENT if wishes.accent is None else _hex(QColor.fromRgbF(*wishes.accent))
    accent = _until_readable(wished, WHITE, BLACK)
    away = WHITE if dark else BLACK
    return Look(
        is_dark=dark,
        is_native=is_native,
        high_contrast=sharp,
        reduced_motion=wishes.reduced_motion,
        font=wishes.font,
        text=tokens.text,
        dim=tokens.dim,
        ground=tokens.ground,
        surface=tokens.surface,
        button=tokens.button,
        line=tokens.line,
        accent=accent,
        on_accent=WHITE,
        link=_until_readable(accent, tokens.button, away),
        warn=tokens.warn,
        series=_DARK_SERIES if dark else _LIGHT_SERIES,
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    first, second = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """The colour at ``share`` of the way from one to the other."""
    a, b = QColor(one), QColor(other)
    return _hex(
        QColor.fromRgbF(
            a.redF() + (b.redF() - a.redF()) * share,
            a.greenF() + (b.greenF() - a.greenF()) * share,
            a.blueF() + (b.blueF() - a.blueF()) * share,
        )
    )


def set_type(widget: QWidget, factor: float, bold: bool = False) -> None:
    """Give a widget the person's font at a factor of its size; ``renew_type`` after it changed."""
    widget.setProperty(TYPE, (factor, bold))
    base = QApplication.font()
    font = QFont(base)
    font.setPointSizeF(base.pointSizeF() * factor)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    widget.setFont(font)


def renew_type(window: QWidget) -> None:
    """Give every widget in a window its factor of the person's font as it is now."""
    for widget in window.findChildren(QWidget):
        chosen = widget.property(TYPE)
        if chosen is not None:
            set_type(widget, *chosen)


def icon(name: str, colour: str) -> QIcon:
    """An icon of resources/icons by its name, drawn in one colour; empty where there is none."""
    return _icon(name, colour, colour)


def row_icon(look: Look, name: str, slot: str) -> QIcon:
    """A kind's icon in its colour, or in that of the words where its row is chosen."""
    return _icon(name, look.series_colour(slot), look.on_accent)


def forget_drawn() -> None:
    """Icons, pixmaps and letters, kept so that they need not be drawn again; what is seen stays."""
    _icon.cache_clear()
    QPixmapCache.clear()
    QFont.cleanup()  # each letter is a small piece that keeps a page of memory from going


@lru_cache(maxsize=128)
def _icon(name: str, colour: str, chosen: str) -> QIcon:
    from PySide6.QtSvg import QSvgRenderer  # 1 MB that a tray without windows does not need

    drawn = QIcon()
    for folder in ICON_FOLDERS:
        path = resources_dir() / "icons" / folder / f"{name}.svg"
        if not path.is_file():
            continue
        renderer = QSvgRenderer(str(path))
        for size in ICON_SIZES:
            drawn.addPixmap(_tinted(renderer, size, colour))
            if chosen != colour:
                drawn.addPixmap(_tinted(renderer, size, chosen), QIcon.Mode.Selected)
        break
    return drawn


def _tinted(renderer: object, size: int, colour: str) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))  # type: ignore[attr-defined]  # QtSvg is lazy
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRect(pixmap.rect())  # fillRect would load what PySide has for gradients
    painter.end()
    return pixmap


def _until_readable(colour: str, ground: str, towards: str) -> str:
    """The colour, moved towards another as little as makes it readable on the ground."""
    for step in range(21):
        candidate = mixed(colour, towards, step / 20)
        if contrast(candidate, ground) >= READABLE:
            return candidate
    return towards


def _luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    c = QColor(colour)
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF())


def _hex(colour: QColor) -> str:
    return colour.name(QColor.NameFormat.HexRgb)
