"""What is said when Presence leaves this computer, in a terminal and in the window."""

from collections.abc import Sequence

from presence.texts import _, ngettext
from presence.words.dates import grouped


def goes_line() -> str:
    """Above the list of what would go."""
    return _("This would be taken away:")


def gone_line() -> str:
    """Above the list of what went."""
    return _("Taken away:")


def short_paths(lines: Sequence[str], home: str) -> list[str]:
    """The lines of a list with ``~`` for the person's own folder, as windows show them."""
    return [
        f"~{line.removeprefix(home)}" if line.startswith(f"{home}/") else line for line in lines
    ]


def nothing_line() -> str:
    """There is nothing to take away."""
    return _("Nothing of Presence is here any more, but the program itself.")


def log_kept_line(path: str) -> str:
    """Where the log stays."""
    return _("Your log stays, with its backups: {path}").format(path=path)


def log_exported_line(count: int, path: str) -> str:
    """Where the log went before it was deleted."""
    sessions = ngettext("{count} session", "{count} sessions", count).format(count=grouped(count))
    return _("Before that, {sessions} were written to {path}.").format(sessions=sessions, path=path)


def no_way_back_line() -> str:
    """For who deletes the log."""
    return _("The log and its backups go for good: this cannot be taken back.")


def session_ends_line(session: str) -> str:
    """What is in progress is ended first."""
    return _("{session} is running, and is ended first.").format(session=session)


def app_ends_line() -> str:
    """The app that runs is ended."""
    return _("The running Presence is ended.")


def program_line(command: str) -> str:
    """How the program itself goes."""
    if not command:
        return _("The program itself is this folder: delete it.")
    return _("The program itself goes with: {command}").format(command=command)


def left_line() -> str:
    """Above what could not be taken away."""
    return _("This could not be taken away; “presence uninstall” once more tries again.")
