"""Why a calendar could not be read, and how old the copy in use is."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from presence.core.coming.event import Skipped
from presence.core.coming.fetched import Failure, Trouble
from presence.texts import _, ngettext
from presence.words.dates import grouped, moment, time_gone

A_DAY = timedelta(days=1)
A_MINUTE = timedelta(minutes=1)


def trouble_line(failure: Failure) -> str:
    """One clear line, with a way forward; never an address, which may be a secret."""
    return _WORDS[failure.trouble]()


def not_added_line(failure: Failure) -> str:
    """The same of one that was to be added: nobody tries that again but the person."""
    if failure.trouble in (Trouble.UNREACHABLE, Trouble.SERVER, Trouble.TOO_MANY_REQUESTS):
        return _("It cannot be reached now, so it was not added. Try again later.")
    return trouble_line(failure)


def age_line(read_at: datetime | None, zone: tzinfo, now: datetime) -> str:
    """``read 5 min ago``, ``read yesterday 18:05``, ``not read yet``."""
    if read_at is None:
        return _("not read yet")
    age = now - read_at
    if age < A_MINUTE:
        return _("read just now")
    if age < A_DAY:
        return _("read {length} ago").format(length=time_gone(age))
    return _("read {time}").format(time=moment(read_at, zone, now))


def skipped_line(skipped: Sequence[Skipped]) -> str:
    """``2 events could not be read``; "" for none."""
    if not skipped:
        return ""
    return ngettext(
        "{count} event could not be read", "{count} events could not be read", len(skipped)
    ).format(count=grouped(len(skipped)))


_WORDS: Mapping[Trouble, Callable[[], str]] = {
    Trouble.NOT_FOUND: lambda: _("There is no calendar there (any more). Is the address right?"),
    Trouble.WRONG_PASSWORD: lambda: _(
        "The server does not take the name and password. Many need an app password."
    ),
    Trouble.NO_PASSWORD: lambda: _(
        "The keyring has no password for it. "
        "Give it again in the window “Calendars”, or with “presence calendar add”."
    ),
    Trouble.UNREACHABLE: lambda: _("It cannot be reached now; it is tried again by itself."),
    Trouble.CERTIFICATE: lambda: _(
        "The server's certificate is not valid, so nothing was sent to it."
    ),
    Trouble.NOT_A_CALENDAR: lambda: _(
        "What is there is no calendar. A web page's address is not the calendar's own."
    ),
    Trouble.TOO_LARGE: lambda: _("It is larger than a calendar can be here (50 MB)."),
    Trouble.TOO_MANY_REQUESTS: lambda: _("The server asks to wait; it is tried again later."),
    Trouble.NOT_ALLOWED: lambda: _("It may not be read. Check who may read the file or address."),
    Trouble.SERVER: lambda: _("The server has a fault; it is tried again by itself."),
    Trouble.GONE_SOURCE: lambda: _("This desktop has no such calendar any more."),
    Trouble.NO_DESKTOP: lambda: _("This desktop has no calendars that can be read."),
}
