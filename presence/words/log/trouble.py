"""Why an edit of the log was refused, and what to do instead."""

from collections.abc import Callable, Mapping

from presence.core.errors import ErrorCode
from presence.texts import _

Words = Callable[[], tuple[str, str]]

EDIT_WORDS: Mapping[ErrorCode, Words] = {
    ErrorCode.SPLIT_OUTSIDE: lambda: (
        _("{at} does not lie within the session ({started_at} to {ended_at})."),
        _("Split it at a time after its start and before its end."),
    ),
    ErrorCode.JOIN_OVER_GAP: lambda: (
        _("Between {ended_at} and {started_at} there was no session, so these cannot be one."),
        _("Move an end or a start first, or add what lies between."),
    ),
    ErrorCode.JOIN_NEEDS_TWO: lambda: (
        _("It takes two sessions to make one of them."),
        _("Name two or more that follow one another."),
    ),
    ErrorCode.STILL_GOES_ON: lambda: (
        _("{session} still goes on."),
        _("End it first."),
    ),
    ErrorCode.OVERLAPS_ITSELF: lambda: (
        _("Two of these sessions would lie over one another ({started_at} to {ended_at})."),
        _("Change their times one at a time."),
    ),
    ErrorCode.NO_OVERLAP: lambda: (
        _("These were not at the same time."),
        _("“presence overlaps” lists those that were."),
    ),
    ErrorCode.WHICH_OVERLAP: lambda: (
        _("There are {count} pairs at the same time, and one way cannot be right for all."),
        _("Name two sessions: “presence overlaps ID ID --merge”."),
    ),
    ErrorCode.SESSION_IS_GONE: lambda: (
        _("This session was taken out of the log meanwhile."),
        _("“Undo” brings it back; then change it again."),
    ),
    ErrorCode.LIST_MOVED: lambda: (
        _("The log was changed meanwhile; nothing was done."),
        _("Choose the sessions again."),
    ),
    ErrorCode.KIND_IS_GONE: lambda: (
        _("There is no kind “{text}” any more."),
        _("Choose another kind."),
    ),
    ErrorCode.NOT_IN_SESSION: lambda: (
        _("“{text}” was not there."),
        _("“presence log ID” shows who was."),
    ),
}

EDIT_WORDS_WITH: Mapping[tuple[ErrorCode, str], Words] = {
    (ErrorCode.NOT_IN_SESSION, "tag"): lambda: (
        _("There is no tag “{text}” on it."),
        _("“presence log ID” shows its tags."),
    ),
}
