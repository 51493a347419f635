"""A file that cannot be written or read, and what to do about it."""

from collections.abc import Callable, Mapping

from presence.core.errors import ErrorCode
from presence.texts import _

Words = Callable[[], tuple[str, str]]

FILE_WORDS: Mapping[ErrorCode, Words] = {
    ErrorCode.UNKNOWN_FORMAT: lambda: (
        _("“{text}” is no format that Presence knows."),
        _("Use one of {candidates}."),
    ),
    ErrorCode.FILE_EXISTS: lambda: (
        _("There is a file {path} already; it was left as it is."),
        _("Name another file, or add --force to have it overwritten."),
    ),
    ErrorCode.FILE_IS_READ: lambda: (
        _("{path} is what is read itself; it was left as it is."),
        _("Name another file."),
    ),
    ErrorCode.NOT_A_FILE: lambda: (
        _("{path} is no file that could be written or read."),
        _("Name a file; “-” stands for the terminal."),
    ),
    ErrorCode.FILE_NOT_WRITABLE: lambda: (
        _("{path} cannot be written: {detail}."),
        _("Name a file in a folder that is yours."),
    ),
    ErrorCode.FILE_NOT_READABLE: lambda: (
        _("{path} cannot be read: {detail}."),
        _("Look whether it is there and yours."),
    ),
    ErrorCode.FILE_IS_EMPTY: lambda: (
        _("{path} is empty; nothing was changed."),
        _("See whether it is the file that you mean, or export it again."),
    ),
    ErrorCode.FILE_NOT_UTF8: lambda: (
        _("{path} is UTF-16, which Presence does not read."),
        _("Save it as UTF-8 and try again."),
    ),
    ErrorCode.FILE_NOT_OURS: lambda: (
        _("{path} is no file of this format; nothing was changed."),
        _("See whether it is the file that you mean, and choose the format that it has."),
    ),
    ErrorCode.FILE_IS_ANOTHER: lambda: (
        _("{path} is no file of {wanted}: it looks like one of {found}; nothing was changed."),
        _("Choose {name} as the format."),
    ),
    ErrorCode.FILE_IS_NEWER: lambda: (
        _("{path} was written by a newer Presence ({found}; this one reads {known})."),
        _("Update Presence; nothing was changed."),
    ),
    ErrorCode.FILE_TOO_LARGE: lambda: (
        _("{path} is larger than {megabytes} MB; nothing was changed."),
        _("Export it in parts, a year each."),
    ),
    ErrorCode.COLUMNS_MISSING: lambda: (
        _("{path} lacks the columns {columns}; nothing was changed."),
        _("Export it again with all its columns."),
    ),
    ErrorCode.NO_TIMES_IN_FILE: lambda: (
        _("{path} does not say when sessions were; nothing was changed."),
        _("Say which columns do: --map start=Beginning --map end=End, or length instead of end."),
    ),
    ErrorCode.NO_SUCH_COLUMN: lambda: (
        _("{path} has no column “{text}”; nothing was changed."),
        _("It has {columns}."),
    ),
    ErrorCode.BAD_MAPPING: lambda: (
        _("“{text}” does not say which column is what."),
        _("Say it as start=Beginn; what a column may be: {candidates}."),
    ),
    ErrorCode.DATES_EITHER_WAY: lambda: (
        _("In {path} the days may be written day first or month first; nothing was changed."),
        _("Say which: --dates dmy or --dates mdy."),
    ),
    ErrorCode.IMPORT_RUNNING: lambda: (
        _("Other long work on the log goes on: an import, a renaming or an undo."),
        _("Wait for it, or stop it where it was begun."),
    ),
    ErrorCode.IMPORT_STOPPED: lambda: (
        _("It was stopped; nothing of it is in the log."),
        "",
    ),
    ErrorCode.EXPORT_STOPPED: lambda: (
        _("It was stopped; no file was written."),
        "",
    ),
}
