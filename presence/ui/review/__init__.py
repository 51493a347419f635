"""The parts of the window that shows a week, a month or a year."""
