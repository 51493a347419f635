"""Presence: one gesture before you meet people, and every screen around you goes quiet."""

__version__ = "0.1.0"

# What desktop, portal and bus know it by; files in resources and packaging are named so.
APPLICATION_ID = "app.presence.Presence"
