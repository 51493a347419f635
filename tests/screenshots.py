"""Draws the windows without a screen.

python -m tests.screenshots                  the pictures of the README and of the help
python -m tests.screenshots FOLDER [PART]    every window in every state and look, or those so named
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget

from presence import texts
from presence.drawing.review.page import ReviewPage
from presence.ui.look import Look
from presence.ui.review.window import ReviewWindow
from presence.ui.window import Window
from tests import (
    screenshots_agenda,
    screenshots_asking,
    screenshots_calendars,
    screenshots_entering,
    screenshots_goals,
    screenshots_import,
    screenshots_leaving,
    screenshots_log,
    screenshots_names,
    screenshots_people,
    screenshots_phone,
    screenshots_settings,
    screenshots_unlocks,
    screenshots_windows,
    screenshots_with_whom,
)
from tests.screenshots_review import PAGES
from tests.screenshots_windows import VARIANTS, Scene, Variant, dressed

FOLDER = Path(__file__).parent.parent / "packaging" / "screenshots"
SIZE = QSize(1000, 980)

# What the README shows: the picture, the scene and the look.
README = (
    ("week-light", "week-full", "light"),
    ("week-dark", "week-full", "dark"),
    ("month-light", "month-full", "light"),
    ("year-light", "year-full", "light"),
    ("weeks-compared-light", "week-compared", "light"),
    ("first-minute", "first-minute", "light"),
    ("start", "start-typed", "light"),
    ("session", "session-running", "light"),
    ("card", "card-past-the-end", "light"),
)

# What the help shows, in each of its languages.
HELP_FOLDER = Path(__file__).parent.parent / "resources" / "help"
HELP = (
    ("start", "start-typed"),
    ("session", "session-running"),
    ("card", "card-past-the-end"),
)


def week_scene(make_page: Callable[[], ReviewPage]) -> Scene:
    """The week window of a page, as high as its list."""

    def scene(look: Look) -> Window:
        window = ReviewWindow(look)
        window.redraw(make_page())
        window.draw_the_rest()
        window.resize(SIZE * (1.45 if look.font is not None and look.font[1] > 12 else 1.0))
        return window

    return scene


def every_scene() -> dict[str, Scene]:
    """Every window in every state, by name."""
    weeks = {name: week_scene(make_page) for name, make_page in PAGES.items()}
    return {
        **weeks,
        **screenshots_windows.SCENES,
        **screenshots_asking.SCENES,
        **screenshots_log.SCENES,
        **screenshots_names.SCENES,
        **screenshots_goals.SCENES,
        **screenshots_entering.SCENES,
        **screenshots_import.SCENES,
        **screenshots_leaving.SCENES,
        **screenshots_agenda.SCENES,
        **screenshots_calendars.SCENES,
        **screenshots_settings.SCENES,
        **screenshots_people.SCENES,
        **screenshots_phone.SCENES,
        **screenshots_unlocks.SCENES,
        **screenshots_with_whom.SCENES,
    }


def draw(app: QApplication, scene: Scene, variant: Variant, path: Path) -> Path:
    """Draw one window in one look."""
    dressed(app, variant)
    window = scene(variant.look)
    if isinstance(window, ReviewWindow):
        window.show()  # not present(): the screen that there is not would cut its size
    else:
        window.present()
    app.processEvents()
    app.processEvents()  # once more: heights that follow from widths
    window.grab().save(str(path))
    window.hide()
    window.deleteLater()
    # at once: a change of looks dresses every window that is still there
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return path


def draw_panel(
    app: QApplication, make: Callable[[], QWidget], variant: Variant, path: Path
) -> Path:
    """Draw a panel that has shown itself."""
    dressed(app, variant)
    panel = make()
    app.processEvents()
    panel.grab().save(str(path))
    panel.hide()
    panel.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return path


def help_pictures(app: QApplication) -> list[Path]:
    """Draw what the help shows, in each language that has a page."""
    drawn = []
    light = next(variant for variant in VARIANTS if variant.name == "light")
    for page in sorted(HELP_FOLDER.glob("*.html")):
        texts.use_language(page.stem)
        scenes = every_scene()
        drawn += [
            draw(app, scenes[scene], light, HELP_FOLDER / f"{name}-{page.stem}.png")
            for name, scene in HELP
        ]
    texts.use_language("en")
    return drawn


def pictures(folder: Path | None = None, part: str = "") -> list[Path]:
    """Draw the README's pictures and the help's, or into a folder all whose name holds ``part``."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    scenes, looks = every_scene(), {variant.name: variant for variant in VARIANTS}
    if folder is None:
        wanted = [(FOLDER, name, scenes[scene], looks[look]) for name, scene, look in README]
    else:
        wanted = [
            (folder, f"{name}-{look.name}", scene, look)
            for name, scene in scenes.items()
            for look in VARIANTS
            if part in f"{name}-{look.name}"
        ]
    (folder or FOLDER).mkdir(parents=True, exist_ok=True)
    panels = [
        draw_panel(app, make, look, folder / f"{name}-{look.name}.png")
        for name, make in screenshots_asking.PANELS.items()
        for look in VARIANTS
        if folder is not None and part in f"{name}-{look.name}"
    ]
    drawn = panels + [
        draw(app, scene, look, where / f"{name}.png") for where, name, scene, look in wanted
    ]
    return drawn + (help_pictures(app) if folder is None else [])


def main(arguments: list[str]) -> None:
    """Draw what the command line asks for and print where it is."""
    folder = Path(arguments[0]) if arguments else None
    for path in pictures(folder, *arguments[1:2]):
        print(path)


if __name__ == "__main__":
    main(sys.argv[1:])
