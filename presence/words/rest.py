"""What there is to say when nothing runs; alone, for the quickest commands."""

from presence.texts import _


def nothing_runs() -> str:
    """Nothing runs, and nothing waits to be answered."""
    return _("Nothing is running.")
