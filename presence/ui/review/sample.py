"""The sample week that an empty log offers; loaded only when somebody wants to see it."""

from datetime import datetime

from presence.core.kind import Kinds
from presence.core.review import Calendar
from presence.core.sample import last_evening, sample_week
from presence.drawing.review.page import ReviewPage


def sample_page(calendar: Calendar, zone_name: str, now: datetime) -> ReviewPage:
    """A made-up present week, seen on its last evening."""
    review = sample_week(calendar, zone_name, now)
    return ReviewPage(review, Kinds(), last_evening(review.period), is_sample=True)
