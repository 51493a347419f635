"""What went wrong with goals and breaks, and what to do about it."""

from collections.abc import Callable, Mapping

from presence.core.errors import ErrorCode
from presence.texts import _

Words = Callable[[], tuple[str, str]]

GOAL_WORDS: Mapping[ErrorCode, Words] = {
    ErrorCode.BAD_GOAL: lambda: (
        _("“{text}” does not say how much a week is to have."),
        _("Write it like “3h a week with Ana”, “dinner with @Family on 5 days” or “90% kept”."),
    ),
    ErrorCode.NO_SUCH_GOAL: lambda: (
        _("There is no goal or break “{text}”."),
        _("“presence goals” numbers them."),
    ),
    ErrorCode.BAD_BREAK: lambda: (
        _("“{text}” does not say from when to when, of at most a year."),
        _("Write it like “2026-12-20 2027-01-03 Holiday”."),
    ),
}

GOAL_WORDS_WITH: Mapping[tuple[ErrorCode, str], Words] = {
    (ErrorCode.BAD_GOAL, "part"): lambda: (
        _("“{part}” cannot be so in the goal “{text}”."),
        _("Write it like “3h a week with Ana”, “dinner with @Family on 5 days” or “90% kept”."),
    ),
}
