"""WHAT IS COMING: the one iCalendar reader; files, subscriptions, CalDAV, the desktop's own.

A source (``sources/``) fetches what a calendar says as iCalendar texts; ``shelf.py`` keeps the last
good copy; ``reading/`` says in a process of its own what the texts mean.
"""
