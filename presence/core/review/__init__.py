"""The review of a week, month, year or any span: where the hours with people went.

``compare`` is its own import: most reviews stand beside no other one.
"""

from presence.core.review.lean import Lean, LeanSlip, lean_of
from presence.core.review.period import DAY, Calendar, Period, Unit
from presence.core.review.reviewing import (
    ALONE,
    cut,
    review_period,
    review_sessions,
    review_week,
)
from presence.core.review.values import (
    AnswerReview,
    Comparison,
    DayReview,
    KindReview,
    Looks,
    LooksReview,
    Pair,
    PartReview,
    PeriodReview,
    PlannedReview,
    ScoreReview,
    Stretch,
)

Week = Period
WeekReview = PeriodReview

__all__ = [
    "ALONE",
    "DAY",
    "AnswerReview",
    "Calendar",
    "Comparison",
    "DayReview",
    "KindReview",
    "Lean",
    "LeanSlip",
    "Looks",
    "LooksReview",
    "Pair",
    "PartReview",
    "Period",
    "PeriodReview",
    "PlannedReview",
    "ScoreReview",
    "Stretch",
    "Unit",
    "Week",
    "WeekReview",
    "cut",
    "lean_of",
    "review_period",
    "review_sessions",
    "review_week",
]
