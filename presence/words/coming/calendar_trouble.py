"""What went wrong with a command about calendars, in a sentence, and what to do about it."""

from presence.core.errors import ErrorCode
from presence.texts import _

CALENDAR_WORDS = {
    ErrorCode.CALENDAR_TROUBLE: lambda: (_("The calendar could not be read."), "{text}"),
    ErrorCode.NO_CALENDAR: lambda: (
        _("There is no calendar yet."),
        _("“presence calendar add” shows what this desktop has, and adds a file or an address."),
    ),
    ErrorCode.NO_SUCH_CALENDAR: lambda: (
        _("There is no calendar “{text}”."),
        _("There are: {candidates}."),
    ),
    ErrorCode.WHICH_CALENDAR: lambda: (
        _("The account has several calendars: {candidates}."),
        _("Name those to read after the address, or add --all."),
    ),
    ErrorCode.NO_SUCH_EVENT: lambda: (
        _("No event of the last two weeks or the next two months has “{text}” in its title."),
        _("“presence calendar upcoming --all” lists them."),
    ),
    ErrorCode.AMBIGUOUS_EVENT: lambda: (
        _("Many events have “{text}” in their title: {candidates} …"),
        _("Write more of it."),
    ),
}

CALENDAR_WORDS_WITH = {
    (ErrorCode.NO_SUCH_CALENDAR, "remove"): lambda: (
        _("There is no calendar “{text}”."),
        _("None was added yet."),
    ),
    (ErrorCode.NO_SUCH_CALENDAR, "add"): lambda: (
        _("There is no calendar “{text}”, and it is no file, address or account."),
        _("Write it like ~/calendar.ics, https://example.org/calendar.ics or ana@example.org."),
    ),
}
