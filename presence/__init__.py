"""Presence: one gesture before you meet people, and every screen around you goes quiet."""

__version__ = "0.1.0"
