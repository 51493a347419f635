"""What the review asks of the log besides looks: the plan kept or not, and what was answered."""

from presence.core.editing.filter import AgainstPlan, Answered
from presence.texts import _


def plan_words(plan: AgainstPlan) -> str:
    """``longer than planned``."""
    match plan:
        case AgainstPlan.PLANNED:
            return _("with a plan")
        case AgainstPlan.LONGER:
            return _("longer than planned")
        case AgainstPlan.AS_PLANNED:
            return _("as planned")
        case AgainstPlan.SHORTER:
            return _("shorter than planned")


def answered_words(answered: Answered) -> str:
    """``said how nice it was``."""
    match answered:
        case Answered.ENJOYED:
            return _("said how nice it was")
        case Answered.DISTRACTED:
            return _("said how distracted it was")
