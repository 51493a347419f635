"""Presence is removed, by a command of its own that the window starts."""
