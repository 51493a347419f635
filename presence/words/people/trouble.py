"""What went wrong with people, and what to do about it."""

from collections.abc import Callable, Mapping

from presence.core.errors import ErrorCode
from presence.texts import _

PEOPLE_WORDS: Mapping[ErrorCode, Callable[[], tuple[str, str]]] = {
    ErrorCode.AMBIGUOUS_PERSON: lambda: (
        _("“{text}” could be several people."),
        _("Say which: {candidates}."),
    ),
    ErrorCode.PERSON_EXISTS: lambda: (
        _("{text} is in the log already."),
        _("“presence people edit” changes what is known of somebody."),
    ),
    ErrorCode.BAD_RELATION: lambda: (
        _("“{text}” is nothing that somebody can be to you."),
        _("Use one of {candidates}, or “none”."),
    ),
    ErrorCode.BAD_DAYS: lambda: (
        _("“{text}” is no number of days up to ten years."),
        _("Write it like 10d, 3w, 2m or 1y."),
    ),
    ErrorCode.BOUND_TOO_SOON: lambda: (
        _("At most every {at_most} days is sooner than every {days} days."),
        _("Give an outer bound that is later, or none."),
    ),
    ErrorCode.BAD_DAY: lambda: (
        _("“{text}” is no day."),
        _("Write it like 2026-12-20, 20 dec, mon or tomorrow."),
    ),
    ErrorCode.DAY_IS_OVER: lambda: (
        _("“{text}” is over."),
        _("Name a day and a time that are still to come."),
    ),
    ErrorCode.DAY_TO_COME: lambda: (
        _("The day “{text}” is still to come."),
        _("Name a day that has been, or today."),
    ),
    ErrorCode.BAD_BIRTHDAY: lambda: (
        _("“{text}” is no birthday."),
        _("Write it like 1984-04-12, or 04-12 where the year is not known."),
    ),
    ErrorCode.BAD_DEED: lambda: (
        _("“{text}” is nothing to follow."),
        _("Use one of {candidates}."),
    ),
    ErrorCode.TEXT_TOO_LONG: lambda: (
        _("The text of {field} is too long."),
        _("Give at most {limit} letters."),
    ),
    ErrorCode.NO_SUCH_FOLLOW_UP: lambda: (
        _("There is nothing to follow with the number “{text}”."),
        _("“presence people follow-ups” lists them."),
    ),
    ErrorCode.NO_FREE_EVENING: lambda: (
        _("No evening of the next {days} days is free."),
        _("Say which day: --on 2026-12-20."),
    ),
}
