"""The parts of the week window."""
