"""What went wrong with a plan, in a sentence, and what to do about it."""

from presence.core.errors import ErrorCode
from presence.texts import _

PLAN_WORDS = {
    ErrorCode.BAD_PLAN: lambda: (
        _("“{text}” does not say when it is, and how often."),
        _("Write it like “weekdays 19:00 dinner 90m @Ana” or “last friday of the month 18:00”."),
    ),
    ErrorCode.BAD_RULE: lambda: (
        _("“{text}” is no rule that a plan can have."),
        _("Write it like “FREQ=WEEKLY;BYDAY=MO,FR”, or say it in words."),
    ),
    ErrorCode.NO_SUCH_PLAN: lambda: (
        _("There is no plan “{text}”."),
        _("“presence plans” numbers them."),
    ),
    ErrorCode.NOT_A_DAY_OF_PLAN: lambda: (
        _("The plan has nothing on {text}."),
        _("“presence plans” says when it is next."),
    ),
}
PLAN_WORDS_WITH = {
    (ErrorCode.BAD_PLAN, "part"): lambda: (
        _("“{part}” was not understood in the plan “{text}”."),
        _("Write it like “weekdays 19:00 dinner 90m @Ana not in august”."),
    ),
    (ErrorCode.BAD_RULE, "part"): lambda: (
        _("“{part}” cannot be so in the rule “{text}”."),
        _("Write it like “FREQ=WEEKLY;BYDAY=MO,FR”, or say it in words."),
    ),
}
