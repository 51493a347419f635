"""What is in the way of the phones on the table, and what to do about it."""

from collections.abc import Callable, Mapping

from presence.core.errors import ErrorCode
from presence.texts import _

Words = Callable[[], tuple[str, str]]

PHONE_WORDS: Mapping[ErrorCode, Words] = {
    ErrorCode.NO_TABLE: lambda: (
        _("No session is running, so there is no table to join."),
        _("Start one: presence start dinner"),
    ),
    ErrorCode.TABLE_IS_FULL: lambda: (
        _("There are {most} phones at the table already; that is as many as it takes."),
        "",
    ),
    ErrorCode.NO_SUCH_PHONE: lambda: (
        _("No phone “{text}” is remembered."),
        _("See which are: presence phone --list"),
    ),
    ErrorCode.NO_NETWORK: lambda: (
        _("This computer is in no network that a phone could reach."),
        _("Join a network with computer and phone, then try again."),
    ),
    ErrorCode.NO_SUCH_NETWORK: lambda: (
        _("This computer is not in the network “{text}”."),
        _("It is in: {candidates}"),
    ),
    ErrorCode.PHONES_UNREADABLE: lambda: (
        _("The file of the remembered phones, {path}, cannot be read: {detail}"),
        _("Put it right, or delete it: then the phones are to be paired anew."),
    ),
    ErrorCode.PAGE_NOT_OPEN: lambda: (
        _("The page for phones could not be opened: {detail}"),
        _("See what this machine offers: presence doctor"),
    ),
}
PHONE_WORDS_WITH: Mapping[tuple[ErrorCode, str], Words] = {
    (ErrorCode.PAGE_NOT_OPEN, "hint"): lambda: (
        _("The page for phones could not be opened: {detail}"),
        "{hint}",
    ),
    (ErrorCode.NO_SUCH_PHONE, "several"): lambda: (
        _("“{text}” could be several phones."),
        _("Say which, by the beginning of its id: {candidates}"),
    ),
    (ErrorCode.NO_SUCH_PHONE, "candidates"): lambda: (
        _("No phone “{text}” is remembered."),
        _("These are: {candidates}"),
    ),
}
