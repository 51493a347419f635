"""A log that cannot be used: what is said instead, and what could be put back."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo

from presence.core.errors import ErrorCode
from presence.texts import _, ngettext
from presence.words.dates import clock_time, full_date, grouped

Words = Callable[[], tuple[str, str]]

LOG_WORDS: Mapping[ErrorCode, Words] = {
    ErrorCode.LOG_IS_NEWER: lambda: (
        _("The log {path} was written by a newer Presence; it was left as it is."),
        _("Update Presence."),
    ),
    ErrorCode.LOG_IS_DAMAGED: lambda: (
        _("The log {path} is damaged; it was left as it is."),
        _("There is no backup yet: “presence restore --salvage” shows what can be saved of it."),
    ),
    ErrorCode.LOG_IS_GONE: lambda: (
        _("The log {path} is gone or empty; none was begun in its place."),
        _("Bring it back, or name another folder with --home."),
    ),
    ErrorCode.LOG_IS_FOREIGN: lambda: (
        _("{path} is not a log of Presence; it was left as it is."),
        _("Move it away, or name another folder with --home."),
    ),
    ErrorCode.NO_LOG_YET: lambda: (
        _("There is no log yet."),
        _("It begins with the first session."),
    ),
    ErrorCode.NOTHING_TO_SALVAGE: lambda: (
        _("Nothing in {path} can be read any more."),
        _("“presence restore” lists the backups."),
    ),
    ErrorCode.NO_SUCH_FILE: lambda: (
        _("There is no file {path}."),
        _("“presence restore” lists what there is."),
    ),
    ErrorCode.APP_HAS_THE_LOG: lambda: (
        _("Presence is running, and writes the log."),
        _("End it with “presence quit”, then try again."),
    ),
    ErrorCode.APP_IS_OLDER: lambda: (
        _("An older Presence is running, and writes the log {path} in its way; it was left so."),
        _("End it with “presence quit” and start this one: a session in progress goes on."),
    ),
    ErrorCode.INTEGRATED_BY_PACKAGE: lambda: (
        _("The desktop knows Presence already, by the package of this system: {path}"),
        _("There is nothing to do."),
    ),
    ErrorCode.ONLY_OWN_HOME: lambda: (
        _("The desktop's menu knows no other home than your own."),
        _("Leave --home and PRESENCE_HOME out."),
    ),
    ErrorCode.PIECE_NOT_WRITABLE: lambda: (
        _("{path} cannot be written: {detail}."),
        _("Make it writable, then try again."),
    ),
    ErrorCode.TRACE_NOT_REMOVED: lambda: (
        _("{path} stays: {detail}."),
        _("See that its folder can be written in, or take it away by hand."),
    ),
    ErrorCode.KEY_NOT_LET_GO: lambda: (
        _("The desktop keeps the key {path}."),
        _("Take it away in the settings of the keyboard."),
    ),
    ErrorCode.NEEDS_A_YES: lambda: (
        _("Nothing was changed: there is nobody here to say yes."),
        _("Add --yes: {command}"),
    ),
}

LOG_WORDS_WITH: Mapping[tuple[ErrorCode, str], Words] = {
    (ErrorCode.LOG_IS_NEWER, "meanwhile"): lambda: (
        _("A newer Presence has brought the log {path} up to date; this one no longer writes it."),
        _("End this one and start it again: a session in progress goes on."),
    ),
    (ErrorCode.LOG_IS_DAMAGED, "backup"): lambda: (
        _("The log {path} is damaged; it was left as it is."),
        "",
    ),
    (ErrorCode.LOG_IS_DAMAGED, "file"): lambda: (
        _("The file {path} is damaged, or no log at all; it was left as it is."),
        _("“presence restore” lists what there is."),
    ),
    (ErrorCode.LOG_IS_GONE, "leads_to"): lambda: (
        _("{path} leads to {leads_to}, and nothing is there."),
        _("Connect what that file lies on, or take the link away."),
    ),
}


def offer_line(values: Mapping[str, object], zone: tzinfo | None) -> str:
    """What the newest backup brings back, and the command that does it."""
    name, at = os.path.basename(str(values["backup"])), values.get("backup_at")
    if not isinstance(at, datetime):
        return _("“presence restore {name}” brings back the newest backup.").format(name=name)
    return _("“presence restore {name}” brings back the backup of {time}, with {sessions}.").format(
        name=name,
        time=backup_time(at, zone),
        sessions=session_count(int(str(values.get("session_count", 0)))),
    )


def offer_in_window(values: Mapping[str, object]) -> str:
    """What a click would bring back and what it would not; "" without a backup."""
    at = values.get("backup_at")
    if not isinstance(at, datetime):
        return ""
    return _(
        "The backup of {time} holds {sessions}. What was written after it is not in it;"
        " the log as it is now is kept beside it."
    ).format(
        time=backup_time(at, None),
        sessions=session_count(int(str(values.get("session_count", 0)))),
    )


def backup_time(at: datetime, zone: tzinfo | None) -> str:
    """``27 Nov 2026 21:03``."""
    here = at.astimezone(zone)
    time = clock_time(at, here.tzinfo or UTC)
    return _("{day} {time}").format(day=full_date(here.date()), time=time)


def session_count(count: int) -> str:
    """``312 sessions``."""
    return ngettext("{count} session", "{count} sessions", count).format(count=grouped(count))
