"""The window of goals and planned breaks."""
