"""What the desktop says about looks, as one value."""

from collections.abc import Mapping
from typing import Any

from presence.core.frozen import dataclass

APPEARANCE = "org.freedesktop.appearance"
INTERFACE = "org.gnome.desktop.interface"

# namespace -> key -> (signature, value), as org.freedesktop.portal.Settings.ReadAll answers
PortalSettings = Mapping[str, Mapping[str, tuple[str, Any]]]


@dataclass(frozen=True, slots=True)
class Appearance:
    """The desktop's wishes; None where it does not say. ``accent`` from 0 to 1 in sRGB."""

    is_dark: bool | None = None
    accent: tuple[float, float, float] | None = None
    high_contrast: bool = False
    reduced_motion: bool = False
    font: tuple[str, float] | None = None  # family and points, scaled as the person wants text


def appearance_of(settings: PortalSettings, with_font: bool) -> Appearance:
    """The wishes in what the portal answered (its documentation: org.freedesktop.appearance)."""
    said = settings.get(APPEARANCE, {})
    gnome = settings.get(INTERFACE, {})
    scheme = _value(said, "color-scheme", 0)
    animations = _value(gnome, "enable-animations", True)
    return Appearance(
        is_dark={1: True, 2: False}.get(scheme),
        accent=_accent(_value(said, "accent-color", None)),
        high_contrast=_value(said, "contrast", 0) == 1,
        reduced_motion=_value(said, "reduced-motion", 0) == 1 or animations is False,
        font=_font(gnome) if with_font else None,
    )


def _value(table: Mapping[str, tuple[str, Any]], key: str, default: Any) -> Any:
    found = table.get(key)
    return default if found is None else found[1]


def _accent(value: Any) -> tuple[float, float, float] | None:
    if not isinstance(value, tuple) or len(value) != 3:
        return None
    red, green, blue = (float(part) for part in value)
    # out of range means that the person chose none
    if not all(0.0 <= part <= 1.0 for part in (red, green, blue)):
        return None
    return red, green, blue


def _font(gnome: Mapping[str, tuple[str, Any]]) -> tuple[str, float] | None:
    """Family and size of a Pango description like "Cantarell 11", at the size text is scaled to."""
    family, _, size = str(_value(gnome, "font-name", "")).rpartition(" ")
    try:
        points = float(size) * float(_value(gnome, "text-scaling-factor", 1.0))
    except ValueError:
        return None
    return (family, points) if family and 4.0 <= points <= 72.0 else None
