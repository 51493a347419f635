"""The colour of the tray's icon where the panel does not choose one."""

from presence.ui.look import BLACK, WHITE, contrast, mixed

STANDS_OUT = 4.58  # the square root of 21: as much against white as against black
STEPS = 32


def ink_for_any_panel(colour: str) -> str:
    """The colour, as light or dark as makes it stand out from light and dark panels alike."""
    away = WHITE if contrast(colour, BLACK) < STANDS_OUT else BLACK
    shades = (mixed(colour, away, step / STEPS) for step in range(STEPS + 1))
    return min(shades, key=lambda shade: abs(contrast(shade, BLACK) - STANDS_OUT))
