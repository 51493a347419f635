"""Entering a session afterwards: one line to type, and what was understood of it."""
