"""How far long work is, in words."""

from presence.texts import _


def progress_line(done: int, of: int) -> str:
    """Quietly: a share of the whole, nothing while it is not known."""
    percent = 100 * done // of if of else 0
    return _("Still at work: {percent} %").format(percent=percent)
