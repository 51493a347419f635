"""The lines of a review by their old home; see ``presence.words.review``."""

from presence.words.review.lines import change_line, confirm_line, kept_line, total_line
from presence.words.review.titles import period_span as week_span
from presence.words.review.titles import period_title as week_title

__all__ = ["change_line", "confirm_line", "kept_line", "total_line", "week_span", "week_title"]
