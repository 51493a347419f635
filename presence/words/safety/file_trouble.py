"""What went wrong with the files that Presence keeps for itself, and what to do about it."""

from collections.abc import Callable, Mapping

from presence.core.errors import ErrorCode
from presence.texts import _

Words = Callable[[], tuple[str, str]]

OWN_FILE_WORDS: Mapping[ErrorCode, Words] = {
    ErrorCode.HOME_NOT_WRITABLE: lambda: (
        _("{path} cannot be written: {detail}."),
        _("Make it writable, or name another folder with --home."),
    ),
    ErrorCode.DISK_FULL: lambda: (
        _("No room is left for {path}; nothing was changed."),
        _("Free some space and try again."),
    ),
    ErrorCode.LOG_IS_BUSY: lambda: (
        _("Another program holds the log {path}."),
        _("Try again in a moment."),
    ),
    ErrorCode.SETTINGS_BROKEN: lambda: (
        _("{path}, line {line}: {detail}."),
        _("The defaults are used until it is put right."),
    ),
    ErrorCode.SETTINGS_NEWER: lambda: (
        _("{path} was written by a newer Presence; it was left as it is."),
        _("Update Presence; until then the defaults are used."),
    ),
    ErrorCode.LOGIN_ENTRY_FOREIGN: lambda: (
        _("{path} was not written by Presence; it was left as it is."),
        _("Move it away, or have it start {command}."),
    ),
    ErrorCode.LOGIN_ENTRY_NOT_WRITABLE: lambda: (
        _("{path} cannot be written: {detail}."),
        _("Make it writable, then try again."),
    ),
    ErrorCode.LOGIN_STARTS_NOTHING: lambda: (
        _("This desktop starts nothing at login by itself."),
        _("Add this line to its own configuration: exec {command}"),
    ),
}

OWN_FILE_WORDS_WITH: Mapping[tuple[ErrorCode, str], Words] = {
    (ErrorCode.SETTINGS_BROKEN, "kept"): lambda: (
        _("{path}, line {line}: {detail}."),
        _("It was kept as {kept}; the defaults are used."),
    ),
    (ErrorCode.SETTINGS_BROKEN, "as_before"): lambda: (
        _("{path}, line {line}: {detail}."),
        _("Until it is put right, all stays as it was set before."),
    ),
}
