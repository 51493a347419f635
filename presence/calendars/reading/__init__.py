"""What iCalendar texts mean (RFC 5545), found out in a process of its own that may be killed.

``python -m presence.calendars.reading`` is the worker: it alone loads the libraries. The texts are
cut into series first (``cutting.py``), each of which is read for itself: a hostile or broken one
costs itself, and never the calendar.
"""
