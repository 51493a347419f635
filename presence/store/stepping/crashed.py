"""What a long work leaves whose process ended in the middle: nothing, or, of a long undo, all."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from presence.core.editing.in_pieces import InPieces
from presence.core.errors import Refused, SettingsError
from presence.store import new_id
from presence.store.database import transaction
from presence.store.history import History
from presence.store.importing.long_work import is_at_work, sweep
from presence.store.importing.taking_out import stepping, taking_out, unfinished, unmark
from presence.store.people import PeopleTable
from presence.store.session_rows import SessionRows
from presence.store.stepping.checkpoints import much_room, no_waiting
from presence.store.stepping.finishing import finish
from presence.store.stepping.steps import Steps
from presence.store.swaps import Swaps
from presence.store.things import ThingsTable


def settle_what_crashed(
    connection: sqlite3.Connection,
    path: str,
    device: str,
    settings_name: str,
    told: Callable[[int, int], None] | None = None,
) -> None:
    """Called when the log is opened; ``told`` hears how many pieces are done, of how many."""
    people = PeopleTable(connection, new_id)
    rows, things = SessionRows(connection, people), ThingsTable(connection)
    swaps = Swaps(connection, people, rows, things, settings_name)
    steps = Steps(connection, path, swaps, History(connection, device, new_id), hurries=True)
    # Of what was cut short it does not matter how much of it is taken out.
    with much_room(connection), no_waiting(connection):
        finish(settling(connection, path, steps), told)


def settling(connection: sqlite3.Connection, path: str, steps: Steps) -> InPieces[None]:
    """The same in pieces; nothing is done while the process is still at work."""
    folder = Path(path).parent
    # Asked for first: what begins now is at work by the time that it says so in the log.
    import_id, step = unfinished(connection), stepping(connection)
    if is_at_work(folder):
        return
    if import_id is not None:
        for rest, count in taking_out(connection, import_id, steps.together):
            yield count - rest, count
    elif step is not None:
        # Where somebody has changed an entry since, or a setting cannot be written: the rest is the
        # next undo.
        with suppress(Refused, SettingsError):
            yield from steps.going_on(*step)
        with transaction(connection):
            unmark(connection)
    for each in {folder, Path(os.path.realpath(path)).parent}:  # of a log that is a link, both
        if not is_at_work(each):  # another one, by now
            sweep(each)
