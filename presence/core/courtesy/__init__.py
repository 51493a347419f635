"""Telling others of a session: whom, and what."""
