"""The parts of the window in which calendars are chosen."""
