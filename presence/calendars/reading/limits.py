"""How much a calendar may cost."""

MEMORY = 700_000_000  # bytes of address space of the worker
CPU_SECONDS = 120
SERIES_SECONDS = 2.0  # for one series
WORKER_SECONDS = 180  # for the whole calendar, before the worker is killed
RESTARTS = 5  # after so many series that end the worker, the calendar is given up

LONGEST_EVENT = 400_000  # bytes of one VEVENT; without what is attached to it
LONGEST_LINE = 20_000  # letters of one of its lines; the rest is cut off
MOST_OCCURRENCES = 2_000  # of one series in the span that is asked for
MOST_EVENTS = 50_000  # of a calendar in that span
MOST_SKIPPED = 1_000
FINE_COUNT = 10_000  # occurrences of a rule finer than a day that is expanded all the same
FINE_DAYS = 31  # or its length

LONGEST_TITLE = 500
LONGEST_TEXT = 4_000
LONGEST_LINK = 2_000
MOST_LINKS = 10
MOST_ATTENDEES = 500
