"""A goal as the review shows it, for whoever fills the window."""

from presence.drawing.review.goal_lines import GoalLine

__all__ = ["GoalLine"]
