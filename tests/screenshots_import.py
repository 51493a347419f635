"""Renders the window of importing in its states."""

from collections.abc import Mapping
from dataclasses import replace

from presence.ui.importing.columns import ColumnRow, ColumnsView
from presence.ui.importing.view import ImportView, Stage
from presence.ui.importing.window import ImportWindow
from presence.ui.look import Look
from presence.ui.window import Window
from presence.words.dates import grouped
from tests.screenshots_windows import LONG_NAME, Scene

FORMATS = (
    ("jsonl", "Presence, everything"),
    ("toggl", "Toggl Track"),
    ("csv", "Table"),
    ("activitywatch", "ActivityWatch"),
)
ROWS = (
    "Coffee · Ana, Tom · Wed 18 Nov, 12:00 – 13:00 · 1 h · hello",
    f"Dinner · {LONG_NAME}, {LONG_NAME} · Thu 19 Nov, 19:00 – 21:00 · 2 h · Da Enzo · #family",
    "Meeting · Fri 20 Nov, 9:00 – 10:00 · 1 h",
)
LEFT_OUT = (
    "line 3: it ends before it starts",
    "line 12: started_at cannot be “yesterday or so”",
    "line 204: the file is cut short here",
)
READY = ImportView(
    Stage.READY,
    "/home/ana/Downloads/Toggl_time_entries_2025-01-01_to_2025-12-31.csv",
    FORMATS,
    "toggl",
    lines=(f"Would add {grouped(1204)} sessions, 38 people.", "12 sessions were there already."),
    rows=ROWS,
    left_out=LEFT_OUT,
    left_out_count=3,
    can_import=True,
)


def scene_of(view: ImportView, line: str = "", with_undo: bool = False) -> Scene:
    def scene(look: Look) -> Window:
        window = ImportWindow(look)
        window.redraw(view)
        if line:
            window.say(line, with_undo, with_stop=not with_undo)
        return window

    return scene


COLUMNS = ColumnsView(
    [
        ColumnRow("Beginn", "03/04/2026 10:00", "start"),
        ColumnRow("Dauer in Stunden", "1,5", "length"),
        ColumnRow(LONG_NAME, LONG_NAME, "who"),
        ColumnRow("Rechnungsnummer", "2026-0042", ""),
    ],
    [("", "not taken"), ("start", "start"), ("length", "length"), ("who", "with whom")],
    [("dmy", "day, month, year"), ("mdy", "month, day, year"), ("ymd", "year, month, day")],
    "",
    "In lengths numbers are hours, and “,” is the decimal sign.",
)
SCENES: Mapping[str, Scene] = {
    "import-no-file": scene_of(ImportView(formats=FORMATS)),
    "import-ready": scene_of(READY),
    "import-phone": scene_of(
        replace(
            READY,
            path="/home/ana/Downloads/aw-buckets-export.json",
            chosen="activitywatch",
            left_out=("aw-watcher-android-unlock: the unlocks of a phone (812)",),
            left_out_count=1,
            has_unlocks=True,
        )
    ),
    "import-at-work": scene_of(
        ImportView(Stage.AT_WORK, READY.path, FORMATS, "toggl", rows=ROWS), "Still at work: 42 %"
    ),
    "import-done": scene_of(
        ImportView(Stage.DONE, READY.path, FORMATS, "toggl"),
        f"Added {grouped(1204)} sessions, 38 people.",
        with_undo=True,
    ),
    "import-columns": scene_of(
        replace(
            READY,
            stage=Stage.TROUBLE,
            chosen="csv",
            columns=COLUMNS,
            lines=(),
            rows=(),
            left_out=(),
            problem="Day first or month first? The days can be read in both ways: say which.",
        )
    ),
    "import-columns-known": scene_of(
        replace(READY, chosen="csv", columns=replace(COLUMNS, order="dmy"))
    ),
    "import-trouble": scene_of(
        ImportView(
            Stage.TROUBLE,
            READY.path,
            FORMATS,
            "csv",
            problem="mine.csv does not say when sessions were; nothing was changed. It needs the"
            " columns started_at and ended_at, or started_at and duration_s.",
        )
    ),
}
