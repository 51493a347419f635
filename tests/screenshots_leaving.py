"""Renders the windows of who takes Presence off the computer."""

from presence.ui.leaving.last_words import LastWordsWindow
from presence.ui.leaving.view import LeavingView, LogWish
from presence.ui.leaving.window import LeavingWindow
from presence.ui.look import Look
from tests.screenshots_windows import LONG_NAME, Scene

HOME = "/home/ana"
GOES = (
    f"{HOME}/.config/presence/settings.toml",
    f"{HOME}/.local/state/presence/presence.log",
    f"{HOME}/.config/autostart/presence.desktop",
    f"{HOME}/.local/share/applications/app.presence.Presence.desktop",
    f"{HOME}/.local/share/icons/hicolor/scalable/apps/presence.svg",
    "keyring presence: calendar work",
)
LOG = f"{HOME}/.local/share/presence/presence.db"
FILE = f"{HOME}/presence.jsonl"


def leaving(look: Look, view: LeavingView) -> LeavingWindow:
    window = LeavingWindow(look)
    window.redraw(view)
    return window


def last_words(look: Look) -> LastWordsWindow:
    said = (f"Your log stays, with its backups: {LOG}", "The program itself goes with: pipx …")
    return LastWordsWindow(look, said, GOES, ())


def something_is_left(look: Look) -> LastWordsWindow:
    return LastWordsWindow(look, (), GOES[:2], (f"{GOES[2]} cannot be written: read-only.",))


SCENES: dict[str, Scene] = {
    "leaving": lambda look: leaving(look, LeavingView(goes=GOES, log=LOG, file=FILE)),
    "leaving-looks": lambda look: leaving(look, LeavingView(log=LOG)),
    "leaving-nothing": lambda look: leaving(look, LeavingView(goes=(), log="")),
    "leaving-with-the-log": lambda look: leaving(
        look,
        LeavingView(LogWish.EXPORT, FILE, GOES, LOG, "Dinner with Ana", "There is one already."),
    ),
    "leaving-deletes": lambda look: leaving(
        look, LeavingView(LogWish.DELETE, FILE, GOES, LOG, is_leaving=True)
    ),
    "leaving-long-names": lambda look: leaving(
        look,
        LeavingView(
            LogWish.EXPORT, f"/home/{LONG_NAME}.jsonl", GOES, f"/home/{LONG_NAME}", LONG_NAME
        ),
    ),
    "leaving-gone": last_words,
    "leaving-left": something_is_left,
}
