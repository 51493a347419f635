"""CSV (RFC 4180): one row for each session, for spreadsheets, and back again.

Columns are found by their names, whatever their order; of other programs' files ``started_at`` and
``ended_at`` (or ``duration_s``) are enough. A cell that a spreadsheet would take for a formula is
written with an apostrophe before it, which is taken off again when it is read.
"""

COLUMNS = (
    "id",
    "kind",
    "started_at",
    "ended_at",
    "duration_s",
    "zone",
    "people",
    "place",
    "note",
    "tags",
    "slips",
    "said",
    "enjoyed",
    "distracted",
    "word",
    "planned_end_at",
    "confirmed",
    "origin",
    "watched",
)
