"""JSON Lines: everything that a log holds, a line for each; reading it again gives the same log.

The first line names the format and its version, ``{"schema": "presence-log/1.1", …}``; the last
one says that nothing is missing. Between them a ``person``, ``kind``, ``group``, ``goal``,
``pause``, ``plan``, ``reply`` or ``session`` each. Instants are ISO 8601 with the offset of their
zone, lengths seconds. A reader takes keys and lines of a later 1.x that it does not know for none
of its business, and refuses 2.
"""

FORMAT = "presence-log"
MAJOR, MINOR = 1, 1  # 1.1 has plans and replies
SCHEMA = f"{FORMAT}/{MAJOR}.{MINOR}"
THINGS = ("group", "goal", "pause", "plan", "reply")
