"""How much a calendar may cost."""

MEMORY = 700_000_000  # bytes of address space of the worker
CPU_SECONDS = 120
SERIES_SECONDS = 2.0  # of computing, for one series
SLOW_SERIES = 5  # after so many that took longer each gets only
LESS_SECONDS = 0.2
SILENT_SECONDS = 20.0  # by the clock: a worker that says nothing for so long is killed
WORKER_SECONDS = 180  # for the whole calendar, before the worker is killed
RESTARTS = 5  # after so many series that end the worker, the calendar is given up

LONGEST_CALENDAR = 50_000_000  # bytes of all its texts
LONGEST_EVENT = 400_000  # bytes of one VEVENT; without what is attached to it
LONGEST_LINE = 20_000  # bytes of one of its lines of text; the rest is cut off
LONGEST_ZONE = 100_000  # bytes of a VTIMEZONE
MOST_ZONES = 500
MOST_OCCURRENCES = 2_000  # of one series in the span that is asked for
MOST_EVENTS = 20_000  # of a calendar in that span
MOST_SKIPPED = 1_000
FINE_COUNT = 10_000  # occurrences of a rule finer than a day that is expanded all the same
FINE_DAYS = 31  # or its length

LONGEST_UID = 500
LONGEST_TITLE = 500
LONGEST_TEXT = 4_000
LONGEST_LINK = 2_000
MOST_LINKS = 10
MOST_ATTENDEES = 500
MOST_CATEGORIES = 50
