"""Where a calendar's texts come from: files, an address, a CalDAV server.

``make.py`` builds the one that a person has chosen; ``blocking.py`` waits for it in a command. The
desktop's own calendars are under ``desktop/``: they come over D-Bus.
"""
